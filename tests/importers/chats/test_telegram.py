"""Exports of Telegram Desktop. Names and words are invented; expected values are read off by hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName, UnreadableInput
from argmap.importers.chats.json_parts import parts
from argmap.importers.chats.telegram import LISTS
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import SeveralDiscussions
from argmap.model.posts import Gone, Provenance
from tests.importers.chats.reading import (
    CASES,
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


def message(id: int, name: str | None, text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "type": "message", "date": f"2024-01-04T20:00:{id:02}", "date_unixtime": str(1704394800 + id), "from": name,
        "from_id": f"user{sum(map(ord, name or ''))}", "text": text, "text_entities": [{"type": "plain", "text": str(text)}], **more,
    }  # fmt: skip


MESSAGES: list[dict[str, Any]] = [
    {"id": 1, "type": "service", "date": "2024-01-04T20:00:01", "date_unixtime": "1704394801", "actor": "Nora", "actor_id": "user1", "action": "create_group", "title": "Trams", "members": ["Tom", None], "text": "", "text_entities": []},
    message(2, "Nora", "Trams are cheaper.", edited="2024-01-04T20:10:00", edited_unixtime="1704395400"),
    message(3, "Tom", ["Only ", {"type": "bold", "text": "full"}, " ones, see ", {"type": "text_link", "text": "this", "href": "https://x.org/a"}, " ", {"type": "link", "text": "https://x.org"}, " ", {"type": "mention", "text": "@nora"}, " 🚋"], reply_to_message_id=2),
    message(4, "Tom", "", photo="(File not included. Change data exporting settings to download.)", width=960, height=1280),
    message(5, "Nora", "", media_type="sticker", sticker_emoji="👍", file="s.webp"),
    message(6, None, "who am I"),
    message(7, "李雷", "Others' words\n\nsecond", forwarded_from="Ann", forwarded_from_id="user99"),
    message(8, "Tom", "", poll={"question": "Trams or buses?", "closed": False, "total_voters": 2, "answers": [{"text": "Trams", "voters": 2, "chosen": True}, {"text": "Buses", "voters": 0, "chosen": False}]}),
    message(9, "Nora", "to the first notice", reply_to_message_id=1),
    message(10, "Nora", "elsewhere", reply_to_message_id=3, reply_to_peer_id="channel5"),
    message(11, "Tom", [{"type": "blockquote", "text": "a\nb"}, "no"], reply_to_message_id=2),
    {"id": 12, "type": "unsupported"},
]  # fmt: skip
SINGLE = {"name": "Trams", "type": "private_supergroup", "id": 5, "messages": MESSAGES}
WHOLE = {
    "about": "Here is the data you requested.",
    "personal_information": {"user_id": 1, "first_name": "Nora", "phone_number": "+49"},
    "contacts": {"about": "x", "list": [{"user_id": 2, "first_name": "Tom", "date": "2024-01-01T00:00:00"}]},
    "chats": {
        "about": "This page lists all chats.",
        "list": [
            {"name": "Tom", "type": "personal_chat", "id": 77, "messages": [message(1, "Tom", "Hi")]},
            SINGLE,
            {"type": "saved_messages", "id": 88, "messages": []},
            {"name": None, "type": "personal_chat", "id": 99, "messages": [message(1, None, "gone account")]},
        ],
    },
    "left_chats": {"about": "x", "list": [{"name": "Old", "type": "public_group", "id": 66, "messages": [message(3, "Ann", "Bye")]}]},
}  # fmt: skip

EXPECTED = [
    ("Nora", "Trams are cheaper."),
    ("Tom", "Only full ones, see this <https://x.org/a> https://x.org @nora 🚋"),
    ("Tom", None),
    ("Nora", "👍"),
    ("user0", "who am I"),
    ("李雷", "> Others' words\n>\n> second"),
    ("Tom", "Trams or buses?\n- Trams\n- Buses"),
    ("Nora", "to the first notice"),
    ("Nora", "elsewhere"),
    ("Tom", "> a\n> bno"),
]


def test_one_chat() -> None:
    chat = thread(inputs(SINGLE), "telegram")
    assert chat.title == "Trams"
    assert said(chat) == EXPECTED
    assert [post.reply_to for post in chat.posts] == [
        None,
        "p2",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "p2",
    ]
    assert times(chat)[0] == "2024-01-04T19:00:02Z"
    assert chat.posts[2].gone is Gone.EMPTY
    assert chat.posts[5].label == "forwarded from Ann"
    assert (chat.authorship, chat.reply_structure) == (Provenance.RECORDED, Provenance.RECORDED)
    for part in (
        "1 line that the program itself wrote",
        "1 entry that is no message",
        "1 message has no words",
    ):
        assert part in note(chat)
    assert "zone" not in note(chat)


def test_times_of_older_exports_have_no_zone() -> None:
    old = [{key: value for key, value in each.items() if key != "date_unixtime"} for each in MESSAGES[1:3]]
    chat = thread(inputs({**SINGLE, "messages": old}), "telegram")
    assert times(chat)[0] == "2024-01-04T20:00:02Z"
    assert "as if they were UTC" in note(chat)


def test_all_chats() -> None:
    files = inputs(WHOLE)
    assert [(entry.key, entry.title, entry.posts) for entry in listed(files, "telegram")] == [
        ("77", "Tom", 1),
        ("5", "Trams", 10),
        ("99", "", 1),
        ("66", "Old", 1),
    ]
    with pytest.raises(SeveralDiscussions, match="Trams"):
        thread(files, "telegram")
    assert said(thread(files, "telegram", "5")) == EXPECTED
    assert said(thread(files, "telegram", "66")) == [("Ann", "Bye")]
    with pytest.raises(UnknownName):
        thread(files, "telegram", "1")


@pytest.mark.parametrize("export", [SINGLE, WHOLE], ids=["one chat", "all chats"])
def test_large_files_are_read_record_by_record_with_the_same_result(
    export: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = thread(inputs(export), "telegram", "5")
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    large = inputs(json.dumps(export, indent=1, ensure_ascii=False))
    assert thread(large, "telegram", "5") == small
    assert [entry.posts for entry in listed(large, "telegram")] == (
        [10] if export is SINGLE else [1, 10, 1, 1]
    )


def test_a_large_file_that_breaks_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    with pytest.raises(UnreadableInput, match="breaks off"):
        thread(inputs(json.dumps(SINGLE)[:-20]), "telegram")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(
    st.lists(VALUES, max_size=4),
    st.dictionaries(
        st.sampled_from(["name", "id", "type"]),
        st.none() | st.text(max_size=4) | st.integers(0, 9),
        max_size=3,
    ),
)
def test_both_ways_of_reading_json_give_the_same_records(items: list[Any], above: dict[str, Any]) -> None:
    from unittest.mock import patch

    file = InputFile(
        "x",
        content=json.dumps(
            {**above, "chats": {"list": [{**above, "messages": items}]}, "messages": items}
        ).encode(),
    )
    whole = list(parts(file, LISTS))
    with patch("argmap.importers.chats.json_parts.is_large", return_value=True):
        streamed = list(parts(file, LISTS))
    assert sorted(map(repr, (part.value for part in streamed))) == sorted(
        map(repr, (part.value for part in whole))
    )
    named = [
        part.above.get("chats.list.item.name") for part in streamed if "chats.list.item.name" in part.above
    ]
    assert set(named) <= {above.get("name")}


HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header"><div class="content"><div class="text bold">
Trams &amp; buses
   </div></div></div>
   <div class="page_body chat_page"><div class="history">
     <div class="message service" id="message-1"><div class="body details">
4 January 2024
      </div></div>
     <div class="message default clearfix" id="message2">
      <div class="pull_left userpic_wrap"><div class="userpic userpic1"><div class="initials">N</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="04.01.2024 20:00:02 UTC+01:00">20:00</div>
       <div class="from_name">
Nora
       </div>
       <div class="text">
Trams are <strong>cheaper</strong>:<br>see <a href="https://x.org/a">this</a> &amp; 1 &lt; 2
       </div>
      </div>
     </div>
     <div class="message default clearfix joined" id="message3">
      <div class="body">
       <div class="pull_right date details" title="04.01.2024 20:00:03 UTC+01:00">20:00</div>
       <div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/p.jpg"><img class="photo" src="photos/p.jpg"></a></div>
      </div>
     </div>
     <div class="message default clearfix" id="message4">
      <div class="body">
       <div class="pull_right date details" title="04.01.2024 20:00:04 UTC+01:00">20:00</div>
       <div class="from_name">
Tom
       </div>
       <div class="reply_to details">
In reply to <a href="#go_to_message2" onclick="return GoToMessage(2)">this message</a>
       </div>
       <div class="text">
Only full ones.
       </div>
      </div>
     </div>
     <div class="message default clearfix joined" id="message5">
      <div class="body">
       <div class="pull_right date details" title="04.01.2024 20:00:05 UTC+01:00">20:00</div>
       <div class="pull_left forwarded userpic_wrap"><div class="userpic"></div></div>
       <div class="forwarded body">
        <div class="from_name">
Ann <span class="date details" title="01.01.2024 10:00:00 UTC+01:00"> 01.01.2024 10:00:00</span>
        </div>
        <div class="text">
Old words
        </div>
       </div>
      </div>
     </div>
   </div></div>
  </div>
 </body></html>
"""


