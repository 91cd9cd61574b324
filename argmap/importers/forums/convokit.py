"""ConvoKit corpora: utterances, on a line each or in a list, with the files that lie beside them in a folder or archive.

Source of the format: the documentation of ConvoKit, "Data format" (utterances.jsonl, speakers.json, conversations.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from argmap.errors import UnreadableInput
from argmap.importers.forums.records import (
    Placed,
    gone_by,
    identity,
    inner,
    left_out_note,
    moment,
    picked,
    words,
)
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread

EARLIEST = 100_000_000
"""Seconds since 1970 below this number (March 1973) are no times of posts, but places in a recording or in an order."""

LONGEST = 1_000 * 3600
NAMES = ("name", "display_name", "full_name", "character_name", "username")
TITLES = ("title", "page_title", "thread_title", "conversation_title", "topic", "movie_name")
KEYS = frozenset(["conversation_id", "id", "meta", "reply-to", "reply_to", "root", "speaker", "text", "timestamp", "user", "vectors"])  # fmt: skip


def fits(file: InputFile) -> Fit:
    return Fit.CERTAIN if any(map(_is_utterance, file.sample)) else Fit.NO


def _is_utterance(record: Any) -> bool:
    return (
        isinstance(record, dict)
        and "id" in record
        and "text" in record
        and bool({"speaker", "user"} & record.keys())
        and bool({"conversation_id", "root"} & record.keys())
        and bool({"reply-to", "reply_to", "vectors", "meta", "timestamp"} & record.keys())
    )


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return one conversation of a corpus; of a large one, only its utterances are kept.

    Raises:
        NotThisSource: there is no utterance in the files.
        SeveralDiscussions: there are several conversations, and none was named.
    """
    titles = _beside(files, "conversations.json", TITLES)
    strange: list[Any] = []
    conversation = picked(_pieces(files, titles, strange), wanted)
    if conversation is None:
        raise NotThisSource("there is no utterance in the files")
    utterances = conversation.records
    names = _beside(files, "speakers.json", NAMES) or _beside(files, "users.json", NAMES)
    dated, in_recording, note = _clock(utterances)
    posts = tuple(_raw(each, names, dated=dated, in_recording=in_recording) for each in utterances)
    return RawThread(conversation.title, posts, notes=(*note, *left_out_note(len(strange))))


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the conversations of the corpus."""
    yield from counted_discussions(
        Seen(piece.key, _author_id(piece.record), time if _is_date(time) else None, piece.title)
        for piece in _pieces(files, _beside(files, "conversations.json", TITLES), [])
        for time in [moment(piece.record.get("timestamp"))]
    )


def _pieces(
    files: Sequence[InputFile], titles: Mapping[str, str], strange: list[Any]
) -> Iterator[Placed[dict[str, Any]]]:
    for file in files:
        if fits(file) is Fit.NO:
            continue
        for record in file.items():
            ids = [inner(record, name) for name in ("conversation_id", "root", "id")]
            key = next(filter(None, map(identity, ids)), None)
            if key is None or "text" not in record:
                strange.append(record)
            else:
                yield Placed(key, titles.get(key, ""), record)


def _beside(files: Sequence[InputFile], name: str, keys: Sequence[str]) -> dict[str, str]:
    """Return what a file beside the utterances says about each id: the first of some keys in its "meta"."""
    given = next((file for file in files if PurePath(file.member or file.name).name == name), None)
    if given is None:
        paths = [file.path.with_name(name) for file in files if file.path is not None and file.member is None]
        given = next((InputFile(str(path), path) for path in paths if path.is_file()), None)
    try:
        data = given.json if given is not None else None
    except UnreadableInput:
        return {}  # too large to be read for a name
    if not isinstance(data, dict):
        return {}
    return {id: text for id, value in data.items() if (text := _said(value, keys))}


def _said(value: Any, keys: Sequence[str]) -> str:
    meta = inner(value, "meta")
    return next(
        filter(None, (words(inner(meta if isinstance(meta, dict) else value, key)) for key in keys)), ""
    )


def _author_id(record: dict[str, Any]) -> str | None:
    author = record.get("speaker", record.get("user"))
    id = identity(inner(author, "id") if isinstance(author, dict) else author)
    return None if id is None or gone_by(id) else id


def _raw(record: dict[str, Any], names: Mapping[str, str], *, dated: bool, in_recording: bool) -> RawPost:
    text, time, id = words(record.get("text")), moment(record.get("timestamp")), _author_id(record)
    gone = gone_by(text)
    return RawPost(
        identity(record.get("id")) or "",
        identity(record.get("reply-to", record.get("reply_to"))),
        names.get(id, id) if id else None,
        time if dated and _is_date(time) else None,
        "" if gone else text,
        gone,
        account=id,
        cue=_cue(time) if in_recording else None,
    )


def _clock(utterances: Sequence[dict[str, Any]]) -> tuple[bool, bool, tuple[str, ...]]:
    """Return whether times are dates, whether they are places in a recording, and the sentence about it.

    Corpora of speech count seconds from the beginning; others write the number of the utterance, or 0 for all.
    """
    times = [moment(each.get("timestamp")) for each in utterances]
    numbers = [number for number in map(_number, times) if number is not None]
    if not numbers or all(_is_date(time) for time in times if time is not None):
        return True, False, ()
    if any(_is_date(time) for time in times if time not in {None, 0}):
        return True, False, ("Some times are no dates and were left out.",)
    spoken = any(number % 1 for number in numbers) or any(
        inner(each, "meta", "start_times") for each in utterances
    )
    if spoken and all(0 <= number < LONGEST for number in numbers):
        return False, True, ("Times count seconds from the beginning of a recording; they are no dates.",)
    return False, False, ("Times are small numbers and no dates; they were left out.",)


def _number(time: str | float | None) -> float | None:
    try:
        return None if time is None else float(time)
    except (ValueError, OverflowError):
        return None  # a date in words


def _is_date(time: str | float | None) -> bool:
    number = _number(time)
    return time is not None and (number is None or number >= EARLIEST)


def _cue(time: str | float | None) -> str | None:
    """Return seconds as hours, minutes and seconds.

    Example:
        >>> _cue(12.5), _cue(3723)
        ('0:00:12.500', '1:02:03')
    """
    number = _number(time)
    if number is None:
        return None
    seconds, thousandths = divmod(round(number * 1000), 1000)
    rest = f".{thousandths:03d}" if thousandths else ""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{rest}"


IMPORTER = Importer("convokit", "a ConvoKit corpus", fits, read, discussions, KEYS)
