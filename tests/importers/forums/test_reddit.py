"""Reddit in the shapes that people keep: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import CASES, files, imported, lines, listed, note, rows, said

COMMON = {"subreddit": "trams", "subreddit_id": "t5_x1", "score": 3, "stickied": False, "distinguished": None, "edited": False}  # fmt: skip


def submission(
    id: str = "aa1", title: str = "Trams &amp; buses", text: str = "Which?", **more: Any
) -> dict[str, Any]:
    return {
        **COMMON, "id": id, "name": f"t3_{id}", "title": title, "selftext": text, "author": "ada", "created_utc": 1704394000.0,
        "num_comments": 0, "is_self": True, "permalink": f"/r/trams/comments/{id}/x/", "upvote_ratio": 0.9, "retrieved_on": 1704399999,
        **more,
    }  # fmt: skip


def comment(
    id: str, parent: Any = "t3_aa1", text: str | None = None, author: str = "nora", **more: Any
) -> dict[str, Any]:
    return {
        **COMMON, "id": id, "name": f"t1_{id}", "link_id": "t3_aa1", "parent_id": parent, "author": author,
        "body": f"text of {id}" if text is None else text, "created_utc": 1704394100 + len(id), "controversiality": 0,
        "permalink": f"/r/trams/comments/aa1/x/{id}/", "author_fullname": f"t2_{author}", **more,
    }  # fmt: skip


def thing(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "data": data}


def listing(*children: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "Listing",
        "data": {"after": None, "dist": None, "modhash": "", "geo_filter": "", "children": list(children)},
    }


def more(count: int, *ids: str, parent: str = "t3_aa1") -> dict[str, Any]:
    return thing(
        "more",
        {
            "count": count,
            "children": list(ids),
            "parent_id": parent,
            "id": ids[0] if ids else "_",
            "name": "t1__",
            "depth": 1,
        },
    )


POST, FIRST, SECOND = (
    submission(),
    comment("k1", text="Trams are."),
    comment("k22", "t1_k1", "Only full ones.", "tom"),
)
PAGE = [
    listing(thing("t3", POST)),
    listing(thing("t1", {**FIRST, "replies": listing(thing("t1", {**SECOND, "replies": ""}))})),
]
RIGHT = [
    ("t3-aa1", None, "ada", "Trams & buses\n\nWhich?"),
    ("t1-k1", "t3-aa1", "nora", "Trams are."),
    ("t1-k22", "t1-k1", "tom", "Only full ones."),
]
SHAPES: dict[str, tuple[Any, ...]] = {
    "page": (PAGE,),
    "page on one line": (json.dumps(PAGE),),
    "pretty page": (json.dumps(PAGE, indent=1),),
    "one listing of things": (listing(thing("t3", POST), thing("t1", FIRST), thing("t1", SECOND)),),
    "lines": (lines(POST, FIRST, SECOND),),
    "list": ([POST, FIRST, SECOND],),
    "pretty list": (json.dumps([POST, FIRST, SECOND], indent=2),),
    "list under data": ({"data": [POST, FIRST, SECOND]},),
    "list under data with facts about it": ({"data": [POST, FIRST, SECOND], "metadata": {"total": 3}, "error": None},),
    "pretty values": ("\n".join(json.dumps(each, indent=1) for each in (POST, FIRST, SECOND)),),
    "a file for each": (POST, FIRST, SECOND),
    "pretty files": tuple(json.dumps(each, indent=4) for each in (POST, FIRST, SECOND)),
    "comments before their submission": (lines(SECOND, FIRST), lines(POST)),
    "two lists, comments first": ([FIRST, SECOND], [POST]),
    "listings that do not say so": ([{"data": each["data"]} for each in PAGE],),
    "things on lines": (lines(thing("t3", POST), thing("t1", FIRST), thing("t1", SECOND)),),
    "a tree with its submission": ({"data": [thing("t1", {**FIRST, "replies": listing(thing("t1", SECOND))})]}, [POST]),
    "the answer to morechildren": (PAGE[0], {"json": {"errors": [], "data": {"things": [thing("t1", FIRST), thing("t1", SECOND)]}}}),
    "replies as a list": ([POST, {**FIRST, "replies": [SECOND]}],),
    "byte order mark": ("\ufeff" + lines(POST, FIRST, SECOND),),
    "Windows lines": (lines(POST, FIRST, SECOND).replace("\n", "\r\n"),),
    "empty lines and null": (f"\n{lines(POST)}\nnull\n{lines(FIRST, SECOND)}",),
    "gzip": (gzip.compress(lines(POST, FIRST, SECOND).encode()),),
    "zstd with a window of 2 GiB": (zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=31)).compress(lines(POST, FIRST, SECOND).encode()),),
    "zstd in two frames": (zstandard.compress(lines(POST, FIRST).encode()) + zstandard.compress(lines(SECOND).encode()),),
}  # fmt: skip


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_thread_comes_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title) == ("reddit", "Trams & buses")
    assert rows(thread) == RIGHT


PARENTS: dict[str, tuple[Any, str]] = {
    "null": (None, "t3-aa1"),
    "empty": ("", "t3-aa1"),
    "the submission": ("t3_aa1", "t3-aa1"),
    "the submission without its kind": ("aa1", "t3-aa1"),
    "a comment": ("t1_k1", "t1-k1"),
    "a comment without its kind": ("k1", "t1-k1"),
    "a number in base 10": (721, "t1-k1"),  # k1 in base 36: 20 * 36 + 1
    "a number with a point": (721.0, "t1-k1"),
    "the submission as a number": (13321, "t3-aa1"),  # aa1 in base 36: 10 * 1296 + 10 * 36 + 1
}


@pytest.mark.parametrize(("parent", "expected"), PARENTS.values(), ids=PARENTS)
def test_parents_in_every_writing(parent: Any, expected: str) -> None:
    thread = imported(lines(POST, FIRST, comment("k22", parent)))
    assert thread.posts_by_id["t1-k22"].reply_to == expected


def test_a_submission_of_which_all_ids_are_numbers() -> None:
    number = {**comment("x", 13321), "id": 721, "link_id": 13321, "name": None}
    assert [row[:2] for row in rows(imported(lines(POST, number)))] == [("t3-aa1", None), ("t1-k1", "t3-aa1")]


GONE = {
    "deleted": ("[deleted]", "<deleted>"),
    "deleted by user": ("[deleted by user]", "<deleted>"),
    "removed": ("[removed]", "<removed>"),
    "removed by Reddit": ("[ Removed by Reddit ]", "<removed>"),
    "removed by Reddit, small": ("[ Removed by reddit in response to a copyright notice. ]", "<removed>"),
    "removed for the policy": (
        "[ Removed by Reddit on account of violating the content policy. ]",
        "<removed>",
    ),
    "of a blocked account": ("[unavailable]", "<removed>"),
    "with spaces": (" [removed]\n", "<removed>"),
    "with backslashes": ("\\[deleted\\]", "<deleted>"),
    "a word about it": ("[removed] the depot, why?", "[removed] the depot, why?"),
    "a link": ("[removed](https://x.example)", "[removed](https://x.example)"),
    "a sentence in brackets": ("[Removed by the mayor", "[Removed by the mayor"),
}


@pytest.mark.parametrize(("text", "expected"), GONE.values(), ids=GONE)
def test_marks_of_what_is_gone_are_no_words(text: str, expected: str) -> None:
    assert said(lines(POST, comment("k1", text=text)))[1] == expected


@pytest.mark.parametrize("name", ["[deleted]", "[removed]", "[unavailable]", "", None])
def test_nobody_is_no_author(name: str | None) -> None:
    assert rows(imported(lines(POST, {**FIRST, "author": name})))[1][2] is None


SUBMISSIONS: dict[str, tuple[dict[str, Any], str]] = {
    "a link": ({"is_self": False, "text": "", "url": "https://x.example/a?b=1&amp;c=2"}, "Trams & buses\n\nhttps://x.example/a?b=1&c=2"),
    "a crosspost": ({"is_self": False, "text": "", "url": "/r/buses/comments/bb2/y/", "crosspost_parent": "t3_bb2", "crosspost_parent_list": [submission("bb2", text="Theirs.")]}, "Trams & buses\n\nhttps://www.reddit.com/r/buses/comments/bb2/y/"),
    "a gallery": ({"is_self": False, "text": "", "is_gallery": True, "url": "https://www.reddit.com/gallery/aa1", "gallery_data": {"items": [{"media_id": "m1", "id": 1, "caption": "An old tram"}, {"media_id": "m2", "id": 2}]}, "media_metadata": {}}, "Trams & buses\n\nhttps://www.reddit.com/gallery/aa1\n\nAn old tram"),
    "a poll": ({"poll_data": {"options": [{"id": "1", "text": "Trams"}, {"id": "2", "text": "Buses"}], "total_vote_count": 7}}, "Trams & buses\n\nWhich?\n\n- Trams\n- Buses"),
    "a text that was removed": ({"text": "[removed]", "removed_by_category": "moderator"}, "Trams & buses"),
    "all of it deleted": ({"title": "[deleted by user]", "text": "[removed]"}, "<deleted>"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "expected"), SUBMISSIONS.values(), ids=SUBMISSIONS)
def test_submissions(how: dict[str, Any], expected: str) -> None:
    assert said(lines(submission(**how), FIRST))[0] == expected


NOTES: dict[str, tuple[Any, str]] = {
    "more than was listed": ([*PAGE, listing(more(40, "k5", "k6"))], "At least 40 comments are missing"),
    "one more": ([*PAGE, listing(more(1, "k5"))], "At least 1 comment is missing"),
    "listed without a count": ([*PAGE, listing(more(0, "k5", "k6"))], "At least 2 comments are missing"),
    "a deeper part": ([*PAGE, listing(more(0, parent="t1_k22"))], "A deeper part of the thread is missing"),
    "counted by Reddit": ([submission(num_comments=5), FIRST], "Reddit counted 5 comments; the files hold 1."),
    "no submission": ([FIRST, SECOND], "The submission that the comments answer is not in the files."),
    "edited": ([POST, {**FIRST, "edited": 1704399999.0}], "1 post was edited after it was written"),
    "edited, as Arctic Shift tells": ([POST, {**FIRST, "_meta": {"is_edited": True, "retrieved_2nd_on": 1}}], "1 post was edited"),
    "deleted after the dump": ([POST, {**FIRST, "_meta": {"was_deleted_later": True, "removal_type": "deleted"}}], "1 post was deleted later, as the source says"),
    "crosspost": ([submission(crosspost_parent="t3_b"), FIRST], "the words of that one are not its author's"),
    "removed text": ([submission(text="[removed]"), FIRST], "The text of a submission is gone; its title is kept."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), NOTES.values(), ids=NOTES)
def test_the_note_says_what_is_missing(content: Any, expected: str) -> None:
    assert expected in note(imported(content))


def test_what_another_page_brings_is_not_missing() -> None:
    first = [*PAGE, listing(more(1, "k5"), more(0, parent="t1_k22"))]
    second = [
        listing(thing("t3", POST)),
        listing(thing("t1", comment("k5")), thing("t1", comment("k6", "t1_k22"))),
    ]
    assert "missing" not in note(imported(first, second))


def test_texts_are_unescaped_once_where_they_are_escaped() -> None:
    assert said(lines(POST, comment("k1", text="&gt; a &lt;b&gt; &amp;amp; c")))[1] == "> a <b> &amp; c"


def test_texts_of_raw_json_are_what_the_author_typed() -> None:
    raw = submission(title="Trams & buses")
    assert (
        said(lines(raw, comment("k1", text="> write &lt;b&gt; for bold")))[1] == "> write &lt;b&gt; for bold"
    )


def test_posts_have_addresses() -> None:
    thread = imported(lines(POST, FIRST, {**SECOND, "permalink": None}))
    assert [post.url for post in thread.posts] == [
        "https://www.reddit.com/r/trams/comments/aa1/x/",
        "https://www.reddit.com/r/trams/comments/aa1/x/k1/",
        "https://www.reddit.com/comments/aa1/_/k22/",
    ]
    assert thread.source.url == thread.posts[0].url
    assert imported(lines(FIRST)).source.url == "https://www.reddit.com/comments/aa1/"


OTHER = submission("bb2", "Bikes?", created_utc=1704400000)


def test_threads_of_a_dump_are_listed() -> None:
    there = comment("z9", "t3_bb2", link_id="t3_bb2", author="ada", created_utc=1704400060)
    entries = listed(lines(FIRST, OTHER, POST, there))
    assert [(e.key, e.title, e.posts, e.people) for e in entries] == [
        ("aa1", "Trams & buses", 2, 2),
        ("bb2", "Bikes?", 2, 1),
    ]
    assert (entries[1].first, entries[1].last) == ("2024-01-04T20:26:40Z", "2024-01-04T20:27:40Z")


def test_one_thread_of_several_must_be_named() -> None:
    dump = lines(POST, OTHER, FIRST)
    with pytest.raises(SeveralDiscussions, match=r"2 discussions; .* aa1 \(Trams & buses\); bb2 \(Bikes\?\)"):
        imported(dump)
    assert [row[0] for row in rows(imported(dump, wanted="t3_aa1"))] == ["t3-aa1", "t1-k1"]
    assert [row[0] for row in rows(imported(dump, wanted="bb2"))] == ["t3-bb2"]
    with pytest.raises(UnknownName, match=r"bb3.*did you mean 'bb2'"):
        imported(dump, wanted="bb3")


def test_a_subreddit_page_holds_several() -> None:
    with pytest.raises(SeveralDiscussions):
        imported(listing(thing("t3", POST), thing("t3", OTHER)))


def test_comments_of_a_page_without_link_id_belong_to_its_submission() -> None:
    bare = {key: value for key, value in FIRST.items() if key != "link_id"}
    assert rows(imported([listing(thing("t3", POST)), listing(thing("t1", bare))])) == RIGHT[:2]


def test_comments_inside_their_submission_answer_what_holds_them() -> None:
    bare = [
        {key: value for key, value in each.items() if key not in {"link_id", "parent_id"}}
        for each in (FIRST, SECOND)
    ]
    assert rows(imported({**POST, "comments": [{**bare[0], "replies": [bare[1]]}]})) == RIGHT


def test_the_author_may_be_an_object() -> None:
    assert rows(imported([POST, {**FIRST, "author": {"name": "nora", "id": "x"}}]))[1][2] == "nora"


def test_half_an_emoji_is_left_out_and_told() -> None:
    thread = imported(lines(POST, comment("k1", text="a \ud83d b \ud83d\ude8b")))
    assert thread.posts[1].text == "a  b 🚋"
    assert "characters that no text file holds" in note(thread)


def test_a_list_of_nothing_is_refused() -> None:
    with pytest.raises(NotThisSource, match="no submission or comment"):
        importer("reddit").read(files({"kind": "Listing", "data": {"children": []}}), None)


CASE_FILES = {
    "reddit-array": (["d.json"], [("t3-aa1", None), ("t1-k1", "t3-aa1"), ("t1-k2", "t1-k1")]),
    "reddit-int-parent": (
        ["d.ndjson"],
        [("t3-aa1", None), ("t1-k1b2c3", "t3-aa1"), ("t1-k1b2c4", "t1-k1b2c3")],
    ),
    "reddit-more-count": (["p.json"], [("t3-aa1", None), ("t1-k1", "t3-aa1")]),
    "json-surrogate": (["d.ndjson"], [("t3-aa1", None), ("t1-k1", "t3-aa1")]),
}


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize("name", CASE_FILES)
def test_cases(name: str) -> None:
    names, expected = CASE_FILES[name]
    thread = imported(*((CASES / name / each).read_bytes() for each in names))
    assert [row[:2] for row in rows(thread)] == expected
    if name == "reddit-more-count":
        assert "At least 40 comments" in note(thread)
        assert "continue this thread" in note(thread)


odd = st.none() | st.booleans() | st.integers(-3, 10**6) | st.floats() | st.text(max_size=5) | st.sampled_from([[], {}, "t3_aa1", "t1_k1", "[deleted]"])  # fmt: skip


@given(changes=st.lists(st.dictionaries(st.sampled_from([*POST, *SECOND, "replies", "kind", "data"]), odd, max_size=4), min_size=1, max_size=4))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_records_are_read_or_refused(changes: list[dict[str, Any]]) -> None:
    records = [{**(POST if n % 3 == 0 else SECOND), **change} for n, change in enumerate(changes)]
    for content in (lines(*records), [listing(*(thing("t1", each) for each in records))]):
        try:
            imported(content)
            listed(content)
        except ArgmapError:
            continue
