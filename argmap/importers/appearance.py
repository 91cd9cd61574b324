"""What a file of no known kind looks like, and which known kinds are near it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from argmap.errors import UnreadableInput
from argmap.importers.columns import NAMES, normal
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Importer

SHOWN = 8
MAIL_HEADER = re.compile(r"(?:From \S+ .*\n)?(?:(?:Message-ID|From|To|Date|Subject|Received|Return-Path|MIME-Version|Delivered-To|References|X-[\w-]+):.*\n(?:[ \t].*\n)*){2}", re.IGNORECASE)  # fmt: skip
MARKUP = re.compile(
    r"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
XML_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?P<root>[\w:.-]+)", re.DOTALL
)
SIGNATURES = (
    ("%PDF", "a PDF file; copy its text into a file"),
    ("PK\x03\x04", "a zip archive (perhaps of an office program); unpack it, or save its text"),
    ("{\\rtf", "a Rich Text file; save it as plain text"),
)
LOOKED_AT = 20
LONGEST_QUESTION = 200
KNOWN = frozenset(chain.from_iterable(NAMES.values()))
NO_CONVERSATION = "text that is no conversation"


class UnknownForm(UnreadableInput):
    """No importer knows the form of a file; the message says what was seen, and which kinds are near."""


def unknown_form(files: Sequence[InputFile], importers: Iterable[Importer]) -> UnknownForm:
    """Return the error for files that no importer can read."""
    file = files[0]
    keys = frozenset(key for each in files for key in seen_keys(each))
    near = _nearest(keys, importers)
    nearest = f"the nearest known kinds are {near}; " if near else ""
    return UnknownForm(
        f"{file.name}: argmap does not know this form: it looks like {appearance(file)}. "
        f"Nothing was read; {nearest}{_as_a_table(file)}{_as_text(file)}--as KIND reads it as a kind that you name "
        "('argmap import --help' lists them)"
    )


def _as_a_table(file: InputFile) -> str:
    """Return how a file with rows or records can be read all the same; "" for another one."""
    records = any(isinstance(item, dict) for item in file.sample)
    if not records and (
        file.head.lstrip("\ufeff").lstrip()[:1] in {"{", "["} or not table_columns(file.head)
    ):
        return ""
    return "--column text=NAME --column author=NAME reads it as a table; "


def _as_text(file: InputFile) -> str:
    """Return how a text that has no signs of a conversation can be read all the same; "" for another file."""
    if appearance(file) != NO_CONVERSATION:
        return ""
    return (
        "--as chat reads names in bold or in headings, --as plain names before a colon, or else paragraphs without "
        "authors; look with --preview; "
    )


def appearance(file: InputFile) -> str:
    """Return what a file looks like, in words: "JSON with the keys user, ts", "HTML", "a table with the columns a, b"."""
    head = file.head.lstrip("\ufeff")
    start = head.lstrip()
    known = next((words for sign, words in SIGNATURES if start.startswith(sign)), None)
    root = XML_ROOT.match(start) if start[:1] == "<" else None
    columns = table_columns(head)
    looks = (
        (not start, "an empty file"),
        (known is not None, known or ""),
        ("\0" in head, "a file that is no text"),
        (start[:1] in {"{", "["}, _json_appearance(file) if start[:1] in {"{", "["} else ""),
        (MARKUP.match(start), "HTML, the page of a site; save the discussion as JSON or text"),
        (root, f"XML with the root element <{root['root']}>" if root else ""),
        (looks_like_mail(head), "the headers of a mail"),
        (columns, f"a table with the columns {_listed(columns)}{_ragged(head)}"),
    )
    return next((words for is_so, words in looks if is_so), NO_CONVERSATION)


def _ragged(head: str) -> str:
    row = ragged_row(head)
    return f"; {row} (a cell with the separator in it stands in quotation marks)" if row else ""


def looks_like_mail(head: str) -> bool:
    """Return whether a text begins with the headers of a mail."""
    return MAIL_HEADER.match(head.lstrip("\ufeff\n")) is not None


def table_columns(head: str) -> tuple[str, ...]:
    """Return the names of the columns, if a text looks like a table with commas, semicolons or tabs; otherwise ()."""
    return next((columns for columns, _ in _tables(head)), ())


def ragged_row(head: str) -> str:
    """Return which row of a table has too many cells: "row 3 has 3 cells, the head has 2"; "" if none of the first has."""
    columns, rows = next(_tables(head), ((), []))
    return next(
        (
            f"row {number} has {len(row)} cells, the head has {len(columns)}"
            for number, row in enumerate(rows, start=2)
            if len(row) > len(columns)
        ),
        "",
    )


def _tables(head: str) -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:
    """Yield the names of columns and the first rows of a text, for each separator with which it looks like a table.

    Half of the rows have as many cells as the head: a comma outside of quotation marks makes one too many, and some programs
    write no empty cells at the end.
    """
    lines = [f"{line}\n" for line in head.lstrip("\ufeff").split("\n")[: LOOKED_AT + 1]]
    for delimiter in ("\t", ",", ";"):
        try:
            first, *rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)] or [[]]
        except csv.Error:
            continue
        rows = rows[:LOOKED_AT]
        same = sum(len(row) == len(first) for row in rows)
        known = sum(normal(name) in KNOWN for name in first)
        several = all(len(row) > 1 for row in rows)
        if len(first) < 2 or not rows or not all(_is_name(cell, len(first)) for cell in first):  # noqa: PLR2004
            continue
        if same == len(rows) or (several and same * 2 >= len(rows) and known) or (several and known > 1):
            yield tuple(cell.strip() for cell in first), rows


def _is_name(cell: str, columns: int) -> bool:
    """Return whether a cell may be the name of a column; a form with three questions or more has them as names."""
    words = cell.strip()
    if columns > 2:  # noqa: PLR2004
        return bool(words) and len(words) <= LONGEST_QUESTION and words[-1] not in ".!"
    return bool(words) and len(words) <= 40 and words[-1] not in ".!?:"  # noqa: PLR2004


def seen_keys(file: InputFile) -> Iterator[str]:
    """Yield the names that a file has for its fields: keys of JSON, two levels deep, or columns."""
    if file.head.lstrip("\ufeff").lstrip()[:1] in {"{", "["}:
        for item in [file.json, *file.sample] if file.first_record is None else file.sample:
            yield from _keys(item)
    yield from table_columns(file.head)


def _keys(value: Any, depth: int = 2) -> Iterator[str]:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        yield from map(str, value)
        if depth:
            for inner in value.values():
                yield from _keys(inner, depth - 1)


def _json_appearance(file: InputFile) -> str:
    fault = broken_json(file)
    if fault:
        return f"JSON that breaks off or is damaged ({fault}); download it again"
    whole = file.json
    first = next(iter(file.sample), None)
    if isinstance(whole, list) or (whole is None and first is not None):
        if not isinstance(first, dict):
            return "JSON with a list of values that are no records"
        return f"JSON with a list of records with the keys {_listed(first)}"
    return f"JSON with the keys {_listed(whole)}" if isinstance(whole, dict) else "JSON without records"


def broken_json(file: InputFile) -> str:
    """Return where a file that begins like JSON stops being JSON; "" for a file that is JSON, whole or line by line."""
    if file.json is not None or file.first_record is not None:
        return ""
    try:
        text = file.text
    except UnreadableInput:
        return ""  # too large to be looked at as a whole
    try:
        json.JSONDecoder().raw_decode(text.lstrip())
    except RecursionError:
        return ""
    except ValueError as error:
        return f"{error}".lower()
    return ""


def _listed(names: Iterable[str]) -> str:
    shown = list(map(str, names))
    return ", ".join(name[:40] for name in shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "") or "(none)"


def _nearest(keys: frozenset[str], importers: Iterable[Importer]) -> str:
    """Return the importers that share most keys with a file, at most three; at least two keys must be shared."""
    shared = sorted(
        ((len(each.keys & keys), each) for each in importers), key=lambda pair: (-pair[0], pair[1].name)
    )
    return ", ".join(f"{each.title} (--as {each.name})" for number, each in shared[:3] if number > 1)
