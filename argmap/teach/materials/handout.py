"""Slides about a map, to show or to hand out: one thought on a page, in type of 18 points at least.

What exercises ask about, and what is computed, stands on the last slides, which a teacher shows when the class has answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from argmap.graph.views import whole
from argmap.language import ENGLISH, Language, message
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.breaches import charge
from argmap.rendering.options import Options
from argmap.rendering.picture.paper import SLIDE
from argmap.rendering.printed import DoesNotFit
from argmap.rendering.theme import side_glyph
from argmap.teach.context import Context
from argmap.teach.endings import uncontested
from argmap.teach.materials.holes import Hole, with_holes
from argmap.teach.materials.lesson import thesis_cruxes
from argmap.teach.materials.mapsheets import MapSheet, map_sheets, without_people, without_remarks
from argmap.teach.materials.moves import TeachingMove, moves, said_premises, taken
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.status import reading, status
from argmap.teach.templating import html

MOST_LINES, COLUMNS = 9, 62
"""Lines of points on a slide, and the columns of a line; more points go on another slide."""

LARGER = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1)
"""How much larger the type may be on a slide with few words; the largest that fits is taken."""

ROOM, LINE, WIDEST = 375.0, 29.0, 70
"""Points of height below a title of two lines, the height of a line in plain type, and its characters at least."""

AROUND_POINT, AROUND_STEP = 10.0, 30.0
"""Points of height between two points, and between and in the boxes of two steps."""

LARGEST_IN_MAP = 28.0
"""Points of the smallest type of a part of the map, at most, where the part is drawn larger to fill its slide."""

MOST_CRUXES = 2
"""Claims at most that are named as what a thesis depends on."""

ARROWS = {RelationKind.SUPPORT: message("speaks for"), RelationKind.ATTACK: message("speaks against")}
RULES = (
    message("Say what you have understood before you object."),
    message("Object to what was said, not to who said it."),
    message("Ask whether an objection is to a premise, or to the step."),
    message("Take a reason back when it turns out to be false; its conclusion may still be true."),
)
THREE_THINGS = (
    message(
        "Who holds it? Somebody may hold a claim for no reason, or take it back although nobody refuted it."
    ),
    message("How is it argued? A reason may be good although nobody holds the claim any more."),
    message(
        "What follows? That is computed from both, under an interpretation, and says nothing about who is right."
    ),
)
ASKED = (
    message("Which claims do several people accept at the end, and nobody denies?"),
    message("Which single claim would change the result?"),
    message("Did the thread settle its questions? Who holds what at its end?"),
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: points, or a step from reasons to a conclusion, or a part of the map; `after` is said below."""

    title: str
    points: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    arrow: str = ""
    conclusion: str = ""
    map: MapSheet | None = None
    after: str = ""
    is_heading: bool = False

    @property
    def scale(self) -> float:
        """How much larger than plain its type is, so that a slide with few words is no half empty page."""
        points = [text for text in (*self.points, self.arrow, self.after) if text]
        steps = [text for text in (*self.reasons, self.conclusion) if text]
        around = AROUND_POINT * len(points) + AROUND_STEP * len(steps)
        return next((larger for larger in LARGER if around + _height((*points, *steps), larger) <= ROOM), 1.0)

    @property
    def map_width(self) -> float:
        """How wide its part of the map is drawn, in points: as large as the slide and the size of its type allow."""
        if self.map is None:
            return 0.0
        room = min((SLIDE.width) / self.map.width, (SLIDE.height) / self.map.height)
        return self.map.width * max(1.0, min(room, LARGEST_IN_MAP / self.map.smallest))


