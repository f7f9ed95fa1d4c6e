import pytest

from fihris.index import Article
from fihris.search.judged import JudgedQuery, JudgedSet, JudgedSetError

FIRST, SECOND = Article(id="1", body="نهر"), Article(id="2", body="بحر")


def test_a_sound_set_is_kept_as_it_is() -> None:
    query = JudgedQuery("q", "نهر", {"1": 3, "2": 1})
    judged = JudgedSet.of([FIRST, SECOND], [query], ["said before"])
    assert judged == JudgedSet((FIRST, SECOND), (query,), ("said before",))


def test_of_several_with_one_id_the_first_counts() -> None:
    again = Article(id="1", body="جبل")
    asked = [JudgedQuery("q", "نهر", {"1": 1}), JudgedQuery("q", "بحر", {"2": 1})]
    judged = JudgedSet.of([FIRST, again, SECOND], asked)
    assert judged.articles == (FIRST, SECOND)
    assert judged.queries == (asked[0],)
    assert judged.notices == (
        "Documents with the id of an earlier one are left out (1): 1.",
        "Queries with the id of an earlier one are left out (1): q.",
    )


def test_what_cannot_be_found_does_not_count() -> None:
    asked = [JudgedQuery("q", "نهر", {"1": 1, "gone": 2}), JudgedQuery("lost", "نهر", {"gone": 1})]
    judged = JudgedSet.of([FIRST], asked)
    assert judged.queries == (JudgedQuery("q", "نهر", {"1": 1}),)
    assert judged.notices == (
        "Relevant documents that are not in the set do not count (1): gone.",
        "Queries without a relevant document in the set are left out (1): lost.",
    )


def test_a_grade_of_nothing_is_not_relevant() -> None:
    asked = [JudgedQuery("q", "نهر", {"1": 0, "2": 2, "gone": -1}), JudgedQuery("none", "نهر", {"1": 0})]
    judged = JudgedSet.of([FIRST, SECOND], asked)
    assert judged.queries == (JudgedQuery("q", "نهر", {"2": 2}),)
    assert judged.notices == ("Queries without a relevant document in the set are left out (1): none.",)


def test_long_lists_are_cut_short() -> None:
    asked = [JudgedQuery(str(number), "نهر", {}) for number in range(7)]
    judged = JudgedSet.of([FIRST], [JudgedQuery("q", "نهر", {"1": 1}), *asked])
    assert judged.notices == (
        "Queries without a relevant document in the set are left out (7): 0, 1, 2, 3, 4, ….",
    )


def test_a_set_without_answers_is_an_error() -> None:
    with pytest.raises(JudgedSetError, match="name documents by their ids"):
        JudgedSet.of([FIRST], [JudgedQuery("q", "نهر", {"01": 1})])
