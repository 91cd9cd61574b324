"""The page of two readings: a list of their differences beside the picture of both, as one file without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from argmap.language import Language
from argmap.model.map import ArgumentMap
from argmap.readings.comparison import Comparison
from argmap.readings.wording import WordPiece
from argmap.rendering.changes import ChangeSign
from argmap.rendering.comparison.union import Union
from argmap.rendering.page.colours import themed
from argmap.rendering.page.sealed import policy
from argmap.rendering.page.words import text_languages
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.svg import number
from argmap.rendering.templates import asset, page_of
from argmap.rendering.text.comparison import ComparisonSection, matched_words, matching_lines
from argmap.rendering.theme import theme as theme_named

HERE = "argmap.rendering.comparison"


def comparison_page(
    drawn: Drawing,
    names: tuple[str, str],
    map: ArgumentMap,
    comparison: Comparison,
    made: Union,
    shown: Iterable[ComparisonSection],
    language: Language,
    theme: str = "light",
) -> str:
    """Return the page as HTML that needs no other file, makes no request and runs nothing.

    Args:
        drawn: the picture of both maps.
        names: what the two maps are called.
        map: the second map.
        comparison: the differences.
        made: both maps as one, in whose picture each difference has its place.
        shown: the differences in lines.
        language: the language of the page; what the maps say stays in theirs.
        theme: the colours, which are those of the picture.
    """
    style = _style(drawn, theme)
    return page_of(
        "argmap.rendering:comparison.html.j2",
        policy=Markup(policy(style)),  # noqa: S704 (a digest, and words of ours)
        style=Markup(style),  # noqa: S704 (a file of this distribution, and numbers)
        drawing=Markup(drawn.inline()),  # noqa: S704 (drawn by us, from texts that are escaped)
        title=" ".join(map.title.split()),
        names=names,
        matched=matched_words(comparison.matching, language),
        pairs=list(matching_lines(comparison.matching)),
        sections=[
            {"title": section.title, "counts": section.counts, "lines": list(_lines(section, made))}
            for section in shown
        ],
        say=language.say,
        language=language.name,
        map_lang=text_languages(map, language.name).get("map", ""),
    )


def _style(drawn: Drawing, theme: str) -> str:
    """Return the style sheet, with the colours of the theme and the size of the picture, at which its type can be read."""
    colours = ";".join(f"--{name}:{color}" for name, color in themed(theme_named(theme)).items())
    size = f".drawing svg{{width:{number(drawn.width)}pt;height:{number(drawn.height)}pt}}\n"
    return f":root{{{colours}}}\n{size}{asset(HERE, 'page.css')}"


def _lines(section: ComparisonSection, made: Union) -> Iterator[dict[str, Any]]:
    for line in section.lines:
        yield {
            "sign": line.sign,
            "kind": ChangeSign(line.sign).name.lower(),
            "name": line.name,
            "said": line.said,
            "pieces": [_piece(piece) for piece in line.pieces],
            "place": _anchor(made, made.place_of(line.about)),
        }


def _piece(piece: WordPiece) -> dict[str, str]:
    """Return some words, and the space behind them, which is no part of what is underlined or struck out."""
    words = piece.text.rstrip()
    return {"text": words, "wording": piece.wording.value, "space": " " if words != piece.text else ""}


def _anchor(made: Union, id: str | None) -> str:
    """Return the id in the picture of a part: a node or an edge."""
    if id is None:
        return ""
    return f"e-{id}" if id in made.map.relations_by_id else f"n-{id}"
