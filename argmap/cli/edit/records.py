"""Records that are typed on the command line: senses, references, answers, and values of fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

LISTS = frozenset({"premises", "tags", "posts", "annotators"})
TRUTHS = frozenset({"implicit", "meta", "exclusive", "hedged"})
PLAIN = TRUTHS | {"base_score", "weight", "confidence"}
RECORDS = frozenset({"quotes", "references", "senses", "outcome", "answered_by"})


def sense(text: str) -> dict[str, str]:
    """Return the sense that TERM=SENSE names.

    Raises:
        UsageError: it names none.
    """
    term, equals, meaning = text.partition("=")
    if not equals or not term.strip() or not meaning.strip():
        raise click.UsageError(f"{text!r} is not TERM=SENSE, such as 'math=symbolic proof'")
    return {"term": term.strip(), "sense": meaning.strip()}


def reference(text: str) -> dict[str, Any]:
    """Return the reference that a title with 'key=value' parts behind it names, separated by semicolons.

    A text in braces is the record as a map would hold it.

    Raises:
        UsageError: a part has no key, or one that references have not.
    """
    from argmap.errors import UnknownName
    from argmap.model.claim import Reference

    if text.lstrip().startswith("{"):
        return dict(_yaml("--reference", text))
    known = tuple(Reference.model_fields)
    title, *parts = (part.strip() for part in text.split(";"))
    fields: dict[str, Any] = {"title": title.removeprefix("title=")}
    for part in filter(None, parts):
        key, equals, value = part.partition("=")
        if not equals:
            raise click.UsageError(
                f"{part!r} is not KEY=VALUE; write 'Title; authors=…; year=…; venue=…; url=…; where=…'"
            )
        if key.strip() not in known:
            raise UnknownName("field of a reference", key.strip(), known)
        fields[key.strip()] = (
            int(value) if key.strip() == "year" and value.strip().isdigit() else value.strip()
        )
    return fields


def answer(map: ArgumentMap, text: str) -> dict[str, str]:
    """Return the answer that a post, a claim or POST:CLAIM names.

    Raises:
        UnknownName: there is no such post or claim.
    """
    from argmap.errors import UnknownName

    posts = map.thread.posts_by_id if map.thread else {}
    claims = {claim.id for claim in map.claims}
    post, colon, claim = text.partition(":")
    if colon:
        return {key: value for key, value in (("post", post), ("claim", claim)) if value}
    if text in posts:
        return {"post": text}
    if text in claims:
        return {"claim": text}
    raise UnknownName("post or claim", text, [*posts, *claims])


def field_value(fields: tuple[str, ...], change: str) -> tuple[str, Any]:
    """Return the field that a FIELD=VALUE names and the value in the type of the field; None removes it.

    Args:
        fields: the fields that there are.
        change: what was typed.

    Raises:
        UnknownName: there is no such field.
        UsageError: the value is not one of the field.
    """
    from argmap.errors import UnknownName

    field, equals, text = change.partition("=")
    if not equals:
        raise click.UsageError(f"{change!r} is not FIELD=VALUE")
    if field not in fields:
        raise UnknownName("field", field, fields)
    if not text:
        return field, None
    if field in LISTS and text.startswith("["):
        parts = _yaml(field, text)
        return field, tuple(part if isinstance(part, dict) else str(part) for part in parts)
    if field in LISTS:
        return field, tuple(part.strip() for part in text.split(",") if part.strip())
    if field in PLAIN:
        try:
            return field, json.loads(text)
        except (ValueError, RecursionError) as error:
            use = "true or false" if field in TRUTHS else "a number"
            raise click.UsageError(f"{text!r} is not a value of {field!r}; use {use}") from error
    if field in RECORDS:
        value = _yaml(field, text)
        return field, tuple(value) if isinstance(value, list) else value
    return field, text


def _yaml(name: str, text: str) -> Any:
    """Return the records that a text holds, written as in a map.

    Raises:
        UsageError: it holds none.
    """
    from argmap.errors import UnreadableInput
    from argmap.storage.files import current_limits
    from argmap.storage.read import parse

    try:
        value = parse(text, name, current_limits(), as_json=False).data
    except UnreadableInput as error:
        raise click.UsageError(f"{text!r} is not a value of {name!r}: {error}") from error
    if not isinstance(value, dict | list):
        raise click.UsageError(
            f"{text!r} is not a value of {name!r}; write it as in the map, in braces or brackets"
        )
    return value
