"""Exports of DiscordChatExporter in its forms. Names and words are invented; expected values are read off by hand."""

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


def author(id: str, name: str, nickname: str | None = None, *, bot: bool = False) -> dict[str, Any]:
    known = {"id": id, "name": name, "discriminator": "0000", "nickname": nickname, "color": None, "isBot": bot, "roles": [], "avatarUrl": "https://x.org/a.png"}  # fmt: skip
    return (
        known if nickname is not None else {key: value for key, value in known.items() if key != "nickname"}
    )


NORA, TOM, BOT = (
    author("11", "nora.l", "Nora 🚋"),
    author("12", "tom"),
    author("13", "timetable", "Timetable", bot=True),
)


def message(
    id: str, by: dict[str, Any], content: str, kind: str = "Default", minute: int = 0, **more: Any
) -> dict[str, Any]:
    return {
        "id": id, "type": kind, "timestamp": f"2024-01-04T19:{minute:02}:00.209+00:00", "timestampEdited": None, "callEndedTimestamp": None,
        "isPinned": False, "content": content, "author": by, "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": [],
        "inlineEmojis": [], **more,
    }  # fmt: skip


def channel(
    messages: list[dict[str, Any]],
    id: str = "900",
    name: str = "trams",
    kind: str = "GuildTextChat",
    guild: str = "800",
) -> dict[str, Any]:
    return {
        "guild": {"id": guild, "name": "City", "iconUrl": "https://x.org/i.png"},
        "channel": {"id": id, "type": kind, "categoryId": "700", "category": "Talk", "name": name, "topic": "trams {or} buses"},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2024-02-01T10:00:00.0000000+00:00",
        "messages": messages,
        "messageCount": len(messages),
    }  # fmt: skip


MESSAGES = [
    message("1001", NORA, "Trams are cheaper.", timestampEdited="2024-01-04T19:10:00+00:00", minute=0),
    message("1002", TOM, "Only full ones, <@11> <a:wave:55> **bold** <@99>", "Reply", 1, reference={"messageId": "1001", "channelId": "900", "guildId": "800"}, mentions=[NORA]),
    message("1003", TOM, "Joined the server.", "GuildMemberJoin", 2),
    message("1004", NORA, "", minute=3, attachments=[{"id": "1", "url": "https://x.org/p.png", "fileName": "p.png", "fileSizeBytes": 3}]),
    message("1005", BOT, "", "ChatInputCommand", 4, embeds=[{"title": "Line 3", "url": None, "description": "is late", "fields": []}]),
    message("1006", TOM, "see", minute=5, reference={"messageId": "5", "channelId": "901", "guildId": "800"}),
    message("1007", TOM, "", minute=6, forwardedMessage={"timestamp": "2024-01-01T00:00:00+00:00", "content": "Old words\nof somebody", "attachments": []}, reference={"messageId": "7", "channelId": "900", "guildId": "800"}),
    message("1008", NORA, "Started a thread.", "ThreadCreated", 7, reference={"messageId": None, "channelId": "902", "guildId": "800"}),
    message("1009", NORA, "gone parent", "Reply", 8, reference={"messageId": "999", "channelId": "900", "guildId": "800"}),
]  # fmt: skip


def test_a_channel_in_json() -> None:
    chat = thread(inputs(channel(MESSAGES)), "discord")
    assert chat.title == "#trams"
    assert said(chat) == [
        ("Nora 🚋", "Trams are cheaper."),
        ("tom", "Only full ones, @Nora 🚋 :wave: **bold** <@99>"),
        ("Nora 🚋", None),
        ("Timetable", "Line 3\nis late"),
        ("tom", "see"),
        ("tom", "> Old words\n> of somebody"),
        ("Nora 🚋", "gone parent"),
    ]
    assert [post.reply_to for post in chat.posts] == [None, "p1001", None, None, None, None, None]
    assert [post.label for post in chat.posts][3] == "bot"
    assert chat.posts[2].gone is Gone.EMPTY
    assert chat.posts[0].url == "https://discord.com/channels/800/900/1001"
    assert chat.source.url == "https://discord.com/channels/800/900"
    assert times(chat)[0] == "2024-01-04T19:00:00Z"
    for part in (
        "2 lines that the program itself wrote",
        "1 forwarded message is shown as a quotation",
        "1 post answers one that is not in the source",
    ):
        assert part in note(chat)


