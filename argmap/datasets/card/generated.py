"""The generated blocks of a card, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.datasets.card.facts import CardFacts
from argmap.datasets.package.licences import NOT_STATED, license_name
from argmap.lint.catalogue import rule_names, rule_summaries
from argmap.model.base import counted
from argmap.readings.agreement import Measured

SHOWN = 5
"""Findings of one rule that are shown with their places."""


def generated(facts: CardFacts, license: str | None) -> dict[str, str]:
    """Return the content of every generated block, by name.

    Args:
        facts: what was counted.
        license: the licence of the maps.
    """
    made = {
        "counts": _counts(facts),
        "languages": _languages(facts),
        "annotators": _annotators(facts),
        "agreement": _agreement(facts),
        "splits": _splits(facts),
        "licences": _licences(facts, license),
        "limits": _limits(facts),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table; numbers are set flush right."""
    rows = [[*row] for row in rows]
    right = [all(isinstance(row[column], int | float) for row in rows) for column in range(len(head))]
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---:' if number else '---' for number in right)}|"
    for row in rows:
        yield f"| {' | '.join(cell(str(each)) for each in row)} |"


def cell(text: str) -> str:
    """Return a text that is one cell, whatever is in it.

    Example:
        >>> cell("a | b <!-- c")
        'a \\\\| b &lt;!-- c'
    """
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _counts(facts: CardFacts) -> Iterator[str]:
    counts = facts.content.rows
    yield from table(
        ["what", "number", "of these"],
        [
            ("maps", counts["maps"], ""),
            (
                "threads",
                len({thread.thread for thread in facts.content.threads}),
                _listed(facts.kinds_of_source),
            ),
            ("posts", counts["posts"], f"without words: {_listed(facts.absent)}" if facts.absent else ""),
            ("participants", counts["participants"], "counted in each map"),
            ("claims", counts["claims"], f"{facts.implicit} implicit premises"),
            ("relations", counts["relations"], _listed(facts.kinds)),
            ("stances", counts["stances"], _listed(facts.stances)),
            ("quotes", counts["quotes"], ""),
            ("questions", counts["questions"], ""),
        ],
    )
    if facts.times:
        yield from (
            "",
            f"The posts that have a time were written from {facts.times[0]} to {facts.times[-1]}.",
        )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(
        f"{number} {name}" for name, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def _languages(facts: CardFacts) -> Iterator[str]:
    rows = [
        (name, counts["maps"], counts["posts"], counts["claims"])
        for name, counts in sorted(facts.languages.items(), key=lambda each: (-each[1]["maps"], each[0]))
    ]
    yield from table(["language of the map", "maps", "posts", "claims"], rows)


def _annotators(facts: CardFacts) -> Iterator[str]:
    names = [*facts.content.annotators]
    yield f"Annotators: {cell(', '.join(names))}." if names else "The maps name no annotators."


def _agreement(facts: CardFacts) -> Iterator[str]:
    result = facts.agreement
    if result is None:
        yield "No folder holds several readings of a thread, so agreement was not measured."
    else:
        yield f"{counted(len(result.readings), 'reading')} of {counted(len(result.threads), 'thread')} were compared."
        yield ""
        yield from table(
            ["what", "coefficient", "value", "95 % interval", "units"],
            [
                (each.name, str(each.coefficient), _value(each.value), _interval(each), each.units)
                for each in result.measures
            ],
        )
        yield ""
        yield f"1 is full agreement. Intervals are from {result.resamples} draws of {result.resampled} (seed {result.seed})."
    for file in facts.unread:
        yield from ("", f"Not compared, because it has errors: {cell(file)}.")


def _value(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _interval(measured: Measured) -> str:
    if measured.low is None or measured.high is None:
        return measured.why or "-"
    return f"{measured.low:.2f} to {measured.high:.2f}"


def _splits(facts: CardFacts) -> Iterator[str]:
    splits: Mapping[str, Mapping[str, int]] = facts.content.splits
    if not splits:
        yield "The dataset has no splits."
        return
    yield from table(
        ["split", "maps", "posts"],
        [(name, counts["maps"], counts["posts"]) for name, counts in splits.items()],
    )
    yield from ("", "Maps that share a thread, or the words of a post, are in one split.")


def _licences(facts: CardFacts, license: str | None) -> Iterator[str]:
    yield from (f"The maps: {cell(license_name(license))}.", "")
    yield from table(
        ["map", "thread", "licence of its posts", "words are here", "source"],
        [
            (
                thread.map,
                thread.title,
                thread.license or NOT_STATED,
                "yes" if thread.has_words else "no",
                thread.url or "",
            )
            for thread in facts.content.threads
        ],
    )


def _limits(facts: CardFacts) -> Iterator[str]:
    """Yield what the rules find, and which numbers are small."""
    absent = sum(facts.absent.values())
    if absent:
        yield f"- {absent} of {facts.content.rows['posts']} posts are here without their words."
    if facts.agreement is None:
        yield "- No thread was read by several annotators, so nobody knows how far others would read it alike."
    by_code: dict[str, list[str]] = {}
    for finding in facts.findings:
        by_code.setdefault(finding.code, []).append(finding.message)
    names, summaries = rule_names(), rule_summaries()
    for code, messages in sorted(by_code.items()):
        yield f"- {code} {names[code]} ({len(messages)}): {cell(summaries[code])}"
        yield from (f"    - {cell(message)}" for message in messages[:SHOWN])
        if len(messages) > SHOWN:
            yield f"    - and {len(messages) - SHOWN} more"
    if not facts.findings:
        yield "- `argmap dataset check` finds nothing."
