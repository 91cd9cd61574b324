"""The values of fields of a map in a few words, for lists of what differs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from argmap.language import ENGLISH, Language, message
from argmap.model.quote import GAP

NOTHING = "–"
"""Stands for a value that is not there."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "about": message("is about"),
        "annotators": message("annotators"),
        "answered_by": message("answered by"),
        "answers": message("answers"),
        "base_score": message("base score"),
        "by": message("annotated by"),
        "confidence": message("confidence"),
        "exclusive": message("theses exclude each other"),
        "expect": message("expectations"),
        "experiment": message("experiment"),
        "id": message("id"),
        "implicit": message("implicit"),
        "kind": message("kind"),
        "label": message("label"),
        "language": message("language"),
        "meta": message("about the discussion"),
        "note": message("note"),
        "outcome": message("outcome"),
        "parent": message("sub-question of"),
        "post": message("post"),
        "question": message("critical question"),
        "quotes": message("quotes"),
        "references": message("references"),
        "scheme": message("scheme"),
        "senses": message("senses"),
        "stages": message("stages"),
        "stances": message("stances"),
        "breaches": message("broken rules"),
        "tags": message("tags"),
        "title": message("title"),
        "to": message("asks"),
        "topic": message("topic"),
        "weight": message("weight"),
        "why": message("why"),
    }
)
"""What the fields are called that can differ; others have the name that they have in files."""

STANCES: Mapping[str, str] = MappingProxyType(
    {
        "asserts": message("asserts"),
        "accepts": message("accepts"),
        "concedes": message("concedes"),
        "proposes": message("proposes"),
        "questions": message("questions"),
        "denies": message("denies"),
        "retracts": message("retracts"),
    }
)


def field_name(name: str, language: Language = ENGLISH) -> str:
    """Return what a field is called.

    Args:
        name: its key in files.
        language: the language of the name.
    """
    return language.translated(FIELDS[name]) if name in FIELDS else name


def shown_value(name: str, value: Any, language: Language = ENGLISH) -> str:  # noqa: PLR0911 (one return for each form)
    """Return the value of a field in a few words.

    Args:
        name: the key of the field.
        value: its value as plain data.
        language: the language of the words around those of the map.

    Example:
        >>> shown_value("stances", [{"post": "p1", "stance": "asserts", "hedged": True}])
        'asserts, as a guess (p1)'
    """
    match value:
        case None | [] | "":
            return NOTHING
        case bool():
            return language.say("yes") if value else language.say("no")
        case list():
            return ", ".join(_shown_item(name, item, language) for item in value)
        case {"thesis": thesis} if name == "outcome":
            return str(thesis)
        case {} if name == "outcome":
            return language.say("left open")
        case {}:
            return "; ".join(f"{key}: {shown_value(key, item, language)}" for key, item in value.items())
    return str(value)


def _shown_item(name: str, item: Any, language: Language) -> str:
    match item:
        case {"stance": _, "post": _}:
            return _shown_stance(item, language)
        case {"exact": exact, "post": post}:
            return f"“{GAP.join(exact) if isinstance(exact, list) else exact}” ({post})"
        case {"term": term, "sense": sense}:
            return f"{term}: {sense}"
        case {"title": title}:
            return str(title)
        case {}:
            return " ".join(shown_value(key, value, language) for key, value in item.items())
    return shown_value(name, item, language)


REMARKS = ("quotes", "by", "confidence", "note")


def _shown_stance(stance: Mapping[str, Any], language: Language) -> str:
    """Return a stance: what somebody does in which post, how, and what else is written about it."""
    words = [language.translated(STANCES[stance["stance"]])]
    if stance.get("hedged"):
        words.append(language.say("as a guess"))
    if "if" in stance:
        words.append(language.say("on the condition “{condition}”", condition=stance["if"]))
    remarks = [
        f"{field_name(key, language)}: {shown_value(key, stance[key], language)}"
        for key in REMARKS
        if key in stance
    ]
    return f"{', '.join(words)} ({'; '.join([stance['post'], *remarks])})"
