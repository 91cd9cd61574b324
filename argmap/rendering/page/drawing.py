"""What the script of the page draws, as plain data: items with their words, relations, and how both came about post by post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.dialogue.commitments import Voice
from argmap.evaluation.timeline import appearances
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from argmap.rendering.holders import chosen_words, exclusion_words, outcome_words
from argmap.rendering.marks import SIGNS
from argmap.rendering.page.naming import KINDS, NO_SIDE, author_name, kind_name, short_name, side_number
from argmap.rendering.page.words import isolated
from argmap.rendering.picture.labels import WORDS
from argmap.rendering.scene import Scene
from argmap.rendering.theme import NEUTRAL_GLYPH, side_glyph


def drawing_data(scene: Scene) -> dict[str, Any]:
    """Return what is drawn of a scene.

    Args:
        scene: what is shown.

    Returns:
        `items`: issues, claims and examples in the order of showing, each with its kind, the number of its side, the
        lines above its words (`head`) and below (`foot`), a short `label`, and the item it hangs on (`parent`). Its words
        (`text`) are given where the outline, which is in the page too, has others, and a label that is not its words.
        A thesis that all have given up is `left`. The line with its kind (`kinds`) and what was measured of it (on its card) are not repeated.
        `relations`: id, kind, class (`css`), premises, target, and a `sign` if it is not accepted. `from` is the number
        of the post from which on something is known, if that is not the first in which it is said (`voices`).
    """
    known = appearances(scene.map)
    known = {**known, **_issues_known(scene.map, known)}
    issues = [issue for issue in scene.map.issues if issue.id in scene.view.shown]
    kinds = {kind_name(node) for node in scene.nodes}
    return {
        "items": [
            *(_issue(scene, issue, known) for issue in issues),
            *(_node(scene, node, known) for node in scene.nodes),
        ],
        "relations": [_relation(scene, relation, known) for relation in scene.relations],
        "posts": len(scene.map.thread.posts) if scene.map.thread else 0,
        "kinds": {name: scene.language.translated(KINDS[name]).upper() for name in sorted(kinds)},
        "sides": [[NEUTRAL_GLYPH, scene.language.translated(NO_SIDE)], *sides(scene)],
        "labels": {str(label): _label(scene, label) for label in WORDS},
    }


def in_outline(text: str) -> bool:
    """Return whether the outline has a text to the letter: it has a blank for whatever parts words, and no invisible signs."""
    return text.isprintable() and text == " ".join(text.split())


def sides(scene: Scene) -> list[list[str]]:
    """Return the sign and the name of the thesis of every side, by rank."""
    nodes, ranked = scene.map.nodes, sorted(scene.ranks.items(), key=lambda pair: pair[1])
    return [[side_glyph(rank), short_name(nodes[thesis])] for thesis, rank in ranked]


def _issues_known(map: ArgumentMap, known: Mapping[str, int]) -> dict[str, int]:
    """Return from which post on each issue is known: from the first answer to it, or to an issue below it, on."""
    first: dict[str, int] = {}
    above = {issue.id: issue.parent for issue in map.issues} | {
        claim.id: claim.answers for claim in map.claims
    }
    for claim in map.claims:
        place, seen = claim.answers, set[str]()
        while place is not None and place not in seen:
            seen.add(place)
            if place in map.issues_by_id:
                first[place] = min(known[claim.id], first.get(place, known[claim.id]))
            place = above.get(place)
    return {issue.id: first.get(issue.id, 0) for issue in map.issues}


def _issue(scene: Scene, issue: Issue, known: Mapping[str, int]) -> dict[str, Any]:
    exclusion, heading = exclusion_words(scene.map, issue, scene.language), "? " + scene.language.say("ISSUE")
    item = {
        "id": issue.id,
        "kind": "issue",
        "side": "0",
        "head": [heading, exclusion] if exclusion else [heading],
        "text": None if in_outline(issue.question) else issue.question,
        "foot": None
        if issue.outcome is None
        else [f"= {outcome_words(scene.map, issue.outcome, scene.language)}"],
        "label": issue.label,
        "parent": issue.parent if issue.parent in scene.view.shown else None,
        "from": _number(scene, known[issue.id]),
    }
    return _given(item)


def _node(scene: Scene, node: Claim | Example, known: Mapping[str, int]) -> dict[str, Any]:
    status = None if scene.is_meta(node.id) else scene.marks.status.get(node.id)
    name = node.name if isinstance(node, Example) else None
    voices, first = [_voice(scene, voice) for voice in scene.voices[node.id]], _number(scene, known[node.id])
    item = {
        "id": node.id,
        "kind": kind_name(node),
        "side": "0" if scene.is_meta(node.id) else side_number(scene, node.id),
        "head": [*_head(scene, node, status)] or None,
        "name": name,
        "text": None if in_outline(node.text) and in_outline(name or "") else node.text,
        "foot": [*_foot(scene, node)] or None,
        "label": None if short_name(node) in {node.text, name} else short_name(node),
        "status": None if status is None else str(status),
        "parent": node.answers if isinstance(node, Claim) and node.answers in scene.view.shown else None,
        "chosen": node.id in scene.chosen or None,
        "left": (node.id in scene.ranks and scene.stances.of(node.id).is_given_up) or None,
        "voices": voices or None,
        "grants": list(_grants(scene, node)) or None,
        "from": None if voices[:1] == [first or 1] else first or (1 if voices else None),
    }
    return _given(item)


def _voice(scene: Scene, voice: Voice) -> int | list[Any]:
    """Return the number of the post in which somebody says something, with a name if it is not that of its author."""
    thread = scene.map.thread
    posts = () if thread is None else thread.posts[voice.number - 1 : voice.number]
    is_author = any(thread and author_name(thread, post, scene.language) == voice.name for post in posts)
    return voice.number if is_author else [voice.name, voice.number]


def _head(scene: Scene, node: Claim | Example, status: Label | None) -> Iterator[str]:
    if status is not None:
        strength = scene.marks.strength.get(node.id)
        said = (
            ""
            if strength is None
            else scene.language.say("strength {number}", number=format(strength, ".2f"))
        )
        yield "  ".join(filter(None, (_label(scene, status), said)))


def _label(scene: Scene, label: Label) -> str:
    return f"{SIGNS[label]} {scene.language.translated(WORDS[label]).upper()}"


def _foot(scene: Scene, node: Claim | Example) -> Iterator[str]:
    held = scene.held_beside(node.id) if node.id in scene.ranks or node.id in scene.marks.status else ""
    if held:
        yield held[:1].upper() + held[1:]
    if node.id in scene.chosen:
        yield f"= {chosen_words(scene.chosen[node.id], scene.language)}"
    yield from (words for words, _ in _grants(scene, node))
    hidden = scene.view.hidden_reasons(node.id)
    if hidden:
        yield scene.language.say("… {count} more not shown", count=hidden)


def _grants(scene: Scene, node: Claim | Example) -> Iterator[tuple[str, int]]:
    """Yield who concedes a claim in words, and the number of the post."""
    how = scene.grant_words(node.id) if isinstance(node, Claim) else {}
    for voice in scene.grants.get(node.id, ()):
        words = scene.language.say(
            "{name} concedes{manner} #{number}",
            name=isolated(voice.name),
            manner=how.get(voice, ""),
            number=voice.number,
        )
        yield f"◇ {words}", voice.number


def _relation(scene: Scene, relation: Relation, known: Mapping[str, int]) -> dict[str, Any]:
    kind = "backing" if scene.is_backing(relation) else str(relation.kind)
    status = scene.marks.status.get(relation.id, Label.IN)
    shows_sign = status is not Label.IN and relation.id not in scene.map.weightless
    return _given(
        {
            "id": relation.id,
            "kind": str(relation.kind),
            "css": f"{kind} weightless" if scene.carries_nothing(relation) else kind,
            "premises": [premise for premise in relation.premises if premise in scene.view.shown],
            "target": relation.target,
            "sign": SIGNS[status] if shows_sign else None,
            "from": _number(scene, known.get(relation.id, 0)),
        }
    )


def _number(scene: Scene, post: int) -> int | None:
    """Return the number of a post; None for what no post of the thread makes known, which is there from the start."""
    return post if scene.map.thread is not None and 1 < post <= len(scene.map.thread.posts) else None


def _given(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value is not None}
