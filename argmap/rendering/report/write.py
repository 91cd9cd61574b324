"""The report on a map that a teacher could read aloud: sections of sentences, as text or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap

from argmap.rendering.escape import escaped
from argmap.rendering.report import cruxes, discussion, evidence, labels, shape
from argmap.rendering.report.parts import ReportContext, ReportItem, Section
from argmap.rendering.scene import Scene
from argmap.study import Study

SECTIONS: tuple[Callable[[ReportContext], Section], ...] = (
    labels.accepted,
    cruxes.changes,
    cruxes.carriers,
    labels.positions,
    discussion.agreed,
    discussion.granted,
    discussion.open_points,
    discussion.conduct,
    discussion.terms,
    evidence.measured,
    discussion.people,
    labels.history,
    shape.strength,
    shape.shape,
)
"""The sections in the order of the report."""


def report(scene: Scene, study: Study) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    context = ReportContext(scene, study)
    sections = (section(context) for section in SECTIONS)
    return tuple(section for section in sections if section.lead or section.items)


def report_text(sections: Iterable[Section], width: int | None = None) -> str:
    """Return a report as plain text, wrapped at `width` columns if one is given."""
    return "\n".join(_text(sections, width)).lstrip("\n") + "\n"


def report_markdown(sections: Iterable[Section], level: int = 3) -> Iterator[str]:
    """Yield a report as lines of Markdown, with headings of a level."""
    for section in sections:
        yield from (f"{'#' * level} {escaped(section.title)}", "")
        if section.lead:
            yield from (escaped(section.lead), "")
        for depth, item in _walk(section.items):
            yield f"{'  ' * depth}- {escaped(item.text)}"
        if section.items:
            yield ""


def _text(sections: Iterable[Section], width: int | None) -> Iterator[str]:
    for section in sections:
        yield from ("", section.title.upper(), "")
        if section.lead:
            yield from _wrapped(section.lead, "", "", width)
        for depth, item in _walk(section.items):
            bullet = f"{'  ' * depth}- "
            yield from _wrapped(item.text, bullet, " " * len(bullet), width)


def _wrapped(text: str, first: str, rest: str, width: int | None) -> Iterator[str]:
    if width is None:
        yield first + " ".join(text.split())
        return
    yield from wrap(
        text,
        max(width, 40),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _walk(items: Iterable[ReportItem], depth: int = 0) -> Iterator[tuple[int, ReportItem]]:
    for item in items:  # reports nest two levels, never as deep as an argument
        yield depth, item
        yield from _walk(item.below, depth + 1)
