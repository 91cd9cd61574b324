"""AM305 to AM307, AM309, AM311, AM312, AM411: words and lengths that make a text hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.location import Path
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap

LEANING = re.compile(
    r"^(?:it|they|he|she|we|this|that|these|those)\s+(?:is|are|was|were|has|have|does|do|can|could|will|would|shows?|means?|"
    r"makes?|needs?|should|must)\b|\b(?:I|my|me|you|your)\b",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(
    r"^(?:it|that)\s+(?:is|was)\s+\w+(?:\s+\w+)?\s+(?:that|to|for|how|whether|when|if)\b",
    re.IGNORECASE,
)
"""It is clear that …, it is hard to …: nothing is pointed at."""

LOADED = frozenset(
    [
        "absurd",
        "clueless",
        "clearly",
        "crap",
        "dumb",
        "everybody-knows",
        "garbage",
        "idiotic",
        "idiots",
        "moronic",
        "nonsense",
        "obviously",
        "pathetic",
        "ridiculous",
        "stupid",
        "trash",
        "undeniably",
        "undoubtedly",
        "unquestionably",
    ]
)
VAGUE = re.compile(
    r"\b(and so on|etc\.?|kind of|sort of|somehow|something like that|stuff|and the like|whatever)(?!\w)",
    re.IGNORECASE,
)
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


@rule("AM305", Severity.ADVICE, needs_whole_map=False)
def leaning_pronoun(map: ArgumentMap) -> Iterator[Finding]:
    """A claim can only be understood with the thread beside it: "this is", "they do", "I", "you".

    A claim is read alone, on a card or in a question of a lesson. Name what the pronoun means. The rule looks for a
    pronoun as the subject at the beginning, and for the first and second person anywhere; "it is hard to" points at
    nothing and is let be.

    Maps in other languages (`language`) are not looked at.

    Bad:
        claims: [{id: c1, text: That is what they want., implicit: true}]

    Good:
        claims: [{id: c1, text: A justification is what academics want., implicit: true}]
    """
    if not map.is_english:
        return
    for path, text in _texts(map):
        hit = LEANING.search(text)
        if hit and not IMPERSONAL.search(text) and not text.endswith("?"):
            word = hit[0].split()[0]
            yield Finding(path, f"{word!r} needs the thread to be understood", "name who or what is meant")


@rule("AM306", Severity.ADVICE, needs_whole_map=False)
def loaded_word(map: ArgumentMap) -> Iterator[Finding]:
    """A claim uses a word that judges in place of arguing.

    "Obviously" claims that no reason is needed, "stupid" that no answer is. The tone is in the quote; the claim should be
    one that its opponents could discuss.

    Maps in other languages (`language`) are not looked at.

    Bad:
        claims: [{id: c1, text: Obviously convolution is simple., implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    if not map.is_english:
        return
    for path, text in _texts(map):
        hit = next((word for word in WORD.findall(text) if word.lower() in LOADED), None)
        if hit:
            yield Finding(
                path, f"{hit!r} judges in place of arguing", "leave it out, or say what it stands for"
            )


@rule("AM307", Severity.ADVICE, needs_whole_map=False)
def vague_word(map: ArgumentMap) -> Iterator[Finding]:
    """A claim ends in the open: "and so on", "stuff", "kind of".

    What is not said cannot be supported, attacked or granted.

    Maps in other languages (`language`) are not looked at.

    Bad:
        claims: [{id: c1, text: 'Convolution, attention etc. are simple.', implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution and attention are simple., implicit: true}]
    """
    if not map.is_english:
        return
    for path, text in _texts(map):
        hit = next((match for match in VAGUE.finditer(text) if not _is_noun(text, match)), None)
        if hit:
            yield Finding(path, f"{hit[0]!r} leaves open what is claimed", "say it, or leave it out")


@rule("AM312", Severity.ADVICE, needs_whole_map=False)
def shouted_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is written in capital letters.

    Pictures use capitals for the kind of a node, and a claim is not truer for being loud.

    Bad:
        claims: [{id: c1, text: CONVOLUTION IS SIMPLE., implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    for path, text in _texts(map):
        words = [word for word in WORD.findall(text) if len(word) > 1]
        if len(words) >= LEAST_SHOUTED and all(word.isupper() for word in words):
            yield Finding(path, "the claim is written in capital letters", "write it as a sentence")


def _is_noun(text: str, hit: re.Match[str]) -> bool:
    """Return whether a "kind" or "sort" is one of several, as in "the same kind of market"."""
    before = text[: hit.start()].split()
    return hit[0].lower() in {"kind of", "sort of"} and bool(before) and before[-1].lower() in NOUN_MARKS


def _texts(map: ArgumentMap) -> Iterator[tuple[Path, str]]:
    """Yield the place and the text of each claim, white space folded."""
    for index, claim in enumerate(map.claims):
        yield ("claims", index, "text"), " ".join(claim.text.split())


@rule("AM309", Severity.WARNING, needs_whole_map=False)
def long_label(map: ArgumentMap, *, most: int = 40) -> Iterator[Finding]:
    """A label is longer than 40 characters (`most`), or not shorter than the text.

    Labels stand in legends, reports and small views, where the text has no room.

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
                (field, index, "label"), f"the label of {item.id!r} {flaw}", "shorten it, or leave it out"
            )


@rule("AM311", Severity.ADVICE, needs_whole_map=False)
def long_claim(map: ArgumentMap, *, most: int = 40) -> Iterator[Finding]:
    """A claim has more than 40 words (`most`).

    A claim that long says several things, and fills its picture. Two claims are easier to argue with.

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
        words = len(claim.text.split())
        if words > most:
            yield Finding(
                ("claims", index, "text"), f"the claim has {words} words, more than {most}", "part it"
            )


@rule("AM411", Severity.ADVICE, needs_whole_map=False)
def long_quote(map: ArgumentMap, *, most: int = 60) -> Iterator[Finding]:
    """A quote has more than 60 words (`most`).

    A reader should see at once which words make the claim. Several short quotes say it better than a whole post.

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
        words = len(quote.exact.split())
        if words > most:
            yield Finding(
                (*path, "exact"), f"the quote has {words} words, more than {most}", "quote what matters"
            )
