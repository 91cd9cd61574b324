"""A card for every claim and example: what it says, where it stands in the thread, what bears on it and what it bears on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.model.claim import Claim
from argmap.model.example import Example, Reference
from argmap.model.quote import Quote, find_quote
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import schemes
from argmap.rendering.breaches import breaches_on_relation
from argmap.rendering.page.markup import (
    attribute,
    element,
    glyph,
    items,
    node_link,
    post_link,
    said,
    side_number,
    text,
)
from argmap.rendering.page.reading import breach_html
from argmap.rendering.picture.nodes import kind_of
from argmap.rendering.plot.measures import rows
from argmap.rendering.report.naming import label_word
from argmap.rendering.scene import Scene

CONTEXT = 90
"""Characters of a post shown on either side of a quote."""

TOWARDS = {
    RelationKind.SUPPORT: "Supported by",
    RelationKind.ATTACK: "Attacked by",
    RelationKind.UNDERCUT: "The step is undercut by",
    RelationKind.REPHRASE: "In other words",
}
FROM = {
    RelationKind.SUPPORT: "Supports",
    RelationKind.ATTACK: "Attacks",
    RelationKind.UNDERCUT: "Undercuts the step to",
    RelationKind.REPHRASE: "Says in other words",
}


def cards(scene: Scene, points: tuple[CriticalPoint, ...]) -> Iterator[str]:
    """Yield the card of every claim and example that is shown."""
    by_step: dict[str, list[CriticalPoint]] = {}
    for point in points:
        by_step.setdefault(point.step, []).append(point)
    for node in scene.nodes:
        yield _card(scene, node, by_step)


def _card(scene: Scene, node: Claim | Example, points: dict[str, list[CriticalPoint]]) -> str:
    map, rank = scene.map, scene.rank(node.id)
    side = "takes no one side" if rank is None else text(_thesis(scene, rank))
    told = [
        f'<p class="kind b{side_number(scene, node.id)}">{glyph(scene, node.id)} {kind_of(node).upper()} · {side}</p>'
    ]
    told.append(element("h2", text(said(node)), id=f"h-{node.id}"))
    told += _facts(scene, node)
    told += _quotes(scene, node)
    told += _list(
        "Reasons and objections", [_incoming(scene, r, points) for r in map.incoming.get(node.id, ())]
    )
    used = [r for r in map.relations if node.id in r.premises]
    told += _list("What it is used for", [_outgoing(scene, r, node.id) for r in used])
    if isinstance(node, Example):
        told += _evidence(scene, node)
    told.append('<p class="do"><button type="button" data-do="copy">Copy as citation</button></p>')
    people = sorted(
        {c.participant for c in map.commitments if c.claim == node.id} | _quoted_people(scene, node)
    )
    used_schemes = sorted({r.scheme for r in (*map.incoming.get(node.id, ()), *used) if r.scheme})
    numbers = map.thread.numbers if map.thread else {}
    posts = sorted(
        {numbers[q.post] for q in node.quotes}
        | {numbers[c.post] for c in map.commitments if c.claim == node.id}
    )
    data = {
        "kind": kind_of(node),
        "side": side_number(scene, node.id),
        "people": " ".join(people),
        "schemes": " ".join(used_schemes),
        "post": str(posts[0]) if posts else "0",
        "status": str(scene.marks.status.get(node.id, "")),
    }
    attributes = "".join(f' data-{key}="{attribute(value)}"' for key, value in data.items() if value)
    return f'<article class="card" id="c-{node.id}" aria-labelledby="h-{node.id}"{attributes}>{"".join(told)}</article>\n'


def _thesis(scene: Scene, rank: int) -> str:
    thesis = next(name for name, place in scene.ranks.items() if place == rank)
    node = scene.map.nodes[thesis]
    return (node.label or node.text) if isinstance(node, Claim) else thesis


def _quoted_people(scene: Scene, node: Claim | Example) -> set[str]:
    posts = scene.map.thread.posts_by_id if scene.map.thread else {}
    return {author for quote in node.quotes if (author := posts[quote.post].author)}


def _facts(scene: Scene, node: Claim | Example) -> Iterator[str]:
    status = scene.marks.status.get(node.id)
    if status is not None:
        yield element(
            "p",
            text(f"{label_word(status).capitalize()} under grounded semantics."),
            class_=f"status {status}",
        )
    if isinstance(node, Claim) and node.implicit:
        yield "<p>Nobody says it: an unstated premise.</p>"
    agreed = scene.agreed.get(node.id, ())
    if agreed:
        yield element("p", text(f"Accepted by {' and '.join(agreed)}."))
    yield from (element("p", text(f"It is {doubt}.")) for doubt in scene.doubts.get(node.id, ()))
    granted = ", ".join(map(str, scene.grants.get(node.id, ())))
    if granted:
        yield element("p", text(f"Conceded by {granted}."))


def _quotes(scene: Scene, node: Claim | Example) -> Iterator[str]:
    if node.quotes and scene.map.thread is not None:
        yield "<h3>In the thread</h3>"
        yield from (_quote(scene, quote) for quote in node.quotes)


def _quote(scene: Scene, quote: Quote) -> str:
    thread = scene.map.thread
    assert thread is not None  # noqa: S101 (the caller has looked)
    post, whole = thread.posts_by_id[quote.post], thread.text_of(quote.post)
    places = find_quote(quote, whole)
    start, end = (places[0].start, places[0].end) if places else (0, 0)
    before, words, after = whole[:start], whole[start:end] or quote.exact, whole[end:]
    before = f"…{before[-CONTEXT:]}" if len(before) > CONTEXT else before
    after = f"{after[:CONTEXT]}…" if len(after) > CONTEXT else after
    people = thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    shown = f"{text(before)} <mark>{text(words)}</mark> {text(after)}".strip()
    cite = f"<cite>{text(who)}, post {post_link(scene.map, quote.post)}</cite>"
    return f"<blockquote><p>{shown}</p>{cite}</blockquote>"


def _list(heading: str, parts: list[str]) -> Iterator[str]:
    if parts:
        yield f"<h3>{heading} ({len(parts)})</h3>"
        yield element(
            "ul", "".join(parts), class_="steps in" if heading.startswith("Reasons") else "steps out"
        )


def _incoming(scene: Scene, relation: Relation, points: dict[str, list[CriticalPoint]]) -> str:
    premises = items(node_link(scene, premise) for premise in relation.premises)
    word = TOWARDS[relation.kind] + (" (together)" if relation.is_linked else "")
    below = [
        f'<div class="undercut"><span>{TOWARDS[u.kind]}</span>{items(node_link(scene, p) for p in u.premises)}</div>'
        for u in scene.map.incoming.get(relation.id, ())
    ]
    return f'<li class="{relation.kind}"><span>{word}</span>{premises}{"".join(below)}{_scheme(relation, points)}{_charged(scene, relation)}</li>'


def _charged(scene: Scene, relation: Relation) -> str:
    return "".join(map(breach_html, breaches_on_relation(scene.map, relation.id)))


def _scheme(relation: Relation, points: dict[str, list[CriticalPoint]]) -> str:
    """Return the scheme of a step, and those of its critical questions that somebody raised."""
    if relation.scheme not in schemes():
        return ""
    known = schemes()[relation.scheme or ""]
    raised = [point for point in points.get(relation.id, []) if point.state is not QuestionStatus.UNASKED]
    asked = items(f"{text(point.text)} <em>{point.state}</em>" for point in raised)
    return f'<span class="by"><a href="#s={relation.scheme}">{text(known.name)}</a></span>{asked}'


def scheme_cards(scene: Scene) -> Iterator[str]:
    """Yield a card for every scheme in use, with its critical questions."""
    for name in sorted({r.scheme for r in scene.relations if r.scheme in schemes()}, key=str):
        known = schemes()[name or ""]
        asked = items(text(question.text) for question in known.questions)
        yield (
            f'<article class="scheme" id="s-{name}"><h2>{text(known.name)}</h2><p>{text(known.summary)}</p>'
            f"<h3>Critical questions</h3>{asked}</article>"
        )


def _outgoing(scene: Scene, relation: Relation, node: str) -> str:
    step = scene.map.relations_by_id.get(relation.target)
    target = step.target if step is not None else relation.target
    others = [premise for premise in relation.premises if premise != node]
    linked = (
        f"<span>together with</span>{items(node_link(scene, other) for other in others)}" if others else ""
    )
    return f'<li class="{relation.kind}"><span>{FROM[relation.kind]}</span><ul><li>{node_link(scene, target)}</li></ul>{linked}</li>'


def _evidence(scene: Scene, example: Example) -> Iterator[str]:
    outcome = scene.marks.outcomes.get(example.id)
    if outcome is not None:
        yield f"<h3>Measured</h3><p><strong>{text(outcome.headline)}</strong></p>"
        if outcome.result is not None:
            body = "".join(
                f"<tr><td>{text(name)}</td><td>{text(value)}</td><td>{text(expected)}</td><td>{'✓' if word == 'as expected' else '×'}</td></tr>"
                for name, value, expected, word in rows(outcome.result)
            )
            head = "<tr><th>measure</th><th>measured</th><th>expected</th><th><span class=vh>as expected</span></th></tr>"
            yield f'<div class="wide"><table>{head}{body}</table></div>'
        if outcome.summary is not None:
            yield f"<p>What it does not show: {text(outcome.summary.shows_not)}</p>"
    if example.references:
        yield "<h3>References</h3>"
        yield items(_reference(reference) for reference in example.references)


def _reference(reference: Reference) -> str:
    year = f"({reference.year})" if reference.year else ""
    parts = [
        f"{reference.authors or ''} {year}".strip(),
        reference.title,
        reference.venue or "",
        reference.where or "",
    ]
    told = text(", ".join(part for part in parts if part))
    if reference.url is None:
        return told
    # A web address by the model (http or https): nothing that a browser would run.
    return f'{told} <a href="{attribute(reference.url)}" rel="noopener noreferrer">{text(reference.url)}</a>'
