"""Two readings as one map that can be drawn: what both have once, as the second has it, and what either has alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.language import Language
from argmap.model.base import shortened
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation
from argmap.readings.comparison import Comparison, DifferenceKind, ReadingDifference
from argmap.readings.wording import WordStatus
from argmap.rendering.changes import ChangeMark, ChangeSign
from argmap.rendering.text.comparison import ComparisonLine, sections, shown_values

DRAWN = ("issue", "claim", "example", "relation")
MOVED = frozenset({DifferenceKind.RETARGETED, DifferenceKind.PREMISES})
LONGEST_ID = 64
LONGEST_WORDS = 160
"""Characters of a line in a box that says what is otherwise; the list beside the picture has all of it."""

AnyPart = TypeVar("AnyPart", Issue, Claim, Example, Relation)


@dataclass(frozen=True, slots=True)
class Union:
    """Both maps as one, and the marks of its parts.

    Attributes:
        map: the one map.
        ids: what each id of the first map is in it.
        marks: the marks by id.
    """

    map: ArgumentMap
    ids: Mapping[str, str]
    marks: Mapping[str, ChangeMark]

    def place_of(self, difference: ReadingDifference) -> str | None:
        """Return the id of the part in the map that a difference is about, None for what is not drawn."""
        if difference.kind == "stance":
            first, second = (
                name and name.partition(":")[2] for name in (difference.first, difference.second)
            )
        elif difference.kind in DRAWN:
            first, second = difference.first, difference.second
        else:
            return None
        return second or self.ids.get(first or "")


def union(first: ArgumentMap, second: ArgumentMap, comparison: Comparison, language: Language) -> Union:
    """Return two readings as one map, with marks where they differ.

    A relation that both have with other ends is there twice: as the second has it, and as the first had it, marked as
    dropped. Stances are those of the second map.

    Args:
        first: the first map.
        second: the second one.
        comparison: their differences.
        language: the language of the words in the marks.
    """
    ids = _ids(first, second, comparison)
    posts = second.thread.posts_by_id if second.thread else {}
    moved = {str(d.first): str(d.second) for d in comparison.of("relation", *MOVED)}
    taken = {*second.parts, *second.questions_by_id, *ids.values()}
    old = {id: _free(f"{other}-before", taken) for id, other in moved.items()}
    map = second.model_copy(
        update={
            "issues": [*second.issues, *_only(first.issues, second.issues_by_id, ids, posts)],
            "claims": [*second.claims, *_only(first.claims, second.nodes, ids, posts)],
            "examples": [*second.examples, *_only(first.examples, second.nodes, ids, posts)],
            "relations": [
                *second.relations,
                *_only(first.relations, second.relations_by_id, ids, posts),
                *(_renamed(r, {**ids, r.id: old[r.id]}, posts) for r in first.relations if r.id in old),
            ],
            "expect": None,
            "breaches": (),
        }
    )
    made = Union(map, ids, {})
    marks = dict(_marks(made, first, second, comparison, language))
    before = ChangeMark(ChangeSign.DROPPED, (language.say("before"),))
    return Union(map, ids, marks | dict.fromkeys(old.values(), before))


def _ids(first: ArgumentMap, second: ArgumentMap, comparison: Comparison) -> dict[str, str]:
    """Return what the ids of the first map are in the union: those of their partners, or free ones."""
    matched = comparison.matching.of(*DRAWN)
    taken = {*second.parts, *second.questions_by_id}
    return {id: matched[id] if id in matched else _free(id, taken) for id in first.parts}


def _free(id: str, taken: set[str]) -> str:
    """Return an id that no part has yet, and remember it as taken."""
    number = 1
    free = id[:LONGEST_ID].rstrip("-")
    while free in taken:
        number += 1
        end = f"-{number}"
        free = f"{id[: LONGEST_ID - len(end)].rstrip('-')}{end}"
    taken.add(free)
    return free


def _only(
    parts: Iterable[AnyPart], known: Mapping[str, object], ids: Mapping[str, str], posts: Mapping[str, object]
) -> Iterator[AnyPart]:
    """Yield the parts that only the first map has, as parts of the union."""
    return (_renamed(part, ids, posts) for part in parts if ids[part.id] not in known)


def _renamed(part: AnyPart, ids: Mapping[str, str], posts: Mapping[str, object]) -> AnyPart:
    """Return a part of the first map with the ids of the union, and the quotes that the thread of the second one has."""
    changes: dict[str, object] = {"id": ids[part.id]}
    if isinstance(part, Issue):
        changes |= {"parent": part.parent and ids[part.parent], "outcome": None}
    elif isinstance(part, Relation):
        # A critical question is one of the scheme of another relation, which may have none here.
        ends = {"premises": [ids[premise] for premise in part.premises], "target": ids[part.target]}
        changes |= {**ends, "question": None, "quotes": _known(part.quotes, posts)}
    else:
        changes["quotes"] = _known(part.quotes, posts)
        if isinstance(part, Claim):
            changes["answers"] = part.answers and ids[part.answers]
    return part.model_copy(update=changes)


def _known(quotes: Iterable[Quote], posts: Mapping[str, object]) -> list[Quote]:
    return [quote for quote in quotes if quote.post in posts]


def _marks(
    made: Union, first: ArgumentMap, second: ArgumentMap, comparison: Comparison, language: Language
) -> Iterator[tuple[str, ChangeMark]]:
    """Yield the mark of each part that is drawn and differs; stances are said on their claims."""
    signs: dict[str, ChangeSign] = {}
    words: dict[str, list[str]] = {}
    for section in sections(first, second, comparison, language):
        for line in section.lines:
            place = made.place_of(line.about)
            if place is None:
                continue
            is_whole = line.about.kind in DRAWN and line.about.change in {
                DifferenceKind.ADDED,
                DifferenceKind.DROPPED,
            }
            sign = ChangeSign(line.sign) if is_whole else ChangeSign.CHANGED
            signs.setdefault(place, sign)
            if not is_whole and signs[place] is ChangeSign.CHANGED:
                words.setdefault(place, []).append(_words(line, language))
    for place, sign in signs.items():
        yield place, ChangeMark(sign, tuple(words.get(place, ())))


def _words(line: ComparisonLine, language: Language) -> str:
    """Return what is otherwise in one line; of a relation only what it is called, as there is little room on its arrow."""
    if line.about.kind == "relation" and line.about.change is not DifferenceKind.CHANGED:
        return line.said
    if line.about.kind == "stance" and line.sign != ChangeSign.CHANGED:
        return f"{line.sign} {_who(line)}: {_text(line, WordStatus.KEPT)}"
    if line.about.change is DifferenceKind.REWORDED:
        return language.say("before: {text}", text=line.about.before)
    before, after = (" ".join(words.split()) for words in shown_values(line.about, language))
    what = _who(line) if line.about.kind == "stance" else line.said
    return shortened(f"{what}: {before} → {after}", LONGEST_WORDS)


def _who(line: ComparisonLine) -> str:
    """Return whose stance it is, without the claim, on which the words stand."""
    return line.who or line.name


def _text(line: ComparisonLine, *wordings: WordStatus) -> str:
    words = "".join(piece.text for piece in line.pieces if piece.wording in wordings)
    return " ".join(words.split())
