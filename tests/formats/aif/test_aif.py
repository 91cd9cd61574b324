"""AIF: nodesets of AIFdb are read as their corpora mean them, and what is written comes back, also when another program changed it."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import main
from argmap.formats.aif.nodeset import FORMAT, read, recognises, write
from argmap.formats.aif.schemes import scheme_named, written_name
from argmap.formats.protocol import MapFile
from argmap.formats.registry import FORMATS, format_named, format_of_text
from argmap.formats.table import table
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes
from tests.strategies import examples, maps

SAMPLES = Path(os.environ.get("ARGMAP_SAMPLES") or Path(__file__).parents[4] / "shared" / "samples")
DATA = Path(__file__).parents[3] / "data"


def nodeset(nodes: str, edges: str, /, **others: Any) -> MapFile:
    """Return a nodeset: nodes as lines "id type text", edges as "from>to" with blanks between."""
    rows = [line.strip().split(" ", 2) for line in nodes.strip().splitlines()]
    data = {
        "nodes": [{"nodeID": id, "type": type, "text": text} for id, type, text in rows],
        "edges": [
            {
                "edgeID": str(number),
                "fromID": edge.split(">")[0],
                "toID": edge.split(">")[1],
                "formEdgeID": None,
            }
            for number, edge in enumerate(edges.split())
        ],
        "locutions": [],
        **others,
    }
    return MapFile(json.dumps(data), "tram.json")


def steps(map: ArgumentMap) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(r.id, str(r.kind), r.premises, r.target) for r in map.relations]


DIALOGUE = nodeset(
    """
    1 L Ann Lee : A tram is quiet.
    2 L Bob : Is it?
    3 L Anon: Ann Lee : A tram is quiet.
    4 L Ann Lee : Yes, the wheels have rubber.
    11 I A tram is quiet.
    12 I The wheels of a tram have rubber.
    20 YA Asserting
    21 YA Pure Questioning
    22 YA Asserting
    23 YA Analysing
    24 YA Arguing
    30 TA Default Transition
    31 TA Default Transition
    40 RA Default Inference
    """,
    "1>20 20>11 2>21 21>11 4>22 22>12 3>23 23>1 1>30 30>2 2>31 31>4 12>40 40>11 31>24 24>40",
)
"""By hand after the IAT guidelines: Ann asserts, Bob asks, Ann gives a reason; an analyst entered the first turn."""


def test_locutions_are_posts_and_illocutions_stances_of_their_speakers() -> None:
    map, thread, remarks = read(DIALOGUE)
    assert map is not None
    assert thread is not None
    assert [(p.name, p.id) for p in thread.participants] == [("Ann Lee", "ann-lee"), ("Bob", "bob")]
    assert [(p.id, p.author, p.reply_to, p.text) for p in thread] == [
        ("n1", "ann-lee", None, "A tram is quiet."),
        ("n2", "bob", "n1", "Is it?"),
        ("n4", "ann-lee", "n2", "Yes, the wheels have rubber."),
    ]
    assert [(c.participant, c.post, str(c.stance), c.claim) for c in map.commitments] == [
        ("ann-lee", "n1", "asserts", "n11"),
        ("bob", "n2", "questions", "n11"),
        ("ann-lee", "n4", "asserts", "n12"),
    ]
    assert steps(map) == [("n40", "support", ("n12",), "n11")]
    assert [quote.exact for quote in map.claims[1].quotes] == ["Yes, the wheels have rubber."]
    assert thread.authorship == "inferred"  # names in texts alone
    assert [each.message for each in remarks] == [
        "left out as the records of an analyst, which are no posts: 3",
        "left out, as a map has no place for who made a step: 24",
    ]


def test_steps_onto_steps_are_undercuts_and_backings_and_several_premises_are_linked() -> None:
    map = read(
        nodeset(
            "1 I a\n2 I b\n3 I c\n4 I d\n5 I e\n6 RA RA\n7 CA CA\n8 RA Default Inference\n9 CA CA\n10 MA MA",
            "1>6 2>6 6>3 4>7 7>6 5>8 8>6 5>9 9>7 4>10 10>5",
        )
    ).map
    assert map is not None
    assert steps(map) == [
        ("n6", "support", ("n1", "n2"), "n3"),
        ("n7", "undercut", ("n4",), "n6"),
        ("n8", "support", ("n5",), "n6"),
        ("n9", "undercut", ("n5",), "n7"),
        ("n10", "rephrase", ("n4",), "n5"),
    ]


def test_a_transition_carries_the_stance_of_who_speaks_last() -> None:
    map = read(
        nodeset("1 L Ann : So.\n2 L Bob : Yes.\n3 I So.\n4 TA TA\n5 YA Agreeing", "1>4 4>2 4>5 5>3")
    ).map
    assert map is not None
    assert [(c.participant, c.post, str(c.stance)) for c in map.commitments] == [("bob", "n2", "accepts")]
    assert map.claims[0].quotes == ()


def test_a_locution_that_is_reported_or_argued_for_is_a_claim() -> None:
    # As in US2016: elainegeorge reports what Obama likes.
    map = read(
        nodeset(
            "1 L Ann : Obama likes it.\n2 L Obama likes it.\n3 I He cares.\n4 YA Asserting\n5 RA RA",
            "1>4 4>2 3>5 5>2",
        )
    ).map
    assert map is not None
    assert map.thread is not None
    assert [claim.text for claim in map.claims] == ["Obama likes it.", "He cares."]
    assert [post.id for post in map.thread] == ["n1"]
    assert [(c.participant, c.claim) for c in map.commitments] == [("ann", "n2")]


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("Fiona Bruce : they called", None, ("Fiona Bruce", "they called")),
        ("Anon: Fiona Bruce :  they called", None, ("Fiona Bruce", "they called")),
        ("Fiona Bruce: they called", None, (None, "Fiona Bruce: they called")),
        ("Fiona Bruce: they called", "7", ("Fiona Bruce", "they called")),
        ("I think there are two ways out of this : one", None, (None, "I think there are two ways out of this : one")),
        ("they called", "7", ("Person 7", "they called")),
    ],
)  # fmt: skip
def test_names_stand_before_words(text: str, person: str | None, expected: tuple[str | None, str]) -> None:
    said = [{"nodeID": "1", "personID": person}] if person else []
    thread = read(nodeset(f"1 L {text}\n2 I x\n3 YA Asserting", "1>3 3>2", locutions=said)).thread
    assert thread is not None
    assert (thread.participants[0].name if thread.participants else None, thread.posts[0].text) == expected


def test_a_listed_participant_is_the_speaker_whatever_the_text_says() -> None:
    file = nodeset(
        "1 L Bob : so he said\n2 L Ann Lee: so", "1>2", locutions=[{"nodeID": 1, "personID": 3}, {"nodeID": "2", "personID": "3"}],
        participants=[{"participantID": 3, "firstname": "Ann", "surname": "Lee"}],
    )  # fmt: skip
    thread = read(file).thread
    assert thread is not None
    assert [(post.author, post.text) for post in thread] == [
        ("ann-lee", "Bob : so he said"),
        ("ann-lee", "so"),
    ]
    assert thread.authorship == "recorded"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CauseToEffect", "cause-to-effect"),  # Araucaria
        ("Argument From Expert Opinion", "expert-opinion"),
        ("Practical Reasoning", "practical-reasoning"),
        ("Generic Ad Hominem", "ad-hominem-direct"),
        ("From-place", None),
        ("Consequences", None),  # good ones or bad ones
    ],
)
def test_schemes_are_known_by_name(name: str, expected: str | None) -> None:
    assert scheme_named(name) == expected
    map = read(nodeset(f"1 I a\n2 I b\n3 RA {name}", "1>3 3>2")).map
    assert map is not None
    assert map.relations[0].scheme == expected
    assert map.relations[0].note == (None if expected else f"Scheme in AIF: {name}")


def test_every_scheme_is_known_by_the_name_under_which_it_is_written() -> None:
    assert [scheme_named(written_name(id)) for id in schemes()] == [*schemes()]
    assert [scheme_named(scheme.name) for scheme in schemes().values()] == [*schemes()]


@pytest.mark.parametrize(
    ("file", "remark"),
    [
        (nodeset("1 I a\n2 I b", "1>2"), "left out, as an edge between claims without a step may mean anything: 1 to 2"),
        (nodeset("1 I a\n2 RA RA", "1>2 2>9"), "edge 1 names 9, which is no node; it was left out"),
        (nodeset("1 I a\n2 RA RA", "1>2"), "step 2 (RA) leads to nothing; it was left out"),
        (nodeset("1 I a\n2 RA RA", "2>1"), "relation 2 has no premise; it was left out"),
        (nodeset("1 I a\n1 I b", ""), "node 1 is there twice; the first one is kept"),
        (nodeset("1 I a\n2 PA PA\n3 I b", "1>2 2>3"), "left out, as a map has no place for preferences: 2"),
        (nodeset("1 EN a", ""), "left out, as AIF has no nodes of the type 'EN': 1"),
        (nodeset("1 L a\n2 YA Warbling\n3 I b", "1>2 2>3"), "illocution 2 on 3 is 'Warbling', which is no stance; it was left out"),
        (nodeset("1 I a\n2 MA MA\n3 RA RA\n4 I b", "1>2 2>3 4>3 3>1"), "relation 2 is of the kind rephrase, and leads to a part of another kind than claim; it was left out"),
        (nodeset("1 I a", "", locutions=[{"nodeID": "1", "personID": "4"}]), "the person of a node that is no post was left out: 1"),
        (nodeset("1 I a", "", nodes=[{"type": "I"}, 3, {"nodeID": True}]), "node 1 of the list has no nodeID; it was left out"),
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_map_is_said(file: MapFile, remark: str) -> None:
    map, _, remarks = read(file)
    assert map is not None
    assert remark in [each.message for each in remarks]


def test_ids_of_mixed_types_are_one_id_and_zero_is_one() -> None:
    nodes = [{"nodeID": 0, "type": "I", "text": "a"}, {"nodeID": "7", "type": "I", "text": "b"}, {"nodeID": 8.0, "type": "CA", "text": "CA"}]  # fmt: skip
    edges = [{"fromID": "0", "toID": 8}, {"fromID": "8", "toID": 7}]
    map = read(nodeset("1 I x", "", nodes=nodes, edges=edges)).map
    assert map is not None
    assert steps(map) == [("n8", "attack", ("n0",), "n7")]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"nodes": 3}', '{"nodes": [', "\x00", "[" * 100_000, '{"nodes":' + '{"a":' * 100_000, '{"a": ' + "9" * 5000 + "}"],
)  # fmt: skip
def test_what_is_no_nodeset_is_an_error(text: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is None
    assert [each.code for each in remarks] == ["AM018"]
    assert not recognises(MapFile(text))


# corpora: counts as INTERCHANGE.md and a count of the types of nodes by hand have them


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of third parties are not here")
@pytest.mark.parametrize(
    ("name", "claims", "kinds", "stances", "posts"),
    [
        ("aif/araucaria_nodeset108", 9, {"support": 3, "attack": 1}, 0, 0),
        ("aif/carneades_araucaria_nodeset10", 4, {"support": 1}, 0, 0),
        ("aif/iac_nodeset7006", 5, {"attack": 2, "support": 1}, 0, 0),
        ("aif/iac_nodeset7107_empty", 0, {}, 0, 0),
        ("aif/microtexts_nodeset6381", 4, {"support": 3}, 0, 0),
        ("aif/moral_maze_6064-original", 9, {"support": 5}, 9, 9),
        ("aif/qt30_nodeset17960", 10, {"support": 4, "attack": 1, "rephrase": 1}, 10, 11),
        ("aif/us2016_nodeset10241", 7, {"support": 2, "attack": 4, "rephrase": 1}, 7, 7),
        ("ova/ova3_upload_1633448358_aifdb-post", 7, {"support": 2, "attack": 1, "rephrase": 2}, 7, 7),
    ],
)
def test_samples_keep_every_claim_attack_and_speaker(
    name: str, claims: int, kinds: dict[str, int], stances: int, posts: int
) -> None:
    text = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
    file = MapFile(text, f"{name}.json")
    assert format_of_text(file) is FORMAT
    map, thread, _ = read(file)
    assert map is not None
    assert len(map.claims) == claims
    assert Counter(str(r.kind) for r in map.relations) == kinds
    assert (len(map.commitments), len(thread or ())) == (stances, posts)
    again = write(map).text
    assert read(MapFile(again)).map == map
    assert set(json.loads(again)["argmap"]) <= {"id", "title", "authorship"}  # AIF says all the rest


# there and back


@given(maps())
def test_any_map_comes_back(map: ArgumentMap) -> None:
    text, lost, _ = write(map)
    assert lost == ()
    assert recognises(MapFile(text))
    assert read(MapFile(text, "other.json")) == (map, map.thread, ())


def claims_and_steps(map: ArgumentMap) -> tuple[dict[str, str], list[tuple[object, ...]]]:
    words = {part.id: " ".join(part.text.split()) for part in map}
    left = {r.id: r for r in map.relations if r.kind is not RelationKind.EXPLAINS}
    while gone := [id for id, r in left.items() if r.target not in left and r.target not in words]:
        for id in gone:
            del left[id]
    shapes = sorted((id, str(r.kind), r.premises, r.target, r.scheme) for id, r in left.items())
    return words, shapes


@given(maps())
def test_what_other_programs_see_has_every_claim_and_step(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    del data["argmap"]
    seen = read(MapFile(json.dumps(data))).map
    assert seen is not None
    assert claims_and_steps(seen) == claims_and_steps(map)
    people = {p.id: " ".join(p.name.split()).casefold() for p in map.thread.participants}  # type: ignore[union-attr]
    own = {p.id: p.author for p in map.thread}  # type: ignore[union-attr]
    shown = {p.id: p.name.casefold() for p in seen.thread.participants}  # type: ignore[union-attr]
    expected = Counter(
        (people[c.participant], c.claim, c.stance) for c in map.commitments if own[c.post] == c.participant
    )
    assert Counter((shown[c.participant], c.claim, c.stance) for c in seen.commitments) == expected


@given(maps())
def test_a_map_that_another_program_changed_keeps_what_is_still_there(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    data["nodes"].append({"nodeID": "added", "type": "I", "text": "Somebody added this."})
    reading = read(MapFile(json.dumps(data)))
    assert reading.map is not None
    assert "added" in {claim.id for claim in reading.map.claims}
    for claim in map.claims if "map" in data["argmap"] else ():
        now = reading.map.nodes[claim.id]
        assert (now.quotes, now.tags, now.base_score, now.note) == (
            claim.quotes,
            claim.tags,
            claim.base_score,
            claim.note,
        )  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in DATA.glob("*/map.yaml")))
def test_the_maps_of_the_project_come_back(name: str) -> None:
    from argmap.storage.load import load_map

    map = load_map(DATA / name)
    text = write(map).text
    assert read(MapFile(text)).map == map
    nodes = Counter(node["type"] for node in json.loads(text)["nodes"])
    kinds = Counter(r.kind for r in map.relations)
    assert nodes["I"] == len(map)
    assert (nodes["RA"], nodes["CA"]) == (kinds["support"], kinds["attack"] + kinds["undercut"])  # type: ignore[index]


def test_what_only_argmap_sees_has_a_sign_of_its_own_and_is_said(root: Path, tmp_path: Path) -> None:
    lines = {
        line.split()[0]: line.split()[1:]
        for line in table().splitlines()
        if line.startswith(("aif ", "xaif ", "argmap-json"))
    }
    # In the order of the columns: undercuts, implicit premises, critical questions, participants and weights.
    columns = [2 + number for number in (2, 4, 6, 7, 11)]
    assert [lines["aif"][column] for column in columns] == ["•", "◦", "◦", "•", "◦"]
    assert [lines["xaif"][column] for column in columns] == ["•", "◦", "•", "•", "◦"]
    assert [lines["argmap-json"][column] for column in columns] == ["•"] * 5
    out = tmp_path / "m.json"
    result = CliRunner().invoke(
        main, ["export", str(root / "data" / "math-in-ml"), "--to", "aif", "-o", str(out)]
    )
    assert result.exit_code == 0
    assert "note: other programs do not see " in result.stderr
    assert "leaves out" not in result.stderr


# any text


@examples(30)
@given(st.integers(0, len(DIALOGUE.text)), st.integers(0, 40), st.text(max_size=8))
def test_a_damaged_nodeset_is_read_or_refused(start: int, length: int, put: str) -> None:
    text = DIALOGUE.text[:start] + put + DIALOGUE.text[start + length :]
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.sampled_from(["0", "1", "I", "RA", "L", "YA", "TA", "CA"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["nodes", "edges", "locutions", "participants", "nodeID", "type", "text", "fromID", "toID", "personID", "argmap", "map", "ids", "digest"]), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip


@examples(30)
@given(st.lists(scraps, max_size=6), st.lists(scraps, max_size=6), scraps)
def test_any_json_is_read_or_refused(nodes: list[Any], edges: list[Any], rest: Any) -> None:
    whole = {"nodes": nodes, "edges": edges, "locutions": rest, "participants": rest, "argmap": rest}
    map, _, remarks = read(MapFile(json.dumps(whole)))
    assert map is not None or remarks


def test_a_chain_and_a_ring_of_ten_thousand_are_read() -> None:
    many = 10_000
    nodes = "\n".join([*(f"c{n} I Claim {n}." for n in range(many)), *(f"s{n} CA CA" for n in range(many))])
    edges = " ".join(f"c{n}>s{n} s{n}>s{(n + 1) % many}" for n in range(many))
    map = read(nodeset(nodes, edges)).map
    assert map is not None
    assert Counter(r.kind for r in map.relations) == {RelationKind.UNDERCUT: many}


def test_a_chain_of_ten_thousand_that_hangs_in_the_air_is_left_out_in_no_time() -> None:
    many = 10_000
    nodes = "\n".join([*(f"c{n} I Claim {n}." for n in range(many)), *(f"s{n} CA CA" for n in range(many))])
    edges = " ".join(f"c{n}>s{n} s{n}>s{n + 1}" for n in range(many - 1))
    map, _, remarks = read(nodeset(nodes, edges))
    assert map is not None
    assert (len(map.claims), map.relations) == (many, ())
    assert remarks[-1].message == f"parts left out or changed besides these: {many - 1_000}"


@pytest.mark.parametrize("name", [name for name in FORMATS.names() if name != "aif"])
def test_files_of_other_formats_are_none_of_this_one(name: str) -> None:
    from argmap.storage.load import load_map

    known = format_named(name)
    if known.write is not None:
        assert not recognises(MapFile(known.write(load_map(next(DATA.glob("*/map.yaml")).parent)).text))
