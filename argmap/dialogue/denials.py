"""How often a text says no, and by which words: English and German; of other languages nothing is known."""

from __future__ import annotations

import re
from functools import lru_cache

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
        "keineswegs",
        "mitnichten",
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

PHRASES_OF_NO_DENIAL = (
    "with or without",
    "no matter",
    "no doubt",
    "no wonder",
    "why not",
    "why don",
    "mit oder ohne",
    "kein wunder",
    "warum nicht",
)
WORDS_OF_NO_DENIAL = frozenset(["who", "whoever", "whose", "where", "if", "wenn", "falls"])
"""What each of them begins with."""

BY_THEIR_NEIGHBOURS = frozenset(["not", "nicht", "none"])
"""Words that do not always say no: "not only"."""

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
    small = text.casefold()
    words = WORD.findall(small)
    is_contracted = "n't" in small or "n’t" in small
    if not is_contracted and DENYING.isdisjoint(words):
        return 0, 0
    if is_contracted or not BY_THEIR_NEIGHBOURS.isdisjoint(words):
        everywhere = len(NEGATION.findall(text))
    else:
        everywhere = sum(word in DENYING for word in words)
    if WORDS_OF_NO_DENIAL.isdisjoint(words) and not any(phrase in small for phrase in PHRASES_OF_NO_DENIAL):
        return everywhere, everywhere
    return everywhere, len(NEGATION.findall(NO_DENIAL.sub(" ", text)))


WORD = re.compile(r"\w+")
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
