"""What can be chosen in a form: parts of the map in the order in which an annotator will want them, schemes, people."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.editing.guided.form import Choice, Occasion
from argmap.model.base import shortened
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import ENDPOINTS, NodeKind, Relation, RelationKind
from argmap.model.scheme import Scheme, schemes

NONE = "-"
"""The value of a choice that chooses nothing."""

DOES = {
    RelationKind.SUPPORT: "is a reason for",
    RelationKind.ATTACK: "is an objection to",
    RelationKind.UNDERCUT: "denies that the step holds:",
    RelationKind.REPHRASE: "says the same as",
    RelationKind.EXPLAINS: "explains why",
}


def sentence(words: str) -> str:
    """Return words as a sentence to begin with."""
    folded = " ".join(words.split()).rstrip(",;:–—- ")
    if not folded:
        return ""
    ends = folded.endswith((".", "!", "…", "?", "。", "！", "？", "؟", ".”", '."', ".)"))
    return folded[0].upper() + folded[1:] + ("" if ends else ".")


def question(words: str) -> str:
    """Return words as a question to begin with."""
    folded = sentence(words)
    return folded if folded.endswith(("?", "？", "؟")) or not folded else f"{folded.rstrip('.!…。！')}?"


def claims(occasion: Occasion, *, examples: bool = False, but: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Return the claims of a map, those first that the annotator looks at and that stand near the chosen words."""
    map, left_out = occasion.map, set(but)
    near = _near(occasion)
    nodes: list[Claim | Example] = [*map.claims, *(map.examples if examples else ())]
    nodes = [node for node in nodes if node.id not in left_out]
    order = {node.id: number for number, node in enumerate(nodes)}
    nodes.sort(key=lambda node: (near.index(node.id) if node.id in near else len(near), -order[node.id]))
    return tuple(Choice(node.id, node.text, _detail(map, node.id)) for node in nodes)


def _near(occasion: Occasion) -> list[str]:
    """Return the nodes to list first: looked at, quoted in the answered post, quoted in this one."""
    first = [occasion.looked_at] if occasion.looked_at is not None else []
    for post in (occasion.post.reply_to, occasion.post.id):
        first += [node.id for node in occasion.map if any(quote.post == post for quote in node.quotes)]
    return list(dict.fromkeys(first))


def _detail(map: ArgumentMap, node: str) -> str:
    claim = next((claim for claim in map.claims if claim.id == node), None)
    if claim is None:
        return "example"
    marks = ["thesis"] * claim.is_thesis + ["implicit"] * claim.implicit + ["remark"] * claim.meta
    return ", ".join(marks)


def relations(occasion: Occasion, *, inferences: bool = True) -> tuple[Choice, ...]:
    """Return the relations of a map, that at which the annotator looks first, then the newest."""
    chosen = [r for r in reversed(occasion.map.relations) if r.kind.is_argument or not inferences]
    looked_at = occasion.looked_at
    chosen.sort(key=lambda r: looked_at not in {r.id, *r.premises, r.target})
    return tuple(Choice(r.id, relation_text(occasion.map, r), r.scheme or "") for r in chosen)


def relation_text(map: ArgumentMap, relation: Relation, longest: int = 60) -> str:
    """Return a relation in words."""
    premises = " + ".join(_said(map, premise, longest) for premise in relation.premises)
    return f"{premises} {DOES[relation.kind]} {_said(map, relation.target, longest)}"


def _said(map: ArgumentMap, name: str, longest: int) -> str:
    return f"“{shortened(map.nodes[name].text, longest)}”" if name in map.nodes else f"the step {name}"


def targets(occasion: Occasion, kind: RelationKind, but: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Return what a relation of a kind can end on."""
    allowed = ENDPOINTS[kind][1]
    listed = (
        claims(occasion, examples=NodeKind.EXAMPLE in allowed, but=but) if NodeKind.CLAIM in allowed else ()
    )
    return (*listed, *relations(occasion)) if NodeKind.RELATION in allowed else listed


def issues(occasion: Occasion) -> tuple[Choice, ...]:
    """Return the issues of a map, the newest first."""
    return tuple(Choice(issue.id, issue.question) for issue in reversed(occasion.map.issues))


def asked(occasion: Occasion) -> tuple[Choice, ...]:
    """Return the questions of a map that others asked before, those first that nobody answered."""
    numbers, here = occasion.thread.numbers, occasion.thread.numbers[occasion.post.id]
    earlier = [q for q in occasion.map.questions if numbers.get(q.post, 0) <= here]
    earlier.sort(
        key=lambda q: (bool(q.answered_by), q.to not in {None, occasion.post.author}, -numbers.get(q.post, 0))
    )
    return tuple(Choice(q.id, q.text, "answered" if q.answered_by else "open") for q in earlier)


def people(occasion: Occasion) -> tuple[Choice, ...]:
    """Return the participants of the thread."""
    return tuple(Choice(person.id, person.name) for person in occasion.thread.participants)


def scheme_choices() -> tuple[Choice, ...]:
    """Return the argumentation schemes by name, with the sentence that says when each is in use."""
    known = sorted(schemes().values(), key=lambda scheme: scheme.name)
    return tuple(Choice(scheme.id, scheme.name, scheme.summary) for scheme in known)


def scheme_help(name: str | None) -> str:
    """Return the premises and the critical questions of a scheme; "" where there is none."""
    scheme: Scheme | None = schemes().get(name or "")
    if scheme is None:
        return ""
    premises = "\n".join(f"  · {premise}" for premise in scheme.premises)
    critical = "\n".join(f"  ? {each.text}" for each in scheme.questions)
    return f"Premises:\n{premises}\nSo: {scheme.conclusion}\nCritical questions:\n{critical}"


def critical_questions(map: ArgumentMap, kind: RelationKind, target: str) -> tuple[Choice, ...]:
    """Return the critical questions that an objection to something can raise."""
    if kind is RelationKind.UNDERCUT:
        objected = [map.relations_by_id[target]] if target in map.relations_by_id else []
    else:
        supports = (r for r in map.relations if r.kind is RelationKind.SUPPORT)
        objected = [r for r in supports if target in {r.target, *r.premises}]
    known = schemes()
    names = [relation.scheme for relation in objected if relation.scheme in known]
    return tuple(
        Choice(each.id, each.text, known[name].name)
        for name in dict.fromkeys(filter(None, names))
        for each in known[name].questions
    )
