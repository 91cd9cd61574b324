"""Bluesky: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import files, imported, lines, listed, note, rows

DEFS = "app.bsky.feed.defs"
DIDS = {"nora": "did:plc:nnn", "tom": "did:plc:ttt", "ada": "did:plc:aaa", "eve": "did:plc:eee"}


def uri(name: str, key: str) -> str:
    return f"at://{DIDS[name]}/app.bsky.feed.post/{key}"


ROOT_REF, REPLY_REF = {"uri": uri("nora", "k1"), "cid": "c1"}, {"uri": uri("tom", "k2"), "cid": "c2"}


def record(text: str, minute: int, above: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    reply = {"reply": {"root": ROOT_REF, "parent": above}} if above else {}
    return {
        "$type": "app.bsky.feed.post",
        "createdAt": f"2024-01-04T19:0{minute}:00.000Z",
        "langs": ["en"],
        "text": text,
        **reply,
        **more,
    }


def post(name: str, key: str, said: dict[str, Any], **more: Any) -> dict[str, Any]:
    author = {"did": DIDS[name], "handle": f"{name}.example", "displayName": name.title(), "avatar": "https://x.example/a.png", "labels": [], "createdAt": "2023-01-01T00:00:00Z"}  # fmt: skip
    return {"uri": uri(name, key), "cid": f"c-{key}", "author": author, "record": said, "replyCount": 0, "repostCount": 0, "likeCount": 2, "quoteCount": 0, "indexedAt": "2024-01-04T20:00:00Z", "labels": [], **more}  # fmt: skip


def node(view: dict[str, Any], *replies: Any, **more: Any) -> dict[str, Any]:
    return {
        "$type": f"{DEFS}#threadViewPost",
        "post": view,
        "replies": list(replies),
        "threadContext": {},
        **more,
    }


ROOT = post("nora", "k1", record("Trams are cheaper.", 1), replyCount=1)
REPLY = post("tom", "k2", record("Only full ones.", 2, ROOT_REF), replyCount=1)
DEEP = post("ada", "k3", record("Says who?", 3, REPLY_REF))
WORDS = ["Trams are cheaper.", "Only full ones.", "Says who?"]
FLAT = [{"uri": view["uri"], "depth": n, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost", "post": view, "moreParents": False, "moreReplies": 0, "opThread": n == 0, "hiddenByThreadgate": False}} for n, view in enumerate((ROOT, REPLY, DEEP))]  # fmt: skip
SHAPES: dict[str, tuple[Any, ...]] = {
    "a thread": ({"thread": node(ROOT, node(REPLY, node(DEEP)))},),
    "a thread with its gate": (
        {"thread": node(ROOT, node(REPLY, node(DEEP))), "threadgate": {"uri": "at://x"}},
    ),
    "without the wrapping": (node(ROOT, node(REPLY, node(DEEP))),),
    "from a reply": ({"thread": node(REPLY, node(DEEP), parent=node(ROOT))},),
    "a list with depths": ({"thread": FLAT, "hasOtherReplies": False},),
    "posts": ({"posts": [DEEP, ROOT, REPLY]},),
    "a list of posts": ([ROOT, REPLY, DEEP],),
    "lines": (lines(REPLY, ROOT, DEEP),),
    "two pages": ({"thread": node(ROOT, node(REPLY))}, {"thread": node(REPLY, node(DEEP))}),
    "a feed": ({"feed": [{"post": DEEP, "reply": {"root": ROOT, "parent": REPLY}}], "cursor": "x"},),
    "a list of threads": ([{"thread": node(ROOT, node(REPLY, node(DEEP)))}],),
}


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_thread_comes_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title, thread.language) == ("bluesky", "Trams are cheaper.", "en")
    first, second, third = thread.posts
    assert [post.text for post in thread.posts] == WORDS
    assert (second.reply_to, third.reply_to) == (first.id, second.id)
    assert [row[2] for row in rows(thread)] == ["nora.example", "tom.example", "ada.example"]
    assert [post.created for post in thread.posts] == [
        "2024-01-04T19:01:00Z",
        "2024-01-04T19:02:00Z",
        "2024-01-04T19:03:00Z",
    ]
    assert thread.source.url == first.url == "https://bsky.app/profile/did:plc:nnn/post/k1"


@pytest.mark.parametrize("stored", [
    [{"uri": view["uri"], "cid": "c", "value": view["record"]} for view in (ROOT, REPLY, DEEP)],
    [{"did": view["author"]["did"], "time_us": 1, "kind": "commit", "commit": {"rev": "r", "operation": "create", "collection": "app.bsky.feed.post", "rkey": view["uri"].rsplit("/")[-1], "record": view["record"], "cid": "c"}} for view in (ROOT, REPLY, DEEP)],
], ids=["records", "events"])  # fmt: skip
def test_stored_records_have_the_id_of_their_author(stored: list[Any]) -> None:
    for content in ({"records": stored, "cursor": "x"}, lines(*stored)):
        assert [(row[2], row[3]) for row in rows(imported(content))] == list(zip(("did:plc:nnn", "did:plc:ttt", "did:plc:aaa"), WORDS, strict=True))  # fmt: skip


MISSING = {"$type": f"{DEFS}#notFoundPost", "uri": uri("eve", "k9"), "notFound": True}
BLOCKED = {
    "$type": f"{DEFS}#blockedPost",
    "uri": uri("eve", "k9"),
    "blocked": True,
    "author": {"did": DIDS["eve"]},
}


def briefly(place: dict[str, Any]) -> dict[str, Any]:
    return {key: place[key] for key in ("$type", "uri")}


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (MISSING, "deleted"),
        (BLOCKED, "removed"),
        (briefly(MISSING), "deleted"),
        (briefly(BLOCKED), "removed"),
    ],
)
def test_posts_that_are_not_shown_keep_their_places(place: dict[str, Any], why: str) -> None:
    below = imported({"thread": node(ROOT, node(REPLY), place)})
    hidden = next(post for post in below.posts if post.gone)
    assert (hidden.gone, hidden.reply_to) == (why, below.posts[0].id)
    answer = post("tom", "k2", record("Only full ones.", 2, {"uri": uri("eve", "k9"), "cid": "c"}))
    above = imported({"thread": node(answer, parent=place)})
    assert {(post.text, post.gone) for post in above.posts} == {(None, why), ("Only full ones.", None)}
    assert ("1 post is not shown, since one account blocks another." in note(below)) == (why == "removed")


@pytest.mark.parametrize("kind", ["NotFound", "Blocked", "NoUnauthenticated"])
def test_places_in_a_list_belong_to_its_thread(kind: str) -> None:
    place = {
        "uri": uri("eve", "k9"),
        "depth": 1,
        "value": {"$type": f"app.bsky.unspecced.defs#threadItem{kind}"},
    }
    thread = imported({"thread": [FLAT[0], place, *FLAT[1:]], "hasOtherReplies": False})
    assert [post.text for post in thread.posts if not post.gone] == WORDS
    assert [post.gone for post in thread.posts if post.gone] == [
        "deleted" if kind == "NotFound" else "removed"
    ]


def facet(text: str, part: str, feature: dict[str, Any]) -> dict[str, Any]:
    begin = len(text[: text.index(part)].encode())
    return {"index": {"byteStart": begin, "byteEnd": begin + len(part.encode())}, "features": [feature]}


def link(address: str) -> dict[str, Any]:
    return {"$type": "app.bsky.richtext.facet#link", "uri": address}


EXTERNAL = {
    "$type": "app.bsky.embed.external",
    "external": {"uri": "https://x.example/a", "title": "T", "description": "D"},
}
IMAGES = {
    "$type": "app.bsky.embed.images",
    "images": [{"alt": "An old tram", "image": {}}, {"alt": "", "image": {}}],
}
QUOTE = {"$type": "app.bsky.embed.record", "record": {"uri": uri("eve", "q1"), "cid": "c"}}
TEXTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a shortened link": ("🚋 see x.example/a-lon... ok", {"facets": [facet("🚋 see x.example/a-lon... ok", "x.example/a-lon...", link("https://x.example/a-long-way"))]}, "🚋 see https://x.example/a-long-way ok"),
    "a link in words": ("電車 see this", {"facets": [facet("電車 see this", "this", link("https://x.example/"))]}, "電車 see this <https://x.example/>"),
    "a mention and a tag": ("@tom.example no #trams", {"facets": [facet("@tom.example no", "@tom.example", {"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:ttt"}), facet("@tom.example no #trams", "#trams", {"$type": "app.bsky.richtext.facet#tag", "tag": "trams"})]}, "@tom.example no #trams"),
    "two links": ("a b", {"facets": [facet("a b", "b", link("https://b.example")), facet("a b", "a", link("https://a.example"))]}, "a <https://a.example> b <https://b.example>"),
    "links over each other": ("abc", {"facets": [facet("abc", "ab", link("https://a.example")), facet("abc", "bc", link("https://b.example"))]}, "ab <https://a.example>c"),
    "a place outside": ("abc", {"facets": [{"index": {"byteStart": 1, "byteEnd": 99}, "features": [link("https://a.example")]}]}, "abc"),
    "a card": ("Look", {"embed": EXTERNAL}, "Look\n\nhttps://x.example/a"),
    "a card of a link in the text": ("https://x.example/a", {"embed": EXTERNAL}, "https://x.example/a"),
    "pictures": ("Look", {"embed": IMAGES}, "Look\n\nAn old tram"),
    "a video": ("Look", {"embed": {"$type": "app.bsky.embed.video", "video": {}, "alt": "A tram that turns"}}, "Look\n\nA tram that turns"),
    "a quoted post": ("No.", {"embed": QUOTE}, "No.\n\nhttps://bsky.app/profile/did:plc:eee/post/q1"),
    "a quoted post and pictures": ("No.", {"embed": {"$type": "app.bsky.embed.recordWithMedia", "record": {"record": {"uri": uri("eve", "q1")}}, "media": IMAGES}}, "No.\n\nhttps://bsky.app/profile/did:plc:eee/post/q1\n\nAn old tram"),
    "a quoted list": ("No.", {"embed": {"record": {"uri": "at://did:plc:eee/app.bsky.graph.list/l"}}}, "No."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "more", "expected"), TEXTS.values(), ids=TEXTS)
def test_texts_have_their_addresses(text: str, more: dict[str, Any], expected: str) -> None:
    view = post(
        "tom",
        "k2",
        record(text, 2, ROOT_REF, **more),
        embed={"$type": "app.bsky.embed.record#view", "record": {"value": {"text": "Theirs"}}},
    )
    assert rows(imported({"thread": node(ROOT, node(view))}))[1][3] == expected


def test_replies_that_were_not_given_are_counted() -> None:
    assert "Bluesky counts 5 more replies than the files hold." in note(
        imported({"thread": node({**ROOT, "replyCount": 4}, node({**REPLY, "replyCount": 2}))})
    )
    assert imported({"thread": node(ROOT, node(REPLY, node(DEEP)))}).source.note is None


def test_languages_that_differ_are_not_the_thread_s() -> None:
    other = post("tom", "k2", record("Nein.", 2, ROOT_REF, langs=["de"]))
    assert imported([ROOT, other]).language is None


def test_an_account_without_a_name_has_its_id() -> None:
    view = {**REPLY, "author": {"did": DIDS["tom"], "handle": "handle.invalid"}}
    assert rows(imported([ROOT, view]))[1][2] == "did:plc:ttt"


def test_a_feed_holds_several() -> None:
    other = post("eve", "k8", record("Bikes?", 8))
    content = {"feed": [{"post": other}, {"post": REPLY, "reply": {"root": ROOT, "parent": ROOT}}]}
    assert sorted((e.key, e.title, e.posts, e.people) for e in listed(content)) == [(uri("eve", "k8"), "Bikes?", 1, 1), (uri("nora", "k1"), "Trams are cheaper.", 2, 2)]  # fmt: skip
    with pytest.raises(SeveralDiscussions, match="2 discussions"):
        imported(content)
    assert len(imported(content, wanted=uri("nora", "k1")).posts) == 2


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no post"):
        importer("bluesky").read(files({"thread": {}}), None)
    with pytest.raises(NotThisSource, match="no post has a text"):
        imported({"thread": MISSING})


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], "at://", {"uri": "at://x"}, {"text": ""}])
)


@given(st.sampled_from([node(REPLY, node(DEEP)), REPLY, FLAT[1], MISSING]), st.dictionaries(st.sampled_from([*REPLY, *FLAT[1], "post", "replies", "parent", "reply", "thread"]), odd, max_size=4))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_views_are_read_or_refused(whole: dict[str, Any], change: dict[str, Any]) -> None:
    inside = {key: {**value, **change} for key, value in whole.items() if isinstance(value, dict)}
    for damaged in ({**whole, **change}, {**whole, **inside}):
        try:
            listed([ROOT, damaged])
            imported([ROOT, damaged])
        except ArgmapError:
            continue
