"""Sheets as one PDF file: Graphviz draws what is on them, pypdf puts it on pages, with links and bookmarks.

Source:
    ISO 32000-1:2008, sections 8.10 (form XObjects: a drawing is stored once, and shown on as many pages as
    need a part of it) and 8.5 (clipping).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from argmap.errors import MissingExtra
from argmap.rendering.picture import files
from argmap.rendering.picture.sheets import Booklet, LaidOutPicture, PaperSheet

if TYPE_CHECKING:
    from pypdf import PdfWriter

FEATURE = "several pages in one PDF file"


def pdf(booklet: Booklet) -> bytes:
    """Return sheets as a PDF file with a page for each.

    Args:
        booklet: the sheets.

    Raises:
        MissingExtra: pypdf is not installed.
        LayoutFailed: Graphviz could not draw.
    """
    try:
        from pypdf import PdfWriter
    except ImportError:
        raise MissingExtra(FEATURE, "print") from None
    writer = PdfWriter()
    forms = _Forms(writer)
    for sheet in booklet.sheets:
        _add(writer, sheet, forms)
    for index, sheet in enumerate(booklet.sheets):
        for box, number in sheet.links():
            _link(writer, index, sheet, box, number - 1)
        writer.add_outline_item(title=sheet.title, page_number=index)
    writer.metadata = {"/Title": booklet.title}
    made = BytesIO()
    writer.write(made)
    return files.without_date(made.getvalue())


class _Forms:
    """Drawings as parts of a PDF file, each stored once."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.stored: dict[str, tuple[Any, float]] = {}

    def of(self, picture: LaidOutPicture) -> tuple[Any, float]:
        """Return the form that draws a picture, and its height in points."""
        if picture.dot not in self.stored:
            self.stored[picture.dot] = self.made(files.pdf(files.cut_out(picture.dot, picture.layout)))
        return self.stored[picture.dot]

    def made(self, drawn: bytes) -> tuple[Any, float]:
        from pypdf import PdfReader
        from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject

        page = PdfReader(BytesIO(drawn)).pages[0]
        form = StreamObject()
        contents = page.get_contents()
        form.set_data(b"" if contents is None else contents.get_data())
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in page.mediabox)
        form[NameObject("/Resources")] = page["/Resources"].clone(self.writer)
        if "/Group" in page:
            form[NameObject("/Group")] = page["/Group"].clone(self.writer)
        added = self.writer._add_object(form.flate_encode())
        return added, float(page.mediabox.height)


def _add(writer: PdfWriter, sheet: PaperSheet, forms: _Forms) -> None:
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    paper = sheet.paper
    page = writer.add_blank_page(paper.width, paper.height)
    placed = [(sheet.picture, sheet.scale, sheet.corner), *((label, 1.0, at) for label, at in sheet.labels)]
    drawings = [(*forms.of(picture), scale, corner) for picture, scale, corner in placed]
    forms_by_name = {NameObject(f"/D{i}"): form for i, (form, *_) in enumerate(drawings)}
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject(forms_by_name)}
    )
    matrices = [_matrix(sheet, height, scale, corner) for _, height, scale, corner in drawings]
    stream = StreamObject()
    stream.set_data("\n".join(_content(sheet, matrices)).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)


def _content(sheet: PaperSheet, matrices: Sequence[str]) -> Iterable[str]:
    """Yield the operators that draw a sheet; y grows upwards in PDF."""
    paper = sheet.paper
    left, top, width, height = sheet.window
    yield f"{_color(sheet.picture.layout.background)} rg 0 0 {paper.width:.3f} {paper.height:.3f} re f"
    yield f"q {left:.3f} {paper.height - top - height:.3f} {width:.3f} {height:.3f} re W n"
    yield f"{matrices[0]} cm /D0 Do Q"
    for number, matrix in enumerate(matrices[1:], 1):
        yield f"q {matrix} cm /D{number} Do Q"
    if sheet.rules:
        yield f"{_color(sheet.picture.layout.ink)} RG 0.5 w"
    for (x1, y1), (x2, y2) in sheet.rules:
        yield f"{x1:.3f} {paper.height - y1:.3f} m {x2:.3f} {paper.height - y2:.3f} l S"


def _matrix(sheet: PaperSheet, height: float, scale: float, corner: tuple[float, float]) -> str:
    y = sheet.paper.height - corner[1] - height * scale
    return f"{scale:.6g} 0 0 {scale:.6g} {corner[0]:.3f} {y:.3f}"


def _color(color: str) -> str:
    return " ".join(f"{int(color[start : start + 2], 16) / 255:.4g}" for start in (1, 3, 5))


def _link(writer: PdfWriter, index: int, sheet: PaperSheet, box: tuple[float, ...], target: int) -> None:
    from pypdf.annotations import Link
    from pypdf.generic import ArrayObject, NumberObject

    x, y, width, height = box
    top = sheet.paper.height - y
    unframed = ArrayObject([NumberObject(0)] * 3)
    rect = (x, top - height, x + width, top)
    writer.add_annotation(index, Link(rect=rect, target_page_index=target, border=unframed))
