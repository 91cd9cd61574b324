"""Hacker News from Firebase, Algolia and BigQuery: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import CASES, files, imported, lines, listed, note, rows, said

LINK = "https://example.org/a-long-address-that-the-site-shortens?x=1&y=2"
ANCHOR = f'<a href="{LINK.replace("/", "&#x2F;").replace("&y", "&amp;y")}" rel="nofollow">https:&#x2F;&#x2F;example.org&#x2F;a-long-add...</a>'
WORDS = "> who says\n\nTrams are cheaper. It's in " + LINK + "\n\n    a = 1 < 2\n      b = 3"

STORY = {"by": "ada", "descendants": 3, "id": 1, "kids": [2, 4], "score": 5, "time": 1704394000, "title": "Trams &amp; buses", "type": "story", "url": "https://example.org/t"}  # fmt: skip
FIRST = {"by": "nora", "id": 2, "kids": [3], "parent": 1, "text": f"&gt; who says<p>Trams are <i>cheaper</i>. It&#x27;s in {ANCHOR}<p><pre><code>a = 1 &lt; 2\n  b = 3\n</code></pre>", "time": 1704394100, "type": "comment"}  # fmt: skip
SECOND = {"by": "tom", "id": 3, "parent": 2, "text": "Only full ones.", "time": 1704394200, "type": "comment"}
DELETED = {"deleted": True, "id": 4, "parent": 1, "time": 1704394300, "type": "comment"}
ITEMS = (STORY, FIRST, SECOND, DELETED)


def node(item: dict[str, Any], *children: Any) -> dict[str, Any]:
    """Return an item as Algolia's items have it: a deleted one keeps its id and children only."""
    if item.get("deleted"):
        return {"id": item["id"], "children": list(children)}
    text = None if "text" not in item else "<p>" + item["text"].replace("<p>", "</p><p>") + "</p>"
    return {
        "id": item["id"], "created_at": "2024-01-04T18:46:40.000Z", "created_at_i": item["time"], "type": item["type"], "author": item["by"],
        "title": item.get("title"), "url": item.get("url"), "text": text, "points": item.get("score"), "parent_id": item.get("parent"),
        "story_id": 1, "children": list(children), "options": [],
    }  # fmt: skip


