"""The languages of the page: which words its scripts say, and how texts of another language are told apart.

Source:
    HTML Living Standard, sections 3.2.6.2 and 3.2.6.4 (`lang`, `dir`); Unicode Standard Annex 9, section 2.7 (isolates).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from argmap.language import SOURCE, Language, message
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap

SAID = re.compile(r'\bsay\(("(?:[^"\\]|\\.)*")')
"""A message in a script; it is always a literal between double quotes."""

STATES = (message("open"), message("answered"))
"""What the scripts say of a critical question that was asked: states of `QuestionStatus`."""

STANCES: Mapping[Stance, str] = MappingProxyType(
    {
        Stance.ASSERTS: message("asserts {claim}"),
        Stance.ACCEPTS: message("accepts {claim}"),
        Stance.CONCEDES: message("concedes {claim}"),
        Stance.PROPOSES: message("proposes {claim}"),
        Stance.QUESTIONS: message("questions {claim}"),
        Stance.DENIES: message("denies {claim}"),
        Stance.RETRACTS: message("retracts {claim}"),
    }
)
"""What a post does, around a link to the claim."""

ABSENCES = (
    message("deleted"),
    message("removed"),
    message("empty"),
    message("words not included"),
)
"""Why a post has no words: what `Post.absence` says."""

NAMED = re.compile("“([^“”]+)”")

ISOLATE, END = "\u2068", "\u2069"


def script_messages(scripts: Iterable[str]) -> tuple[str, ...]:
    """Return every message that some scripts say, sorted.

    Example:
        >>> script_messages(['say("{n} found", { n })', "announce('x')"])
        ('{n} found',)
    """
    return tuple(sorted({json.loads(literal) for script in scripts for literal in SAID.findall(script)}))


def script_words(language: Language, scripts: Iterable[str]) -> dict[str, str]:
    """Return the translations of what some scripts say, by message; none in the language of the messages.

    Args:
        language: the language of the page.
        scripts: the texts of its scripts.
    """
    if language.name == SOURCE:
        return {}
    said = sorted({*script_messages(scripts), *STATES})
    return {text: language.translated(text) for text in said if language.translated(text) != text}


def text_languages(map: ArgumentMap, page: str) -> dict[str, str]:
    """Return the languages of the texts of a map (`map`) and of the posts of its thread (`thread`).

    Args:
        map: the map; without a language it is in English, and its posts are in its language unless they say otherwise.
        page: the language of the page; what is in that language is left out.
    """
    own = map.language or SOURCE
    posts = (map.thread.language if map.thread else None) or own
    return {name: tag for name, tag in (("map", own), ("thread", posts)) if tag != page}


def named_apart(text: str, ids: Mapping[str, str]) -> str | list[str]:
    """Return a sentence without the names that stand in it between quotation marks, and the ids of what they name, in order.

    Args:
        text: the sentence; it stays as it is if it names nothing of `ids`, or has empty quotation marks.
        ids: what is named, by its name.

    Example:
        >>> named_apart("It is so, because “Ten” and “Two” are.", {"Ten": "c10"})
        ['It is so, because “” and “Two” are.', 'c10']
    """
    named = [ids[name] for name in NAMED.findall(text) if name in ids]
    if not named or "“”" in text:
        return text
    return [NAMED.sub(lambda match: "“”" if match[1] in ids else match[0], text), *named]


def isolated(text: str) -> str:
    """Return words that stand inside a sentence so that their direction changes nothing around them.

    Words without a letter that runs from right to left stay as they are.
    """
    return f"{ISOLATE}{text}{END}" if turns(text) else text


def turns(text: str) -> bool:
    """Return whether a letter of a text, or a digit, runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in text)
