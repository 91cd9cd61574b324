"""What makes one statement another although the topic is the same: its denials, its numbers, and how much they are said of.

For rules and checklists that hold a claim against its quote. English and German words; of other languages nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from argmap.dialogue.words import primary, terms

KNOWN = frozenset({"en", "de"})
"""Languages whose words for denials, numbers and quantities are known here."""

DENYING = frozenset(
    [
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "neither",
        "nor",
        "nothing",
        "without",
        "nowhere",
        "cannot",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "hasnt",
        "havent",
        "hadnt",
        "wouldnt",
        "couldnt",
        "shouldnt",
        "cant",
        "wont",
        "nicht",
        "kein",
        "keine",
        "keinem",
        "keinen",
        "keiner",
        "keines",
        "nie",
        "niemals",
        "niemand",
        "niemandem",
        "niemanden",
        "nichts",
        "ohne",
        "weder",
        "nirgends",
    ]
)
"""Words that say no; English has its contractions besides."""

SIGNS_OF_DENIAL = (*sorted(DENYING), "t")
"""Runs of letters of which one stands in each text that says no: *can't* ends on a "t"."""

NEGATION = re.compile(
    r"\b(?:not(?! only)|nicht(?! nur)|(?-i:none|(?<!\w\s)None)|\w{1,20}n['’]t|"
    + "|".join(sorted(DENYING - {"not", "nicht", "none"}))
    + r")\b",
    re.IGNORECASE,
)
NO_DENIAL = re.compile(
    r"\b(?:with or without|no matter|no doubt|no wonder|why (?:not|don['’]t)|mit oder ohne|kein wunder|warum nicht)\b"
    rf"|\b(?:who|whoever|whose|where|if|wenn|falls)\b(?:\W+\w+)?\W+{NEGATION.pattern}",
    re.IGNORECASE,
)
"""What says no to a part only: to those of whom a claim speaks, or in a condition."""

SIGNS_OF_NO_DENIAL = frozenset(
    [
        "with",
        "matter",
        "doubt",
        "wonder",
        "why",
        "mit",
        "wunder",
        "warum",
        "who",
        "whoever",
        "whose",
        "where",
        "if",
        "wenn",
        "falls",
    ]
)
"""A word of each of them."""

HALF_DENIAL = re.compile(
    r"\b(?:hardly|barely|scarcely|rarely|seldom|few|little|less|least|lack\w*|fail\w*|avoid\w*|refus\w*|den(?:y|ies|ied)|reject\w*"
    r"|prevent\w*|stop\w*|instead|rather|only|unless|until|else|otherwise|against|free of|far from|too|wrong|false|doubt\w*|s[ck]eptic\w*|disput\w*|question\w*|nor|than"
    r"|miss(?:es|ed|ing)?|remove\w*|withdr[ae]w\w*|ban\w*|forb[aio]d\w*|exclud\w*|leaves? out|without"
    r"|un(?!der|i[toqv])[a-z]{4,30}|im(?:possib|probab)\w*|in(?:correct|secur|valid|effectiv|suffic|abilit|capab)\w*|irrelevan\w*"
    r"|dis(?:agre|pro[vo]|advantag|allow|lik|trust|miss)\w*"
    r"|kaum|ohne|selten|wenig\w*|fehl\w*|vermeide\w*|verhinder\w*|statt|anstatt|sondern|nur|erst|außer|gegen|falsch|zweif\w*|bezweif\w*|skepti\w*|bestreit\w*|als"
    r"|verb[io]t\w*|zu)\b",
    re.IGNORECASE,
)
"""What says no by another word, or to something else: where one stands, counting denials proves nothing."""

CONTRAST = re.compile(r",\s{0,3}(?:not|and not|but not|nicht|und nicht|aber nicht)\b", re.IGNORECASE)
"""A denial of something else that a text only sets its own statement against: "safer, not safe"."""


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
    "de": {"hundert": 10**2, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarden": 10**9},
}
FIGURE = re.compile(r"(?<![\w.,])\d{1,30}(?:[.,]\d{1,30}){0,9}(?![\d]|[^\W\d_]{2})")
"""A figure, such as 2.1, 1,000, 3.9.1 or the 4 of 4.x."""

