"""What can be chosen about a picture, and what is said to somebody who chooses something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from argmap.errors import ArgmapError, UnknownName
from argmap.experiments.outcome import Outcome
from argmap.language import language as known_language
from argmap.rendering.changes import ChangeMark
from argmap.rendering.tab import Tab
from argmap.rendering.theme import theme

SMALL_MAP = 12
"""Up to this many nodes a map is drawn with the conclusion on top; larger ones from left to right."""

NARROWEST, WIDEST = 10, 200
"""Columns that texts of nodes may have."""

SCHEMES = ("", "http", "https", "file")
"""How an address may begin to which nodes are linked."""

PNG_DPI = 192
"""Dots per inch of a PNG, unless somebody asks for others: sharp on screens of twice the usual density."""

LEAST_DPI, MOST_DPI = 48, 600

LEAST_TYPE, LARGEST_TYPE = 4, 40
"""Points that the smallest type may have."""


class Direction(StrEnum):
    """Where reasons stand, seen from their conclusion: Graphviz's `rankdir`, read from reason to conclusion."""

    RIGHT = "RL"
    LEFT = "LR"
    BELOW = "BT"
    ABOVE = "TB"

    @property
    def is_sideways(self) -> bool:
        """Whether ranks are columns, and nodes of one rank stand one below the other."""
        return self in {Direction.RIGHT, Direction.LEFT}


DIRECTIONS: Mapping[str, Direction] = MappingProxyType({each.name.lower(): each for each in Direction})
"""Directions by the names that users write."""


def direction(name: str) -> Direction:
    """Return a direction by its name.

    Args:
        name: right, left, below or above; Graphviz's RL, LR, BT or TB are understood too.

    Raises:
        UnknownName: there is no such direction.

    Example:
        >>> direction("right")
        <Direction.RIGHT: 'RL'>
    """
    if name in DIRECTIONS:
        return DIRECTIONS[name]
    if name in set(Direction):
        return Direction(name)
    raise UnknownName("direction", str(name), DIRECTIONS)


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a picture.

    Args:
        theme: the colours: light, dark or mono. With an empty one pictures are light, and a page is as the reader's
            system says.
        direction: where reasons stand, seen from their conclusion: right, left, below or above. None chooses
            by size: below in maps of up to 12 nodes, to the right in others.
        wrap: the width of texts in nodes, in columns, from 10 to 200.
        title: the heading, in place of the title of the map; an empty one shows none.
        legend: whether sides and lines are explained above the drawing.
        link_base: the address of a page of the map, such as map.html, for nodes of an SVG to link to: followed by `#c=`
            and the id of the claim, or `#i=` and that of the issue. With an empty one there are no links.
        holders: whether it is said of theses, and beside labels, who holds a claim at the end.
        status: whether nodes are marked as accepted, rejected or undecided, under grounded semantics.
        strength: whether nodes show how strong they are, from 0 to 1.
        results: outcomes by name of experiment; their numbers stand on the examples that name them.
        tabs: tabs that a page has beside its own.
        unsigned: relations, by id, that are drawn with a label in place of what they do; with any, no node
            shows its side either, which would tell it.
        language: the language, such as en or de, of the words around the texts of the map; None means the map's, or
            English where there is no catalogue for it.
        changes: marks of what two readings have otherwise, by id; with any, colours mean changes, and sides have only
            their glyphs. None is a picture of one map.
        dpi: the dots per inch of a PNG, from 48 to 600; a picture that is too large at 192 or more is drawn at 96.
        smallest: the smallest type of a picture in points, from 4 to 40; larger type keeps its size.

    Raises:
        UnknownName: there is no such theme, direction or language.
        ArgmapError: a value is of another type, or out of its range.
    """

    theme: str = ""
    direction: Direction | str | None = None
    wrap: int = 30
    title: str | None = None
    legend: bool = True
    link_base: str = ""
    holders: bool = True
    status: bool = False
    strength: bool = False
    results: Mapping[str, Outcome] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    unsigned: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    smallest: float = 8.0
    changes: Mapping[str, ChangeMark] | None = None
    dpi: int = PNG_DPI

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, before anything is."""
        for name, (wanted, types) in TYPES.items():
            value = getattr(self, name)
            # In Python, True and False are whole numbers as well.
            if not isinstance(value, types) or (isinstance(value, bool) and types in (int, (int, float))):
                raise ArgmapError(f"the option {name} is {wanted}, not {value!r}")
        theme(self.theme or "light")
        if self.language is not None:
            known_language(self.language)
        if self.direction is not None:
            object.__setattr__(self, "direction", direction(self.direction))
        if not NARROWEST <= self.wrap <= WIDEST:
            raise ArgmapError(f"the option wrap is from {NARROWEST} to {WIDEST} columns, not {self.wrap}")
        if not LEAST_TYPE <= self.smallest <= LARGEST_TYPE:
            raise ArgmapError(
                f"the option smallest is from {LEAST_TYPE} to {LARGEST_TYPE} points, not {self.smallest}"
            )
        if not LEAST_DPI <= self.dpi <= MOST_DPI:
            raise ArgmapError(f"the option dpi is from {LEAST_DPI} to {MOST_DPI}, not {self.dpi}")
        if urlsplit(self.link_base).scheme not in SCHEMES or "#" in self.link_base:
            raise ArgmapError(
                f"the option link_base is a file or an address of the web without '#', not {self.link_base!r}"
            )
        if not all(isinstance(tab, Tab) for tab in self.tabs):
            raise ArgmapError("the option tabs is a tuple of Tab")


TYPES: Mapping[str, tuple[str, type | tuple[type, ...]]] = MappingProxyType(
    {
        "theme": ("the name of a theme", str),
        "direction": ("right, left, below or above", (str, type(None))),
        "wrap": ("a number of columns", int),
        "dpi": ("a number of dots per inch", int),
        "title": ("a text", (str, type(None))),
        "legend": ("True or False", bool),
        "link_base": ("an address", str),
        "holders": ("True or False", bool),
        "status": ("True or False", bool),
        "strength": ("True or False", bool),
        "results": ("a mapping of outcomes by experiment", Mapping),
        "tabs": ("a tuple of Tab", tuple),
        "unsigned": ("a mapping of labels by relation", Mapping),
        "language": ("the code of a language, such as de", (str, type(None))),
        "changes": ("a mapping of marks by id", (Mapping, type(None))),
        "smallest": ("a number of points", (int, float)),
    }
)
"""What each option is, in words and as types."""
