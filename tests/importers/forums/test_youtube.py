"""Comments of videos: expected values are written by hand from the fixtures beside them."""

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

VIDEO = "abcDEF12345"


def resource(id: str, name: str, text: str, minute: int, **more: Any) -> dict[str, Any]:
    time = f"2024-01-04T19:0{minute}:00Z"
    snippet = {"channelId": "UCvideo", "videoId": VIDEO, "textDisplay": text, "textOriginal": text, "authorDisplayName": f"@{name}", "authorProfileImageUrl": "https://x.example/p.jpg", "authorChannelUrl": f"http://www.youtube.com/@{name}", "authorChannelId": {"value": f"UC{name}"}, "canRate": True, "viewerRating": "none", "likeCount": 2, "publishedAt": time, "updatedAt": time, **more}  # fmt: skip
    return {"kind": "youtube#comment", "etag": "e", "id": id, "snippet": snippet}


TOP, SECOND = resource("Ug1", "nora", "Trams are cheaper.", 1), resource("Ug2", "eve", "Bikes!", 4)
REPLY = resource("Ug1.a", "tom", "Only full ones.", 2, parentId="Ug1")
LATE = resource("Ug1.b", "ada", "@tom says who?", 3, parentId="Ug1")


def conversation(top: dict[str, Any], *replies: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    given = {"replies": {"comments": list(replies)}} if replies else {}
    return {"kind": "youtube#commentThread", "etag": "e", "id": top["id"], "snippet": {"channelId": "UCvideo", "videoId": VIDEO, "topLevelComment": top, "canReply": True, "totalReplyCount": len(replies) if total is None else total, "isPublic": True}, **given}  # fmt: skip


def page(*items: Any, kind: str = "commentThreadListResponse") -> dict[str, Any]:
    return {
        "kind": f"youtube#{kind}",
        "etag": "e",
        "nextPageToken": "n",
        "pageInfo": {"totalResults": len(items), "resultsPerPage": 100},
        "items": list(items),
    }


ALL = page(conversation(TOP, REPLY, LATE), conversation(SECOND))
UNNAMED = {**LATE, "snippet": {key: value for key, value in LATE["snippet"].items() if key != "videoId"}}
RIGHT = [("ug1", None, "@nora", "Trams are cheaper."), ("ug1-a", "ug1", "@tom", "Only full ones."), ("ug1-b", "ug1", "@ada", "@tom says who?"), ("ug2", None, "@eve", "Bikes!")]  # fmt: skip
SHAPES: dict[str, tuple[Any, ...]] = {
    "a page": (ALL,),
    "a pretty page": (json.dumps(ALL, indent=2),),
    "pages on lines": (lines(page(conversation(TOP, REPLY, LATE)), page(conversation(SECOND))),),
    "pages in a list": ([page(conversation(TOP, REPLY, LATE)), page(conversation(SECOND))],),
    "pages in files": (page(conversation(TOP, REPLY, LATE)), page(conversation(SECOND))),
    "threads in a list": ([conversation(TOP, REPLY, LATE), conversation(SECOND)],),
    "threads on lines": (lines(conversation(SECOND), conversation(TOP, REPLY, LATE)),),
    "replies in a page of their own": (page(conversation(TOP, REPLY, total=2), conversation(SECOND)), page(UNNAMED, REPLY, kind="commentListResponse")),
    "replies first": (page(UNNAMED, REPLY, kind="commentListResponse"), page(conversation(TOP, total=2), conversation(SECOND))),
    "comments": ([TOP, REPLY, LATE, SECOND],),
    "threads under data": ({"data": [conversation(TOP, REPLY, LATE), conversation(SECOND)]},),
}  # fmt: skip


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_comments_come_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, rows(thread)) == ("youtube", RIGHT)
    assert thread.source.url == f"https://www.youtube.com/watch?v={VIDEO}"
    assert thread.posts[0].url == f"https://www.youtube.com/watch?v={VIDEO}&lc=Ug1"
    assert thread.posts[1].created == "2024-01-04T19:02:00Z"
    assert "not given" not in note(thread)


def test_replies_that_were_not_given_are_counted() -> None:
    assert "3 replies were not given" in note(imported(page(conversation(TOP, REPLY, total=4))))
    assert "1 reply was not given" in note(imported(page(conversation(TOP, REPLY, total=2))))


def test_edited_comments_are_counted() -> None:
    assert "1 post was edited" in note(
        imported(page(conversation(resource("Ug1", "nora", "x", 1, updatedAt="2024-01-05T00:00:00Z"))))
    )


DISPLAYED = {
    "html": ("Yes<br>see <a href=\"https://x.example/\">https://x.example/</a> &amp; <b>more</b>", "Yes\nsee https://x.example/ & more"),
    "a place in the video": ('<a href="https://www.youtube.com/watch?v=x&amp;t=75">1:15</a> is wrong', "1:15 <https://www.youtube.com/watch?v=x&t=75> is wrong"),
    "plain": ("1 < 2 & so\non 🚋", "1 < 2 & so\non 🚋"),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "expected"), DISPLAYED.values(), ids=DISPLAYED)
def test_texts_that_are_only_displayed(shown: str, expected: str) -> None:
    assert (
        rows(imported(page(conversation(resource("Ug1", "nora", shown, 1, textOriginal=None)))))[0][3]
        == expected
    )


def dumped(id: str, parent: str, name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "parent": parent, "text": text, "like_count": 2, "author_id": f"UC{name}", "author": f"@{name}", "author_thumbnail": "https://x.example/p.jpg", "author_is_uploader": False, "author_is_verified": False, "author_url": f"https://www.youtube.com/@{name}", "is_favorited": False, "is_pinned": False, "_time_text": "2 years ago", "timestamp": 1641300000, **more}  # fmt: skip


