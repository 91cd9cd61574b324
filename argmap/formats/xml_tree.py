"""XML as a tree with lines and columns, read without recursion; documents that define entities are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from argmap.formats.building import MapBuilder

HEAD = 4_000
"""Characters in which the first tag of a file is looked for."""

PIP_LINE = "run: pip install 'argmap[sources]'"


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name without a prefix, its attributes, where it begins, and its words and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    content: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the element, without those of the elements in it."""
        return "".join(part for part in self.content if isinstance(part, str))

    @property
    def children(self) -> list[Element]:
        """The elements right in this one, in order."""
        return [part for part in self.content if isinstance(part, Element)]

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def each(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names right in this one, in order."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> Element | None:
        """Return the first element of these names right in this one."""
        return next(self.each(*names), None)

    def inside(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names anywhere in this one, in order."""
        todo = [self]
        while todo:
            element = todo.pop()
            if element.name in names:
                yield element
            todo += reversed(element.children)

    def all_text(self) -> str:
        """Return the words of the element with those of all elements in it, in order."""
        made: list[str] = []
        todo: list[str | Element] = [self]
        while todo:
            part = todo.pop()
            if isinstance(part, str):
                made.append(part)
            else:
                todo += reversed(part.content)
        return "".join(made)


@dataclass(frozen=True, slots=True)
class Document:
    """An XML document: its root, and the last processing instruction of each name."""

    root: Element
    instructions: dict[str, str]


class _Builder(ContentHandler):
    """Makes a tree of what the parser meets."""

    def __init__(self, parser: Any) -> None:
        super().__init__()
        self.parser = parser  # which knows the place; SAX's locator is only set for whole files
        self.root: Element | None = None
        self.above: list[Element] = []
        self.instructions: dict[str, str] = {}

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        line, column = self.parser.getLineNumber(), self.parser.getColumnNumber()
        element = Element(name.rpartition(":")[2], dict(attrs.items()), line, column + 1)
        if self.above:
            self.above[-1].content.append(element)
        elif self.root is None:
            self.root = element
        self.above.append(element)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self.above.pop()

    def characters(self, content: str) -> None:
        if self.above:
            self.above[-1].content.append(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self.instructions[target] = data


def document(map: MapBuilder) -> Document | None:
    """Return the XML of the file that a map is made of; None if it is none, which the map is told with its place."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import create_parser
    except ImportError:
        map.error("reading XML needs an extra", help=PIP_LINE)
        return None
    # The name of a DTD may stand there: it is not opened. What it would define is refused as well.
    parser = create_parser(forbid_external=False)
    builder = _Builder(parser)
    parser.setContentHandler(builder)
    try:
        parser.feed(map.file.text.removeprefix("\ufeff"))
        parser.close()
    except DefusedXmlException:
        map.error("the document defines entities, which are not read", 1)
    except SAXParseException as error:
        column = error.getColumnNumber()
        map.error(
            f"this is no sound XML: {error.getMessage()}", error.getLineNumber() or 1, (column or 0) + 1
        )
    except (
        SAXException,
        LookupError,
        ValueError,
    ) as error:  # the last two: odd encodings, halves of characters
        map.error(f"this is no sound XML: {error}", 1)
    if builder.root is None or map.failed:
        return None
    return Document(builder.root, builder.instructions)


def root_name(text: str) -> str:
    """Return the name of the first element of an XML text, without a prefix; "" if it does not begin like XML.

    Example:
        >>> root_name("<?xml version='1.0'?><!-- a map --><lkif id='1'>")
        'lkif'
    """
    rest = text[:HEAD].lstrip("\ufeff \t\r\n")
    while rest.startswith(("<?", "<!")):
        end = "-->" if rest.startswith("<!--") else "?>" if rest.startswith("<?") else ">"
        _, ended, rest = rest.partition(end)
        if not ended:
            return ""
        rest = rest.lstrip()
    if not rest.startswith("<"):
        return ""
    name = rest[1:]
    for stop in " \t\r\n/>":
        name = name.partition(stop)[0]
    return name.rpartition(":")[2]
