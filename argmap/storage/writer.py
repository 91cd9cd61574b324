"""The canonical writer: the same document gives the same bytes, and every reader of YAML reads the same document back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import yaml

from argmap.errors import UnknownName
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.files import refuse_if_changed, write_all
from argmap.storage.load import TEXT_FORMATS
from argmap.storage.loaded import Loaded
from argmap.storage.reading_files import reading_name
from argmap.storage.scalars import ESCAPED, NO_BLOCK, chomping, is_ambiguous, is_block, written

__all__ = ["dump", "dumps", "map_yaml", "plain_data", "save_map", "thread_yaml"]

THREAD_FILE = "thread.yaml"
MAP_FILE = "map.yaml"
FILE_SUFFIXES = (".yaml", ".yml", ".json")


class _Dumper(yaml.SafeDumper):
    """Writes tuples as lists, texts of several lines as blocks, and quotes what a reader would not read as text.

    PyYAML's own emitter, because libyaml's writes an emoji as an escape, and a post is kept to be read.
    """


def _text(dumper: Any, text: str) -> Any:
    if ESCAPED.search(text.replace("\n", "").replace("\t", "")) or ("\n" in text and NO_BLOCK.search(text)):
        style: str | None = '"'
    elif "\n" in text:
        style = "|"
    elif "''" in text:  # libfyaml 0.7 reads them as three when they are doubled in single quotes
        style = '"'
    else:
        style = "'" if is_ambiguous(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, lambda dumper, items: dumper.represent_list(items))


def thread_yaml(thread: Thread) -> str:
    """Return the text of thread.yaml. Posts are written line by line, so that a hundred thousand take seconds."""
    head = plain_data(thread)
    posts = head.pop("posts", ())
    lines = "".join(line for post in posts for line in _post_lines(post))
    return f"{_yaml('thread', head)}posts:\n{lines}" if posts else _yaml("thread", {**head, "posts": []})


def _post_lines(post: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a post: short values as they are, its text as a block that keeps its lines."""
    mark = "- "
    for key, value in post.items():
        if key == "text" and is_block(value):
            yield f"{mark}text: {chomping(value)}\n"
            yield "".join(f"    {line}\n" if line else "\n" for line in value.removesuffix("\n").split("\n"))
        elif key == "withheld":
            yield f"{mark}withheld: {{sha256: '{value['sha256']}', length: {value['length']}}}\n"
        elif SLUG.fullmatch(value):
            yield f"{mark}{key}: {written(value)}\n"
        else:
            yield f"{mark}{key}: {written(value, DOUBLE)}\n"
        mark = "  "


def post_text(post: dict[str, Any], margin: int = 0) -> str:
    """Return the lines of a post as an item of a list whose dashes stand at a margin, in characters.

    Args:
        post: the post as plain data; or some of its keys.
        margin: the column of the dash, from 0.
    """
    lines = "".join(_post_lines(post)).removesuffix("\n").split("\n")
    return "\n".join(" " * margin + line if line else "" for line in lines)


SLUG = re.compile(r"[a-z][a-z0-9-]*")
DOUBLE = '"'

WIDEST = 10**9


def map_yaml(map: ArgumentMap, thread: str = THREAD_FILE) -> str:
    """Return the text of map.yaml; the thread stands in a file of its own.

    Args:
        map: the map.
        thread: that file, seen from the folder of the map.
    """
    data = plain_data(map)
    if map.thread is not None:
        data["thread"] = thread
    return _yaml("map", data)


def record_yaml(data: dict[str, Any]) -> str:
    """Return one part of a map, as plain data, as YAML that a person can edit."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


def dumps(map: ArgumentMap, format: str = "yaml") -> str:
    """Return a map with its thread inside as one text, which `loads` reads back as an equal map.

    Args:
        map: the map.
        format: "yaml" or "json".

    Raises:
        UnknownName: there is no such format.
    """
    if format not in TEXT_FORMATS:
        raise UnknownName("format", format, TEXT_FORMATS)
    data = plain_data(map)
    if format == "json":
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return _yaml("map", data)


def dump(map: ArgumentMap, file: IO[str], format: str = "yaml") -> None:
    """Write a map with its thread inside into an open text file.

    Args:
        map: the map.
        file: a file that is open for text.
        format: "yaml" or "json".

    Raises:
        UnknownName: there is no such format.
    """
    file.write(dumps(map, format))


def save_map(map: ArgumentMap, path: str | Path, *, read: Loaded | None = None) -> tuple[Path, ...]:
    """Write a map and its thread, and return the files written.

    Args:
        map: the map.
        path: a folder, in which map.yaml and thread.yaml are written; or a file that ends in .yaml, .yml or .json,
            which holds the thread as well. A file named map.yaml or map.NAME.yaml has its thread beside it, as in a folder.
        read: what reading the files gave before; a file that changed since then is left alone.

    Raises:
        ChangedMeanwhile: a file is not the one that was read.
        ArgmapError: a file cannot be written.
    """
    texts = _texts(map, Path(path))
    digests = (read.digests if read else None) or {}
    for file in texts:
        if file.resolve() in digests:
            refuse_if_changed(file, digests[file.resolve()])
    write_all({file: text.encode("utf-8") for file, text in texts.items()})
    return tuple(texts)


def has_thread_beside(file: Path) -> bool:
    """Return whether a file is written as the map of a dataset, or as another reading in it: its thread has its own file."""
    return reading_name(file) is not None and file.suffix != ".json"


def _texts(map: ArgumentMap, path: Path) -> dict[Path, str]:
    """Return the texts to write, by file."""
    is_file = path.suffix.lower() in FILE_SUFFIXES and not path.is_dir()
    if is_file and not has_thread_beside(path):
        return {path: dumps(map, "json" if path.suffix.lower() == ".json" else "yaml")}
    file = path if is_file else path / MAP_FILE
    texts = {file: map_yaml(map)}
    if map.thread is not None:
        texts[file.with_name(THREAD_FILE)] = thread_yaml(map.thread)
    return texts


def _yaml(kind: str, data: dict[str, Any]) -> str:
    body: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n{body}"
