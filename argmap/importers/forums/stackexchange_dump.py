"""Stack Exchange's data dump: rows of `Posts.xml`, `Comments.xml` and `Users.xml`, read one by one.

A file has gigabytes, so every pass holds the rows of one question only. The columns are those of "Database schema
documentation for the public data dump" (meta.stackexchange.com, question 2677).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from argmap.errors import MissingExtra, UnknownName
from argmap.importers.forums.stackexchange_comments import Conversation
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    SHOWN,
    DiscussionEntry,
    NotThisSource,
    RawPost,
    RawThread,
    several,
)
from argmap.model.posts import Provenance

QUESTION, ANSWER = "1", "2"
CHUNK = 1 << 18
TABLE = re.compile(r"<(?P<name>posts|comments|users|votes|posthistory|badges|tags|postlinks)\s*>\s*(?:<row |</)", re.IGNORECASE)  # fmt: skip

Row = dict[str, str]


def table_of(file: InputFile) -> str:
    """Return which table of a dump a file is, in lower case; "" for another file."""
    match = TABLE.search(file.head[:2000])
    return match["name"].lower() if match else ""


def read_dump(files: Sequence[InputFile], wanted: str | None) -> RawThread:
    """Return a question of a dump with its answers, and the comments on them.

    Raises:
        NotThisSource: there is no question in the files, or they are not XML.
        SeveralDiscussions: there are several, and none was named.
        UnknownName: there is no such question.
    """
    chosen = wanted if wanted is not None else _only_question(files)
    posts = [
        row
        for row in _rows(files, "posts")
        if (row.get("PostTypeId") == QUESTION and row["Id"] == chosen)
        or (row.get("PostTypeId") == ANSWER and row.get("ParentId") == chosen)
    ]
    question = next((row for row in posts if row["PostTypeId"] == QUESTION), None)
    if question is None:
        known = [row["Id"] for row in islice(_questions(files), SHOWN)]
        raise UnknownName("discussion", chosen, known)
    inside = {row["Id"] for row in posts}
    comments = [row for row in _rows(files, "comments") if row.get("PostId") in inside]
    people = {row.get("OwnerUserId") or row.get("UserId") or "" for row in (*posts, *comments)} - {""}
    names = _names(files, people)
    talk = Conversation()
    written = [_comment(row, names, talk) for row in comments]
    licenses = sorted({row["ContentLicense"] for row in (*posts, *comments) if row.get("ContentLicense")})
    return RawThread(
        question.get("Title", ""),
        (*(_post(row, names, question.get("AcceptedAnswerId")) for row in posts), *written),
        license=", ".join(licenses) or None,
        reply_structure=Provenance.INFERRED if talk.inferred else Provenance.RECORDED,
        notes=replies_note(talk.inferred),
    )


def dump_discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the questions of a dump, with the answers and comments counted."""
    yield from counted_discussions(_seen(files))


def replies_note(inferred: int) -> tuple[str, ...]:
    """Return the sentence on comments of which it was inferred what they answer."""
    if not inferred:
        return ()
    return (
        f'Comments that begin with "@name" and answer the last comment of that person on the post (inferred): {inferred}.',
    )


def _seen(files: Sequence[InputFile]) -> Iterator[Seen]:
    """Yield every post and comment for the list; which question an answer belongs to is kept on disk."""
    database = sqlite3.connect("")
    try:
        database.execute("CREATE TABLE post (id TEXT PRIMARY KEY, question TEXT) WITHOUT ROWID")
        for row in _rows(files, "posts"):
            question = row["Id"] if row.get("PostTypeId") == QUESTION else row.get("ParentId")
            if row.get("PostTypeId") in {QUESTION, ANSWER} and question:
                database.execute("INSERT OR IGNORE INTO post VALUES (?, ?)", (row["Id"], question))
                yield Seen(question, _account(row), row.get("CreationDate"), row.get("Title", ""))
        for row in _rows(files, "comments"):
            known = database.execute(
                "SELECT question FROM post WHERE id = ?", (row.get("PostId"),)
            ).fetchone()
            if known:
                yield Seen(known[0], _account(row), row.get("CreationDate"))
    finally:
        database.close()


def _only_question(files: Sequence[InputFile]) -> str:
    """Return the id of the only question; after a few it is clear that there are several."""
    first = list(islice(_questions(files), SHOWN + 1))
    if not first:
        raise NotThisSource("there is no question in the files")
    if len(first) > 1:
        number = len(first) if len(first) <= SHOWN else None
        raise several([(row["Id"], row.get("Title", "")) for row in first], number)
    return first[0]["Id"]


def _questions(files: Sequence[InputFile]) -> Iterator[Row]:
    return (row for row in _rows(files, "posts") if row.get("PostTypeId") == QUESTION)


def _rows(files: Sequence[InputFile], table: str) -> Iterator[Row]:
    for file in files:
        if table_of(file) == table:
            yield from rows(file)


class _Collector(ContentHandler):
    """Keeps the rows of the chunk that is being read; there is no tree that could grow."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (the name of SAX)
        if name == "row" and "Id" in attrs:
            self.rows.append(dict(attrs.items()))


def rows(file: InputFile) -> Iterator[Row]:
    """Yield the attributes of each row, chunk by chunk; documents that define entities are refused.

    Raises:
        NotThisSource: the file is not XML.
        MissingExtra: defusedxml is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import create_parser
    except ImportError as error:
        raise MissingExtra("reading XML", "sources") from error
    collector = _Collector()
    parser = create_parser()
    parser.setContentHandler(collector)
    try:
        with file.open() as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
                yield from collector.rows
                collector.rows.clear()
            parser.close()
    except (
        SAXException,
        DefusedXmlException,
        LookupError,
        ValueError,
    ) as error:  # the last two: odd encodings
        raise NotThisSource(f"{file.name} cannot be read as XML: {error}") from error
    yield from collector.rows


def _names(files: Sequence[InputFile], people: Collection[str]) -> dict[str, str]:
    """Return the names of people by their ids, if `Users.xml` is among the files."""
    names: dict[str, str] = {}
    for row in _rows(files, "users") if people else ():
        if row["Id"] in people:
            names[row["Id"]] = row.get("DisplayName", "")
            if len(names) == len(people):
                break
    return names


def _account(row: Row) -> str | None:
    """Return who wrote a row: the id of the account, or the name that is left of one that was deleted."""
    return row.get("OwnerUserId") or row.get("UserId") or _name(row, {})


def _name(row: Row, names: dict[str, str]) -> str | None:
    id = row.get("OwnerUserId") or row.get("UserId")
    if id:
        return names.get(id) or f"user{id}"
    return row.get("OwnerDisplayName") or row.get("UserDisplayName")


def _post(row: Row, names: dict[str, str], accepted: str | None) -> RawPost:
    text = html_text(row.get("Body", ""))
    if row.get("Title"):
        text = f"{row['Title']}\n\n{text}"
    return RawPost(
        f"post-{row['Id']}",
        f"post-{row['ParentId']}" if row.get("PostTypeId") == ANSWER else None,
        _name(row, names),
        row.get("CreationDate"),
        text,
        account=_account(row),
        label="accepted answer" if row["Id"] == accepted else None,
    )


def _comment(row: Row, names: dict[str, str], talk: Conversation) -> RawPost:
    name, text = _name(row, names), row.get("Text", "")
    key, on = f"comment-{row['Id']}", f"post-{row['PostId']}"
    answered = talk.answered(key, on, (_account(row) or "", name or ""), text)
    return RawPost(key, answered, name, row.get("CreationDate"), text, account=_account(row))
