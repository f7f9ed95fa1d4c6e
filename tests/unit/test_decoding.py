import codecs

import pytest

from fihris.index.decoding import Decoded, Undecodable, decode

NEWS = "افتتح وزير النقل أمس جسر الوادي الجديد، وقال: «انتهى العمل قبل موعده»."
TITLE = "جسر الوادي"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1256"])
@pytest.mark.parametrize("text", [NEWS, TITLE, f"Reuters, 5/9/2023 – {NEWS} (AFP)"])
def test_text_is_the_same_whatever_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_utf16_of_both_byte_orders(mark: bytes) -> None:
    order = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode(mark + NEWS.encode(order)).text == NEWS


@pytest.mark.parametrize("text", ["وزير النقل يفتتح جسر الوادي", TITLE, "قال الرئيس: لا"])
def test_the_two_arabic_charsets_are_told_apart(text: str) -> None:
    assert decode(text.encode("windows-1256")) == Decoded(text, "windows-1256")
    assert decode(text.encode("iso-8859-6")) == Decoded(text, "iso-8859-6")


def test_windows_1256_keeps_tashkeel_and_persian_letters() -> None:
    text = "المتحدّثة قالتْ إنّ گرگان وپاكستان وچاد بعيدة عن المدينة"
    assert decode(text.encode("windows-1256")).text == text


def test_a_broken_byte_in_utf8_costs_one_place_and_not_the_text() -> None:
    data = NEWS.encode()
    broken = data[:21] + b"\xff" + data[22:]
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.damaged <= 2
    assert decoded.text.count("\ufffd") == decoded.damaged
    assert decoded.text.endswith(NEWS[20:])


def test_utf8_cut_in_the_middle_of_a_letter() -> None:
    decoded = decode(NEWS.encode() + "ق".encode()[:1])
    assert decoded == Decoded(NEWS + "\ufffd", "utf-8", damaged=1)


def test_a_replacement_character_in_the_source_is_no_damage() -> None:
    assert decode("نص \ufffd سليم".encode()).damaged == 0


def test_one_latin_byte_in_a_long_english_text_is_damage() -> None:
    decoded = decode(b"The minister opened the bridge. " * 10 + b"Caf\xe9")
    assert decoded.damaged == 1
    assert decoded.text.endswith("Caf\ufffd")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "Президент заявил, что страна готова к переговорам."),
        ("koi8-r", "Президент заявил, что страна готова к переговорам."),
        ("latin-1", "Le président a été réélu à l'issue d'une élection très disputée."),
        ("latin-1", "Málaga, Cádiz, Alcalá"),
        ("windows-1253", "Ο πρόεδρος της χώρας δήλωσε ότι είναι έτοιμος"),
        ("windows-1255", "ראש הממשלה אמר כי המדינה מוכנה למשא ומתן"),
        ("gb18030", "总统表示国家准备好进行谈判"),
        ("shift-jis", "大統領は交渉の準備ができていると述べた"),
    ],
)
def test_other_encodings_are_refused_and_never_read_as_arabic(encoding: str, text: str) -> None:
    with pytest.raises(Undecodable, match="unknown encoding"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"text\0text",
        bytes(range(1, 9)) * 20,
        NEWS.encode("utf-16-le"),
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(Undecodable, match="binary file"):
        decode(data)


def test_a_wrong_byte_order_mark_is_refused() -> None:
    with pytest.raises(Undecodable, match="marked as UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"odd")


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == Decoded("", "utf-8")
    assert decode(codecs.BOM_UTF8) == Decoded("", "utf-8")
