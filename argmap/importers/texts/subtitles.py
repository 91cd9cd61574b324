"""Captions of recordings (WebVTT, SubRip, SBV), where the people who talk are named: meetings, talks, videos.

Names stand in voice marks (`<v Nora>`, as Teams writes them) or before a colon (Zoom, captions for television); `>>` and
dashes mark that somebody else talks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawThread
from argmap.importers.texts.cues import Cue, are_rolling, cues, time_line, title_and_language, unrolled
from argmap.importers.texts.people import PRONOUNS, is_nobody, is_of_many, listed_people, person
from argmap.importers.texts.turns import Said, turns, unknown_apart
from argmap.importers.texts.words import SOUNDS
from argmap.model.posts import Provenance

FIRST_LINES = 12
VOICE = re.compile(r"<v(?:\.[^ \t<>]*)?[ \t]++([^<>]*)>")
TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|em|strong|span|font|ruby|rt|lang|p|div)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s*/?>|\\N", re.IGNORECASE)
LEAD = re.compile(r"^(?P<mark>>>+|[-–—‐]+(?=\s*\S))?\s*(?P<rest>.*)$")
LABEL = re.compile(
    r"^(?:\[(?P<square>[^\]]{1,60})\]|(?P<plain>[^:：]{1,60}?))\s*+(?::(?:\s++|$)|：\s*+)(?P<rest>.*)$"
)
BRACKET = re.compile(r"^[\[(](?P<label>[^\])]{1,40})[\])]\s+(?P<rest>\S.*)$")
SOUND = re.compile(r"^(?:[\[(*][^\s\])*.?!]+(?: [^\s\])*.?!]+){0,4}[\])*]|[♪♫\s]+)$")
MUSIC = ("♪", "♫")
NEARLY_ALL = 0.8
TWICE = 2


def fits(file: InputFile) -> Fit:
    lines = [line for line in file.head.lstrip("\ufeff \n").split("\n")[:FIRST_LINES] if line.strip()]
    if not lines:
        return Fit.NO
    if re.match(r"WEBVTT(?:\s|$)", lines[0]) or time_line(lines[0]):
        return Fit.CERTAIN
    return Fit.CERTAIN if lines[0].strip().isdigit() and lines[1:] and time_line(lines[1]) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file is one)
    """Return a turn of speech for every change of who talks, with the place where it begins in the recording.

    Raises:
        NotThisSource: there is no caption with words in the files.
    """
    said: list[Said] = []
    sounds: list[str] = []
    rolling = voices = labels = False
    loose = 0
    for file in files:
        captions = list(cues(file.text))
        loose += sum(caption.loose for caption in captions)
        if are_rolling(captions):
            captions, rolling = list(unrolled(captions)), True
        has_voices = any(VOICE.search(line) for caption in captions for line in caption.lines)
        parts = list(unknown_apart(_voices(captions)) if has_voices else _Labels(captions).parts())
        sounds += [part.words for part in parts if SOUND.match(part.words)]
        kept = [part for part in parts if not SOUND.match(part.words)]
        if said and kept and kept[0].name is None:
            kept[0] = kept[0]._replace(fresh=True)  # nobody talks on from one file into the next
        said += kept
        voices |= has_voices
        labels |= not has_voices and any(part.name for part in kept)
    posts = tuple(turns(said))
    if not posts:
        raise NotThisSource(f"{files[0].name}: there is no caption with words in the file")
    title, language = title_and_language(files[0].text)
    named = Provenance.INFERRED if labels else Provenance.RECORDED if voices else Provenance.UNKNOWN
    return RawThread(
        title,
        posts,
        keyed=False,
        authorship=named,
        reply_structure=Provenance.UNKNOWN,
        language=language,
        notes=tuple(_notes(said, sounds, loose, labels=labels, rolling=rolling)),
    )


def _notes(
    said: Sequence[Said], sounds: Sequence[str], loose: int, *, labels: bool, rolling: bool
) -> Iterator[str]:
    if labels:
        people = listed_people(part.name for part in said if part.name)
        yield f"Who talks was read from names before a colon at the beginning of captions: {people}."
        if any(part.name is None and not part.fresh for part in said):
            yield "Captions without a name were taken for words of the person who talked before."
    if loose:
        lines = f"{loose} lines" if loose > 1 else "1 line"
        yield f"{lines} behind an empty line, without times, {'were' if loose > 1 else 'was'} taken for words of the caption above."
    if rolling:
        yield "Captions roll: each repeats lines of the one before, and every line was kept once."
    if sounds:
        number = f"{len(sounds)} captions" if len(sounds) > 1 else "1 caption"
        yield f"{number} only with a sound, such as {sounds[0]}, {'were' if len(sounds) > 1 else 'was'} left out."


def _voices(captions: Iterable[Cue]) -> Iterator[Said]:
    """Yield what each voice of each caption says; words outside of voices are nobody's."""
    for caption in captions:
        before, *spoken = VOICE.split("\n".join(caption.lines))
        if words := _words(before):
            yield Said("", words, caption.start)
        for name, inner in zip(spoken[::2], spoken[1::2], strict=True):
            within, _, after = inner.partition("</v>")
            known = " ".join(PRONOUNS.sub("", unescape(name)).split())
            if words := _words(within):
                yield Said(known, words, caption.start)
            if words := _words(after):
                yield Said("", words, caption.start)


