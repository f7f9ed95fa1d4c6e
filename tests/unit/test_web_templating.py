"""Templates are compiled for each language apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from fihris.web import create_app
from fihris.web.templating import render

# What Jinja works out as it compiles: an example of how dates are typed.
EXAMPLES = {"": "٢٠٢٣-٠٩-٠٥", "/en": "2023-09-05"}


@pytest.mark.parametrize("order", [("", "/en"), ("/en", "")])
def test_no_language_uses_what_was_compiled_for_the_other(archive: Path, order: tuple[str, ...]) -> None:
    client = create_app(archive).test_client()
    for prefix in order:
        html = client.get(f"{prefix}/search?q=برزمة").text
        assert f'<bdi dir="ltr">{EXAMPLES[prefix]}</bdi>' in html


def test_what_is_filled_in_is_escaped(app: Flask) -> None:
    with app.test_request_context("/en/"):
        app.preprocess_request()
        html = render("error.html", status=404, headline="<b>", advice="a & b", incident=None, newest=())
    assert "<h1>&lt;b&gt;</h1>\n<p>a &amp; b</p>" in html
    assert "<title>&lt;b&gt; · Fihris</title>" in html
