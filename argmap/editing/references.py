"""What in a map names what, and so what a rename or a removal has to change with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.diagnostics import Edit, Removed
from argmap.editing.operations import Opened
from argmap.editing.parts import WITHOUT_ID, find, name_of
from argmap.editing.plan import EditPlan
from argmap.errors import ArgmapError
from argmap.location import Path
from argmap.model.base import counted
from argmap.model.document import MapDocument
from argmap.storage.edit import Pass, changed
from argmap.storage.files import current_limits

Reference = tuple[Path, str]
"""A place in a map that names something of it, and what it names."""


class WouldDangle(ArgmapError):
    """Taking something out would leave references to it behind."""


def renaming(map: MapDocument, old: str, new: str) -> Pass:
    """Return the changes that replace an id wherever it stands.

    Raises:
        ArgmapError: nothing has the old id.
    """
    section, index = find(map, old)
    if section in WITHOUT_ID:
        raise ArgmapError(f"{old!r} has no id that could be renamed")
    paths = [path for path, id in references(map) if id == old]
    return tuple(Edit(path, new) for path in ((section, index, "id"), *paths))


def renamed(opened: Opened, old: str, new: str) -> str:
    """Return the text with an id replaced wherever it stands.

    Raises:
        ArgmapError: nothing has the old id.
    """
    return changed(opened.text, [renaming(opened.map, old, new)], current_limits())


def references(map: MapDocument) -> Iterator[Reference]:
    """Yield every place in a map that names something of it, and what it names."""
    yield from _of_issues(map)
    for index, claim in enumerate(map.claims):
        if claim.answers is not None:
            yield ("claims", index, "answers"), claim.answers
    for index, relation in enumerate(map.relations):
        for number, premise in enumerate(relation.premises):
            yield ("relations", index, "premises", number), premise
        yield ("relations", index, "target"), relation.target
    for index, commitment in enumerate(map.commitments):
        yield ("commitments", index, "claim"), commitment.claim
        if commitment.condition_claim is not None:
            yield ("commitments", index, "if"), commitment.condition_claim
    yield from _of_questions(map)
    for index, breach in enumerate(map.breaches):
        if breach.relation is not None:
            yield ("breaches", index, "relation"), breach.relation
    yield from _expected(map)


def _of_issues(map: MapDocument) -> Iterator[Reference]:
    for index, issue in enumerate(map.issues):
        if issue.parent is not None:
            yield ("issues", index, "parent"), issue.parent
        if issue.outcome is not None and issue.outcome.thesis is not None:
            yield ("issues", index, "outcome", "thesis"), issue.outcome.thesis


def _of_questions(map: MapDocument) -> Iterator[Reference]:
    for index, question in enumerate(map.questions):
        if question.about is not None:
            yield ("questions", index, "about"), question.about
        for number, answer in enumerate(question.answered_by):
            if answer.claim is not None:
                yield ("questions", index, "answered_by", number, "claim"), answer.claim


def _expected(map: MapDocument) -> Iterator[Reference]:
    if map.expect is not None:
        for key in ("in", "out", "undecided"):
            names = getattr(map.expect, {"in": "accepted", "out": "rejected"}.get(key, key))
            for number, name in enumerate(names):
                yield ("expect", key, number), name


def dependants(map: MapDocument, names: Iterable[str]) -> tuple[str, ...]:
    """Return what would have to be removed with something: relations of which it is a premise or the target, and those that target these."""
    gone = set(names)
    while True:
        more = {
            relation.id
            for relation in map.relations
            if relation.id not in gone and (relation.target in gone or gone & set(relation.premises))
        }
        if not more:
            return tuple(sorted(gone - set(names)))
        gone |= more


def removed(opened: Opened, name: str, *, cascade: bool) -> tuple[str, tuple[str, ...]]:
    """Return the text without a part and what names it, and the names of all that goes.

    Raises:
        WouldDangle: something names it, and nobody said that it may go too.
    """
    changes, gone = removal(opened.map, name, cascade=cascade)
    return changed(opened.text, [changes], current_limits()), gone


def removal(map: MapDocument, name: str, *, cascade: bool) -> tuple[Pass, tuple[str, ...]]:
    """Return the changes that take out a part and what names it, and the names of all that goes.

    Raises:
        WouldDangle: something names it, and nobody said that it may go too.
    """
    place = find(map, name)
    if place[0] in WITHOUT_ID:
        return (Edit(place, Removed),), (name_of(map, *place),)
    others = dependants(map, [name])
    going = {name, *others}
    places = [find(map, id) for id in sorted(going)]
    named = [path for path, id in references(map) if id in going and path[:2] not in places]
    if (others or named) and not cascade:
        users = [*others, *(_user(map, path) for path in named if path[0] != "expect")]
        raise WouldDangle(
            f"{name!r} is named by {', '.join(dict.fromkeys(users)) or 'expect'}; --cascade removes them too"
        )
    paths = dict.fromkeys([*places, *(goes_with(map, path) for path in named)])
    return tuple(Edit(path, Removed) for path in paths if not _is_inside(path, paths)), tuple(sorted(going))


def _user(map: MapDocument, path: Path) -> str:
    """Return what to call the part that a reference stands in."""
    section, index = str(path[0]), path[1]
    return name_of(map, section, index) if isinstance(index, int) else section


def goes_with(map: MapDocument, path: Path) -> Path:
    """Return what goes with a reference: the key, or the record that says nothing without it.

    A stance on a condition that is gone would be one without a condition, and an outcome needs its thesis.
    """
    if path[0] in {"commitments", "breaches"}:
        return path[:2]
    if path[2:3] == ("outcome",):
        return path[:3]
    if path[2:3] == ("answered_by",):
        index, number = path[1], path[3]
        assert isinstance(index, int)  # noqa: S101 (`references` made the path)
        assert isinstance(number, int)  # noqa: S101
        return path if map.questions[index].answered_by[number].post is not None else path[:4]
    return path


def unquoting(map: MapDocument, name: str, number: int) -> EditPlan:
    """Return what takes one of the quotes of a part out of the map; the part itself stays.

    Args:
        map: the map.
        name: the part, as `find` knows it.
        number: which of its quotes, from 1.

    Raises:
        UnknownName: there is no such part.
        ArgmapError: it has no such quote.
    """
    section, index = find(map, name)
    count = len(getattr(getattr(map, section)[index], "quotes", ()))
    if not 1 <= number <= count:
        raise ArgmapError(f"{name!r} has {counted(count, 'quote')}, so there is no quote {number} to remove")
    place: Path = (section, index, "quotes")
    change = Edit((*place, number - 1) if count > 1 else place, Removed)
    return EditPlan(f"remove quote {number} of {name}", ((change,),))


def _is_inside(path: Path, others: Iterable[Path]) -> bool:
    return any(path != other and path[: len(other)] == other for other in others)