def _words(text: str) -> str:
    """Return a caption without its marks, as one line."""
    return " ".join(unescape(TAG.sub("", BREAK.sub(" ", text))).split())


class _Labels:
    """Who talks in captions without voices, by the names before a colon; whether a label is a name depends on all of them."""

    def __init__(self, captions: Sequence[Cue]) -> None:
        self.captions = [
            (
                caption.start,
                [words for line in caption.lines for words in map(_words, BREAK.split(line)) if words],
            )
            for caption in captions
        ]
        first = [_label(LEAD.match(lines[0])["rest"]) for _, lines in self.captions if lines]  # type: ignore[index]
        labels = [label for label, _ in filter(None, first)]
        self.times = Counter(_name(label) for label in labels)
        named = sum(person(label) is not None or self.times[_name(label)] >= TWICE for label in labels)
        self.always_named = len(first) > 1 and named >= NEARLY_ALL * len(first)
        people = [name for label in labels if (name := _name(label)) and person(label)]
        capitals = sum(name.isupper() for name in people)
        self.capitals = capitals >= TWICE and capitals >= NEARLY_ALL * len(people)
        self.dashes = any(sum(line[0] in "-–—‐" for line in lines) >= TWICE for _, lines in self.captions)

    def parts(self) -> Iterator[Said]:
        """Yield what each person says in each caption; without a name, whoever talked before talks on."""
        for start, lines in self.captions:
            for number, line in enumerate(lines):
                yield self._part(line, start, first=number == 0)

    def _part(self, line: str, start: float | None, *, first: bool) -> Said:
        lead = LEAD.match(line)
        mark, rest = (lead["mark"] or "", lead["rest"]) if lead else ("", line)
        split = _label(rest)
        if split is not None:
            label, words = split
            if is_nobody(label):
                return Said(None, words, start, fresh=True)
            if (name := self._person(label, first=first or bool(mark))) is not None:
                return Said(name, words, start)
            if is_of_many(label):
                return Said(None, rest, start, fresh=True)  # the words of several people keep their label
        elif (bracket := BRACKET.match(rest)) and self._is_label_of_a_voice(bracket["label"]):
            return Said(_name(bracket["label"]), bracket["rest"], start)
        if mark.startswith(">") or (mark and self.dashes):
            return Said(None, rest, start, fresh=True)
        return Said(None, line, start, fresh=line.startswith(MUSIC))

    def _person(self, label: str, *, first: bool) -> str | None:
        known, name = person(label), _name(label)
        times = self.times[name]
        if known is None or known.weak:
            repeats = times >= TWICE and (known is not None or self.always_named)
            return name if repeats and first else None
        if self.capitals and not self.always_named and not name.isupper():
            return None
        return name if first or times or (self.capitals and name.isupper()) else None

    def _is_label_of_a_voice(self, label: str) -> bool:
        words = label.split()
        shouted = label.isupper() and not SOUNDS.intersection(words) and not words[-1].endswith("ING")
        return shouted and person(label) is not None


def _label(line: str) -> tuple[str, str] | None:
    """Return what stands before the first colon of a line, and what stands behind it."""
    match = LABEL.match(line)
    return None if match is None else (match["square"] or match["plain"], match["rest"])


def _name(label: str) -> str:
    """Return the name in a label: without pronouns, a role, or marks."""
    known = person(label)
    return known.name if known else " ".join(PRONOUNS.sub("", label).split())


IMPORTER = Importer("subtitles", "captions of a recording (WebVTT, SRT or SBV)", fits, read)
