"""The numbers of a text, in figures or in words: words of English and German, figures of every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from argmap.dialogue.denials import LETTERS
from argmap.dialogue.words import primary

UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}
OTHERS = {
    "en": {"twice": 2, "thrice": 3, "both": 2, "dozen": 12},
    "de": {"zweimal": 2, "dreimal": 3, "viermal": 4, "beide": 2, "beiden": 2, "dutzend": 12},
}
SIZES = {
    "en": {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    "de": {
        "hundert": 10**2,
        "tausend": 10**3,
        "million": 10**6,
        "millionen": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
    }
    | {"tsd": 10**3, "mio": 10**6, "mrd": 10**9},
}
FIGURE = re.compile(r"(?<![\w.,])\d{1,30}(?:[.,]\d{1,30}){0,9}(?![\d]|[^\W\d_]{2})")
"""A figure, such as 2.1, 1,000, 3.9.1 or the 4 of 4.x."""

NUMBER = re.compile(FIGURE.pattern + r"|(?<![\w])[^\W\d_]{1,30}(?:-[^\W\d_]{1,30})?(?!\w)")
"""A figure, or a word that may be one."""

SMALLEST = 2
"""The least number that counts: "one" is as often no number at all."""


def numbers(text: str, language: str | None = None) -> frozenset[str]:
    """Return the numbers of 2 and more in a text, in figures or words, each in one form.

    Args:
        text: the text.
        language: its language (BCP 47); English if left out. Of other languages than English and German only figures count.

    Example:
        >>> sorted(numbers("Four of the 11 cost 2.1 million in Python 3.8, twice 1,000 a year."))
        ['1000', '11', '2', '2100000', '3.8', '4']
    """
    tag = primary(language)
    # Most texts have figures only, or no number at all, and need not be read word by word.
    if not number_words(tag).isdisjoint(LETTERS.findall(text.casefold())):
        return frozenset(_numbers(NUMBER.findall(text), tag))
    return frozenset(_numbers(FIGURE.findall(text), tag))


@cache
def number_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that make a number, or a part of one that is written with a hyphen, casefolded."""
    tag = primary(language)
    return frozenset((*_by_word(tag), *SIZES.get(tag, ())))


def _numbers(parts: Sequence[str], tag: str) -> Iterator[str]:
    """Yield the numbers among figures and words, in their order."""
    words = " ".join(parts).casefold().split()
    known, sizes = _by_word(tag), SIZES.get(tag, {})
    for place, word in enumerate(words):
        if _is_number(word, known):
            value = known[word] if word in known else _figure(word, tag)
            times = sizes.get(words[place + 1]) if place + 1 < len(words) else None
            if isinstance(value, str):
                yield value
            elif times is not None or value >= SMALLEST:
                yield f"{(value * (times or 1)).normalize():f}"
        elif word in sizes and (place == 0 or not _is_number(words[place - 1], known)):
            yield str(sizes[word])


def _is_number(word: str, known: Mapping[str, Decimal]) -> bool:
    return word in known or word[0].isdecimal()


def _figure(word: str, tag: str) -> Decimal | str:
    """Return the value of a figure; a version such as 3.9.1 as it is."""
    group, point = (".", ",") if tag == "de" else (",", ".")
    if (group in word or point in word) and re.fullmatch(
        rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?:[{point}]\d+)?", word
    ):
        word = word.replace(group, "")
    plain = word.replace(",", ".")
    return Decimal(plain) if plain.count(".") <= 1 else plain


@cache
def _by_word(tag: str) -> dict[str, Decimal]:
    """Return the numbers below a hundred of a language by their words."""
    units = UNITS.get(tag, "").split()
    values = {word: number for number, word in enumerate(units)} | OTHERS.get(tag, {})
    for ten, word in enumerate(TENS.get(tag, "").split(), start=2):
        values[word] = 10 * ten
        for unit in range(1, 10):
            one = units[unit]
            joined = f"{word}-{one}" if tag == "en" else f"{'ein' if unit == 1 else one}und{word}"
            values[joined] = 10 * ten + unit
    return {word.casefold(): Decimal(number) for word, number in values.items()}
