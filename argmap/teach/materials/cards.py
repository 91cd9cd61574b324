"""Cards to rebuild a map from: its claims in another order, without its relations."""

from __future__ import annotations

import random
from collections.abc import Iterable

import yaml

from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.teach.context import content_hash
from argmap.teach.plain import node_text

FOREIGN = 2
"""Cards of another map among them."""

STEPS = (
    (
        "{id: s1, kind: support, premises: [ID, ID], target: ID}",
        message("reasons that count only together share one line"),
    ),
    ("{id: s2, kind: attack, premises: [ID], target: ID}", message("an objection to a claim")),
    (
        "{id: s3, kind: undercut, premises: [ID], target: s1}",
        message("an objection to the step s1, not to its claim"),
    ),
)
"""Steps as they are written, and what each is."""

BACKING = (
    "{id: s4, kind: support, premises: [ID], target: s1}",
    message("a reason why the step s1 holds, not for its claim"),
)
EXPLANATION = (
    "{id: s5, kind: explains, premises: [ID], target: ID}",
    message("says why something is so, and is no reason that it is"),
)
"""Steps for maps that have such relations."""

COLUMN = 60
"""Columns of a step before what is said of it."""


def joined(view: View) -> list[str]:
    """Return the claims and examples that the relations of a view join, in the order of the map."""
    ends = {name for relation in view.relations() for name in (*relation.premises, relation.target)}
    return [name for name in view.map.nodes if name in ends]


def left_out(view: View) -> list[str]:
    """Return the claims and examples of a view that no relation joins with another, in the order of the map."""
    placed = {*joined(view)}
    return [name for name in view.map.nodes if name in view.shown and name not in placed]


def cards(
    map: ArgumentMap,
    shown: Iterable[str],
    seed: int = 0,
    other: ArgumentMap | None = None,
    language: Language = ENGLISH,
) -> str:
    """Return a file for students to fill in, with the claims and examples among `shown`, shuffled by seed.

    What no relation joins with another card is left out: it has no right place. With `other`, two claims of that map are
    among the cards, and belong nowhere.

    Raises:
        ArgmapError: no relation joins any of the cards.
    """
    view = View(map, frozenset(shown))
    names = [name for name in joined(view) if name in view.shown]
    if not names:
        raise ArgmapError(f"this part of the map {map.id!r} has no relations: there is nothing to rebuild")
    texts = {name: node_text(map.nodes[name]) for name in names}
    draw = random.Random(f"{map.id}/cards/{seed}")
    if other is not None:
        foreign = [claim for claim in other.claims if claim.id not in map.nodes]
        texts |= {claim.id: claim.text for claim in draw.sample(foreign, min(FOREIGN, len(foreign)))}
    order = list(texts)
    draw.shuffle(order)
    data = {
        "student": "",
        "map": map.id,
        "content_hash": content_hash(map),
        "claims": [{"id": name, "text": texts[name]} for name in order],
        "relations": [],
    }
    kinds = [(r.kind, r.target in map.relations_by_id) for r in map.relations]
    steps = (
        *STEPS,
        *([BACKING] if (RelationKind.SUPPORT, True) in kinds else []),
        *([EXPLANATION] if any(kind is RelationKind.EXPLAINS for kind, _ in kinds) else []),
    )
    head = _head(steps, language, foreign=other is not None)
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _head(steps: Iterable[tuple[str, str]], language: Language, *, foreign: bool) -> str:
    """Return the comment above the cards, which says what to do."""
    say = language.say
    belong = say("up to {count} belong nowhere.", count=FOREIGN) if foreign else say("all belong somewhere.")
    lines = [
        say("Rebuild the argument. Each card below is a claim or an example; {belong}", belong=belong),
        say("Under 'relations', write one line for each step from reasons to the claim they are about:"),
        *(f"  - {step:{COLUMN}}{language.translated(words)}" for step, words in steps),
    ]
    return "".join(f"# {line}\n" for line in lines)
