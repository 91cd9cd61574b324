"""How good suggestions are: `python -m benchmarks.suggestions` prints them beside trivial ones, counted one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import argmap
from argmap.dialogue.sentences import Sentence, sentences
from argmap.drafts.scoring import OneToOne, pairs_of_spans
from argmap.editing.pairs import SuggestedStep, near_pairs, suggested_steps
from argmap.editing.suggestions import candidates
from argmap.model.document import MapDocument
from argmap.model.relation import RelationKind
from argmap.readings.spans import stretches


def bare(map: MapDocument) -> MapDocument:
    """Return a map with its claims only, as it is before anybody relates them."""
    data = {"id": map.id, "title": map.title, "language": map.language, "thread": map.thread}
    return MapDocument.model_validate({**data, "claims": [claim.to_dict() for claim in map.claims]})


def span_score(map: MapDocument, suggested: Iterable[Sentence]) -> OneToOne:
    """Return how stretches compare with those that claims quote: one to one, half of what either has."""
    made = [{each.post: ((each.start, each.end),)} for each in suggested]
    wanted = [stretches((quote,), map.thread) for claim in map.claims for quote in claim.quotes]
    return OneToOne(len(made), len(wanted), len(pairs_of_spans(made, wanted)))


def step_score(map: MapDocument, suggested: Iterable[SuggestedStep]) -> OneToOne:
    """Return how steps compare with supports and attacks between quoted claims: kind and direction must agree."""
    quoted = {claim.id for claim in map.claims if claim.quotes}
    wanted = {
        (premise, relation.kind, relation.target)
        for relation in map.relations
        if relation.kind in {RelationKind.SUPPORT, RelationKind.ATTACK} and relation.target in quoted
        for premise in relation.premises
        if premise in quoted
    }
    made = {(step.premise, step.kind, step.target) for step in suggested}
    return OneToOne(len(made), len(wanted), len(made & wanted))


def rows(map: MapDocument) -> Iterator[tuple[str, OneToOne]]:
    """Yield what is compared on one map."""
    assert map.thread is not None
    yield "claims: every sentence", span_score(map, sentences(map.thread, map.language))
    found = candidates(map.thread, map.language)
    yield "claims: suggested", span_score(map, (claim.sentence for claim in found.claims))
    steps = [step for step in suggested_steps(bare(map)) if not step.concession]
    yield "steps: every near pair", step_score(map, near_pairs(bare(map)))
    yield "steps: suggested, as many as claims", step_score(map, steps[: len(map.claims)])
    yield "steps: suggested, half as many", step_score(map, steps[: len(map.claims) // 2])


def main() -> None:
    print("| map | what | made | in the map | right | P | R | F1 |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    total: dict[str, list[OneToOne]] = defaultdict(list)
    for folder in sorted(path.parent for path in Path("data").glob("*/map.yaml")):
        map = argmap.load(folder)
        if map.thread is None or not any(post.text for post in map.thread.posts):
            continue  # its words are withheld
        for what, score in rows(map):
            total[what].append(score)
            print(line(folder.name, what, score))
    for what, scores in total.items():
        counts = [(each.made, each.wanted, each.right) for each in scores]
        print(line("**all**", what, OneToOne(*map_sum(counts))))


def map_sum(counts: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    made, wanted, right = (sum(column) for column in zip(*counts, strict=True))
    return made, wanted, right


def line(name: str, what: str, score: OneToOne) -> str:
    rates = f"{score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f}"
    return f"| {name} | {what} | {score.made} | {score.wanted} | {score.right} | {rates} |"


if __name__ == "__main__":
    main()