def row(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item as an export of BigQuery has it: all columns, numbers in quotes."""
    columns = ("by", "dead", "deleted", "descendants", "id", "parent", "ranking", "score", "text", "time", "title", "type", "url")  # fmt: skip
    values = {key: item.get(key) for key in columns}
    return {
        key: str(value) if isinstance(value, int) and value is not True else value
        for key, value in values.items()
    }


NESTED = node(STORY, node(FIRST, node(SECOND)), node(DELETED))
HITS = [
    {"objectID": "1", "title": "Trams & buses", "url": "https://example.org/t", "author": "ada", "created_at_i": 1704394000, "num_comments": 3, "_tags": ["story", "author_ada", "story_1"]},
    {"objectID": "2", "comment_text": FIRST["text"], "author": "nora", "parent_id": 1, "story_id": 1, "story_title": "Trams & buses", "created_at_i": 1704394100, "_tags": ["comment", "story_1"]},
    {"objectID": "3", "comment_text": "Only full ones.", "author": "tom", "parent_id": 2, "story_id": 1, "created_at_i": 1704394200, "_tags": ["comment", "story_1"]},
]  # fmt: skip
TITLED = "Trams & buses\n\nhttps://example.org/t"
RIGHT = [("p1", None, "ada", TITLED), ("p2", "p1", "nora", WORDS), ("p3", "p2", "tom", "Only full ones."), ("p4", "p1", None, "<deleted>")]  # fmt: skip
SHAPES: dict[str, tuple[Any, ...]] = {
    "lines": (lines(*ITEMS),),
    "lines, a missing item between": (lines(*ITEMS[:2], None, *ITEMS[2:]),),
    "lines from the last to the first": (lines(*reversed(ITEMS)),),
    "pretty values": ("\n".join(json.dumps(each, indent=1) for each in ITEMS),),
    "a list": (list(ITEMS),),
    "a file for each": ITEMS,
    "a pretty file for each": tuple(json.dumps(each, indent=1) for each in ITEMS),
    "files from the last to the first": tuple(reversed(ITEMS)),
    "nested": (NESTED,),
    "pretty nested": (json.dumps(NESTED, indent=2),),
    "a list of nested": ([NESTED],),
    "rows": (lines(*map(row, ITEMS)),),
    "items by name": ({"items": list(ITEMS)},),
}


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_discussion_comes_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title) == ("hackernews", "Trams & buses")
    assert sorted(rows(thread)) == RIGHT
    assert thread.source.url == "https://news.ycombinator.com/item?id=1"
    assert thread.posts_by_id["p3"].url == "https://news.ycombinator.com/item?id=3"


def test_hits_of_the_search_are_read() -> None:
    thread = imported(
        {
            "hits": HITS,
            "page": 0,
            "nbHits": 3,
            "nbPages": 1,
            "hitsPerPage": 20,
            "query": "",
            "params": "",
            "exhaustive": {},
        }
    )
    assert rows(thread) == RIGHT[:3]


KINDS: dict[str, tuple[dict[str, Any], tuple[str, str | None]]] = {
    "flagged": ({"dead": True, "text": "[flagged]"}, ("<removed>", None)),
    "dead without words": ({"dead": True, "text": None}, ("<removed>", None)),
    "dead with words": ({"dead": True, "text": "Buy now"}, ("Buy now", "dead")),
    "delayed": ({"text": "[delayed]"}, ("<removed>", None)),
    "deleted": ({"deleted": True, "text": None, "by": None}, ("<deleted>", None)),
    "alive": ({"dead": None, "text": "<p>Yes.</p>"}, ("Yes.", None)),
}


@pytest.mark.parametrize(("how", "expected"), KINDS.values(), ids=KINDS)
def test_what_became_of_a_comment(how: dict[str, Any], expected: tuple[str, str | None]) -> None:
    thread = imported(lines(STORY, {**SECOND, "parent": 1, **how}))
    assert (rows(thread)[1][3], thread.posts[1].label) == expected


def test_options_of_a_poll_are_words_of_its_author() -> None:
    poll = {
        "by": "ada",
        "id": 1,
        "parts": [5, 6],
        "kids": [2],
        "descendants": 1,
        "time": 1704394000,
        "title": "Poll: which?",
        "type": "poll",
    }
    options = [{"by": "ada", "id": n, "poll": 1, "text": text, "score": 4, "time": 1704394000, "type": "pollopt"} for n, text in ((5, "Trams"), (6, "Buses"))]  # fmt: skip
    thread = imported(lines(poll, *options, SECOND | {"parent": 1}))
    assert [(p.id, p.reply_to, p.label) for p in thread.posts] == [("p1", None, None), ("p5", "p1", "poll option"), ("p6", "p1", "poll option"), ("p3", "p1", None)]  # fmt: skip
    nested = {**node({**poll, "score": 2}), "options": [{"id": 5, "type": "pollopt", "author": "ada", "text": "Trams", "points": 4, "created_at_i": 1704394000, "parent_id": 1}]}  # fmt: skip
    assert said(nested) == ["Poll: which?", "Trams"]


def test_the_note_counts_what_was_not_given() -> None:
    assert "At least 3 comments were not given (items 2, 4)." in note(imported(STORY))
    assert "At least 3 comments were not given (items 2, 4)." in note(imported(json.dumps(STORY, indent=1)))
    assert "At least 1 comment was not given (items 3)." in note(imported(lines(STORY, FIRST, DELETED)))
    assert imported(lines(*ITEMS)).source.note is None


def test_comments_without_their_story_are_told() -> None:
    thread = imported(lines(FIRST, SECOND))
    assert [row[:2] for row in rows(thread)] == [("p2", None), ("p3", "p2")]
    assert "The item that the comments answer is not in the files." in note(thread)
    assert thread.source.url == "https://news.ycombinator.com/item?id=1"


def test_strays_are_left_out_and_counted() -> None:
    thread = imported(lines(*ITEMS, {**SECOND, "id": 9, "parent": 7, "text": "Elsewhere."}))
    assert len(thread.posts) == 4
    assert "1 item that does not belong to the story was left out." in note(thread)


OTHER = {
    "by": "eve",
    "descendants": 1,
    "id": 20,
    "kids": [21],
    "time": 1704400000,
    "title": "Bikes?",
    "type": "story",
}
THERE = {"by": "ada", "id": 21, "parent": 20, "text": "Bikes.", "time": 1704400060, "type": "comment"}


def test_stories_of_a_dump_are_listed_whatever_the_order() -> None:
    for content in (
        lines(*ITEMS, OTHER, THERE),
        lines(THERE, *reversed(ITEMS), OTHER),
        [NESTED, OTHER, THERE],
    ):
        assert sorted((e.key, e.title, e.posts, e.people) for e in listed(content)) == [("1", "Trams & buses", 4, 3), ("20", "Bikes?", 2, 2)]  # fmt: skip


def test_one_story_of_several_must_be_named() -> None:
    dump = lines(THERE, *ITEMS, OTHER)
    with pytest.raises(SeveralDiscussions, match=r"2 discussions; .*20 \(Bikes\?\)"):
        imported(dump)
    assert said(dump, wanted="20") == ["Bikes?", "Bikes."]
    with pytest.raises(UnknownName, match="no discussion"):
        imported(dump, wanted="3000")


def test_what_is_remarked_in_a_file_that_is_read_again_counts_once() -> None:
    assert "a line is not JSON and was left out." in note(imported(lines(*ITEMS) + "<oops>\n"))


def test_answers_in_a_cycle_are_read() -> None:
    thread = imported(lines({**FIRST, "parent": 3}, SECOND))
    assert len(thread.posts) == 2


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no story or comment"):
        importer("hackernews").read(files("null\n"), None)


CASE_FILES = {
    "hn-firebase-pretty": (
        ["1.json", "2.json", "3.json", "4.json"],
        [("p1", None), ("p2", "p1"), ("p3", "p2"), ("p4", "p1")],
    ),
    "hn-story-alone": (["1.json"], [("p1", None)]),
}


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize("name", CASE_FILES)
def test_cases(name: str) -> None:
    names, expected = CASE_FILES[name]
    thread = imported(*((CASES / name / each).read_bytes() for each in names))
    assert [row[:2] for row in rows(thread)] == expected
    assert name != "hn-story-alone" or "3 comments were not given (items 2, 4)" in note(thread)


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 6)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], "1", "story"])
)


@given(st.lists(st.dictionaries(st.sampled_from([*STORY, *NESTED, "parent", "hits", "poll", "dead"]), odd, max_size=4), min_size=1, max_size=5))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_items_are_read_or_refused(changes: list[dict[str, Any]]) -> None:
    records = [{**ITEMS[n % 4], **change} for n, change in enumerate(changes)]
    for content in (lines(*records), [{**NESTED, **changes[0]}, *records]):
        try:
            listed(content)
            imported(content)
        except ArgmapError:
            continue
