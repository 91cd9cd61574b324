"""What stands before the lines of quotations and of items of lists, when HTML becomes text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 32
"""So many levels of quotations and lists show their marks; hostile pages have a hundred thousand."""

LARGEST = 1_000_000_000
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST_ROMAN = 3999


@dataclass(slots=True)
class Container:
    """An open element around blocks.

    Attributes:
        tag: Its name.
        first: What its first line begins with.
        rest: What its other lines begin with.
        opens: Whether the first line of it may follow the block before it without an empty line: an item does.
        used: Whether its first line is written.
        number: Of a numbered list, the number of its next item.
        step: What is added for the next one; 0 for lists without numbers.
        style: How numbers are written, as the attribute `type` says: 1, a, A, i or I.
    """

    tag: str
    first: str = ""
    rest: str = ""
    opens: bool = False
    used: bool = False
    number: int = 1
    step: int = 0
    style: str = "1"


def marks(containers: list[Container]) -> tuple[str, str]:
    """Return what the first line and the other lines of the next block begin with, and remember that they were written."""
    marked = [each for each in containers if each.rest][:DEEPEST]
    first = "".join(each.rest if each.used else each.first for each in marked)
    for each in containers:
        each.used = True
    return first, "".join(each.rest for each in marked)


@dataclass(slots=True)
class Numbering:
    """Opens lists and items with their marks.

    Attributes:
        sizes: How many items each numbered list has, in the order of the page; lists that count down begin there.
    """

    sizes: Iterator[int] = field(default_factory=lambda: iter(()))

    def opened(self, tag: str, attributes: Mapping[str, str | None]) -> Container:
        """Return the container of a list."""
        if tag != "ol":
            return Container(tag)
        size = next(self.sizes, 0)
        counts_down = "reversed" in attributes
        start = _whole(attributes.get("start"), size if counts_down else 1)
        style = attributes.get("type")
        return Container(
            tag,
            number=start,
            step=-1 if counts_down else 1,
            style=style if style in {"a", "A", "i", "I"} else "1",
        )

    def item(self, within: Container, attributes: Mapping[str, str | None]) -> Container:
        """Return the container of an item, and count it."""
        mark = "- "
        if within.step:
            number = _whole(attributes.get("value"), within.number)
            within.number = number + within.step
            mark = f"{numeral(number, within.style)}. "
        return Container("li", mark, " " * len(mark), opens=True)


def _whole(said: str | None, otherwise: int) -> int:
    try:
        number = int(said or "")
    except ValueError:
        return otherwise
    return number if abs(number) < LARGEST else otherwise


def numeral(number: int, style: str) -> str:
    """Return a number in the style of a list: 1, a, A, i or I; in digits where the style has no numeral for it.

    Example:
        >>> [numeral(n, "a") for n in (1, 26, 27)], numeral(4, "i"), numeral(0, "I")
        (['a', 'z', 'aa'], 'iv', '0')
    """
    if number < 1 or style == "1":
        return str(number)
    written = ""
    if style in {"a", "A"}:
        while number:
            number, letter = divmod(number - 1, 26)
            written = f"{chr(ord('a') + letter)}{written}"
    elif number <= LARGEST_ROMAN:
        for value, digits in ROMAN:
            written += digits * (number // value)
            number %= value
    else:
        return str(number)
    return written.upper() if style in {"A", "I"} else written


def list_sizes(html: str) -> Iterator[int]:
    """Yield how many items each numbered list of a page has, in the order in which the lists begin."""
    counter = _Sizes()
    counter.feed(html)
    counter.close()
    return iter(counter.sizes)


class _Sizes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []
        self.open: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its parser's name)
        if tag == "ol":
            self.open.append(len(self.sizes))
            self.sizes.append(0)
        elif tag in {"ul", "menu", "dir"}:
            self.open.append(None)
        elif tag == "li" and self.open and self.open[-1] is not None:
            self.sizes[self.open[-1]] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ol", "ul", "menu", "dir"} and self.open:
            self.open.pop()
