"""Texts of Argdown: titles, tags, bold and links in them when they are read, and backslashes when they are written."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from argmap.formats.argdown.document import Sort
from argmap.formats.argdown.scanning import DATA, put_back

HEADS = (
    (Sort.STATEMENT, re.compile(r"\[(?P<title>.+?)\]:(?P<text>.*)", re.DOTALL)),
    (Sort.ARGUMENT, re.compile(r"<(?P<title>.+?)>:(?P<text>.*)", re.DOTALL)),
    (Sort.STATEMENT, re.compile(r"\[(?P<title>[^-\n][^\n]*?)\](?P<text>(?!\().*)", re.DOTALL)),
    (Sort.ARGUMENT, re.compile(r"<(?P<title>[^-\n][^\n]*?)>(?P<text>.*)", re.DOTALL)),
)
DEFINED = 2
"""The first two of `HEADS` define a text; the others refer to a title."""

TAG = re.compile("#(?:\\((?P<long>[^)]{1,500})\\)|(?P<short>[a-zA-Z0-9_\u00a0-\ud7ff\uf900-\uffef-]+))[ \t]?")
DATA_PLACE = re.compile(f"{DATA}([0-9]+){DATA}")
MENTION = re.compile(r"@(?:\[([^\[\]]{1,1000})\]|<([^<>]{1,1000})>)")
LINK = re.compile(r"\[([^\[\]\n]{1,1000})\]\(([^)\n]{1,2000})\)")
RANGES = tuple(
    re.compile(rf"(?<![\w*_]){sign}(?=\S)(.{{1,2000}}?)(?<=\S){sign}(?!\w)")
    for sign in (r"\*\*", "__", r"\*", "_")
)
LONGEST_MARKED = 20_000
"""Characters of a text in which bold and italics are looked for: what is longer is no sentence."""


class Wording(NamedTuple):
    """What a place in the text says: of which title, whether it defines a text, the text, its tags, numbers of its data."""

    sort: Sort
    title: str
    defines: bool
    text: str
    tags: tuple[str, ...]
    data: tuple[int, ...]


def wording(text: str) -> Wording:
    """Return what a statement or argument says, from the text of its lines."""
    data = tuple(int(number) for number in DATA_PLACE.findall(text))
    text = DATA_PLACE.sub(" ", text).strip()
    for place, (sort, head) in enumerate(HEADS):
        match = head.fullmatch(text) if not LINK.match(text) else None
        if match and "\n" not in match["title"]:
            words, tags = _tagged(match["text"])
            return Wording(sort, _line(match["title"]), place < DEFINED, words, tags, data)
    words, tags = _tagged(text)
    return Wording(Sort.STATEMENT, "", True, words, tags, data)


def _tagged(text: str) -> tuple[str, tuple[str, ...]]:
    text, links = _without_links(text)
    tags = tuple(dict.fromkeys(_line(match["long"] or match["short"]) for match in TAG.finditer(text)))
    text = MENTION.sub(lambda match: match[1] or match[2], TAG.sub(" ", text))
    if len(text) <= LONGEST_MARKED:
        for sign in RANGES:
            text = sign.sub(r"\1", text)
    for number, link in enumerate(links):
        text = text.replace(f"{DATA}{number}{DATA}", link)
    return _line(text), tags


def _without_links(text: str) -> tuple[str, list[str]]:
    """Return a text with places for its links, whose addresses hold signs that mean nothing there."""
    links: list[str] = []

    def placed(match: re.Match[str]) -> str:
        inside = match[2] if match[2].startswith("#") else f"{match[1]} ({match[2]})"
        links.append(match[1] if match[2].startswith("#") else inside)
        return f"{DATA}{len(links) - 1}{DATA}"

    return LINK.sub(placed, text), links


def _line(text: str) -> str:
    return " ".join(put_back(text).split())


# Writing

SIGNS = re.compile(r"[\\@#*_\[\]<>{}/=]|[.:](?=\S+?[.:])|^(?:[-+(]|\d+(?=\.))")


def escaped(text: str) -> str:
    """Return a text on one line in which no sign means anything to Argdown.

    Example:
        >>> escaped("Use [x] and a_b,\\n e.g. #1.")
        'Use \\\\[x\\\\] and a\\\\_b, e\\\\.g. \\\\#1.'
    """
    return SIGNS.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


KEY = re.compile(r"[a-z][a-z_-]*")
FOLLOWED = re.compile(r"\}(?=\s)")
HIDDEN = re.compile("[\x7f\x85\u2028\u2029\ufeff]")


def yaml_text(text: str) -> str:
    """Return a text as a quoted scalar of YAML on one line, in which no brace ends the data of Argdown."""
    quoted = json.dumps(text, ensure_ascii=False).replace("} ", "}\\ ")
    quoted = FOLLOWED.sub(r"\\x7D", quoted)
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", quoted)


def yaml_value(value: Any, key: bool = False) -> str:
    """Return data as YAML on one line: maps and lists in braces and brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{yaml_value(k, True)}: {yaml_value(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(yaml_value, value))}]"
    if isinstance(value, str):
        return value if key and KEY.fullmatch(value) else yaml_text(value)
    return json.dumps(value)
