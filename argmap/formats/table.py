"""What each format can carry, as a table that is made from what the formats declare."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.formats.registry import FORMATS
from argmap.result import Result

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "claims": "claims.text",
        "linked premises": "relations.premises",
        "undercuts": "relations.kind=undercut",
        "rephrases": "relations.kind=rephrase",
        "implicit premises": "claims.implicit",
        "schemes": "relations.scheme",
        "critical questions": "relations.question",
        "participants": "thread.participants.name",
        "posts": "thread.posts.text",
        "stances": "commitments.stance",
        "quotes": "claims.quotes.exact",
        "weights": "relations.weight",
        "references": "claims.references",
        "issues": "issues.question",
        "experiments": "examples.experiment",
    }
)
"""What people ask of a format, and the field of a map that says whether it has it."""


@dataclass(frozen=True, slots=True)
class FormatRow(Result):
    """A format: whether it is read and written, what it carries of `FEATURES`, and what of that only argmap sees."""

    name: str
    title: str
    reads: bool
    writes: bool
    carries: tuple[str, ...]
    hidden: tuple[str, ...] = ()

    def sign(self, feature: str) -> str:
        """Return how a table shows whether the format carries something; "" if it does not."""
        return "" if feature not in self.carries else "◦" if feature in self.hidden else "•"


def carried(carries: Collection[str], path: str) -> bool:
    """Return whether a field is among what a format carries, alone or with all that is around it."""
    if "*" in carries or path in carries:
        return True
    parts = path.partition("=")[0].split(".")
    return any(".".join(parts[:length]) in carries for length in range(1, len(parts) + 1))


def rows() -> tuple[FormatRow, ...]:
    """Return every format, by name."""
    return tuple(
        FormatRow(
            name,
            known.title,
            known.read is not None,
            known.write is not None,
            tuple(feature for feature, path in FEATURES.items() if carried(known.carries, path)),
            tuple(
                feature
                for feature, path in FEATURES.items()
                if known.native is not None and not carried(known.native, path)
            ),
        )
        for name, known in FORMATS.available()
    )


def table() -> str:
    """Return the table as text: a line for each format, and a sign for each thing that it carries."""
    numbered = dict(enumerate(FEATURES, start=1))
    made = rows()
    width = max(len(row.name) for row in made)
    columns = [max(2, len(str(number))) for number in numbered]
    lines = [
        f"{'':{width}}  in out  "
        + " ".join(f"{number:>{w}}" for number, w in zip(numbered, columns, strict=True))
    ]
    for row in made:
        signs = (f"{row.sign(feature) or '-':>{w}}" for feature, w in zip(FEATURES, columns, strict=True))
        lines.append(
            f"{row.name:{width}}  {'•' if row.reads else '-':>2} {'•' if row.writes else '-':>3}  {' '.join(signs)}"
        )
    key = [f"  {number:>2} {feature}" for number, feature in numbered.items()]
    titles = [f"  {row.name:{width}}  {row.title}" for row in made]
    return (
        "\n".join(
            [
                *lines,
                "",
                "in: argmap reads it; out: argmap writes it; ◦: kept in a place that other programs pass over",
                *key,
                "",
                *titles,
            ]
        )
        + "\n"
    )


def markdown_table() -> str:
    """Return the table as Markdown, for the documentation."""
    head = f"| format | read | written | {' | '.join(FEATURES)} |"
    rule = f"|---|:-:|:-:|{':-:|' * len(FEATURES)}"
    lines = [
        f"| `{row.name}` | {_sign(row.reads)} | {_sign(row.writes)} | "
        + " | ".join(row.sign(feature) for feature in FEATURES)
        + " |"
        for row in rows()
    ]
    return "\n".join([head, rule, *lines]) + "\n"


def _sign(yes: bool) -> str:
    return "•" if yes else ""
