"""What can be chosen about a picture: names mean what they say, and what cannot be drawn is refused with help."""

from __future__ import annotations

import re
import struct
from typing import Any

import pytest

from argmap.errors import ArgmapError, UnknownName
from argmap.graph.views import whole
from argmap.rendering.draw import FORMATS, drawing, fragment, pictures, render, svg
from argmap.rendering.options import Direction, Options
from tests.graph.small import small

MAP = small("r: a supports t")


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("right", Direction.RIGHT),
        ("left", Direction.LEFT),
        ("below", Direction.BELOW),
        ("above", Direction.ABOVE),
        ("RL", Direction.RIGHT),
        ("TB", Direction.ABOVE),
    ],
)
def test_the_name_of_a_direction_means_the_direction(name: str, direction: Direction) -> None:
    """`direction="right"` was once written into the DOT text as it is, and the picture stood upside down."""
    assert Options(direction=name) == Options(direction=direction)
    assert render(MAP, "svg", Options(direction=name)) == render(MAP, "svg", Options(direction=direction))
    assert b"rankdir=" + direction.encode() in render(MAP, "dot", Options(direction=name))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a direction in other letters": ({"direction": "Right"}, "no direction 'Right'; did you mean 'right'?"),
    "a direction that is none": ({"direction": "up"}, "no direction 'up'; known: above, below, left, right"),
    "no direction at all": ({"direction": ""}, "no direction ''; known: above, below, left, right"),
    "a number as direction": ({"direction": 1}, "direction is right, left, below or above, not 1"),
    "an unknown theme": ({"theme": "drak"}, "no theme 'drak'; did you mean 'dark'?"),
    "no theme": ({"theme": None}, "the option theme is the name of a theme, not None"),
    "no room for a word": ({"wrap": 9}, "the option wrap is from 10 to 200 columns, not 9"),
    "too long lines": ({"wrap": 201}, "the option wrap is from 10 to 200 columns, not 201"),
    "a text as width": ({"wrap": "30"}, "the option wrap is a number of columns, not '30'"),
    "a truth as width": ({"wrap": True}, "the option wrap is a number of columns, not True"),
    "too coarse": ({"dpi": 47}, "the option dpi is from 48 to 600, not 47"),
    "too fine": ({"dpi": 601}, "the option dpi is from 48 to 600, not 601"),
    "a number as title": ({"title": 5}, "the option title is a text, not 5"),
    "a text as legend": ({"legend": "no"}, "the option legend is True or False, not 'no'"),
    "a number as strength": ({"strength": 1}, "the option strength is True or False, not 1"),
    "a list of results": (
        {"results": []},
        "the option results is a mapping of outcomes by experiment, not []",
    ),
    "a script as page": (
        {"link_base": "javascript:alert(1)"},
        "the option link_base is a file or an address of the web without '#', not 'javascript:alert(1)'",
    ),
    "a place in a page": ({"link_base": "map.html#c=a"}, "without '#', not 'map.html#c=a'"),
    "tabs that are texts": ({"tabs": ("x",)}, "the option tabs is a tuple of Tab"),
    "a set as unsigned": (
        {"unsigned": {"r"}},
        "the option unsigned is a mapping of labels by relation, not {'r'}",
    ),
}


@pytest.mark.parametrize(("chosen", "message"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_drawn_is_refused(chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgmapError, match=re.escape(message)):
        Options(**chosen)


def test_a_png_has_as_many_pixels_as_its_dots_per_inch_ask_for() -> None:
    """Half the dots per inch are half the pixels, give or take one for rounding."""
    (width, height), (half_width, half_height) = (
        struct.unpack(">II", render(MAP, "png", Options(dpi=dpi))[16:24]) for dpi in (192, 96)
    )
    assert abs(width - 2 * half_width) <= 2
    assert abs(height - 2 * half_height) <= 2


@pytest.mark.parametrize("draw", [render, svg, drawing, fragment])
def test_a_path_in_place_of_options_says_how_to_write_a_file(draw: Any) -> None:
    arguments = (MAP, "svg", "out.svg") if draw is render else (MAP, "out.svg")
    message = "is the options of the picture (argmap.Options), not 'out.svg'"
    written = "Path('out.svg').write_bytes(argmap.render(map, 'svg'))"
    with pytest.raises(ArgmapError, match=f"{re.escape(message)}.*{re.escape(written)}"):
        draw(*arguments)


@pytest.mark.parametrize(("path", "format"), [("x.svg", "svg"), ("maps/x.PNG", "png"), ("x.jpeg", "svg")])
def test_a_path_in_place_of_a_format_says_how_to_write_a_file(path: str, format: str) -> None:
    with pytest.raises(UnknownName if "." not in path else ArgmapError) as caught:
        render(MAP, path)
    assert str(caught.value) == (
        f"there is no picture format {path!r}; known: dot, html, pdf, png, svg; "
        f"to write a file: Path({path!r}).write_bytes(argmap.render(map, {format!r}))"
    )


def test_an_unknown_format_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(UnknownName, match=r"no picture format 'gif'; known: dot, html, pdf, png, svg"):
        pictures(MAP, ["svg", "gif"])
    with pytest.raises(ArgmapError, match="no picture format 'None'"):
        render(MAP, None)  # type: ignore[arg-type]


def test_only_maps_and_views_are_drawn() -> None:
    with pytest.raises(
        ArgmapError, match=r"only a map can be drawn, not 'map.yaml'; argmap.load\(path\) reads"
    ):
        render("map.yaml")  # type: ignore[arg-type]
    assert render(whole(MAP), "dot") == render(MAP, "dot")


def test_the_formats_are_in_alphabetical_order() -> None:
    assert list(FORMATS) == sorted(FORMATS)
