from pathlib import Path

import pytest

from fihris.index.errors import BadFieldNames
from fihris.index.readers import DEFAULT_NAMES, load_names


def load(folder: Path, text: str) -> object:
    (folder / "fields.toml").write_text(text, encoding="utf-8")
    return load_names(folder / "fields.toml")


def test_a_file_of_names(tmp_path: Path) -> None:
    load(tmp_path, 'title = "headline_ar"\nbody = ["lead", "story.text"]\n[always]\nsource = "المرقاب"\n')
    names = load_names(tmp_path / "fields.toml")
    assert names.role("Headline-AR") == ("title", -1)
    assert names.role("lead") == ("body", -2)
    assert names.role("content") == ("body", 0)
    assert names.paths == {"story.text": ("story", "text")}
    assert names.always == {"source": "المرقاب"}
    assert names.fingerprint != DEFAULT_NAMES.fingerprint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title =", "is not TOML"),
        ('headline = "x"', "names a field 'headline'. Articles have these fields: id, title, body"),
        ("title = 7", "has a value that is no name"),
        ("title = [7]", "has a value that is no name"),
        ('[title]\nname = "x"', "has a value that is no name"),
        ('always = "x"', "has a value that is no name"),
        ('[always]\nmood = "x"', "names a field 'mood'"),
        ("[always]\nsource = 7", "has a value that is no name"),
    ],
)
def test_what_is_no_mapping_is_named(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BadFieldNames, match=r"fields\.toml") as raised:
        load(tmp_path, text)
    assert message in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadFieldNames, match="cannot be read: No such file or directory"):
        load_names(tmp_path / "gone.toml")
