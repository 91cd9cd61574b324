"""Issues and notes of GitLab's REST API; invented, and expected by hand."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.model.thread import Thread


def files(*contents: Any) -> list[InputFile]:
    return [InputFile(f"{n}", content=json.dumps(c).encode()) for n, c in enumerate(contents)]


def imported(*contents: Any) -> Thread:
    given = files(*contents)
    chosen = recognised(given)
    assert chosen.name == "gitlab"
    return thread_of(read(chosen, given), ImportOptions("t", chosen.name))


def issue(iid: int = 7, **more: Any) -> dict[str, Any]:
    return {"id": 90 + iid, "iid": iid, "project_id": 3, "title": f"Title {iid}", "description": "Ring.\r\n<!-- seen by nobody -->", "state": "opened", "created_at": "2024-01-04T19:00:00.000Z",
            "author": {"id": 1, "username": "ada", "name": "Ada"}, "web_url": f"https://gitlab.example/x/y/-/issues/{iid}", **more}  # fmt: skip


def note(id: int, body: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id, "type": None, "body": body or f"Note {id}.", "author": {"id": 2, "username": "bo", "name": "Bo"}, "created_at": f"2024-01-04T19:{id:02}:00.000Z", "system": False,
            "noteable_id": 97, "noteable_type": "Issue", "noteable_iid": 7, "resolvable": False, "confidential": False, "internal": False, **more}  # fmt: skip


def test_an_issue_with_its_notes() -> None:
    thread = imported(issue(), [note(1), note(2, "closed", system=True), note(3, internal=True, author={"username": "ghost"})])  # fmt: skip
    assert [(p.id, p.author, p.reply_to, p.text, p.label) for p in thread.posts] == [
        ("issue", "ada", None, "Title 7\n\nRing.", None), ("note-1", "bo", "issue", "Note 1.", None), ("note-3", None, "issue", "Note 3.", "internal"),
    ]  # fmt: skip
    assert thread.posts[1].url == "https://gitlab.example/x/y/-/issues/7#note_1"
    assert "Left out: 1 note of the program." in (thread.source.note or "")
    assert thread.reply_structure == "unknown"


def test_discussions_record_what_is_answered() -> None:
    threads = [{"id": "a", "individual_note": False, "notes": [note(1), note(2), note(3)]}, {"id": "b", "individual_note": True, "notes": [note(4)]}]  # fmt: skip
    thread = imported(issue(), threads)
    assert [p.reply_to for p in thread.posts] == [None, "issue", "note-1", "note-1", "issue"]
    assert thread.reply_structure == "recorded"
    assert [p.reply_to for p in imported(threads).posts] == [None, "note-1", "note-1", None]


def test_a_list_of_issues_is_several_discussions() -> None:
    given = files([issue(7), issue(8)], [note(1), note(2, noteable_iid=8)])
    with pytest.raises(SeveralDiscussions, match=r"7 \(Title 7\); 8 \(Title 8\)"):
        read(recognised(given), given)
    assert [(e.key, e.posts) for e in discussions(importer("gitlab"), given)] == [("7", 2), ("8", 2)]
    assert [p.key for p in read(importer("gitlab"), given, "8").posts] == ["issue", "note-2"]
    with pytest.raises(NotThisSource, match="neither an issue nor a note"):
        read(importer("gitlab"), files([{"x": 1}]))


anything = st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=6) | st.lists(st.just({}), max_size=2) | st.just({"notes": [None]})  # fmt: skip


@given(st.sampled_from([issue(), note(1), {"id": "a", "individual_note": False, "notes": [note(1), note(2)]}]), st.dictionaries(st.sampled_from(sorted({*issue(), *note(1), "notes"})), anything, max_size=4))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_any_values_are_read_or_refused(seed: dict[str, Any], change: dict[str, Any]) -> None:
    with contextlib.suppress(ArgmapError):
        thread_of(read(importer("gitlab"), files([{**seed, **change}])), ImportOptions("t", "gitlab"))
