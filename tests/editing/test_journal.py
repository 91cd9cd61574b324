"""The journal: every edit can be undone, whatever characters the edits hold."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from argmap.editing.journal import NothingToUndo, undo, write_edit

MAP = "format: argmap/1\nid: m\ntitle: M\n"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"], ids=ascii)
def test_a_character_that_ends_lines_elsewhere_does_not_end_an_entry_of_the_journal(
    tmp_path: Path, character: str
) -> None:
    path = tmp_path / "map.yaml"
    texts = [MAP, f"{MAP}# A{character}B\n", f"{MAP}# A{character}B\n# C\n", MAP + "# D\n"]
    path.write_bytes(texts[0].encode())
    for number, (before, after) in enumerate(pairwise(texts)):
        write_edit(path, f"edit {number}{character}", before, after)
    for number in (2, 1, 0):
        assert undo(path) == f"edit {number}{character}"
        assert path.read_bytes() == texts[number].encode()
    with pytest.raises(NothingToUndo):
        undo(path)


def test_a_journal_that_is_damaged_undoes_nothing_and_stops_no_edit(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    (tmp_path / ".map.yaml.journal").write_text("{")
    with pytest.raises(NothingToUndo):
        undo(path)
    write_edit(path, "edit", MAP, MAP + "# A\n")
    assert undo(path) == "edit"
