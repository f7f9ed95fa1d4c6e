import gzip
import json
from pathlib import Path

import pytest

from fihris.search.judged import JudgedQuery, JudgedSetError
from fihris.search.judged_trec import read_trec

DOCUMENTS = [{"docno": "D1", "title": "النهر", "text": "ارتفع النهر"}, {"docno": "D2", "text": "هدأ البحر"}]
TOPICS = """
<top>
<num> Number: AR1
<title> ارتفاع
  النهر
<desc> Description:
متى ارتفع النهر؟
</top>
<top>
<num>AR2</num>
<title>البحر &amp; الموج</title>
</top>
"""


def folder(path: Path, **files: str | bytes) -> Path:
    """Write files, `__` in a name standing for the dot."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / name.replace("__", ".")).write_bytes(data)
    return path


def lines(*documents: dict[str, str]) -> str:
    return "\n".join(json.dumps(document, ensure_ascii=False) for document in documents)


def test_topics_of_trec(tmp_path: Path) -> None:
    judged = read_trec(
        folder(
            tmp_path,
            topics__txt=TOPICS,
            qrels__txt="AR1 0 D1 2\nAR1 0 D2 0\nAR2 Q0 D2 1\n",
            documents__jsonl=lines(*DOCUMENTS),
            README__md="not a part",
        )
    )
    assert [(article.id, article.title, article.body) for article in judged.articles] == [
        ("D1", "النهر", "ارتفع النهر"),
        ("D2", "", "هدأ البحر"),
    ]
    assert judged.queries == (
        JudgedQuery("AR1", "ارتفاع النهر", {"D1": 2}),
        JudgedQuery("AR2", "البحر & الموج", {"D2": 1}),
    )
    assert judged.notices == ()


def test_tabbed_queries_gzip_and_several_files(tmp_path: Path) -> None:
    judged = read_trec(
        folder(
            tmp_path,
            queries__dev__tsv="7\tنهر\n\n8\tبحر\n",
            dev__qrels__gz=gzip.compress(b"7 0 D1 1\n"),
            test__qrels="8\t0\tD2\t1\n",
            **{"a.jsonl.gz": gzip.compress(lines(DOCUMENTS[0]).encode()), "b.jsonl": lines(DOCUMENTS[1])},
        )
    )
    assert judged.queries == (JudgedQuery("7", "نهر", {"D1": 1}), JudgedQuery("8", "بحر", {"D2": 1}))


def test_a_document_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    judged = read_trec(
        folder(
            tmp_path, topics="7\tنهر", qrels="7 0 D1 1", documents__jsonl=lines(DOCUMENTS[0]) + "\n{broken\n"
        )
    )
    assert len(judged.articles) == 1
    assert judged.notices[0].startswith(
        "Documents that cannot be read are left out (1): documents.jsonl line 2 (broken JSON"
    )


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, r"There are no qrels in .* Name their file like qrels\.txt"),
        ({"qrels": "7 0 D1 1"}, "There are no topics"),
        ({"qrels": "7 0 D1 1", "topics": "7\tنهر"}, "There are no documents"),
        ({"qrels": "7 0 D1", "topics": "7\tنهر", "d__jsonl": "{}"}, "Line 1 of .*qrels is no judgment"),
        ({"qrels": "\n7 0 D1 ?", "topics": "7\tنهر", "d__jsonl": "{}"}, "Line 2 of .*qrels"),
        ({"qrels": "", "topics": "7 نهر", "d__jsonl": "{}"}, "Line 1 of .*topics is no topic"),
        ({"qrels": "", "topics": "<top><num>7</top>", "d__jsonl": "{}"}, "no <num> or no <title>"),
        ({"qrels": b"\0\1", "topics": "7\tنهر", "d__jsonl": "{}"}, "qrels cannot be read: binary file"),
    ],
)
def test_what_is_missing_or_broken_is_said(
    tmp_path: Path, files: dict[str, str | bytes], message: str
) -> None:
    with pytest.raises(JudgedSetError, match=message):
        read_trec(folder(tmp_path, **files))
