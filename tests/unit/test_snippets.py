from array import array
from collections.abc import Callable, Iterable, Iterator
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index import Article, reindex
from fihris.search import Engine, Piece, open_index
from fihris.search.collection import Collection
from fihris.search.compiled import kernels
from fihris.search.passage import Passage
from fihris.search.read import Read
from fihris.search.snippets import GAP, LEAD, TOKENS, cut_all

EngineOf = Callable[[Iterable[Article]], Engine]
FILLER = "وقالت البلدية إن العمل يسير كما خطط له المهندسون منذ بداية العام الماضي. "


def text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece for piece, _ in pieces)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece for piece, matched in pieces if matched]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("صاروخ", ["صَواريخ", "الصاروخ"]),
        ("بحر", ["بحر", "البحر"]),
        ('"بحر العقيق"', ["بحر", "العقيق"]),
        ("مناورة الجيران", ["مناورات", "الجيران"]),
    ],
)
def test_whole_written_words_are_marked(news: Engine, query: str, expected: list[str]) -> None:
    hit = next(hit for hit in news.search(query).hits if hit.id == "missiles")
    assert marked(hit.snippet) == expected


def test_marks_take_clitics_tatweel_and_marks_along(news: Engine) -> None:
    hit = news.search("مياه").hits[0]
    assert marked(hit.snippet) == ["المـــياه", "وللمياه"]
    assert marked(hit.title_pieces) == ["مياه"]
    assert text(hit.title_pieces) == hit.title


def test_the_snippet_is_cut_around_the_passage_with_most_of_the_words(engine_of: EngineOf) -> None:
    body = (
        FILLER * 10
        + "كسر قطار الجسر القديم أمس. "
        + FILLER * 10
        + "عبر قطار الضاحية جسر النهر. "
        + FILLER * 10
    )
    hit = engine_of([Article(id="x", title="خبر", body=body)]).search("قطار ضاحية").hits[0]
    assert text(hit.snippet).startswith(f"{GAP} عبر قطار الضاحية جسر النهر.")
    assert text(hit.snippet).endswith(f"\u00a0{GAP}")
    assert marked(hit.snippet) == ["قطار", "الضاحية"]
    core = text(hit.snippet).removeprefix(f"{GAP} ").removesuffix(f"\u00a0{GAP}")
    assert core in body
    assert len(core.split()) <= TOKENS


def test_a_short_body_is_shown_whole(news: Engine) -> None:
    hit = news.search("الزعيمان").hits[0]
    assert text(hit.snippet) == "التقى الزعيمان في برزمة، وبحثا الحرب والسلام."


def test_a_body_without_the_word_shows_its_beginning(engine_of: EngineOf) -> None:
    hit = engine_of([Article(id="x", title="القطار", body=FILLER * 10)]).search("قطار").hits[0]
    assert marked(hit.title_pieces) == ["القطار"]
    assert marked(hit.snippet) == []
    assert text(hit.snippet).startswith("وقالت البلدية")


@pytest.mark.parametrize("body", ["", "!!! ؟؟؟"])
def test_a_body_without_words_is_shown_as_it_is(engine_of: EngineOf, body: str) -> None:
    assert text(engine_of([Article(id="x", title="قطار", body=body)]).search("قطار").hits[0].snippet) == body


def test_words_of_a_phrase_are_marked_where_the_phrase_stands(engine_of: EngineOf) -> None:
    body = "قال بحر إن سفن العقيق عبرت بحر العقيق في بحر هادئ."
    hit = engine_of([Article(id="x", body=body)]).search('"بحر العقيق"').hits[0]
    assert hit.snippet == (
        ("قال بحر إن سفن العقيق عبرت ", False),
        ("بحر", True),
        (" ", False),
        ("العقيق", True),
        (" في بحر هادئ.", False),
    )


def test_function_words_are_marked_in_phrases_only(engine_of: EngineOf) -> None:
    news = engine_of([Article(id="x", body="العودة إلى ذلك البيت، وإلى البحر.")])
    assert marked(news.search("العودة إلى البيت").hits[0].snippet) == ["العودة", "البيت"]
    assert marked(news.search('"إلى ذلك"').hits[0].snippet) == ["إلى", "ذلك"]
    assert marked(news.search("إلى").hits[0].snippet) == ["إلى", "وإلى"]


def test_a_sign_that_stands_for_several_words_is_marked_once(engine_of: EngineOf) -> None:
    hit = engine_of([Article(id="x", body="قال النبي ﷺ لأصحابه.")]).search("صلى الله عليه وسلم").hits[0]
    assert marked(hit.snippet) == ["ﷺ"]
    assert text(hit.snippet) == "قال النبي ﷺ لأصحابه."


def test_an_article_is_highlighted_as_a_whole(news: Engine) -> None:
    article = news.article("missiles")
    highlighted = news.highlight(article, "صواريخ نيسارا")
    assert text(highlighted.title) == article.title
    assert text(highlighted.body) == article.body
    assert marked(highlighted.title) == ["نيسارا", "صواريخ"]
    assert marked(highlighted.body) == ["نيسارا", "صَواريخ", "الصاروخ"]
    assert marked(news.highlight(article, "").body) == []


def test_an_article_found_by_a_pasted_headline_is_marked_without_its_quotation_marks(news: Engine) -> None:
    pasted = "نيسارا تطلق اليوم من جديد «ثلاثة من الصواريخ»"
    plain = pasted.strip("»").replace("«", "")
    highlighted = news.highlight(news.article("missiles"), pasted)
    assert "صواريخ" in marked(highlighted.title)
    assert highlighted == news.highlight(news.article("missiles"), plain)


