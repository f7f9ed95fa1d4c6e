import pytest

from fihris.search import Engine


def found(news: Engine, query: str) -> set[str]:
    return {hit.id for hit in news.search(query, limit=100).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("صاروخ", {"missiles"}),
        ("والصواريخ", {"missiles"}),
        ("المناورة", {"missiles", "drill"}),
        ("مِياه", {"water"}),
        ("الميــاه", {"water"}),
        ("12500", {"water"}),
        ("زعيم", {"leaders"}),
        ("بحر العقيق", {"missiles", "drill"}),
        ('"بحر العقيق"', {"missiles", "drill"}),
        ('"العقيق بحر"', set()),
        ('"تدريبات بحرية مشتركة"', {"drill"}),
        ('"مناورات بحرية مشتركة"', {"missiles"}),
        ('"اليوم ثلاثة صواريخ"', {"missiles"}),
        ("برزمة -المياه", {"leaders"}),
        ("برزمة NOT الزعيمين", {"water"}),
        ('بحر -"تدريبات بحرية"', {"missiles"}),
        ("صاروخ OR سفينة", {"missiles", "drill"}),
        ("صاروخ AND سفينة", set()),
        ("صاروخ AND مناورة", {"missiles"}),
        ("(صاروخ OR سفينة) AND أسلحة", {"drill"}),
        ("صاروخ سفينة", {"missiles", "drill"}),  # none has both: the best that there are
        ("كلمة لا توجد", set()),
        ("في", {"missiles", "drill", "water", "leaders", "undated"}),
        ("ــــ", set()),
        ("صوا*", {"missiles"}),
        ("*ريخ", {"missiles"}),
        ("*واريخ -صاروخ", set()),
        ("تدريب*", {"drill"}),
        ("ميا؟", set()),
        ("مي?ه", {"water"}),
        ("مي؟ه", {"water"}),
        ("المناور؟ بحر", {"missiles", "drill"}),
        ("الأح*", {"water"}),
        ("١٢*", {"water"}),
        ("برزمة -مي*", {"leaders"}),
        ("برزمة -(مي* OR الزع*)", set()),
        ("صوا* OR سف*", {"missiles", "drill"}),
        ("صوا* AND سف*", set()),
        ("بحر صوا*", {"missiles"}),
        ("صاروح~", set()),
        ("الصاروح~", {"missiles"}),
        ("صوارخي~1", {"missiles"}),
        ("برزمة -الزعميان~", {"water"}),
        ("=صاروخ", set()),
        ("=الصاروخ", {"missiles"}),
        ("=الأولي", {"drill"}),
        ("=الأولى AND =من", {"drill"}),
        ("=من", {"drill", "undated"}),
        ("بحر -=مناورات", {"drill"}),
        ("بحر -=مناورات-بحرية", {"drill"}),
        ("بحر -=مناورات-اليوم-برزمة", {"missiles", "drill"}),
        ('"العقيق بحر"~0', {"missiles", "drill"}),
        ('"العقيق نيسارا"~5', set()),
        ('"العقيق نيسارا"~6', {"missiles"}),
        ('بحر -"العقيق نيسارا"~6', {"drill"}),
        ('"ـــ"~5', set()),
        ("", set()),
    ],
)
def test_what_is_found(news: Engine, query: str, expected: set[str]) -> None:
    page = news.search(query, limit=100)
    assert {hit.id for hit in page.hits} == expected
    assert page.total == len(expected)


def test_of_three_words_half_are_enough(news: Engine) -> None:
    assert found(news, "صواريخ نيسارا المرّيخ") == {"missiles"}
    assert "missiles" in found(news, "صواريخ نيسارا والمرّيخ وزحل")


def test_function_words_do_not_count_beside_others(news: Engine) -> None:
    assert found(news, "الحرب من أجل السلام في برزمة") == {"leaders"}
    assert found(news, "صواريخ على") == {"missiles"}


def test_phrases_do_not_reach_from_title_into_body(news: Engine) -> None:
    assert found(news, '"ثلاثة صواريخ أطلقت"') == set()
    assert found(news, '"الزعيمين التقى"') == set()


def test_best_matches_come_first(news: Engine) -> None:
    hits = news.search("مناورات بحرية مشتركة", limit=10).hits
    assert {hit.id for hit in hits} == {"missiles", "drill"}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_of_the_title_counts_more_than_one_of_the_body(news: Engine) -> None:
    assert news.search("العقيق").hits[0].id == "drill"


def test_notices_and_interpretation_reach_the_page(news: Engine) -> None:
    page = news.search('برزمة "مياه الشرب')
    assert page.interpreted == 'برزمة "مياه الشرب"'
    assert page.notices == ("unclosed quotation mark closed at the end",)


def test_quotes_beside_words_are_loosened_where_nothing_has_them(news: Engine) -> None:
    page = news.search('نيسارا تطلق "صواريخ ثلاثة"')
    assert page.hits[0].id == "missiles"
    assert page.interpreted == "نيسارا تطلق صواريخ ثلاثة"
    assert any("searched as single words" in notice for notice in page.notices)
    assert news.search('نيسارا "ثلاثة صواريخ"').notices == ()


@pytest.mark.parametrize("query", ['"صواريخ ثلاثة"', 'نيسارا AND "صواريخ ثلاثة"', 'نيسارا -"ثلاثة صواريخ"'])
def test_a_phrase_alone_or_under_an_operator_means_what_it_says(news: Engine, query: str) -> None:
    assert news.search(query).total == 0


def test_quotes_in_a_pasted_headline_are_the_newspapers(news: Engine) -> None:
    page = news.search("نيسارا تطلق اليوم من جديد «ثلاثة من الصواريخ»")
    assert page.hits[0].id == "missiles"
    assert page.interpreted == "نيسارا تطلق اليوم من جديد ثلاثة من الصواريخ"
    assert any("many beside them" in notice for notice in page.notices)
