from fihris.index.terms import Terms, pack_terms, term_keys


def dictionary(*terms: str) -> Terms:
    blob, borders = pack_terms(sorted(term.encode() for term in terms))
    return Terms({"stem.terms": blob, "stem.borders": borders}, "stem")


def test_a_term_is_found_by_its_place_in_byte_order() -> None:
    terms = dictionary("ماء", "صاروخ", "30", "a")
    assert [terms.number(term) for term in ("30", "a", "صاروخ", "ماء")] == [0, 1, 2, 3]
    assert terms[2].decode() == "صاروخ"
    assert terms[1:3] == [b"a", "صاروخ".encode()]


def test_terms_that_are_not_there_have_no_number() -> None:
    terms = dictionary("صاروخ", "ماء")
    assert [terms.number(term) for term in ("", "صار", "صاروخي", "ي", "\ud800")] == [-1] * 5


def test_an_empty_dictionary_has_no_terms() -> None:
    assert len(dictionary()) == 0
    assert dictionary().number("ماء") == -1


def test_lines_are_all_terms_between_line_breaks() -> None:
    assert dictionary("ماء", "صاروخ", "30").lines() == "\n30\nصاروخ\nماء\n"
    assert dictionary().lines() == "\n"


def test_terms_are_found_many_at_once_by_their_keys() -> None:
    one, other = dictionary("ماء", "صاروخ", "30", "a"), dictionary("صاروخ")
    blob, borders = pack_terms(term.encode() for term in ("صاروخ", "صاروخي", "30", "م"))
    keys = term_keys(blob, borders)
    assert one.with_keys(keys).tolist() == [2, -1, 0, -1]
    assert other.with_keys(keys).tolist() == [0, -1, -1, -1]
    assert dictionary().with_keys(keys).tolist() == [-1] * 4
    assert one.with_keys(keys[:0]).tolist() == []
    assert len(set(term_keys(*pack_terms([b"a", b"aa", b"b", b"ab", b"ba"])).tolist())) == 5
