"""Make sure that the browser tests find a Chromium that starts, and say which.

One that is there is used, Google Chrome too; else Debian's package is installed where we may (root, on
Debian); else Playwright downloads its own. Exits with 1 and a sentence when none of that works.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
OPTIONS = ["--no-sandbox", "--disable-background-networking"]  # root may not use the sandbox


def find_chromium(playwright: Playwright) -> tuple[str, str] | None:
    """Return path and version of the first Chromium or Chrome that starts, None if there is none."""
    for path in _candidates(playwright):
        try:
            browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        except Error:  # it is there but does not start, as Ubuntu's pointers to a snap
            continue
        version = browser.version
        browser.close()
        return path, version
    return None


def _candidates(playwright: Playwright) -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    for place in (*map(MAC.format, ("Google Chrome", "Chromium")), playwright.chromium.executable_path):
        if Path(place).exists():
            yield place


def main() -> int:
    found = _find()
    for install in _installers():
        if found is None:
            install()
            found = _find()
    if found is None:
        print(
            "No browser for the tests: there is none that starts, and none could be installed. "
            "Install Chromium or Google Chrome, then run this again.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser for the tests: {found[0]}, version {found[1]}")
    return 0


def _find() -> tuple[str, str] | None:
    with sync_playwright() as playwright:
        return find_chromium(playwright)


def _installers() -> Iterator[Callable[[], None]]:
    if Path("/etc/debian_version").exists() and shutil.which("apt-get") and os.geteuid() == 0:
        yield _install_from_debian
    yield _install_from_playwright


def _install_from_debian() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", *command], env=environment, check=False)


def _install_from_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    sys.exit(main())
