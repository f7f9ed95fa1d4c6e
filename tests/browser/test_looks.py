"""How the pages look to everybody: nothing wider than the screen, no barrier, letters joined under a mark."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

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


@pytest.fixture(scope="module")
def onlooker(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A reader who chooses nothing, and fetches style sheet and fonts once."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(onlooker: BrowserContext) -> Iterator[Page]:
    """A page where the test may run scripts of its own."""
    page = onlooker.new_page()
    yield page
    page.close()


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


WORDS = (
    ("ل", "مياه", ""),
    ("", "مياه", "ها"),
    ("وال", "شرب", "،"),
    ("بال", "محطة", ""),
    ("", "المـــياه", ""),
    ("", "صَواريخُهم", "؟"),
    ("سيست", "قبل", "ونهم"),
)
PLACES = {"article": ".body", "results": ".snippet", "a middle page": ".hit h3 a"}
"""Pages, and where on them words are marked: body, snippet, bold headline."""

BESIDE = """(place, words) => {
    const lines = words.flatMap(word => ['plain', 'marked', 'boxed'].map(kind => {
        const line = document.createElement('p');
        line.className = kind;
        if (kind === 'plain') line.textContent = word.join('');
        else {
            const mark = document.createElement('mark');
            mark.textContent = word[1];
            if (kind === 'boxed') mark.style.display = 'inline-block';
            line.append(word[0], mark, word[2]);
        }
        line.style.margin = '3rem'; // apart, so that none is in the picture of another
        return line;
    }));
    place.replaceChildren(...lines);
    document.documentElement.style.setProperty('--wash', 'transparent');
}"""
WIDTHS = """lines => lines.map(line => {
    const range = document.createRange();
    range.selectNodeContents(line);
    return range.getBoundingClientRect().width;
})"""


A_SHADE = 64  # of 255: the edge of a letter that begins a fraction of a pixel further on
DIFFERENCE = """async pictures => {
    const [one, other] = await Promise.all(pictures.map(async text => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + text;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
    }));
    return one.length === other.length
        ? one.reduce((most, shade, place) => Math.max(most, Math.abs(shade - other[place])), 0)
        : 255;
}"""


@pytest.mark.parametrize("name", PLACES)
def test_letters_stay_joined_under_a_mark(page: Page, name: str) -> None:
    """A word with a mark inside is drawn, but for the wash, as the word without, to a shade of its edges.

    That the comparison would see a letter that is not joined is shown by marks that are boxes of their own.
    """
    go(page, name)
    page.evaluate("document.fonts.ready")
    place = page.locator(PLACES[name]).first
    place.evaluate(BESIDE, WORDS)
    kinds = {kind: place.locator(f".{kind}") for kind in ("plain", "marked", "boxed")}
    widths = {kind: lines.evaluate_all(WIDTHS) for kind, lines in kinds.items()}
    assert widths["marked"] == pytest.approx(widths["plain"], abs=0.1)
    canvas = page.context.new_page()  # ours lets nobody load a picture from a text
    for number, (before, _, after) in enumerate(WORDS):
        plain, marked, boxed = (picture(lines.nth(number)) for lines in kinds.values())
        assert canvas.evaluate(DIFFERENCE, [plain, marked]) <= A_SHADE, WORDS[number]
        if before or after.isalpha():
            assert canvas.evaluate(DIFFERENCE, [plain, boxed]) > 2 * A_SHADE, WORDS[number]
    canvas.close()


def picture(line: Locator) -> str:
    return b64encode(line.screenshot()).decode()


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
