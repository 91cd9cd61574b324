"""Chats of meetings in the forms of Zoom, Teams and Google Meet. Names and words are invented; expected values are read off by hand."""

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

ZOOM = {
    "since 2022": "10:02:31 From Nora Lind to Everyone:\n\tTrams are cheaper: https://x.org\n\tsecond line\n10:03:00 From Tom Öz to Everyone:\n\tOnly full ones.\n",
    "with spaces": "10:02:31 From Nora Lind to Everyone:\n    Trams are cheaper: https://x.org\n    second line\n10:03:00 From Tom Öz to Everyone:\n    Only full ones.\n",
    "of 2021": "10:02:31\t From  Nora Lind  to  Everyone : Trams are cheaper: https://x.org\nsecond line\n10:03:00\t From  Tom Öz  to  Everyone : Only full ones.\n",
    "of 2020": "10:02:31\t From Nora Lind : Trams are cheaper: https://x.org\nsecond line\n10:03:00\t From Tom Öz : Only full ones.\n",
    "in the cloud": "10:02:31\tNora Lind:\tTrams are cheaper: https://x.org\nsecond line\n10:03:00\tTom Öz:\tOnly full ones.\n",
    "Windows lines": "10:02:31 From Nora Lind to Everyone:\r\n\tTrams are cheaper: https://x.org\r\n\tsecond line\r\n10:03:00 From Tom Öz to Everyone:\r\n\tOnly full ones.\r\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ZOOM.values(), ids=ZOOM)
def test_zoom_saves_a_chat_in_many_forms(text: str) -> None:
    chat = thread(inputs(text), "meeting")
    assert said(chat) == [
        ("Nora Lind", "Trams are cheaper: https://x.org\nsecond line"),
        ("Tom Öz", "Only full ones."),
    ]
    assert [post.cue for post in chat.posts] == ["10:02:31", "10:03:00"]
    assert times(chat) == [None, None]
    assert "does not say whether its times are clock times" in note(chat)


THREADS = """15:01:39 From Nora to Everyone:
    When do trams run at night, and for whom?
15:01:45 From Tom to Everyone:
    Ask the city
15:01:47 From Ann to Everyone:
    Replying to "When do trams run at..."

    Every hour
15:01:50 From Tom to Everyone:
    Reacted to "Every hour" with 👍
15:01:53 From Nora to Tom(Direct Message):
    psst: we lose
15:01:55 From Tom to Everyone:
    Replying to "something deleted"

    no
15:01:56 From Tom to Everyone:
    Removed a 👍 reaction from "Every hour"
15:01:57 From Ann to Everyone:
    They go to Bern
"""


def test_notes_that_quote_a_chat_are_no_chat() -> None:
    from argmap.importers.chats.meeting import fits
    from argmap.importers.protocol import Fit

    assert fits(inputs(f"# Notes\n\n{THREADS}")[0]) is Fit.NO
    assert fits(inputs("We met.\n[10:31 AM] Nora\nA\n[10:32 AM] Tom\nB\n")[0]) is Fit.NO


def test_zoom_quotes_what_is_answered() -> None:
    chat = thread(inputs(THREADS), "meeting")
    assert said(chat) == [
        ("Nora", "When do trams run at night, and for whom?"),
        ("Tom", "Ask the city"),
        ("Ann", "Every hour"),
        ("Nora", "psst: we lose"),
        ("Tom", "> something deleted\n\nno"),
        ("Ann", "They go to Bern"),
    ]
    assert [post.reply_to for post in chat.posts] == [None, None, "p1", None, None, None]
    assert chat.posts[3].label == "direct message"
    assert chat.reply_structure is Provenance.INFERRED
    assert "2 reactions were left out" in note(chat)
    assert "1 message went to one person only" in note(chat)


def test_the_folder_of_a_meeting_has_its_day_and_title(tmp_path: Path) -> None:
    name = "2024-01-04 10.00.12 Nora's Tram Meeting 81234567890/meeting_saved_chat.txt"
    chat = thread(folder(tmp_path, {name: ZOOM["since 2022"]}), "meeting")
    assert chat.title == "Nora's Tram Meeting"
    assert times(chat) == ["2024-01-04T10:02:31Z", "2024-01-04T10:03:00Z"]
    assert chat.posts[0].cue is None


def test_times_before_the_meeting_are_places_in_the_recording(tmp_path: Path) -> None:
    name = "2024-01-04 10.00.12 Trams 81234567890/chat.txt"
    text = ZOOM["in the cloud"].replace("10:0", "00:0")
    chat = thread(folder(tmp_path, {name: text}), "meeting")
    assert [post.cue for post in chat.posts] == ["00:02:31", "00:03:00"]


def test_a_line_of_zoom_may_have_its_day() -> None:
    chat = thread(
        inputs(
            "2024-01-04 10:02:31 From Nora to Everyone:\n\tA.\n2024-01-04 10:02:40 From Tom to Everyone:\n\tB.\n"
        ),
        "meeting",
    )
    assert times(chat) == ["2024-01-04T10:02:31Z", "2024-01-04T10:02:40Z"]


def test_several_meetings_are_several_discussions(tmp_path: Path) -> None:
    files = folder(tmp_path, {"a.txt": ZOOM["of 2021"], "b.txt": THREADS})
    assert [(entry.key, entry.posts) for entry in listed(files, "meeting")] == [("a", 2), ("b", 6)]
    with pytest.raises(SeveralDiscussions):
        thread(files, "meeting")
    assert len(thread(files, "meeting", "b").posts) == 6


MEET = """0:12:31.123,0:12:36.123
Nora Lind: Trams are cheaper: yes
really

0:13:00.000,0:13:05.000
Tom Öz: Only full ones.

"""


def test_the_chat_of_google_meet() -> None:
    chat = thread(inputs(MEET, name="Trams (2024-01-04 10:00 GMT+1) - chat.sbv"), "meeting")
    assert said(chat) == [("Nora Lind", "Trams are cheaper: yes\nreally"), ("Tom Öz", "Only full ones.")]
    assert [post.cue for post in chat.posts] == ["0:12:31.123", "0:13:00.000"]


def graph(id: str, name: str | None, content: str, **more: Any) -> dict[str, Any]:
    sender = None if name is None else {"application": None, "device": None, "user": {"@odata.type": "#microsoft.graph.teamworkUserIdentity", "id": f"id-{name}", "displayName": name, "userIdentityType": "aadUser"}}  # fmt: skip
    return {
        "id": id, "replyToId": None, "etag": id, "messageType": "message", "createdDateTime": f"2024-01-04T19:00:{int(id):02}.864Z",
        "lastModifiedDateTime": "2024-01-04T19:10:00Z", "lastEditedDateTime": None, "deletedDateTime": None, "subject": None, "summary": None,
        "chatId": "19:abc@thread.v2", "importance": "normal", "locale": "en-us", "webUrl": None, "channelIdentity": None, "policyViolation": None,
        "eventDetail": None, "from": sender, "body": {"contentType": "html", "content": content}, "attachments": [], "mentions": [], "reactions": [], **more,
    }  # fmt: skip


TEAMS = [
    graph("4", "Tom Öz", '<div><p>Only <strong>full</strong> ones, <at id="0">Nora</at> <emoji id="smile" alt="😀" title="Smile"></emoji> &amp; at eight</p></div>', replyToId="2", mentions=[{"id": 0, "mentionText": "Nora"}]),
    graph("3", None, "<systemEventMessage/>", messageType="systemEventMessage", eventDetail={"@odata.type": "#microsoft.graph.membersAddedEventMessageDetail"}),
    graph("2", "Nora", "<p>Trams are cheaper.</p><ul><li>price</li></ul>", webUrl="https://teams.microsoft.com/l/message/2"),
    graph("5", "Nora", "", deletedDateTime="2024-01-04T20:00:00Z"),
    graph("6", None, "plain <text>", body={"contentType": "text", "content": "plain <text>"}, **{"from": {"application": {"id": "b", "displayName": "Timetable"}, "user": None}}),
    graph("7", "Nora", '<attachment id="1"></attachment>', attachments=[{"id": "1", "contentType": "reference", "name": "plan.pdf"}]),
]  # fmt: skip


@pytest.mark.parametrize(
    "export",
    [
        {
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(chatMessage)",
            "value": TEAMS,
        },
        TEAMS,
    ],
    ids=["answer", "list"],
)
def test_messages_of_teams(export: Any) -> None:
    chat = thread(inputs(export), "meeting")
    assert said(chat) == [
        ("Nora", "Trams are cheaper.\n\n- price"),
        ("Tom Öz", "Only full ones, Nora 😀 & at eight"),
        ("Nora", None),
        ("Timetable", "plain <text>"),
        ("Nora", None),
    ]
    assert [post.reply_to for post in chat.posts] == [None, "p2", None, None, None]
    assert [post.gone for post in chat.posts] == [None, None, Gone.DELETED, None, Gone.EMPTY]
    assert chat.posts[3].label == "bot"
    assert chat.posts[0].url == "https://teams.microsoft.com/l/message/2"
    assert times(chat)[0] == "2024-01-04T19:00:02Z"
    assert "1 line that the program itself wrote" in note(chat)


def test_a_channel_of_teams_has_subjects_and_replies_below_messages() -> None:
    place = {"channelIdentity": {"teamId": "t", "channelId": "19:c@thread.tacv2"}, "chatId": None}
    root = graph("1", "Nora", "<p>Cheaper.</p>", subject="Trams or buses", **place)
    reply = {
        key: value
        for key, value in graph("2", "Tom", "<p>No.</p>").items()
        if key not in {"replyToId", "chatId", "channelIdentity"}
    }
    chat = thread(inputs({"value": [{**root, "replies": [reply]}]}), "meeting")
    assert chat.title == "Trams or buses"
    assert said(chat) == [("Nora", "Trams or buses\n\nCheaper."), ("Tom", "No.")]
    assert chat.posts[1].reply_to == "p1"
    two = inputs({"value": [root, graph("3", "Ann", "Hi")]})
    assert [entry.key for entry in listed(two, "meeting")] == ["19:c@thread.tacv2", "19:abc@thread.v2"]


def test_pages_of_one_chat_belong_together() -> None:
    assert len(thread(inputs({"value": TEAMS[:3]}, {"value": TEAMS[3:]}), "meeting").posts) == 5


COPIED = {
    "clock": ("[10:31 AM] Nora Lind\nTrams are cheaper:\n- price\n\n[10:32 AM] Tom Öz\n    Only full ones.\n", [None, None]),
    "day": ("[30.01.2024 10:31] Nora Lind\nTrams are cheaper:\n- price\n\n[30.01.2024 10:32] Tom Öz\n    Only full ones.\n", ["2024-01-30T10:31:00Z", "2024-01-30T10:32:00Z"]),
    "clock and day": ("[10:31 • 30/01/2024] Nora Lind:\nTrams are cheaper:\n- price\n\n[10:32 • 30/01/2024] Tom Öz:\nOnly full ones.\n", ["2024-01-30T10:31:00Z", "2024-01-30T10:32:00Z"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COPIED.values(), ids=COPIED)
def test_messages_copied_from_teams(text: str, expected: list[str | None]) -> None:
    chat = thread(inputs(text), "meeting")
    assert said(chat) == [("Nora Lind", "Trams are cheaper:\n- price"), ("Tom Öz", "Only full ones.")]
    assert times(chat) == expected


@given(
    st.integers(0, 2**32),
    st.sampled_from([*ZOOM.values(), THREADS, MEET, json.dumps(TEAMS), COPIED["day"][0]]),
)
def test_damaged_chats_are_refused_or_sound(seed: int, text: str) -> None:
    is_refused_or_sound(inputs(mutated(text.encode(), random.Random(seed))), "meeting")
