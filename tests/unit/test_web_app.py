"""The application as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from fihris.index.errors import IndexMissing
from fihris.web import create_app


def test_an_index_that_is_not_there_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="fihris reindex"):
        create_app(tmp_path / "nope")


def test_the_templates_never_trust_a_text(app: Flask) -> None:
    for path in Path(app.root_path, "templates").iterdir():
        source = path.read_text(encoding="utf-8")
        assert "safe" not in source.replace("for", "")
        assert "autoescape" not in source
        assert "Markup" not in source


def test_only_one_module_makes_html_of_text(app: Flask) -> None:
    modules = {path.name for path in Path(app.root_path).glob("*.py") if "Markup(" in path.read_text("utf-8")}
    assert modules == {"rendering.py"}


def test_the_command_is_known_without_loading_flask() -> None:
    code = (
        "import sys; from fihris.web.cli import serve; print('flask' in sys.modules, 'numpy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False False\n"
