"""What students get back from marking: a sheet with the score, its reasons in whole sentences, and the map; or hints only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.model.relation import RelationKind
from argmap.teach.marking import SHEETS, Feedback
from argmap.teach.marking.grade import texts_of
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.picture import Picture, picture
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.triples import Triple
from argmap.teach.materials.paper import article, pdfs
from argmap.teach.plain import line
from argmap.teach.templating import html, markdown
from argmap.unseen import visible

SENTENCES = {
    RelationKind.SUPPORT: message("{premise} is a reason for {end}."),
    RelationKind.ATTACK: message("{premise} is an objection to {end}."),
    RelationKind.UNDERCUT: message("{premise} denies the step {end}."),
    RelationKind.REPHRASE: message("{premise} says the same as {end}."),
    RelationKind.EXPLAINS: message("{premise} explains {end}."),
}
ON_A_STEP = {
    RelationKind.UNDERCUT: message("{premise} denies the step from {reason} to {conclusion}."),
    RelationKind.SUPPORT: message("{premise} supports the step from {reason} to {conclusion}."),
}
"""What an undercut and a backing do with a step."""

TITLES = {
    Slip.SIGN: message("Wrong sign"),
    Slip.ON_WRONG_SIGN: message("Undercut of a relation with the wrong sign"),
    Slip.UNDERCUT: message("Undercut drawn as an attack"),
    Slip.REVERSED: message("Reversed"),
    Slip.TOO_HIGH: message("Placed too high"),
    Slip.SPLIT: message("Linked premises drawn apart"),
    Slip.JOINED: message("Independent reasons drawn as linked"),
    Slip.MISSING: message("Missing"),
}
ADVICE = {
    Slip.SIGN: message(
        "The two belong together, but not in this way, or not in both: is the first for the second, or against it?"
    ),
    Slip.ON_WRONG_SIGN: message(
        "This denies a step that you drew with the wrong sign. Correct that step first."
    ),
    Slip.UNDERCUT: message(
        "You drew an attack on a claim. This one leaves the claim alone; it denies that the reason shows it."
    ),
    Slip.REVERSED: message("The arrow goes the other way: which of the two is given as the reason?"),
    Slip.TOO_HIGH: message("You drew the arrow to a claim further up. Which claim is it about first?"),
    Slip.SPLIT: message(
        "You drew these premises apart. Does one of them count if the other is false? They belong in one relation."
    ),
    Slip.JOINED: message(
        "You drew these reasons as one. Each of them counts without the other: draw a relation for each."
    ),
    Slip.MISSING: message("The reference has these too."),
}
"""What a sheet says about each slip, in the order in which it says it."""

HINTS = ADVICE | {
    Slip.UNDERCUT: message("Does this deny the claim, or only that the reason shows it?"),
    Slip.REVERSED: message("Which of the two is given as the reason?"),
    Slip.SPLIT: message("Look at the premises of one conclusion: does each count if another is false?"),
    Slip.JOINED: message("Look at the premises that you linked: does each count without the other?"),
    Slip.MISSING: message("These cards have a place in the argument that you have not found yet:"),
}
"""What a sheet with hints asks about each slip, beside the student's own relations."""


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """How sheets are written."""

    feedback: Feedback = Feedback.FULL
    language: Language = ENGLISH


