"""Where the values of a YAML or JSON text begin and end, for those who underline or change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from argmap.location import Path

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of a text: offsets in characters, end excluded."""

    start: int
    end: int


def composed(text: str) -> yaml.Node | None:
    """Return the node at the top of a text that is known to be readable, or None if PyYAML does not read it."""
    try:
        return yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, RecursionError):
        return None


def node_at(root: yaml.Node | None, path: Path) -> yaml.Node | None:
    """Return the node of the value at `path`, or None if there is none."""
    node = root
    for step in path:
        node = _inside(node, step)
    return node


def key_node(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    """Return the node of a key of a mapping."""
    return next((k for k, _ in mapping.value if k.value == key), None)


def span(node: yaml.Node, text: str) -> SourceSpan:
    """Return where a node stands, without the white space and comments that PyYAML counts to a block."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        return SourceSpan(start, max(start, span(last, text).end))
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return SourceSpan(start, start + len(text[start:end].rstrip()))
    return SourceSpan(start, end)


def _inside(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Any = node.value[step]
        return found  # type: ignore[no-any-return]
    return None
