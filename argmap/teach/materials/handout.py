"""Slides about a map, to show or to hand out: one thought on a page, large, and readable without colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from argmap.graph.views import whole
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.breaches import charge
from argmap.rendering.options import Options
from argmap.rendering.theme import side_glyph
from argmap.teach.context import Context
from argmap.teach.endings import uncontested
from argmap.teach.materials.course import TeachingMove, moves
from argmap.teach.materials.holes import inline_drawing
from argmap.teach.materials.lesson import thesis_cruxes
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.status import reading, status
from argmap.teach.templating import html

MOST = 5
"""Reasons, or points, on a slide; nobody would read more."""

MOST_CRUXES = 2
"""Claims at most that are named as what a thesis depends on."""

ARROWS = {RelationKind.SUPPORT: "↓ speaks for", RelationKind.ATTACK: "↓ speaks against"}
RULES = (
    "Say what you have understood before you object.",
    "Object to what was said, not to who said it.",
    "Ask whether an objection is to a premise, or to the step.",
    "Take a reason back when it turns out to be false; its conclusion may still be true.",
)
THREE_THINGS = (
    "Who holds it? Somebody may hold a claim for no reason, or take it back although nobody refuted it.",
    "How is it argued? A reason may be good although nobody holds the claim any more.",
    "What follows? That is computed from both, under an interpretation, and says nothing about who is right.",
)
BREACHES_NOTE = "This is how the annotators see it. Do you agree? What could have been said instead?"
EXPERIMENTS_NOTE = (
    "Write your number down before you run it. What would you conclude if the result were different?"
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: `before` and `after` are small print around one of points, a step, columns of points, or a picture."""

    title: str
    before: str = ""
    points: tuple[str, ...] = ()
    is_dense: bool = False
    reasons: tuple[str, ...] = ()
    arrow: str = ""
    conclusion: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picture: Markup | None = None
    after: str = ""


def handout(map: ArgumentMap) -> str:
    """Return the slides as an HTML document, one to a landscape page.

    Args:
        map: what the slides are about.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    return html("handout.html.j2", title=map.title, language="en", slides=list(_slides(map)), most=MOST)


def _slides(map: ArgumentMap) -> Iterator[Slide]:
    context = Context(map, 0, "handout")
    yield Slide(map.title, after=_size(map))
    yield from _issues(map)
    yield from (_move(context, move) for move in moves(map))
    yield Slide("The map", picture=inline_drawing(whole(map), Options(title="")))
    yield Slide("Three things to keep apart", points=THREE_THINGS, after=reading(context))
    yield from (_thesis(context, claim) for claim in map.theses)
    yield from _outcomes(context)
    yield from _common_ground(context)
    yield from _cruxes(context)
    yield from _breaches(map)
    yield from _experiments(map)
    yield Slide("Rules for the discussion", points=RULES)


def _size(map: ArgumentMap) -> str:
    if map.thread is None:
        return ""
    return f"{len(map.thread.participants)} people, {len(map.thread.posts)} posts"


def _issues(map: ArgumentMap) -> Iterator[Slide]:
    theses = [claim for claim in map.claims if claim.is_thesis]
    signs = {claim.id: side_glyph(rank) for rank, claim in enumerate(theses)}

    def answers(issue: Issue) -> tuple[str, ...]:
        return tuple(f"{signs[claim.id]} {claim.text}" for claim in theses if claim.answers == issue.id)

    yield from (Slide(issue.question, points=answers(issue)) for issue in map.issues if answers(issue))


def _move(context: Context, move: TeachingMove) -> Slide:
    reasons = tuple(context.text(premise) for premise in move.step.premises)
    undercut = context.map.relations_by_id.get(move.step.target)
    if undercut is None:
        conclusion = context.text(move.step.target)
    else:
        conclusion = f"{context.says(undercut.premises[0])} shows {context.says(undercut.target)}"
    arrow = ARROWS.get(move.step.kind, "↓ denies that")
    return Slide(move.title, reasons=reasons, arrow=arrow, conclusion=conclusion, after=move.explanation)


def _thesis(context: Context, claim: Claim) -> Slide:
    def reasons(kind: RelationKind) -> tuple[str, ...]:
        steps = [step for step in context.on_claims(kind) if step.target == claim.id]
        return tuple(" + ".join(context.text(premise) for premise in step.premises) for step in steps)

    columns = (("For", reasons(RelationKind.SUPPORT)), ("Against", reasons(RelationKind.ATTACK)))
    known = status(context, claim.id)
    return Slide(claim.text, before=known.held, columns=columns, after=known.follows)


def _outcomes(context: Context) -> Iterator[Slide]:
    points = tuple(f"{one.question} {one.outcome}" for one in issue_endings(context) if one.outcome)
    if points:
        yield Slide("How it ended", points=points, is_dense=True)


def _common_ground(context: Context) -> Iterator[Slide]:
    points = tuple(f"{context.text(one.claim)} ({', '.join(one.names)})" for one in uncontested(context))
    if points:
        yield Slide("Common ground", points=points, is_dense=True)


def _cruxes(context: Context) -> Iterator[Slide]:
    points = tuple(
        f"{context.says(thesis)} depends on {context.both(names)}"
        for thesis, names in thesis_cruxes(context, MOST_CRUXES)
    )
    if points:
        yield Slide("What it depends on", points=points, is_dense=True)


def _breaches(map: ArgumentMap) -> Iterator[Slide]:
    points = tuple(
        f"“{' … '.join(quote.words for quote in breach.quotes)}” {charge(breach)}" for breach in map.breaches
    )
    if points:
        yield Slide("How it was discussed", points=points, is_dense=True, after=BREACHES_NOTE)


def _experiments(map: ArgumentMap) -> Iterator[Slide]:
    commands = tuple(
        f"{example.name}: argmap experiment run {example.experiment}"
        for example in map.examples
        if example.experiment
    )
    if commands:
        yield Slide("Predict, then run", before=EXPERIMENTS_NOTE, points=commands, is_dense=True)
