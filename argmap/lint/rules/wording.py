"""AM305 to AM307, AM309, AM311, AM312, AM411: words and lengths that make a text hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.words import primary
from argmap.lint.word_index import folded_texts, words_of_claims
from argmap.location import Path
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap

LEANING = re.compile(
    r"^(?:it|they|he|she|we|this|that|these|those)\s+(?:is|are|was|were|has|have|does|do|can|could|will|would|shows?|means?|"
    r"makes?|needs?|should|must)\b|\b(?:I|my|me|you|your)\b",
    re.IGNORECASE,
)
PRONOUNS = (
    "it", "they", "he", "she", "we", "this", "that", "these", "those", "i", "my", "me", "you", "your",
)  # fmt: skip
"""The words of which one stands in what leans on the thread."""

IMPERSONAL = re.compile(
    r"^(?:it|that)\s+(?:is|was)\s+\w+(?:\s+\w+)?\s+(?:that|to|for|how|whether|when|if)\b",
    re.IGNORECASE,
)
"""It is clear that …, it is hard to …: nothing is pointed at."""

LOADED = {
    "en": "absurd absurdly clueless clearly crap dumb everybody-knows foolish foolishly garbage idiotic idiotically idiots "
    "laughable laughably ludicrous ludicrously moronic moronically nonsense nonsensical obviously pathetic pathetically "
    "ridiculous ridiculously shameless shamelessly silly stupid stupidly trash undeniably undoubtedly unquestionably",
    "de": "absurd bescheuert blöd blöde blöder blödes blödsinn bekanntlich bescheuerte dumm dumme dummen dummer dummes "
    "dämlich dämliche idiotisch idiotische idioten lächerlich lächerliche lächerlichen lächerlicher lächerliches "
    "offenkundig offensichtlich quatsch schwachsinn schwachsinnig selbstverständlich unbestreitbar unsinn unsinnig "
    "unsinnige zweifellos zweifelsohne",
}
"""Words that judge instead of arguing, by language."""

LOADED_PHRASES = {
    "en": re.compile(
        r"\b(?:of course|needless to say|as everybody knows|everybody knows that)\b", re.IGNORECASE
    ),
    "de": re.compile(
        r"\b(?:wie jeder weiß|jeder weiß,? dass|ist doch klar|versteht sich von selbst)\b", re.IGNORECASE
    ),
}
LOADED_WORDS = {tag: frozenset(words.split()) for tag, words in LOADED.items()}
LOADED_BY = {
    "en": {*(word.partition("-")[0] for word in LOADED_WORDS["en"]), "course", "needless", "everybody"},
    "de": {*LOADED_WORDS["de"], "jeder", "klar", "versteht"},
}
"""A word of each loaded word and phrase, by language."""
VAGUE = re.compile(
    r"\b(and so on|etc\.?|kind of|sort of|somehow|something like that|stuff|and the like|whatever)(?!\w)",
    re.IGNORECASE,
)
VAGUE_BY = ("so", "etc", "kind", "sort", "somehow", "something", "stuff", "like", "whatever")
"""A word of each of them."""

NOUN_MARKS = frozenset(
    [
        "a",
        "another",
        "any",
        "each",
        "every",
        "new",
        "no",
        "one",
        "other",
        "same",
        "some",
        "that",
        "the",
        "this",
        "what",
    ]
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LEAST_SHOUTED = 3
SMALL = re.compile(r"[a-z]{2}")
"""Letters of a word that is not in capitals: a quick look."""


@rule("AM305", Severity.ADVICE, needs_whole_map=False)
def leaning_pronoun(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has a pronoun that only the thread explains: "this is", "they do", "I", "you".

    A claim is read alone, on a card or in a question of a lesson. Name what the pronoun means. The rule looks for a
    pronoun as the subject at the beginning, and for *I, me, my, you, your* anywhere: a *we* may mean everybody. It does not report
    "it is hard to", where the pronoun refers to nothing.

    The rule checks English maps only (`language`).

    Bad:
        claims: [{id: c1, text: That is what they want., implicit: true}]

    Good:
        claims: [{id: c1, text: A justification is what academics want., implicit: true}]
    """
    if not map.is_english:
        return
    for path, text in _texts(map, words_of_claims(map).having(*PRONOUNS)):
        hit = LEANING.search(text)
        if hit and not IMPERSONAL.search(text) and not text.endswith("?"):
            word = hit[0].split()[0]
            yield Finding(
                path, f"{word!r} cannot be understood without the thread", "write who or what is meant"
            )


