"""Adding an item at the end of a list of a YAML text, written in the manner of the text around it."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

import yaml

from argmap.location import Path, dotted
from argmap.storage.builder import Unparsable
from argmap.storage.edit import CannotEdit, written
from argmap.storage.limits import Limits
from argmap.storage.parse import parse
from argmap.storage.spans import composed, node_at, span

INDENT = "  "


def appended(text: str, section: str, item: Mapping[str, Any], limits: Limits) -> str:
    """Return `text` with an item added at the end of the list under the key `section`, which is made if it is missing.

    Raises:
        CannotEdit: the list cannot be added to in place.
    """
    is_json = text.lstrip()[:1] == "{"
    changed = _in_json(text, section, item) if is_json else _in_yaml(text, section, item)
    try:
        data = parse(text, "", limits, is_json=is_json).data
        data[section] = [*(data.get(section) or []), _plain(item)]
        if parse(changed, "", limits, is_json=is_json).data == data:
            return changed
    except Unparsable:
        pass
    raise CannotEdit(f"nothing can be added to {section!r} in place; add it by hand")


def inserted(text: str, path: Path, item: Mapping[str, Any], limits: Limits) -> str:
    """Return `text` with a record added to the list at `path`, which is made, with its key, if it is missing.

    Raises:
        CannotEdit: the list cannot be added to in place.
    """
    root = composed(text)
    node, holder = node_at(root, path), node_at(root, path[:-1])
    if isinstance(node, yaml.SequenceNode) and node.value:
        end = span(node.value[-1], text).end
        if node.flow_style:
            changed = f"{text[:end]}, {_flow(item)}{text[end:]}"
        else:
            after = text.find("\n", end)
            place = len(text) if after < 0 else after
            changed = f"{text[:place]}\n{' ' * node.start_mark.column}- {_flow(item)}{text[place:]}"
    elif node is None and isinstance(holder, yaml.MappingNode) and holder.value:
        changed = _with_list(text, holder, str(path[-1]), item)
    else:
        raise CannotEdit(f"nothing can be added to {dotted(path)} in place; add it by hand")
    data = copy.deepcopy(parse(text, "", limits, is_json=text.lstrip()[:1] == "{").data)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = [*(inner.get(path[-1]) or []), _plain(item)]
    try:
        if parse(changed, "", limits, is_json=text.lstrip()[:1] == "{").data == data:
            return changed
    except Unparsable:
        pass
    raise CannotEdit(f"nothing can be added to {dotted(path)} in place; add it by hand")


def _with_list(text: str, holder: yaml.MappingNode, key: str, item: Mapping[str, Any]) -> str:
    """Return the text with a new key whose value is a list of one record."""
    last, first = holder.value[-1][1], holder.value[0][0]
    end = span(last, text).end
    if holder.flow_style:
        json_like = first.style == '"'
        told = json.dumps([_plain(item)], ensure_ascii=False) if json_like else f"[{_flow(item)}]"
        return f"{text[:end]}, {json.dumps(key) if json_like else key}: {told}{text[end:]}"
    margin = "\n" + " " * first.start_mark.column
    after = text.find("\n", end)
    place = len(text) if after < 0 else after
    return f"{text[:place]}{margin}{key}:{margin}{INDENT}- {_flow(item)}{text[place:]}"


def _in_yaml(text: str, section: str, item: Mapping[str, Any]) -> str:
    node = node_at(composed(text), (section,))
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        end = span(node, text).end
        after = text.find("\n", end)
        place = len(text) if after < 0 else after
        margin = " " * node.start_mark.column
        return f"{text[:place]}\n{_lines(item, margin)}{text[place:]}"
    if isinstance(node, yaml.SequenceNode) and node.value:
        end = span(node.value[-1], text).end
        return f"{text[:end]}, {_flow(item)}{text[end:]}"
    if isinstance(node, yaml.SequenceNode):
        return f"{text[: node.start_mark.index]}[{_flow(item)}]{text[node.end_mark.index :]}"
    if node is not None and not (isinstance(node, yaml.ScalarNode) and not node.value):
        raise CannotEdit(f"{section!r} is no list")
    if node is not None:
        return f"{text[: node.start_mark.index]}\n{_lines(item, INDENT)}{text[node.start_mark.index :]}"
    return f"{text.rstrip()}\n\n{section}:\n{_lines(item, INDENT)}\n"


def _in_json(text: str, section: str, item: Mapping[str, Any]) -> str:
    data = json.loads(text)
    data[section] = [*(data.get(section) or []), _plain(item)]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _lines(item: Mapping[str, Any], margin: str) -> str:
    """Return an item as lines: a key on each, lists of records with a record on each."""
    lines: list[str] = []
    for key, value in item.items():
        mark = f"{margin}- " if not lines else f"{margin}  "
        if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            lines.append(f"{mark}{key}:")
            lines += [f"{margin}{INDENT * 2}- {_flow(inner)}" for inner in value]
        else:
            lines.append(f"{mark}{key}: {_value(value)}")
    return "\n".join(lines)


def _flow(item: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in item.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return f"[{', '.join(map(_flow, value))}]"
    return written(tuple(value) if isinstance(value, list) else value, None)