def handout(map: ArgumentMap, language: Language = ENGLISH) -> str:
    """Return the slides as an HTML document, one to a page of 960 by 540 points.

    Args:
        map: what the slides are about.
        language: the language of everything but the words of the map.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    context = Context(map, 0, "handout", language)
    slides = [part for slide in _slides(context) for part in _parts(context, slide)]
    return html("handout.html.j2", title=map.title, language=language.name, slides=slides)


def _slides(context: Context) -> Iterator[Slide]:
    map, say = context.map, context.say
    yield Slide(map.title, after=_size(context), is_heading=True)
    yield from _issues(map)
    yield from (_move(context, move) for move in moves(map))
    yield Slide(say("Three things to keep apart"), points=tuple(say(text) for text in THREE_THINGS))
    for claim in map.theses:
        yield from _reasons(context, claim)
    for undercut, step in context.undercuts():
        yield _undercut(context, undercut, step, say("An objection to a step"))
    yield from _experiments(context)
    yield from _quotes(context)
    yield Slide(say("To discuss"), points=tuple(say(text) for text in ASKED))
    yield Slide(say("Rules for the discussion"), points=tuple(say(text) for text in RULES))
    yield Slide(
        say("The map, part by part"),
        after=say("Notes such as “→ page 3” lead from part to part."),
        is_heading=True,
    )
    yield from _map(context)
    yield Slide(say("Answers"), after=say("Show these slides when the class has answered."), is_heading=True)
    yield from _answers(context)


def _parts(context: Context, slide: Slide) -> Iterator[Slide]:
    """Yield a slide, or several with its points where one cannot hold them."""
    rest: Sequence[str] = slide.points
    place = 0
    while place == 0 or rest:
        count = _fitting(rest, MOST_LINES - _lines(slide.after))
        title = slide.title if place == 0 else context.say("{title} (continued)", title=slide.title)
        yield replace(
            slide, title=title, points=tuple(rest[:count]), after="" if rest[count:] else slide.after
        )
        rest, place = rest[count:], place + 1


def _fitting(points: Sequence[str], lines: int) -> int:
    """Return how many of the points fit into so many lines: one at least."""
    used = 0
    for count, point in enumerate(points):
        used += _lines(point)
        if used > lines and count:
            return count
    return len(points)


def _lines(text: str) -> int:
    return ceil(len(text) / COLUMNS)


def _height(texts: Iterable[str], larger: float) -> float:
    """Return how high texts are in type that is so much larger than plain, in points."""
    return sum(ceil(len(text) * larger / WIDEST) * LINE * larger for text in texts)


def _size(context: Context) -> str:
    thread = context.map.thread
    if thread is None:
        return ""
    return context.say(
        "{people} people, {posts} posts", people=len(thread.participants), posts=len(thread.posts)
    )


def _issues(map: ArgumentMap) -> Iterator[Slide]:
    theses = [claim for claim in map.claims if claim.is_thesis]
    signs = {claim.id: side_glyph(rank) for rank, claim in enumerate(theses)}

    def answers(issue: Issue) -> tuple[str, ...]:
        return tuple(f"{signs[claim.id]} {claim.text}" for claim in theses if claim.answers == issue.id)

    yield from (Slide(issue.question, points=answers(issue)) for issue in map.issues)


def _move(context: Context, move: TeachingMove) -> Slide:
    title = context.translated(move.title)
    undercut = context.map.relations_by_id.get(move.step.target)
    if undercut is not None:
        return _undercut(context, move.step, undercut, title)
    reasons = tuple(context.text(premise) for premise in said_premises(context, move.step))
    arrow = context.say(ARROWS[move.step.kind])
    return Slide(title, reasons=reasons, arrow=arrow, conclusion=context.text(move.step.target))


def _undercut(context: Context, undercut: Relation, step: Relation, title: str) -> Slide:
    reasons = tuple(map(context.text, said_premises(context, undercut)))
    return Slide(title, reasons=reasons, arrow=context.say("denies that"), conclusion=taken(context, step))


def _reasons(context: Context, claim: Claim) -> Iterator[Slide]:
    """Yield what is said for a thesis and what is said against it, one after the other."""
    for kind, title in (
        (RelationKind.SUPPORT, message("For: {claim}")),
        (RelationKind.ATTACK, message("Against: {claim}")),
    ):
        steps = [step for step in context.on_claims(kind) if step.target == claim.id]
        points = tuple(" + ".join(map(context.text, said_premises(context, step))) for step in steps)
        if any(points):
            yield Slide(context.say(title, claim=claim.text), points=tuple(filter(None, points)))


def _experiments(context: Context) -> Iterator[Slide]:
    commands = tuple(
        f"{example.name}: argmap experiment run {example.experiment}"
        for example in context.map.examples
        if example.experiment
    )
    if commands:
        note = context.say(
            "Write your number down before you run it. What would you conclude if the result were different?"
        )
        yield Slide(context.say("Predict, then run"), points=commands, after=note)


def _quotes(context: Context) -> Iterator[Slide]:
    points = tuple(context.breach_words(breach) for breach in context.map.breaches)
    if points:
        note = context.say("Which rules were broken, and what could have been said instead?")
        yield Slide(context.say("How it was discussed"), points=points, after=note)


def _map(context: Context) -> Iterator[Slide]:
    options = Options(title="", holders=False, language=context.language.name)
    shown = with_holes(without_remarks(without_people(whole(context.map))), Hole.PREMISES).view
    try:
        yield from (Slide("", map=sheet) for sheet in map_sheets(shown, SLIDE, options))
    except DoesNotFit:
        yield Slide(
            context.say("The map"),
            after=context.say("Some claims are too long for a slide: hand the map out on paper."),
        )


def _answers(context: Context) -> Iterator[Slide]:
    """Yield what the map and the analyses say: where each thesis ends, what is common, and what the outcome depends on."""
    say = context.say
    for claim in context.map.theses:
        known = status(context, claim.id)
        yield Slide(claim.text, points=(known.held, known.argued, known.follows))
    holes = with_holes(without_remarks(whole(context.map)), Hole.PREMISES)
    tables: Iterable[tuple[str, tuple[str, ...], str]] = (
        (
            say("What is taken for granted"),
            tuple(f"({place}) {text}" for place, text in enumerate(holes.hidden, 1)),
            say("The numbers are those of the map."),
        ),
        (
            say("How it ended"),
            tuple(f"{one.question} {one.outcome}" for one in issue_endings(context) if one.outcome),
            "",
        ),
        (
            say("Common ground"),
            tuple(f"{context.text(one.claim)} ({', '.join(one.names)})" for one in uncontested(context)),
            "",
        ),
        (
            say("What it depends on"),
            tuple(
                say("{thesis} depends on {claims}", thesis=context.says(thesis), claims=context.both(names))
                for thesis, names in thesis_cruxes(context, MOST_CRUXES)
            ),
            "",
        ),
        (
            say("How it was discussed"),
            tuple(
                f"{context.breach_words(breach)} {charge(breach, context.language)}"
                for breach in context.map.breaches
            ),
            say("This is how the annotators see it. Do you agree?"),
        ),
    )
    yield from (Slide(title, points=points, after=after) for title, points, after in tables if points)
    yield Slide(say("How accepted is meant"), after=reading(context))
