import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from fihris.index import Article, reindex, similarity_join, story_texts
from fihris.index.generation import Generation
from fihris.index.similarity_join import CROWD, NEIGHBOURS

DAY = datetime(2023, 3, 5)
REPORT = Article(
    id="report",
    title="برزمة تجدّد شبكة مياه الشرب",
    body="أعلنت بلدية برزمة اليوم أنها تبدأ الأسبوع المقبل تجديد شبكة مياه الشرب في الأحياء القديمة، وقال "
    "رئيس البلدية عادل السلواني إن الأنابيب التي تُستبدل يزيد عمرها على خمسين سنة، وإن الكلفة تبلغ اثني عشر "
    "ألف دينار للكيلومتر. وأضاف أن العمل يستمر سبعة أشهر، وأن الماء لن ينقطع عن أي حي أكثر من ست "
    "ساعات في اليوم. وتخدم الشبكة الجديدة أربعين ألف نسمة، وتموّلها الولاية من فائض العام الماضي بعد أن "
    "وافق عليها المجلس بالإجماع.",
    source="وكالة سروانة للأنباء",
    published=DAY,
)
WORDS = REPORT.body.split()


def stories(tmp_path: Path, articles: Iterable[Article]) -> set[frozenset[str]]:
    """Index the articles and return the stories of several, as ids."""
    reindex(list(articles), tmp_path / "index", full=True)
    return of_index(tmp_path / "index")


def of_index(index: Path) -> set[frozenset[str]]:
    generation = Generation(index)
    ids = [identifier for segment in generation.segments for identifier in segment.documents.identifiers()]
    told: dict[int, set[str]] = {}
    for id_, story in zip(ids, generation.stories.tolist(), strict=True):
        told.setdefault(story, set()).add(id_)
    told.pop(-1, None)
    assert list(told) == list(range(len(told)))
    assert all(len(members) > 1 for members in told.values())
    return {frozenset(members) for members in told.values()}


