"""AM401 to AM404, AM409, AM410: whether the quoted words are in the thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.lint.anchor import Anchor, anchor
from argmap.lint.wording_kept import requoting, with_words_of
from argmap.location import Path
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote, occurs_again
from argmap.model.thread import Thread


@rule("AM401", needs_whole_map=False)
def quote_not_found(map: ArgumentMap, *, least: float = 0.5) -> Iterator[Finding]:
    """The quoted words do not occur in the post.

    A quote promises that somebody wrote exactly these words. Only white space may differ. If the post still has the same
    words, with other punctuation, case or typography, `--fix` quotes them as they are written now. If the words have
    changed, somebody has to read them: the finding shows the passage that is nearest, if its likeness is 0.5 (`least`) or
    more, and no fix ever takes it.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is very simple}]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for path, quote, thread in _checked_quotes(map):
        text = thread.text_of(quote.post)
        if _stands_as_written(quote, text) or find_quote(quote, text):
            continue
        if quote.at is not None:
            message = f"characters up to {quote.at[-1][1]} are outside post {quote.post!r}, which has {_length(thread, quote.post)}"
            yield Finding((*path, "at"), message, "count from 0, in characters of the post")
            continue
        likely = anchor(quote, text) if len(quote.parts) == 1 else None
        if likely is not None and likely.score == 1:
            yield _other_context(path, quote, text)
            continue
        fix = _again(path, quote, text)
        if len(quote.parts) > 1:
            yield replace(_missing_part(path, quote, text), fix=fix)
        else:
            message = f"{_short(quote.words)} does not occur in post {quote.post!r}"
            yield Finding((*path, "exact"), message, _nearest(quote, thread, likely, least), fix=fix)


def _stands_as_written(quote: Quote, text: str) -> bool:
    """Return whether a quote of words alone occurs in a text without any folding of white space: nearly all do."""
    return (
        quote.at is None
        and len(quote.parts) == 1
        and not (quote.prefix or quote.suffix)
        and quote.parts[0] in text
    )


def _missing_part(path: Path, quote: Quote, text: str) -> Finding:
    """Return what to say of a quote in parts: which is the first that does not follow the others."""
    for number in range(1, len(quote.parts) + 1):
        part = quote.parts[number - 1]
        begun = quote.parts[0] if number == 1 else quote.parts[:number]
        if not find_quote(Quote(post=quote.post, exact=begun), text):
            behind = f" after {_short(quote.parts[number - 2])}, with words between" if number > 1 else ""
            alone = find_quote(Quote(post=quote.post, exact=part), text)
            advice = (
                "write the parts in the order of the post" if alone else "quote the exact words of the post"
            )
            message = f"{_short(part)} does not occur in post {quote.post!r}{behind}"
            return Finding((*path, "exact", number - 1), message, advice)
    return Finding(
        (*path, "exact"),
        f"{_short(quote.words)} occurs in post {quote.post!r}, but not with that prefix and suffix",
    )


def _other_context(path: Path, quote: Quote, text: str) -> Finding:
    """Return what to say of words that are there, but not between those."""
    context = [key for key in ("prefix", "suffix") if getattr(quote, key)]
    fix = None
    if len(find_quote(_bare(quote, quote.words), text)) == 1:
        edits = tuple(Edit((*path, key), Removed) for key in context)
        fix = Fix(f"remove the {' and the '.join(context)}, which nothing needs", edits)
    message = f"{quote.words!r} occurs in post {quote.post!r}, but not with that prefix and suffix"
    return Finding((*path, context[0]), message, fix=fix)


def _again(path: Path, quote: Quote, text: str) -> Fix | None:
    """Return the fix that quotes the same words as they are written now, if they are in one place."""
    now = with_words_of(quote, text)
    return Fix(f"quote {_short(now.words)}", requoting(path, quote, now)) if now is not None else None


@rule("AM402", needs_whole_map=False)
def ambiguous_quote(map: ArgumentMap) -> Iterator[Finding]:
    """The quoted words occur more than once in the post.

    Readers cannot tell which place is meant. A few words before or after the quote (`prefix`, `suffix`) make it clear.

    Bad:
        thread: {posts: [{id: p1, text: 'Simple, yes. Simple, no.'}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: Simple}]}]

    Good:
        thread: {posts: [{id: p1, text: 'Simple, yes. Simple, no.'}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: Simple, suffix: ', no'}]}]
    """
    for path, quote, thread in _checked_quotes(map):
        text = thread.text_of(quote.post)
        if _stands_as_written(quote, text) and not occurs_again(quote.parts[0], text):
            continue
        places = len(find_quote(quote, text))
        if places > 1:
            yield Finding(
                (*path, "exact"),
                f"{_short(quote.words)} occurs {places} times in post {quote.post!r}",
                "add a prefix or suffix",
            )


