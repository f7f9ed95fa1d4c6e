"""Words of web addresses, against the words of each address one by one."""

from hypothesis import given
from hypothesis import strategies as st

from fihris.search.addresses import Addresses, address_words

ADDRESSES = (
    "https://www.marqab.example/news/2023/05/12345.html?id=7&x=Y_z",
    "http://Barid.example/%D9%85%D9%8A%D8%A7%D9%87_%D8%A7%D9%84%D8%B4%D8%B1%D8%A8",
    "https://wire.example/أخبار/كأس-العالم/1",
    "https://wire.example/a%0Ab//c",
    "",
    "marqab",
)
PIECES = (
    "marqab",
    "MARQAB",
    "example",
    "www",
    "2023",
    "05",
    "id",
    "z",
    "wire",
    "أخبار",
    "اخبار",
    "كاس",
    "مياه",
    "b",
    "c",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
def test_words_in_a_row_are_found_as_in_each_address_alone(pieces: list[str]) -> None:
    words = address_words("/".join(pieces))
    found = Addresses(ADDRESSES).with_row(words).tolist()
    assert found == [f" {' '.join(words)} " in f" {' '.join(address_words(each))} " for each in ADDRESSES]


def test_parts_of_words_are_no_words() -> None:
    news = Addresses(ADDRESSES)
    assert not news.with_row(["marq"]).any()
    assert not news.with_row(["arqab"]).any()
    assert news.with_row(["y", "z"]).tolist() == [True, False, False, False, False, False]
    assert news.with_row(address_words("مياه الشرب")).tolist() == [False, True, False, False, False, False]
