"""The other forms of DiscordChatExporter: a table (CSV), and plain text. They have no ids and no replies."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from argmap.importers.chats.leftovers import NO_ZONE, Leftover
from argmap.importers.input_file import InputFile
from argmap.importers.local_times import LocalTime, OrderDecision, decided, local_time
from argmap.importers.protocol import NotThisSource, RawPost
from argmap.model.posts import Gone

COLUMNS = ("AuthorID", "Author", "Date", "Content")
PREAMBLE = re.compile(r"^=+\n(?:Guild|Server): (?P<guild>[^\n]*)\nChannel: (?P<channel>[^\n]*)\n")
HEAD = re.compile(r"^\[(?P<time>[^\[\]\n]{6,40})\] (?P<author>[^\n]{1,100}?)(?P<pinned> \(pinned\))?$")
EXTRA = re.compile(r"^\{(?:Attachments|Embed|Stickers|Reactions|Reply|Forwarded[^}]*)\}$")
RULE = re.compile(r"^={20,}$")


def is_csv(file: InputFile) -> bool:
    """Return whether a file begins with the columns of the exporter's tables."""
    return (
        file.head.lstrip("\ufeff")
        .replace('"', "")
        .startswith((",".join(COLUMNS), f"MessageID,{','.join(COLUMNS)}"))
    )


def is_text(file: InputFile) -> bool:
    """Return whether a file begins as the exporter's plain text does."""
    return PREAMBLE.match(file.head.lstrip("\ufeff")) is not None


def title(file: InputFile) -> str:
    """Return the channel that the plain text names, without its category; "" for a table."""
    match = PREAMBLE.match(file.head.lstrip("\ufeff"))
    return match["channel"].split(" / ")[-1].strip() if match else ""


def notes(files: Sequence[InputFile]) -> tuple[str, ...]:
    """Return what is to be said of the dates in files."""
    decisions = [_decision(file) for file in files]
    local = any(_local(file) for file in files)
    said = dict.fromkeys(filter(None, (decision.note for decision in decisions)))
    return (*said, *((NO_ZONE,) if local else ()))


def posts(file: InputFile, counts: Counter[Leftover]) -> Iterator[RawPost]:
    """Yield the messages of a file."""
    decision = _decision(file)
    yield from (_rows(file, decision, counts) if is_csv(file) else _blocks(file, decision, counts))


def _local(file: InputFile) -> bool:
    return any(True for _ in _times(file))


def _decision(file: InputFile) -> OrderDecision:
    return decided(_times(file))


def _times(file: InputFile) -> Iterator[LocalTime]:
    """Yield the times that are written as people write them; tables of newer versions have times with a zone."""
    written = (
        (row.get("Date") or "" for row in _table(file))
        if is_csv(file)
        else (head for head, _, _ in _heads(file))
    )
    for time in written:
        local = local_time(time)
        if local is not None and "T" not in time:
            yield local


def _created(written: str, decision: OrderDecision) -> str | None:
    local = local_time(written) if "T" not in written else None
    if local is None:
        return written or None
    moment = local.moment(decision.order) if decision.order else None
    return moment.isoformat() if moment else None


def _table(file: InputFile) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    try:
        yield from csv.DictReader(line.lstrip("\ufeff") for line in file.lines())
    except csv.Error as error:
        raise NotThisSource(f"{file.name}: the table cannot be read: {error}") from error


def _rows(file: InputFile, decision: OrderDecision, counts: Counter[Leftover]) -> Iterator[RawPost]:
    for number, row in enumerate(_table(file), start=1):
        words = row.get("Content") or ""
        counts[Leftover.MEDIA] += not words.strip()
        yield RawPost(
            row.get("MessageID") or f"{file.name}:{number}",
            author=row.get("Author") or None,
            created=_created(row.get("Date") or "", decision),
            text=words,
            gone=None if words.strip() else Gone.EMPTY,
            account=row.get("AuthorID") or None,
        )


def _heads(file: InputFile) -> Iterator[tuple[str, str, list[str]]]:
    """Yield time, author and lines of each message of a plain text."""
    current: tuple[str, str, list[str]] | None = None
    blank = True
    for line in (line.rstrip("\r\n") for line in file.lines()):
        head = HEAD.match(line) if blank else None
        if head or RULE.match(line):
            if current is not None:
                yield current
            current = (head["time"], head["author"], []) if head else None
        elif current is not None:
            current[2].append(line)
        blank = not line or RULE.match(line) is not None
    if current is not None:
        yield current


def _blocks(file: InputFile, decision: OrderDecision, counts: Counter[Leftover]) -> Iterator[RawPost]:
    numbers = count(1)
    for time, author, lines in _heads(file):
        end = next((place for place, line in enumerate(lines) if EXTRA.match(line)), len(lines))
        words = "\n".join(lines[:end]).strip("\n")
        counts[Leftover.MEDIA] += not words.strip()
        yield RawPost(
            f"{file.name}:{next(numbers)}",
            author=author,
            created=_created(time, decision),
            text=words,
            gone=None if words.strip() else Gone.EMPTY,
        )
