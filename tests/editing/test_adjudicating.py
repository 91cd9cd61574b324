"""Several readings settled into one map: what becomes of every item, and that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.editing.adjudication import GatheredReadings, Policy, Settled, decided_by, gather, settle
from argmap.editing.adjudication.decisions import decision, with_edit
from argmap.editing.adjudication.gathering import free_id
from argmap.errors import ArgmapError, InvalidInput
from argmap.model import ArgumentMap
from argmap.storage.writer import map_yaml, thread_yaml

DATA = Path(__file__).parent.parent.parent / "data"
NAMES = ("car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team")
TEXT = "Trains are late. Buses are full because trains are late. So let us walk."
THREAD = {
    "format": "argmap-thread/1",
    "id": "t",
    "title": "T",
    "source": {"kind": "text"},
    "authorship": "recorded",
    "reply_structure": "recorded",
    "participants": [{"id": "ann", "name": "Ann"}],
    "posts": [{"id": "p1", "author": "ann", "text": TEXT}],
}


def claim(id: str, exact: str, text: str) -> dict[str, Any]:
    return {"id": id, "text": text, "quotes": [{"post": "p1", "exact": exact}]}


LATE = claim("late", "Trains are late.", "Trains are late.")
FULL = claim("full", "Buses are full", "Buses are full.")
WALK = claim("walk", "let us walk", "We should walk.")
STEP = {"id": "step", "kind": "support", "premises": ["late"], "target": "full"}
STANCE = {"participant": "ann", "post": "p1", "claim": "full", "stance": "asserts"}


def reading(
    claims: list[dict[str, Any]],
    relations: list[dict[str, Any]] | None = None,
    commitments: list[dict[str, Any]] | None = None,
    annotator: str = "",
) -> ArgumentMap:
    data: dict[str, Any] = {"id": "m", "title": "M", "thread": THREAD, "claims": claims}
    data |= {"relations": relations or [], "commitments": commitments or []}
    return argmap.load(data | ({"annotators": [annotator]} if annotator else {}))


def as_map(settled: Settled) -> ArgumentMap:
    return argmap.load({**settled.data, "thread": THREAD})


def policy_map(policy: Policy, *readings: ArgumentMap) -> ArgumentMap:
    gathered = gather({f"r{number}": map for number, map in enumerate(readings)})
    return as_map(settle(gathered, decided_by(policy, gathered)))


def without(map: ArgumentMap, seed: int) -> ArgumentMap:
    """Return a reading of the same thread that lacks some claims and what needs them, and turns some relations round."""
    data, dice = deepcopy(map.to_dict()), Random(seed)
    for field in ("expect", "breaches", "questions"):
        data.pop(field, None)
    gone = {part["id"] for part in data["claims"] if not part.get("answers") and dice.random() < 0.2}
    conditions = {part.get("if") for part in data.get("commitments", ())}
    gone -= conditions
    data["claims"] = [part for part in data["claims"] if part["id"] not in gone]
    data["commitments"] = [part for part in data.get("commitments", ()) if part["claim"] not in gone]
    while True:
        ids = {part["id"] for field in ("claims", "examples", "relations") for part in data.get(field, ())}
        kept = [r for r in data["relations"] if r["target"] in ids and ids.issuperset(r["premises"])]
        if len(kept) == len(data["relations"]):
            break
        data["relations"] = kept
    for relation in data["relations"]:
        if relation["kind"] == "support" and "scheme" not in relation and dice.random() < 0.2:
            relation["kind"] = "explains" if relation["target"] in data["claims"] else relation["kind"]
    return argmap.load(data)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("policy", Policy)
def test_a_map_with_itself_gives_itself_by_every_policy(name: str, policy: Policy) -> None:
    map = argmap.load(DATA / name)
    gathered = gather({"one": map, "other": map})
    assert all(gathered.agreed(item) for item in gathered.items)
    settled = settle(gathered, decided_by(policy, gathered))
    made = argmap.load({**settled.data, "thread": map.thread})
    assert made == map.model_copy(update={"expect": None})


@given(st.sampled_from(NAMES), st.integers(0, 99), st.sampled_from([*Policy]))
@settings(max_examples=12)
def test_every_part_of_every_reading_is_in_the_map_or_in_the_log(
    name: str, seed: int, policy: Policy
) -> None:
    map = argmap.load(DATA / name)
    readings = {"a": without(map, seed), "b": without(map, seed + 1), "c": map}
    gathered = gather(readings)
    settled = settle(gathered, decided_by(policy, gathered))
    made = argmap.load({**settled.data, "thread": map.thread})
    for who, each in readings.items():
        logged = {fate.ids[who] for fate in settled.fates if who in fate.ids}
        assert {*each.parts, *each.questions_by_id} <= logged
    results = {id for fate in settled.fates for id in fate.result}
    assert results >= {*made.parts, *made.questions_by_id}
    assert not settled.open


@given(st.sampled_from(NAMES), st.integers(0, 99))
@settings(max_examples=8)
def test_intersection_is_in_the_majority_of_two_and_both_are_in_the_union(name: str, seed: int) -> None:
    map = argmap.load(DATA / name)
    gathered = gather({"a": without(map, seed), "b": without(map, seed + 1)})

    def ids(policy: Policy) -> set[str]:
        return {id for fate in settle(gathered, decided_by(policy, gathered)).fates for id in fate.result}

    assert ids(Policy.INTERSECTION) == ids(Policy.MAJORITY)
    assert ids(Policy.INTERSECTION) <= ids(Policy.UNION)


def test_union_takes_the_first_where_they_differ_and_what_one_has_alone() -> None:
    other = {**FULL, "text": "The buses are crowded."}
    made = policy_map(Policy.UNION, reading([LATE, FULL], [STEP]), reading([other, WALK]))
    assert [part.id for part in made.claims] == ["late", "full", "walk"]
    assert made["full"].text == "Buses are full."  # type: ignore[union-attr]


def test_intersection_leaves_out_what_contradicts() -> None:
    turned = {**STEP, "kind": "attack"}
    made = policy_map(
        Policy.INTERSECTION, reading([LATE, FULL], [STEP]), reading([LATE, FULL, WALK], [turned])
    )
    assert [part.id for part in made.claims] == ["late", "full"]
    assert not made.relations


def test_the_majority_of_three_decides_on_the_kind_of_a_relation() -> None:
    turned = {**STEP, "kind": "attack"}
    three = [reading([LATE, FULL], [step]) for step in (turned, STEP, STEP)]
    assert [relation.kind for relation in policy_map(Policy.MAJORITY, *three).relations] == ["support"]


def test_what_needs_a_part_that_was_left_out_goes_with_it_and_its_fate_says_so() -> None:
    gathered = gather(
        {"a": reading([LATE, FULL], [STEP], [STANCE]), "b": reading([LATE, FULL, WALK], [STEP], [STANCE])}
    )
    settled = settle(gathered, [decision(gathered.by_key["full"]), decision(gathered.by_key["walk"])])
    made = as_map(settled)
    assert [part.id for part in made.claims] == ["late"]
    assert not made.relations
    assert not made.commitments
    fates = {fate.key: fate for fate in settled.fates}
    assert fates["step"].result == ()
    assert "'full'" in fates["step"].why


def test_both_versions_are_kept_as_parts_of_their_own_and_each_reading_names_its_own() -> None:
    one = reading([LATE, FULL], [{**STEP, "id": "s1"}], annotator="Ann")
    two = reading(
        [LATE, {**FULL, "text": "The buses are crowded."}],
        [{**STEP, "id": "s2", "kind": "attack"}],
        annotator="Bo",
    )
    gathered = gather({"a": one, "b": two})
    chosen = [decision(gathered.by_key[key], "a", "b") for key in ("full", "s1")]
    made = as_map(settle(gathered, chosen))
    assert [(part.id, part.text, part.by) for part in made.claims] == [
        ("late", "Trains are late.", None),
        ("full", "Buses are full.", "Ann"),
        ("full-2", "The buses are crowded.", "Bo"),
    ]
    assert [(r.id, r.kind, r.target) for r in made.relations] == [
        ("s1", "support", "full"),
        ("s1-2", "attack", "full-2"),
    ]


def test_a_decision_on_a_version_that_has_changed_since_does_not_count() -> None:
    before = gather({"a": reading([LATE]), "b": reading([LATE, FULL])})
    made = decision(before.by_key["full"], "b")
    after = gather({"a": reading([LATE]), "b": reading([LATE, {**FULL, "text": "Buses are crammed."}])})
    settled = settle(after, [made])
    assert settled.stale == ("full",)
    assert [item.key for item in settled.open] == ["full"]


def test_an_edit_is_taken_in_place_of_the_version() -> None:
    gathered = gather({"a": reading([LATE]), "b": reading([LATE, FULL])})
    item = gathered.by_key["full"]
    made = with_edit(decision(item, "b"), item, json.dumps({**FULL, "text": "Most buses are full."}))
    assert as_map(settle(gathered, [made]))["full"].text == "Most buses are full."  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="colour"):
        with_edit(decision(item, "b"), item, json.dumps({**FULL, "colour": "red"}))
    with pytest.raises(ArgmapError, match="keeps its id"):
        with_edit(decision(item, "b"), item, json.dumps({**FULL, "id": "else"}))


def test_an_id_that_two_readings_use_for_different_things_becomes_two() -> None:
    gathered = gather({"a": reading([{**LATE, "id": "x"}]), "b": reading([{**WALK, "id": "x"}])})
    made = as_map(settle(gathered, decided_by(Policy.UNION, gathered)))
    assert {part.id: part.text for part in made.claims} == {"x": "Trains are late.", "x-2": "We should walk."}
    assert free_id("a" * 64, {"a" * 64}) == "a" * 62 + "-2"


# -- at the command line


def folder(path: Path, readings: Mapping[str, ArgumentMap]) -> list[str]:
    path.mkdir(exist_ok=True)
    first = next(iter(readings.values()))
    assert first.thread is not None
    (path / "thread.yaml").write_text(thread_yaml(first.thread), "utf-8")
    for name, map in readings.items():
        (path / f"map.{name}.yaml").write_text(map_yaml(map), "utf-8")
    return [str(path / f"map.{name}.yaml") for name in readings]


def ran(*args: object, input: str = "") -> Result:
    return CliRunner().invoke(main, ["adjudicate", *map(str, args)], input=input)


@pytest.fixture
def two(tmp_path: Path) -> list[str]:
    one = reading([LATE, FULL], [STEP], [STANCE], annotator="Ann")
    other = reading(
        [LATE, {**FULL, "text": "The buses are crowded."}, WALK], [STEP], [STANCE], annotator="Bo"
    )
    return folder(tmp_path / "d", {"ann": one, "bo": other})


def test_decisions_are_kept_when_somebody_stops_and_the_same_command_goes_on(
    two: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "d" / "map.yaml"
    first = ran(*two, "-o", out, "--by", "Cy", input="2 nearer to the post\nq\n")
    assert first.exit_code == 0, first.output
    assert "1 of 2 items decided" in first.output
    assert not out.exists()
    second = ran(*two, "-o", out, "--by", "Di", input="n\n")
    assert second.exit_code == 0, second.output
    made = argmap.load(out)
    assert {part.id: part.text for part in made.claims} == {
        "late": "Trains are late.",
        "full": "The buses are crowded.",
    }
    assert made.annotators == ("Ann", "Bo")
    log = json.loads((tmp_path / "d" / "decisions.map.json").read_text("utf-8"))
    assert [(d["item"], d["take"], d["by"], d.get("note")) for d in log["decisions"]] == [
        ("full", ["bo"], "Cy", "nearer to the post"),
        ("walk", [], "Di", None),
    ]
    assert {row["key"] for row in log["outcome"]} >= {"late", "full", "walk", "step"}


def test_a_policy_decides_only_what_nobody_decided(two: list[str], tmp_path: Path) -> None:
    out = tmp_path / "d" / "map.yaml"
    ran(*two, "-o", out, input="2\nq\n")
    assert ran(*two, "-o", out, "--auto", "union").exit_code == 0
    assert argmap.load(out)["full"].text == "The buses are crowded."  # type: ignore[union-attr]


def test_the_last_decision_is_taken_back_and_unknown_keys_explain_themselves(
    two: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "d" / "map.yaml"
    result = ran(*two, "-o", out, input="2\nu\n1\nz\n1\n2\n")
    assert "taken back: full" in result.output
    assert "ann does not have it" in result.output
    assert argmap.load(out)["full"].text == "Buses are full."  # type: ignore[union-attr]


def test_a_map_elsewhere_gets_a_copy_of_the_thread(two: list[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "map.yaml"
    out.parent.mkdir()
    assert ran(*two, "-o", out, "--auto", "union").exit_code == 0
    thread = argmap.load(out).thread
    assert thread is not None
    assert thread.text_of("p1") == TEXT


def test_bad_input_is_refused_and_nothing_is_written(two: list[str], tmp_path: Path) -> None:
    out = tmp_path / "d" / "map.yaml"
    cases = [
        ([two[0], "-o", out], 2, "one reading has nothing to be settled with"),
        ([two[0], two[0], "-o", out], 2, "named twice"),
        ([*two, "-o", two[1]], 2, "is one of the readings"),
        ([*two, "-o", tmp_path / "map.json"], 2, "ends in .yaml"),
        ([two[0], "-", "-o", out], 2, "standard input"),
        ([two[0], tmp_path / "none.yaml", "-o", out], 2, "no such file"),
    ]
    for args, code, message in cases:
        result = ran(*args)
        assert (result.exit_code, message in result.output) == (code, True), result.output
    Path(two[1]).write_text(Path(two[1]).read_text("utf-8").replace("target: full", "target: fill"), "utf-8")
    result = ran(*two, "-o", out)
    assert result.exit_code == 1
    assert "AM101" in result.output
    assert not out.exists()


def test_readings_of_different_threads_are_refused(two: list[str], tmp_path: Path) -> None:
    [other] = folder(tmp_path / "e", {"cy": argmap.load(DATA / "car-free-centre")})
    result = ran(two[0], other, "-o", tmp_path / "map.yaml")
    assert result.exit_code == 2
    assert "share no post" in result.output


def test_a_damaged_file_of_decisions_is_named_and_kept(two: list[str], tmp_path: Path) -> None:
    out, log = tmp_path / "d" / "map.yaml", tmp_path / "d" / "decisions.map.json"
    log.write_text('{"format": "argmap-adjudication/1", "readi', "utf-8")
    result = ran(*two, "-o", out, "--auto", "union")
    assert result.exit_code == 2
    assert "decisions.map.json" in result.output
    assert log.read_text("utf-8").endswith('"readi')


def test_readings_are_only_read(two: list[str], tmp_path: Path) -> None:
    before = [Path(path).read_bytes() for path in two]
    ran(*two, "-o", tmp_path / "d" / "map.yaml", "--auto", "majority")
    assert [Path(path).read_bytes() for path in two] == before


def test_what_everybody_agrees_on_is_never_asked() -> None:
    gathered: GatheredReadings = gather(
        {"a": reading([LATE, FULL], [STEP]), "b": reading([FULL, LATE], [STEP])}
    )
    assert not settle(gathered, ()).open
