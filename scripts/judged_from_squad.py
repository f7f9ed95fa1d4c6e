"""Makes a judged set of reading-comprehension files in the shape of SQuAD, and prints it.

    python scripts/judged_from_squad.py FILE… > set.json

Every paragraph becomes a document, every question a query that its paragraph answers. A paragraph that occurs
several times is one document.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    if len(sys.argv) == 1:
        raise SystemExit(__doc__)
    documents: dict[str, str] = {}  # paragraph → id
    queries = []
    for name in sys.argv[1:]:
        for article in json.loads(Path(name).read_text(encoding="utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                id_ = documents.setdefault(paragraph["context"], f"p{len(documents):04}")
                queries += [
                    {"id": str(question["id"]), "query": question["question"], "doc": id_}
                    for question in paragraph["qas"]
                ]
    docs = [{"id": id_, "body": context} for context, id_ in documents.items()]
    json.dump({"docs": docs, "queries": queries}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
