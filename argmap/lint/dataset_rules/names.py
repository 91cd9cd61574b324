"""AM908, AM909: people who have two pseudonyms, and names that a pseudonym should have replaced."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.lint.dataset_rules.facts import DatasetFacts, MapFacts, ThreadFacts


@rule("AM908", Severity.WARNING)
def two_pseudonyms(dataset: DatasetFacts) -> Iterator[Finding]:
    """Two maps of one thread give a person different pseudonyms, or one pseudonym to two people.

    Whoever counts people, or puts the maps together, takes one person for two. It happens when a thread was imported twice
    with different keys, or with none. Import it again with the key of the first (`--pseudonym-key`). Hashes of names in
    different threads cannot be compared, by intention.

    Bad:
        a/map.yaml:
          thread:
            id: tabs
            source: {kind: text, pseudonyms: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
            participants: [{id: person-1, name: Person 1, pseudonym_of: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}]
        b/map.yaml:
          thread:
            id: tabs
            source: {kind: text, pseudonyms: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
            participants: [{id: person-2, name: Person 2, pseudonym_of: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}]

    Good:
        a/map.yaml:
          thread:
            id: tabs
            source: {kind: text, pseudonyms: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
            participants: [{id: person-1, name: Person 1, pseudonym_of: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}]
        b/map.yaml:
          thread:
            id: tabs
            source: {kind: text, pseudonyms: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
            participants: [{id: person-1, name: Person 1, pseudonym_of: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}]
    """
    first: dict[str, tuple[MapFacts, ThreadFacts]] = {}
    for map in dataset.maps:
        thread = map.thread
        if thread is None or thread.pseudonyms is None:
            continue
        earlier, known = first.setdefault(thread.id, (map, thread))
        if known.pseudonyms != thread.pseudonyms:
            yield Finding(
                (map.folder, "thread", "source", "pseudonyms"),
                f"the names of the thread {thread.id!r} were replaced with another key than in {earlier.folder!r}",
                "import it again with the same key",
            )
        else:
            yield from _compared(map, thread, earlier, known)


def _compared(map: MapFacts, thread: ThreadFacts, earlier: MapFacts, known: ThreadFacts) -> Iterator[Finding]:
    """Yield the people whom two maps of a thread call differently, and pseudonyms of different people."""
    of_hash = {hash: id for id, (_, hash) in known.people.items() if hash}
    for number, (id, (_, hash)) in enumerate(thread.people.items()):
        place = (map.folder, "thread", "participants", number)
        other = of_hash.get(hash or "")
        if other is not None and other != id:
            yield Finding(place, f"{id!r} is the person who is {other!r} in {earlier.folder!r}")
        elif other is None and hash and known.people.get(id, ("", None))[1]:
            yield Finding(place, f"{id!r} is another person than {id!r} in {earlier.folder!r}")


@rule("AM909", Severity.WARNING)
def real_name_left(dataset: DatasetFacts) -> Iterator[Finding]:
    """A thread has pseudonyms in place of names, and a real name is left in it or in its map.

    One name is enough to find the others. Looked for are names of participants of other threads of the dataset, in posts and
    in what annotators wrote; participants without a pseudonym beside others that have one; another copy of the thread with
    its names; and, where names inside posts were replaced, accounts that are addressed, as in @nora. Names that no thread has
    are not found. `argmap import --pseudonymise --redact` replaces names inside posts.

    Bad:
        a/map.yaml:
          thread:
            id: tabs
            participants: [{id: nora-quist, name: Nora Quist}]
        b/map.yaml:
          thread:
            source: {kind: text, redacted: true}
            participants: [{id: person-1, name: Person 1}]
            posts: [{id: p1, author: person-1, text: As Nora Quist said elsewhere.}]

    Good:
        a/map.yaml:
          thread:
            id: tabs
            participants: [{id: nora-quist, name: Nora Quist}]
        b/map.yaml:
          thread:
            source: {kind: text, redacted: true}
            participants: [{id: person-1, name: Person 1}]
            posts: [{id: p1, author: person-1, text: "As [name 2] said elsewhere."}]
    """
    replaced = {map.thread.id: map for map in dataset.maps if map.thread and map.thread.names_replaced}
    for map in dataset.maps:
        thread = map.thread
        if thread is None:
            continue
        other = replaced.get(thread.id)
        if other is not None and not thread.names_replaced and thread.people:
            yield Finding(
                (map.folder, "thread", "participants"),
                f"the thread {thread.id!r} has names here and pseudonyms in {other.folder!r}",
                "import it here with --pseudonymise, too",
            )
        for left in thread.names_left:
            times = "" if left.times == 1 else f" ({left.times} times)"
            whose = f"a participant of {left.thread!r}" if left.thread else "an account"
            yield Finding(
                (map.folder, *left.path),
                f"the name {left.name!r} of {whose} is in a thread whose names were replaced{times}",
                "replace it",
            )
