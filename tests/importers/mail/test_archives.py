"""Where mails begin and end, in every dialect of mbox, in single files and in folders; invented mails, counted by hand."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit
from argmap.importers.registry import importer, read, recognised
from argmap.importers.sources import input_files
from argmap.model.thread import Thread

FIRST = """\
From: Nora Lind <nora@example.org>
Subject: Trams
Date: Thu, 4 Jan 2024 19:00:00 +0000
Message-ID: <a1@example.org>

Trams are cheaper to run.
"""
SECOND = """\
From: Tom Reed <tom@example.org>
Subject: Re: Trams
Date: Thu, 4 Jan 2024 19:11:00 +0000
Message-ID: <b1@example.org>
In-Reply-To: <a1@example.org>

Only full ones.
"""
WORDS = ["Trams are cheaper to run.", "Only full ones."]


def thread(content: str | bytes, wanted: str | None = None, name: str = "input") -> Thread:
    file = InputFile(name, content=content.encode() if isinstance(content, str) else content)
    chosen = recognised([file])
    assert chosen.name == "mail"
    return thread_of(read(chosen, [file], wanted), ImportOptions("t", "mail"))


def texts(found: Thread) -> list[str]:
    return [post.text or "" for post in found.posts]


FROM_LINES = {
    "asctime": "From nora@example.org Thu Jan  4 19:00:00 2024",
    "pipermail": "From nora at example.org  Thu Jan  4 19:00:00 2024",
    "with a zone before the year": "From nora@example.org Thu Jan 04 19:00:00 +0000 2024",
    "with a zone after the year": "From nora@example.org Thu Jan  4 19:00:00 2024 +0100",
    "with the name of a zone": "From nora@example.org Thu Jan  4 19:00:00 GMT 2024",
    "without seconds": "From nora@example.org Thu Jan  4 19:00 2024",
    "the date of mail": "From nora@example.org Thu, 4 Jan 2024 19:00:00 +0000",
    "google takeout": "From 1787000000000000001@xxx Thu Jan 04 19:00:00 +0000 2024",
    "mozilla": "From - Thu Jan  4 19:00:00 2024",
    "eudora": "From ???@??? Thu Jan  4 19:00:00 2024",
    "a daemon": "From MAILER-DAEMON Thu Jan  4 19:00:00 2024",
    "public-inbox": "From mboxrd@z Thu Jan  1 00:00:00 1970",
    "uucp": "From nora Thu Jan  4 19:00:00 2024 remote from example",
    "without a sender": "From Thu Jan  4 19:00:00 2024",
    "nothing but the word": "From ",
    "nothing but a sender": "From nora@example.org",
}


@pytest.mark.parametrize("line", FROM_LINES.values(), ids=FROM_LINES)
def test_every_dialect_of_the_line_before_a_mail_is_known(line: str) -> None:
    found = thread(f"{line}\n{FIRST}\n{line}\n{SECOND}\n")
    assert texts(found) == WORDS
    assert [post.reply_to for post in found.posts] == [None, "a1-example-org"]


def test_lines_may_end_as_on_windows_and_mails_without_an_empty_line() -> None:
    line = FROM_LINES["asctime"]
    assert texts(thread(f"{line}\n{FIRST}{line}\n{SECOND}".replace("\n", "\r\n"))) == WORDS
    assert texts(thread(f"\ufeff\n{line}\n{FIRST}\n\n\n{line}\n{SECOND}")) == WORDS


@pytest.mark.parametrize(
    "line", ["", f"{FROM_LINES['asctime']}\n"], ids=["alone", "with the line of an mbox"]
)
def test_mails_between_lines_of_control_characters(line: str) -> None:
    mark = "\x01\x01\x01\x01\n"
    words = "\n>From here on, and\n\nFrom there.\n"
    found = thread(f"{mark}{line}{FIRST}{words}{mark}{mark}{line}{SECOND}{mark}")
    assert texts(found) == [f"Trams are cheaper to run.\n{words}".strip("\n"), "Only full ones."]


NO_SEPARATORS = {
    "a sentence that ends in a year": "From what I read, the line was closed in 1998\nand nobody missed it.",
    "a sentence with a weekday": "From Thu Jan on nothing ran.\nSo they say.",
    "a colon below": "From the minutes of 1998\nNote: nobody missed it.",
    "two words and a field": "From Thursday\nSubject: to change, of course.",
    "a date and no headers": "From Thu Jan  4 19:00:00 2024\nthere was no tram.",
    "a header of nobody": "From Thu Jan  4 19:00:00 2024\nNote: there was no tram.",
}


@pytest.mark.parametrize("words", NO_SEPARATORS.values(), ids=NO_SEPARATORS)
def test_lines_that_begin_with_from_are_words_of_the_mail(words: str) -> None:
    line = FROM_LINES["asctime"]
    mbox = f"{line}\n{FIRST}\n{words}\n\n{line}\n{SECOND}"
    assert texts(thread(mbox)) == [f"Trams are cheaper to run.\n\n{words}", "Only full ones."]


PATCH = """\
From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Date: Fri, 5 Jan 2024 10:00:00 +0000
Subject: [PATCH] Count trams