NUMBER = re.compile(FIGURE.pattern + r"|(?<![\w])[^\W\d_]{1,30}(?:-[^\W\d_]{1,30})?(?!\w)")
"""A figure, or a word that may be one."""

SMALLEST = 2
"""The least number that counts: "one" is as often no number at all."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Words of a language that say how much of something is meant: all of it, or a part."""

    all: re.Pattern[str]
    part: re.Pattern[str]
    idioms: re.Pattern[str]


SCALES = {
    "en": _Scale(
        all=re.compile(
            r"\b(?:all|every|each|always|never|none|nobody|no one|everybody|everyone|everything|nothing|entirely|completely"
            r"|wholly|solely|exclusively|only|invariably|any(?:body|one|thing)?)\b",
            re.IGNORECASE,
        ),
        part=re.compile(
            r"\b(?:(?:almost|nearly|practically|virtually|not|hardly) (?:all|every|everybody|everyone|everything|always|never"
            r"|any|anybody|anyone|anything|ever|none|nobody|nothing)|most|mostly|many|some|sometimes|often|usually|rarely"
            r"|seldom|several|few|partly|mainly|largely|generally|typically|frequently|tends? to|hardly|occasionally"
            r"|in part|for the most part|more often than not|a (?:large|small) part)\b",
            re.IGNORECASE,
        ),
        idioms=re.compile(
            r"\b(?:(?:at|after|above|in|once and for) all|all (?:day|night|right|along|over|the time|the same)|at (?:the )?most"
            r"|not only|(?:most|only) of all|each other|every ?day|if any|all too|any (?:more|longer)|what ?so ?ever"
            r"|the only|the most \w{1,30}|most \w{3,30}(?:ent|ant|ive|able|ible|al|ous|ful|ing|ed)|an? only)\b",
            re.IGNORECASE,
        ),
    ),
    "de": _Scale(
        all=re.compile(
            r"\b(?:alle[nrs]?|jede[nmrs]?|immer|stets|nie|niemals|niemand\w{0,2}|nichts|keine?[nmrs]?|nirgends|überall"
            r"|ausschlie(?:ß|ss)lich|nur|vollständig|völlig|gänzlich|sämtliche[nrms]?|durchweg|ausnahmslos)\b",
            re.IGNORECASE,
        ),
        part=re.compile(
            r"\b(?:(?:fast|beinahe|nahezu|praktisch|nicht) (?:alle[nrs]?|jede[nmrs]?|immer|stets|nie|niemals|niemand\w{0,2}"
            r"|nichts|keine?[nmrs]?|überall|nur|vollständig|völlig)|meist|meistens|meiste[nrs]?|viele[nrms]?|manche[nrms]?"
            r"|manchmal|einige[nrms]?|oft|oftmals|häufig|gelegentlich|selten|teilweise|zum Teil|größtenteils|überwiegend"
            r"|hauptsächlich|in der Regel|gewöhnlich|kaum|wenige[nrms]?|mehrere[nrms]?|großenteils|tendenziell)\b",
            re.IGNORECASE,
        ),
        idioms=re.compile(
            r"\b(?:vor allem|alles in allem|immer (?:noch|mehr|wieder|weniger)|nicht nur|am meisten|auf (?:alle|keinen) Fälle?"
            r"|jeden Tag|immerhin|noch nie)\b",
            re.IGNORECASE,
        ),
    ),
}


def may_deny(text: str) -> bool:
    """Return whether a text has a word that may say no: a quick look before a close one.

    Example:
        >>> may_deny("They can't."), may_deny("They can note it.")
        (True, False)
    """
    small = text.casefold()
    return "n't" in small or "n’t" in small or not DENYING.isdisjoint(LETTERS.findall(small))


ALIKE = 3
"""Letters by which forms of one word begin alike: ban, banned."""


def negations(text: str) -> int:
    """Return how often a text says no to the whole of what it says.

    Example:
        >>> negations("The streets were not built for carts"), negations("Those who cannot pay stay out")
        (1, 0)
    """
    return _counted(text)[1]


