"""Words as terms: a small stop list and a light stemmer for English, enough to see which claims share a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

POSSESSIVES = ("'s", "’s")

SHORTEST_STEM = 4
SHORTEST_WORD = 3

COMMON = """
a about above after again against ago all almost along already also although always am among an and another any
anybody anyone anything are aren't around as at away back be became because become been before began behind being
below best better between both but by came can can't cannot come comes could couldn't course did didn't do does doesn't doing don't
done down during each either else enough etc even ever every everybody everyone everything few first for from
further gave get gets give given gives go goes going gone good got had hadn't has hasn't have haven't having he
hence her here hers him his how however i i'd i'll i'm i've if in indeed instead into is isn't it it's its itself
just keep kept kind know known last least less let lets like likely little long lot made make makes making many
may maybe me mean means might mine more most much must my myself near nearly neither never no nobody none nor not
nothing now of off often oh on once one ones only onto or other others otherwise ought our ours out over own part
people per perhaps put quite rather really right said same say saying says see seem seems seen several shall she
should shouldn't simply since so some somebody someone something sometimes still such sure take taken takes taking
tell than that that's the their theirs them themselves then there there's therefore these they they're thing
things think this those though thought through thus to together too took toward towards two under unless until up
upon us use used uses using usually very want wants was wasn't way ways we well went were weren't what whatever
when where whether which while who whole whom whose why will with within without won't would wouldn't yeah yes yet
you you're your yours
"""
STOP_WORDS = frozenset(COMMON.split())

BARE_CONTRACTIONS = frozenset(word.replace("'", "") for word in STOP_WORDS if word.endswith("n't"))
"""Contractions as people type them: dont, didnt."""

PASSED_OVER = STOP_WORDS | BARE_CONTRACTIONS

SUFFIXES = """
ematic ematical ematician etic etical etician ic ical ian ician ication isation ization ation ition ion ment ness
ance ence ancy ency ant ent able ible ity ist ism ise ize ied ies ia ive ous ial al ful less ship ing est ed er or
em ly e s y
"""
ENDINGS = tuple(sorted(SUFFIXES.split(), key=lambda ending: (-len(ending), ending)))


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the content words of a text as pairs of stem and word as written, in order.

    Example:
        >>> list(terms("Is math really the mathematician's business?"))
        [('math', 'math'), ('math', 'mathematician'), ('busi', 'business')]
    """
    for match in WORD.finditer(text):
        word = match.group()
        if word.endswith(POSSESSIVES):
            word = word[:-2]
        plain = word.casefold().replace("’", "'")
        if len(plain) >= SHORTEST_WORD and plain not in PASSED_OVER:
            yield stem(plain), word


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what remains of a word without its endings, the longest first, while four letters are left.

    A light stemmer: it has no exceptions and knows no parts of speech, so that it sometimes takes two words
    for one ("general" and "generation") and misses irregular forms ("understood").

    Example:
        >>> [stem(word) for word in ("math", "mathematics", "mathematical", "mathematicians")]
        ['math', 'math', 'math', 'math']
        >>> [stem(word) for word in ("theory", "theoretical", "theorem", "theoreticians")]
        ['theor', 'theor', 'theor', 'theor']
        >>> [stem(word) for word in ("compute", "computers", "computation", "need", "needed", "class")]
        ['comput', 'comput', 'comput', 'need', 'need', 'class']
    """
    while True:
        ending = next((ending for ending in ENDINGS if _ends(word, ending)), "")
        if not ending:
            return word
        word = word[: -len(ending)]


def _ends(word: str, ending: str) -> bool:
    # The s of "class" is no plural.
    plural = ending != "s" or not word.endswith("ss")
    return word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and plural
