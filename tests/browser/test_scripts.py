"""What JavaScript adds: filters without a reload, keys on any layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

SCRIPT = Path(__file__).parents[2] / "web" / "static" / "fihris.js"
STAYS = "window.stays = true"  # until a page is loaded anew


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The page of a reader with JavaScript, without a word on the console."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def stays(page: Page) -> bool:
    return bool(page.evaluate("window.stays === true"))


def press(page: Page, code: str, key: str) -> None:
    """Press a key that writes another letter than on an English keyboard."""
    page.evaluate(
        """([code, key]) => (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }))""",
        [code, key],
    )


def test_the_script_is_small(page: Page) -> None:
    assert len(SCRIPT.read_bytes()) <= 10 * 1024


def test_a_filter_changes_the_results_in_place_and_back_and_forward_work(page: Page) -> None:
    page.goto("/search?q=برزمة")
    page.evaluate(STAYS)
    everything = page.locator(".bar strong").inner_text()
    source = page.locator(".filters section", has_text="المصدر").locator(".index a").first
    name, promised = source.locator("bdi").inner_text(), source.locator(".count").inner_text()
    source.click()
    expect(page.locator(".chips bdi")).to_have_text(f"المصدر: {name}")
    expect(page.locator(".bar strong")).to_have_text(re.compile(f"^{promised} "))
    expect(page.get_by_role("status")).to_have_text(re.compile(f"^{promised} "))
    expect(page).to_have_url(re.compile("source="))
    assert stays(page)
    assert page.locator(".filters a[aria-current]").first.evaluate("one => one === document.activeElement")

    page.locator(".bars a.highest").first.locator("rect").last.click()
    expect(page.locator(".chips li")).to_have_count(2)
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(0)
    expect(page.locator(".bar strong")).to_have_text(everything)
    page.go_forward()
    expect(page.locator(".chips li")).to_have_count(1)
    assert stays(page)

    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/en/search.*source="))


def test_completion_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("برز")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.inner_text()
    expect(field).to_have_value(chosen)
    assert options.first.get_attribute("id") == field.get_attribute("aria-activedescendant")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("برز")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_have_value("برز")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("م")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = options.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)
    assert page.locator(".hit").count() > 0


def test_a_completion_can_be_pressed(page: Page) -> None:
    page.goto("/search?q=مياه")
    page.locator("#q").fill("برز")
    option = page.get_by_role("option").first
    text = option.inner_text()
    option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_turning_a_page_begins_at_its_top(page: Page) -> None:
    page.goto("/search?q=برزمة")
    page.evaluate(STAYS)
    page.get_by_role("link", name="التالية").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("صفحة ٢")
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert stays(page)


def test_keys_go_by_their_place_on_an_arabic_keyboard_too(page: Page) -> None:
    page.goto("/search?q=برزمة")
    hits = page.locator(".hit h3 a")
    press(page, "KeyJ", "ت")
    expect(hits.nth(0)).to_be_focused()
    press(page, "KeyJ", "j")
    expect(hits.nth(1)).to_be_focused()
    press(page, "KeyK", "ن")
    expect(hits.nth(0)).to_be_focused()
    press(page, "Slash", "ظ")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("مياه jk/")
    expect(page.locator("#q")).to_have_value("مياه jk/")


def test_single_keys_can_be_switched_off_by_keyboard_and_stay_off(page: Page) -> None:
    page.goto("/search?q=برزمة")
    hits = page.locator(".hit h3 a")
    switch = page.get_by_role("button", name="اختصارات")
    for pressed in ("false", "true"):
        switch.focus()
        page.keyboard.press("Enter")
        expect(switch).to_have_attribute("aria-pressed", pressed)
        expect(page).to_have_url(re.compile("/search"))
        page.goto("/search?q=برزمة&sort=newest")
        page.locator("h1").click()
        press(page, "KeyJ", "j")
        if pressed == "true":
            expect(hits.first).to_be_focused()
            continue
        expect(hits.first).not_to_be_focused()
        press(page, "Slash", "/")
        expect(page.locator("#q")).not_to_be_focused()


def test_nothing_moves_while_a_page_of_results_appears(page: Page) -> None:
    page.goto("/search?q=مياه الشرب")
    shift = page.evaluate(
        """() => new Promise(resolve => {
            let sum = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) sum += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            document.fonts.ready.then(() => setTimeout(() => resolve(sum), 300));
        })"""
    )
    assert shift < 0.01
    blocking = page.evaluate(
        """performance.getEntriesByType('resource')
            .filter(one => one.renderBlockingStatus === 'blocking').length"""
    )
    assert blocking <= 1
    assert len(page.content().encode()) < 40_000
