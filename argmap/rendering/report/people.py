"""How reports speak of people: by name and post, and of what they end with on a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.dialogue.moves import AuthorOfPost, participant_names
from argmap.graph.stances import LastStance, OpenQuestion, StanceRecord, Stances
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.conditions import condition_clause
from argmap.rendering.report.naming import Names, listed
from argmap.verdicts import ConditionalStance, Holding

SOMEBODY = "an unnamed author"


def person(voice: AuthorOfPost, *, posts: bool = True) -> str:
    """Return a name, with the post in brackets if it is known and asked for."""
    name = voice.name or SOMEBODY
    return f"{name} (post {voice.number})" if posts and voice.number else name


CROWD = 6
"""So many people are named in a sentence without posts; of more, the rest is counted."""


def everybody(voices: Iterable[AuthorOfPost], *, posts: bool = True) -> str:
    """Return several names, each once, joined by commas and "and"; of a crowd without posts, how many more there are."""
    names = list(dict.fromkeys(person(voice, posts=posts) for voice in voices))
    if not posts and len(names) > CROWD:
        names = [*names[: CROWD - 1], f"{len(names) - CROWD + 1} more"]
    return listed(names)


def bracketed(voices: Iterable[AuthorOfPost]) -> str:
    """Return who says something where, for brackets: "Ann, post 1; Ben, posts 2 and 5"."""
    posts: dict[str, list[int]] = {}
    for voice in voices:
        posts.setdefault(voice.name or SOMEBODY, []).append(voice.number)
    return "; ".join(
        f"{name}{_in_posts(sorted({n for n in numbers if n}))}" for name, numbers in posts.items()
    )


def _in_posts(numbers: list[int]) -> str:
    return f", post{'s' if len(numbers) > 1 else ''} {listed(map(str, numbers))}" if numbers else ""


def holding_words(names: Names, holding: Holding, labels: Mapping[str, Label], *, posts: bool = True) -> str:
    """Return who holds a claim at the end, as what is said of the claim: "is held by Ann and conceded by Ben"."""
    under = {c.by for c in holding.conditional}
    kinds = (
        ("held by", [voice for voice in holding.held_by if voice not in under]),
        ("conceded by", [voice for voice in holding.conceded_by if voice not in under]),
    )
    parts = [f"{done} {everybody(those, posts=posts)}" for done, those in kinds if those]
    parts += _conditional(names, holding, labels, posts)
    rest = (
        ("said only as a guess by", holding.hedged_by),
        ("only proposed by", holding.proposed_by),
        ("rejected by", holding.rejected_by),
        ("doubted by", holding.doubted_by),
        ("given up by", holding.given_up_by),
    )
    parts += [f"{done} {everybody(those, posts=posts)}" for done, those in rest if those]
    if not parts:
        return "is held and rejected by nobody"
    accepted = holding.held_by or holding.conceded_by or holding.conditional or holding.hedged_by
    if not accepted and not holding.proposed_by:
        if len(parts) == 1 and len(holding.rejected_by) > 1:
            people = everybody(holding.rejected_by, posts=posts)
            return f"is held by nobody, and rejected by all who take a stance on it at the end: {people}"
        if len(parts) == 1 and holding.given_up_by:
            return f"was {parts[0]}, and nobody holds it"
        parts = ["held by nobody", *parts]
    # What is said of a condition may have commas of its own, so what follows it is set off.
    return f"is {_set_off(parts) if holding.conditional else listed(parts)}"


def _conditional(names: Names, holding: Holding, labels: Mapping[str, Label], posts: bool) -> Iterator[str]:
    """Yield for each condition who accepts or concedes the claim on it."""
    groups: dict[tuple[bool, str], list[ConditionalStance]] = {}
    for made in holding.conditional:
        groups.setdefault((made.by in holding.conceded_by, made.condition), []).append(made)
    for (conceded, _), those in groups.items():
        words = _condition(names, those[0], labels)
        people = everybody((made.by for made in those), posts=posts)
        yield f"{'conceded' if conceded else 'accepted'} by {people} {words}"


def _set_off(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _condition(names: Names, made: ConditionalStance, labels: Mapping[str, Label]) -> str:
    if made.claim is None:
        return f"only {condition_clause(made.condition, names.map.language)}"
    outcome = {Label.IN: "was met", Label.OUT: "was not granted", Label.UNDECIDED: "is undecided"}
    return f"on the condition {names.short(made.claim)} (which {outcome[labels[made.claim]]})"


@dataclass(frozen=True, eq=False)
class Speakers:
    """Who says what about each claim and example at the end, in words."""

    map: ArgumentMap

    @cached_property
    def stances(self) -> StanceRecord:
        return StanceRecord(self.map)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return participant_names(self.map)

    def of(self, name: str) -> Stances:
        """Return the stances on a claim or example at the end."""
        return self.stances.of(name)

    def all(self, stances: Iterable[LastStance | OpenQuestion]) -> str:
        """Return who takes some stances, with the posts."""
        return everybody(
            AuthorOfPost(s.number, self._names.get(s.participant, s.participant)) for s in stances
        )

    def against(self, name: str) -> str:
        """Return who denies, doubts, questions or gave up a claim, as a clause; "" for nobody."""
        stances = self.of(name)
        kinds = (
            ("denies", "deny", stances.rejecting),
            ("doubts", "doubt", stances.doubting),
            ("questions", "question", stances.questions),
        )
        clauses = [f"{self.all(those)} {verb(those, one, many)} it" for one, many, those in kinds if those]
        if stances.giving_up:
            clauses.append(f"{self.all(stances.giving_up)} gave it up")
        return listed(clauses)

    def is_unopposed(self, name: str) -> bool:
        """Whether no stance, objection or question speaks against a claim or example, and no condition is set."""
        rep = self.stances.statements[name]
        doubted = self.against(name) or self.stances.was_doubted(name)
        return rep not in self._objected_to and not doubted and not self.of(name).conditional

    @cached_property
    def _objected_to(self) -> frozenset[str]:
        """The statements that an objection or an unanswered question of the map is about."""
        return frozenset(self._opposed())

    def _opposed(self) -> Iterator[str]:
        one = self.stances.statements
        for relation in self.map.relations:
            if relation.kind is RelationKind.ATTACK and relation.id not in self.map.weightless:
                yield one[relation.target]
        for question in self.map.questions:
            if question.about is not None and question.about in one and not question.answered_by:
                yield one[question.about]


def verb(those: Iterable[object], one: str, many: str) -> str:
    """Return the form of a verb for one person or several."""
    return one if len(list(those)) == 1 else many