@rule("AM306", Severity.ADVICE, needs_whole_map=False)
def loaded_word(map: ArgumentMap) -> Iterator[Finding]:
    """A claim uses a word that judges instead of arguing.

    "Obviously" says that no reason is needed, and "stupid" says that no answer is needed. The quote keeps the tone; the
    claim should be a statement that opponents can discuss.

    The rule checks English and German maps (`language`).

    Bad:
        claims: [{id: c1, text: Obviously convolution is simple., implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    tag = primary(map.language)
    if tag not in LOADED_BY:
        return
    for path, text in _texts(map, words_of_claims(map).having(*LOADED_BY[tag])):
        phrase = LOADED_PHRASES[tag].search(text)
        loaded = (word for word in WORD.findall(text) if word.lower() in LOADED_WORDS[tag])
        hit = next(loaded, phrase[0] if phrase else None)
        if hit:
            yield Finding(
                path, f"{hit!r} judges instead of arguing", "remove it, or write what it stands for"
            )


@rule("AM307", Severity.ADVICE, needs_whole_map=False)
def vague_word(map: ArgumentMap) -> Iterator[Finding]:
    """A claim uses a vague expression: "and so on", "stuff", "kind of".

    Nobody can support, attack or concede what is not said.

    The rule checks English maps only (`language`).

    Bad:
        claims: [{id: c1, text: 'Convolution, attention etc. are simple.', implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution and attention are simple., implicit: true}]
    """
    if not map.is_english:
        return
    for path, text in _texts(map, words_of_claims(map).having(*VAGUE_BY)):
        hit = next((match for match in VAGUE.finditer(text) if not _is_noun(text, match)), None)
        if hit:
            yield Finding(path, f"{hit[0]!r} is vague", "write what is meant, or remove it")


@rule("AM312", Severity.ADVICE, needs_whole_map=False)
def shouted_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is written in capital letters.

    Pictures use capital letters for the kind of a node. Capital letters also do not make a claim truer.

    Bad:
        claims: [{id: c1, text: CONVOLUTION IS SIMPLE., implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    for path, text in _texts(map, range(len(map.claims))):
        if SMALL.search(text):
            continue
        words = [word for word in WORD.findall(text) if len(word) > 1]
        if len(words) >= LEAST_SHOUTED and all(word.isupper() for word in words):
            yield Finding(path, "the claim is written in capital letters", "write it in ordinary letters")


def _is_noun(text: str, hit: re.Match[str]) -> bool:
    """Return whether a "kind" or "sort" is one of several, as in "the same kind of market"."""
    before = text[: hit.start()].split()
    return hit[0].lower() in {"kind of", "sort of"} and bool(before) and before[-1].lower() in NOUN_MARKS


def _texts(map: ArgumentMap, numbers: Iterable[int]) -> Iterator[tuple[Path, str]]:
    """Yield the place and the text of some claims in the order of the map, white space folded."""
    texts = folded_texts(map)
    for number in sorted(numbers):
        yield ("claims", number, "text"), texts[number]


@rule("AM309", Severity.WARNING, needs_whole_map=False)
def long_label(map: ArgumentMap, *, most: int = 40) -> Iterator[Finding]:
    """A label is longer than 40 characters (`most`), or not shorter than the text.

    Labels are shown in legends, reports and small views, where there is no room for the text.

    Bad:
        claims: [{id: c1, label: Convolution is simple., text: Convolution is simple., implicit: true}]

    Good:
        claims: [{id: c1, label: Convolution, text: Convolution is simple., implicit: true}]
    """
    labelled: tuple[tuple[str, tuple[Claim | Issue, ...]], ...] = (
        ("claims", map.claims),
        ("issues", map.issues),
    )
    for field, items in labelled:
        for index, item in enumerate(items):
            whole = item.text if isinstance(item, Claim) else item.question
            label = item.label or ""
            if len(label) > most:
                flaw = f"has {len(label)} characters, more than {most}"
            elif label and len(label) >= len(whole):
                flaw = "is as long as the text"
            else:
                continue
            yield Finding(
                (field, index, "label"), f"the label of {item.id!r} {flaw}", "shorten it, or remove it"
            )


@rule("AM311", Severity.ADVICE, needs_whole_map=False)
def long_claim(map: ArgumentMap, *, most: int = 40) -> Iterator[Finding]:
    """A claim has more than 40 words (`most`).

    Such a long claim usually says several things, and takes much room in pictures. People can discuss two short claims
    more easily.

    Bad:
        claims:
          - id: c1
            text: >-
              It is so and so and so and so and so and so and so and so and so and so and so and so and so and so and
              so and so and so and so and so and so and so.
            implicit: true

    Good:
        claims: [{id: c1, text: It is so., implicit: true}]
    """
    for index, claim in enumerate(map.claims):
        words = len(claim.text.split()) if len(claim.text) > 2 * most else 0  # a word and its blank are two
        if words > most:
            yield Finding(
                ("claims", index, "text"),
                f"the claim has {words} words, more than {most}",
                "shorten it, or split it into two claims",
            )


@rule("AM411", Severity.ADVICE, needs_whole_map=False)
def long_quote(map: ArgumentMap, *, most: int = 60) -> Iterator[Finding]:
    """A quote has more than 60 words (`most`).

    Readers should see at once which words state the claim. Several short quotes are clearer than a whole post.

    Bad:
        thread:
          posts:
            - id: p1
              text: >-
                So so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so
                so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so it is.
        claims:
          - id: c1
            text: It is so.
            quotes:
              - post: p1
                exact: >-
                  So so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so
                  so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so it is.

    Good:
        thread: {posts: [{id: p1, text: So it is.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: it is}]}]
    """
    for path, quote in map.quotes():
        words = len(quote.words.split()) if len(quote.words) > 2 * most else 0
        if words > most:
            yield Finding(
                (*path, "exact"),
                f"the quote has {words} words, more than {most}",
                "quote only the words that state the claim",
            )
