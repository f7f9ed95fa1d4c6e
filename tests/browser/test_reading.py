"""A reader's way: search, read, filter, turn the page, in the dark and on a phone, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

WHOLE_WORDS = """marks => marks.every(mark => {
    const letter = /[\\p{L}\\p{M}]/u;
    const before = mark.previousSibling?.textContent ?? '';
    const after = [...mark.parentNode.childNodes]
        .slice([...mark.parentNode.childNodes].indexOf(mark) + 1)
        .find(node => !node.classList?.contains('step'))?.textContent ?? '';
    return !letter.test(before.slice(-1)) && !letter.test(after.slice(0, 1));
})"""


def number(text: str) -> int:
    """Return the number that stands in a text; Python reads Arabic-Indic digits as digits."""
    return int("".join(re.findall(r"\d", text)))


def search(page: Page, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("button", name="ابحث").click()


def total(page: Page) -> int:
    said = page.locator(".bar strong").inner_text()
    return {"خبر واحد": 1, "خبران": 2}.get(said) or number(said)


def chips(page: Page) -> list[str]:
    return page.locator(".chips bdi").all_inner_texts()


def test_from_a_word_to_the_place_where_it_stands(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("فهرس: بحث في الأخبار العربية")
    page.get_by_role("searchbox").fill("مياه الشرب")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("مياه الشرب")
    hits = page.locator(".hit")
    assert hits.count() > 1
    marks = page.locator(".hits mark")
    assert all(re.search("مياه|شرب", mark) for mark in marks.all_inner_texts())
    assert any(mark == "المياه" for mark in marks.all_inner_texts())
    assert marks.evaluate_all(WHOLE_WORDS)

    title = hits.first.get_by_role("heading").inner_text()
    hits.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    in_text = page.locator(".body mark")
    assert in_text.evaluate_all(WHOLE_WORDS)
    assert number(page.locator("#marks span").first.inner_text()) == in_text.count()

    page.get_by_role("link", name="إلى أول علامة").click()
    bar = page.locator(".step:visible")
    expect(bar).to_have_count(1)
    expect(bar).to_contain_text("١ من")
    page.keyboard.press("Tab")
    expect(bar.get_by_role("link", name="العلامة التالية")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#m2$"))
    expect(page.locator(".step:visible")).to_contain_text("٢ من")
    expect(page.locator("#m2")).to_be_in_viewport()
    page.locator(".step:visible").get_by_role("link", name="إغلاق").click()
    expect(page.locator(".step:visible")).to_have_count(0)

    page.get_by_role("link", name="إلى النتائج").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("مياه الشرب")


def test_filters_keep_what_they_promise(page: Page) -> None:
    page.goto("/")
    search(page, "برزمة")
    everything = total(page)
    sources = page.locator(".filters section", has_text="المصدر").locator(".index a")
    assert sum(number(count) for count in sources.locator(".count").all_inner_texts()) <= everything

    source = sources.first.locator("bdi").inner_text()
    promised = number(sources.first.locator(".count").inner_text())
    sources.first.click()
    assert total(page) == promised < everything
    assert set(page.locator(".hit .source").all_inner_texts()) == {source}

    years = page.locator(".filters section", has_text="السنة").locator(".index a")
    year, promised = years.last.locator("bdi").inner_text(), number(years.last.locator(".count").inner_text())
    years.last.click()
    assert total(page) == promised
    assert all(year in day for day in page.locator(".hit .meta time").all_inner_texts())
    assert chips(page) == [f"المصدر: {source}", f"في {year}"]

    page.locator(".chips a").first.click()
    page.locator(".chips a").first.click()
    assert total(page) == everything


def test_a_keyword_narrows_with_the_other_filters(page: Page) -> None:
    page.goto("/search?q=برزمة&since=2022")
    source = page.locator(".filters section", has_text="المصدر").locator(".index a").first
    source.click()
    keyword = page.locator(".filters section", has_text="الكلمة الدلالية").locator(".index a").first
    name, promised = keyword.locator("bdi").inner_text(), number(keyword.locator(".count").inner_text())
    keyword.click()
    assert total(page) == promised
    assert len(chips(page)) == 3
    assert f"الكلمة الدلالية: {name}" in chips(page)
    page.locator(".filters section", has_text="الكلمة الدلالية").locator("a[aria-current]").click()
    assert len(chips(page)) == 2


def test_a_bar_of_the_histogram_leads_to_its_articles(page: Page) -> None:
    page.goto("/search?q=برزمة")
    bar = page.locator(".bars a.highest").first
    said = bar.locator("title").text_content() or ""
    bar.locator("rect").last.click()
    date, count = said.rsplit(": ", 1)
    assert chips(page) == [f"في {date}"]
    assert total(page) == number(count)
    page.go_back()
    everything = total(page)
    page.locator(".chart summary").click()
    rows = page.locator(".chart tbody tr")
    assert 0 < sum(number(count) for count in rows.locator("td").all_inner_texts()) <= everything
    first = rows.first.inner_text()
    rows.first.get_by_role("link").click()
    assert total(page) == number(first.split("\t")[1])
    page.go_forward()
    page.go_back()
    assert total(page) == everything


def test_from_the_year_to_the_month(page: Page) -> None:
    page.goto("/search?q=برزمة")
    page.locator(".filters section", has_text="السنة").get_by_role("link", name="٢٠٢٣").click()
    month = page.locator(".filters section", has_text="الشهر").locator(".index a").first
    name, promised = month.locator("bdi").inner_text(), number(month.locator(".count").inner_text())
    month.click()
    assert chips(page) == [f"في {name} ٢٠٢٣"]
    assert total(page) == promised


def test_english_is_a_switch_away_and_stays(page: Page) -> None:
    page.goto("/search?q=برزمة&page=2")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/en/search.*page=2"))
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator(".bar strong")).to_have_text(re.compile(r"^\d+ articles$"))
    assert page.locator(".hit h3").first.evaluate("title => getComputedStyle(title).direction") == "rtl"
    page.locator(".hit h3 a").first.click()
    expect(page.get_by_role("link", name="To the results")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(re.compile("/en/$"))
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_trends_compare_two_queries(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="اتجاهات").click()
    page.get_by_label("البحث ١").fill("مياه")
    page.get_by_label("البحث ٢").fill("انتخابات")
    page.get_by_role("button", name="قارن").click()
    expect(page.locator(".trend polyline")).to_have_count(2)
    expect(page.get_by_role("img", name=re.compile("مياه: أكثره"))).to_be_visible()
    cell = page.locator("tbody td a").first
    promised = number(cell.inner_text())
    cell.click()
    assert total(page) == promised


@pytest.mark.parametrize("year", ["٢٠٢٢", "2022", "۲۰۲۲"])
def test_a_span_of_dates_in_the_digits_people_type(page: Page, year: str) -> None:
    page.goto("/search?q=برزمة")
    page.get_by_label("من", exact=True).fill(year)
    page.get_by_label("إلى", exact=True).fill(f"{year}-06")
    page.get_by_role("button", name="طبّق").click()
    assert chips(page) == ["منذ ٢٠٢٢", "حتى يونيو ٢٠٢٢"]
    days = page.locator(".hit .meta time").evaluate_all("times => times.map(time => time.dateTime)")
    assert days
    assert all("2022-01" <= day <= "2022-06-30" for day in days)
    expect(page.get_by_label("إلى", exact=True)).to_have_value("٢٠٢٢-٠٦")


def test_turning_the_pages(page: Page) -> None:
    page.goto("/search?q=مياه&sort=oldest")
    page.get_by_role("link", name="اعرض كل النُّسخ").click()
    seen: list[str] = []
    days: list[str] = []
    everything = total(page)
    while True:
        seen += page.locator(".hit h3 a").evaluate_all("links => links.map(link => link.pathname)")
        days += page.locator(".hit .meta time").evaluate_all("times => times.map(time => time.dateTime)")
        following = page.get_by_role("link", name="التالية")
        if not following.count():
            break
        following.click()
    assert len(seen) == len(set(seen)) == everything
    assert days == sorted(days)
    page.get_by_role("link", name="السابقة").click()
    expect(page.locator(".pages [aria-current]")).to_have_count(1)
    page.get_by_role("navigation", name="ترتيب النتائج").get_by_role("link", name="الأقرب").click()
    expect(page).not_to_have_url(re.compile("sort|page"))


def test_a_story_is_folded_and_unfolds(page: Page) -> None:
    page.goto("/search?q=برزمة&sort=oldest")
    counts = page.locator(".bar p").inner_text()
    folded = page.locator("details", has_text="نُشر أيضاً في").first
    others = folded.get_by_role("link")
    expect(others.first).not_to_be_visible()
    folded.locator("summary").click()
    expect(others.first).to_be_visible()
    assert "نصاً مختلفاً" in counts
    headline = others.first.inner_text()
    others.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    expect(page.locator("article details", has_text="نُشر أيضاً في")).to_have_count(1)
    expect(page.get_by_role("heading", name="أخبار ذات صلة")).to_be_visible()


def test_a_search_without_results_leads_to_one_with(page: Page) -> None:
    page.goto("/search?q=مياه AND قسطنطينوبوليس")
    expect(page.get_by_role("heading", level=1)).to_contain_text("لا نتائج")
    expect(page.get_by_text("لا ترد في الأرشيف كلّه")).to_be_visible()
    way = page.locator(".note .index a").first
    promised = number(way.locator(".count").inner_text())
    way.click()
    assert total(page) == promised > 0


def test_dark_and_light_by_the_switch(page: Page) -> None:
    def paper() -> str:
        page.wait_for_load_state()
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.goto("/search?q=برزمة&page=2")
    light, address = paper(), page.url
    dark = page.get_by_role("button", name="داكن")
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    assert page.url == address
    assert paper() != light
    page.goto("/")
    assert paper() != light
    expect(page.get_by_role("button", name="داكن")).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="dark")
    for name, is_light in (("فاتح", True), ("تلقائي", False)):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        assert (paper() == light) == is_light


def test_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/search?q=برزمة")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="إلى المحتوى")).to_be_focused()
    expect(page.get_by_role("link", name="إلى المحتوى")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_an_empty_field_begins_at_the_right_and_follows_what_is_typed(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    for typed, direction in (("", "rtl"), ("AquaSarwan", "ltr"), ("مياه", "rtl")):
        field.fill(typed)
        assert field.evaluate("field => getComputedStyle(field).direction") == direction