It counts them.
"""


def test_a_patch_inside_a_mail_is_part_of_it_and_a_file_of_patches_holds_them() -> None:
    line = FROM_LINES["asctime"]
    assert texts(thread(f"{line}\n{FIRST}\n{PATCH}"))[0].endswith("It counts them.")
    assert [post.author for post in thread(PATCH).posts] == ["ada"]


def test_the_length_in_the_headers_counts_where_a_mail_ends_there() -> None:
    # mboxcl2 quotes nothing: the forwarded mail, with the line before it, is part of Nora's text.
    line = FROM_LINES["asctime"]
    body = f"Look what Tom wrote:\n\n{line}\n{SECOND}\nEnd of it.\n"
    head = FIRST.partition("\n\n")[0]
    mbox = f"{line}\n{head}\nContent-Length: {len(body)}\n\n{body}\n{line}\n{SECOND}"
    for content in (mbox.encode(), gzip.compress(mbox.encode())):
        found = thread(content)
        assert len(found.posts) == 2
        assert texts(found)[0].endswith("End of it.")
    wrong = mbox.replace(f"Content-Length: {len(body)}", "Content-Length: 99999")
    assert "End of it." in texts(thread(wrong))[1]  # one mail came twice, as the length is wrong


def test_marks_before_from_are_taken_off_where_the_writer_of_the_file_put_them() -> None:
    line = FROM_LINES["asctime"]
    body = ">From here on it is slow.\n\nTom said:\n>>From the depot\n>it is fast.\n\nAnd:\n>From the bridge\n>it is far.\n"
    found = thread(f"{line}\n{FIRST}\n{body}")
    assert texts(found)[0].split("\n\n", 1)[1] == (
        "From here on it is slow.\n\nTom said:\n>From the depot\n>it is fast.\n\nAnd:\n>From the bridge\n>it is far."
    )
    alone = thread(FIRST + "\n" + body)
    assert texts(alone)[0].split("\n\n", 1)[1] == body.strip("\n")  # nobody marks lines of a single mail


def test_a_single_mail_is_recognised_by_its_headers() -> None:
    found = thread(FIRST)
    assert (texts(found), found.posts[0].created, found.title) == (WORDS[:1], "2024-01-04T19:00:00Z", "Trams")
    assert [person.name for person in found.participants] == ["Nora Lind"]


EML = {
    "headers of servers first": "Return-Path: <nora@example.org>\nReceived: from a by b; Thu, 4 Jan 2024 19:00:01 +0000\nDKIM-Signature: v=1; a=rsa-sha256;\n\tb=abc\n" + FIRST,
    "fields that nobody knows first": "X-Spam: no\nThread-Topic: Trams\nARC-Seal: i=1;\n cv=none\n" + FIRST,
    "a mark of the encoding": "\ufeff" + FIRST,
    "windows": FIRST.replace("\n", "\r\n"),
    "apple mail": f"{len(FIRST)}       \n{FIRST}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict/></plist>\n",
    "packed": FIRST,
}  # fmt: skip


@pytest.mark.parametrize("name", EML)
def test_single_mails_of_many_programs(name: str) -> None:
    content = gzip.compress(EML[name].encode()) if name == "packed" else EML[name].encode()
    assert texts(thread(content)) == WORDS[:1]


def test_what_only_begins_like_a_mail_is_less_sure_or_none() -> None:
    mail = importer("mail")
    assert mail.fits(InputFile("a", content=b"From: Nora\nSubject: Trams\n\nHello.")) is Fit.LIKELY
    for text in (
        "Nora: Hello.\nTom: No.",
        "From: Nora\nHello.",
        "From the start\nNora: it was slow",
        "",
        "\0\1",
    ):
        assert mail.fits(InputFile("a", content=text.encode())) is Fit.NO


def folder_of(folder: Path, files: dict[str, str]) -> list[InputFile]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return input_files([str(folder)])


FOLDERS = {
    "maildir": {
        "cur/1704394800.M1P2.host:2,S": FIRST,
        "new/1704395460.M2P2.host": SECOND,
        "tmp/1704395470.M3P2.host": SECOND.replace("b1@", "c1@"),
        "cur/1704395490.M5P2.host:2,ST": SECOND.replace("b1@", "e1@"),
        "cur/1704395480.M4P2.host:2,D": SECOND.replace("b1@", "d1@"),
        "dovecot-uidlist": "3 V1704394800 N5\n1 :1704394800.M1P2.host\n",
        "maildirfolder": "",
    },
    "saved mails": {"Re Trams.eml": SECOND, "Trams.eml": FIRST, "notes.txt": "Ask Tom.\n"},
    "mh": {"1": FIRST, "2": SECOND, ".mh_sequences": "cur: 1\n"},
    "takeout": {
        "Takeout/archive_browser.html": "<html></html>",
        "Takeout/Mail/Lists.mbox": "".join(f"From 1@xxx Thu Jan 04 19:00:00 +0000 2024\nX-GM-THRID: 1\nX-Gmail-Labels: {label}\n{mail}\n" for label, mail in (("Inbox,Lists", FIRST), ("Lists", SECOND), ("Drafts", SECOND.replace("b1@", "c1@")), ("Spam", SECOND.replace("b1@", "d1@")))),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_folders_of_mails(name: str, tmp_path: Path) -> None:
    files = folder_of(tmp_path / "folder", FOLDERS[name])
    chosen = recognised(files)
    found = thread_of(read(chosen, files), ImportOptions("t", chosen.name))
    assert texts(found) == WORDS
    assert ("drafts and spam (2)" in str(found.source.note)) is (name == "takeout")


def test_a_folder_that_is_only_called_tmp_is_read(tmp_path: Path) -> None:
    files = folder_of(tmp_path / "tmp", {"1.eml": FIRST})
    assert texts(thread_of(read(recognised(files), files), ImportOptions("t", "mail"))) == WORDS[:1]


def test_an_archive_of_mails(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mails.zip", "w") as archive:
        archive.writestr("mails/1.eml", FIRST)
        archive.writestr("mails/2.eml", SECOND)
    files = input_files([str(tmp_path / "mails.zip")])
    assert texts(thread_of(read(recognised(files), files), ImportOptions("t", "mail"))) == WORDS


def test_files_without_a_mail_are_an_error() -> None:
    for content in (b"", b"Nora: Hello.", b"From nobody\n"):
        with pytest.raises(ArgmapError, match="no message in the files"):
            read(importer("mail"), [InputFile("input", content=content)])


def test_files_with_nothing_but_a_digest_say_what_was_left_out() -> None:
    content = FIRST.replace("Subject: Trams", "Subject: Trams Digest, Vol 5, Issue 3").encode()
    with pytest.raises(
        ArgmapError, match=r"no message in the files; Not posts, and left out of the files: digests of a list"
    ):
        read(importer("mail"), [InputFile("input", content=content)])
