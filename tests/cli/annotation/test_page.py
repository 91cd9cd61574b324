"""The page about annotation has every key, and the screen's help has every key."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.cli.edit.annotation.keys import FOOT, help_text
from argmap.editing.guided.move_keys import MOVE_KEYS


def test_the_page_has_the_keys_of_all_moves(root: Path) -> None:
    page = (root / "docs" / "annotating.md").read_text("utf-8").partition("## Say what the words do")[2]
    assert re.findall(r"^\| `(.)` \|", page, re.MULTILINE) == list(MOVE_KEYS)


def test_help_has_the_keys_of_all_moves_and_fits_the_screen() -> None:
    assert [line[2] for line in help_text().splitlines()[1 : len(MOVE_KEYS) + 1]] == list(MOVE_KEYS)
    assert max(map(len, help_text().splitlines())) <= 76
    assert max(map(len, FOOT.splitlines())) <= 80
