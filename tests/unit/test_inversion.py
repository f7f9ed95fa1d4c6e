from collections import Counter

import numpy as np

from archive import ARTICLES
from fihris.index import Article
from fihris.index.arabic import default_chain
from fihris.index.inversion import LAYERS, NO_DATE, Inverter
from fihris.index.terms import Terms


def invert():  # type: ignore[no-untyped-def]
    inverter = Inverter(default_chain())
    lengths = [inverter.add(article) for article in ARTICLES]
    return lengths, *inverter.arrays()


def test_postings_count_every_token_of_title_and_body() -> None:
    chain = default_chain()
    _, arrays, _ = invert()
    for layer in LAYERS:
        terms = Terms(arrays, layer)
        for number, term in enumerate(terms):
            place = slice(arrays[f"{layer}.offset"][number], arrays[f"{layer}.offset"][number + 1])
            found = list(
                zip(
                    arrays[f"{layer}.doc"][place].tolist(),
                    arrays[f"{layer}.frequency"][place].tolist(),
                    arrays[f"{layer}.title"][place].tolist(),
                    strict=True,
                )
            )
            expected = []
            for document, article in enumerate(ARTICLES):
                body, title = (
                    Counter(getattr(token, layer) for token in chain.analyze(text))[term.decode()]
                    for text in (article.body, article.title)
                )
                if body or title:
                    expected.append((document, body, title))
            assert found == expected


def test_forward_column_gives_every_token_its_place() -> None:
    chain = default_chain()
    lengths, arrays, _ = invert()
    terms = Terms(arrays, "stem")
    for document, article in enumerate(ARTICLES):
        first, last = arrays["forward.offset"][document : document + 2]
        title = chain.analyze(article.title)
        tokens = title + chain.analyze(article.body)
        assert arrays["forward.title"][document] == len(title)
        assert last - first == len(tokens)
        assert lengths[document] == (len(title), len(tokens) - len(title))
        for place, token in enumerate(tokens, first):
            assert arrays["forward.start"][place] == token.start
            assert arrays["forward.length"][place] == token.end - token.start
            assert terms[arrays["word.stem"][arrays["forward.word"][place]]].decode() == token.stem


def test_document_columns() -> None:
    _, arrays, meta = invert()
    assert [meta["sources"][code] if code >= 0 else None for code in arrays["document.source"]] == [
        article.source for article in ARTICLES
    ]
    assert arrays["document.published"][-1] == NO_DATE
    assert np.datetime64(int(arrays["document.published"][0]), "s") == np.datetime64(ARTICLES[0].published)
    assert [meta["keywords"][code] for code in arrays["keyword.code"][:2]] == list(ARTICLES[0].keywords)
    chain = default_chain()
    assert arrays["document.length"].tolist() == [
        sum(not token.stop for token in chain.analyze(article.body)) for article in ARTICLES
    ]


def test_texts_are_equal_whatever_their_marks() -> None:
    inverter = Inverter(default_chain())
    for body in ("مياه الشرب", "مِياه   الشُّرب!", "مياه النهر", ""):
        inverter.add(Article(body=body))
    first, second, third, empty = inverter.arrays()[0]["document.text"].tolist()
    assert first == second != third
    assert empty == 0


def test_nothing_inverts_to_nothing() -> None:
    arrays, meta = Inverter(default_chain()).arrays()
    assert meta == {"sources": [], "keywords": []}
    assert len(arrays["stem.doc"]) == len(arrays["forward.word"]) == 0