@lru_cache(maxsize=1 << 15)  # rules ask it of the same claims and quotes
def _counted(text: str) -> tuple[int, int]:
    """Return how often a text may say no, and how often to the whole of what it says."""
    if not may_deny(text):
        return 0, 0
    everywhere = len(NEGATION.findall(text))
    if everywhere == 0 or SIGNS_OF_NO_DENIAL.isdisjoint(LETTERS.findall(text.casefold())):
        return everywhere, everywhere
    return everywhere, len(NEGATION.findall(NO_DENIAL.sub(" ", text)))


LETTERS = re.compile(r"[^\W\d_]+")
NEVER = frozenset({0})


def denials(text: str) -> frozenset[int]:
    """Return how often a text may say no: with and without the denials that may concern a part of it only.

    Example:
        >>> sorted(denials("Those who cannot pay stay out")), sorted(denials("They cannot pay"))
        ([0, 1], [1])
    """
    everywhere, whole = _counted(text)
    return frozenset({everywhere, whole}) if everywhere else NEVER


def is_plain(text: str) -> bool:
    """Return whether a text says no by plain words of denial or not at all, so that their number means something.

    Example:
        >>> is_plain("We can stay."), is_plain("We hardly stay."), is_plain("It is unsafe.")
        (True, False, False)
    """
    return negations(text) <= 1 and HALF_DENIAL.search(text) is None and CONTRAST.search(text) is None


def is_alike_in_denying(one: str, other: str) -> bool:
    """Return whether two texts differ in plain denials at most: the words that say no in another way are the same in both.

    Example:
        >>> is_alike_in_denying("We can stay.", "We cannot stay."), is_alike_in_denying("We cannot stay.", "We hardly stay.")
        (True, False)
    """
    contrasts = bool(CONTRAST.search(one)) is bool(CONTRAST.search(other))
    return contrasts and half_denials(one) == half_denials(other)


def half_denials(text: str) -> frozenset[str]:
    """Return how the words of a text begin that say no in another way than by a plain denial; forms of one word begin alike.

    Example:
        >>> sorted(half_denials("They hardly stay, and nobody is unsafe.")), sorted(half_denials("Ban it, it was banned"))
        (['har', 'uns'], ['ban'])
    """
    return frozenset(word[:ALIKE].casefold() for word in HALF_DENIAL.findall(text))


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


def says_all(text: str, language: str | None = None) -> str | None:
    """Return the first word by which a text speaks of all or of nothing else, such as "never"; None if it speaks of a part.

    Example:
        >>> says_all("Downloads are all robots"), says_all("Almost all are robots"), says_all("They may stay all day")
        ('all', None, None)
    """
    scale = SCALES.get(primary(language))
    if scale is None:
        return None
    if scale.all.search(text) is None:
        return None
    rest = scale.idioms.sub(" ", text)
    word = scale.all.search(rest)
    return word[0] if word and not scale.part.search(rest) else None


def may_say_all(word: str, language: str | None = None) -> bool:
    """Return whether a word may be one by which `says_all` finds that a text speaks of all: a quick look before a close one."""
    scale = SCALES.get(primary(language))
    return scale is not None and (word == "no" or scale.all.fullmatch(word) is not None)


def says_part(text: str, language: str | None = None) -> str | None:
    """Return the first word by which a text speaks of a part, such as "mostly"; None if it also speaks of all.

    Example:
        >>> says_part("They are mostly robots"), says_part("Most people never ask"), says_part("Robots ask")
        ('mostly', None, None)
    """
    scale = SCALES.get(primary(language))
    if scale is None:
        return None
    rest = scale.idioms.sub(" ", text)
    word = scale.part.search(rest)
    return word[0] if word and not scale.all.search(scale.part.sub(" ", rest)) else None


def topics(text: str, language: str | None = None) -> frozenset[str]:
    """Return what a text is about: the stems of its words with a topic, and its numbers.

    Example:
        >>> sorted(topics("We can stay on 4.x, of course"))
        ['4', 'stay']
    """
    return frozenset(stem for stem, _ in terms(text, language)) | numbers(text, language)
