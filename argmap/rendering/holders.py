"""Who holds a claim at the end, what a stance says and what was asked, in a few words for pictures, outlines and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.dialogue.moves import participant_names
from argmap.graph.stances import LastStance, OpenQuestion, Stances
from argmap.language import ENGLISH, SOURCE, Language, message
from argmap.model.annotations import Answer, Commitment, Label, Question
from argmap.model.claim import Claim, Issue, IssueOutcome
from argmap.model.map import ArgumentMap
from argmap.rendering.conditions import bare_condition

MOST = 3
"""Participants who are named; of more, a short line gives the number."""

LONGEST = 60
"""Characters of a condition in a short line."""

NOBODYS = message("nobody’s")
UNKNOWN = message("an unknown author")
BETWEEN = " · "


def held_line(
    map: ArgumentMap,
    stances: Stances,
    labels: Mapping[str, Label] | None = None,
    *,
    most: int | None = MOST,
    longest: int | None = LONGEST,
    language: Language = ENGLISH,
) -> str:
    """Return who holds a claim at the end, in one line such as "held by Ana, Ben · given up by Cy".

    Args:
        map: the map.
        stances: the last stances on the claim.
        labels: what follows, which says whether conditions are granted; None says nothing about that.
        most: how many people are named; of more, their number is given. None names all.
        longest: characters of a condition that are shown; None shows all.
        language: the language of the words around those of the map.
    """
    names, say = participant_names(map), language.say

    def people(those: Iterable[LastStance | OpenQuestion]) -> str:
        named = [_name(names, each.participant, language) for each in those]
        many = most is not None and len(named) > most
        return say("{count} participants", count=len(named)) if many else ", ".join(named)

    plain = (
        (message("held by {people}"), stances.holding),
        (message("conceded by {people}"), stances.conceding),
        (message("guessed by {people}"), stances.hedging),
        (message("proposed by {people}"), stances.proposing),
        (message("rejected by {people}"), [s for s in stances.rejecting if s.condition is None]),
        (message("doubted by {people}"), stances.doubting),
        (message("given up by {people}"), stances.giving_up),
    )
    parts = [say(words, people=people(those)) for words, those in plain if those]
    bound = [s for s in (*stances.conditional, *stances.rejecting) if s.condition is not None]
    for stance in bound:
        who = _name(names, stance.participant, language)
        if not stance.stance.accepts:
            who = say("{name} rejects it", name=who)
        parts.append(f"{who}: {_condition(map, stance, labels, longest, language)}")
    if stances.questions:
        parts.append(say("questioned by {people}", people=people(stances.questions)))
    return BETWEEN.join(" ".join(part.split()) for part in parts) or language.translated(NOBODYS)


def says_only_who_speaks(stances: Stances, speakers: Iterable[str]) -> bool:
    """Return whether those who hold a claim are those who state it, so that there is no more to say about it.

    Args:
        stances: the last stances on the claim.
        speakers: ids of those who are quoted for it, "" for an unknown author.
    """
    return (
        not stances.questions
        and len(stances.holding) == len(stances.last)
        and {s.participant for s in stances.last} == set(speakers)
    )


def condition_words(
    map: ArgumentMap, condition: str, longest: int | None = None, language: Language = ENGLISH
) -> str:
    """Return a condition in words: beginning with "if" where that can be said, else as they are; a claim by its name.

    Words of the map never follow an "if" of another language.

    Args:
        map: the map.
        condition: words, or the id of a claim.
        longest: characters that are shown; None shows all.
        language: the language of the words around those of the map.
    """
    claim = map.nodes.get(condition)
    if claim is not None:
        return language.say("if “{claim}”", claim=_cut(_short(claim), longest))
    words = bare_condition(condition, map.language) if language.name == SOURCE else None
    if words is None:
        return _cut(condition, longest)
    return language.say("if {condition}", condition=_cut(words, longest))


def stance_manner(
    map: ArgumentMap, commitment: Commitment, longest: int | None = None, language: Language = ENGLISH
) -> str:
    """Return how a stance is taken, as words that follow it: ", as a guess", ", if shift workers are exempt" or nothing.

    Args:
        map: the map.
        commitment: one of its commitments.
        longest: characters of a condition that are shown; None shows all.
        language: the language of the words around those of the map.
    """
    hedge = language.say(", as a guess") if commitment.hedged else ""
    if not commitment.condition:
        return hedge
    return f"{hedge}, {condition_words(map, commitment.condition, longest, language)}"


def annotator_words(item: object, language: Language = ENGLISH) -> str:
    """Return what annotators say of an item: who made it, how sure they are, and their note; "" for nothing."""
    by, confidence, note = (getattr(item, name, None) for name in ("by", "confidence", "note"))
    parts = [
        language.say("by {name}", name=by) if by else "",
        "" if confidence is None else language.say("confidence {number}", number=format(confidence, "g")),
    ]
    head = ", ".join(part for part in parts if part)
    return ": ".join(part for part in (head, " ".join((note or "").split())) if part)


def question_asked(
    map: ArgumentMap, question: Question, *, numbered: bool = True, language: Language = ENGLISH
) -> str:
    """Return who asks a question, in which post if that is wanted, and whom: "Ana #3 asks Ben"."""
    who = _author(map, question.post, language, numbered=numbered)
    if not question.to:
        return language.say("{name} asks", name=who)
    return language.say(
        "{name} asks {other}", name=who, other=participant_names(map).get(question.to, question.to)
    )


def question_answered(map: ArgumentMap, question: Question, language: Language = ENGLISH) -> str:
    """Return what answers a question: "answered in #4 by “Most do”", or "nobody answered"."""
    if not question.answered_by:
        return language.say("nobody answered")
    answers = dict.fromkeys(_answer(map, each, language) for each in question.answered_by)
    return language.say("answered {answers}", answers=language.say(" and ").join(answers))


def outcome_words(map: ArgumentMap, outcome: IssueOutcome, language: Language = ENGLISH) -> str:
    """Return how the discussion of an issue ended: "settled: Close it (by Ana, Ben)" or "left open"."""
    if outcome.thesis is None:
        return language.say("left open")
    people, thesis = participant_names(map), _short(map.nodes[outcome.thesis])
    by = ", ".join(people.get(person, person) for person in outcome.by)
    if not by:
        return language.say("settled: {thesis}", thesis=thesis)
    return language.say("settled: {thesis} (by {people})", thesis=thesis, people=" ".join(by.split()))


def chosen(map: ArgumentMap) -> Mapping[str, Sequence[str]]:
    """Return the theses that outcomes name, each with the names of those who chose it."""
    people = participant_names(map)
    ended = (issue.outcome for issue in map.issues if issue.outcome is not None)
    return {
        outcome.thesis: [people.get(person, person) for person in outcome.by]
        for outcome in ended
        if outcome.thesis is not None
    }


def chosen_words(by: Sequence[str], language: Language = ENGLISH) -> str:
    """Return what is said of a thesis that was chosen by some people, or by nobody who is named."""
    if not by:
        return language.say("chosen in the end")
    many = len(by) > MOST
    people = language.say("{count} participants", count=len(by)) if many else " ".join(", ".join(by).split())
    return language.say("chosen by {people}", people=people)


def exclusion_words(map: ArgumentMap, issue: Issue, language: Language = ENGLISH) -> str:
    """Return whether the answers of an issue exclude each other; "" where it has no two and does not say it."""
    if issue.exclusive is None and sum(claim.answers == issue.id for claim in map.claims) < 2:  # noqa: PLR2004
        return ""
    exclusive = issue.is_exclusive
    return language.say("one answer at most") if exclusive else language.say("several answers possible")


def sense_words(claim: Claim) -> Iterator[str]:
    """Yield the senses of terms in a claim, such as "math: symbolic proof"."""
    return (" ".join(f"{sense.term}: {sense.sense}".split()) for sense in claim.senses)


def _condition(
    map: ArgumentMap,
    stance: LastStance,
    labels: Mapping[str, Label] | None,
    longest: int | None,
    language: Language,
) -> str:
    words = condition_words(map, stance.condition or "", longest, language)
    if labels is None or not labels:
        return words
    granted = stance.condition_claim is not None and labels.get(stance.condition_claim) is Label.IN
    state = language.say("granted") if granted else language.say("not granted")
    return f"{words} ({state})"


def _cut(words: str, longest: int | None) -> str:
    folded = " ".join(words.split())
    return f"{folded[:longest].rstrip()} …" if longest is not None and len(folded) > longest else folded


def _name(names: Mapping[str, str], participant: str, language: Language) -> str:
    return names.get(participant, participant) or language.translated(UNKNOWN)


def _short(node: object) -> str:
    return " ".join(str(getattr(node, "label", None) or getattr(node, "name", None) or node.text).split())  # type: ignore[attr-defined]


def _author(map: ArgumentMap, post: str, language: Language, *, numbered: bool) -> str:
    if map.thread is None:
        return language.say("somebody")
    author = map.thread.posts_by_id[post].author
    number = f" #{map.thread.numbers[post]}" if numbered else ""
    return f"{_name(participant_names(map), author or '', language)}{number}"


def _answer(map: ArgumentMap, answer: Answer, language: Language) -> str:
    parts = []
    if answer.post and map.thread:
        parts.append(language.say("in #{number}", number=map.thread.numbers[answer.post]))
    if answer.claim:
        parts.append(language.say("by “{claim}”", claim=_short(map.nodes[answer.claim])))
    return " ".join(parts) or language.say("in the thread")
