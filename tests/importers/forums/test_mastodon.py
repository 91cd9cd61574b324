"""Mastodon and its kin: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import CASES, files, imported, lines, listed, note, rows, said

MENTION = '<span class="h-card" translate="no"><a href="https://m.example/@nora" class="u-url mention">@<span>nora</span></a></span>'
TAG = '<a href="https://m.example/tags/trams" class="mention hashtag" rel="tag">#<span>trams</span></a>'
LINK = '<a href="https://x.example/a-long-way" rel="nofollow noopener" target="_blank"><span class="invisible">https://</span><span class="ellipsis">x.example/a-lon</span><span class="invisible">g-way</span></a>'


def status(id: str, above: str | None, name: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "created_at": f"2024-01-04T19:0{id[-1]}:00.000Z", "in_reply_to_id": above, "in_reply_to_account_id": None, "sensitive": False, "spoiler_text": "",
        "visibility": "public", "language": "en", "uri": f"https://m.example/users/{name}/statuses/{id}", "url": f"https://m.example/@{name}/{id}", "replies_count": 0,
        "edited_at": None, "content": content, "reblog": None, "account": {"id": f"1{name}", "username": name, "acct": name, "display_name": name.title(), "url": f"https://m.example/@{name}"},
        "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None, **more,
    }  # fmt: skip


ROOT = status("1", None, "nora", "<p>Trams are cheaper.</p>")
REPLY = status("2", "1", "tom", f"<p>{MENTION} only full ones {TAG}</p>")
DEEP = status("3", "2", "ada", f"<p>{MENTION} see {LINK}</p>")
AROUND_ROOT = {"ancestors": [], "descendants": [REPLY, DEEP]}
RIGHT = [("p1", None, "nora", "Trams are cheaper."), ("p2", "p1", "tom", "@nora only full ones #trams"), ("p3", "p2", "ada", "@nora see https://x.example/a-long-way")]  # fmt: skip
SHAPES: dict[str, tuple[Any, ...]] = {
    "status, then context": (ROOT, AROUND_ROOT),
    "context, then status": (AROUND_ROOT, ROOT),
    "both in a list": ([ROOT, AROUND_ROOT],),
    "both on lines": (lines(ROOT, AROUND_ROOT),),
    "a reply with its context": (REPLY, {"ancestors": [ROOT], "descendants": [DEEP]}),
    "a list of statuses": ([ROOT, REPLY, DEEP],),
    "a search": ({"accounts": [], "statuses": [DEEP, REPLY, ROOT], "hashtags": []},),
    "lines": (lines(DEEP, ROOT, REPLY),),
    "a file for each": (ROOT, REPLY, DEEP),
}


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_conversation_comes_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title, thread.language) == ("mastodon", "Trams are cheaper.", "en")
    assert rows(thread) == RIGHT
    assert [post.url for post in thread.posts] == [
        f"https://m.example/@{name}/{n}" for n, name in ((1, "nora"), (2, "tom"), (3, "ada"))
    ]


WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "of Pleroma": ({"content": '<span class="h-card"><a class="u-url mention" data-user="A1" href="https://p.example/users/nora" rel="ugc">@<span>nora</span></a></span> no <a class="hashtag" data-tag="trams" href="https://p.example/tag/trams">#trams</a>'}, "@nora no #trams"),
    "of Misskey": ({"content": "<p><a href='https://k.example/@nora' class='u-url mention'>@nora@k.example</a><span> no</span></p>"}, "@nora@k.example no"),
    "of GoToSocial": ({"content": '<p><span class="h-card"><a href="https://g.example/@nora" class="u-url mention" rel="nofollow noreferrer noopener" target="_blank">@<span>nora</span></a></span> no <a href="https://g.example/tags/t" class="mention hashtag" rel="tag nofollow noreferrer noopener" target="_blank">#<span>t</span></a></p>'}, "@nora no #t"),
    "a link with words": ({"content": '<p>See <a href="https://x.example/" rel="nofollow">this</a></p>'}, "See this <https://x.example/>"),
    "a warning": ({"spoiler_text": "Politics &amp; fares", "content": "<p>No.</p>"}, "Politics &amp; fares\n\nNo."),
    "a poll": ({"content": "<p>Which?</p>", "poll": {"id": "9", "options": [{"title": "Trams", "votes_count": 2}, {"title": "Buses"}]}}, "Which?\n\n- Trams\n- Buses"),
    "a picture": ({"content": "", "media_attachments": [{"type": "image", "description": "An old tram"}, {"type": "image", "description": None}]}, "An old tram"),
    "a quotation": ({"content": "<blockquote><p>cheaper</p></blockquote><p>Who says?</p>"}, "> cheaper\n\nWho says?"),
    "an emoji": ({"content": "<p>Ein Straßenbahnwagen 🚋 :tram:<br>電車</p>"}, "Ein Straßenbahnwagen 🚋 :tram:\n電車"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "expected"), WORDS.values(), ids=WORDS)
def test_only_the_words_of_the_author_are_kept(how: dict[str, Any], expected: str) -> None:
    assert said([ROOT, {**REPLY, **how}])[1] == expected


def test_a_boost_has_no_words_of_its_own() -> None:
    boost = status("4", None, "eve", "", reblog=ROOT)
    thread = imported([ROOT, REPLY, boost])
    assert len(thread.posts) == 2
    assert "1 boost was left out." in note(thread)


def test_the_note_says_what_is_edited_and_what_is_not_public() -> None:
    text = note(imported([ROOT, {**REPLY, "edited_at": "2024-01-05T00:00:00Z", "visibility": "direct"}]))
    assert "1 post was edited" in text
    assert "1 post is not public." in text


def test_two_accounts_of_one_name_stay_two() -> None:
    other = {**REPLY, "account": {"acct": "nora", "username": "nora", "url": "https://n.example/@nora"}}
    assert len(imported([ROOT, other]).participants) == 2


def test_a_context_with_a_gap_is_one_conversation() -> None:
    late = status("5", "4", "eve", "<p>What did they say?</p>")
    thread = imported(ROOT, {"ancestors": [], "descendants": [REPLY, late]})
    assert [row[:2] for row in rows(thread)] == [("p1", None), ("p2", "p1"), ("p5", None)]
    assert "1 post answers one that is not in the source" in note(thread)


def test_a_timeline_holds_several() -> None:
    other = status("7", None, "eve", "<p>Bikes?</p>")
    content = [DEEP, other, REPLY, ROOT]
    assert sorted((e.key, e.title, e.posts, e.people) for e in listed(content)) == [
        ("1", "Trams are cheaper.", 3, 3),
        ("7", "Bikes?", 1, 1),
    ]
    with pytest.raises(SeveralDiscussions, match=r"2 discussions; .*7 \(Bikes\?\)"):
        imported(content)
    assert rows(imported(content, wanted="1")) == RIGHT
    with pytest.raises(UnknownName):
        imported(content, wanted="70")


USERS = "https://m.example/users/nora"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def created(n: int, content: str, above: str | None = None, **more: Any) -> dict[str, Any]:
    note = {
        "id": f"{USERS}/statuses/{n}", "type": "Note", "summary": None, "inReplyTo": above, "published": f"2024-01-04T19:0{n}:00Z", "url": f"https://m.example/@nora/{n}",
        "attributedTo": USERS, "to": [PUBLIC], "cc": [f"{USERS}/followers"], "sensitive": False, "content": content, "contentMap": {"de": content}, "attachment": [], "tag": [], **more,
    }  # fmt: skip
    return {
        "id": f"{USERS}/statuses/{n}/activity",
        "type": "Create",
        "actor": USERS,
        "published": note["published"],
        "to": [PUBLIC],
        "cc": [],
        "object": note,
    }


OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection", "totalItems": 4,
    "orderedItems": [
        created(1, "<p>Trams are cheaper.</p>"),
        {"id": f"{USERS}/statuses/2/activity", "type": "Announce", "actor": USERS, "published": "2024-01-04T19:02:00Z", "object": "https://o.example/1"},
        created(3, "<p>And quieter.</p>", f"{USERS}/statuses/1", attachment=[{"type": "Document", "mediaType": "image/png", "name": "A meter"}]),
        {"id": "x", "type": "Create", "actor": USERS, "object": "https://m.example/users/nora/statuses/9"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("content", [OUTBOX, {"type": "OrderedCollectionPage", "orderedItems": OUTBOX["orderedItems"]}, OUTBOX["orderedItems"], {"type": "OrderedCollection", "first": OUTBOX}])  # fmt: skip
def test_an_outbox_is_read(content: Any) -> None:
    thread = imported(content)
    assert [row[2:] for row in rows(thread)] == [
        ("nora@m.example", "Trams are cheaper."),
        ("nora@m.example", "And quieter.\n\nA meter"),
    ]
    assert thread.posts[1].reply_to == thread.posts[0].id
    assert (thread.posts[0].url, thread.language) == ("https://m.example/@nora/1", "de")
    assert "1 boost was left out. 1 post is only named in the file, without its words." in note(thread)


OBJECTS: dict[str, tuple[dict[str, Any], str]] = {
    "a question": ({"type": "Question", "oneOf": [{"type": "Note", "name": "Trams"}, {"type": "Note", "name": "Buses"}], "content": "<p>Which?</p>"}, "Which?\n\n- Trams\n- Buses"),
    "an article": ({"type": "Article", "name": "On fares & <trams>", "content": "<p>Text.</p>"}, "On fares & <trams>\n\nText."),
    "a warning": ({"summary": "Fares", "content": "<p>Text.</p>"}, "Fares\n\nText."),
    "one that is gone": ({"type": "Tombstone", "content": None}, "<deleted>"),
    "words in one language only": ({"content": None, "contentMap": {"fr": "<p>Oui.</p>"}}, "Oui."),
    "addresses as objects": ({"content": "<p>Yes.</p>", "attributedTo": [{"id": USERS}], "inReplyTo": {"id": f"{USERS}/statuses/1"}}, "Yes."),
}  # fmt: skip


@pytest.mark.parametrize(("how", "expected"), OBJECTS.values(), ids=OBJECTS)
def test_objects_of_an_outbox(how: dict[str, Any], expected: str) -> None:
    reply = created(**{"n": 3, "content": "", "above": f"{USERS}/statuses/1", **how})
    thread = imported({"type": "OrderedCollection", "orderedItems": [created(1, "<p>Trams.</p>"), reply]})
    assert rows(thread)[1][3] == expected
    assert thread.posts[1].reply_to == thread.posts[0].id


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no status"):
        importer("mastodon").read(files({"ancestors": [], "descendants": []}), None)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case() -> None:
    thread = imported(*((CASES / "masto-mention" / name).read_bytes() for name in ("s.json", "c.json")))
    assert [row[3] for row in rows(thread)] == ["Trams are cheaper.", "@nora only full ones #trams"]


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], "1", {"id": 1}, "<p>", "Note"])
)


@given(st.sampled_from([ROOT, REPLY, OUTBOX["orderedItems"][0]]), st.dictionaries(st.sampled_from([*ROOT, *OUTBOX["orderedItems"][0], "ancestors"]), odd, max_size=5))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_statuses_are_read_or_refused(whole: dict[str, Any], change: dict[str, Any]) -> None:
    try:
        listed([DEEP, {**whole, **change}])
        imported([DEEP, {**whole, **change}])
    except ArgmapError:
        return
