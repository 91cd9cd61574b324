"""Annotations of Hypothesis: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import files, imported, lines, listed, note, rows

PAGE = "https://paper.example/trams"


def annotation(
    id: str, name: str, text: str, minute: int, *above: str, exact: str | None = None, **more: Any
) -> dict[str, Any]:
    time = f"2024-01-04T19:0{minute}:00.123456+00:00"
    selectors = [{"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 9}, {"type": "TextPositionSelector", "start": 3, "end": 12}, {"type": "TextQuoteSelector", "exact": exact, "prefix": "a ", "suffix": " b"}]  # fmt: skip
    return {
        "id": id, "created": time, "updated": time, "user": f"acct:{name}@hypothes.is", "uri": PAGE, "text": text, "tags": [], "group": "__world__",
        "permissions": {"read": ["group:__world__"], "admin": [f"acct:{name}@hypothes.is"]}, "target": [{"source": PAGE, **({"selector": selectors} if exact else {})}],
        "document": {"title": ["On trams & buses"]}, "links": {"html": f"https://hypothes.is/a/{id}", "incontext": f"https://hyp.is/{id}/x", "json": f"https://hypothes.is/api/annotations/{id}"},
        "user_info": {"display_name": None}, "flagged": False, "hidden": False, **({"references": list(above)} if above else {}), **more,
    }  # fmt: skip


FIRST = annotation("n1", "nora", "Who says?", 1, exact="trams are cheaper")
REPLY = annotation("t2", "tom", "The city does.", 2, "n1")
DEEP = annotation("a3", "ada", "Which year?", 3, "n1", "t2")
RIGHT = [
    ("n1", None, "nora", "> trams are cheaper\n\nWho says?"),
    ("t2", "n1", "tom", "The city does."),
    ("a3", "t2", "ada", "Which year?"),
]
SHAPES: dict[str, tuple[Any, ...]] = {
    "a search": ({"total": 3, "rows": [DEEP, REPLY, FIRST]},),
    "a pretty search": (json.dumps({"total": 3, "rows": [FIRST, REPLY, DEEP]}, indent=1),),
    "a search with replies apart": ({"total": 1, "rows": [FIRST], "replies": [DEEP, REPLY]},),
    "an export": ({"export_date": "2024-02-01T00:00:00Z", "export_userid": "acct:x@hypothes.is", "client_version": "1.2", "annotations": [FIRST, REPLY, DEEP]},),
    "a list": ([REPLY, FIRST, DEEP],),
    "lines": (lines(FIRST, DEEP, REPLY),),
    "a file for each": (FIRST, REPLY, DEEP),
    "two pages of a search": ({"total": 3, "rows": [DEEP]}, {"total": 3, "rows": [REPLY, FIRST]}),
}  # fmt: skip


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_annotations_come_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title, thread.source.url) == ("hypothesis", "On trams & buses", PAGE)
    assert rows(thread) == RIGHT
    assert thread.posts[0].url == "https://hypothes.is/a/n1"
    assert "are the words of the page" in note(thread)
    assert thread.posts[1].created == "2024-01-04T19:02:00Z"


KINDS: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "a note on the whole page": ({"exact": None}, "Hm.", None),
    "several lines": ({"exact": "one\n   two\n\nthree "}, "> one\n> two\n> three\n\nHm.", None),
    "tags": ({"tags": ["cost", "trams"]}, "Hm.", "tags: cost, trams"),
    "hidden by a moderator": ({"hidden": True, "text": ""}, "<removed>", None),
    "only a quotation of its own": ({"text": "> cheaper\n\nno"}, "> cheaper\n\nno", None),
}


@pytest.mark.parametrize(("how", "expected", "label"), KINDS.values(), ids=KINDS)
def test_kinds_of_annotations(how: dict[str, Any], expected: str, label: str | None) -> None:
    thread = imported([FIRST, annotation(**{"id": "x9", "name": "eve", "text": "Hm.", "minute": 9, **how})])
    assert (rows(thread)[1][3], thread.posts[1].label) == (expected, label)


def test_highlights_without_words_are_left_out_unless_somebody_answers() -> None:
    bare = annotation("h4", "eve", "", 4, exact="a depot")
    thread = imported([FIRST, bare])
    assert len(thread.posts) == 1
    assert "1 highlight without words was left out." in note(thread)
    thread = imported([FIRST, bare, annotation("r5", "tom", "Why this?", 5, "h4")])
    assert rows(thread)[1:] == [("h4", None, "eve", "> a depot"), ("r5", "h4", "tom", "Why this?")]


def test_names_that_people_show_are_theirs() -> None:
    named = {**FIRST, "user_info": {"display_name": "Nora Ek"}}
    twin = {**REPLY, "user_info": {"display_name": "Nora Ek"}}
    thread = imported([named, twin])
    assert [row[2] for row in rows(thread)] == ["Nora Ek", "Nora Ek"]
    assert len(thread.participants) == 2


def test_the_note_says_what_is_private_and_edited() -> None:
    private = {
        **REPLY,
        "permissions": {"read": ["acct:tom@hypothes.is"]},
        "updated": "2024-01-05T00:00:00+00:00",
    }
    text = note(imported([FIRST, private]))
    assert "1 annotation is private" in text
    assert "1 post was edited" in text
    assert "edited" not in note(imported([FIRST, {**REPLY, "updated": "2024-01-04T19:02:30+00:00"}]))


def test_a_reply_to_one_that_is_not_there_is_told() -> None:
    thread = imported([FIRST, DEEP])
    assert [row[:2] for row in rows(thread)] == [("n1", None), ("a3", None)]
    assert "1 post answers one that is not in the source" in note(thread)


def test_pages_are_discussions() -> None:
    other = annotation(
        "o7", "tom", "Bikes?", 7, uri="https://paper.example/bikes#s2", document={"title": "On bikes"}
    )
    content = {"rows": [FIRST, other, REPLY]}
    assert [(e.key, e.title, e.posts, e.people) for e in listed(content)] == [(PAGE, "On trams & buses", 2, 2), ("https://paper.example/bikes", "On bikes", 1, 1)]  # fmt: skip
    with pytest.raises(SeveralDiscussions, match="2 discussions"):
        imported(content)
    assert rows(imported(content, wanted=PAGE)) == RIGHT[:2]


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no annotation"):
        importer("hypothesis").read(files({"total": 0, "rows": []}), None)


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], ["n1"], "acct:x", {"source": 1}])
)


@given(st.sampled_from([FIRST, REPLY]), st.dictionaries(st.sampled_from([*REPLY]), odd, max_size=5))
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_annotations_are_read_or_refused(whole: dict[str, Any], change: dict[str, Any]) -> None:
    try:
        listed([DEEP, {**whole, **change}])
        imported([DEEP, {**whole, **change}])
    except ArgmapError:
        return
