"""Who holds a claim at the end, what a stance says and what was asked, in a few words for pictures, outlines and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.dialogue.moves import participant_names
from argmap.graph.stances import LastStance, OpenQuestion, Stances
from argmap.model.annotations import Answer, Commitment, Label, Question
from argmap.model.claim import Claim, Issue, IssueOutcome
from argmap.model.map import ArgumentMap
from argmap.rendering.conditions import bare_condition

MOST = 3
"""Participants who are named; of more, a short line gives the number."""

LONGEST = 60
"""Characters of a condition in a short line."""

NOBODYS = "nobody’s"
UNKNOWN = "an unknown author"
BETWEEN = " · "


def held_line(
    map: ArgumentMap,
    stances: Stances,
    labels: Mapping[str, Label] | None = None,
    *,
    most: int | None = MOST,
    longest: int | None = LONGEST,
) -> str:
    """Return who holds a claim at the end, in one line such as "held by Ana, Ben · given up by Cy".

    Args:
        map: the map.
        stances: the last stances on the claim.
        labels: what follows, which says whether conditions are granted; None says nothing about that.
        most: how many people are named; of more, their number is given. None names all.
        longest: characters of a condition that are shown; None shows all.
    """
    names = participant_names(map)

    def people(those: Iterable[LastStance | OpenQuestion]) -> str:
        named = [_name(names, each.participant) for each in those]
        return f"{len(named)} participants" if most is not None and len(named) > most else ", ".join(named)

    plain = (
        ("held by", stances.holding),
        ("conceded by", stances.conceding),
        ("guessed by", stances.hedging),
        ("proposed by", stances.proposing),
        ("rejected by", [s for s in stances.rejecting if s.condition is None]),
        ("doubted by", stances.doubting),
        ("given up by", stances.giving_up),
    )
    parts = [f"{verb} {people(those)}" for verb, those in plain if those]
    bound = [s for s in (*stances.conditional, *stances.rejecting) if s.condition is not None]
    for stance in bound:
        verb = "" if stance.stance.accepts else " rejects it"
        parts.append(f"{_name(names, stance.participant)}{verb}: {_condition(map, stance, labels, longest)}")
    if stances.questions:
        parts.append(f"questioned by {people(stances.questions)}")
    return BETWEEN.join(" ".join(part.split()) for part in parts) or NOBODYS


def says_only_who_speaks(stances: Stances, speakers: Iterable[str]) -> bool:
    """Return whether those who hold a claim are those who state it, so that there is no more to say about it.

    Args:
        stances: the last stances on the claim.
        speakers: ids of those who are quoted for it, "" for an unknown author.
    """
    return (
        not stances.questions
        and all(s in stances.holding for s in stances.last)
        and {s.participant for s in stances.last} == set(speakers)
    )


def condition_words(map: ArgumentMap, condition: str, longest: int | None = None) -> str:
    """Return a condition in words: beginning with "if" where that can be said, else as they are; a claim by its name.

    Args:
        map: the map.
        condition: words, or the id of a claim.
        longest: characters that are shown; None shows all.
    """
    claim = map.nodes.get(condition)
    words = f"“{_short(claim)}”" if claim is not None else bare_condition(condition, map.language)
    opening = "" if words is None else "if "
    words = " ".join((condition if words is None else words).split())
    if longest is not None and len(words) > longest:
        words = f"{words[:longest].rstrip()} …"
    return f"{opening}{words}"


def stance_manner(map: ArgumentMap, commitment: Commitment, longest: int | None = None) -> str:
    """Return how a stance is taken, as words that follow it: ", as a guess", ", if shift workers are exempt" or nothing.

    Args:
        map: the map.
        commitment: one of its commitments.
        longest: characters of a condition that are shown; None shows all.
    """
    hedge = ", as a guess" if commitment.hedged else ""
    return (
        f"{hedge}, {condition_words(map, commitment.condition, longest)}" if commitment.condition else hedge
    )


def annotator_words(item: object) -> str:
    """Return what annotators say of an item: who made it, how sure they are, and their note; "" for nothing."""
    by, confidence, note = (getattr(item, name, None) for name in ("by", "confidence", "note"))
    parts = [f"by {by}" if by else "", "" if confidence is None else f"confidence {confidence:g}"]
    head = ", ".join(part for part in parts if part)
    return ": ".join(part for part in (head, " ".join((note or "").split())) if part)


def question_asked(map: ArgumentMap, question: Question, *, numbered: bool = True) -> str:
    """Return who asks a question, in which post if that is wanted, and whom: "Ana #3 asks Ben"."""
    to = f" {participant_names(map).get(question.to, question.to)}" if question.to else ""
    return f"{_author(map, question.post, numbered=numbered)} asks{to}"


def question_answered(map: ArgumentMap, question: Question) -> str:
    """Return what answers a question: "answered in #4 by “Most do”", or "nobody answered"."""
    if not question.answered_by:
        return "nobody answered"
    return f"answered {' and '.join(dict.fromkeys(_answer(map, each) for each in question.answered_by))}"


def outcome_words(map: ArgumentMap, outcome: IssueOutcome) -> str:
    """Return how the discussion of an issue ended: "settled: Close it (by Ana, Ben)" or "left open"."""
    if outcome.thesis is None:
        return "left open"
    people = participant_names(map)
    by = ", ".join(people.get(person, person) for person in outcome.by)
    return " ".join(f"settled: {_short(map.nodes[outcome.thesis])}{f' (by {by})' if by else ''}".split())


def chosen(map: ArgumentMap) -> Mapping[str, Sequence[str]]:
    """Return the theses that outcomes name, each with the names of those who chose it."""
    people = participant_names(map)
    ended = (issue.outcome for issue in map.issues if issue.outcome is not None)
    return {
        outcome.thesis: [people.get(person, person) for person in outcome.by]
        for outcome in ended
        if outcome.thesis is not None
    }


def chosen_words(by: Sequence[str]) -> str:
    """Return what is said of a thesis that was chosen by some people, or by nobody who is named."""
    if len(by) > MOST:
        return f"chosen by {len(by)} participants"
    return " ".join(f"chosen by {', '.join(by)}".split()) if by else "chosen in the end"


def exclusion_words(map: ArgumentMap, issue: Issue) -> str:
    """Return whether the answers of an issue exclude each other; "" where it has no two and does not say it."""
    if issue.exclusive is None and sum(claim.answers == issue.id for claim in map.claims) < 2:  # noqa: PLR2004
        return ""
    return "one answer at most" if issue.is_exclusive else "several answers possible"


def sense_words(claim: Claim) -> Iterator[str]:
    """Yield the senses of terms in a claim, such as "math: symbolic proof"."""
    return (" ".join(f"{sense.term}: {sense.sense}".split()) for sense in claim.senses)


def _condition(
    map: ArgumentMap, stance: LastStance, labels: Mapping[str, Label] | None, longest: int | None
) -> str:
    words = condition_words(map, stance.condition or "", longest)
    if labels is None or not labels:
        return words
    granted = stance.condition_claim is not None and labels.get(stance.condition_claim) is Label.IN
    return f"{words} ({'granted' if granted else 'not granted'})"


def _name(names: Mapping[str, str], participant: str) -> str:
    return names.get(participant, participant) or UNKNOWN


def _short(node: object) -> str:
    return " ".join(str(getattr(node, "label", None) or getattr(node, "name", None) or node.text).split())  # type: ignore[attr-defined]


def _author(map: ArgumentMap, post: str, *, numbered: bool) -> str:
    if map.thread is None:
        return "somebody"
    author = map.thread.posts_by_id[post].author
    number = f" #{map.thread.numbers[post]}" if numbered else ""
    return f"{_name(participant_names(map), author or '')}{number}"


def _answer(map: ArgumentMap, answer: Answer) -> str:
    where = f"in #{map.thread.numbers[answer.post]}" if answer.post and map.thread else ""
    what = f"by “{_short(map.nodes[answer.claim])}”" if answer.claim else ""
    return " ".join(part for part in (where, what) if part) or "in the thread"
