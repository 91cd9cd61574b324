"""AM901 to AM903: the same claim, the same id, or the same thread in two maps."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.words import MASK, primary
from argmap.lint.dataset_rules.facts import DatasetFacts, MapFacts
from argmap.lint.rules.duplicates import alike

Owner = tuple[MapFacts, int]
"""A map, and the number of a claim in it, from 0."""


@rule("AM901", Severity.ADVICE)
def claim_in_two_maps(dataset: DatasetFacts, *, least: int = 90) -> Iterator[Finding]:
    """Maps of different threads have the same claim, or nearly the same at 90 % likeness (`least`).

    A program that has seen a claim in training knows it in the test, and a count of claims counts it twice. Put both maps
    in one split, or word the claims so that they say what each thread is about. Where two threads do argue about the same,
    say so with `# argmap: allow AM901 (the reason)`. Maps of one thread are not compared.

    Bad:
        tabs/map.yaml:
          claims: [{id: c1, text: Tabs let every reader choose the width of an indent., implicit: true}]
        editors/map.yaml:
          claims: [{id: c7, text: Tabs let each reader choose the width of an indent., implicit: true}]

    Good:
        tabs/map.yaml:
          claims: [{id: c1, text: Tabs let every reader choose the width of an indent., implicit: true}]
        editors/map.yaml:
          claims: [{id: c7, text: A good editor shows tabs in any width., implicit: true}]
    """
    by_language: dict[str, dict[str, list[Owner]]] = {}
    for map in dataset.maps:
        texts = by_language.setdefault(primary(map.language), {})
        for number, (_, text) in enumerate(map.claims):
            if MASK not in text:
                texts.setdefault(" ".join(text.split()).rstrip(".").casefold(), []).append((map, number))
    for language, texts in sorted(by_language.items()):
        for owners in texts.values():
            yield from _shared(owners, "the same as")
        wordings = [*texts]
        for first, second, score in alike(wordings, least, language):
            pair = [texts[wordings[first]][0], texts[wordings[second]][0]]
            yield from _shared(pair, f"almost the same ({score:.0f} %) as")


def _shared(owners: list[Owner], likeness: str) -> Iterator[Finding]:
    """Yield the claims that maps of other threads have before."""
    first, number = owners[0]
    about = {first.about}
    for map, other in owners[1:]:
        if map.about not in about:
            about.add(map.about)
            yield Finding(
                (map.folder, "claims", other, "text"),
                f"claim {map.claims[other][0]!r} is {likeness} {first.claims[number][0]!r} in the map {first.id!r}",
                "keep both maps in one split, or word the claims by what each thread is about",
            )


@rule("AM902")
def repeated_map_id(dataset: DatasetFacts) -> Iterator[Finding]:
    """Two maps of a dataset have the same id.

    Tables, splits and packages tell maps apart by their ids: the rows of one map would pass for those of the other. Give
    each map the name of its folder.

    Bad:
        a/map.yaml: {id: tabs}
        b/map.yaml: {id: tabs}

    Good:
        a/map.yaml: {id: a}
        b/map.yaml: {id: b}
    """
    first: dict[str, MapFacts] = {}
    for map in dataset.maps:
        earlier = first.setdefault(map.id, map)
        if earlier is not map:
            yield Finding(
                (map.folder, "id"),
                f"{map.id!r} is already the id of the map in {earlier.folder!r}",
                f"name one of them otherwise, such as {map.folder!r}",
            )


@rule("AM903", Severity.WARNING)
def thread_with_other_words(dataset: DatasetFacts) -> Iterator[Finding]:
    """Two folders hold threads of one id, and a post of one has other words in the other.

    Maps of one thread are read together: a quote of one would not be found in the words of the other. Import the thread
    again for the older map, or give one thread an id of its own. Posts that only one of them has are no fault, because a
    thread grows; nor are words that are gone, or withheld with another key.

    Bad:
        a/map.yaml: {thread: {id: tabs, posts: [{id: p1, text: Tabs are best.}]}}
        b/map.yaml: {thread: {id: tabs, posts: [{id: p1, text: Tabs are worst.}]}}

    Good:
        a/map.yaml: {thread: {id: tabs, posts: [{id: p1, text: Tabs are best.}]}}
        b/map.yaml: {thread: {id: tabs, posts: [{id: p1, text: Tabs are best.}, {id: p2, text: No.}]}}
    """
    first: dict[str, MapFacts] = {}
    for map in dataset.maps:
        if map.thread is None:
            continue
        earlier = first.setdefault(map.thread.id, map)
        known = earlier.thread.posts if earlier.thread is not None else {}
        for number, (id, words) in enumerate(map.thread.posts.items()):
            made, hash = known.get(id, words)
            if made and made == words[0] and hash != words[1]:
                yield Finding(
                    (map.folder, "thread", "posts", number),
                    f"post {id!r} of the thread {map.thread.id!r} has other words in {earlier.folder!r}",
                    "import it again, or give one of the threads another id",
                )
                break