def test_the_pages_are_read_too(tmp_path: Path) -> None:
    chat = thread(inputs(HTML, name="messages.html"), "telegram")
    assert chat.title == "Trams & buses"
    assert said(chat) == [("Nora", "Trams are cheaper:\nsee this <https://x.org/a> & 1 < 2"), ("Nora", None), ("Tom", "Only full ones."), ("Tom", "> Old words")]  # fmt: skip
    assert [post.reply_to for post in chat.posts] == [None, None, "p2", None]
    assert times(chat)[0] == "2024-01-04T19:00:02Z"
    assert chat.posts[3].label == "forwarded from Ann"
    more = HTML.replace('id="message', 'id="message1').replace(
        "#go_to_message2", "messages.html#go_to_message2"
    )
    both = folder(tmp_path, {"messages.html": HTML, "messages2.html": more})
    assert [post.reply_to for post in thread(both, "telegram").posts if post.id == "p14"] == ["p2"]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
def test_the_case_of_a_user() -> None:
    chat = thread(inputs((CASES / "x-telegram" / "result.json").read_bytes()), "telegram")
    assert said(chat) == [("Nora", "Trams are cheaper."), ("Tom", "Only full ones.")]
    assert [post.reply_to for post in chat.posts] == [None, "p1"]


@given(st.integers(0, 2**32), st.sampled_from([json.dumps(SINGLE), json.dumps(WHOLE), HTML]))
def test_damaged_exports_are_refused_or_sound(seed: int, export: str) -> None:
    is_refused_or_sound(inputs(mutated(export.encode(), random.Random(seed))), "telegram")
