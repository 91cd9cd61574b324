"""AM309, AM311, AM411: what is too long for its place."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap


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
