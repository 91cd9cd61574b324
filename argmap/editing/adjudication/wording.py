"""Items in words, for whoever decides: what each reading says, and in which fields they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.editing.adjudication.gathering import GatheredReadings, ReadingItem, Version

SINGULAR: Mapping[str, str] = {
    "issues": "issue",
    "claims": "claim",
    "examples": "example",
    "relations": "relation",
    "questions": "question",
    "commitments": "stance",
    "stages": "stage",
    "breaches": "breach",
}
"""What one item of each list is called."""

MAIN = ("question", "name", "text", "why")
TOLD = frozenset(
    {"id", "premises", "target", "kind", "quotes", "participant", "post", "claim", "stance", *MAIN}
)
"""Fields that a sentence of its own says."""


def title(item: ReadingItem) -> str:
    """Return what an item is called: what it is, and its id in each reading where these differ."""
    ids = dict.fromkeys(item.ids.values())
    name = item.key if len(ids) == 1 else " = ".join(ids)
    return f"{SINGULAR[item.section]} {name}"


def lines(item: ReadingItem, reading: str, gathered: GatheredReadings) -> Iterator[str]:
    """Yield what a reading says of an item, line by line.

    Args:
        item: the item.
        reading: the name of a reading that has it.
        gathered: where the parts that it names are found.
    """
    version = item.versions[reading]
    match item.section:
        case "relations":
            yield from _relation(version, reading, gathered)
        case "commitments":
            claim = sentence(version["claim"], reading, gathered)
            yield f"{version['participant']} {version['stance']} in {version['post']}: {claim}"
        case "stages":
            yield f"{version['stage']}: {', '.join(version['posts'])}"
        case "breaches":
            yield f"breaks {version['breaks']}"
    for name in MAIN:
        if name in version:
            yield str(version[name])
    for quote in version.get("quotes", ()):
        yield f"“{_words(quote)}” ({quote['post']})"
    for name, value in version.items():
        if (
            name not in TOLD
            and not (item.section == "stages" and name in {"stage", "posts"})
            and name != "breaks"
        ):
            yield f"{'on condition' if name == 'if' else name}: {_plain(value)}"


def compared_lines(item: ReadingItem, reading: str, gathered: GatheredReadings) -> list[tuple[str, bool]]:
    """Return what a reading says of an item, line by line, each with whether another reading that has the item does not say it."""
    others = [set(lines(item, other, gathered)) for other in item.versions if other != reading]
    return [(line, not all(line in other for other in others)) for line in lines(item, reading, gathered)]


def sentence(key: str, reading: str, gathered: GatheredReadings) -> str:
    """Return the words of a part, as a reading has them if it has it."""
    item = gathered.by_key.get(key)
    if item is None:
        return key
    version = item.versions.get(reading) or next(iter(item.versions.values()))
    if item.section == "relations":
        return f"the relation {key}"
    return str(version.get("question") or version.get("text") or version.get("name") or key)


def _relation(version: Version, reading: str, gathered: GatheredReadings) -> Iterator[str]:
    for number, premise in enumerate(version["premises"]):
        yield f"{'and: ' if number else ''}{sentence(premise, reading, gathered)}"
    yield f"{version['kind']}: {sentence(version['target'], reading, gathered)}"


def _words(quote: Mapping[str, Any]) -> str:
    exact = quote.get("exact")
    if exact is None:
        return f"characters {quote.get('at')}"
    return exact if isinstance(exact, str) else " … ".join(exact)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_plain(item) for item in value)
    return str(value)
