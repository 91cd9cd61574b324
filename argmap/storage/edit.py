"""Changing single values of a YAML or JSON text, and not a character beside them.

A round trip through data, even one that keeps comments, re-wraps and re-quotes what nobody asked it to touch. Here the
text between two marks is replaced; the result is read again and must be the data with just these changes, or nothing
is changed at all.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import yaml

from argmap.diagnostics import Edit, Removed
from argmap.errors import ArgmapError
from argmap.location import Path, dotted
from argmap.storage.builder import Unparsable
from argmap.storage.limits import Limits
from argmap.storage.parse import parse
from argmap.storage.scalars import plain_scalar
from argmap.storage.spans import SourceSpan, composed, key_node, node_at, span

Splice = tuple[SourceSpan, str]


class CannotEdit(ArgmapError):
    """A text cannot be changed in place without a risk to the rest of it."""


def edited(text: str, edits: Iterable[Edit], limits: Limits) -> str:
    """Return `text` with the edits made.

    Raises:
        CannotEdit: an edit touches what is not there, or the result would not be the data with just these edits.
    """
    wanted = tuple(edits)
    root = composed(text)
    gone = frozenset(edit.path for edit in wanted if edit.value is Removed)
    splices = sorted(
        (_splice(text, root, edit, gone) for edit in wanted), key=lambda s: (s[0].start, s[0].end)
    )
    for (before, _), (after, _) in pairwise(splices):
        if after.start < before.end:
            raise CannotEdit("two changes meet in one place; make one of them first")
    changed = text
    for place, new in reversed(splices):
        changed = changed[: place.start] + new + changed[place.end :]
    _prove(text, changed, wanted, limits)
    return changed


def _prove(text: str, changed: str, edits: tuple[Edit, ...], limits: Limits) -> None:
    """Do nothing if the changed text says what the edits ask for, and nothing else."""
    is_json = text.lstrip()[:1] == "{"
    try:
        data = _applied(parse(text, "", limits, is_json=is_json).data, edits)
        if parse(changed, "", limits, is_json=is_json).data == data:
            return
    except Unparsable:
        pass
    raise CannotEdit(f"{dotted(edits[0].path)} cannot be changed in place; change it by hand")


def _applied(data: Any, edits: tuple[Edit, ...]) -> Any:
    changed = copy.deepcopy(data)
    # From the end, so that an item taken away does not move those that are still to be changed.
    for edit in sorted(edits, key=lambda e: [(isinstance(s, str), s) for s in e.path], reverse=True):
        holder = changed
        for step in edit.path[:-1]:
            holder = holder[step]
        if edit.value is Removed:
            del holder[edit.path[-1]]
        else:
            holder[edit.path[-1]] = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return changed


def _splice(text: str, root: yaml.Node | None, edit: Edit, gone: frozenset[Path]) -> Splice:
    """Return the stretch that an edit replaces, and what by; the keys `gone` are taken away by other edits."""
    node, holder = node_at(root, edit.path), node_at(root, edit.path[:-1])
    if edit.value is Removed and node is not None and holder is not None:
        return _without(text, holder, node, edit.path[-1]), ""
    if edit.value is not Removed and (
        isinstance(node, yaml.ScalarNode)
        or (isinstance(edit.value, tuple) and isinstance(node, yaml.SequenceNode))
    ):
        return span(node, text), written(
            edit.value, node.style if isinstance(node, yaml.ScalarNode) else None
        )
    if edit.value is not Removed and node is None and isinstance(holder, yaml.MappingNode) and holder.value:
        staying = [pair for pair in holder.value if (*edit.path[:-1], pair[0].value) not in gone]
        return _added(text, holder, staying or holder.value, str(edit.path[-1]), edit.value)
    raise CannotEdit(f"there is nothing to change at {dotted(edit.path)}")


def written(value: Any, style: str | None) -> str:
    """Return a value as YAML."""
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(item, style) for item in value)}]"
    return _scalar(value, style) if isinstance(value, str) else json.dumps(value)


def _scalar(value: str, style: str | None) -> str:
    """Return a text as YAML, in the style of the one it replaces where that can hold it."""
    folded = "\n" not in value and value.isprintable()
    if style == "'" and folded:
        return "'" + value.replace("'", "''") + "'"
    if style in {None, "", ">"} and folded and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(value: str) -> bool:
    """Return whether a text may stand without quotes, in a list in brackets as well."""
    try:
        return bool(yaml.safe_load(f"[{value}]") == [value]) and plain_scalar(value) == value
    except yaml.YAMLError:
        return False


def _added(text: str, mapping: yaml.MappingNode, pairs: list[Any], key: str, value: Any) -> Splice:
    """Return a new pair: after the last of the `pairs` that stay, or before the first where the last is a block."""
    first, (_, last) = pairs[0][0], pairs[-1]
    if mapping.flow_style:
        json_like = first.style == '"'
        pair = f"{json.dumps(key) if json_like else key}: {written(value, chr(34) if json_like else None)}"
        end = span(last, text).end
        return SourceSpan(end, end), f", {pair}"
    pair = f"{key}: {written(value, None)}"
    margin = "\n" + " " * first.start_mark.column
    if isinstance(last, yaml.ScalarNode) and last.style not in {"|", ">"}:
        end = span(last, text).end
        return SourceSpan(end, end), margin + pair
    start = first.start_mark.index
    return SourceSpan(start, start), pair + margin


def _without(text: str, holder: yaml.Node, node: yaml.Node, step: str | int) -> SourceSpan:
    """Return the stretch of a pair or an item with the comma or the lines it takes."""
    begin = node
    if isinstance(holder, yaml.MappingNode):
        begin = key_node(holder, str(step)) or node
    start, end = begin.start_mark.index, span(node, text).end
    nodes = [k for k, _ in holder.value] if isinstance(holder, yaml.MappingNode) else list(holder.value)
    if isinstance(holder, yaml.CollectionNode) and holder.flow_style:
        return _between_commas(text, SourceSpan(start, end), is_first=nodes[0] is begin)
    if len(nodes) == 1 or (isinstance(holder, yaml.MappingNode) and nodes[0] is begin):
        raise CannotEdit("the first key of an item cannot be taken away in place; do it by hand")
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return SourceSpan(line, len(text) if after < 0 else after + 1)


def _between_commas(text: str, place: SourceSpan, *, is_first: bool) -> SourceSpan:
    if not is_first:
        return SourceSpan(text.rindex(",", 0, place.start), place.end)
    after = place.end + len(text[place.end :]) - len(text[place.end :].lstrip())
    if text[after : after + 1] != ",":
        return place
    rest = text[after + 1 :]
    return SourceSpan(place.start, after + 1 + len(rest) - len(rest.lstrip(" ")))
