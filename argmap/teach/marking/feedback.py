"""What students get back from marking: a sheet with the score, its reasons in whole sentences, and the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from argmap.graph.views import View
from argmap.model.relation import RelationKind
from argmap.teach.marking import SHEETS
from argmap.teach.marking.grade import texts_of
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.picture import Picture, picture
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.triples import Triple
from argmap.teach.materials.paper import article, pdfs
from argmap.teach.plain import line, visible
from argmap.teach.templating import html, markdown

VERBS = {
    RelationKind.SUPPORT: "is a reason for",
    RelationKind.ATTACK: "is an objection to",
    RelationKind.UNDERCUT: "denies the step",
    RelationKind.REPHRASE: "says the same as",
    RelationKind.EXPLAINS: "explains",
}
ON_A_STEP = {RelationKind.UNDERCUT: "denies", RelationKind.SUPPORT: "supports"}
"""What an undercut and a backing do with a step."""
ADVICE = {
    Slip.SIGN: "The two belong together, but not in this way, or not in both: is the first for the second, or against it?",
    Slip.UNDERCUT: "You drew an attack on a claim. This one leaves the claim alone; it denies that the reason shows it.",
    Slip.REVERSED: "The arrow goes the other way: which of the two is given as the reason?",
    Slip.TOO_HIGH: "You drew the arrow to a claim further up. Which claim is it about first?",
    Slip.SPLIT: "You drew these premises apart. Does one of them count if the other is false? They belong in one relation.",
    Slip.JOINED: "You drew these reasons as one. Each of them counts without the other: draw a relation for each.",
    Slip.MISSING: "The reference has these too.",
}
"""What a sheet says about each slip, in the order in which it says it."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Steps with the same slip; `first` is the number of the first of them, in the text and in the picture."""

    title: str
    advice: str
    steps: tuple[str, ...]
    first: int


def sheets(marked: Sequence[Marked], references: Sequence[View], form: str) -> Iterator[bytes]:
    """Yield the sheet of each student; HTML and PDF hold the map with the steps to look at again.

    Args:
        marked: submissions, each marked against one of the references.
        references: the maps that were rebuilt.
        form: a name in `argmap.teach.marking.SHEETS`.

    Raises:
        UnknownName: there is no such form.
        MissingExtra: a PDF is asked for and the printer is not installed.
        LayoutFailed: a map cannot be drawn.
    """
    yield from SHEETS.load(form)(marked, references)


def md_sheets(marked: Sequence[Marked], references: Sequence[View]) -> Iterator[bytes]:
    """Yield the sheets as Markdown, without a picture."""
    known = {view.map.id: (texts_of(view.map), view.map.title) for view in references}
    for one in marked:
        yield sheet(one, *known[one.reference]).encode("utf-8")


def html_sheets(marked: Sequence[Marked], references: Sequence[View]) -> Iterator[bytes]:
    """Yield the sheets as HTML documents."""
    return (document.encode("utf-8") for document in _documents(marked, references))


def pdf_sheets(marked: Sequence[Marked], references: Sequence[View]) -> Iterator[bytes]:
    """Yield the sheets as PDF."""
    return pdfs(_documents(marked, references))


def sheet(marked: Marked, texts: Mapping[str, str], title: str) -> str:
    """Return the feedback for a student as Markdown.

    Args:
        marked: the marked submission.
        texts: what each claim of the reference says, by its id.
        title: the title of the reference.
    """
    right = [credit for credit in marked.credits if credit.slip is Slip.NONE]
    return markdown(
        "sheet.md.j2",
        marked=marked,
        title=title,
        texts=texts,
        score=f"{marked.score:.0%}",
        right=[step_sentence(credit.step, texts) for credit in right],
        sections=list(_sections(marked, texts)),
        extra=[step_sentence(triple, texts) for triple in marked.extra],
        outside=[step_sentence(triple, texts) for triple in marked.outside],
        alike=[f"{pair.likeness:.0%}" for pair in marked.matched],
    )


def to_look_at(marked: Marked) -> list[Triple]:
    """Return the steps of the reference that are not quite right or missing, in the order of the sheet."""
    return [credit.step for slip in ADVICE for credit in marked.credits if credit.slip is slip]


def step_sentence(triple: Triple, texts: Mapping[str, str]) -> str:
    """Return a step as a sentence."""

    def said(name: str) -> str:
        return f"“{visible(line(texts.get(name, name))).rstrip('.')}”"

    if triple.kind in ON_A_STEP and len(triple.joins) > 1:
        reason, conclusion = triple.joins[0], triple.joins[-1]
        return f"{said(triple.premise)} {ON_A_STEP[triple.kind]} the step from {said(reason)} to {said(conclusion)}."
    return f"{said(triple.premise)} {VERBS[triple.kind]} {said(triple.end)}."


def _sections(marked: Marked, texts: Mapping[str, str]) -> Iterator[SheetSection]:
    first = 1
    for slip, advice in ADVICE.items():
        steps = tuple(step_sentence(credit.step, texts) for credit in marked.credits if credit.slip is slip)
        if steps:
            yield SheetSection(slip.capitalize(), advice, steps, first)
        first += len(steps)


def _documents(marked: Sequence[Marked], references: Sequence[View]) -> Iterator[str]:
    known: dict[str, tuple[Mapping[str, str], str, Picture]] = {
        view.map.id: (texts_of(view.map), view.map.title, picture(view)) for view in references
    }
    for one in marked:
        texts, title, drawn = known[one.reference]
        svg = Markup(drawn.marked(to_look_at(one)))  # noqa: S704 (drawn by us, from texts that are escaped)
        figure = html("marked_map.html.j2", svg=svg)
        yield article(sheet(one, texts, title), f"{one.student}: {title}", figure=figure)
