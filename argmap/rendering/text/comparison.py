"""The differences of two readings in lines that can be read: grouped, each with a sign, and with the words that changed.

`sections` makes the lines, which text, Markdown, the picture and the page have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Any

from argmap.dialogue.moves import participant_names
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.readings.comparison import Comparison, DifferenceKind, ReadingDifference
from argmap.readings.matching import KINDS, MatchBasis, Matching
from argmap.readings.wording import WordPiece, WordStatus, word_changes
from argmap.rendering.text.values import field_name, shown_value

SIGNS: Mapping[DifferenceKind, str] = MappingProxyType(
    {DifferenceKind.ADDED: "+", DifferenceKind.DROPPED: "−"}
)
CHANGED = "~"
"""The sign of what both have and have otherwise."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "issue": message("Issues"),
        "claim": message("Claims"),
        "example": message("Examples"),
        "question": message("Questions"),
        "relation": message("Relations"),
        "stance": message("Stances"),
        "stage": message("Stages"),
        "breach": message("Broken rules"),
        "map": message("The map itself"),
    }
)
CALLED: Mapping[DifferenceKind, str] = MappingProxyType(
    {
        DifferenceKind.ADDED: message("added"),
        DifferenceKind.DROPPED: message("dropped"),
        DifferenceKind.REWORDED: message("reworded"),
        DifferenceKind.REQUOTED: message("other quotes"),
        DifferenceKind.FLIPPED: message("flipped"),
        DifferenceKind.RETARGETED: message("another target"),
        DifferenceKind.PREMISES: message("other premises"),
        DifferenceKind.CHANGED: message("changed"),
    }
)
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "support": message("supports"),
        "attack": message("attacks"),
        "undercut": message("undercuts"),
        "rephrase": message("rephrases"),
        "explains": message("explains"),
    }
)
BASES: Mapping[MatchBasis, str] = MappingProxyType(
    {
        MatchBasis.QUOTES: message("{count} by quotes"),
        MatchBasis.TEXT: message("{count} by text"),
        MatchBasis.ENDS: message("{count} by their ends"),
        MatchBasis.ID: message("{count} by id"),
    }
)
MATCHED: Mapping[str, str] = MappingProxyType(
    {
        "issue": message("issues matched: {count} ({how})"),
        "claim": message("claims matched: {count} ({how})"),
        "example": message("examples matched: {count} ({how})"),
        "question": message("questions matched: {count} ({how})"),
        "relation": message("relations matched: {count} ({how})"),
    }
)
SENTENCES = frozenset({"kind", "target", "premises"})
"""The fields of a relation that are shown together, as the sentence that they make."""


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One line: a sign (+, − or ~), what it is about, what is said of it, and its words, with those that changed.

    `who` is the participant of a stance by name.
    """

    sign: str
    name: str
    said: str
    pieces: tuple[WordPiece, ...]
    about: ReadingDifference
    who: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonSection:
    """The lines about one kind of part, with a title and how many there are of each sign."""

    title: str
    counts: str
    lines: tuple[ComparisonLine, ...] = field(default=())


def sections(
    first: ArgumentMap,
    second: ArgumentMap,
    comparison: Comparison,
    language: Language = ENGLISH,
    *,
    details: bool = False,
) -> tuple[ComparisonSection, ...]:
    """Return the differences of two maps in lines, in a section for each kind of part.

    Args:
        first: the first map.
        second: the second one.
        comparison: their differences.
        language: the language of the words around those of the maps.
        details: whether labels, notes and the like are among them.
    """
    writer = _Lines(first, second, comparison.matching, language)
    shown = [*comparison.differences, *(comparison.details if details else ())]
    by_kind = {kind: [d for d in shown if d.kind == kind] for kind in TITLES}
    return tuple(
        ComparisonSection(
            language.translated(TITLES[kind]), _counts(of_kind, language), tuple(writer.lines(of_kind))
        )
        for kind, of_kind in by_kind.items()
        if of_kind
    )


def matched_words(matching: Matching, language: Language = ENGLISH) -> str:
    """Return in one line how many parts of two maps are taken for one, and by what.

    Args:
        matching: the pairs.
        language: the language of the line.
    """
    parts = []
    for kind in ("claim", "relation", "issue", "example", "question"):
        bases = [pair.basis for pair in matching.pairs if pair.kind == kind]
        how = [language.say(BASES[b], count=bases.count(b)) for b in BASES if b in bases]
        if bases:
            parts.append(language.say(MATCHED[kind], count=len(bases), how=", ".join(how)))
    return "; ".join(parts) or language.say("no part of one map is in the other")


def matching_lines(matching: Matching) -> Iterator[str]:
    """Yield a line for each pair, and for the parts of each kind that one map has alone."""
    yield from map(str, matching.pairs)
    for side, alone in (("first", matching.only_first), ("second", matching.only_second)):
        for kind in KINDS:
            if kind in alone:
                yield f"{kind} only in the {side}: {', '.join(alone[kind])}"


def _counts(differences: Sequence[ReadingDifference], language: Language) -> str:
    """Return how many parts are added, dropped and changed."""
    groups = (
        (message("{count} added"), {d.name for d in differences if d.change is DifferenceKind.ADDED}),
        (message("{count} dropped"), {d.name for d in differences if d.change is DifferenceKind.DROPPED}),
        (message("{count} changed"), {d.name for d in differences if d.change not in SIGNS}),
    )
    return ", ".join(language.say(words, count=len(names)) for words, names in groups if names)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Writes the lines about two maps."""

    first: ArgumentMap
    second: ArgumentMap
    matching: Matching
    language: Language

    def lines(self, differences: Iterable[ReadingDifference]) -> Iterator[ComparisonLine]:
        order = sorted(
            differences, key=lambda d: [*SIGNS, None].index(d.change if d.change in SIGNS else None)
        )
        for _, group in groupby(order, key=lambda d: (d.first, d.second)):
            yield from self._of_part(list(group))

    def _of_part(self, differences: list[ReadingDifference]) -> Iterator[ComparisonLine]:
        """Yield the lines about one part; what a relation joins, and how, is one line."""
        joined = [d for d in differences if d.kind == "relation" and d.field in SENTENCES]
        if joined:
            said = ", ".join(self.language.translated(CALLED[d.change]) for d in joined)
            yield self._line(joined[0], said, word_changes(*self._sentences(joined[0])))
        for d in differences:
            if d in joined:
                continue
            if d.change in SIGNS:
                value = self.whole(d.kind, d.before if d.after is None else d.after)
                yield self._line(d, "", (WordPiece(value, WordStatus.KEPT),))
            elif d.change is DifferenceKind.REWORDED:
                yield self._line(d, self._called(d), word_changes(d.before, d.after))
            else:
                yield self._line(d, self._called(d), _value_pieces(d, self.language))

    def _line(self, d: ReadingDifference, said: str, pieces: Iterable[WordPiece]) -> ComparisonLine:
        sign = SIGNS.get(d.change, CHANGED)
        return ComparisonLine(sign, self._name(d), said, tuple(pieces), d, self._who(d))

    def _who(self, d: ReadingDifference) -> str:
        participant = d.name.partition(":")[0]
        names = participant_names(self.second)
        return names.get(participant, participant) if d.kind == "stance" else ""

    def _called(self, d: ReadingDifference) -> str:
        """Return what is said of a change: what it is called, or the field."""
        if d.change is DifferenceKind.CHANGED:
            return field_name(d.field, self.language)
        return self.language.translated(CALLED[d.change])

    def _name(self, d: ReadingDifference) -> str:
        if d.kind == "stance":
            claim = d.name.partition(":")[2]
            return self.language.say("{name} on {claim}", name=self._who(d), claim=claim)
        both = {d.first, d.second} - {None}
        return d.name if len(both) == 1 else f"{d.first} = {d.second}"

    def _sentences(self, d: ReadingDifference) -> tuple[str, str]:
        """Return what a relation says in each map, the first in the ids of the second where they name the same part."""
        one = self.first.relations_by_id[str(d.first)].to_dict()
        ids = self.matching.of("claim", "example", "relation")
        premises = [ids.get(id, id) for id in one["premises"]]
        other = self.second.relations_by_id[str(d.second)].to_dict()
        # The order of premises means nothing: those that both have come first, as the second has them.
        premises.sort(key=lambda p: other["premises"].index(p) if p in other["premises"] else len(premises))
        before = one | {"premises": premises, "target": ids.get(one["target"], one["target"])}
        return self._sentence(before), self._sentence(other)

    def _sentence(self, relation: Mapping[str, Any]) -> str:
        verb = self.language.translated(VERBS[relation["kind"]])
        return f"{' + '.join(relation['premises'])} {verb} {relation['target']}"

    def whole(self, kind: str, value: Any) -> str:  # noqa: PLR0911 (one return for each kind of part)
        """Return a part that one map has alone, in words."""
        match kind:
            case "issue":
                return str(value["question"])
            case "example":
                return f"{value['name']}: {value['text']}"
            case "relation":
                return self._sentence(value)
            case "stance":
                return shown_value("stances", value, self.language)
            case "stage":
                return str(value["post"])
            case "breach":
                return " ".join(str(breach["why"]) for breach in value)
        return str(value["text"])


def left_out_words(comparison: Comparison, language: Language = ENGLISH) -> str:
    """Return in one line that details are not shown.

    Args:
        comparison: the differences.
        language: the language of the line.
    """
    more = message("differences of ids, labels, notes and the like, not shown: {count} (--details)")
    return language.say(more, count=len(comparison.details))


def shown_values(d: ReadingDifference, language: Language = ENGLISH) -> tuple[str, str]:
    """Return the value of a field in the first map and in the second one, as words.

    Args:
        d: the difference of two values.
        language: the language of the words around those of the maps.
    """
    return shown_value(d.field, d.before, language), shown_value(d.field, d.after, language)


def _value_pieces(d: ReadingDifference, language: Language) -> tuple[WordPiece, ...]:
    """Return the value of a field in both maps: of a list or a text, what both have stands there once."""
    before, after = shown_values(d, language)
    are_texts = all(isinstance(value, str) and " " in value for value in (d.before, d.after))
    if are_texts or (isinstance(d.before, list) and isinstance(d.after, list)):
        return word_changes(before, after)
    return WordPiece(f"{before} ", WordStatus.DROPPED), WordPiece(after, WordStatus.ADDED)
