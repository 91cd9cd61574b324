"""Forms that need no sample: small texts written here, and what is expected by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from argmap.errors import UnknownName, UnreadableInput
from argmap.importers.assemble import ImportOptions, slug, thread_of
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import NotThisSource, RawPost, RawThread, SeveralDiscussions
from argmap.importers.registry import IMPORTERS, importer, recognised
from argmap.importers.registry import read as registry_read
from argmap.importers.times import timestamp
from argmap.model.thread import Thread


def read(text: str | bytes, kind: str | None = None, wanted: str | None = None, **wish: Any) -> Thread:
    content = text.encode() if isinstance(text, str) else text
    material = InputFile("input", content=content)
    chosen = importer(kind) if kind else recognised([material])
    return thread_of(chosen.read([material], wanted), ImportOptions("t", chosen.name, **wish))


def told(thread: Thread) -> list[tuple[str | None, str | None]]:
    people = thread.participants_by_id
    return [(people[p.author].name if p.author else None, p.text) for p in thread.posts]


PLAIN = {
    "blocks": ("First thought.\nIts second line.\n\nSecond thought.\n", [(None, "First thought.\nIts second line."), (None, "Second thought.")]),
    "lines": ("One.\nTwo.\n", [(None, "One."), (None, "Two.")]),
    "names": ("Ann: Yes.\nreally\n\nBo: No: it is not.\nTwo things to say: a and b.\n", [("Ann", "Yes.\nreally"), ("Bo", "No: it is not.\nTwo things to say: a and b.")]),
    "names alone": ("Ann:\nYes.\n\nBo:\nNo.\n", [("Ann", "Yes."), ("Bo", "No.")]),
    "a title": ("# Tabs?\n\nAnn: Yes.\nBo: No.\n", [("Ann", "Yes."), ("Bo", "No.")]),
    "a byte order mark and Windows lines": ("\ufeffAnn: Yes.\r\nBo: No.\r\n", [("Ann", "Yes."), ("Bo", "No.")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_texts(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert told(read(text, "plain")) == expected


CHATS = {
    "a clock": "[10:15] Ann: Yes.\nand more\n[10:16] Bo: No.\n[10:17] Ann: So.\n",
    "bold names": "# Title\n\n**Ann**: Yes.\nand more\n\n**Bo**: No.\n\n**Ann**: So.\n",
    "headings": "## Ann\nYes.\nand more\n## Bo\nNo.\n## Ann\nSo.\n",
}


@pytest.mark.parametrize(("name", "text"), CHATS.items(), ids=CHATS)
def test_chats_are_recognised(name: str, text: str) -> None:
    thread = read(text)
    assert thread.source.kind == (name if name in {"irc", "whatsapp"} else "chat")
    assert told(thread) == [("Ann", "Yes.\nand more"), ("Bo", "No."), ("Ann", "So.")]


SPEECH = {
    "webvtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes &amp;\nno.\n\n00:03.000 --> 00:04.000\n<v Ann>And more.\n\n00:05.000 --> 00:06.000\n<v Bo>No.\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nAnn: Yes &amp; no.\n\n2\n00:00:03,000 --> 00:00:04,000\nAnd more.\n\n3\n00:00:05,000 --> 00:00:06,000\n- Bo: No.\n",
}


@pytest.mark.parametrize("text", SPEECH.values(), ids=SPEECH)
def test_speech_becomes_turns(text: str) -> None:
    thread = read(text)
    assert thread.source.kind == "subtitles"
    assert told(thread) == [("Ann", "Yes & no. And more."), ("Bo", "No.")]


def test_stack_exchange_json_has_answers_and_comments() -> None:
    question = {
        "question_id": 1, "title": "Why &amp; how?", "body": "<p>Well?</p>", "owner": {"display_name": "Ann"}, "creation_date": 1,
        "answers": [{"answer_id": 2, "body": "<p>So.</p>", "creation_date": 2, "comments": [{"comment_id": 3, "body": "No.", "creation_date": 3}]}],
    }  # fmt: skip
    thread = read(json.dumps({"items": [question]}))
    assert [(p.id, p.reply_to, p.text) for p in thread.posts] == [
        ("post-1", None, "Why & how?\n\nWell?"),
        ("post-2", "post-1", "So."),
        ("comment-3", "post-2", "No."),
    ]


def lines(*records: dict[str, Any]) -> str:
    return "\n".join(json.dumps(record) for record in records)


def comment(id: str, link: str = "t3_a", **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "link_id": link,
        "parent_id": link,
        "author": "ann",
        "body": f"text of {id}",
        "subreddit": "s",
        "created_utc": 1_700_000_000,
        **more,
    }


def test_of_several_discussions_one_must_be_named() -> None:
    text = lines(comment("x"), comment("y", "t3_b"))
    with pytest.raises(SeveralDiscussions, match="holds 2 discussions; name one with --thread KEY: a; b"):
        read(text)
    assert [p.id for p in read(text, wanted="t3_b").posts] == ["t1-y"]
    with pytest.raises(UnknownName, match="did you mean"):
        read(text, wanted="t3_bb")


def test_packed_dumps_are_unpacked() -> None:
    packed = gzip.compress(lines(comment("x")).encode())
    assert [p.id for p in read(packed).posts] == ["t1-x"]
    with pytest.raises(UnreadableInput, match="cannot be decompressed"):
        read(packed[:30])


def test_repetitions_are_marked_and_deleted_posts_keep_their_place() -> None:
    text = lines(
        comment("a"),
        comment("b", body="[deleted]", author="[deleted]"),
        comment("c", body="text of a"),
        comment("d", parent_id="t1_b"),
    )
    posts = read(text).posts
    assert [(p.id, p.repeats, p.gone) for p in posts] == [
        ("t1-a", None, None), ("t1-b", None, "deleted"), ("t1-c", "t1-a", None), ("t1-d", None, None),
    ]  # fmt: skip
    assert posts[3].reply_to == "t1-b"
    assert posts[1].author is None


def test_broken_structure_is_mended_and_told() -> None:
    text = lines(
        comment("a", parent_id="t1_b"),
        comment("b", parent_id="t1_a"),
        comment("b", parent_id="t1_a"),
        comment("c", parent_id="t1_nowhere", created_utc="soon"),
        comment("d", parent_id="t1_d", body="\x00bell\x07"),
    )
    thread = read(text)
    note = thread.source.note or ""
    for part in (
        "1 post came twice",
        "2 replies that closed a cycle were cut",
        "not in the source",
        "1 post has a time that could not be read",
        "characters that no text file holds",
    ):
        assert part in note
    assert "bell" in [p.text for p in thread.posts]


def test_authors_can_be_replaced_by_numbers() -> None:
    text = lines(comment("a"), comment("b", author="bo"), comment("c"))
    thread = read(text, pseudonymise=True)
    assert [(p.id, p.name) for p in thread.participants] == [
        ("person-1", "Person 1"),
        ("person-2", "Person 2"),
    ]
    assert [p.author for p in thread.posts] == ["person-1", "person-2", "person-1"]
    assert "ann" not in thread.model_dump_json()


def test_ten_thousand_nested_replies_are_read() -> None:
    head = '{"id": %d, "created_at_i": 1, "type": "comment", "author": "a", "text": "t%d", "children": ['
    text = "".join(head % (n, n) for n in range(10_000)) + "]}" * 10_000
    thread = read(text)
    assert len(thread.posts) == 10_000
    assert thread.posts[-1].reply_to == "p9998"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", UnreadableInput),
        ("\0\0\1", UnreadableInput),
        ("{}", UnreadableInput),
        ("[]", UnreadableInput),
        ("   \n", UnreadableInput),
    ],
)
def test_empty_and_odd_inputs_are_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(text)


def test_a_source_says_what_it_misses() -> None:
    with pytest.raises(NotThisSource, match="no message"):
        read("hello", "mail")


def test_xml_with_entities_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><posts>\n<row Id="1" PostTypeId="1" Title="&b;" Body="x"/></posts>'
    with pytest.raises(NotThisSource, match="cannot be read as XML"):
        read(bomb, "stackexchange")
    with pytest.raises(NotThisSource, match="cannot be read as XML"):
        read("<posts><row ", "stackexchange")


HTML = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    "hacker news": ("One.<p>Two &#x27;x&#x27;.", "One.\n\nTwo 'x'."),
    "breaks": ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
    "code": ("<pre><code>a\n  b &lt; c</code></pre>after", "    a\n      b < c\n\nafter"),
    "quote": ("<blockquote><p>said</p><p>again</p></blockquote><p>No.</p>", "> said\n\n> again\n\nNo."),
    "list": ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    "link": ('<a href="https://x.org/y">there</a>', "there <https://x.org/y>"),
    "shortened link": ('<a href="https://x.org/long/path">https://x.org/lon...</a>', "https://x.org/long/path"),
    "hostile": ("<script>alert(1)</script><style>p{}</style><p onclick=x>ok</p><img src=x onerror=y alt='pic'>", "ok\n\npic"),
    "unclosed": ("<p>a <b>b <i>c", "a b c"),
    "nonsense": ("< > <3 & &nope; </p></div>", "< > <3 & &nope;"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "text"), HTML.values(), ids=HTML)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert html_text(html) == text


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (0, None),
        ("1717200300", "2024-06-01T00:05:00Z"),
        ("2024-06-01T02:05:00+02:00", "2024-06-01T00:05:00Z"),
        ("Sat, 01 Jun 2024 00:05:00 +0000", "2024-06-01T00:05:00Z"),
        ("2024-06-01 00:05", "2024-06-01T00:05:00Z"),
        ("soon", None),
        (10**30, None),
        (True, None),
        ("", None),
    ],
)
def test_times(told: str | float, expected: str | None) -> None:
    assert timestamp(told) == expected


def test_ids_are_slugs_and_long_ones_stay_apart() -> None:
    assert slug("Jürgen_S") == "jurgen-s"
    assert slug("日本") == ""
    one, two = slug("x" * 100 + "1"), slug("x" * 100 + "2")
    assert one != two
    assert len(one) <= 64


def test_every_source_is_loaded_under_its_own_name() -> None:
    assert [importer(name).name for name in IMPORTERS.names()] == list(IMPORTERS.names())


def test_mixed_encodings_are_read_as_best_they_can(tmp_path: Path) -> None:
    assert told(read("Ann: caf\xe9\nBo: no".encode("cp1252"), "plain"))[0] == ("Ann", "café")
    assert told(read("Ann: café\nBo: no".encode("utf-16"), "plain"))[0] == ("Ann", "café")


def test_a_chat_that_begins_with_a_bracket_is_not_said_to_be_broken_json() -> None:
    chat = "[13/03/2024, 09:15:02] Ann: Shall we?\n[13/03/2024, 09:16:10] Bo: Yes.\n"
    material = InputFile("chat.txt", content=chat.encode())
    raw = registry_read(recognised([material]), [material])
    assert not any("JSON" in note for note in raw.notes)


def test_a_json_file_of_several_that_is_broken_is_said() -> None:
    files = [
        InputFile("a.json", content=b'{"name": "Ann", "said": "Yes"}'),
        InputFile("b.json", content=b'{"na'),
    ]
    files = [
        InputFile(file.name, content=file.content, columns={"author": "name", "text": "said"})
        for file in files
    ]
    raw = registry_read(importer("table"), files)
    assert any(note.startswith("b.json: a part of the file is not JSON") for note in raw.notes)


def test_another_encoding_is_told_once_for_a_file() -> None:
    material = InputFile(
        "t", content="Müller: Wir gehen über die Brücke.\n\nBärbel: Nein, natürlich nicht.\n".encode("cp1252")
    )
    raw = registry_read(recognised([material]), [material])
    assert [note for note in raw.notes if "not UTF-8" in note and "times" not in note]


def test_half_a_surrogate_pair_in_an_address_loses_the_address_and_nothing_else() -> None:
    raw = RawThread(
        "t", [RawPost("1", author="a", text="x", url="https://x.org/\ud83d")], url="https://x.org/\ud83d"
    )
    made = thread_of(raw, ImportOptions("t", "plain"))
    assert (made.posts[0].text, made.posts[0].url, made.source.url) == ("x", None, None)


def test_half_a_surrogate_pair_in_a_note_is_left_out_of_it() -> None:
    made = thread_of(
        RawThread("t", [RawPost("1", text="x")], notes=["Not given: 4\ud83d."]), ImportOptions("t", "plain")
    )
    assert made.source.note == "Not given: 4."
