"""A label and its reason in one plain sentence, in every language there is a catalogue for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from argmap.evaluation.explanation import Explanation, Grounds
from argmap.language import Language, message
from argmap.model.annotations import Label

LABELS: Mapping[Label, str] = MappingProxyType(
    {
        Label.IN: message("It is accepted, because {why}."),
        Label.OUT: message("It is rejected, because {why}."),
        Label.UNDECIDED: message("It is undecided, because {why}."),
    }
)
WHY: Mapping[Grounds, str] = MappingProxyType(
    {
        Grounds.REASON: message("a reason for it is accepted and nothing as good speaks against it"),
        Grounds.WORD: message("nothing that is accepted speaks against it"),
        Grounds.AGREEMENT: message("several accept it and nobody denies it"),
        Grounds.OBJECTION: message("an objection to it is accepted"),
        Grounds.RIVAL: message(
            "another answer to the same question is accepted and the two exclude each other"
        ),
        Grounds.DENIAL: message("it is denied by {people} and nobody stands by it"),
        Grounds.NO_REASON: message("none of its reasons is accepted"),
        Grounds.CYCLE: message("its reasons rest on the claim itself"),
        Grounds.CONTESTED: message("a reason for it and an objection to it are both accepted"),
        Grounds.RIVALS: message(
            "it and another answer exclude each other and neither has the better reasons"
        ),
        Grounds.DENIED: message("it is denied by {people} and no reason that is accepted settles it"),
        Grounds.QUESTIONED: message("it is questioned by {people} and no reason for it is accepted"),
        Grounds.UNREASONED: message(
            "no reason for it is accepted and one word does not settle an answer to the question"
        ),
        Grounds.FAILED: message(
            "none of its reasons is accepted and no word that counts carries it without them"
        ),
        Grounds.HEDGED: message("it is said only as a guess"),
        Grounds.CONDITION: message("it is accepted only on a condition that is not met"),
        Grounds.GIVEN_UP: message("nobody accepts it any more"),
        Grounds.PROPOSED: message("it is only proposed and nobody stands by it"),
        Grounds.VOICELESS: message("nobody says it and no reason for it is accepted"),
        Grounds.OPEN: message("something that speaks for it or against it is itself undecided"),
        Grounds.ACCEPTED: message("that is assumed"),
        Grounds.REJECTED: message("that is assumed"),
    }
)


def label_sentence(language: Language, explanation: Explanation, people: str) -> str:
    """Return a label and why a claim or an example has it, as one sentence.

    Args:
        language: the language of the sentence.
        explanation: why a claim or an example has its label.
        people: the names of those on whose stances it rests, as a sentence lists them.
    """
    why = language.say(WHY[explanation.ground], people=people or language.say("somebody"))
    return language.say(LABELS[explanation.label], why=why)


def counted_by_label(language: Language, groups: Sequence[Sequence[str]]) -> str:
    """Return how many of some reasons or objections are accepted, undecided and not accepted, in words.

    Args:
        language: the language of the words.
        groups: the accepted, the undecided and the other ones.
    """
    words = (
        message("{number} accepted"),
        message("{number} undecided"),
        message("{number} not accepted"),
    )
    return ", ".join(language.say(w, number=len(each)) for w, each in zip(words, groups, strict=True) if each)