@pytest.mark.parametrize(
    "filler",
    [
        "نص طويل من كلام كثير. " * 4000,
        "." * 70_000 + " ",
        "😀 قول قديم. " * 30,
        "مد" + "ـ" * 300 + "يد قول. " * 30,
    ],
    ids=["far words", "far punctuation", "beyond U+FFFF", "long tokens"],
)
def test_snippets_of_unusual_bodies_are_verbatim_too(engine_of: EngineOf, filler: str) -> None:
    body = f"{filler}عبر القطار جسر النهر أمس. {filler}"
    news = engine_of([Article(id="x", title="خبر 😀", body=body)])
    hit = news.search("قطار جسر").hits[0]
    assert marked(hit.snippet) == ["القطار", "جسر"]
    assert text(hit.snippet).removeprefix(f"{GAP} ").removesuffix(f"\u00a0{GAP}") in body
    assert text(hit.title_pieces) == "خبر 😀"
    highlighted = news.highlight(news.article("x"), "قطار جسر")
    assert text(highlighted.body) == body
    assert marked(highlighted.body) == ["القطار", "جسر"]


def test_neighbouring_pieces_differ_in_whether_they_match(engine_of: EngineOf) -> None:
    body = f"{FILLER * 5}عبر القطار أمس جسر النهر. {FILLER * 5}"
    snippet = engine_of([Article(id="x", body=body)]).search("قطار جسر").hits[0].snippet
    assert snippet[0][0].startswith(GAP)
    assert snippet[-1][0].endswith(GAP)
    assert [matched for _, matched in snippet] == [False, True, False, True, False]


SIGNS = (" ", " ", " ", ". ", ".", "! ", "؟ ", "؛ ", ": ", "\n", "، ", "…", " - ", "?")
WORDS = ("قطار", "جسر", "النهر", "3.5", "12:30", "ﷺ", "و", "مـــد", "a.b")


def unusual(random: Random) -> Iterator[Article]:
    """Yield articles of words and signs, among them empty, far and wide ones."""
    for number in range(60):
        title, body = (
            "".join(random.choice(WORDS) + random.choice(SIGNS) for _ in range(random.choice(lengths)))
            for lengths in ((0, 1, 9), (0, 1, 2, 11, 13, 39, 40, 41, 60, 200))
        )
        strange = {0: "😀 ", 1: "." * 70_000 + " ", 2: "مد" + "ـ" * 300}.get(number % 20, "")
        yield Article(id=str(number), title=title, body=strange + body)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    index, articles = tmp_path_factory.mktemp("unusual") / "index", list(unusual(Random(1)))
    reindex(articles[:40], index)
    reindex(articles, index)
    return open_index(index)._snapshot.collection


@given(st.data())
def test_the_kernel_cuts_as_numpy_does(collection: Collection, data: st.DataObject) -> None:
    documents = data.draw(st.lists(st.integers(0, collection.size - 1), max_size=5))
    reads = []
    for document in documents:
        segment, number = collection.locate(document)
        count = segment.count(number)
        body = count - segment.title_tokens(number)
        anchor = data.draw(st.none() | st.integers(0, body - 1)) if body else None
        marked = sorted(data.draw(st.sets(st.integers(0, count - 1), max_size=30))) if count else []
        reads.append(Read(Passage(1.0, anchor), array("i", marked)))
    assert cut_all(collection, documents, reads) == in_numpy(cut_all, collection, documents, reads)


def arguments(collection: Collection, **other: object) -> list[object]:
    """Return what the kernel cuts the last article by, but for what is `other`."""
    forward, last = collection.forward, collection.size - 1
    usual: dict[str, object] = {
        "segments": forward.texts,
        "bases": forward.bases,
        "documents": array("q", [last]),
        "anchors": array("q", [-1]),
        "marks": array("i", [0]),
        "borders": array("q", [0, 1]),
        "lead": LEAD,
        "tokens": TOKENS,
        "cuts": np.empty((1, 4), np.int32),
        "places": np.empty(2, np.int32),
    }
    return list((usual | other).values())


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"documents": array("q", [60])}, "no such document"),
        ({"documents": array("q", [-1])}, "no such document"),
        ({"anchors": array("q", [10_000])}, "token of the body"),
        ({"marks": array("i", [10_000])}, "tokens of the document"),
        ({"marks": array("i", [-1])}, "tokens of the document"),
        ({"borders": array("q", [0, 2])}, "outside of its column"),
        ({"places": np.empty(0, np.int32)}, "one length"),
        ({"cuts": np.empty((1, 3), np.int32)}, "one length"),
        ({"segments": []}, "one length"),
        ({"lead": TOKENS}, "one length"),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(
    collection: Collection, other: dict[str, object], message: str
) -> None:
    kernels.cuts(*arguments(collection))
    with pytest.raises(ValueError, match=message):
        kernels.cuts(*arguments(collection, **other))


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("column", range(8))
def test_a_column_that_is_cut_short_is_refused(collection: Collection, column: int) -> None:
    texts = [list(columns) for columns in collection.forward.texts]
    texts[-1][column] = texts[-1][column][:1]
    with pytest.raises(ValueError, match=r"segment|document"):
        kernels.cuts(*arguments(collection, segments=texts))
