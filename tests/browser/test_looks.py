"""How the pages look to everybody: nothing wider than the screen, no barrier, letters joined under a mark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = {
    "home": "/",
    "results": "/search?q=مياه الشرب&since=2021",
    "a middle page": "/search?q=برزمة&page=3",
    "nothing found": "/search?q=مياه AND قسطنطينوبوليس&since=2021",
    "article": "/search?q=مياه الشرب",
    "story": "/search?q=إعلان العقيق",
    "error": "/article/nope",
    "trends": "/trends?q=مياه&q=انتخابات&q=طيران",
    "about": "/about",
    "the API": "/api",
}
# Language, width and theme: the pages that people come for with each of the others, the rest with two.
WAYS = (("", 320, "dark"), ("", 1440, "light"), ("/en", 320, "light"), ("/en", 1440, "dark"))
SIMPLE = ("nothing found", "error", "about", "the API")
# What may be lower than a finger: a line of a text, bars with the same links in a table.
IN_TEXT = "h3, .note p, .excerpt, .examples, .bars, .reference, .answer p, main > p"


def go(page: Page, name: str, prefix: str = "") -> None:
    page.goto(prefix + PAGES[name])
    if name in ("article", "story"):
        page.locator(".hit h3 a").first.click()
    if name == "story":
        expect(page.locator(".timeline li")).not_to_have_count(0)
    if name == "article":
        page.locator("#marks a").click()
        expect(page.locator(".step:visible")).to_have_count(1)
    for details in page.locator("details").all():
        details.locator("summary").click()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page where the test may run scripts of its own."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_screen(page: Page, name: str) -> None:
    for prefix in ("", "/en"):
        go(page, name, prefix)
        for width in (320, 360, 480, 768, 1024, 1088, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", [name for name in PAGES if name != "a middle page"])
def test_axe_finds_no_barrier(page: Page, name: str) -> None:
    shown = None
    for prefix, width, theme in WAYS[::3] if name in SIMPLE else WAYS:
        if prefix != shown:
            go(page, name, prefix)
            shown = prefix
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


def test_what_a_finger_hits_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for name in PAGES:
        go(page, name)
        small = page.locator("main a:visible, button:visible").evaluate_all(
            """(all, inText) => all.filter(one => !one.closest(inText))
            .filter(one => one.getBoundingClientRect().height < 43.9).map(one => one.outerHTML)""",
            IN_TEXT,
        )
        assert small == []


BESIDE = """word => {
    const [before, marked, after] = word;
    const lines = ['plain', 'marked'].map(kind => {
        const line = document.createElement('p');
        line.id = kind;
        if (kind === 'plain') line.textContent = word.join('');
        else {
            const mark = document.createElement('mark');
            mark.textContent = marked;
            line.append(before, mark, after);
        }
        return line;
    });
    const body = document.querySelector('.body');
    body.replaceChildren(...lines);
    document.documentElement.style.setProperty('--wash', 'transparent');
    return lines.map(line => {
        const range = document.createRange();
        range.selectNodeContents(line);
        return range.getBoundingClientRect().width;
    });
}"""


@pytest.mark.parametrize(
    "word",
    [
        ("ل", "مياه", ""),
        ("", "مياه", "ها"),
        ("وال", "شرب", "،"),
        ("بال", "محطة", ""),
        ("", "المـــياه", ""),
        ("", "صَواريخُهم", "؟"),
    ],
)
def test_letters_stay_joined_under_a_mark(page: Page, word: tuple[str, str, str]) -> None:
    """A word with a mark inside is drawn, but for the wash, exactly as the word without."""
    go(page, "article")
    page.evaluate("document.fonts.ready")
    plain, marked = page.evaluate(BESIDE, list(word))
    assert abs(plain - marked) < 0.1
    # Apart, so that neither is in the other's picture.
    page.locator(".body p").evaluate_all("lines => lines.forEach(line => { line.style.margin = '3rem'; })")
    pictures = [page.locator(f"#{kind}").screenshot() for kind in ("plain", "marked")]
    assert pictures[0] == pictures[1]


def test_both_faces_are_the_ones_we_ship(page: Page) -> None:
    go(page, "results")
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(font => font.status === 'loaded')"
        ".map(font => font.family + ' ' + font.weight))"
    )
    faces = {"Amiri normal", "Amiri 700", "Fihris Sans normal", "Fihris Sans 600"}
    assert faces == {font.replace('"', "") for font in loaded}


def test_digits_stand_in_columns(page: Page) -> None:
    go(page, "results")
    widths = page.evaluate(
        """() => [...'٠١٢٣٤٥٦٧٨٩'].map(digit => {
            const span = document.createElement('span');
            span.textContent = digit.repeat(10);
            document.querySelector('.bar p').append(span);
            return Math.round(span.getBoundingClientRect().width * 100);
        })"""
    )
    assert len(set(widths)) == 1
