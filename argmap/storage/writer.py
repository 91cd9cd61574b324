"""The canonical writer: the same document gives the same bytes, and reads back as the same document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from argmap.model.base import field_key
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.files import refuse_if_changed, write_all
from argmap.storage.load import Loaded
from argmap.storage.scalars import BOOLEAN, FIRST, FLOAT, INTEGER, NULL, plain_scalar
from argmap.storage.yaml_reader import OLD_BREAKS

THREAD_FILE = "thread.yaml"
MAP_FILE = "map.yaml"


class _Dumper(yaml.SafeDumper):
    """Writes tuples as lists, texts of several lines as blocks, and quotes what a reader would not read as text.

    PyYAML's own emitter, because libyaml's writes an emoji as an escape, and a post is kept to be read.
    """


def _text(dumper: Any, text: str) -> Any:
    breaks = any(
        character in text for character in OLD_BREAKS
    )  # written as escapes: versions of YAML disagree
    style = '"' if breaks else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, lambda dumper, items: dumper.represent_list(items))
for _name, _pattern in {"null": NULL, "bool": BOOLEAN, "int": INTEGER, "float": FLOAT}.items():
    # The 1.2 core schema, beside PyYAML's 1.1: a text that either reads as something else gets quotes.
    _Dumper.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern.pattern})$"), [*FIRST, ""]
    )


def thread_yaml(thread: Thread) -> str:
    """Return the text of thread.yaml. Posts are written line by line, so that a hundred thousand take seconds."""
    head = plain_data(thread)
    posts = head.pop("posts", ())
    written = "".join(line for post in posts for line in _post_lines(post))
    return f"{_yaml('thread', head)}posts:\n{written}" if posts else _yaml("thread", {**head, "posts": []})


def _post_lines(post: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a post: short values as they are, its text as a block that keeps its lines."""
    mark = "- "
    for key, value in post.items():
        if key == "text" and _is_block(value):
            yield f"{mark}text: {_chomping(value)}\n"
            yield "".join(f"    {line}\n" if line else "\n" for line in value.removesuffix("\n").split("\n"))
        elif ODD.search(value):
            yield mark + yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, width=WIDEST)
        else:
            plain = SLUG.fullmatch(value) and plain_scalar(value) == value and not YAML_1_1.fullmatch(value)
            yield f"{mark}{key}: {value if plain else json.dumps(value, ensure_ascii=False)}\n"
        mark = "  "


SLUG = re.compile(r"[a-z][a-z0-9-]*")
YAML_1_1 = re.compile(r"y|n|yes|no|on|off")
"""Words that other readers of YAML take for true and false."""

ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""Characters that are written as escapes: YAML cannot hold them, or its versions disagree on them."""

NO_BLOCK = re.compile(r"\A[\n\t ]|\n\n\Z")
"""Beginnings and ends that a block can only hold with more marks than it is worth."""

WIDEST = 10**9


def _is_block(text: str) -> bool:
    return (len(text) > SHORT or "\n" in text.rstrip("\n")) and not (
        ODD.search(text) or NO_BLOCK.search(text)
    )


SHORT = 40


def _chomping(text: str) -> str:
    return "|" if text.endswith("\n") else "|-"


def map_yaml(map: ArgumentMap) -> str:
    """Return the text of map.yaml; the thread stands in a file of its own."""
    data = plain_data(map)
    if map.thread is not None:
        data["thread"] = THREAD_FILE
    return _yaml("map", data)


def plain_data(document: BaseModel) -> dict[str, Any]:
    """Return a document as plain data in the order of the format, without keys that hold their default."""
    found: dict[str, Any] = {}
    for name, field in type(document).model_fields.items():
        value = getattr(document, name)
        if name == "format" or value != field.default:
            found[field_key(type(document), name)] = _plain(value)
    return found


def save_map(map: ArgumentMap, folder: str | Path, *, read: Loaded | None = None) -> tuple[Path, ...]:
    """Write a map and its thread into `folder` and return the files written.

    With `read`, what came of reading them before, a file that changed since is left alone.

    Raises:
        ChangedMeanwhile: a file is not the one that was read.
        ArgmapError: a file cannot be written.
    """
    texts = {Path(folder) / MAP_FILE: map_yaml(map)}
    if map.thread is not None:
        texts[Path(folder) / THREAD_FILE] = thread_yaml(map.thread)
    digests = (read.digests if read else None) or {}
    for path in texts:
        if path.resolve() in digests:
            refuse_if_changed(path, digests[path.resolve()])
    write_all({path: text.encode() for path, text in texts.items()})
    return tuple(texts)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return plain_data(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _yaml(kind: str, data: dict[str, Any]) -> str:
    body: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n{body}"
