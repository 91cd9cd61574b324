"""The moves by the key that begins them: both readings, on the screen and in lines, take them from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.editing.guided.claim_form import claim_form
from argmap.editing.guided.form import MoveForm, Occasion
from argmap.editing.guided.forms import (
    ending_form,
    example_form,
    issue_form,
    question_form,
    reply_form,
    rewording_form,
    scheme_form,
)
from argmap.editing.guided.stance_forms import guess_form, stance_form
from argmap.model.annotations import Stance


@dataclass(frozen=True, slots=True)
class MoveKey:
    """A key that begins a move: what it is called, and the form that it opens."""

    key: str
    name: str
    about: str
    form: Callable[[Occasion], MoveForm]


MOVE_KEYS: Mapping[str, MoveKey] = {
    each.key: each
    for each in (
        MoveKey("c", "claim", "a new claim, and what it does", claim_form),
        MoveKey("t", "thesis", "a claim that answers a question at issue", lambda m: claim_form(m, does="thesis")),
        MoveKey("s", "says again", "the author says a claim of the map", lambda m: stance_form(m, Stance.ASSERTS)),
        MoveKey("a", "accepts", "agrees with a claim", lambda m: stance_form(m, Stance.ACCEPTS)),
        MoveKey("g", "grants", "concedes a claim to the other side", lambda m: stance_form(m, Stance.CONCEDES)),
        MoveKey("f", "if", "accepts a claim on a condition", lambda m: stance_form(m, Stance.ACCEPTS, on_condition=True)),
        MoveKey("d", "denies", "says that a claim is false, or is against it", lambda m: stance_form(m, Stance.DENIES)),
        MoveKey("r", "retracts", "takes back what the author held", lambda m: stance_form(m, Stance.RETRACTS)),
        MoveKey("q", "question", "asks, and perhaps doubts", question_form),
        MoveKey("w", "answer", "answers a question", reply_form),
        MoveKey("e", "example", "a technical example", example_form),
        MoveKey("m", "remark", "a remark about the discussion", lambda m: claim_form(m, does="meta")),
        MoveKey("p", "implicit premise", "a premise that nobody states", lambda m: claim_form(m, implicit=True)),
        MoveKey("x", "scheme", "the argumentation scheme of an argument", scheme_form),
        MoveKey("i", "issue", "a question at issue", issue_form),
        MoveKey("o", "outcome", "how the discussion of an issue ended", ending_form),
        MoveKey("h", "guess", "marks a stance of this post as a guess, or not", guess_form),
        MoveKey("v", "reword", "another sentence for a claim", rewording_form),
    )
}  # fmt: skip
"""What can be done with chosen words, by key, in the order in which help shows it."""
