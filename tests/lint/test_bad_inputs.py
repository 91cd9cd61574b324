"""Ten mistakes of which another tool's checker let six pass: each is caught here, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main

HEAD = """\
format: argmap/1
id: m
title: M
claims:
  - {id: spaces, text: Spaces look the same everywhere., implicit: true}
  - {id: indent, text: Code should be indented with spaces., implicit: true}
"""

# Each row: what is written below the head, the code that catches it, and its line.
CASES = {
    "a typo in a reference": ("relations:\n  - {id: r1, kind: support, premises: [spcaes], target: indent}\n", "AM101", 8),
    "self-support": ("relations:\n  - {id: r1, kind: support, premises: [indent], target: indent}\n", "AM201", 8),
    "support and attack by the same claim": (
        ("relations:\n  - {id: r1, kind: support, premises: [spaces], target: indent}\n"
        "  - {id: r2, kind: attack, premises: [spaces], target: indent}\n"),
        "AM209",
        9,
    ),
    "a missing premise of a scheme": (
        "relations:\n  - {id: r1, kind: support, premises: [spaces], target: indent, scheme: expert-opinion}\n",
        "AM211",
        8,
    ),
    "a mistyped key": ("relations:\n  - {id: r1, kind: support, premisses: [spaces], target: indent}\n", "AM011", 8),
    "one name for two things": (
        "examples:\n  - {id: spaces, name: Spaces, topic: white, text: They are white.}\n",
        "AM102",
        8,
    ),
    "a relation to nothing": ("relations:\n  - {id: r1, kind: support, premises: [spaces]}\n", "AM012", 8),
    "text that looks like markup": (
        "  - {id: odd, text: '<b>Tabs</b> & [[spaces]] {\\\\N} **differ**', implicit: true}\n",
        "AM310",
        7,
    ),
    "an inference without a conclusion": ("relations:\n  - {id: r1, kind: support, premises: [spaces], target: }\n", "AM013", 8),
    "mixed indentation": ("relations:\n  - id: r1\n\tkind: support\n", "AM004", 9),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line"), CASES.values(), ids=CASES)
def test_the_mistake_is_caught_where_it_stands(text: str, code: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(HEAD + text, "utf-8")
    result = CliRunner().invoke(
        main, ["check", str(tmp_path / "map.yaml"), "--format", "concise", "--strict"]
    )
    assert result.exit_code in {1, 2}
    told = result.stdout + result.stderr
    assert any(f"map.yaml:{line}:" in found and f" {code} " in found for found in told.splitlines()), told


def test_markup_is_shown_as_text_and_runs_nowhere(tmp_path: Path) -> None:
    text, _, _ = CASES["text that looks like markup"]
    (tmp_path / "map.yaml").write_text(HEAD + text, "utf-8")
    svg = CliRunner().invoke(main, ["render", str(tmp_path / "map.yaml"), "-o", "-"]).stdout
    assert "&lt;b&gt;Tabs&lt;/b&gt;" in svg
    assert "<b>Tabs" not in svg
