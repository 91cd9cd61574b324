"""A map as one Markdown page: outline, then every claim with its quotes, then the examples with references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.experiments.outcome import Outcome
from argmap.model.claim import Claim, Example, Reference
from argmap.model.quote import Quote
from argmap.model.scheme import schemes
from argmap.rendering.escape import escaped
from argmap.rendering.outline import OutlineNode, Role
from argmap.rendering.plot.measures import rows
from argmap.rendering.report.verdicts import verdict_lines
from argmap.rendering.report.write import report, report_markdown
from argmap.rendering.scene import Scene
from argmap.rendering.text.tree import DEEPEST, level_mark, remarks, sign
from argmap.study import Study


def markdown_page(scene: Scene, entries: Iterable[OutlineNode], study: Study | None = None) -> str:
    """Return the page, with the report of a study if there is one."""
    return "\n".join(_lines(scene, entries, study)).rstrip() + "\n"


def outline_markdown(entries: Iterable[OutlineNode]) -> str:
    """Return the outline as nested Markdown lists."""
    return "".join(f"{line}\n" for line in _outline(entries))


def _lines(scene: Scene, entries: Iterable[OutlineNode], study: Study | None) -> Iterator[str]:
    map = scene.map
    yield from (f"# {escaped(map.title)}", "")
    if map.annotators:
        yield from (f"Annotated by {escaped(', '.join(map.annotators))}.", "")
    if map.note:
        yield from (escaped(map.note), "")
    yield from ("## Outline", "", *_outline(entries), "")
    if study is not None:
        yield from ("## What the discussion shows", "", *report_markdown(report(scene, study)))
    yield from ("## Claims", "")
    for node in scene.nodes:
        if isinstance(node, Claim):
            yield from _claim(scene, node)
    if any(isinstance(node, Example) for node in scene.nodes):
        yield from ("## Examples", "")
    for node in scene.nodes:
        if isinstance(node, Example):
            yield from _example(scene, node)
    yield from _schemes(scene)


def _outline(entries: Iterable[OutlineNode]) -> Iterator[str]:
    for top in entries:
        for depth, entry in top.walk():
            yield f"{'  ' * min(depth, DEEPEST)}- {level_mark(depth)}{_item(entry)}"


def _item(entry: OutlineNode) -> str:
    text = escaped(entry.text)
    if entry.role in {Role.ISSUE, Role.THESIS}:
        text = f"**{text}**"
    elif entry.role in {Role.RELATION, Role.IMPLICIT}:
        text = f"*{text}*"
    shown = [escaped(remark) for remark in remarks(entry)]
    return " ".join(part for part in (sign(entry), entry.glyph, text, *shown) if part)


def _claim(scene: Scene, claim: Claim) -> Iterator[str]:
    kind = "Thesis" if claim.is_thesis else "Implicit premise" if claim.implicit else "Claim"
    yield from (
        f"### {escaped(claim.label or claim.id)}",
        "",
        f"{kind} `{claim.id}`: {escaped(claim.text)}",
        "",
    )
    yield from _quotes(scene, claim.quotes)
    stances = [c for c in scene.map.commitments if c.claim == claim.id]
    numbers = scene.map.thread.numbers if scene.map.thread else {}
    people = scene.map.thread.participants_by_id if scene.map.thread else {}
    for c in sorted(stances, key=lambda c: (numbers[c.post], c.participant, c.stance)):
        yield f"- {escaped(people[c.participant].name)} {c.stance} it in post {numbers[c.post]}."
    if stances:
        yield ""


def _example(scene: Scene, example: Example) -> Iterator[str]:
    yield from (f"### {escaped(example.name)}", "", f"Example `{example.id}`: {escaped(example.text)}", "")
    yield from _quotes(scene, example.quotes)
    yield from (f"- {_reference(reference)}" for reference in example.references)
    if example.references:
        yield ""
    outcome = scene.marks.outcomes.get(example.id)
    if outcome is not None:
        yield from _measured(scene, example, outcome)


def _measured(scene: Scene, example: Example, outcome: Outcome) -> Iterator[str]:
    """Yield the outcome of an experiment: a table of its measures, and what they say about the relations of the example."""
    yield from (f"Experiment `{outcome.name}`: {escaped(outcome.headline)}.", "")
    if outcome.result is not None:
        yield from ("| measure | measured | expected | |", "|---|---|---|---|")
        for row in rows(outcome.result):
            yield f"| {' | '.join(map(escaped, row))} |"
        yield ""
    said = verdict_lines(scene.map, example.id, outcome)
    yield from (f"- {escaped(line)}" for line in said)
    if said:
        yield ""


def _quotes(scene: Scene, quotes: Iterable[Quote]) -> Iterator[str]:
    for quote in quotes:
        number = scene.map.thread.numbers[quote.post] if scene.map.thread else 0
        yield from (f"> {escaped(quote.words)} (post {number})", "")


def _reference(reference: Reference) -> str:
    year = f"({reference.year})" if reference.year else ""
    who = " ".join(part for part in (escaped(reference.authors or ""), year) if part)
    parts = [
        who,
        f"*{escaped(reference.title)}*",
        escaped(reference.venue or ""),
        escaped(reference.where or ""),
    ]
    return ", ".join(part for part in parts if part) + "." + _address(reference.url)


def _address(url: str | None) -> str:
    if url is None:
        return ""
    # What cannot stand between angle brackets is not a working address: it is shown as text.
    return f" <{url}>" if re.fullmatch(r"[^\s<>]+", url) else f" {escaped(url)}"


def _schemes(scene: Scene) -> Iterator[str]:
    used = sorted({r.scheme for r in scene.relations if r.scheme is not None})
    if used:
        yield from ("## Schemes and their critical questions", "")
    for name in used:
        known = schemes()[name]
        yield from (f"### {escaped(known.name)}", "")
        relations = ", ".join(f"`{r.id}`" for r in scene.relations if r.scheme == name)
        yield from (f"In use at {relations}. {escaped(known.summary)}", "")
        yield from (f"- {escaped(question.text)}" for question in known.questions)
        yield ""
