"""Wikitext as the plain text that posts are kept in, in the normal form of `argmap.importers.html.text`.

Links are their texts, lists have "- " and numbers, struck-out words stand between "~~" and "~~"; templates that call or
quote somebody become words, all others stay as they are written, so that no word is lost or made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from argmap.errors import MissingExtra
from argmap.importers.html.math import delimited, grouped

FILES = re.compile(r"\s*(?:file|image|datei|fichier|archivo|bild|imagem|файл|plik)\s*:", re.IGNORECASE)
CATEGORIES = re.compile(r"\s*(?:category|kategorie|catégorie|categoría|categoria|categorie|категория|kategoria)\s*:", re.IGNORECASE)  # fmt: skip
CALLS = frozenset(
    {"ping", "re", "reply to", "reply", "replyto", "yo", "mention", "notif", "ping2", "u", "user link"}
)
QUOTES = frozenset({"tq", "talk quote", "talkquote", "tqq", "tqi", "green", "xt", "!xt", "talk quote inline"})
BLOCK_QUOTES = frozenset({"tqb", "talk quote block", "quote", "blockquote"})
SETTINGS = frozenset({
    "outdent", "od", "unindent", "atop", "abot", "hat", "hab", "hidden archive top", "hidden archive bottom", "archive top", "archive bottom",
    "collapse top", "collapse bottom", "cot", "cob", "reflist-talk", "reflist", "clear", "talk header", "discussion top", "discussion bottom",
    "section resolved", "pp-vandalism", "rfc top", "rfc bottom",
})  # fmt: skip
"""Templates that arrange a page and say nothing."""

MARKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("del", "s", "strike"), lambda words: f"~~{words}~~" if words.strip() else words),
    "sup": lambda words: f"^{grouped(words)}" if words else "",
    "sub": lambda words: f"_{grouped(words)}" if words else "",
    "q": lambda words: f'"{words}"',
    "ref": lambda words: f" [{words}]" if words else "",
    "math": lambda words: delimited(" ".join(words.split())),
    "pre": lambda words: "\n" + "\n".join(f"    {line}" for line in words.strip("\n").split("\n")) + "\n",
    "blockquote": lambda words: (
        "\n" + "\n".join(f"> {line}".rstrip() for line in words.strip().split("\n")) + "\n"
    ),
}
MARKS["syntaxhighlight"] = MARKS["source"] = MARKS["pre"]
LIST = re.compile(r"^(?P<marks>[*#:;]+)\s*(?P<words>.*)$")
DEEPEST = 40
LONGEST = 1_000_000
PARTS = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\[(?=[a-z]+:|//)|\]|<(?P<tag>/?[^\s<>/]+)[^<>]*(?P<end>>)?", re.IGNORECASE
)
CLOSERS = {"{{": "}}", "[[": "]]", "[": "]"}
SINGLE = frozenset({"br", "wbr", "hr", "meta", "link", "img", "li", "dt", "dd", "th", "td", "tr"})
"""Tags that may stand alone."""

STRAY = 20
"""Signs that open and never close, from which on they are made plain: the parser reads all behind each of them again."""

HIDDEN = {"<": "\ufdd0", "{": "\ufdd1", "[": "\ufdd2"}
"""What stands for a sign that opens nothing while the parser reads: never characters of a text."""

SHOWN = str.maketrans({hidden: sign for sign, hidden in HIDDEN.items()})


def wiki_text(lines: Iterable[str], indent: int) -> str:
    """Return a comment of a talk page as plain text.

    Args:
        lines: The lines of its wikitext.
        indent: How many marks of indentation each line has because of the place of the comment in the conversation.

    Raises:
        MissingExtra: mwparserfromhell is not installed.
    """
    unindented = []
    numbers: list[int] = []
    for line in lines:
        depth = len(line) - len(line.lstrip(":*#;"))
        unindented.append(_list_line(line[min(depth, indent) :], numbers))
    text = _plain("\n".join(unindented))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def _list_line(line: str, numbers: list[int]) -> str:
    """Return a line with the mark of its list; the numbers of the open lists are counted on."""
    match = LIST.match(line)
    if match is None:
        numbers.clear()
        return line
    depth = len(match["marks"])
    del numbers[depth:]
    numbers.extend([0] * (depth - len(numbers)))
    mark = match["marks"][-1]
    numbers[-1] = numbers[-1] + 1 if mark == "#" else 0
    shown = {"#": f"{numbers[-1]}. ", "*": "- "}.get(mark, "")
    return f"{'  ' * (depth - 1)}{shown}{match['words']}"


def plain_title(wikitext: str) -> str:
    """Return a heading as plain text on one line."""
    return " ".join(_plain(wikitext).split())


def _plain(wikitext: str) -> str:
    try:
        import mwparserfromhell
    except ImportError as error:
        raise MissingExtra("reading wikitext", "sources") from error
    if not re.search(r"[\[{<'&]|//", wikitext) or len(wikitext) > LONGEST:
        return wikitext
    return _code(mwparserfromhell.parse(_without_stray(wikitext)), 0).translate(SHOWN)


def _without_stray(wikitext: str) -> str:
    """Return wikitext in which many signs that open and never close, or open too deep, are hidden from the parser."""
    closers: list[str] = []
    open: Counter[str] = Counter()
    stray = []
    for part in reversed(list(PARTS.finditer(wikitext))):
        name = (part["tag"] or "").lower()
        complete = not name or part["end"] is not None
        if complete and (name in SINGLE or part[0].endswith("/>")):
            continue
        if part[0] in CLOSERS.values() or (complete and name.startswith("/")):
            closers.append(name or part[0])
            open[closers[-1]] += 1
            continue
        closer = f"/{name}" if name else CLOSERS[part[0]]
        if not complete or not open[closer] or len(closers) > DEEPEST:
            stray.append(part.start())
        while complete and open[closer]:
            last = closers.pop()
            open[last] -= 1
            if last == closer:
                break
    if len(stray) <= STRAY:
        return wikitext
    signs = list(wikitext)
    for place in stray:
        signs[place] = HIDDEN[signs[place]]
    return "".join(signs)


def _code(code: Any, depth: int) -> str:
    if code is None:
        return ""
    if depth > DEEPEST:
        return str(code)
    return "".join(_node(node, depth + 1) for node in code.nodes)


def _node(node: Any, depth: int) -> str:
    kind = type(node).__name__
    if kind == "Comment":
        return ""
    if kind == "HTMLEntity":
        return str(node.normalize()).replace("\xa0", " ")
    if kind == "Wikilink":
        return _link(str(node.title), node.text, depth)
    if kind == "ExternalLink":
        title, address = _code(node.title, depth).strip(), str(node.url).strip()
        return f"{title} <{address}>" if title and title != address else address
    if kind == "Template":
        return _template(node, depth)
    return _tag(node, depth) if kind == "Tag" else str(node)


def _link(title: str, text: Any, depth: int) -> str:
    if CATEGORIES.match(title):
        return ""
    if FILES.match(title):
        return _code(text, depth).split("|")[-1] if text is not None and "|" in str(text) else ""
    return _code(text, depth) if text is not None else title.strip().removeprefix(":")


def _tag(node: Any, depth: int) -> str:
    tag = str(node.tag).strip().lower()
    if tag == "br":
        return "\n"
    if node.wiki_markup is not None and node.self_closing:
        return str(node.wiki_markup)  # the mark of a list within a template or a cell
    if tag == "table" and node.wiki_markup is not None:
        return str(node)
    if tag in {"nowiki", "pre"}:
        words = unescape(str(node.contents))  # no wikitext within, but entities
    elif tag in {"math", "syntaxhighlight", "source"}:
        words = str(node.contents)
    else:
        words = _code(node.contents, depth)
    return MARKS[tag](words) if tag in MARKS else words


def _template(node: Any, depth: int) -> str:
    name = " ".join(str(node.name).replace("_", " ").split()).lower()
    if name in SETTINGS:
        return ""
    fields = [_code(param.value, depth).strip() for param in node.params if not param.showkey]
    named = {
        str(param.name).strip(): _code(param.value, depth).strip() for param in node.params if param.showkey
    }
    first = fields[0] if fields else named.get("1", named.get("text", ""))
    if name in CALLS and (fields or first):
        called = ", ".join(f"@{field}" for field in fields or [first] if field)
        return f"{called}:" if name not in {"u", "user link", "mention", "yo"} else called
    if name in QUOTES and first:
        return f'"{first}"'
    if name in BLOCK_QUOTES and first:
        return "\n" + "\n".join(f"> {line}".rstrip() for line in first.split("\n")) + "\n"
    return str(node)
