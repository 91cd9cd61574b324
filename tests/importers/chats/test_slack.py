"""Exports of Slack, with all the fields that it writes. Names and words are invented; expected values are read off by hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName
from argmap.importers.chats.slack_text import SlackNames, plain_text
from argmap.importers.protocol import SeveralDiscussions
from argmap.importers.sources import input_files
from argmap.model.posts import Gone, Provenance
from tests.importers.chats.reading import (
    CASES,
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

USERS = [
    {"id": "U1", "team_id": "T1", "name": "nora.l", "deleted": False, "real_name": "Nora Lind", "profile": {"real_name": "Nora Lind", "display_name": "nora", "email": "n@x.org"}, "is_bot": False},
    {"id": "U2", "team_id": "T1", "name": "tom", "deleted": True, "profile": {"real_name": "Tom Öz", "display_name": ""}, "is_bot": False},
    {"id": "U3", "team_id": "T1", "name": "nora", "profile": {"real_name": "Nora Berg", "display_name": "nora"}},
]  # fmt: skip
CHANNELS = [
    {"id": "C1", "name": "trams", "created": 1704300000, "creator": "U1", "is_archived": False, "members": ["U1", "U2"], "topic": {"value": "", "creator": "", "last_set": 0}},
    {"id": "C2", "name": "general", "created": 1704300000, "members": ["U1"]},
]  # fmt: skip
DIRECT = [{"id": "D1", "created": 1704300000, "members": ["U1", "U2"]}]


def message(ts: str, user: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "client_msg_id": f"id-{ts}",
        "type": "message",
        "user": user,
        "text": text,
        "ts": ts,
        "team": "T1",
        **more,
    }


DAY_ONE = [
    {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined the channel", "ts": "1704390000.000001"},
    message("1704394000.000100", "U1", "Trams are *cheaper*, see <https://x.org/a?b=1&amp;c=2|the study>", thread_ts="1704394000.000100", reply_count=2, replies=[{"user": "U2", "ts": "1704394100.000200"}], reactions=[{"name": "+1", "users": ["U2"], "count": 1}]),
    message("1704394100.000200", "U2", "Only full ones &amp; at eight, <@U1>: 3 &lt; 4\n&gt; quoted", thread_ts="1704394000.000100", parent_user_id="U1", edited={"user": "U2", "ts": "1704394110.000000"}),
    message("1704394150.000300", "U3", "", files=[{"id": "F1", "name": "plan.pdf", "mimetype": "application/pdf"}], upload=True),
    {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "Timetable", "text": "", "ts": "1704394160.000000", "attachments": [{"fallback": "f", "title": "Delay", "text": "Line 3 is late"}]},
]  # fmt: skip
DAY_TWO = [
    {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "ts": "1704480000.000000", "hidden": True, "thread_ts": "1704480000.000000", "reply_count": 1},
    message("1704480100.000000", "U9", "waves", subtype="me_message", user_profile={"display_name": "", "real_name": "Guest Ümit"}),
    message("1704480200.000000", "U2", "also here", subtype="thread_broadcast", thread_ts="1704394000.000100"),
    message("1704480300.000000", "U1", "<!here> <#C2|general> <#C2> <!subteam^S1|@drivers> <mailto:a@x.org|a@x.org> <https://x.org> :tram:"),
    {"type": "message", "subtype": "channel_topic", "user": "U1", "text": "set the topic", "topic": "x", "ts": "1704480400.000000"},
]  # fmt: skip
EXPORT: dict[str, Export] = {
    "channels.json": CHANNELS,
    "users.json": USERS,
    "dms.json": DIRECT,
    "integration_logs.json": [{"user_id": "U1", "user_name": "nora", "date": "1", "change_type": "added"}],
    "trams/2024-01-04.json": DAY_ONE,
    "trams/2024-01-05.json": DAY_TWO,
}
WHOLE: dict[str, Export] = {
    **EXPORT,
    "general/2024-01-04.json": [message("1704394000.000100", "U1", "Hello")],
    "D1/2024-01-04.json": [message("1704394000.000900", "U2", "Psst")],
}


def test_a_channel_of_several_days(tmp_path: Path) -> None:
    channel = thread(folder(tmp_path, EXPORT), "slack")
    assert channel.title == "#trams"
    assert said(channel) == [
        ("nora", "Trams are *cheaper*, see the study <https://x.org/a?b=1&c=2>"),
        ("Tom Öz", "Only full ones & at eight, @nora: 3 < 4\n> quoted"),
        ("nora", None),
        ("Timetable", "Delay\nLine 3 is late"),
        (None, None),
        ("Guest Ümit", "waves"),
        ("Tom Öz", "also here"),
        ("nora", "@here #general #general @drivers a@x.org https://x.org :tram:"),
    ]
    first = "p1704394000-000100"
    assert [post.reply_to for post in channel.posts] == [None, first, None, None, None, None, first, None]
    assert [post.gone for post in channel.posts][2:5] == [Gone.EMPTY, None, Gone.DELETED]
    assert [post.label for post in channel.posts][3] == "bot"
    assert times(channel)[:2] == ["2024-01-04T18:46:40Z", "2024-01-04T18:48:20Z"]
    assert len({post.author for post in channel.posts if post.author}) == 5  # two people are called nora
    assert channel.reply_structure is Provenance.RECORDED
    assert "2 lines that the program itself wrote" in note(channel)


def test_channels_are_discussions_and_threads_can_be_picked(tmp_path: Path) -> None:
    files = folder(tmp_path, WHOLE)
    assert [(entry.key, entry.title, entry.posts) for entry in listed(files, "slack")] == [
        ("D1", "nora, Tom Öz", 1),
        ("general", "#general", 1),
        ("trams", "#trams", 8),
    ]
    with pytest.raises(SeveralDiscussions, match="general"):
        thread(files, "slack")
    one = thread(files, "slack", "trams/1704394000.000100")
    assert [post.reply_to for post in one.posts] == [None, one.posts[0].id, one.posts[0].id]
    assert said(thread(files, "slack", "general")) == [("nora", "Hello")]
    for wanted in ("buses", "trams/1.0", "buses/1704394000.000100"):
        with pytest.raises(UnknownName):
            thread(files, "slack", wanted)


def test_the_archive_is_read_like_the_folder(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in WHOLE.items():
            archive.writestr(name, json.dumps(content))
    in_archive = thread(input_files([str(path)]), "slack", "trams")
    assert in_archive.posts == thread(folder(tmp_path / "folder", WHOLE), "slack", "trams").posts


def test_one_day_alone_has_ids_for_names() -> None:
    day = thread(inputs(DAY_ONE[1:3], name="2024-01-04.json"), "slack")
    assert [name for name, _ in said(day)] == ["U1", "U2"]
    assert "Ids stand for people whose names are not in the files" in note(day)


def test_older_exports_write_around_what_is_said_about_a_file() -> None:
    link = "<https://x.slack.com/files/nora/F1/a.png|a plan>"
    day = [
        message("1.0", "U1", f"<@U1|nora> uploaded a file: {link} and commented: look:\nhere", subtype="file_share", upload=True, bot_id=None, username="<@U1|nora>"),
        message("2.0", "U1", f"<@U1|nora> uploaded a file: {link}", subtype="file_share", upload=True),
        {"type": "message", "subtype": "file_comment", "text": f"<@U2|tom> commented on <@U1>'s file {link}: fine: yes", "comment": {"id": "Fc1", "user": "U2", "comment": "fine: yes"}, "ts": "3.0"},
        message("4.0", "U1", f"<@U2|tom> uploaded a file: {link}, he said"),
    ]  # fmt: skip
    assert said(thread(inputs(day), "slack")) == [
        ("U1", "look:\nhere"),
        ("U1", None),
        ("U2", "fine: yes"),
        ("U1", "@tom uploaded a file: a plan <https://x.slack.com/files/nora/F1/a.png>, he said"),
    ]


def test_the_answer_of_the_api_is_read_too() -> None:
    history = {"ok": True, "messages": [DAY_ONE[2], DAY_ONE[1]], "has_more": False}
    assert [post.reply_to for post in thread(inputs(history), "slack").posts] == [None, "p1704394000-000100"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<@U2|tom>", "@tom"),
        ("<@U7>", "@U7"),
        ("<!channel>", "@channel"),
        ("<!date^1704394000^{date}|4 January>", "4 January"),
        ("<tel:+49|+49>", "+49"),
        ("`a &lt;b&gt;`", "`a <b>`"),
        ("&amp;lt;", "&lt;"),
        ("a < b > c", "a < b > c"),
        ("<https://x.org|https://x.org>", "https://x.org"),
        ("<>", "<>"),
    ],
)
def test_marks_of_slack_are_shown_as_slack_shows_them(typed: str, shown: str) -> None:
    assert plain_text(typed, SlackNames({"U1": "nora"}, {})) == shown


@given(st.text(max_size=40))
def test_escaped_texts_come_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(escaped, SlackNames()) == text


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
def test_the_case_of_a_user() -> None:
    day = thread(inputs((CASES / "x-slack" / "2024-01-04.json").read_bytes()), "slack")
    assert said(day) == [("U1", "Trams are cheaper."), ("U2", "Only full ones & at eight, @U1.")]
    assert [post.reply_to for post in day.posts] == [None, day.posts[0].id]


@given(st.integers(0, 2**32))
def test_damaged_exports_are_refused_or_sound(seed: int) -> None:
    random_ = random.Random(seed)
    day = mutated(json.dumps(DAY_ONE + DAY_TWO).encode(), random_)
    is_refused_or_sound(inputs(day, mutated(json.dumps(USERS).encode(), random_), name="users.json"), "slack")


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "block_id": "b", "elements": list(elements)}]


def section(*pieces: dict[str, Any], kind: str = "section", **more: Any) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(pieces), **more}


def piece(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


# What Slack shows of each block, in the signs that its own "text" has.
BLOCKS = {
    "a section with a mention and a link": (rich(section({"type": "user", "user_id": "U1"}, piece(": see "), {"type": "link", "url": "https://x.org/a", "text": "this"}, piece(" & <that> "), {"type": "emoji", "name": "tram"})), "@nora: see this <https://x.org/a> & <that> :tram:"),
    "styles": (rich(section(piece("cheap", bold=True), piece(" or "), piece("x = 1", code=True), piece(" "), piece("not", strike=True))), "*cheap* or `x = 1` ~not~"),
    "a list, a quotation and code": (rich(section(piece("Two reasons:\n")), section(section(piece("price")), section(piece("noise")), kind="list", style="ordered"), section(piece("who says"), kind="quote"), section(piece("a = 1"), kind="preformatted")), "Two reasons:\n1. price\n2. noise\n> who says\n```\na = 1\n```"),
    "sections of an app": ([{"type": "header", "text": {"type": "plain_text", "text": "Vote & go"}}, {"type": "section", "text": {"type": "mrkdwn", "text": "*Trams* &amp; buses, <@U2>"}, "fields": [{"type": "mrkdwn", "text": "Yes: 2"}]}, {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Press"}}]}], "Vote & go\n*Trams* & buses, @Tom Öz\nYes: 2"),
    "markdown": ([{"type": "markdown", "text": "**Trams** <b> & buses"}], "**Trams** <b> & buses"),
    "a table": ([{"type": "table", "rows": [[{"type": "raw_text", "text": "line"}, {"type": "raw_text", "text": "cost"}], [{"type": "raw_text", "text": "1"}, *rich(section(piece("2 €")))]]}], "line | cost\n1 | 2 €"),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "words"), BLOCKS.values(), ids=BLOCKS)
def test_words_that_are_only_in_blocks_are_read(tmp_path: Path, blocks: Any, words: str) -> None:
    for text in ("", None):
        given = message("1704394000.000100", "U1", "", blocks=blocks) | {"text": text}
        made = thread(
            folder(tmp_path / str(text), {"users.json": USERS, "trams/2024-01-04.json": [given]}), "slack"
        )
        assert said(made) == [("nora", words)]
        assert "no words" not in note(made)


def attached(text: str, words: str, **more: Any) -> Any:
    return thread(inputs([message("1704394000.000100", "U1", text, attachments=[{"id": 1, "text": words, **more}])]), "slack")  # fmt: skip


def test_a_shared_message_is_a_quotation_of_it() -> None:
    made = attached(
        "",
        "Trams &amp; buses.\nBoth.",
        is_share=True,
        author_name="tom",
        from_url="https://x.slack.com/archives/C1/p1",
    )
    assert [words for _, words in said(made)] == ["> Trams & buses.\n> Both."]
    assert "1 forwarded message is shown as a quotation" in note(made)
    made = attached("He is right:", "Trams.", is_msg_unfurl=True, author_name="tom")
    assert [words for _, words in said(made)] == ["He is right:\n\n> Trams."]


def test_a_preview_beside_words_is_named_and_alone_it_is_a_quotation() -> None:
    preview = {"title": "Trams", "from_url": "https://x.org", "service_name": "X"}
    made = attached("See https://x.org", "About trams.", **preview)
    assert [words for _, words in said(made)] == ["See https://x.org"]
    assert "1 preview of a link, or other attachment, was left out" in note(made)
    made = attached("", "About trams.", **preview)
    assert [words for _, words in said(made)] == ["> Trams\n> About trams."]


def test_only_a_message_with_something_in_it_is_said_to_have_a_file() -> None:
    empty = thread(inputs([message("1.0", "U1", ""), message("2.0", "U2", "Yes.")]), "slack")
    assert "1 message is empty" in note(empty)
    assert "only a file" not in note(empty)
    shown = thread(
        inputs(
            [message("1.0", "U1", "", files=[{"id": "F1", "name": "a.png"}]), message("2.0", "U2", "Yes.")]
        ),
        "slack",
    )
    assert "1 message has no words, only a file" in note(shown)
