"""A Markdown file of which some blocks are generated: put in new ones, and keep everything else byte for byte.

<!-- argmap counts -->
generated
<!-- end of argmap counts -->
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from argmap.errors import ArgmapError

MARK = re.compile(r"^<!-- (end of )?argmap ([a-z]+) -->[ \t]*(\r?\n|\Z)", re.MULTILINE)
FRONT = re.compile(r"---\r?\n(.*?)^---[ \t]*(\r?\n|\Z)", re.DOTALL | re.MULTILINE)
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with new blocks; the names of blocks that were asked for and are not in it."""

    text: str
    missing: tuple[str, ...]


def block(name: str, content: str) -> str:
    """Return a block with its marks."""
    return f"<!-- argmap {name} -->\n{content.rstrip()}\n<!-- end of argmap {name} -->\n"


def filled(text: str, blocks: Mapping[str, str], name: str) -> Filled:
    """Return a text with the content of its blocks replaced, and all else as it is.

    Args:
        text: the text before.
        blocks: the new content of blocks by name. Blocks of other names stay as they are.
        name: the name of the file, for messages.

    Raises:
        ArgmapError: there is no block, or one has no end.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    done, seen = 0, set()
    marks = MARK.finditer(text)
    for begin in marks:
        end = next(marks, None)
        if begin[1] or end is None or not end[1] or end[2] != begin[2]:
            line = text.count("\n", 0, begin.start()) + 1
            raise ArgmapError(
                f"{name}:{line}: a block begins with '<!-- argmap {begin[2]} -->' and ends with "
                f"'<!-- end of argmap {begin[2]} -->'; one of the two is missing here, and nothing was written"
            )
        seen.add(begin[2])
        if begin[2] in blocks:
            content = f"{blocks[begin[2]].rstrip()}\n".replace("\n", ends)
            parts += [text[done : begin.end()], content]
            done = end.start()
    if not seen:
        raise ArgmapError(
            f"{name} is no card of argmap: it has no block such as '<!-- argmap counts -->', and nothing was written; "
            "choose another file with -o, or move it away"
        )
    return Filled("".join([*parts, text[done:]]), tuple(each for each in blocks if each not in seen))


def front_matter(text: str, name: str) -> dict[str, Any]:
    """Return the YAML block at the beginning of a text; {} where there is none.

    Args:
        text: the text.
        name: the name of its file, for messages.

    Raises:
        ArgmapError: the block is no YAML, or no mapping.
    """
    match = FRONT.match(text.removeprefix(BOM))
    if match is None:
        return {}
    try:
        data = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise ArgmapError(f"{name}: the YAML block at its beginning cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise ArgmapError(f"{name}: the YAML block at its beginning holds no keys")
    return data


def with_front_matter(text: str, data: Mapping[str, Any]) -> str:
    """Return a text with another YAML block at its beginning; without one, it gets none."""
    own = text.removeprefix(BOM)
    match = FRONT.match(own)
    if match is None:
        return text
    ends = "\r\n" if "\r\n" in text else "\n"
    new = yaml_block(data).replace("\n", ends)
    return text[: len(text) - len(own)] + new + own[match.end() :]


def yaml_block(data: Mapping[str, Any]) -> str:
    """Return the YAML block that a card begins with, its lines of dashes included."""
    body: str = yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=10**6)
    return f"---\n{body}---\n"
