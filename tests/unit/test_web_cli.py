"""The command that serves: what it says before it does, and when it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from fihris.index.cli import main


def test_an_index_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--index", str(tmp_path / "nope")])
    assert result.exit_code == 2
    assert "fihris reindex" in result.output
    assert "Traceback" not in result.output


def test_the_index_comes_from_the_environment(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve"], env={"FIHRIS_INDEX": str(tmp_path / "from-the-environment")})
    assert result.exit_code == 2
    assert "from-the-environment" in result.output


def test_a_taken_port_is_one_sentence(archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--index", str(archive), "--port", str(port)])
    assert result.exit_code == 2
    assert f"Port {port} on 127.0.0.1 is taken" in result.output
    assert "--port" in result.output


@pytest.mark.parametrize("host", ["300.1.2.3", "203.0.113.9"])
def test_an_address_that_is_not_ours_is_one_sentence(archive: Path, host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--index", str(archive), "--host", host, "--port", "0"])
    assert result.exit_code == 2
    assert host in result.output
    assert "--host" in result.output


@pytest.mark.parametrize("options", [("--port", "70000"), ("--port", "x"), ("--threads", "0")])
def test_options_that_make_no_sense_are_usage_errors(options: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["serve", *options])
    assert result.exit_code == 2
    assert "Usage:" in result.output
