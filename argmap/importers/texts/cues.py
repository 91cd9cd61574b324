"""Captions of WebVTT, SubRip and SBV as lines with their times, each line once even where captions roll.

Formats: WebVTT (W3C), SubRip as players read it (there is no standard), and the SBV of YouTube's caption editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.importers.texts.people import seconds_of

HEADER = re.compile(r"^WEBVTT[ \t]+[-–—]+[ \t]*(?P<title>\S.*)$")
ARROW = re.compile(r"^\s*(?P<start>\d[\d:.,]*)\s*-->\s*\d[\d:.,]*")
SBV = re.compile(r"^\s*(?P<start>\d+:\d\d:\d\d(?:\.\d+)?),\d+:\d\d:\d\d(?:\.\d+)?\s*$")
ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
LANGUAGE = re.compile(
    r"^(?:NOTE )?language:\s*(?P<tag>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s*$", re.IGNORECASE | re.MULTILINE
)
INNER_TIME = re.compile(r"<\d[\d:.]*>")
LEAST_WORDS = 3
ROLLING_SHARE = 0.5


class Cue(NamedTuple):
    """A caption.

    Attributes:
        start: Where it begins in the recording, in seconds; None if it cannot be read.
        lines: Its lines, with their marks.
        loose: How many of them stand behind an empty line: they may belong to no caption.
    """

    start: float | None
    lines: tuple[str, ...]
    loose: int = 0


def time_line(line: str) -> re.Match[str] | None:
    """Return the match of a line that says from when to when a caption is shown, or None."""
    return ARROW.match(line) or SBV.match(line)


def title_and_language(text: str) -> tuple[str, str | None]:
    """Return the title and the language that the head of a WebVTT file names; "" and None if it names none."""
    head = text[:2000]
    header, language = HEADER.match(head.split("\n", 1)[0].strip()), LANGUAGE.search(head)
    title = header["title"].strip() if header else ""
    return title, language["tag"] if language else None


def cues(text: str) -> Iterator[Cue]:
    """Yield the captions in a text, in order.

    Captions begin with a line of times. What stands above that line after an empty line, and a number above it, are the
    name of the caption and no words. In files as people have them, empty lines stand within captions or are missing.
    """
    webvtt = text.lstrip().startswith("WEBVTT")
    begin: re.Match[str] | None = None
    lines: list[str] = []
    aside = False
    for line in text.split("\n"):
        times = time_line(line)
        if times:
            if begin:
                yield _cue(begin, _without_name(lines))
            begin, lines, aside = times, [], False
        elif webvtt and not line:
            aside = False
            lines.append(line)
        elif aside or (webvtt and ASIDE.match(line) and (not lines or not lines[-1])):
            aside = True
        else:
            lines.append(line)
    if begin:
        yield _cue(begin, lines)


def _cue(begin: re.Match[str], lines: Sequence[str]) -> Cue:
    shown = [line.strip() for line in lines]
    first = next((at for at, line in enumerate(shown) if line), 0)
    gap = shown.index("", first) if "" in shown[first:] else len(shown)
    return Cue(seconds_of(begin["start"]), tuple(filter(None, shown)), sum(map(bool, shown[gap:])))


def _without_name(lines: list[str]) -> list[str]:
    """Return the lines of a caption without the name of the next one."""
    if lines and lines[-1].strip():
        number = lines[-1].strip().isdigit()
        if number or (len(lines) > 1 and not lines[-2].strip()):
            return lines[:-1]
    return lines


def are_rolling(captions: Sequence[Cue]) -> bool:
    """Return whether captions roll: a line stays when the next one comes, so that most words are written twice."""
    shown = [_plain(caption) for caption in captions if caption.lines]
    repeats = sum(_repeated(before, after) > 0 or _grows(before, after) for before, after in pairwise(shown))
    if any(INNER_TIME.search(line) for caption in captions for line in caption.lines):
        return repeats > 0
    return repeats > 1 and repeats >= ROLLING_SHARE * (len(shown) - 1)


def unrolled(captions: Iterable[Cue]) -> Iterator[Cue]:
    """Yield rolling captions without what the caption before already said.

    Lines are compared with lines, so that words which somebody says twice stay twice; a caption that begins with at least
    three words of the end of the one before, or with all of it, is taken to repeat them.
    """
    before: tuple[str, ...] = ()
    for caption in captions:
        if not caption.lines:
            continue
        plain = _plain(caption)
        same = _repeated(before, plain)
        new = caption.lines[same:]
        if not same and before:
            new = _without_words(plain, _shared_words(" ".join(before), " ".join(plain)))
        before = plain
        if new:
            yield caption._replace(lines=new)


def _plain(caption: Cue) -> tuple[str, ...]:
    """Return the lines of a caption without the times and classes of single words."""
    return tuple(re.sub(r"</?c(?:\.[^<>]*)?>", "", INNER_TIME.sub("", line)) for line in caption.lines)


def _repeated(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many first lines of a caption are the last lines of the one before."""
    longest = min(len(before), len(after))
    return next((size for size in range(longest, 0, -1) if before[-size:] == after[:size]), 0)


def _grows(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a caption begins with all words of the one before."""
    said = " ".join(before).split()
    return " ".join(after).split()[: len(said)] == said


def _shared_words(before: str, after: str) -> int:
    """Return how many first words of a caption are the last words of the one before, if that is no accident."""
    said, says = before.split(), after.split()
    shared = next(
        (size for size in range(min(len(said), len(says)), 0, -1) if said[-size:] == says[:size]), 0
    )
    return shared if shared >= LEAST_WORDS or shared == len(said) else 0


def _without_words(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Return lines without their first words."""
    kept = []
    for line in lines:
        words = line.split()
        if number < len(words):
            kept.append(line if not number else " ".join(words[number:]))
        number = max(0, number - len(words))
    return tuple(kept)