PLAIN = SheetStyle()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Steps with the same slip; `first` is the number of the first of them, in the text and in the picture, 0 for none."""

    title: str
    advice: str
    steps: tuple[str, ...]
    first: int


def sheets(
    marked: Sequence[Marked], references: Sequence[View], form: str, style: SheetStyle = PLAIN
) -> Iterator[bytes]:
    """Yield the sheet of each student; full ones in HTML and PDF hold the map with the steps to look at again.

    Args:
        marked: submissions, each marked against one of the references.
        references: the maps that were rebuilt.
        form: a name in `argmap.teach.marking.SHEETS`.
        style: what they tell, and in which language.

    Raises:
        UnknownName: there is no such form.
        MissingExtra: a PDF is asked for and the printer is not installed.
        LayoutFailed: a map cannot be drawn.
    """
    yield from SHEETS.load(form)(marked, references, style)


def md_sheets(
    marked: Sequence[Marked], references: Sequence[View], style: SheetStyle = PLAIN
) -> Iterator[bytes]:
    """Yield the sheets as Markdown, without a picture."""
    known = {view.map.id: (texts_of(view.map), view.map.title) for view in references}
    for one in marked:
        yield sheet(one, *known[one.reference], style).encode("utf-8")


def html_sheets(
    marked: Sequence[Marked], references: Sequence[View], style: SheetStyle = PLAIN
) -> Iterator[bytes]:
    """Yield the sheets as HTML documents."""
    return (document.encode("utf-8") for document in _documents(marked, references, style))


def pdf_sheets(
    marked: Sequence[Marked], references: Sequence[View], style: SheetStyle = PLAIN
) -> Iterator[bytes]:
    """Yield the sheets as PDF."""
    return pdfs(_documents(marked, references, style))


def sheet(marked: Marked, texts: Mapping[str, str], title: str, style: SheetStyle = PLAIN) -> str:
    """Return the feedback for a student as Markdown.

    Args:
        marked: the marked submission.
        texts: what each claim of the reference says, by its id.
        title: the title of the reference.
        style: what it tells, and in which language.
    """
    spoken, hints = style.language, style.feedback is Feedback.HINTS
    own = {pair.claim: pair.text for pair in marked.matched if pair.claim}
    # What stands for no claim of the reference has only the words that the student gave it.
    texts = {**{pair.written: pair.text for pair in marked.matched}, **texts}
    # A claim in the words of the reference would tell a student what it was taken for.
    shown = {**texts, **own} if hints else texts

    def said(steps: Sequence[Triple]) -> list[str]:
        return [step_sentence(step, shown, spoken) for step in steps]

    return markdown(
        "sheet.md.j2",
        say=spoken.say,
        marked=marked,
        title=title,
        hints=hints,
        score=f"{marked.score:.0%}",
        right=said([credit.step for credit in marked.credits if credit.slip is Slip.NONE]),
        sections=list(_hints(marked, shown, spoken) if hints else _sections(marked, texts, spoken)),
        extra=said(marked.extra),
        outside=said(marked.outside),
        notes=[note.said(spoken) for note in marked.notes],
        pairs=[
            (visible(line(pair.text)), texts.get(pair.claim, ""), f"{pair.likeness:.0%}", pair.confirmed)
            for pair in marked.matched
        ],
    )


def to_look_at(marked: Marked) -> list[Triple]:
    """Return the steps of the reference that are not quite right or missing, in the order of the sheet."""
    return [credit.step for slip in ADVICE for credit in marked.credits if credit.slip is slip]


def step_sentence(triple: Triple, texts: Mapping[str, str], language: Language = ENGLISH) -> str:
    """Return a step as a sentence."""

    def said(name: str) -> str:
        return language.say("“{text}”", text=visible(line(texts.get(name, name))).rstrip("."))

    if triple.kind in ON_A_STEP and len(triple.joins) > 1:
        reason, conclusion = said(triple.joins[0]), said(triple.joins[-1])
        return language.say(
            ON_A_STEP[triple.kind], premise=said(triple.premise), reason=reason, conclusion=conclusion
        )
    return language.say(SENTENCES[triple.kind], premise=said(triple.premise), end=said(triple.end))


def _sections(marked: Marked, texts: Mapping[str, str], language: Language) -> Iterator[SheetSection]:
    first = 1
    for slip, advice in ADVICE.items():
        steps = [credit.step for credit in marked.credits if credit.slip is slip]
        if steps:
            sentences = tuple(step_sentence(step, texts, language) for step in steps)
            yield SheetSection(language.say(TITLES[slip]), language.say(advice), sentences, first)
        first += len(steps)


def _hints(marked: Marked, texts: Mapping[str, str], language: Language) -> Iterator[SheetSection]:
    """Yield what to look at again: the student's own relations, and cards without a place; never what is right."""
    for slip, advice in HINTS.items():
        credits = [credit for credit in marked.credits if credit.slip is slip]
        drawn = dict.fromkeys(credit.drawn for credit in credits if credit.drawn is not None)
        lines = tuple(step_sentence(triple, texts, language) for triple in drawn)
        said = language.say(advice)
        if slip is Slip.MISSING:
            lines = tuple(line(texts.get(name, name)) for name in _without_place(marked))
            count = language.say("Relations that are not there yet: {count}.", count=len(credits))
            said = f"{count} {said}" if lines else count
        if credits:
            yield SheetSection(language.say(TITLES[slip]), said, lines, 0)


def _without_place(marked: Marked) -> dict[str, None]:
    """Return the cards from which no relation that is asked for is drawn.

    Who writes claims has no cards: there, the words would be the answer.
    """
    placed = {credit.step.premise for credit in marked.credits if credit.slip is not Slip.MISSING}
    asked = dict.fromkeys(credit.step.premise for credit in marked.credits)
    return {} if marked.matched else {name: None for name in asked if name not in placed}


def _documents(marked: Sequence[Marked], references: Sequence[View], style: SheetStyle) -> Iterator[str]:
    hints = style.feedback is Feedback.HINTS
    known: dict[str, tuple[Mapping[str, str], str, Picture | None]] = {
        view.map.id: (texts_of(view.map), view.map.title, None if hints else picture(view, style.language))
        for view in references
    }
    for one in marked:
        texts, title, drawn = known[one.reference]
        figure = ""
        if drawn is not None:
            maps = drawn.marked(to_look_at(one))
            figure = html("marked_map.html.j2", maps=maps, say=style.language.say)
        text = sheet(one, texts, title, style)
        yield article(text, f"{one.student}: {title}", language=style.language.name, figure=figure)
