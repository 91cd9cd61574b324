"""Archives of Messenger and Instagram. Names and words are invented; expected values are read off by hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.chats.messenger import repaired
from argmap.importers.protocol import SeveralDiscussions
from argmap.model.posts import Gone
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


def wrong(text: str) -> str:
    """Return a text as Facebook writes it: each byte of UTF-8 as a character."""
    return text.encode("utf-8").decode("latin-1")


def message(second: int, sender: str, content: str | None, **more: Any) -> dict[str, Any]:
    words = {} if content is None else {"content": wrong(content)}
    return {"sender_name": wrong(sender), "timestamp_ms": 1704394800000 + 1000 * second + 123, **words, "is_geoblocked_for_viewer": False, **more}  # fmt: skip


def part(
    messages: list[dict[str, Any]], title: str = "Tramfreunde Zürich", path: str = "inbox/tramfreunde_123"
) -> dict[str, Any]:
    return {
        "participants": [{"name": wrong("Nora")}, {"name": wrong("Tom Öz")}],
        "messages": messages,
        "title": wrong(title),
        "is_still_participant": True,
        "thread_path": path,
        "magic_words": [],
        "image": {"uri": "x.jpg", "creation_timestamp": 1},
        "joinable_mode": {"mode": 1, "link": ""},
    }


NEWEST = [
    message(90, "Nora", "Nora unsent a message", is_unsent=True),
    message(80, "Tom Öz", "Tom Öz sent an attachment.", share={"link": "https://x.org/a", "share_text": "t"}),
    message(70, "Nora", "Reacted 😂 to your message "),
    message(60, "Nora", "日本語 & <b>: “ok”\nzwei"),
]
OLDEST = [
    message(50, "Tom Öz", "Ja, nur volle — 🚋", reactions=[{"reaction": wrong("👍"), "actor": "Nora"}]),
    message(
        40, "Nora", None, photos=[{"uri": "messages/inbox/x/photos/1.jpg", "creation_timestamp": 1704394000}]
    ),
    message(30, "Nora", "Trams sind günstiger"),
    message(20, "Nora", "Nora named the group Tramfreunde Zürich.", type="Generic"),
    message(10, "Tom Öz", "Tom called you.", type="Call", call_duration=10),
]
EXPECTED = [
    ("Nora", "Trams sind günstiger"),
    ("Nora", None),
    ("Tom Öz", "Ja, nur volle — 🚋"),
    ("Nora", "日本語 & <b>: “ok”\nzwei"),
    ("Tom Öz", "https://x.org/a"),
    ("Nora", None),
]
BOX = "your_activity/messages/inbox/tramfreunde_123"
FILES: dict[str, Export] = {f"{BOX}/message_1.json": part(NEWEST), f"{BOX}/message_2.json": part(OLDEST)}
OTHER: dict[str, Export] = {
    "your_activity/messages/inbox/ann_9/message_1.json": part([message(1, "Ann", "Hi")], "Ann", "inbox/ann_9")
}


def test_the_parts_of_a_chat_are_read_from_the_oldest_on(tmp_path: Path) -> None:
    chat = thread(folder(tmp_path, FILES), "messenger")
    assert chat.title == "Tramfreunde Zürich"
    assert said(chat) == EXPECTED
    assert [post.gone for post in chat.posts] == [None, Gone.EMPTY, None, None, None, Gone.DELETED]
    assert times(chat)[0] == "2024-01-04T19:00:30Z"
    for words in (
        "each byte of a text as a character; that was undone",
        "2 lines that the program itself wrote",
        "1 reaction was left out",
    ):
        assert words in note(chat)


def test_chats_are_discussions(tmp_path: Path) -> None:
    files = folder(tmp_path, {**FILES, **OTHER})
    assert [(entry.key, entry.title, entry.posts) for entry in listed(files, "messenger")] == [
        ("ann_9", "Ann", 1),
        ("tramfreunde_123", "Tramfreunde Zürich", 6),
    ]
    with pytest.raises(SeveralDiscussions):
        thread(files, "messenger")
    assert said(thread(files, "messenger", "tramfreunde_123")) == EXPECTED


def test_messages_of_one_moment_keep_their_order() -> None:
    same = [message(5, "Nora", "second"), message(5, "Nora", "first")]
    assert [words for _, words in said(thread(inputs(part(same), name="message_1.json"), "messenger"))] == [
        "first",
        "second",
    ]


def test_an_archive_with_correct_characters_stays_as_it_is() -> None:
    correct = part([{"sender_name": "Jürgen", "timestamp_ms": 1704394800000, "content": "Grüße 🚋"}])
    assert said(thread(inputs(correct), "messenger")) == [("Jürgen", "Grüße 🚋")]


def test_instagram_with_few_fields() -> None:
    chat = thread(inputs({"messages": [message(2, "Tom", "Ok"), message(1, "Nora", "Hi")]}), "messenger")
    assert said(chat) == [("Nora", "Hi"), ("Tom", "Ok")]


def test_the_archive_of_encrypted_chats() -> None:
    def encrypted(second: int, sender: str, text: str, **more: Any) -> dict[str, Any]:
        return {"isUnsent": False, "media": [], "reactions": [], "senderName": sender, "text": text, "timestamp": 1704394800000 + 1000 * second, "type": "text", **more}  # fmt: skip

    export = {
        "participants": ["Nora", "Tom Öz"],
        "threadName": "Tom Öz_3",
        "messages": [
            encrypted(4, "Nora", "", isUnsent=True),
            encrypted(3, "Tom Öz", "", media=[{"uri": "./media/a.jpg"}], type="media"),
            encrypted(2, "Tom Öz", "nur volle"),
            encrypted(1, "Nora", "günstiger Ã¼"),
        ],
    }
    chat = thread(inputs(export, name="Tom Öz_3.json"), "messenger")
    assert chat.title == "Tom Öz"
    assert said(chat) == [("Nora", "günstiger Ã¼"), ("Tom Öz", "nur volle"), ("Tom Öz", None), ("Nora", None)]
    assert [post.gone for post in chat.posts][2:] == [Gone.EMPTY, Gone.DELETED]
    assert "undone" not in note(chat)


@given(st.text(max_size=30))
def test_texts_are_repaired_exactly(text: str) -> None:
    surrogates = any("\ud800" <= character <= "\udfff" for character in text)
    if not surrogates:
        assert repaired(wrong(text)) == text


@given(st.text(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_correct_texts_beyond_latin_stay(text: str) -> None:
    assert repaired(text) == text


@given(st.integers(0, 2**32))
def test_damaged_archives_are_refused_or_sound(seed: int) -> None:
    damaged = mutated(json.dumps(part(NEWEST + OLDEST)).encode(), random.Random(seed))
    is_refused_or_sound(inputs(damaged, name="message_1.json"), "messenger")
