"""The YAML of Carneades: read as its examples mean it, with tests that are true here; written so that PyYAML reads the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.evaluation.theory import theory
from argmap.formats.arguments.carneades import FORMAT, read, recognises, write
from argmap.formats.arguments.carneades_writing import NATIVE
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from tests.strategies import examples, maps

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "carneades-yaml"

TRAM = """\
meta:
  title: Trams
  notes: An example.
statements:
  build: The town should build a tram.
  ¬build: The town should not build a tram.
  quiet: A tram is quiet.
  good:
    text: Quiet is good.
    assumed: true
  squeal: Rails squeal.
  ¬quiet: ¬quiet
  cheap: A tram is cheap.
  ¬app(a1): ¬app(a1)
arguments:
  a1:
    scheme: positive_consequences
    premises: {major: good, minor: quiet}
    conclusion: build
    undercutter: ¬app(a1)
    weight: 0.5
  a2:
    premises: [squeal]
    conclusion: ¬app(a1)
  a3:
    premises: [squeal]
    conclusion: ¬quiet
  a4:
    scheme: convergent
    premises: [cheap, good]
    conclusion: build
issues:
  i1: {positions: [build, ¬build]}
assumptions: [squeal]
tests:
  in: [squeal, ¬app(a1)]
  out: [quiet, cheap]