DUMPED = [dumped("Ug2", "root", "eve", "Bikes!"), dumped("Ug1", "root", "nora", "Trams are cheaper."), dumped("Ug1.a", "Ug1", "tom", "Only full ones.", _time_text="1 year ago (edited)")]  # fmt: skip
INFO = {"id": VIDEO, "title": "Trams or buses?", "description": "We ask.", "channel": "City", "channel_id": "UCvideo", "uploader": "City", "formats": [], "webpage_url": f"https://www.youtube.com/watch?v={VIDEO}", "extractor": "youtube", "extractor_key": "Youtube", "upload_date": "20220104", "comment_count": 3, "comments": DUMPED, "_type": "video"}  # fmt: skip


@pytest.mark.parametrize(
    "content", [INFO, json.dumps(INFO, indent=1), [INFO]], ids=["one line", "pretty", "list"]
)
def test_the_info_of_yt_dlp_is_read(content: Any) -> None:
    thread = imported(content)
    assert (thread.source.kind, thread.title, thread.source.url) == (
        "youtube",
        "Trams or buses?",
        f"https://www.youtube.com/watch?v={VIDEO}",
    )
    assert [(p.id, p.reply_to, p.created) for p in thread.posts] == [
        ("ug2", None, None),
        ("ug1", None, None),
        ("ug1-a", "ug1", None),
    ]
    assert thread.posts[2].url == f"https://www.youtube.com/watch?v={VIDEO}&lc=Ug1.a"
    assert "'2 years ago' are no dates" in note(thread)
    assert "1 post was edited" in note(thread)


def test_times_of_another_site_are_dates() -> None:
    exact = [{key: value for key, value in each.items() if key != "_time_text"} for each in DUMPED]
    thread = imported(
        {**INFO, "extractor": "BiliBili", "webpage_url": "https://b.example/v", "comments": exact}
    )
    assert [post.created for post in thread.posts] == ["2022-01-04T12:40:00Z"] * 3
    assert (thread.posts[0].url, thread.source.url) == (None, "https://b.example/v")


def test_a_list_of_dumped_comments_belongs_to_the_file() -> None:
    assert [(e.key, e.posts) for e in listed((f"{VIDEO}.comments.json", DUMPED))] == [(VIDEO, 3)]


def row(cid: str, name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"cid": cid, "text": text, "time": "2 years ago", "author": f"@{name}", "channel": f"UC{name}", "votes": "2", "replies": "", "photo": "https://x.example/p.jpg", "heart": False, "reply": "." in cid, "time_parsed": 1641300000.5, **more}  # fmt: skip


ROWS = [
    row("Ug1", "nora", "Trams are cheaper."),
    row("Ug1.a", "tom", "Only full ones.", time="1 year ago (edited)"),
    row("Ug2", "eve", "Bikes!"),
]


@pytest.mark.parametrize("content", [lines(*ROWS), ROWS, {"comments": ROWS}, json.dumps({"comments": ROWS}, indent=4)], ids=["lines", "list", "wrapped", "pretty"])  # fmt: skip
def test_rows_of_the_comment_downloader_are_read(content: Any) -> None:
    thread = imported((f"{VIDEO}.json", content))
    assert [(p.id, p.reply_to, p.created) for p in thread.posts] == [
        ("ug1", None, None),
        ("ug1-a", "ug1", None),
        ("ug2", None, None),
    ]
    assert "are no dates" in note(thread)


def test_a_file_for_each_video_is_a_discussion_for_each() -> None:
    content = (("one.json", lines(*ROWS)), ("two.json", lines(row("Ug9", "ada", "Why?"))))
    assert [(e.key, e.posts, e.people) for e in listed(*content)] == [("one", 3, 3), ("two", 1, 1)]
    with pytest.raises(SeveralDiscussions, match="one; two"):
        imported(*content)


def test_comments_of_a_channel_are_several_discussions() -> None:
    other = conversation(resource("Ug8", "tom", "Why?", 1, videoId="other"))
    other["snippet"]["videoId"] = "other"
    assert [(e.key, e.posts) for e in listed(page(conversation(TOP, REPLY), other))] == [
        (VIDEO, 2),
        ("other", 1),
    ]
    assert [r[0] for r in rows(imported(page(conversation(TOP, REPLY), other), wanted="other"))] == ["ug8"]


def test_two_people_of_one_name_stay_two() -> None:
    twin = resource("Ug2", "nora", "Bikes!", 4, authorChannelId={"value": "UCtwin"})
    assert len(imported(page(conversation(TOP), conversation(twin))).participants) == 2


def test_a_video_without_comments_is_told() -> None:
    with pytest.raises(NotThisSource, match="--write-comments"):
        importer("youtube").read(files({**INFO, "comments": None}), None)


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], "Ug1", {"value": 1}])
)


@given(st.sampled_from([TOP, conversation(TOP, REPLY), INFO, DUMPED[2], ROWS[1], ALL]), st.dictionaries(st.sampled_from([*TOP, *TOP["snippet"], *DUMPED[0], *ROWS[0], "replies", "comments", "items"]), odd, max_size=4))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_comments_are_read_or_refused(whole: dict[str, Any], change: dict[str, Any]) -> None:
    inside = {key: {**value, **change} for key, value in whole.items() if isinstance(value, dict)}
    for damaged in ({**whole, **change}, {**whole, **inside}):
        try:
            listed([TOP, damaged])
            imported([TOP, damaged])
        except ArgmapError:
            continue