@rule("AM403", needs_whole_map=False)
def claim_without_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has no quote from the thread and is not marked as implicit.

    Readers must be able to see who said it. A claim that nobody stated has `implicit: true`. A map without a thread, as other
    programs write it, has nothing to quote.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple.}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for index, claim in enumerate(map.claims if map.thread is not None else ()):
        if not claim.quotes and not claim.implicit:
            yield Finding(
                ("claims", index, "id"),
                f"claim {claim.id!r} has no quote",
                "quote the post that says it, or set 'implicit: true'",
            )


@rule("AM404", needs_whole_map=False)
def implicit_claim_with_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is marked as implicit, and has a quote.

    A claim that somebody stated is not implicit, and an implicit claim has no words that could be quoted.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., implicit: true, quotes: [{post: p1, exact: is simple}]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for index, claim in enumerate(map.claims):
        if claim.quotes and claim.implicit:
            yield Finding(
                ("claims", index, "implicit"),
                f"claim {claim.id!r} is implicit and has a quote",
                "remove 'implicit' or the quote",
            )


@rule("AM409", Severity.ADVICE, needs_whole_map=False)
def foreign_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim quotes a post whose author takes no stance on the claim, after others did.

    Such a quote makes its author assert the claim. Words that come after those of others may as well accept, concede or
    question it, so the map should say which. Who says it first need not take a stance, and who uses the claim as a condition
    need not either.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: So it is.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}, {post: p2, exact: So it is}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: asserts}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: So it is.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}, {post: p2, exact: So it is}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: b, post: p2, claim: c1, stance: asserts}
    """
    posts = map.thread.posts_by_id if map.thread else {}
    numbers = map.thread.numbers if map.thread else {}
    takers: dict[str, dict[str, int]] = {}
    for c in map.commitments:
        theirs = takers.setdefault(c.claim, {})
        theirs[c.participant] = min(numbers.get(c.post, 0), theirs.get(c.participant, numbers.get(c.post, 0)))
    conditional = {(c.condition_claim, c.participant) for c in map.commitments}
    for index, claim in enumerate(map.claims):
        for number, quote in enumerate(claim.quotes):
            author = posts[quote.post].author if quote.post in posts else None
            stances = takers.get(claim.id, {})
            if author is None or author in stances or (claim.id, author) in conditional:
                continue
            if any(earlier < numbers[quote.post] for earlier in stances.values()):
                yield Finding(
                    ("claims", index, "quotes", number, "post"),
                    f"post {quote.post!r} was written by {author!r}, who takes no stance on {claim.id!r}",
                    "add their commitment: 'asserts' if they say it themselves",
                )


@rule("AM410", Severity.WARNING, needs_whole_map=False)
def repeated_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim, a commitment or another item quotes the same words of the same post twice.

    The second quote adds nothing. `--fix` removes it.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims:
          - id: c1
            text: Convolution is simple.
            quotes: [{post: p1, exact: is simple}, {post: p1, exact: is simple}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    seen: set[tuple[Path, Quote]] = set()
    for path, quote in map.quotes():
        key = (path[:-1], quote)
        if key in seen:
            fix = Fix("remove the second one", (Edit(path, Removed),))
            yield Finding((*path, "exact"), f"{_short(quote.words)} is quoted already", "remove it", fix=fix)
        seen.add(key)


def _checked_quotes(map: ArgumentMap) -> Iterator[tuple[tuple[str | int, ...], Quote, Thread]]:
    """Yield the quotes whose post is in the thread; dangling-quote reports the others."""
    thread = map.thread
    if thread is None:
        return
    for path, quote in map.quotes():
        if quote.post not in thread.posts_by_id:
            continue
        withheld = thread.original(quote.post).withheld
        # Of withheld words only the number is known: a quote of words cannot be checked, and a place only by its end.
        if withheld is None or (quote.at is not None and quote.at[-1][1] > withheld.length):
            yield path, quote, thread


def _length(thread: Thread, post: str) -> int:
    withheld = thread.original(post).withheld
    return len(thread.text_of(post)) if withheld is None else withheld.length


def _bare(quote: Quote, exact: str) -> Quote:
    return Quote(post=quote.post, exact=exact)


def _nearest(quote: Quote, thread: Thread, likely: Anchor | None, least: float) -> str:
    """Return help: the post that does hold the words, or the nearest passage of the post that was named."""
    bare = _bare(quote, quote.words)
    holders = [post.id for post in thread.posts if find_quote(bare, thread.text_of(post.id))]
    if holders:
        return f"it occurs in post {holders[0]!r}"
    if likely is None or likely.score < least:
        return "quote the exact words of the post"
    return f"nearest: {_short(likely.passage)} (likeness {likely.score:.2f})"


def _short(text: str, most: int = 80) -> str:
    folded = " ".join(text.split())
    return repr(folded if len(folded) <= most else f"{folded[: most - 1]}…")
