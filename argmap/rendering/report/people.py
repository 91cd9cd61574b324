"""How reports speak of people: by name and post, and of what they end with on a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.dialogue.moves import AuthorOfPost, participant_names
from argmap.graph.stances import LastStance, OpenQuestion, StanceRecord, Stances, record_of
from argmap.language import ENGLISH, Language, message
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.conditions import condition_clause
from argmap.rendering.report.naming import Names, said_list
from argmap.verdicts import ConditionalStance, Holding

SOMEBODY = message("an unnamed author")


HELD = message("held by {people}"), message("conceded by {people}")
"""Who stands by a claim."""

REST = (
    message("said only as a guess by {people}"),
    message("only proposed by {people}"),
    message("rejected by {people}"),
    message("doubted by {people}"),
    message("given up by {people}"),
)
"""Who takes other stances on it."""

CONDITIONS: Mapping[Label, str] = {
    Label.IN: message("on the condition {claim} (which was met)"),
    Label.OUT: message("on the condition {claim} (which was not granted)"),
    Label.UNDECIDED: message("on the condition {claim} (which is undecided)"),
}
DENY = message("{people} denies it"), message("{people} deny it")
AGAINST = (
    DENY,
    (message("{people} doubts it"), message("{people} doubt it")),
    (message("{people} questions it"), message("{people} question it")),
)
"""What one person or several say against a claim."""


def person(voice: AuthorOfPost, *, posts: bool = True, language: Language = ENGLISH) -> str:
    """Return a name, with the post in brackets if it is known and asked for."""
    name = voice.name or language.translated(SOMEBODY)
    numbered = posts and voice.number
    return language.say("{name} (post {number})", name=name, number=voice.number) if numbered else name


CROWD = 6
"""So many people are named in a sentence without posts; of more, the rest is counted."""


def everybody(voices: Iterable[AuthorOfPost], *, posts: bool = True, language: Language = ENGLISH) -> str:
    """Return several names, each once, joined by commas and "and"; of a crowd without posts, how many more there are."""
    names = list(dict.fromkeys(person(voice, posts=posts, language=language) for voice in voices))
    if not posts and len(names) > CROWD:
        names = [*names[: CROWD - 1], language.say("{count} more", count=len(names) - CROWD + 1)]
    return said_list(names, language)


def bracketed(voices: Iterable[AuthorOfPost], language: Language = ENGLISH) -> str:
    """Return who says something where, for brackets: "Ann, post 1; Ben, posts 2 and 5"."""
    posts: dict[str, list[int]] = {}
    for voice in voices:
        posts.setdefault(voice.name or language.translated(SOMEBODY), []).append(voice.number)
    return "; ".join(
        f"{name}{_in_posts(sorted({n for n in numbers if n}), language)}" for name, numbers in posts.items()
    )


def _in_posts(numbers: list[int], language: Language) -> str:
    if len(numbers) > 1:
        return language.say(", posts {numbers}", numbers=said_list(map(str, numbers), language))
    return language.say(", post {number}", number=numbers[0]) if numbers else ""


def holding_words(names: Names, holding: Holding, labels: Mapping[str, Label], *, posts: bool = True) -> str:
    """Return who holds a claim at the end, as what is said of the claim: "is held by Ann and conceded by Ben"."""
    language, say = names.language, names.language.say
    under = {c.by for c in holding.conditional}

    def said(words: str, those: Iterable[AuthorOfPost]) -> str:
        return say(words, people=everybody(those, posts=posts, language=language))

    held = [voice for voice in holding.held_by if voice not in under]
    conceded = [voice for voice in holding.conceded_by if voice not in under]
    parts = [said(words, those) for words, those in zip(HELD, (held, conceded), strict=True) if those]
    parts += _conditional(names, holding, labels, posts)
    others = (
        holding.hedged_by,
        holding.proposed_by,
        holding.rejected_by,
        holding.doubted_by,
        holding.given_up_by,
    )
    parts += [said(words, those) for words, those in zip(REST, others, strict=True) if those]
    if not parts:
        return say("is held and rejected by nobody")
    accepted = holding.held_by or holding.conceded_by or holding.conditional or holding.hedged_by
    if not accepted and not holding.proposed_by:
        if len(parts) == 1 and len(holding.rejected_by) > 1:
            return said(
                message(
                    "is held by nobody, and rejected by all who take a stance on it at the end: {people}"
                ),
                holding.rejected_by,
            )
        if len(parts) == 1 and holding.given_up_by:
            return said(message("was given up by {people}, and nobody holds it"), holding.given_up_by)
        parts = [say("held by nobody"), *parts]
    # What is said of a condition may have commas of its own, so what follows it is set off.
    return say(
        "is {parts}",
        parts=_set_off(parts, language) if holding.conditional else said_list(parts, language),
    )


def _conditional(names: Names, holding: Holding, labels: Mapping[str, Label], posts: bool) -> Iterator[str]:
    """Yield for each condition who accepts or concedes the claim on it."""
    groups: dict[tuple[bool, str], list[ConditionalStance]] = {}
    for made in holding.conditional:
        groups.setdefault((made.by in holding.conceded_by, made.condition), []).append(made)
    for (conceded, _), those in groups.items():
        words = _condition(names, those[0], labels)
        people = everybody((made.by for made in those), posts=posts, language=names.language)
        said = message("conceded by {people} {condition}"), message("accepted by {people} {condition}")
        yield names.language.say(said[not conceded], people=people, condition=words)


def _set_off(parts: list[str], language: Language) -> str:
    if len(parts) == 1:
        return parts[0]
    return language.say("{first}, and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _condition(names: Names, made: ConditionalStance, labels: Mapping[str, Label]) -> str:
    if made.claim is None:
        clause = condition_clause(made.condition, names.map.language, names.language)
        return names.language.say("only {condition}", condition=clause)
    return names.language.say(CONDITIONS[labels[made.claim]], claim=names.short(made.claim))


@dataclass(frozen=True, eq=False)
class Speakers:
    """Who says what about each claim and example at the end, in words of a language."""

    map: ArgumentMap
    language: Language = ENGLISH

    @cached_property
    def stances(self) -> StanceRecord:
        return record_of(self.map)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return participant_names(self.map)

    def of(self, name: str) -> Stances:
        """Return the stances on a claim or example at the end."""
        return self.stances.of(name)

    def all(self, stances: Iterable[LastStance | OpenQuestion]) -> str:
        """Return who takes some stances, with the posts."""
        voices = (AuthorOfPost(s.number, self._names.get(s.participant, s.participant)) for s in stances)
        return everybody(voices, language=self.language)

    def say(self, words: tuple[str, str], stances: Sequence[LastStance | OpenQuestion]) -> str:
        """Return what one person or several do, in words of the catalogues for one and for several."""
        return self.language.say(words[len(stances) != 1], people=self.all(stances))

    def against(self, name: str) -> str:
        """Return who denies, doubts, questions or gave up a claim, as a clause; "" for nobody."""
        stances = self.of(name)
        denying, doubting, asking = AGAINST
        kinds: tuple[tuple[tuple[str, str], Sequence[LastStance | OpenQuestion]], ...] = (
            (denying, stances.rejecting),
            (doubting, stances.doubting),
            (asking, stances.questions),
        )
        clauses = [self.say(words, those) for words, those in kinds if those]
        if stances.giving_up:
            clauses.append(self.language.say("{people} gave it up", people=self.all(stances.giving_up)))
        return said_list(clauses, self.language)

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
