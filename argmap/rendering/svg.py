"""The few words of SVG that argmap writes: elements, numbers and texts, escaped in this place only.

Diagrams (`picture`), plots of experiments (`plot`) and the chart of a class (`teach.marking`) are written with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

NAMESPACE = "http://www.w3.org/2000/svg"

Value = str | float | None


def element(name: str, *content: str, **attributes: Value) -> str:
    """Return an SVG element.

    Args:
        name: the name of the element.
        content: markup inside it: other elements, or what `words` returned.
        attributes: a number is written with two decimals at most, None is left out. Underscores in names
            become hyphens, and one at the end, which keeps a name from being a word of Python, is dropped.

    Example:
        >>> element("text", words("a < b"), x=1.0, font_size=10.5, class_="note")
        '<text x="1" font-size="10.5" class="note">a &lt; b</text>'
    """
    start = name + "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{start}>{inside}</{name}>" if inside else f"<{start}/>"


def words(text: str) -> str:
    """Return `text` as the content of an element.

    Example:
        >>> words("</text> & more")
        '&lt;/text&gt; &amp; more'
    """
    return escape(text, quote=False)


def number(value: float) -> str:
    """Return a coordinate: two decimals at most, and no zero that says nothing.

    Example:
        >>> number(12.0), number(0.125), number(-0.001)
        ('12', '0.12', '0')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def places(points: Iterable[tuple[float, float]]) -> str:
    """Return points as an attribute holds them.

    Example:
        >>> places([(1.0, 2.5), (3.0, 4.0)])
        '1,2.5 3,4'
    """
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
