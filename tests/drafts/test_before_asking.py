"""What is settled before a server is asked: the extra, the place of the draft, and a server that is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from tests.drafts.oracle import bare


def ask(folder: Path, out: str = "draft.json", url: str = "http://127.0.0.1:9/v1") -> Result:
    words = ["draft", str(folder), "--endpoint", url, "--model", "m", "-o", str(folder / out), "--yes"]
    return CliRunner().invoke(main, [*words, "--post", "p1", "--max-requests", "1"], catch_exceptions=False)


def test_without_the_extra_the_message_holds_the_pip_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    result = ask(bare(tmp_path))
    assert (result.exit_code, "pip install 'argmap[draft]'" in result.output) == (2, True)


@pytest.mark.parametrize("out", ["map.yaml", "not-there/draft.json"])
def test_a_draft_that_cannot_be_written_is_refused_before_anything_is_asked(tmp_path: Path, out: str) -> None:
    result = ask(bare(tmp_path), out)
    assert result.exit_code == 2
    assert "to 127.0.0.1" not in result.output


def test_a_server_that_is_not_there_is_a_reason_in_the_draft(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    result = ask(bare(tmp_path))
    assert (result.exit_code, "p1: answer: Connection error" in result.output) == (0, True)
