"""What comes back from marking: a sheet for each student, in the form that is asked for, and tables and a chart for the teacher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from argmap.graph.views import View
from argmap.teach.marking.chart import class_chart
from argmap.teach.marking.grade import texts_of
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.picture import picture
from argmap.teach.marking.sheet import sheet, to_look_at
from argmap.teach.marking.summary import class_table, statistics, step_table
from argmap.teach.materials.paper import pdfs
from argmap.teach.materials.printed import article

CAPTION = "The map. Look at the numbered steps again; all others are right, and faint."


def sheets(marked: Sequence[Marked], references: Sequence[View], form: str) -> Iterator[bytes]:
    """Yield the sheet of each student, as md, html or pdf; the last two hold the map with the steps to look at again.

    Raises:
        MissingExtra: a PDF is asked for and the printer is not installed.
        LayoutFailed: a map cannot be drawn.
    """
    yield from SHEETS[form](marked, references)


def for_the_teacher(marked: Sequence[Marked], references: Sequence[View]) -> dict[str, bytes]:
    """Return the files about the class by name: who did how, which step is how hard, and the same as a chart.

    Students who were marked against another reference than the first are left out of the last two.
    """
    map = references[0].map
    texts = texts_of(map)
    counted = [one for one in marked if one.reference == map.id and one.steps_of == marked[0].steps_of]
    return {
        "class.csv": class_table(marked),
        "steps.csv": step_table(statistics(counted), texts),
        "steps.svg": class_chart(counted, texts, map.title).encode("utf-8"),
    }


def _markdown(marked: Iterable[Marked], references: Sequence[View]) -> Iterator[bytes]:
    known = {view.map.id: (texts_of(view.map), view.map.title) for view in references}
    for one in marked:
        texts, title = known[one.reference]
        yield sheet(one, texts, title).encode("utf-8")


def _documents(marked: Iterable[Marked], references: Sequence[View]) -> Iterator[str]:
    known = {view.map.id: (texts_of(view.map), view.map.title, picture(view)) for view in references}
    for one in marked:
        texts, title, drawn = known[one.reference]
        figure = f"<figure>{drawn.marked(to_look_at(one))}<figcaption>{CAPTION}</figcaption></figure>\n"
        yield article(sheet(one, texts, title), f"{one.student}: {title}", figure=figure)


def _html(marked: Iterable[Marked], references: Sequence[View]) -> Iterator[bytes]:
    return (document.encode("utf-8") for document in _documents(marked, references))


def _pdf(marked: Iterable[Marked], references: Sequence[View]) -> Iterator[bytes]:
    return pdfs(_documents(marked, references))


SHEETS: Mapping[str, Callable[[Sequence[Marked], Sequence[View]], Iterator[bytes]]] = MappingProxyType(
    {"md": _markdown, "html": _html, "pdf": _pdf}
)
