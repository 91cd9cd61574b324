"""The six sessions of a course: what each is for, which kinds of exercise it practises, and its homework."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.language import message


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session before there are maps for it.

    Attributes:
        name: by which its demonstration is chosen.
        title: its heading.
        aims: what students can do at its end.
        kinds: the kinds of exercise that are new in it; later sessions take them up again.
        homework: what students do until the next session.
    """

    name: str
    title: str
    aims: tuple[str, ...]
    kinds: tuple[str, ...]
    homework: str


@dataclass(frozen=True, slots=True)
class SessionPart:
    """A part of every session, and how many minutes it takes."""

    name: str
    title: str
    minutes: int


PARTS = (
    SessionPart("recall", message("Look back: homework and last session"), 5),
    SessionPart("demonstration", message("Demonstration"), 5),
    SessionPart("practice", message("Practice"), 15),
    SessionPart("mixed", message("Mixed practice: what was learned before"), 10),
    SessionPart("check", message("Check: alone, without help"), 5),
    SessionPart("homework", message("Homework is explained"), 5),
)
"""The parts of a session. In the first there is nothing to look back on, and practice takes their time."""

SESSIONS = (
    SessionPlan(
        "argument",
        message("Read one argument"),
        (
            message("find what a post wants us to accept, and what it gives as a reason"),
            message("say for which claim a reason is given"),
        ),
        ("main-conclusion", "reason-target"),
        message("Bring a post or a letter to a newspaper. Underline its main claim, and number the reasons."),
    ),
    SessionPlan(
        "objection",
        message("For, against, or against the step"),
        (
            message("tell a reason from an objection"),
            message("tell an objection to a claim from an objection to the step from a reason to it"),
        ),
        ("relation-kind", "undercut-place", "objection-chain"),
        message("Write two objections to the post that you brought: one to a reason, and one to a step."),
    ),
    SessionPlan(
        "unsaid",
        message("What counts together, and what is not said"),
        (
            message("say whether two reasons count only together or each on its own"),
            message("name what is taken for granted, and ask whether it is true"),
        ),
        ("linked", "missing-premise"),
        message("Find an advertisement. Write down what it takes for granted and does not say."),
    ),
    SessionPlan(
        "kinds",
        message("Kinds of arguments, and what they rest on"),
        (
            message("ask the questions that belong to a kind of argument"),
            message("say what loses its reason when a claim turns out to be false"),
        ),
        ("critical-questions", "what-still-stands", "equivocation", "predict-number"),
        message(
            "Choose one argument of the thread, and answer two of the questions that belong to its kind."
        ),
    ),
    SessionPlan(
        "people",
        message("Who holds what, and how people discuss"),
        (
            message("tell what somebody asserts from what somebody only grants or takes back"),
            message(
                "name a rule of discussion that a post breaks, and say what could have been said instead"
            ),
        ),
        ("concession", "agreement", "authors", "broken-rule", "straw-man", "rephrase"),
        message("Rewrite one unfair post so that its author still says what matters, and breaks no rule."),
    ),
    SessionPlan(
        "judging",
        message("Judge a discussion"),
        (
            message("say which claim the outcome depends on"),
            message("keep apart who holds an answer, how it is argued, and what follows"),
        ),
        ("crux", "steelman"),
        message(
            "Write 300 words about where the discussion ends: what is common, what is in dispute, and which claim would decide it. Give the best case for the answer that you do not share."
        ),
    ),
)
"""The sessions in their order: from one argument to a whole discussion."""
