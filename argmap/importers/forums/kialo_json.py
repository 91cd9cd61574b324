"""Kialo's JSON: claims, the places where they stand in the tree, and perhaps the discussion and its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.importers.forums.kialo_map import CON, PRO, THESIS
from argmap.importers.forums.records import counted, records_in
from argmap.importers.protocol import DiscussionEntry, NotThisSource, RawPost, RawThread, one_discussion
from argmap.importers.times import timestamp
from argmap.model.posts import Gone, Provenance

LABELS = {1: PRO, -1: CON, 0: THESIS}
PEOPLE = ("discussionIdentityInfos", "identityInfos", "identities")


def is_graph(value: Any) -> bool:
    """Return whether a JSON value is the graph of a discussion: claims, and the places (locations) where they stand."""
    if not isinstance(value, dict) or not isinstance(value.get("claims"), list):
        return False
    return any(isinstance(place, dict) and "targetId" in place for place in _list(value, "locations"))


def read(values: Sequence[Any], wanted: str | None = None) -> RawThread:
    """Return a discussion: a claim is a post at the place where it was first put, and a link wherever it stands as well.

    Raises:
        NotThisSource: no claim stands anywhere.
        SeveralDiscussions: there are several discussions, and none was named.
    """
    graphs = {_key(value): value for value in values if is_graph(value)}
    titles = _titles(values)
    chosen = one_discussion({key: titles.get(key, "") for key in graphs}, wanted)
    if chosen is None:
        raise NotThisSource("there is no graph of claims and locations in the files")
    graph = graphs[chosen]
    posts = tuple(_posts(graph, _names(values)))
    if not posts:
        raise NotThisSource("no claim stands at a location")
    title = titles.get(chosen, "") or next(
        (post.text for post in posts if post.label is None and post.parent is None), ""
    )
    known = any(post.account or post.author for post in posts)
    return RawThread(
        title,
        posts,
        authorship=Provenance.RECORDED if known else Provenance.UNKNOWN,
        notes=counted(
            _unplaced(graph),
            "1 claim was left out, because it stands nowhere in the tree.",
            "{n} claims were left out, because they stand nowhere in the tree.",
        ),
    )


def discussions(values: Sequence[Any]) -> Iterator[DiscussionEntry]:
    """Yield the discussions whose graphs are given."""
    titles = _titles(values)
    for value in values:
        if is_graph(value):
            posts = list(_posts(value, {}))
            times = sorted(filter(None, (timestamp(post.created) for post in posts)))
            people = {post.account for post in posts} - {None}
            first, last = (times[0], times[-1]) if times else (None, None)
            yield DiscussionEntry(
                _key(value), titles.get(_key(value), ""), len(posts), len(people), first, last
            )


def _list(value: dict[str, Any], key: str) -> list[Any]:
    inner = value.get(key)
    return inner if isinstance(inner, list) else []


def _unplaced(graph: dict[str, Any]) -> int:
    """Return how many claims have words, and no place where they stand."""
    targets = {str(place.get("targetId")) for place in records_in(graph.get("locations"))}
    return sum(
        bool(_words(claim)) and str(claim.get("id")) not in targets - {"None"}
        for claim in records_in(graph.get("claims"))
    )


def _key(graph: dict[str, Any]) -> str:
    """Return the id of the discussion, with which the ids of its claims and locations begin."""
    place = next(
        place for place in _list(graph, "locations") if isinstance(place, dict) and "targetId" in place
    )
    return str(place["targetId"]).partition(".")[0]


def _titles(values: Sequence[Any]) -> dict[str, str]:
    titles = {}
    for value in values:
        discussion = value.get("discussion") if isinstance(value, dict) else None
        if isinstance(discussion, dict):
            titles[str(discussion.get("id"))] = str(discussion.get("title") or "")
    return titles


def _names(values: Sequence[Any]) -> dict[str, str]:
    people = (
        person
        for value in values
        if isinstance(value, dict)
        for key in PEOPLE
        for person in _list(value, key)
        if isinstance(person, dict)
    )
    return {str(person.get("id")): str(person["name"]) for person in people if person.get("name")}


def _posts(graph: dict[str, Any], names: dict[str, str]) -> Iterator[RawPost]:
    claims = {
        str(claim["id"]): claim
        for claim in _list(graph, "claims")
        if isinstance(claim, dict) and "id" in claim
    }
    places = [
        place
        for place in _list(graph, "locations")
        if isinstance(place, dict) and str(place.get("targetId")) in claims
    ]
    # The place where a claim was put first comes before those that link to it.
    places.sort(key=lambda place: place.get("isOrigin") is False)
    seen: set[str] = set()
    technical = {
        str(place["targetId"])
        for place in places
        if place.get("parentId") is None and not _words(claims[str(place["targetId"])])
    }
    for place in places:
        id = str(place["targetId"])
        if id in technical:
            continue
        claim = claims[id]
        parent = place.get("parentId")
        gone = Gone.DELETED if place.get("isDeleted") or claim.get("isDeleted") else None
        account = place.get("authorIdentityId") if id in seen else claim.get("authorIdentityId")
        created = (place if id in seen else claim).get("created")
        relation = place.get("relation")
        yield RawPost(
            f"c{id}@{place.get('id')}" if id in seen else f"c{id}",
            None if parent is None or str(parent) in technical else f"c{parent}",
            names.get(str(account)),
            _seconds(created),
            "" if gone else _words(claim),
            gone,
            None if account is None else str(account),
            label=LABELS.get(relation) if isinstance(relation, int) else None,
        )  # fmt: skip
        seen.add(id)


def _seconds(created: Any) -> str | float | None:
    """Return a time, which is in milliseconds since 1970 here, as others have it."""
    if isinstance(created, int | float):
        return created / 1000
    return created if isinstance(created, str) else None


def _words(claim: dict[str, Any]) -> str:
    return str(claim.get("text") or "").strip()
