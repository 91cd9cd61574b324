"""The same map gives the same bytes: whatever the order in the file, the hash seed or the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.graph.views import whole
from argmap.model import ArgumentMap, Commitment
from argmap.rendering.draw import pictures
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import markdown_page
from argmap.rendering.text.tree import json_text, tab_lines, tree_text
from tests.graph.small import changed, tangles
from tests.strategies import maps

pytestmark = pytest.mark.usefixtures("drawn_anew")

randoms = st.randoms(use_true_random=False)


def texts(map: ArgumentMap) -> dict[str, str]:
    """Return every text that is made of a map without Graphviz."""
    shown = scene(whole(map))
    entries = outline(shown)
    return {
        "tree": tree_text(entries),
        "lines": tab_lines(entries),
        "json": json_text(entries),
        "markdown": markdown_page(shown, entries),
        "dot": dot_source(shown, Options()),
    }


def shuffled(map: ArgumentMap, random: Random) -> ArgumentMap:
    """Return the map with everything in another order but the issues, and the theses among themselves."""
    parts = {name: list(getattr(map, name)) for name in ("claims", "examples", "relations", "commitments")}
    for part in parts.values():
        random.shuffle(part)
    theses = iter(claim for claim in map.claims if claim.is_thesis)
    parts["claims"] = [next(theses) if claim.is_thesis else claim for claim in parts["claims"]]
    parts["relations"] = [
        changed(r, premises=random.sample(r.premises, len(r.premises))) for r in parts["relations"]
    ]
    # Within a post the order of the list is that of the words: the last stance of somebody on a claim counts.
    inside = {key: iter(group) for key, group in _by_words(map.commitments).items()}
    parts["commitments"] = [next(inside[c.participant, c.post]) for c in parts["commitments"]]
    return changed(map, **parts)


def _by_words(commitments: Iterable[Commitment]) -> dict[tuple[str, str], list[Commitment]]:
    groups: dict[tuple[str, str], list[Commitment]] = {}
    for commitment in commitments:
        groups.setdefault((commitment.participant, commitment.post), []).append(commitment)
    return groups


@given(maps(), randoms)
def test_texts_do_not_depend_on_the_order_in_the_file(map: ArgumentMap, random: Random) -> None:
    assert texts(shuffled(map, random)) == texts(map)


@given(tangles(), randoms)
def test_nor_do_they_in_tangled_maps(map: ArgumentMap, random: Random) -> None:
    assert texts(shuffled(map, random)) == texts(map)


@pytest.mark.parametrize("seed", range(3))
def test_nor_do_they_for_the_bundled_map(math_in_ml: ArgumentMap, seed: int) -> None:
    assert texts(shuffled(math_in_ml, Random(seed))) == texts(math_in_ml)


def test_theses_and_issues_keep_the_order_of_the_file(math_in_ml: ArgumentMap) -> None:
    turned = changed(math_in_ml, issues=math_in_ml.issues[::-1], claims=math_in_ml.claims[::-1])
    lines = tab_lines(outline(scene(whole(turned)))).splitlines()
    told = [line.split("\t")[3] for line in lines if line.split("\t")[1] in {"issue", "thesis"}]
    assert told == [
        "credit",
        "credit-to-academics",
        "academics-did-not-invent",
        "credit-to-academics",
        "need",  # the sub-questions stand below it, in their order
        "math-is-essential",
        "innovation",
        "useful-not-required",
        "hard-requirement",
        "understanding",
        "most-needs-no-deep-math",
    ]


@pytest.mark.parametrize("format", ["svg", "pdf", "png", "dot"])
def test_pictures_are_the_same_bytes_twice(math_in_ml: ArgumentMap, format: str) -> None:
    near = [r for r in math_in_ml.relations if r.target == "most-needs-no-deep-math"]
    part = changed(math_in_ml, relations=near, expect=None, breaches=())
    assert pictures(part, [format]) == pictures(part, [format])


def test_a_picture_does_not_depend_on_what_is_drawn_with_it(math_in_ml: ArgumentMap) -> None:
    part = changed(math_in_ml, relations=math_in_ml.relations[:5], expect=None, breaches=())
    assert pictures(part, ["dot", "svg"])["svg"] == pictures(part, ["svg"])["svg"]


PROGRAM = """
import hashlib, sys
from argmap import load
from argmap.rendering.draw import pictures
for format, drawn in sorted(pictures(load(sys.argv[1]), ["dot", "svg"]).items()):
    print(format, hashlib.sha256(drawn).hexdigest())
"""


def test_pictures_do_not_depend_on_the_hash_seed(root: Path) -> None:
    digests = {_digests(root, seed) for seed in ("0", "1", "20261122")}
    assert len(digests) == 1


def _digests(root: Path, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root / "data" / "math-in-ml")],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def test_an_annotators_choice_of_first_thesis_shows(math_in_ml: ArgumentMap) -> None:
    theses = [claim for claim in math_in_ml.claims if claim.answers == "innovation"]
    others = [claim for claim in math_in_ml.claims if claim not in theses]
    turned = changed(math_in_ml, claims=[*reversed(theses), *others])
    assert texts(turned)["tree"] != texts(math_in_ml)["tree"]
