"""A real browser, and the demo articles behind a real server: both started once."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
FIHRIS = (sys.executable, "-c", "from fihris.index.cli import main; main()")
BROWSERS = runpy.run_path(str(ROOT / "scripts" / "install_browser.py"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over `seeds/`, indexed and served by the commands a user types."""
    index = tmp_path_factory.mktemp("site") / "index"
    subprocess.run([*FIHRIS, "reindex", str(ROOT / "seeds"), "--index", str(index)], check=True)
    serve = [*FIHRIS, "serve", "--index", str(index), "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            assert "Serving" in said
            yield said.split(" on ")[1].split()[0].rstrip("/")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = BROWSERS["find_chromium"](playwright)
        assert found, "no Chromium that starts: run scripts/install_browser.py"
        browser = playwright.chromium.launch(executable_path=found[0], args=BROWSERS["OPTIONS"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A reader without JavaScript."""
    context = browser.new_context(
        base_url=site,
        java_script_enabled=False,
        reduced_motion="reduce",
        viewport={"width": 1440, "height": 900},
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page that asks nobody else for anything, gets all it asks for, and has nothing to complain of."""
    page = context.new_page()
    complaints: list[str] = []
    cancelled: list[str] = []  # by the browser, as the reader went on before it was there

    def failed(request: Request) -> None:
        if request.failure == "net::ERR_ABORTED":
            cancelled.append(request.url)
        else:
            complaints.append(f"failed: {request.url}")

    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", failed)
    page.on(
        "request",
        lambda request: (
            complaints.append(f"asked elsewhere: {request.url}")
            if urlsplit(request.url).netloc != urlsplit(site).netloc
            else None
        ),
    )
    yield page
    complaints += [f"cannot be had: {url}" for url in cancelled if not page.request.get(url).ok]
    assert complaints == []
