"""A map as one Markdown page: outline, then every claim with its quotes, then the examples with references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.dialogue.moves import participant_names
from argmap.experiments.outcome import Outcome
from argmap.model.annotations import Commitment, Question
from argmap.model.annotator import name_of
from argmap.model.claim import Claim, Example, Reference
from argmap.model.quote import Quote
from argmap.model.scheme import schemes
from argmap.rendering.escape import escaped
from argmap.rendering.holders import (
    annotator_words,
    outcome_words,
    question_answered,
    question_asked,
    sense_words,
    stance_manner,
)
from argmap.rendering.outline_entry import OutlineNode, Role
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
        yield from (f"Annotated by {escaped(', '.join(name_of(one) for one in map.annotators))}.", "")
    if map.note:
        yield from (escaped(map.note), "")
    yield from ("## Outline", "", *_outline(entries), "")
    if study is not None:
        yield from ("## What the discussion shows", "", *report_markdown(report(scene, study)))
    issues = list(_issues(scene))
    if issues:
        yield from ("## Issues", "", *issues)
    yield from ("## Claims", "")
    for node in scene.nodes:
        if isinstance(node, Claim):
            yield from _claim(scene, node)
    if any(isinstance(node, Example) for node in scene.nodes):
        yield from ("## Examples", "")
    for node in scene.nodes:
        if isinstance(node, Example):
            yield from _example(scene, node)
    yield from _further(scene)
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


def _issues(scene: Scene) -> Iterator[str]:
    """Yield how the discussion of each issue ended, what was asked about it, and what annotators say of it."""
    map = scene.map
    for issue in map.issues:
        outcome = issue.outcome
        asked = scene.asked.get(issue.id, ())
        if issue.id not in scene.view.shown or not (outcome or asked or annotator_words(issue)):
            continue
        yield from (
            f"### {escaped(issue.label or issue.question)}",
            "",
            f"Issue `{issue.id}`: {escaped(issue.question)}",
            "",
        )
        if outcome is not None:
            words = outcome_words(map, outcome)
            yield from (f"It was {escaped(words)}." if outcome.thesis else "It was left open.", "")
            yield from _quotes(scene, outcome.quotes)
            if outcome.note:
                yield from (escaped(outcome.note), "")
        yield from _listed(_question(scene, question) for question in asked)
        yield from _remark(issue)


def _claim(scene: Scene, claim: Claim) -> Iterator[str]:
    yield from (
        f"### {escaped(claim.label or claim.id)}",
        "",
        f"{_kind(claim)} `{claim.id}`: {escaped(claim.text)}",
        "",
    )
    yield from _listed(f"In the sense of {escaped(sense)}." for sense in sense_words(claim))
    yield from _remark(claim)
    yield from _quotes(scene, claim.quotes)
    yield from _stances(scene, claim.id)
    yield from _listed(_question(scene, question) for question in scene.asked.get(claim.id, ()))
    yield from _listed(_reference(reference) for reference in claim.references)


def _kind(claim: Claim) -> str:
    if claim.is_thesis:
        return "Thesis"
    if claim.meta:
        return "Remark about the discussion"
    return "Implicit premise" if claim.implicit else "Claim"


def _stances(scene: Scene, claim: str) -> Iterator[str]:
    """Yield who holds a claim at the end, and each stance with its own words."""
    taken = scene.map.commitments_on.get(claim, ())
    if not taken:
        return
    numbers = scene.map.thread.numbers if scene.map.thread else {}
    people = participant_names(scene.map)
    held = scene.held(claim, most=None, longest=None)
    yield from (f"At the end: {escaped(held)}.", "")
    for c in sorted(
        taken, key=lambda c: (numbers.get(c.post, 0), c.participant, c.stance, repr(c.to_dict()))
    ):
        who = escaped(people.get(c.participant, c.participant))
        manner = escaped(stance_manner(scene.map, c))
        yield f"- {who} {c.stance} it in post {numbers.get(c.post, '?')}{manner}{_said(c)}."
    yield ""


def _question(scene: Scene, question: Question) -> str:
    answered = question_answered(scene.map, question)
    words = escaped(f"{question_asked(scene.map, question)}: {question.text} ({answered})")
    return f"{words}{_said(question)}"


def _said(item: Commitment | Question) -> str:
    """Return the words of the thread for a move and the annotators' remark on it, as what follows in a sentence."""
    said = "; ".join(f"“{escaped(quote.words)}”" for quote in item.quotes)
    remark = escaped(annotator_words(item).removesuffix("."))
    return f"{f': {said}' if said else ''}{f' ({remark})' if remark else ''}"


def _remark(item: object) -> Iterator[str]:
    words = annotator_words(item)
    if words:
        yield from (f"Annotators: {escaped(words)}", "")


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as a list with an empty line after it; nothing for no lines."""
    items = [f"- {line}" for line in lines]
    if items:
        yield from (*items, "")


def _further(scene: Scene) -> Iterator[str]:
    """Yield the questions about relations or nothing in particular, and what annotators say of relations."""
    placed = {*scene.map.issues_by_id, *scene.map.nodes}
    rest = [question for question in scene.map.questions if question.about not in placed]
    if rest:
        yield from ("## Further questions", "")
        yield from _listed(f"{f'About `{q.about}`: ' if q.about else ''}{_question(scene, q)}" for q in rest)
    remarks = [(relation.id, annotator_words(relation)) for relation in scene.relations]
    if any(words for _, words in remarks):
        yield from ("## Remarks on relations", "")
        yield from _listed(f"`{name}`: {escaped(words)}" for name, words in remarks if words)


def _example(scene: Scene, example: Example) -> Iterator[str]:
    yield from (f"### {escaped(example.name)}", "", f"Example `{example.id}`: {escaped(example.text)}", "")
    yield from _remark(example)
    yield from _quotes(scene, example.quotes)
    yield from _listed(_question(scene, question) for question in scene.asked.get(example.id, ()))
    yield from _listed(_reference(reference) for reference in example.references)
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
