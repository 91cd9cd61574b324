"""One format for map files: indentation, order of keys, empty lines; comments stay where they belong."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from argmap.errors import UnreadableInput
from argmap.storage.edit import CannotEdit
from argmap.storage.files import Limits
from argmap.storage.read import parse

WIDEST = 100_000
ORDERS: dict[str, tuple[str, ...]] = {
    "issues": ("id", "label", "question"),
    "claims": ("id", "label", "answers", "text", "implicit", "base_score", "quotes", "tags"),
    "examples": ("id", "name", "topic", "text", "experiment", "quotes", "references", "tags"),
    "relations": ("id", "kind", "premises", "target", "scheme", "question", "weight", "quotes"),
    "commitments": ("participant", "post", "claim", "stance"),
    "stages": ("stage", "posts", "why"),
    "breaches": ("breaks", "fallacy", "relation", "quotes", "why"),
    "quotes": ("post", "prefix", "exact", "suffix"),
    "references": ("title", "authors", "year", "venue", "url", "where"),
}
"""The order of keys in the records of each list: what a thing is before what it says, and where it is from last."""


def formatted(text: str) -> str:
    """Return a map's text in its one layout; what it says, and every comment, stays.

    Lists are indented by two under their key, records have their keys in the order of the format (unless a comment stands
    between them), lines have no white space at their ends, and there is at most one empty line in a row.

    Raises:
        CannotEdit: the text cannot be read, or would not keep a comment.
    """
    reader = YAML()
    reader.preserve_quotes = True
    reader.width = WIDEST
    reader.allow_duplicate_keys = False
    reader.indent(mapping=2, sequence=4, offset=2)
    try:
        data = reader.load(text)
        _order(data)
        stream = io.StringIO()
        reader.dump(data, stream)
    except (YAMLError, AttributeError, ValueError, TypeError, RecursionError) as error:
        raise CannotEdit(f"the file cannot be reformatted: {' '.join(str(error).split())[:200]}") from error
    result = (
        re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", stream.getvalue(), flags=re.MULTILINE)).strip("\n")
        + "\n"
    )
    if _data(result) != _data(text) or _comments(result) != _comments(text):
        raise CannotEdit("the file cannot be reformatted without a loss; it is left as it is")
    return result


def _data(text: str) -> Any:
    """Return what a text says.

    Raises:
        CannotEdit: it cannot be read.
    """
    try:
        return parse(text, "", Limits(max_bytes=len(text)), as_json=False).data
    except UnreadableInput as error:
        raise CannotEdit(f"the file cannot be reformatted: {error}") from error


def _order(data: Any) -> None:
    """Bring the keys of records into their order, wherever no comment stands between them."""
    todo: list[tuple[Any, tuple[str, ...]]] = [(data, ())]
    while todo:
        node, order = todo.pop()
        if isinstance(node, CommentedSeq):
            todo += [(item, order) for item in node]
        elif isinstance(node, CommentedMap):
            if order and not _holds_comments(node):
                _sort(node, order)
            todo += [(value, ORDERS.get(str(key), ())) for key, value in node.items()]


def _sort(node: CommentedMap, order: tuple[str, ...]) -> None:
    wanted = sorted(node, key=lambda key: order.index(key) if key in order else len(order))
    if list(node) == wanted:
        return
    for key in wanted:
        node.move_to_end(key)


def _holds_comments(node: CommentedMap) -> bool:
    return bool(node.ca.items) or node.ca.comment is not None


def _comments(text: str) -> list[str]:
    """Return what stands behind number signs that may begin a comment, in any order."""
    return sorted(match[1].strip() for match in re.finditer(r"(?:^|\s)#(.*)$", text, flags=re.MULTILINE))
