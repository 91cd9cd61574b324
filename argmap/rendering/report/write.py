"""The report on a map that a teacher could read aloud: sections of sentences, as text or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import Any

from argmap.rendering.escape import escaped
from argmap.rendering.report import cruxes, discussion, evidence, headline, labels, shape, theses
from argmap.rendering.report.parts import ReportContext, ReportItem, Section
from argmap.rendering.report.screen import screenful
from argmap.rendering.scene import Scene
from argmap.result import plain
from argmap.study import Study

SECTIONS: tuple[Callable[[ReportContext], Section], ...] = (
    headline.short,
    theses.by_thesis,
    theses.interpretations,
    cruxes.changes,
    cruxes.carriers,
    labels.positions,
    discussion.agreed,
    discussion.granted,
    discussion.open_points,
    discussion.asked,
    discussion.conduct,
    discussion.terms,
    evidence.measured,
    discussion.people,
    labels.history,
    shape.strength,
    shape.shape,
)
"""The sections in the order of the report."""

WHOLE = frozenset({headline.short})
"""Sections that are never cut."""


def report(scene: Scene, study: Study, *, full: bool = False, strength: bool = False) -> tuple[Section, ...]:
    """Return the sections that have something to say.

    Args:
        scene: the map with what was computed about it.
        study: the analyses.
        full: whether sections say all that they can; otherwise each fits on a screen.
        strength: whether to say how strong the theses are.
    """
    context = ReportContext(scene, study, full)
    chosen = (section for section in SECTIONS if strength or section is not shape.strength)
    sections = (
        (section(context) if full or section in WHOLE else screenful(section(context))) for section in chosen
    )
    return tuple(s for s in sections if s.lead or s.items or s.paragraphs)


def report_data(scene: Scene, study: Study) -> dict[str, Any]:
    """Return the report as plain data: a paragraph for each issue, and for each thesis three sentences.

    The keys are `headline`, a list of `issue`, `parent` and `text`, and `theses`, a mapping from ids to `held`, `argued`
    and `follows`; the words are those of the report.
    """
    context = ReportContext(scene, study)
    things = {thesis: theses.told(context, thesis) for thesis in study.index.theses}
    return {"headline": plain(headline.headlines(context)), "theses": things}


def report_text(sections: Iterable[Section], width: int | None = None) -> str:
    """Return a report as plain text, wrapped at `width` columns if one is given."""
    return "\n".join(_text(sections, width)).lstrip("\n") + "\n"


def report_markdown(sections: Iterable[Section], level: int = 3) -> Iterator[str]:
    """Yield a report as lines of Markdown, with headings of a level."""
    for section in sections:
        yield from (f"{'#' * level} {escaped(section.title)}", "")
        for paragraph in filter(None, (section.lead, *section.paragraphs)):
            yield from (escaped(paragraph), "")
        for depth, item in _walk(section.items):
            yield f"{'  ' * depth}- {escaped(item.text)}"
        if section.items:
            yield ""


def _text(sections: Iterable[Section], width: int | None) -> Iterator[str]:
    for section in sections:
        yield from ("", section.title.upper(), "")
        for number, paragraph in enumerate(filter(None, (section.lead, *section.paragraphs))):
            if number:
                yield ""
            yield from _wrapped(paragraph, "", "", width)
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
