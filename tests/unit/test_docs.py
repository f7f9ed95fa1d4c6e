"""The documents say what is so: commands, options and examples exist and run."""

import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "seeds" / "README.md"])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_stands_in_the_readme_or_the_docs() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for command in entry_points(group="fihris.commands"):
        assert f"fihris {command.name}" in text


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert re.match(r"\d+ of \d+\n2023-", printed)
    assert "[مياه]" in printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_exit_statuses_are_the_same_everywhere() -> None:
    stated = re.findall(r"Exit status: (.*?75 another process)", " ".join(README.split()))
    source = (ROOT / "index" / "cli.py").read_text(encoding="utf-8")
    told = re.findall(r"Exit status: (.*?75 another process)", " ".join(source.split()))
    assert [sentence.replace("`", "") for sentence in stated] == told
