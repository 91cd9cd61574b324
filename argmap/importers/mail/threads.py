"""Which mails belong to one discussion, found from their headers alone, in memory that does not grow with their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, NamedTuple

from argmap.errors import UnknownName
from argmap.importers.protocol import SHOWN, several

BATCH = 5_000
MOST_NAMED = 200
"""Discussions that are remembered to suggest one of them for a key that is not there."""

TABLES = """
PRAGMA cache_size = -24000;
CREATE TABLE mail (
    n INTEGER PRIMARY KEY, file INTEGER, start INTEGER, size INTEGER, mark INTEGER UNIQUE, id TEXT, above TEXT,
    base INTEGER, answer INTEGER, title TEXT, who TEXT, created TEXT, quoted INTEGER, discussion INTEGER
);
CREATE TABLE link (id INTEGER PRIMARY KEY, up INTEGER NOT NULL);
CREATE TABLE head (discussion INTEGER PRIMARY KEY, n INTEGER, key TEXT, base INTEGER, answer INTEGER, title TEXT, target INTEGER);
"""
HEADS = """
INSERT INTO head (discussion, n)
SELECT discussion, COALESCE(MIN(CASE WHEN above = '' THEN n END), MIN(n)) FROM mail GROUP BY discussion
"""

OF_SUBJECT = "SELECT discussion FROM head WHERE base = ? AND"
NEAREST_BEFORE = f"{OF_SUBJECT} NOT answer AND n < ? ORDER BY n DESC LIMIT 1"
NEAREST_AFTER = f"{OF_SUBJECT} NOT answer AND n > ? ORDER BY n LIMIT 1"
FIRST_ANSWER = f"{OF_SUBJECT} answer AND n < ? ORDER BY n LIMIT 1"


@dataclass(frozen=True, slots=True)
class Mail:
    """What the headers of a mail say about its place in a discussion.

    Attributes:
        file: The number of its file.
        start: Where it begins there.
        size: How many bytes it has.
        id: Its Message-ID, without brackets.
        above: The ids of the mails that it answers, from the beginning of the discussion to the nearest one.
        base: Its subject without marks of answers.
        answer: Whether its subject has such a mark.
        title: Its subject, to be shown.
        who: What tells its author apart.
        created: When it was written.
        quoted: Whether the writer of its file put ">" before lines that begin with "From ".
    """

    file: int
    start: int
    size: int
    id: str
    above: tuple[str, ...] = ()
    base: str = ""
    answer: bool = False
    title: str = ""
    who: str | None = None
    created: str | None = None
    quoted: bool = False


class MailPlace(NamedTuple):
    """A mail of a discussion, and the mail that it answers; by its subject, if nothing else says it."""

    file: int
    start: int
    size: int
    id: str
    created: str | None
    quoted: bool
    parent: str | None
    by_subject: bool


class Discussions:
    """The discussions of mails: by what they answer (References, In-Reply-To), and else by an equal subject.

    Mails that answer the same missing mail are one discussion, as the archive of a month may begin in the middle. A "Re:"
    that names no mail belongs to the nearest earlier discussion of its subject.

    Source:
        RFC 5256, section 3, REFERENCES: what is shown there as a mail without a parent is a discussion here. Two mails of
        one subject of which neither is an answer are not joined.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.executescript(TABLES)
        self._number = 0
        self._recent: dict[str, frozenset[str]] = {}
        self.twice = 0

    def close(self) -> None:
        self._database.close()

    def add_all(self, mails: Iterable[Mail]) -> None:
        """Take up mails. Of mails with one id by one author, as a cross-post leaves them, the first counts."""
        for mail in mails:
            self._number += 1
            if not self._add(mail):
                if self._who(mail.id) == mail.who:
                    self.twice += 1
                    continue
                self._add(replace(mail, id=f"{mail.id}/{self._number}"))
        self._settle()

    def _add(self, mail: Mail) -> bool:
        mark = _hash(mail.id)
        taken = self._database.execute(
            "INSERT OR IGNORE INTO mail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                self._number, mail.file, mail.start, mail.size, mark, mail.id, " ".join(mail.above),
                _hash(mail.base) if mail.base else None, mail.answer, mail.title, mail.who, mail.created, mail.quoted,
            ),
        )  # fmt: skip
        if not taken.rowcount:
            return False
        for id in self._not_yet_joined(mail):
            self._join(mark, _hash(id))
        return True

    def _not_yet_joined(self, mail: Mail) -> tuple[str, ...]:
        """Return the ids to join to a mail: the nearest is enough, if that one was joined to all the others before."""
        if len(self._recent) >= BATCH:
            self._recent.clear()
        self._recent[mail.id] = frozenset(mail.above)
        if mail.above and self._recent.get(mail.above[-1], frozenset()).issuperset(mail.above[:-1]):
            return mail.above[-1:]
        return mail.above

    def _who(self, id: str) -> str | None:
        who: str | None = self._database.execute(
            "SELECT who FROM mail WHERE mark = ?", (_hash(id),)
        ).fetchone()[0]
        return who

    def _top(self, id: int) -> int:
        """Return the id that stands for everything joined to an id."""
        path, top = [], id
        while row := self._database.execute("SELECT up FROM link WHERE id = ?", (top,)).fetchone():
            path.append(top)
            top = row[0]
        if len(path) > 1:
            self._database.executemany(
                "UPDATE link SET up = ? WHERE id = ?", [(top, each) for each in path[:-1]]
            )
        return top

    def _join(self, id: int, other: int) -> None:
        first, second = self._top(id), self._top(other)
        if first != second:
            self._database.execute("INSERT INTO link VALUES (?, ?)", (first, second))

    def _settle(self) -> None:
        """Say of each mail which discussion it belongs to, and of each discussion where it begins."""
        run = self._database.execute
        last = 0
        while rows := run(
            "SELECT n, mark FROM mail WHERE n > ? ORDER BY n LIMIT ?", (last, BATCH)
        ).fetchall():
            self._database.executemany(
                "UPDATE mail SET discussion = ? WHERE n = ?", [(self._top(mark), n) for n, mark in rows]
            )
            last = rows[-1][0]
        run("CREATE INDEX by_discussion ON mail (discussion, n)")
        run(HEADS)
        run(
            "UPDATE head SET target = discussion, (base, answer, title, key) = (SELECT base, answer, title, "
            "CASE WHEN above = '' THEN id WHEN instr(above, ' ') THEN substr(above, 1, instr(above, ' ') - 1) ELSE above END "
            "FROM mail WHERE mail.n = head.n)"
        )
        run("CREATE INDEX by_subject ON head (base, answer, n)")
        last = 0
        while rows := run(
            "SELECT n, discussion, base FROM head WHERE answer AND base IS NOT NULL AND n > ? ORDER BY n LIMIT ?",
            (last, BATCH),
        ).fetchall():
            targets = [(self._of_subject(base, n), discussion) for n, discussion, base in rows]
            joined = [pair for pair in targets if pair[0] is not None]
            self._database.executemany("UPDATE head SET target = ? WHERE discussion = ?", joined)
            last = rows[-1][0]

    def _of_subject(self, base: int, n: int) -> int | None:
        """Return the discussion to which an answer belongs that names no mail in the files: the nearest one of its subject."""
        for query in (NEAREST_BEFORE, NEAREST_AFTER, FIRST_ANSWER):
            row = self._database.execute(query, (base, n)).fetchone()
            if row:
                return int(row[0])
        return None

    def seen(self) -> Iterator[tuple[str, str | None, str | None, str]]:
        """Yield key of the discussion, author, time and title for each mail; only the first of a discussion has a title."""
        yield from self._database.execute(
            "SELECT top.key, mail.who, mail.created, CASE WHEN mail.n = top.n THEN top.title ELSE '' END FROM mail "
            "JOIN head ON head.discussion = mail.discussion JOIN head AS top ON top.discussion = head.target ORDER BY mail.n"
        )

    def chosen(self, wanted: str | None) -> int | None:
        """Return the discussion that is wanted (its key, or the id of any of its mails), or the only one; None if there is none.

        Raises:
            UnknownName: no discussion has that key.
            SeveralDiscussions: there are several, and none was named.
        """
        run = self._database.execute
        if wanted is not None:
            key = "".join(wanted.split()).removeprefix("<").removesuffix(">")
            row = run(
                "SELECT target FROM head WHERE key = ? UNION ALL SELECT target FROM mail JOIN head USING (discussion) WHERE mark = ?",
                (key, _hash(key)),
            ).fetchone()
            if row is None:
                known = run(
                    "SELECT key FROM head WHERE target = discussion ORDER BY n LIMIT ?", (MOST_NAMED,)
                )
                raise UnknownName("discussion", wanted, [key for (key,) in known])
            return int(row[0])
        number = run("SELECT COUNT(DISTINCT target) FROM head").fetchone()[0]
        tops = run(
            "SELECT key, title, discussion FROM head WHERE target = discussion ORDER BY n LIMIT ?", (SHOWN,)
        ).fetchall()
        if number > 1:
            raise several([(key, title) for key, title, _ in tops], number)
        return tops[0][2] if tops else None

    def title(self, discussion: int) -> str:
        return str(
            self._database.execute("SELECT title FROM head WHERE discussion = ?", (discussion,)).fetchone()[0]
        )

    def mails(self, discussion: int) -> list[MailPlace]:
        """Return the mails of a discussion in the order of the files, each with the id of the one that it answers.

        That is the nearest of those that it names which is there; else the nearest that is missing.
        """
        rows = self._database.execute(
            "SELECT file, start, size, id, created, quoted, above, mail.n = head.n AND target <> head.discussion FROM mail "
            "JOIN head USING (discussion) WHERE target = ? ORDER BY mail.n",
            (discussion,),
        ).fetchall()
        root = self._database.execute(
            "SELECT id FROM mail JOIN head USING (n) WHERE head.discussion = ?", (discussion,)
        ).fetchone()[0]
        known = {row[3] for row in rows}
        return [_placed(row, known, root) for row in rows]


def _placed(row: tuple[Any, ...], known: set[str], root: str) -> MailPlace:
    file, start, size, id, created, quoted, named, joined = row
    above = named.split()
    there = next((each for each in reversed(above) if each in known), None)
    by_subject = there is None and bool(joined)
    parent = root if by_subject else there or (above[-1] if above else None)
    return MailPlace(file, start, size, id, created, bool(quoted), parent, by_subject)


def _hash(text: str) -> int:
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )
