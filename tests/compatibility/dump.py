"""Dumps what a Whoosh makes of an index; runs by itself, where Fihris and its dependencies are not.

`python -I -S dump.py FOLDER_OF_WHOOSH INDEX` takes queries (lists of stems) and terms from standard input.
"""

import json
import sys

sys.modules["fihris"] = None
sys.path.append(sys.argv[1])

import whoosh  # noqa: E402 - found only now
from whoosh.index import open_dir  # noqa: E402
from whoosh.query import Or, Term  # noqa: E402

asked = json.load(sys.stdin)
with open_dir(sys.argv[2]).searcher() as searcher:
    reader = searcher.reader()
    postings = {}
    for term in asked["terms"]:
        matcher = searcher.postings("body", term)
        postings[term] = []
        while matcher.is_active():
            postings[term].append([matcher.id(), matcher.weight(), matcher.value_as("positions")])
            matcher.next()
    found = {
        "whoosh": whoosh.__file__,
        "documents": reader.doc_count(),
        "stored": [[fields["id"], fields["title"]] for fields in reader.all_stored_fields()],
        "postings": postings,
        "hits": [
            [
                [hit["id"], hit.score]
                for hit in searcher.search(Or([Term("body", stem) for stem in stems]), limit=10)
            ]
            for stems in asked["queries"]
        ],
    }
json.dump(found, sys.stdout)
