"""What to tell somebody who has just changed a map: what is wrong with the part that they changed, and no more.

A map is built piece by piece. That a new claim is connected to nothing yet is no news to whoever is about to connect
it; `argmap check` says it when the map is finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.location import Path
from argmap.model.base import Record
from argmap.model.document import MapDocument

SECTIONS = ("issues", "claims", "examples", "relations", "commitments", "questions", "stages", "breaches")

UNFINISHED = frozenset({
    "AM203",  # disconnected-claim
    "AM204",  # thesis-without-reason
    "AM205",  # idle-example
    "AM208",  # unanswered-issue
    "AM210",  # unchallenged-thesis
    "AM214",  # issue-without-exclusive
    "AM223",  # unused-conclusion
    "AM406",  # one-sided-example
    "AM503",  # unanswered-objection
    "AM504",  # unanswered-question
    "AM508",  # unused-post
    "AM520",  # unheld-condition
    "AM524",  # unexplained-denial
    "AM525",  # unmarked-doubt
})  # fmt: skip
"""Rules that say what a map lacks: whoever is building it may be about to add that."""


def content(finding: Diagnostic) -> tuple[str, str]:
    """Return what a finding says, wherever it says it."""
    return finding.code, finding.message


def news(
    before: MapDocument,
    after: MapDocument | None,
    old: Iterable[Diagnostic],
    new: Iterable[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Return the findings that a change has made: every error, and of the rest what is about the changed parts.

    Args:
        before: the map before the change.
        after: the map after it; None if it has faults.
        old: what was found in it before.
        new: what is found in it now.
    """
    known = {content(finding) for finding in old}
    fresh = [finding for finding in new if content(finding) not in known]
    if after is None:
        return tuple(fresh)
    places = set(changed_parts(before, after))
    names = {f"{id!r}" for path in places if (id := getattr(_part(after, path), "id", None)) is not None}
    return tuple(
        finding
        for finding in fresh
        if finding.severity is Severity.ERROR
        or (
            finding.code not in UNFINISHED
            and (
                finding.location.path[:2] in places
                or finding.location.path[:1] in places
                or any(name in finding.message for name in names)
            )
        )
    )


def changed_parts(before: MapDocument, after: MapDocument) -> Iterator[Path]:
    """Yield the places in a map of what is new in it or other than before; of the map's own fields, their keys."""
    for section in SECTIONS:
        olds: defaultdict[object, list[Record]] = defaultdict(list)
        for old in getattr(before, section):
            olds[_key(old)].append(old)
        for index, item in enumerate(getattr(after, section)):
            if item not in olds[_key(item)]:
                yield section, index
    for field in type(after).model_fields:
        if field not in (*SECTIONS, "thread") and getattr(before, field) != getattr(after, field):
            yield (field,)
    if before.thread != after.thread:
        yield ("thread",)


def _key(item: Record) -> object:
    """Return what equal items share, so that an item of a large map is compared with few others."""
    return getattr(item, "id", None) or getattr(item, "claim", None)


def _part(map: MapDocument, path: Path) -> object:
    part: object = map
    for step in path:
        part = getattr(part, step) if isinstance(step, str) else part[step]  # type: ignore[index]
    return part
