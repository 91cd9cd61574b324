"""Argdown, the text that people write arguments in, with bullets and brackets.

Source:
    Argdown 1.7 and 2.0, https://argdown.org/syntax. argdown-2 of the project kellenff/argdown-2 is another language: its grammar
    (docs/GRAMMAR.bnf, up to 0.1) and the EDN of 0.2 are recognised, and not read.
"""

from __future__ import annotations

import re

from argmap.formats.argdown.mapping import Mapper
from argmap.formats.argdown.parsing import Parser
from argmap.formats.argdown.scanning import scanned
from argmap.formats.argdown.writing import write
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap

HEAD = re.compile(
    r"^[ \t]*(?:(?:<?[-+]|[-+]>|><|_>|<_)[ \t]+)?(?:\[(?!\^)[^\]\n]+\]:[ \t]*+(?!\s*(?:https?|ftp|mailto):)\S|<[^<>\n]+>:[ \t]*\S)",
    re.MULTILINE,
)
SIGN = re.compile(r"^[ \t]+(?:<?[-+]|[-+]>|><|_>|<_)[ \t]+\S", re.MULTILINE)
BAR = re.compile(r"^\(\d+\)[ \t].*\n[\s\S]{0,2000}?^-{2}", re.MULTILINE)
BRACKETS = re.compile(
    r"^[ \t]*(?:(?:<?[-+]|[-+]>|><|_>|<_)[ \t]+)?(?:\[[^\]\n]+\]|<[^<>/!?\n]+>)[ \t]*:?", re.MULTILINE
)
HEAD_ONLY = 100_000

FACT = re.compile(r"^\[#[\w-]+\]", re.MULTILINE)
RULE = re.compile(
    r"^\(?\[#[\w-]+\]\)?[ \t]*(?::-|->|-->|--x|-\.->|-\.-|~>|\?>|<->)[ \t]*\(?\[#", re.MULTILINE
)
EDN = "#casualtheorics.argdown2/"


def read(file: MapFile) -> Reading:
    """Return the map that a document is."""
    map = MapBuilder(file, "Argdown")
    if _is_of_argdown_2(file.text):
        map.error(
            "this is argdown-2, another language than Argdown 1 and 2 of argdown.org, and is not read", 1
        )
        return map.reading()
    return Mapper(Parser(file.text, map).parsed(), map).reading()


def recognises(file: MapFile) -> bool:
    """Say whether a text has statements or arguments with a title, and relations between them or premises."""
    text = file.text[:HEAD_ONLY]
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", ""} or text.lstrip().startswith(("<?xml", "<!")):
        return False
    if _is_of_argdown_2(text):
        return True  # so that it is said what it is
    shown = "\n".join(line for _, line in scanned(text).lines)
    return bool(BRACKETS.search(shown)) and bool(
        (HEAD.search(shown) and SIGN.search(shown)) or BAR.search(shown)
    )


def _is_of_argdown_2(text: str) -> bool:
    """Say whether a text is argdown-2: rules and arrows between facts, or the EDN which took the place of these."""
    start = text[:HEAD_ONLY]
    return start.lstrip("\ufeff \t\r\n").startswith(EDN) or bool(FACT.search(start) and RULE.search(start))


def keeps(map: ArgumentMap) -> ArgumentMap:
    """Return a map as Argdown has it: its title and the texts of claims and examples on one line, and each tag once."""
    data = plain_data(map)
    data["title"] = " ".join(map.title.split())
    for section in ("claims", "examples"):
        for part in data.get(section, ()):
            part["text"] = " ".join(part["text"].split())
            if "tags" in part:
                part["tags"] = [*dict.fromkeys(part["tags"])]
    return ArgumentMap.model_validate(data)


FORMAT = Format(
    "argdown", "Argdown, as people type it", (".argdown", ".ad"), EVERYTHING, write, read, recognises, keeps
)
