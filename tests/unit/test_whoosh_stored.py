"""Stored fields are read by Whoosh, as many as there are."""

from pathlib import Path

import pytest
import whoosh.index

from fihris.index import whoosh_stored
from fihris.index.schema import make_schema
from fihris.index.whoosh_stored import StoredFields


# From 2¹⁵ on Whoosh looks documents up where their places are written.
@pytest.mark.parametrize("many", [0, 1, 100, (1 << 15) + 1])
def test_whoosh_reads_the_fields_of_each_document(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_stored, "_AT_ONCE", 1000)
    documents = [{"id": str(number), "title": "مطر" * (number % 5)} for number in range(many)]
    index = whoosh.index.create_in(str(tmp_path), make_schema())
    writer = index.writer(compound=False)
    stored = StoredFields(writer.perdocwriter)
    for fields in documents:
        stored.add(fields)
    stored.finish()
    writer.docnum = writer.perdocwriter._doccount = many
    writer._added = True
    writer.commit()
    with index.reader() as reader:
        assert [fields for _, fields in reader.iter_docs()] == documents
        assert [reader.stored_fields(number) for number in range(many)] == documents