"""


def steps(map: ArgumentMap) -> list[tuple[str, ...]]:
    return [(r.id, str(r.kind), *r.premises, r.target) for r in map.relations]


def test_statements_arguments_issues_and_tests_are_read() -> None:
    map, thread, remarks = read(MapFile(TRAM, "tram.yml"))
    assert map is not None
    assert thread is None
    assert (map.id, map.title) == ("tram", "Trams")
    assert [claim.id for claim in map.claims] == ["build", "not-build", "quiet", "good", "squeal", "cheap"]
    # By hand: the wordless negations are an undercut and an attack, and the premises of the convergent argument count each.
    assert steps(map) == [
        ("a1", "support", "good", "quiet", "build"),
        ("a2", "undercut", "squeal", "a1"),
        ("a3", "attack", "squeal", "quiet"),
        ("a4", "support", "cheap", "build"),
        ("a4-2", "support", "good", "build"),
    ]
    first = map.relations[0]
    assert (first.weight, first.note, first.scheme) == (
        0.5,
        "Roles of the premises: major: good; minor: quiet.",
        "consequences-positive",
    )
    assert [issue.question for issue in map.issues] == [
        "Which is so: “The town should build a tram.” or “The town should not build a tram.”?"
    ]
    assert [claim.id for claim in map.theses] == ["build", "not-build"]
    assert map.expect is not None
    assert (map.expect.accepted, map.expect.rejected) == (("squeal", "a2"), ("quiet",))
    assert {
        name: str(label) for name, label in theory(map).labels.items() if name in {"squeal", "a2", "quiet"}
    } == {"squeal": "in", "a2": "in", "quiet": "out"}
    assert [str(each) for each in remarks] == [
        "tram.yml: AM019 assumptions left out, as in argmap a claim that nobody objects to is accepted anyway: 2",
        "tram.yml:35: AM019 tests that are not true in argmap, where a claim needs no assumption, and were left out: cheap",
    ]  # cheap is out in Carneades because nobody assumes it


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("premises: [squeal]", "premises: [x]", ":22: AM019 relation argument a2 names x, which is not in the map; it was left out"),
        ("premises: [squeal]", "premises: []", ":22: AM019 relation argument a2 has no premise; it was left out"),
        ("positive_consequences", "modus ponens", ":16: AM019 argument a1 follows the scheme 'modus ponens', which argmap does not know"),
        ("[build, ¬build]", "[build, x]", ":33: AM019 issue i1 has the position x, which is no statement"),
        ("assumptions:", "weighing_function: 1\nassumptions:", ":34: AM019 weighing_function has no room in a map, and was left out"),
        ("  quiet: A tram is quiet.", "  quiet:", ":7: AM019 quiet has no words, and is called by its id"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_with_its_line(old: str, new: str, remark: str) -> None:
    assert old in TRAM
    map, _, remarks = read(MapFile(TRAM.replace(old, new, 1), "t.yml"))
    assert map is not None
    assert f"t.yml{remark}" in [str(each) for each in remarks]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "t.yml:1:1: AM018 Carneades: the file is empty"),
        ("meta: {}\n", "t.yml:1:1: AM018 Carneades: it has no statements"),
        ("statements: [", "t.yml:1:14: AM018 Carneades: not YAML"),
        ("statements: {a: b, a: c}", "t.yml:1:20: AM018 Carneades: "),
        ("a: &a [1]\nstatements: {b: [*a, *a, *a]}", "t.yml:1:4: AM018 Carneades: "),
        ("[" * 10_000, "t.yml:1:"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_error(text: str, error: str) -> None:
    map, _, remarks = read(MapFile(text, "t.yml"))
    assert map is None
    assert str(remarks[0]).startswith(error)
    assert {each.code for each in remarks} == {"AM018"}


# Writing


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    file = MapFile(write(map).text)
    assert format_of_text(file) is FORMAT
    assert (read(file).map, read(file).diagnostics) == (map, ())


@settings(max_examples=20)
@given(maps())
def test_by_itself_a_graph_says_statements_and_arguments(map: ArgumentMap) -> None:
    text = re.sub(r"  argmap: .*\n", "", write(map).text)
    data = yaml.safe_load(text)
    assert NATIVE.keeps is not None
    said = NATIVE.keeps(map)
    assert {c.id: c.text for c in said.claims}.items() <= data["statements"].items()
    assert data["arguments"].keys() == said.relations_by_id.keys()
    alone = read(MapFile(text)).map
    assert alone is not None
    assert [(c.id, c.text) for c in alone.claims] == [(c.id, c.text) for c in said.claims]
    assert steps(alone) == steps(said)


@settings(max_examples=20)
@given(maps())
def test_a_changed_graph_counts_and_keeps_the_rest(map: ArgumentMap) -> None:
    made, _, remarks = read(
        MapFile(write(map).text.replace("\nstatements:\n", "\nstatements:\n  new: New.\n", 1))
    )
    assert made is not None
    assert remarks == ()
    assert made["new"].text == "New."  # type: ignore[union-attr]
    assert made.thread == map.thread
    assert {r.id for r in map.relations} == {r.id for r in made.relations}


@examples(30)
@given(st.data())
def test_any_mutation_is_read_or_refused(data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, len(TRAM))), data.draw(st.integers(0, len(TRAM)))))
    junk = data.draw(st.text(st.sampled_from("¬:-[]{} abq1\n&*\x00"), max_size=8))
    text = f"{TRAM[:start]}{junk}{TRAM[end:]}"
    recognises(MapFile(text))
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


# Samples


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
@pytest.mark.parametrize(
    ("name", "claims", "kinds", "accepted", "rejected"),
    [
        # By hand: a1 and its undercut by s11518; a3 linked; a2. The undercutter itself is no claim.
        ("toulmin", 7, ["support", "undercut", "support", "support"], ("s11520", "s11519", "s11518", "s11517", "s11516", "s11515", "a1-2"), None),
        ("linked-convergent", 5, ["support", "support", "support"], ("q", "r", "p", "t"), ()),
        # By hand: cumulative arguments of 5, 5, 4 and 3 premises, and 3 linked ones.
        ("legalization-of-marijuana", 23, ["support"] * 20, None, None),
    ],
)  # fmt: skip
def test_graphs_of_others(
    name: str,
    claims: int,
    kinds: list[str],
    accepted: tuple[str, ...] | None,
    rejected: tuple[str, ...] | None,
) -> None:
    file = MapFile((SAMPLES / f"{name}.yml").read_text("utf-8"), f"{name}.yml")
    assert format_of_text(file) is FORMAT
    map = read(file).map
    assert map is not None
    assert len(map.claims) == claims
    assert [str(r.kind) for r in map.relations] == kinds
    if accepted is not None:
        assert map.expect is not None
        assert map.expect.accepted == accepted
    if rejected is not None:
        assert map.expect is not None
        assert map.expect.rejected == rejected