def with_body(words: Iterable[str], **changes: object) -> Article:
    return replace(REPORT, **{"id": "copy", "body": " ".join(words), **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "copy",
    [
        replace(REPORT, id="copy", title="مياه جديدة لأحياء برزمة القديمة", source="المرقاب"),
        with_body(["سعاد", "الريمي", "-", "المرقاب:", *WORDS]),
        with_body([word for word in WORDS if word not in ("اليوم", "عادل", "المقبل")]),
        with_body(["أمس" if word == "اليوم" else word for word in WORDS]),
        with_body(WORDS[: int(len(WORDS) * 0.7)]),
        with_body([*WORDS, "ويُذكر", "أن", "الشبكة", "الحالية", "أُقيمت", "قبل", "نصف", "قرن"]),
        replace(REPORT, id="copy", body=REPORT.body.replace("أ", "ا").replace("ة", "ه").replace("،", " ,")),
        replace(REPORT, id="copy", published=None),
        replace(REPORT, id="copy", published=DAY + timedelta(days=400)),
    ],
    ids=[
        "another headline",
        "dateline",
        "honours left out",
        "yesterday",
        "cut short",
        "a line more",
        "spelling",
        "undated",
        "reprinted whole",
    ],
)
def test_what_is_printed_nearly_word_for_word_is_one_story(tmp_path: Path, copy: Article) -> None:
    assert stories(tmp_path, [REPORT, copy]) == {frozenset({"report", "copy"})}


@pytest.mark.parametrize(
    "other",
    [
        with_body(WORDS[: len(WORDS) // 2]),
        with_body([*WORDS, *reversed(WORDS)]),
        with_body([*WORDS, *WORDS]),
        with_body(reversed(WORDS)),
        with_body([f"{word}ه" if place % 4 == 0 else word for place, word in enumerate(WORDS)]),
        with_body(["بعد", "أسبوع", *WORDS[18:], "وأكثر"], published=DAY + timedelta(days=7)),
        replace(REPORT, id="copy", excerpt_of="another"),
        replace(REPORT, id="copy", body=""),
    ],
    ids=[
        "a half",
        "another half",
        "twice",
        "other order",
        "every fourth word",
        "a form anew",
        "an excerpt",
        "no body",
    ],
)
def test_what_only_shares_words_is_another_story(tmp_path: Path, other: Article) -> None:
    assert stories(tmp_path, [REPORT, other]) == set()


def test_short_bodies_are_copied_word_for_word(tmp_path: Path) -> None:
    short = [
        with_body(WORDS[:15], id="short"),
        with_body([*WORDS[:14], "بعيدة"], id="other"),
        with_body(WORDS[:15]),
    ]
    assert stories(tmp_path, short) == {frozenset({"short", "copy"})}
    long = [with_body(WORDS[:16], id="long"), with_body([*WORDS[:15], "بعيدة"], id="other")]
    assert stories(tmp_path, long) == {frozenset({"long", "other"})}


def test_captions_tell_no_story_by_themselves(tmp_path: Path) -> None:
    titles = ("أولاً", "ثانياً", "أولاً ثانياً", "")
    captions = [with_body(WORDS[:6], id=title or "untitled", title=title) for title in titles]
    again = replace(captions[1], id="again", source="المرقاب")
    assert stories(tmp_path, captions) == set()
    assert stories(tmp_path, [*captions, again]) == {frozenset({"ثانياً", "again"})}


def test_excerpts_of_one_text_are_one_story_without_the_article(tmp_path: Path) -> None:
    excerpts = [replace(REPORT, id=f"excerpt{page}", excerpt_of=f"page{page}") for page in range(2)]
    assert stories(tmp_path, [REPORT, *excerpts]) == {frozenset({"excerpt0", "excerpt1"})}


def test_a_story_in_more_newspapers_than_are_compared_with_each_other(tmp_path: Path) -> None:
    many = [with_body([f"صحيفة{n}", *WORDS], id=f"copy{n}") for n in range(CROWD + NEIGHBOURS)]
    assert stories(tmp_path, many) == {frozenset(article.id for article in many)}


def test_the_same_articles_make_the_same_stories_whatever_came_first(tmp_path: Path) -> None:
    random_ = random.Random(7)
    vocabulary = [f"كلمة{n}" for n in range(400)]
    articles = []
    for report in range(30):
        words = random_.choices(vocabulary, k=random_.randint(20, 120))
        for copy in range(random_.randint(1, 5)):
            edited = [word for word in words if random_.random() > random_.choice((0.01, 0.1, 0.2))]
            articles.append(Article(id=f"{report}-{copy}", title="خبر", body=" ".join(edited)))
    fresh = stories(tmp_path / "fresh", articles)
    assert 10 < len(fresh) < 30
    random_.shuffle(articles)
    for upto in (60, 80, len(articles)):
        reindex(articles[:upto], tmp_path / "grown")
    assert len(Generation(tmp_path / "grown").segments) > 1
    assert of_index(tmp_path / "grown") == fresh
    fewer = [article for article in articles if not article.id.endswith(("-0", "-3"))]
    reindex(fewer, tmp_path / "grown")
    assert of_index(tmp_path / "grown") == stories(tmp_path / "fresh", fewer)


def test_stories_that_are_compared_in_blocks_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = random.Random(20261128)
    changed = [
        with_body([word for word in WORDS if choice.random() > share], id=f"{share}-{number}")
        for share in (0.02, 0.1, 0.2)
        for number in range(NEIGHBOURS)
    ]
    at_once = stories(tmp_path, changed)
    monkeypatch.setattr(similarity_join, "BLOCK", 5)
    monkeypatch.setattr(story_texts, "READ_AT_ONCE", 3)
    assert stories(tmp_path, changed) == at_once
    assert 1 < max(map(len, at_once)) < len(changed)


def test_an_index_of_nothing_has_no_stories(tmp_path: Path) -> None:
    reindex([], tmp_path / "index")
    assert Generation(tmp_path / "index").stories.tolist() == []
    assert stories(tmp_path, [Article(id="only", title="كلمة")]) == set()


def test_stories_are_numbered_by_their_first_documents(tmp_path: Path) -> None:
    other = with_body(reversed(WORDS), id="other")
    alone = with_body(sorted(WORDS), id="alone")
    reindex(
        [other, REPORT, alone, replace(REPORT, id="again"), replace(other, id="other again")],
        tmp_path / "index",
    )
    assert np.array_equal(Generation(tmp_path / "index").stories, [0, 1, -1, 1, 0])
