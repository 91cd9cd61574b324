"""Transcripts of recordings: the JSON of podcasts and of programs that write down speech, and the text of Otter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawThread
from argmap.importers.texts.people import is_nobody, listed_people, person, seconds_of
from argmap.importers.texts.segments import said_in, segments_in
from argmap.importers.texts.turns import Said, turns, unknown_apart
from argmap.model.posts import Provenance

KEYS = frozenset(
    {"segments", "speaker", "startTime", "endTime", "body", "start", "end", "utterances", "monologues"}
)
NAME_AND_TIME = re.compile(r"^(?P<name>\S.{0,60}?)\s++(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})\s*$")
TIME_AND_NAME = re.compile(r"^(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})\s+(?P<name>\S.{0,60}?)\s*+$")
FOOTER = re.compile(r"^Transcribed by https?://\S+\s*$")
MACHINE = re.compile(r"^(?:speaker|spk|voice|person)?[ _-]*(?:\d{1,3}|[A-Z])$", re.IGNORECASE)
TAG = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
LEAST = 2


def fits(file: InputFile) -> Fit:
    if file.head.lstrip()[:1] in {"{", "["}:
        segments = segments_in(file.json)
        return Fit.NO if segments is None else Fit.CERTAIN if segments.sure else Fit.LIKELY
    return Fit.LIKELY if _form(file.head.split("\n")) is not None else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file is one)
    """Return a post for each turn of speech, with the place where it begins in the recording.

    Raises:
        NotThisSource: there are no pieces of speech with words in the files.
    """
    pieces: list[Said] = []
    title, language = "", None
    for file in files:
        data = file.json
        pieces += unknown_apart(_pieces(file, data))
        if isinstance(data, dict):
            title = title or (data["title"] if isinstance(data.get("title"), str) else "")
            language = language or _language(data)
    posts = tuple(turns(pieces))
    if not posts:
        raise NotThisSource(f"{files[0].name}: there are no pieces of speech with words in the file")
    people = list(dict.fromkeys(post.author for post in posts if post.author))
    by_machine = [name for name in people if MACHINE.match(name)]
    return RawThread(
        title,
        posts,
        keyed=False,
        authorship=_provenance(people, by_machine),
        reply_structure=Provenance.UNKNOWN,
        language=language,
        notes=tuple(_notes(by_machine)),
    )


def _provenance(people: Sequence[str], by_machine: Sequence[str]) -> Provenance:
    if not people:
        return Provenance.UNKNOWN
    return Provenance.INFERRED if by_machine else Provenance.RECORDED


def _notes(by_machine: Iterable[str]) -> Iterator[str]:
    if by_machine:
        yield f"A program told the voices apart and gave them numbers or letters: {listed_people(by_machine)}."


def _language(data: dict[str, Any]) -> str | None:
    language = str(data.get("language") or data.get("language_code") or "").replace("_", "-")
    return language if TAG.match(language) else None


def _pieces(file: InputFile, data: Any) -> Iterator[Said]:
    segments = segments_in(data)
    if segments is not None:
        return said_in(segments)
    lines = file.text.split("\n")
    form = _form(lines)
    if form is None:
        raise NotThisSource(
            f"{file.name} is no transcript with segments, utterances or monologues, and has no lines of a name and a time"
        )
    return _in_text(lines, form)


def _form(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return how lines name who speaks and when, if at least two do, with people's names and times that go on."""
    for form in (NAME_AND_TIME, TIME_AND_NAME):
        heads = [match for line in lines if (match := _head(line, form))]
        times = [seconds_of(match["time"]) or 0 for match in heads]
        if len(heads) >= LEAST and times == sorted(times):
            return form
    return None


def _head(line: str, form: re.Pattern[str]) -> re.Match[str] | None:
    match = form.match(line)
    return match if match and (person(match["name"]) or is_nobody(match["name"])) else None


def _in_text(lines: Sequence[str], form: re.Pattern[str]) -> Iterator[Said]:
    """Yield what stands below each line of a name and a time; what stands above the first is nobody's."""
    name, start = "", None
    for line in lines:
        if head := _head(line, form):
            known = person(head["name"])
            name = "" if known is None or is_nobody(head["name"]) else known.name
            start = seconds_of(head["time"])
            yield Said(name, "", start, fresh=not name)  # another "Unknown" may be another person
        elif line.strip() and not FOOTER.match(line):
            yield Said(name, line.strip(), start)


IMPORTER = Importer("podcast", "a transcript of a recording (JSON, or text of Otter)", fits, read, keys=KEYS)
