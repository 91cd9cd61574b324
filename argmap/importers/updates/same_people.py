"""Which participants of another import are participants of the dataset; nobody is taken for somebody of another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.importers.pseudonyms import person_number
from argmap.model.posts import Participant, Post
from argmap.model.thread import Thread


def has_pseudonyms(thread: Thread) -> bool:
    """Say whether the names in a thread were replaced; before argmap 0.3 a thread did not say so itself."""
    people = thread.participants
    return thread.source.pseudonyms is not None or (
        bool(people) and all(person.name == f"Person {person_number(person.id)}" for person in people)
    )


def same_people(old: Thread, new: Thread, shared: Iterable[tuple[Post, Post]] = ()) -> dict[str, str]:
    """Return the ids of participants in the dataset, by their ids in another import of the same discussion.

    With pseudonyms, their keyed hashes decide. Where a dataset has pseudonyms without hashes, two participants are one if
    all the posts that both imports have of the one are of the other. With names, the names decide; people of one name
    are told apart by the posts that both imports have.

    Args:
        old: The thread of the dataset.
        new: The thread of the other import.
        shared: Posts that are in both, as they are in each.
    """
    if old.source.pseudonyms is not None:
        known = {person.pseudonym_of: person.id for person in old.participants if person.pseudonym_of}
        return {
            person.id: known[person.pseudonym_of]
            for person in new.participants
            if person.pseudonym_of in known
        }
    votes = Counter((b.author, a.author) for a, b in shared if a.author and b.author)
    if has_pseudonyms(old):
        return _one_to_one(votes)
    return _by_name(old.participants, new.participants, votes)


def _one_to_one(votes: Counter[tuple[str, str]]) -> dict[str, str]:
    left = Counter(one for one, _ in votes)
    right = Counter(other for _, other in votes)
    return {one: other for one, other in votes if left[one] == right[other] == 1}


def _by_name(
    old: Iterable[Participant], new: Iterable[Participant], votes: Counter[tuple[str, str]]
) -> dict[str, str]:
    by_name: dict[str, tuple[list[str], list[str]]] = {}
    for person in old:
        by_name.setdefault(person.name, ([], []))[0].append(person.id)
    for person in new:
        by_name.setdefault(person.name, ([], []))[1].append(person.id)
    same: dict[str, str] = {}
    for olds, news in by_name.values():
        for id in news:
            best = max(olds, key=lambda other: votes[id, other], default=None)
            if best is not None and votes[id, best]:
                same[id] = best
        left = [id for id in news if id not in same]
        free = [id for id in olds if id not in same.values()]
        if len(left) == len(free) == 1:
            same[left[0]] = free[0]
    return same
