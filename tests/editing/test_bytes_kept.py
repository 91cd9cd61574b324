"""Edits of a file in any style keep its style and its comments, and undo gives back every byte."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.editing.journal import redo, undo
from argmap.editing.operations import Opened, add, add_inside, open_map, set_fields, write
from argmap.model.base import plain_data
from argmap.storage.canonical import formatted
from argmap.storage.edit import CannotEdit
from argmap.storage.load import load_map

THREAD = """\
format: argmap-thread/1
id: t
title: T
source: {kind: text}
authorship: recorded
reply_structure: unknown
participants: [{id: ann, name: Ann}]
posts:
  - {id: p1, author: ann, text: "Use spaces. They look the same everywhere, and so on."}
"""

LINES = """\
# keep 1: at the top
format: argmap/1  # keep 2
id: m
title: M  # keep 3, with a comma and a # in it

thread: thread.yaml
claims:
  # keep 4
  - id: one  # keep 5
    text: One is so.  # keep 6
    implicit: true
  - {id: two, text: 'Two is so.', implicit: true}   # keep 7
  - id: three
    text: |
      Three is so.
      Really.
    quotes:   # keep 8
      - {post: p1, exact: Use spaces}   # keep 9
# keep 10
relations:
  - {id: r1, kind: support, premises: [one], target: two}  # keep 11
# keep 12: at the end
"""

BRACES = """\
# keep 1
{format: argmap/1, id: m,  # keep 2, a comma
 title: "M", thread: thread.yaml,   # keep 3
 claims: [
   {id: one, text: One is so., implicit: true},   # keep 4, another one
   {id: two, text: 'Two is so.', implicit: true},
   # keep 5
   {id: three, text: "Three is so.", quotes: [{post: p1, exact: Use spaces}]}  # keep 6
 ],
 relations: [{id: r1, kind: support, premises: [one], target: two}]}  # keep 7
"""

MIXED = """\
---
format: argmap/1
id: m
title: >-
  M is
  folded
thread: thread.yaml
claims: [
  {id: one, text: One is so., implicit: true},   # keep 1, please, all
  {id: two, text: "Two is so.", implicit: true},   # keep 2
  {id: three, text: Three is so., quotes: [{post: p1, exact: Use spaces}]},   # keep 3
]
relations:
- id: r1   # keep 4
  kind: support
  premises:
  - one   # keep 5
  target: two
