"""Words as terms: little words to pass over and stems to compare, enough to see which claims share a term.

English has a stop list and a light stemmer of its own, which joins *math* with *mathematician* where Snowball's has
three stems. German has a stop list, and the other languages of Snowball have at least its stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import product

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

MASK = "[…]"
"""What stands in a text for words that a redaction left out."""

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

GERMAN_INFLECTED = """
all ander beid dein dies dieselb derselb dasselb denselb demselb desselb ein einig euer eur genannt ihr jed jen kein
manch mehrer mein sein solch sämtlich unser uns viel welch wenig
"""
GERMAN_ENDINGS = ("", "e", "em", "en", "er", "es", "s")
GERMAN_PLAIN = """
ab aber als also am an andern anders anderm auch auf aus außer außerdem bei beim bereits bevor bin bis bist bloß bzw
da dabei dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraus darf darfst darin darum
darunter darüber das dass davon davor dazu daß dem den denen denn dennoch der deren derer des deshalb dessen deswegen
dich die dir doch dort du durch durfte durften dürfen ebenso eben eher eigentlich einander einmal einfach er erst es
etc etwa etwas euch fast für gab gar gegen gegenüber gehabt genau genug gerade gewesen geworden gibt ging gleich hab
habe haben hast hat hatte hatten hier hin hinter hätte hätten ich ihm ihn ihnen im immer immerhin in indem ins
irgend irgendwie irgendwo ist ja je jedoch jemand jetzt kann kannst kaum könnt können könnte könnten konnte konnten
lassen lässt mal man mehr meist meistens mich mindestens mir mit mitunter muss musst musste mussten muß müssen müsste
müssten nach nachdem nachher natürlich neben nein nicht nichts nie niemals niemand noch nun nur ob oben obwohl oder
oft ohne pro schließlich schon sehr selbst seid seit seitdem sich sie sind so sobald sodass sofern sogar solange soll sollen
sollte sollten somit sondern sonst sowie sowohl statt stets trotz trotzdem um und unter usw vermutlich vielleicht vom
von vor vorher wann war waren warst warum was weder weg wegen weil weiter wem wen wenn wer werde werden werdet wessen
weshalb wie wieder wieso will willst wir wird wirklich wirst wo wobei wodurch wofür wohl wollen wollt wollte wollten
worden worin wurde wurden während wäre wären würde würden zu zum zumindest zur zwar zwischen über überhaupt übrigens
"""
GERMAN_STOP_WORDS = frozenset(
    word.casefold()
    for word in (
        *GERMAN_PLAIN.split(),
        *map("".join, product(GERMAN_INFLECTED.split(), GERMAN_ENDINGS)),
    )
)
"""German words without a topic of their own, by class and ending.

Source: written for argmap and compared with the German list of Snowball (snowballstem.org/algorithms/german/stop.txt),
all of which it has but *machen* and a typing error.
"""

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's stemmer of each language, by the first part of the language's tag."""

SUFFIXES = """
ematic ematical ematician etic etical etician ic ical ian ician ication isation ization ation ition ion ment ness
ance ence ancy ency ant ent able ible ity ist ism ise ize ied ies ia ive ous ial al ful less ship ing est ed er or
em ly e s y
"""
ENDINGS = tuple(sorted(SUFFIXES.split(), key=lambda ending: (-len(ending), ending)))


def primary(language: str | None) -> str:
    """Return the first part of a language tag (BCP 47), such as "de" of "de-AT"; a map without a tag is English."""
    return "en" if language is None else language.partition("-")[0].lower()


def stop_words(language: str | None = None) -> frozenset[str] | None:
    """Return the words of a language that have no topic of their own, casefolded; None if they are not known."""
    return {"en": PASSED_OVER, "de": GERMAN_STOP_WORDS}.get(primary(language))


def terms(text: str, language: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the content words of a text as pairs of stem and word as written, in order.

    Args:
        text: the text.
        language: its language (BCP 47); English if left out. Of a language whose stop words are not known, every word
            of three letters or more is a term.

    Example:
        >>> list(terms("Is math really the mathematician's business?"))
        [('math', 'math'), ('math', 'mathematician'), ('busi', 'business')]
        >>> list(terms("Die Häuser stehen an der Straße.", "de"))
        [('haus', 'Häuser'), ('steh', 'stehen'), ('strass', 'Straße')]
    """
    without_topic = stop_words(language) or frozenset()
    is_english = primary(language) == "en"
    for match in WORD.finditer(text):
        word = match.group()
        if is_english and word.endswith(POSSESSIVES):
            word = word[:-2]
        plain = word.casefold().replace("’", "'")
        if len(plain) >= SHORTEST_WORD and plain not in without_topic:
            yield stem(plain, language), word


def stem(word: str, language: str | None = None) -> str:
    """Return the stem of a word in lower case; the word itself if its language has no stemmer here.

    Example:
        >>> [stem(word, "de") for word in ("radweg", "radwege", "radwegen")]
        ['radweg', 'radweg', 'radweg']
    """
    tag = primary(language)
    if tag == "en":
        return english_stem(word)
    return _snowball(SNOWBALL[tag])(word) if tag in SNOWBALL else word


@lru_cache(maxsize=65_536)
def english_stem(word: str) -> str:
    """Return what remains of a word without its endings, the longest first, while four letters are left.

    A light stemmer: it has no exceptions and knows no parts of speech, so that it sometimes takes two words
    for one ("general" and "generation") and misses irregular forms ("understood").

    Example:
        >>> [english_stem(word) for word in ("math", "mathematics", "mathematical", "mathematicians")]
        ['math', 'math', 'math', 'math']
        >>> [english_stem(word) for word in ("theory", "theoretical", "theorem", "theoreticians")]
        ['theor', 'theor', 'theor', 'theor']
        >>> [english_stem(word) for word in ("compute", "computers", "computation", "need", "needed", "class")]
        ['comput', 'comput', 'comput', 'need', 'need', 'class']
    """
    while True:
        ending = next((ending for ending in ENDINGS if _ends(word, ending)), "")
        if not ending:
            return word
        word = word[: -len(ending)]


@cache
def _snowball(name: str) -> Callable[[str], str]:
    """Return the stemmer of a language, which remembers the words that it has seen."""
    import snowballstemmer  # only for maps in other languages than English

    return lru_cache(maxsize=65_536)(snowballstemmer.stemmer(name).stemWord)


def _ends(word: str, ending: str) -> bool:
    # The s of "class" is no plural.
    plural = ending != "s" or not word.endswith("ss")
    return word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and plural
