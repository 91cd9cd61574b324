"""Whether lines that look like names before a colon make a text a conversation, or are the labels of something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.importers.texts.heads import HEAD, TWICE, HeadForm, Heads

MOST_BLOCKS_PER_HEAD = 6
LONGEST_PREAMBLE = 4
HYPHENS = re.compile(r"^[A-Z]\w*(?:-\w+)+$")
MANY_FIELDS = 3
FEW_WORDS = 3
SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’)»]*$")


def is_conversation(lines: Sequence[str], chosen: Heads) -> bool:
    """Return whether lines that look like names before a colon make the text a conversation, as far as one can tell.

    Two people at least; and one of them speaks again, or times stand with the names. If nobody speaks again, the text must
    begin with somebody after a few lines at most, all that is said must read like sentences, and few blocks may begin with a
    label that is no name.
    """
    times = Counter(chosen.people())
    blocks = sum(
        bool(line.strip()) and (not at or not lines[at - 1].strip()) for at, line in enumerate(lines)
    )
    if len(times) < TWICE or blocks > MOST_BLOCKS_PER_HEAD * sum(times.values()):
        return False
    if _looks_like_fields(chosen) or 2 * _spoken(lines, chosen) < len(chosen.at):
        return False
    if chosen.form is HeadForm.TIMED or max(times.values()) >= TWICE:
        return True
    begins = [at for at, line in enumerate(lines) if line.strip()][:LONGEST_PREAMBLE]
    if not chosen.at.keys() & set(begins) or _other_labels(lines, chosen) * 2 > len(chosen.at):
        return False
    return all(
        SENTENCE.search(first) or SENTENCE.search(last) for first, last in _first_and_last(lines, chosen)
    )


def _looks_like_fields(chosen: Heads) -> bool:
    """Return whether labels are those of fields, as in YAML or in the head of a package: few people speak like that.

    The same label stands on line after line, or labels have hyphens, or small letters and spaces before them.
    """
    people = [head for head in chosen.at.values() if head.person]
    again = sum(before.name == after.name and " " not in after.name for before, after in pairwise(people))
    hyphens = {head.name for head in people if HYPHENS.match(head.name)}
    nested = sum(head.indent > 0 and head.person is not None and head.person.weak for head in people)
    return (
        again * 2 > len(people)
        or len(hyphens) >= MANY_FIELDS
        or (nested > 0 and chosen.form is not HeadForm.TIMED)
    )


def _spoken(lines: Sequence[str], chosen: Heads) -> int:
    """Return after how many names words follow that are a sentence, or a few words at least."""
    return sum(
        SENTENCE.search(first) is not None
        or SENTENCE.search(last) is not None
        or len(first.split()) >= FEW_WORDS
        or (not first and len(last.split()) >= FEW_WORDS)
        for first, last in _first_and_last(lines, chosen)
    )


def _other_labels(lines: Sequence[str], chosen: Heads) -> int:
    """Return how many blocks begin with a label that is no name, as those of a document do ("Method: mix it")."""
    return sum(
        at not in chosen.at and HEAD.match(line) is not None and (not at or not lines[at - 1].strip())
        for at, line in enumerate(lines)
    )


def _first_and_last(lines: Sequence[str], chosen: Heads) -> Iterator[tuple[str, str]]:
    """Yield what stands behind each name on its line, and the last line with words before the next name."""
    starts = sorted(chosen.at)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = next((lines[at].strip() for at in range(end - 1, start - 1, -1) if lines[at].strip()), "")
        yield chosen.at[start].rest, last