@pytest.mark.parametrize(
    ("kind", "guild", "title", "address"),
    [
        ("DirectTextChat", "0", "trams", "https://discord.com/channels/@me/900"),
        ("GuildPublicThread", "800", "trams", "https://discord.com/channels/800/900"),
        ("GuildForum", "800", "trams", "https://discord.com/channels/800/900"),
        ("GuildNews", "800", "#trams", "https://discord.com/channels/800/900"),
    ],
)
def test_kinds_of_channels(kind: str, guild: str, title: str, address: str) -> None:
    chat = thread(inputs(channel(MESSAGES[:2], kind=kind, guild=guild)), "discord")
    assert (chat.title, chat.source.url) == (title, address)


def test_a_channel_without_an_id_has_no_address() -> None:
    export = channel(MESSAGES[:2])
    del export["channel"]["id"]
    chat = thread(inputs(export), "discord")
    assert (len(chat.posts), chat.source.url, chat.posts[0].url) == (2, None, None)


def test_parts_of_a_channel_belong_together_and_channels_do_not(tmp_path: Path) -> None:
    parts = {
        "City - trams [900] [part 1].json": channel(MESSAGES[:1]),
        "City - trams [900] [part 2].json": channel(MESSAGES[1:2]),
    }
    assert len(thread(folder(tmp_path / "one", parts), "discord").posts) == 2
    files = folder(
        tmp_path / "two", {**parts, "City - buses [901].json": channel(MESSAGES[:1], "901", "buses")}
    )
    assert [(entry.key, entry.title, entry.posts) for entry in listed(files, "discord")] == [
        ("901", "#buses", 1),
        ("900", "#trams", 2),
    ]
    with pytest.raises(SeveralDiscussions):
        thread(files, "discord")
    assert len(thread(files, "discord", "901").posts) == 1


CSV = """AuthorID,Author,Date,Content,Attachments,Reactions
"11","nora","2024-01-04T19:00:00.0000000+00:00","Trams are cheaper, ""really"".
Second line","",""
"12","tom","2024-01-04T19:01:00.0000000+00:00","","https://x.org/p.png","👍 (1)"
"""
OLD_CSV = """AuthorID,Author,Date,Content,Attachments,Reactions
"11","nora","01/30/2024 7:00 PM","Trams are cheaper.","",""
"12","tom","02/03/2024 7:01 AM","Only full ones.","",""
"""
TEXT = """==============================================================
Guild: City
Channel: Talk / trams
Topic: trams or buses
==============================================================

[30/01/2024 19:00] nora
Trams are cheaper.

Really.


[30/01/2024 19:01] tom (pinned)
[29/01/2024 10:00] is when I said it.

{Attachments}
https://x.org/p.png


[30/01/2024 19:02] nora

{Stickers}
https://x.org/s.json


==============================================================
Exported 3 message(s)
==============================================================
"""


def test_a_table() -> None:
    chat = thread(inputs(CSV, name="City - trams [900].csv"), "discord")
    assert said(chat) == [("nora", 'Trams are cheaper, "really".\nSecond line'), ("tom", None)]
    assert times(chat) == ["2024-01-04T19:00:00Z", "2024-01-04T19:01:00Z"]
    assert chat.reply_structure is Provenance.UNKNOWN


def test_a_table_of_an_older_version_has_local_times() -> None:
    chat = thread(inputs(OLD_CSV), "discord")
    assert times(chat) == ["2024-01-30T19:00:00Z", "2024-02-03T07:01:00Z"]
    assert "month, day, year" in note(chat)


def test_the_plain_text() -> None:
    chat = thread(inputs(TEXT), "discord")
    assert chat.title == "trams"
    assert said(chat) == [
        ("nora", "Trams are cheaper.\n\nReally."),
        ("tom", "[29/01/2024 10:00] is when I said it."),
        ("nora", None),
    ]
    assert times(chat) == ["2024-01-30T19:00:00Z", "2024-01-30T19:01:00Z", "2024-01-30T19:02:00Z"]


@given(st.integers(0, 2**32), st.sampled_from([json.dumps(channel(MESSAGES)), CSV, OLD_CSV, TEXT]))
def test_damaged_exports_are_refused_or_sound(seed: int, export: str) -> None:
    is_refused_or_sound(inputs(mutated(export.encode(), random.Random(seed))), "discord")
