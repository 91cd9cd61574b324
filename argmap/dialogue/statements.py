"""What makes one statement another although the topic is the same: its topics, and how much they are said of.

For rules and checklists that hold a claim against its quote. Words of English and German; of other languages nothing is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from argmap.dialogue.numbers import numbers
from argmap.dialogue.words import primary, terms

KNOWN = frozenset({"en", "de"})
"""Languages whose words for denials, numbers and quantities are known."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Words of a language that say how much of something is meant: all of it, or a part.

    `beside` has a word of each way to say a part that takes several words.
    """

    all: re.Pattern[str]
    part: re.Pattern[str]
    beside: frozenset[str]
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
        beside=frozenset(
            ["almost", "nearly", "practically", "virtually", "not", "hardly", "tend", "tends", "part", "more"]
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
            r"|manchmal|einige[nrms]?|oft|oftmals|häufig|gelegentlich|selten|teilweise|zum Teil|grö(?:ß|ss)tenteils|überwiegend"
            r"|hauptsächlich|in der Regel|gewöhnlich|kaum|wenige[nrms]?|mehrere[nrms]?|gro(?:ß|ss)enteils|tendenziell)\b",
            re.IGNORECASE,
        ),
        beside=frozenset(["fast", "beinahe", "nahezu", "praktisch", "nicht", "teil", "regel"]),
        idioms=re.compile(
            r"\b(?:vor allem|alles in allem|immer (?:noch|mehr|wieder|weniger)|nicht nur|am meisten|auf (?:alle|keinen) Fälle?"
            r"|jeden Tag|immerhin|noch nie)\b",
            re.IGNORECASE,
        ),
    ),
}


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


def may_say_part(word: str, language: str | None = None) -> bool:
    """Return whether a word may begin or end what `says_part` finds: a quick look before a close one."""
    scale = SCALES.get(primary(language))
    return scale is not None and (word in scale.beside or scale.part.fullmatch(word) is not None)


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
