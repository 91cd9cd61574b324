"""Maps as texts with labels, for training and testing programs that find arguments in discussions.

Every row names its map and its split. A map is in one split as a whole, and so are maps of one thread: nothing that a
program is tested on has been seen in training. Words that a dataset may not hold are in no row.

Source:
    Stab & Gurevych (2017), Parsing Argumentation Structures in Persuasive Essays, sections 4 and 5: components as spans
    with tags B, I and O, relations as pairs of components with support, attack or none. DOI 10.1162/COLI_a_00295
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from argmap.datasets.tables import rows
from argmap.errors import ArgmapError
from argmap.frames import Row
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

TOKEN = re.compile(r"\w+|[^\w\s]")
NO_RELATION = "none"


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts with labels, made of maps: spans, tokens, pairs and stances, each read map by map."""

    maps: Iterable[ArgumentMap]
    splits: Mapping[str, str]

    def spans(self) -> Iterator[Row]:
        """Yield the spans of posts that make a claim or point at an example.

        Returns:
            Rows with `map`, `split`, `post`, `start` and `end` (Unicode code points, end excluded), `text` (the words),
            `label` (thesis, claim or example), `meta` (a remark about the discussion) and `node` (its id). A quote that
            leaves out words gives a row for each part. Spans in a post that repeats another are given in the first.
        """
        for map in self.maps:
            for span in _spans(map):
                yield {"map": map.id, "split": self.splits.get(map.id), **span}

    def tokens(self) -> Iterator[Row]:
        """Yield the posts as tokens with tags: B at the beginning of a span, I inside, O outside.

        Where spans overlap, the one that begins first counts, of those the longest; `spans` has them all. Posts without
        words, and those that repeat another, are left out.

        Returns:
            Rows with `map`, `split`, `post`, `text`, and lists of one length: `tokens`, `starts`, `ends` and `tags`
            (O, B-thesis, I-thesis, B-claim, I-claim, B-example, I-example).
        """
        for map in self.maps:
            inside = defaultdict(list)
            for span in _spans(map):
                inside[span["post"]].append(span)
            for post in map.thread.posts if map.thread else ():
                if post.text is not None:
                    row = {
                        "map": map.id,
                        "split": self.splits.get(map.id),
                        "post": post.id,
                        "text": post.text,
                    }
                    yield {**row, **_tagged(post.text, inside[post.id])}

    def pairs(self, negatives: int = 0, seed: int = 0) -> Iterator[Row]:
        """Yield the pairs of texts between which there is a relation, and some between which there is none.

        A relation with linked premises gives a pair for each of them; undercuts and backings, whose target is a relation,
        give none. Claims that rephrase each other have a relation with each other only.

        Args:
            negatives: how many pairs without a relation, labelled none, there are for each with one, as far as the map
                has so many. Both ends are of one map; no relation joins them in either direction.
            seed: where the random choice of them starts; that of a map depends on the seed and its id alone.

        Returns:
            Rows with `map`, `split`, `relation` (its id, or None), `premise` and `target` (ids), `premise_text`,
            `target_text` and `label` (support, attack, rephrase, explains or none).

        Raises:
            ArgmapError: `negatives` is below 0.
        """
        if negatives < 0:
            raise ArgmapError(f"negatives is 0 or more pairs for each relation, not {negatives}")
        for map in self.maps:
            joined = [
                (relation.id, premise, relation.target, str(relation.kind))
                for relation in map.relations
                if relation.kind is not RelationKind.UNDERCUT and relation.target in map.nodes
                for premise in relation.premises
            ]
            for relation, premise, target, label in (*joined, *_apart(map, len(joined) * negatives, seed)):
                yield {
                    "map": map.id,
                    "split": self.splits.get(map.id),
                    "relation": relation,
                    "premise": premise,
                    "target": target,
                    "premise_text": map.nodes[premise].text,
                    "target_text": map.nodes[target].text,
                    "label": label,
                }

    def stances(self) -> Iterator[Row]:
        """Yield the stances that posts take on claims; posts without words are left out.

        Returns:
            Rows with `map`, `split`, `post`, `post_text`, `claim`, `claim_text`, `hedged` and `label` (asserts, accepts,
            concedes, proposes, questions, denies or retracts).
        """
        for map in self.maps:
            for commitment in map.commitments:
                words = map.thread.text_of(commitment.post) if map.thread else ""
                if words:
                    yield {
                        "map": map.id,
                        "split": self.splits.get(map.id),
                        "post": commitment.post,
                        "post_text": words,
                        "claim": commitment.claim,
                        "claim_text": map.nodes[commitment.claim].text,
                        "hedged": commitment.hedged,
                        "label": str(commitment.stance),
                    }


def _spans(map: ArgumentMap) -> Iterator[Row]:
    """Yield the spans of claims and examples, post by post, from left to right."""
    labels = {claim.id: "thesis" if claim.is_thesis else "claim" for claim in map.claims}
    remarks = {claim.id for claim in map.claims if claim.meta}
    thread = map.thread
    spans = [
        {
            "post": thread.original(quote["post"]).id,
            "start": quote["start"],
            "end": quote["end"],
            "text": quote["exact"],
            "label": labels.get(quote["owner"], "example"),
            "meta": quote["owner"] in remarks,
            "node": quote["owner"],
        }
        for quote in rows(map, "quotes")
        if thread and quote["owner_kind"] in {"claim", "example"} and quote["start"] is not None and quote["exact"]
    ]  # fmt: skip
    numbers = thread.numbers if thread else {}
    return iter(
        sorted(
            spans, key=lambda span: (numbers[span["post"]], span["start"], -span["end"], str(span["node"]))
        )
    )


def _tagged(text: str, spans: list[Row]) -> Row:
    """Return a text as tokens with their places and tags; the spans are in order."""
    tokens = list(TOKEN.finditer(text))
    tags, free = ["O"] * len(tokens), 0
    for span in spans:
        if span["start"] < free:
            continue
        free = span["end"]
        begin = "B"
        for number, token in enumerate(tokens):
            if token.start() < span["end"] and span["start"] < token.end():
                tags[number] = f"{begin}-{span['label']}"
                begin = "I"
    return {
        "tokens": [token.group() for token in tokens],
        "starts": [token.start() for token in tokens],
        "ends": [token.end() for token in tokens],
        "tags": tags,
    }


def _apart(map: ArgumentMap, number: int, seed: int) -> list[tuple[None, str, str, str]]:
    """Return some pairs of nodes that no relation joins, in random order."""
    if not number:
        return []
    joined = {frozenset((premise, r.target)) for r in map.relations for premise in r.premises}
    free = [pair for pair in permutations(map.nodes, 2) if frozenset(pair) not in joined]
    chosen = random.Random(f"{seed} {map.id}").sample(free, min(number, len(free)))
    return [(None, premise, target, NO_RELATION) for premise, target in chosen]
