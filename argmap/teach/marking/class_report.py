"""What a teacher gets about a class: everybody's score, how hard each step was, and the same as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.rendering.theme import FONTS
from argmap.rendering.wrap import wrap
from argmap.teach.marking.feedback import step_sentence
from argmap.teach.marking.grade import texts_of
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.tables import table
from argmap.teach.marking.triples import Triple
from argmap.teach.plain import line
from argmap.teach.templating import html

MOST = 20
"""Steps that are drawn: the hardest."""

COLUMNS = 62
"""Characters of a line beside a bar of the chart."""

SHARES = ((message("right"), "#00794b"), (message("nearly"), "#c9a227"), (message("not there"), "#d8dce1"))
"""What the bars of the chart are made of, with their colours."""


SLIPS = {
    Slip.NONE: message("right"),
    Slip.SIGN: message("wrong sign"),
    Slip.UNDERCUT: message("undercut drawn as an attack"),
    Slip.ON_WRONG_SIGN: message("undercut of a relation with the wrong sign"),
    Slip.REVERSED: message("reversed"),
    Slip.TOO_HIGH: message("placed too high"),
    Slip.SPLIT: message("linked premises drawn apart"),
    Slip.JOINED: message("independent reasons drawn as linked"),
    Slip.MISSING: message("missing"),
}
BEFORE = (
    message("submission"),
    message("student"),
    message("student_id"),
    message("score"),
    message("to confirm"),
)
AFTER = (message("extra"), message("linked"), message("linked of"), message("notes"))
"""The heads of the columns before and after those of the slips."""

STEP = (
    message("step"),
    message("premise"),
    message("kind"),
    message("target"),
    message("facility"),
    message("discrimination"),
)


@dataclass(frozen=True, slots=True)
class StepStatistics:
    """How a class did on one step of the reference.

    Attributes:
        step: the step.
        facility: the mean credit, 0 to 1.
        discrimination: the correlation of the credit with the sum of the credits for all other steps, -1 to 1, or None
            where one of the two does not vary.
        shares: the parts of the class that have it right, nearly right, and not at all; their sum is 1.

    Source:
        Classical test theory: Crocker & Algina (1986), Introduction to Classical and Modern Test Theory, chapter 14.
    """

    step: Triple
    facility: float
    discrimination: float | None
    shares: tuple[float, float, float]


def for_the_teacher(
    marked: Sequence[Marked], references: Sequence[View], language: Language = ENGLISH
) -> dict[str, bytes]:
    """Return the files about the class by name: scores, how hard each step was, and the same as a chart.

    Students who were marked against another reference than the first are left out of the last two.

    Args:
        marked: the marked submissions.
        references: the maps that were rebuilt.
        language: the language of everything but the words of the map.
    """
    map = references[0].map
    texts = texts_of(map)
    counted = [one for one in marked if one.reference == map.id and one.steps_of == marked[0].steps_of]
    steps = statistics(counted)
    return {
        "class.csv": class_table(marked, language),
        "steps.csv": step_table(steps, texts, language),
        "steps.svg": class_chart(steps, len(counted), texts, map.title, language).encode("utf-8"),
    }


def statistics(marked: Sequence[Marked]) -> tuple[StepStatistics, ...]:
    """Return the statistics of each step, hardest first; all were marked against one reference."""
    if not marked:
        return ()
    totals = [sum(credit.credit for credit in one.credits) for one in marked]
    steps = [_step_statistics(marked, place, totals) for place in range(len(marked[0].credits))]
    return tuple(sorted(steps, key=lambda step: step.facility))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation, or None where it is not defined.

    Example:
        >>> correlation([0, 1], [2, 5])
        1.0
    """
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over_x = sum((x - mean_x) ** 2 for x in xs)
    over_y = sum((y - mean_y) ** 2 for y in ys)
    if over_x * over_y <= 1e-12:  # noqa: PLR2004 (rounding)
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sqrt(over_x * over_y)


def class_table(marked: Iterable[Marked], language: Language = ENGLISH) -> bytes:
    """Return a CSV row for each student: score, matches to confirm before it holds, and how many steps of each kind of slip."""
    slips = tuple(Slip)
    head = [language.say(name) for name in (*BEFORE, *(SLIPS[slip] for slip in slips), *AFTER)]
    rows = [
        [
            one.file,
            one.student,
            one.student_id,
            f"{one.score:.3f}",
            str(one.to_confirm),
            *(str(sum(credit.slip is slip for credit in one.credits)) for slip in slips),
            str(len(one.extra)),
            str(one.linked),
            str(one.linked_of),
            "; ".join(note.said(language) for note in one.notes),
        ]
        for one in marked
    ]
    return table([head, *rows])


def step_table(
    steps: Iterable[StepStatistics], texts: Mapping[str, str], language: Language = ENGLISH
) -> bytes:
    """Return a CSV row for each step of the reference, in the order given."""
    rows = [
        [
            step_sentence(one.step, texts, language),
            one.step.premise,
            str(one.step.kind),
            one.step.end,
            f"{one.facility:.3f}",
            "" if one.discrimination is None else f"{one.discrimination:.3f}",
        ]
        for one in steps
    ]
    return table([[language.say(name) for name in STEP], *rows])


def class_chart(
    steps: Sequence[StepStatistics],
    students: int,
    texts: Mapping[str, str],
    title: str,
    language: Language = ENGLISH,
) -> str:
    """Return a chart as SVG: for each of the hardest steps, the shares of the class.

    Args:
        steps: the statistics of each step, hardest first.
        students: how many there are in the class.
        texts: what each claim of the reference says, by its id.
        title: the title of the reference.
        language: the language of everything but the words of the map.
    """
    rows = [(_two_lines(step_sentence(one.step, texts, language)), one.shares) for one in steps[:MOST]]
    if students == 1:
        heading = language.say("{title} – 1 student, hardest steps first", title=line(title))
    else:
        heading = language.say(
            "{title} – {count} students, hardest steps first", title=line(title), count=students
        )
    legend = [(language.say(name), colour) for name, colour in SHARES]
    return html("class_chart.svg.j2", rows=rows, heading=heading, legend=legend, fonts=FONTS)


def _step_statistics(marked: Sequence[Marked], place: int, totals: Sequence[float]) -> StepStatistics:
    credits = [one.credits[place] for one in marked]
    earned = [credit.credit for credit in credits]
    rest = [total - own for total, own in zip(totals, earned, strict=True)]
    slips = [credit.slip for credit in credits]
    right, missing = (slips.count(slip) / len(slips) for slip in (Slip.NONE, Slip.MISSING))
    shares = (right, 1 - right - missing, missing)
    return StepStatistics(credits[0].step, sum(earned) / len(earned), correlation(earned, rest), shares)


def _two_lines(text: str) -> list[str]:
    """Return a text in at most two lines; dots stand for what is left out."""
    first, *more = wrap(text, COLUMNS)
    return [first, f"{more[0]} …" if len(more) > 1 else more[0]] if more else [first]
