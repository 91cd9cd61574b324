"""The words of a text with their places, in any script: what somebody who reads can choose one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.dialogue.sentences import ENGLISH, GERMAN, Sentence, split_post
from argmap.model.quote import Span

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese)."""

JOINERS = "'’-_·\u200c\u200d"
"""Signs that stand inside a word; the last two join letters or pictures and are not seen."""

REGION = re.compile("[\U0001f1e6-\U0001f1ff]")
"""Half of a flag: two of them are one picture."""

FULL_STOP = re.compile(r"(?<=[。！？؟])(?P<closing>[」』”’）]*)(?=\s*\S)")
"""The end of a sentence in scripts that put no space behind it."""


def units(text: str) -> tuple[Span, ...]:
    """Return the words and pictures (emoji) of a text, in order; punctuation belongs to none of them.

    Scripts that put no space between words have one unit for each letter with its marks: any run of them can be chosen,
    and nothing has to be guessed about where their words end.

    Example:
        >>> [text[s.start : s.end] for text in ["It's 3.5 %, so 好的 👍🏽!"] for s in units(text)]
        ["It's", '3', '5', 'so', '好', '的', '👍🏽']
    """
    return tuple(_trimmed(text, span) for span in _runs(text))


def _runs(text: str) -> Iterator[Span]:
    """Yield the places of words, with signs that join letters at their ends."""
    start, kind = 0, ""
    for place, char in enumerate(text):
        now = _kind(char)
        if kind and (now == "mark" or _goes_on(text[start:place], kind, char, now)):
            continue
        if kind:
            yield Span(start, place)
        start, kind = place, now if now in {"letter", "alone", "picture"} else ""
    if kind:
        yield Span(start, len(text))


def _goes_on(begun: str, kind: str, char: str, now: str) -> bool:
    """Return whether a character belongs to the word or picture before it."""
    if kind == "letter":
        return now in {"letter", "join"}
    is_flag = len(begun) == 1 and REGION.match(begun) is not None and REGION.match(char) is not None
    return kind == now == "picture" and (is_flag or begun.endswith("\u200d"))


def _kind(char: str) -> str:
    """Return what a character does to the word that it stands in: letter, alone, picture, join, mark, or "" for an end."""
    if char.isascii():
        return "letter" if char.isalnum() else "join" if char in JOINERS else ""
    if UNSPACED.match(char):
        return "mark" if unicodedata.category(char).startswith("M") else "alone"
    if char in JOINERS:
        return "mark" if char in "\u200c\u200d" else "join"
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Sk" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return "mark"
    return "letter" if category[0] in "LN" else "picture" if category == "So" else ""


def _trimmed(text: str, span: Span) -> Span:
    """Return a place without joining signs at its end: the quotation mark behind a word is not part of it."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in JOINERS:
        end -= 1
    return Span(span.start, end)


def passages(post: str, text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of a post, in order; quotations of other posts are left out.

    Args:
        post: the id of the post.
        text: its words.
        language: the language of the posts (BCP 47); all but German are split as English.
    """
    within = GERMAN if language is not None and language.partition("-")[0] == "de" else ENGLISH
    return tuple(part for whole in split_post(post, text, within) for part in _split(whole))


def _split(whole: Sentence) -> Iterator[Sentence]:
    """Yield the sentences of one that was split by its spaces only."""
    begin = 0
    for end in [*(hit.end("closing") for hit in FULL_STOP.finditer(whole.text)), len(whole.text)]:
        words = whole.text[begin:end]
        inner = words.strip()
        if inner:
            start = whole.start + begin + len(words) - len(words.lstrip())
            yield Sentence(whole.post, inner, start, start + len(inner))
        begin = end