...
"""

JSON = """\
{
  "format": "argmap/1", "id": "m", "title": "M", "thread": "thread.yaml",
  "claims": [
    {"id": "one", "text": "One is so.", "implicit": true}, {"id": "two", "text": "Two is so.", "implicit": true},
    {"id": "three", "text": "Three is so.", "quotes": [{"post": "p1", "exact": "Use spaces"}]}
  ],
  "relations": [{"id": "r1", "kind": "support", "premises": ["one"], "target": "two"}]
}
"""

STYLES = {"lines": LINES, "braces": BRACES, "mixed": MIXED, "JSON": JSON}
BOM = b"\xef\xbb\xbf"

awkward = st.one_of(
    st.sampled_from(["no", "1e3", "0x1f", "1:20", "2026-11-22", "~", "=", "<<", "?", "- a", "a: b", "a # b", "a,b]}", "'", '"', "\\", "#", "a\u2028b", "\x85", "😀", "x" * 200, "%a", "@", "`"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30).filter(lambda text: text == text.strip() and bool(text)),
)  # fmt: skip
several = st.one_of(awkward, st.lists(awkward, min_size=2, max_size=4).map("\n".join))


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """Return edits: what to do, to which claim, and a text."""
    one = st.tuples(
        st.sampled_from(["text", "label", "add", "quote", "issue", "tags"]),
        st.sampled_from(["one", "two", "three"]),
        several,
    )
    return draw(st.lists(one, min_size=1, max_size=5))


def edited(opened: Opened, step: tuple[str, str, str], number: int) -> str:
    """Return the text of the map after an edit."""
    what, id, text = step
    line = " ".join(text.split()) or "x"
    if what == "text":
        return set_fields(opened, id, {"text": text})
    if what == "label":
        return set_fields(opened, id, {"label": line[:40].strip()})
    if what == "tags":
        return set_fields(opened, id, {"tags": (f"t{number}", "no")})
    if what == "add":
        return add(opened, "claims", {"id": f"new{number}", "text": text, "implicit": True})
    if what == "issue":
        return add(opened, "issues", {"id": f"new{number}", "question": line})
    position = [claim.id for claim in opened.map.claims].index("three")
    return add_inside(opened, ("claims", position, "quotes"), {"post": "p1", "exact": "They look the same"})


@given(st.sampled_from(sorted(STYLES)), st.booleans(), st.booleans(), st.booleans(), steps(), st.booleans())
@settings(max_examples=40)
def test_any_edits_keep_the_style_and_every_comment_and_undo_gives_back_the_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    style: str,
    bom: bool,
    windows: bool,
    final: bool,
    edits: list[tuple[str, str, str]],
    linked: bool,
) -> None:
    folder = tmp_path_factory.mktemp("d")
    (folder / "thread.yaml").write_text(THREAD)
    text = STYLES[style] if final else STYLES[style].removesuffix("\n")
    content = (BOM if bom else b"") + (text.replace("\n", "\r\n") if windows else text).encode()
    path = folder / ("map.json" if style == "JSON" else "map.yaml")
    real = folder.parent / f"{folder.name}.real" if linked else path
    real.write_bytes(content)
    real.chmod(0o640)
    if linked:
        path.symlink_to(real)
    states = [content]
    for number, step in enumerate(edits):
        opened = open_map(str(path))
        try:
            after = edited(opened, step, number)
        except CannotEdit:  # told, and nothing was written
            assert real.read_bytes() == states[-1]
            continue
        write(opened, after, f"edit {number}")
        states.append(real.read_bytes())
        now = states[-1]
        assert now.startswith(BOM) == bom
        assert re.findall(rb"# keep [^\r\n]*", now) == re.findall(rb"# keep [^\r\n]*", content)
        if windows:
            assert now.count(b"\n") == now.count(b"\r\n") > 0
        else:
            assert b"\r" not in now
        assert now.endswith(b"\n") == final
        assert real.stat().st_mode & 0o777 == 0o640
        assert path.is_symlink() == linked
    for state in reversed(states[:-1]):
        undo(path)
        assert real.read_bytes() == state
    for state in states[1:]:
        redo(path)
        assert real.read_bytes() == state


@pytest.mark.parametrize("style", ["lines", "braces", "mixed"])
def test_every_style_can_be_edited(tmp_path: Path, style: str) -> None:
    (tmp_path / "thread.yaml").write_text(THREAD)
    path = tmp_path / "map.yaml"
    path.write_text(STYLES[style])
    for number, what in enumerate(["text", "label", "tags", "add", "issue", "quote"]):
        opened = open_map(str(path))
        write(opened, edited(opened, (what, "two", "no: 1e3"), number), what)
    map = load_map(path)
    assert [claim.text for claim in map.claims][1::2] == ["no: 1e3", "no: 1e3"]
    assert (map.issues[0].question, len(map.claims[2].quotes)) == ("no: 1e3", 2)
    assert formatted(formatted(path.read_text())) == formatted(path.read_text())
    assert plain_data(load_map(path)) == plain_data(map)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_whoever_edits_the_file_of_somebody_else_leaves_it_his(tmp_path: Path) -> None:
    (tmp_path / "thread.yaml").write_text(THREAD)
    path = tmp_path / "map.yaml"
    path.write_text(LINES)
    os.chown(path, 1000, 1001)
    opened = open_map(str(path))
    write(opened, set_fields(opened, "one", {"label": "One"}), "label")
    undo(path)
    state = path.stat()
    assert (state.st_uid, state.st_gid, path.read_text()) == (1000, 1001, LINES)
