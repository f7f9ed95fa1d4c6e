"""Parquet: an article a row, in columns that have the names of fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from fihris.index.readers.extras import extra
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.opening import seekable
from fihris.index.readers.records import read_record

_BATCH = 500
"""Rows that are held at once."""


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every row; only columns that are fields of an article are read.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    parquet = extra("pyarrow.parquet", "parquet", "Parquet files")
    broken = extra("pyarrow", "parquet", "Parquet files").ArrowException
    number = 0
    with seekable(stream) as file:
        try:
            table = parquet.ParquetFile(file)
            columns = table.schema_arrow.names
            paths = {name: steps[0] for name, steps in origin.names.paths.items() if steps[0] in columns}
            named = [*filter(origin.names.role, columns), *paths]
            if not any(origin.names.stands_for(name, "title", "body") for name in named):
                reason = f"no column is called title or body: name them with --fields ({', '.join(columns)})"
                yield origin.rejection(reason[:300])
                return
            read = [name for name in columns if name in named or name in paths.values()]
            for batch in table.iter_batches(_BATCH, columns=read):
                for row in batch.to_pylist():
                    number += 1
                    written = str(row.get(read[0]) or "")
                    yield from origin.once(repr(row), partial(read_record, row, origin, number, written))
        except (broken, OSError, ValueError) as error:
            yield origin.rejection(f"damaged Parquet file: {error}".partition("\n")[0])
            return
    if not number:
        yield origin.rejection("a table without rows")
