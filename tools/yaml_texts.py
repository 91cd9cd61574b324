"""Texts that readers of YAML have taken for something else or refused, and files that hold them, as argmap writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from argmap.diagnostics import Edit
from argmap.errors import InvalidInput
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap
from argmap.model.posts import Post
from argmap.model.thread import Thread
from argmap.storage.canonical import formatted
from argmap.storage.edit import appended, edited
from argmap.storage.files import Limits
from argmap.storage.scalars import written
from argmap.storage.writer import map_yaml, thread_yaml

WORDS = (
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true", "True", "TRUE",
    "false", "False", "FALSE", "null", "Null", "NULL", "~", "=", "<<", ".inf", "+.inf", "-.Inf", ".INF", ".nan", ".NaN", "NaN",
    "nan", "inf", "Infinity", "nil", "none", "None", "undefined", "t", "f", "maybe",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "+1", "1.", ".5", "-.5", "1.5", "1e3", "1E3", "1e+3", "1.5e-3", "1e", "e1", "0x1f", "0X1F", "-0x1f", "0x", "0xg", "0o17",
    "0O17", "017", "08", "0b101", "0B1", "1_000", "1__0", "_1", "1_", "0x_1", "1,000", "1.000,5", "1.2.3", "12e03", "1:20", "1:20:30", "190:20:30.15",
    "-1:20", "01:02", "1:2", "1:60", "99:99", "2026-11-22", "2026-1-2", "2026-11-22T10:00:00Z", "2001-12-14t21:59:43.10-05:00",
    "2001-12-14 21:59:43.10 -5", "2026-11", "2026", "10:00", "10:00:00", "1-2", "1/2", "1 000", "9" * 20, "1" + "0" * 400, "685.230_15e+03", "0.",
    "+12e3", "+.5", "-", "+", ".", "..", "...", "1e400", "0o8", "0b2", "١٢", "１２",
)  # fmt: skip
MARKS = (
    "-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "--", "---", "??", "::", "!!", "<<", "&a", "*a", "!t",
    "!!str", "|-", ">+", "%YAML 1.1", "%TAG ! !", "...", "\\", "\\n", "\\x", "''", '""', "${x}", "{{ x }}", "<%= 1 %>", "=", "==", "<", "$", "^", "~~", ";",
)  # fmt: skip
SIGNS = (
    "\u2028", "\u2029", "\x85", "\ufeff", "\xa0", "\u200b", "\u200d", "\u202e", "\u2066", "\u3000", "é", "e\u0301", "ß", "日本語", "😀", "👩\u200d🚀", "\U0010fffd",
    "\ue000", "\ufffd", "\t", "\r", "\x7f", "\xad", "\u0600", "𝒳",
)  # fmt: skip
PIECES = (
    "a",
    "b c",
    "no",
    "1",
    "1e3",
    "2026-11-22",
    "1:20",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    ": ",
    " #",
    "? ",
    "#",
    ":",
    "?",
    "-",
    *MARKS,
    *SIGNS,
)


def awkward_texts(count: int, seed: int) -> list[str]:
    """Return texts that a document may hold, none twice: words, numbers and marks alone and beside others, then random ones.

    Args:
        count: how many, at least those that are always there.
        seed: the begin of the random numbers.
    """
    found = dict.fromkeys(filter(is_allowed, _always()))
    random = Random(seed)
    while len(found) < count:
        text = "".join(random.choice(PIECES) for _ in range(random.randint(1, 8)))
        if is_allowed(text):
            found[text] = None
    return list(found)


def _always() -> Iterator[str]:
    for word in (*WORDS, *NUMBERS, *MARKS, *SIGNS):
        yield from (
            word,
            f" {word}",
            f"{word} ",
            f"{word}\n",
            f"a {word}",
            f"{word} a",
            f"a{word}",
            f"{word}a",
        )
        yield from (
            f"{word}:",
            f"{word}: a",
            f"a: {word}",
            f"- {word}",
            f"? {word}",
            f"{word} # a",
            f"a\n{word}",
            f"{word}\n a",
        )
        yield from (
            f"a\n\n{word}\n",
            f"'{word}'",
            f'"{word}"',
            f"[{word}]",
            f"{{{word}: {word}}}",
            f"\t{word}",
            f"{word}\t",
        )
    for mark in (*MARKS, *SIGNS):
        yield from (mark * 2, mark * 3, f"{mark}a{mark}", f"a{mark}b")
    yield from ("word " * 400, "x" * 5000, "a\n" * 300, "  deep\n    deeper\n", "日本語" * 500)


def is_allowed(text: str) -> bool:
    """Return whether a document may hold a text: it is not empty and has no control characters."""
    try:
        Claim(id="c", text=text)
    except InvalidInput:
        return False
    return bool(text.strip())


def documents(texts: Sequence[str]) -> Mapping[str, tuple[str, Callable[[Any], Any]]]:
    """Return files that hold texts, and how to find these in what a reader makes of each, by what wrote them."""
    short = [text for text in texts if len(text) < LONGEST_KEY]
    claims = tuple(Claim(id=f"c{n}", text=text, implicit=True) for n, text in enumerate(texts))
    map = ArgumentMap(id="m", title="1e3", claims=claims, issues=(Issue(id="i", question="no"),))
    block = "a:\n" + "".join(f"  k{n}: {written(text)}\n" for n, text in enumerate(texts))
    single = "a:\n" + "".join(f"""  k{n}: {written(text, "'")}\n""" for n, text in enumerate(texts))
    start = "claims:\n  - id: a\n    text: |-\n      one\n      two\n"
    blocks = start + "".join(f"    k{n}: |-\n      one\n      two\n" for n in range(AT_ONCE))

    def values(data: Any) -> Any:
        return [data["a"].get(f"k{n}") for n in range(len(texts))]  # some readers keep no order

    def edited_values(data: Any) -> Any:
        found = [claim[f"k{n}"] for claim in data["claims"] for n in range(AT_ONCE) if f"k{n}" in claim]
        return found[: len(texts)]  # the last ones of the blocks were not edited

    def keys(data: Any) -> Any:
        found = set(data["a"])  # JavaScript puts numbers first
        whole = len(found) == len(short)
        return [text if len(text) >= LONGEST_KEY or (whole and text in found) else None for text in texts]

    def told(data: Any) -> Any:
        return [claim["text"] for claim in data["claims"]]

    return {
        "values in lines": (block, values),
        "in single quotes": (single, values),
        "values in braces": ("a: {" + ", ".join(f"k{n}: {written(text)}" for n, text in enumerate(texts)) + "}\n", values),
        "items in brackets": (f"a: {{b: {written(list(texts))}}}\n", lambda data: data["a"]["b"]),
        "keys": ("a:\n" + "".join(f"  {written(text)}: k\n" for text in short), keys),
        "map": (map_yaml(map), told),
        "formatted map": (formatted(map_yaml(map)), told),
        "thread": (_thread(texts), lambda data: [post["text"] for post in data["posts"]]),
        "edits of lines": (_edits(start, texts), edited_values),
        "edits of blocks": (_edits(blocks, texts), edited_values),
        "additions": (appended(start, "claims", {"id": "b", "tags": list(texts)}, Limits()), lambda data: data["claims"][1]["tags"]),
    }  # fmt: skip


AT_ONCE = 150
"""Texts that are edited at once: each costs in proportion to the whole."""


def _edits(start: str, texts: Sequence[str]) -> str:
    """Return a file of claims in which texts were set, so many in each."""
    heading = "claims:\n"
    parts = []
    for first in range(0, len(texts), AT_ONCE):
        edits = [Edit(("claims", 0, f"k{n}"), text) for n, text in enumerate(texts[first : first + AT_ONCE])]
        parts.append(edited(start, edits, Limits()).removeprefix(heading))
    return heading + "".join(parts)


LONGEST_KEY = 200
"""Characters of texts that are used as keys: YAML allows 1,024 bytes."""


def _thread(texts: Sequence[str]) -> str:
    base = {"format": "argmap-thread/1", "id": "t", "title": "no", "source": {"kind": "text"}}
    posts = tuple(Post(id=f"p{n}", text=text) for n, text in enumerate(texts))
    return thread_yaml(
        Thread.model_validate({**base, "authorship": "unknown", "reply_structure": "unknown", "posts": posts})
    )
