"""What a part of the map says, in a few lines: for the pane below the thread and the map."""

from __future__ import annotations

from argmap.editing.guided.choosing import Chosen, QuotedPlace
from argmap.editing.guided.listing import relation_text
from argmap.model.map import ArgumentMap
from argmap.model.scheme import schemes


def described(map: ArgumentMap, name: str) -> str:
    """Return what the part with an id says: its text, who takes which stance on it, its scheme or its outcome.

    Args:
        map: the map.
        name: the id of an issue, claim, example, relation or question; "" is said of others.
    """
    if name in map.nodes:
        holders = _holders(map, name)
        return f"{map.nodes[name].text}  [{name}]" + (f"\n{holders}" if holders else "")
    if name in map.relations_by_id:
        relation = map.relations_by_id[name]
        scheme = schemes().get(relation.scheme or "")
        return relation_text(map, relation, 200) + (f"\nScheme: {scheme.name}" if scheme else "")
    if name in map.issues_by_id:
        outcome = map.issues_by_id[name].outcome
        ending = (
            "" if outcome is None else "\nStays open" if outcome.open else f"\nEnds with {outcome.thesis}"
        )
        return f"{map.issues_by_id[name].question}  [{name}]{ending}"
    if name in map.questions_by_id:
        question = map.questions_by_id[name]
        return f"{question.text}  [{name}]\n{'Answered' if question.answered_by else 'Nobody answered'}"
    return ""


def _holders(map: ArgumentMap, claim: str) -> str:
    thread = map.thread
    if thread is None:
        return ""
    said = []
    for c in map.commitments_on.get(claim, ()):
        guess = " (a guess)" if c.hedged else ""
        condition = f" if {c.condition.removeprefix('if ')}" if c.condition else ""
        name = thread.participants_by_id[c.participant].name
        said.append(f"{name} {c.stance} it{guess}{condition} (#{thread.numbers[c.post]})")
    return ", ".join(said)


def name_at(map: ArgumentMap, place: QuotedPlace) -> str:
    """Return the id of what quotes a place: of a stance, that of its claim; of a breach, that of its relation or ""."""
    item = getattr(map, place.section)[place.index]
    if place.section == "commitments":
        return str(item.claim)
    return str(item.relation or "") if place.section == "breaches" else str(item.id)


def names_at(map: ArgumentMap, places: tuple[QuotedPlace, ...], chosen: Chosen) -> tuple[str, ...]:
    """Return the ids of what quotes any of the chosen words, those first that quote just these."""

    def overlap(place: QuotedPlace) -> bool:
        return any(a.start < b.end and b.start < a.end for a in place.spans for b in chosen.spans)

    touching = [place for place in places if overlap(place)]
    touching.sort(key=lambda place: place.spans != chosen.spans)
    return tuple(dict.fromkeys(name for place in touching if (name := name_at(map, place))))
