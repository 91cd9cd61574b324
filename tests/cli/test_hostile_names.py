"""Names and values of others' files on the terminal: shown, and never acted on."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from argmap.cli.main import main

TITLE = "\x1b]0;pwn\x07"
TURNED = "\u202e"


def test_a_name_in_a_file_never_acts_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        'format: argmap/1\nid: m\ntitle: M\nthread: "\\e]0;pwn\\a\\u202ex.yaml"\n', "utf-8"
    )
    for command in ("check", "show", "analyse"):
        result = CliRunner().invoke(main, [command, str(tmp_path)])
        assert result.exit_code in {1, 2}
        assert "\x1b" not in result.output
        assert TURNED not in result.output
        assert "\\x1b]0;pwn\\x07" in result.output


def test_a_file_name_never_acts_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / f"{TITLE}{TURNED}.yaml"
    path.write_text("claims: [", "utf-8")
    for given in (path, tmp_path / f"{TITLE}gone.yaml"):
        for command in ("check", "show", "render"):
            result = CliRunner().invoke(main, [command, str(given)])
            assert result.exit_code in {1, 2}
            assert "\x1b" not in result.output
            assert TURNED not in result.output
