"""Messages of Zulip, from its API and from an export. Names and words are invented; expected values are read off by hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.protocol import SeveralDiscussions
from argmap.model.posts import Gone, Provenance
from tests.importers.chats.reading import (
    Export,
    folder,
    inputs,
    is_refused_or_sound,
    listed,
    mutated,
    note,
    said,
    thread,
    times,
)


def message(id: int, name: str, content: str, subject: str = "trams or buses", **more: Any) -> dict[str, Any]:
    return {
        "avatar_url": None, "client": "website", "content": content, "content_type": "text/html", "display_recipient": "city", "flags": ["read"],
        "id": id, "is_me_message": False, "reactions": [], "recipient_id": 20, "sender_email": f"{name.lower()}@x.org", "sender_full_name": name,
        "sender_id": len(name), "sender_realm_str": "x", "stream_id": 3, "subject": subject, "submessages": [], "timestamp": 1704394800 + id,
        "topic_links": [], "type": "stream", **more,
    }  # fmt: skip


QUOTE = '<p><span class="user-mention silent" data-user-id="4">Nora</span> <a href="https://x.zulipchat.com/#narrow/stream/3-city/topic/trams.20or.20buses/near/1">said</a>:</p>\n<blockquote>\n<p>Trams are cheaper.</p>\n</blockquote>\n<p>Only full ones &amp; at eight.</p>'
MESSAGES = [
    message(1, "Nora", '<p>Trams are <strong>cheaper</strong>, <span class="user-mention" data-user-id="3">@Tom</span>:</p>\n<ul>\n<li>price</li>\n<li>see <a href="https://x.org/a">this</a></li>\n</ul>'),
    message(2, "Tom", QUOTE),
    message(3, "Notification Bot", "<p>This topic was moved here.</p>", sender_email="notification-bot@zulip.com"),
    message(4, "Nora", "(deleted)", content_type="text/x-markdown"),
    message(5, "Tom", "raw **Markdown** @**Nora|4** in #**city**", content_type="text/x-markdown"),
]  # fmt: skip
ANSWER = {"result": "success", "msg": "", "anchor": 5, "found_anchor": True, "found_newest": True, "found_oldest": True, "history_limited": False, "messages": MESSAGES}  # fmt: skip

EXPECTED = [
    ("Nora", "Trams are cheaper, @Tom:\n\n- price\n- see this <https://x.org/a>"),
    ("Tom", "Nora said <https://x.zulipchat.com/#narrow/stream/3-city/topic/trams.20or.20buses/near/1>:\n\n> Trams are cheaper.\n\nOnly full ones & at eight."),
    ("Nora", None),
    ("Tom", "raw **Markdown** @Nora in #city"),
]  # fmt: skip


def test_the_answer_of_the_api() -> None:
    topic = thread(inputs(ANSWER), "zulip")
    assert topic.title == "trams or buses"
    assert said(topic) == EXPECTED
    assert [post.reply_to for post in topic.posts] == [None, "p1", None, None]
    assert topic.posts[2].gone is Gone.DELETED
    assert times(topic)[0] == "2024-01-04T19:00:01Z"
    assert topic.reply_structure is Provenance.INFERRED
    assert "1 message answers the one that is quoted first" in note(topic)


def test_a_list_of_messages_is_read_too() -> None:
    assert said(thread(inputs(MESSAGES), "zulip")) == EXPECTED


def test_topics_are_discussions() -> None:
    files = inputs({**ANSWER, "messages": [*MESSAGES, message(9, "Ann", "<p>Hi</p>", "off topic"), {**message(10, "Ann", "<p>Psst</p>", ""), "type": "private", "display_recipient": [{"id": 3, "full_name": "Ann"}, {"id": 4, "full_name": "Tom"}]}]})  # fmt: skip
    assert [(entry.key, entry.posts) for entry in listed(files, "zulip")] == [
        ("city/trams or buses", 4),
        ("city/off topic", 1),
        ("Ann, Tom", 1),
    ]
    with pytest.raises(SeveralDiscussions):
        thread(files, "zulip")
    assert said(thread(files, "zulip", "city/off topic")) == [("Ann", "Hi")]
    assert said(thread(files, "zulip", "Ann, Tom")) == [("Ann", "Psst")]


REALM = {
    "zerver_realm": [{"id": 1, "name": "X", "string_id": "x"}],
    "zerver_userprofile": [{"id": 4, "full_name": "Nora", "email": "n@x.org", "is_bot": False}, {"id": 3, "full_name": "Tom Öz", "email": "t@x.org", "is_bot": False}, {"id": 8, "full_name": "Timetable", "email": "b@x.org", "is_bot": True}],
    "zerver_userprofile_crossrealm": [{"id": 9, "email": "notification-bot@zulip.com", "full_name": "Notification Bot"}],
    "zerver_stream": [{"id": 21, "name": "city"}],
    "zerver_recipient": [{"id": 31, "type": 2, "type_id": 21}, {"id": 33, "type": 1, "type_id": 4}],
}  # fmt: skip


def row(id: int, sender: int, content: str, subject: str = "trams", recipient: int = 31) -> dict[str, Any]:
    return {"id": id, "sender": sender, "recipient": recipient, "subject": subject, "content": content, "rendered_content": f"<p>{content}</p>", "date_sent": 1704394800.5 + id, "edit_history": None, "last_edit_time": None}  # fmt: skip


def test_the_export_of_an_organisation(tmp_path: Path) -> None:
    quoted = "@_**Nora|4** [said](https://x.org/#narrow/channel/21-city/topic/trams/near/101):\n```quote\nCheaper\n```\nonly full ones"
    files: dict[str, Export] = {
        "realm.json": REALM,
        "messages-000001.json": {"zerver_message": [row(101, 4, "Cheaper"), row(102, 3, quoted)], "zerver_usermessage": []},
        "messages-000002.json": {"zerver_message": [row(103, 8, "Line 3 is late"), row(104, 9, "moved"), row(105, 4, "secret", "", 33)], "zerver_usermessage": []},
    }  # fmt: skip
    export = folder(tmp_path, files)
    assert [(entry.key, entry.posts) for entry in listed(export, "zulip")] == [
        ("city/trams", 3),
        ("direct-33", 1),
    ]
    topic = thread(export, "zulip", "city/trams")
    assert [name for name, _ in said(topic)] == ["Nora", "Tom Öz", "Timetable"]
    assert [post.reply_to for post in topic.posts] == [None, "p101", None]
    assert [post.label for post in topic.posts] == [None, None, "bot"]
    assert times(topic)[0] == "2024-01-04T19:01:41Z"


@given(st.integers(0, 2**32))
def test_damaged_answers_are_refused_or_sound(seed: int) -> None:
    is_refused_or_sound(inputs(mutated(json.dumps(ANSWER).encode(), random.Random(seed))), "zulip")
