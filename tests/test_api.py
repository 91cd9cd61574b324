"""What a notebook user tries with `import argmap`: 42 natural attempts, each as one cell would do it.

The list comes from a review in which somebody tried all of them; 18 failed then, and 3 misled.
"""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import argmap
from argmap.model import ArgumentMap

PAIR: dict[str, Any] = {
    "format": "argmap/1",
    "id": "pair",
    "title": "A pair",
    "issues": [{"id": "need", "question": "Is it needed?"}],
    "claims": [
        {"id": "yes", "text": "It is needed.", "answers": "need", "implicit": True},
        {"id": "reason", "text": "It is used daily.", "implicit": True},
    ],
    "relations": [{"id": "r1", "kind": "support", "premises": ["reason"], "target": "yes"}],
}


def fresh(code: str) -> str:
    """Return what a program prints that runs in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def map(math_in_ml: ArgumentMap) -> ArgumentMap:
    return math_in_ml


# --- a map and its parts


def test_01_load_a_dataset_by_its_folder(root: Path) -> None:
    assert argmap.load(root / "data" / "math-in-ml").id == "math-in-ml"


def test_02_load_a_map_by_its_file(root: Path) -> None:
    assert argmap.load(str(root / "data" / "math-in-ml" / "map.yaml")).id == "math-in-ml"


def test_03_loop_over_claims(map: ArgumentMap) -> None:
    assert next(claim.id for claim in map.claims) == "math-is-essential"


def test_04_loop_over_the_map_itself(map: ArgumentMap) -> None:
    assert [node.id for node in map] == [*(c.id for c in map.claims), *(e.id for e in map.examples)]


def test_05_look_a_node_up_in_nodes(map: ArgumentMap) -> None:
    assert map.nodes["math-is-essential"].text.startswith("Some mathematics is needed")


def test_06_look_any_part_up_by_id(map: ArgumentMap) -> None:
    assert map["math-is-essential"] is map.nodes["math-is-essential"]
    assert map[map.relations[0].id] is map.relations[0]
    with pytest.raises(KeyError, match="did you mean 'math-is-essential'"):
        map["math-is-esential"]


def test_07_ask_whether_an_id_is_in_the_map(map: ArgumentMap) -> None:
    assert "math-is-essential" in map
    assert "math-is-esential" not in map


def test_08_count_the_nodes(map: ArgumentMap) -> None:
    assert len(map) == len(list(map)) == len(map.claims) + len(map.examples)


def test_09_name_the_theses(map: ArgumentMap) -> None:
    assert {thesis.answers for thesis in map.theses} == {issue.id for issue in map.issues}


def test_10_print_the_map(map: ArgumentMap) -> None:
    parts = f"{len(map.issues)} issues, {len(map.claims)} claims, {len(map.examples)} examples"
    assert repr(map) == f"<ArgumentMap math-in-ml: {parts}, {len(map.relations)} relations, 9 posts>"


def test_11_look_at_the_thread(map: ArgumentMap) -> None:
    thread = map.thread
    assert thread is not None
    assert (len(thread), thread["p1"].author, repr(thread)) == (
        9,
        "a",
        "<Thread math-in-ml: 3 participants, 9 posts>",
    )


def test_12_show_the_map_as_a_page_in_the_notebook(map: ArgumentMap) -> None:
    assert map._repr_html_().startswith("<iframe")


def test_13_show_the_map_as_a_picture_in_the_notebook(map: ArgumentMap) -> None:
    assert 'id="n-math-is-essential"' in map._repr_svg_()


# --- making and changing maps in code


def test_14_make_a_claim() -> None:
    assert argmap.Claim(id="c", text="It rains.").text == "It rains."


def test_15_make_a_map_of_records() -> None:
    made = argmap.ArgumentMap(
        id="pair",
        title="A pair",
        issues=[argmap.Issue(id="need", question="Is it needed?")],
        claims=[
            argmap.Claim(id="yes", text="It is needed.", answers="need", implicit=True),
            argmap.Claim(id="reason", text="It is used daily.", implicit=True),
        ],
        relations=[
            argmap.Relation(id="r1", kind=argmap.RelationKind.SUPPORT, premises=["reason"], target="yes")
        ],
    )
    assert made == argmap.ArgumentMap(**PAIR)


def test_16_find_every_class_of_the_model() -> None:
    names = "Claim Issue Example Relation Quote Commitment Thread Post Participant Reference Stance RelationKind Label Scheme"
    assert all(isinstance(getattr(argmap, name), type) for name in names.split())


def test_17_a_bad_map_made_in_code_says_what_is_wrong_and_what_was_meant() -> None:
    bad = PAIR | {"relations": [{"id": "r1", "kind": "suport", "premises": ["reason"], "target": "yes"}]}
    with pytest.raises(argmap.InvalidInput) as caught:
        argmap.ArgumentMap(**bad)
    assert (
        str(caught.value) == "relations[0].kind: AM013 'suport' is not allowed here; did you mean 'support'?"
    )


def test_18_a_dangling_reference_made_in_code_is_refused() -> None:
    bad = PAIR | {"relations": [{"id": "r1", "kind": "support", "premises": ["reasn"], "target": "yes"}]}
    with pytest.raises(argmap.ArgmapError) as caught:
        argmap.ArgumentMap(**bad)
    assert "relations[0].premises[0]: AM101" in str(caught.value)
    assert "did you mean 'reason'?" in str(caught.value)
    assert "http" not in str(caught.value)


def test_19_change_a_map_with_model_copy(map: ArgumentMap) -> None:
    assert map.model_copy(update={"title": "T"}).title == "T"
    with pytest.raises(argmap.InvalidInput, match="unknown key 'titel'; did you mean 'title'"):
        map.model_copy(update={"titel": "T"})


def test_20_change_a_map_in_place_is_refused_with_the_way_to_do_it(map: ArgumentMap) -> None:
    with pytest.raises(AttributeError, match="model_copy"):
        map.title = "T"


def test_21_compare_two_maps(map: ArgumentMap) -> None:
    assert map == map.model_copy()
    assert map != map.model_copy(update={"title": "T"})
    assert hash(map) == hash(map.model_copy())


def test_22_see_what_differs_between_two_maps() -> None:
    old = argmap.load(PAIR)
    new = old.model_copy(update={"title": "Two", "claims": [old.claims[0]], "relations": []})
    difference = argmap.diff(old, new)
    assert str(difference).splitlines() == [
        "- claim reason",
        "- relation r1",
        "~ map pair: title: 'A pair' -> 'Two'",
    ]
    assert repr(difference) == "<Difference: 0 added, 2 removed, 1 changed>"
    assert json.loads(json.dumps(difference.to_dict()))["changed"][0]["after"] == "Two"
    assert not argmap.diff(old, old)


# --- reading and writing


def test_23_dump_to_json_and_back(map: ArgumentMap) -> None:
    assert argmap.ArgumentMap.model_validate_json(map.model_dump_json()) == map


def test_24_load_a_dict(map: ArgumentMap) -> None:
    assert argmap.load(map.to_dict()) == map


def test_25_load_a_text() -> None:
    text = "format: argmap/1\nid: m\ntitle: M\nclaims:\n- {id: c, text: It rains., implicit: true}\n"
    assert argmap.loads(text)["c"].id == "c"
    with pytest.raises(argmap.ArgmapError, match="did you mean 'title'"):
        argmap.loads(text.replace("title:", "titel:"))


def test_26_dump_to_a_text_and_back() -> None:
    pair = argmap.load(PAIR)
    text = argmap.dumps(pair)
    assert text.count("format: argmap/1") == 1
    assert argmap.loads(text) == pair


def test_27_dump_to_an_open_file(map: ArgumentMap) -> None:
    file = StringIO()
    argmap.dump(map, file)
    assert argmap.loads(file.getvalue()) == map


def test_28_save_to_a_file_writes_that_file(map: ArgumentMap, tmp_path: Path) -> None:
    argmap.save(map, tmp_path / "x.yaml")
    assert (tmp_path / "x.yaml").is_file()
    assert argmap.load(tmp_path / "x.yaml") == map


def test_29_save_to_a_folder_writes_a_dataset(map: ArgumentMap, tmp_path: Path) -> None:
    argmap.save(map, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.yaml", "thread.yaml"]
    assert argmap.load(tmp_path) == map


def test_30_a_faulty_file_says_everything_that_is_wrong_at_once(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("format: argmap/1\nid: Bad Id\ntitel: T\n", "utf-8")
    with pytest.raises(argmap.InvalidInput) as caught:
        argmap.load(tmp_path)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["AM012", "AM013", "AM011"]


def test_31_load_a_thread(root: Path) -> None:
    assert len(argmap.load_thread(root / "data" / "math-in-ml" / "thread.yaml")) == 9


# --- checking, drawing, analysing


def test_32_check_a_map_or_a_path(map: ArgumentMap, root: Path) -> None:
    assert argmap.check(root / "data" / "math-in-ml") == ()
    idle = map.model_copy(
        update={"claims": (*map.claims, argmap.Claim(id="idle", text="It rains.", implicit=True))}
    )
    assert [d.code for d in argmap.check(idle) if "idle" in d.message] == ["AM203"]


def test_33_render_to_bytes(map: ArgumentMap) -> None:
    assert argmap.render(map, "svg").startswith(b"<?xml")
    assert argmap.render(map, "dot").startswith(b"digraph")
    assert callable(argmap.render)  # drawing imports a module, which must not hide the function


def test_34_render_in_a_format_that_is_not_known(map: ArgumentMap) -> None:
    with pytest.raises(argmap.ArgmapError, match="there is no picture format 'gif'"):
        argmap.render(map, "gif")


def test_35_render_to_a_file_says_how_to_do_it(map: ArgumentMap) -> None:
    with pytest.raises(argmap.ArgmapError) as caught:
        argmap.render(map, "svg", "out.svg")  # type: ignore[arg-type]
    assert "write" in str(caught.value)


def test_36_options_take_the_words_that_the_command_line_takes(map: ArgumentMap) -> None:
    right = argmap.render(map, "dot", argmap.Options(direction="right"))
    assert b"rankdir=RL" in right.replace(b'"', b"")
    with pytest.raises(argmap.UnknownName, match="did you mean 'right'"):
        argmap.Options(direction="rigth")
    with pytest.raises(argmap.UnknownName, match="did you mean 'dark'"):
        argmap.render(map, "dot", argmap.Options(theme="drak"))


def test_37_analyse_a_map_and_make_plain_data_of_it() -> None:
    study = argmap.analyse(argmap.load(PAIR))
    assert isinstance(study, argmap.Study)
    assert json.loads(json.dumps(study.to_dict()))["acceptability"]["labels"]["yes"] == "in"


def test_38_analyse_under_another_semantics_by_its_name() -> None:
    pair = argmap.load(PAIR)
    assert argmap.analyse(pair, semantics="preferred").to_dict()["acceptability"]["semantics"] == "preferred"
    with pytest.raises(argmap.UnknownName, match="did you mean 'preferred'"):
        argmap.analyse(pair, semantics="prefered")


def test_39_ask_for_labels_and_strengths_alone() -> None:
    pair = argmap.load(PAIR)
    assert argmap.acceptability(pair, argmap.Semantics.PREFERRED).labels["yes"] is argmap.Label.IN
    assert argmap.acceptability(pair, "preferred").labels["yes"] is argmap.Label.IN
    # DF-QuAD (Rago et al. 2016) with one supporter of strength 1/2: 1/2 + (1 - 1/2) * 1/2.
    assert argmap.strengths(pair).values["yes"] == pytest.approx(0.75)
    with pytest.raises(argmap.UnknownName, match="did you mean 'grounded'"):
        argmap.acceptability(pair, "gronded")


# --- other libraries


def test_40_make_a_networkx_graph_with_attributes_that_graphml_can_hold(map: ArgumentMap) -> None:
    graph = argmap.to_networkx(map)
    thesis = graph.nodes["math-is-essential"]
    assert (thesis["kind"], thesis["side"], thesis["label"]) == (
        "claim",
        "math-is-essential",
        "Some math is needed",
    )
    assert (thesis["authors"], thesis["posts"], thesis["implicit"]) == ("c", "p6", False)
    step = map.relations[0]
    edge = graph.edges[step.premises[0], step.target, step.id]
    assert (edge["kind"], edge["relation"], edge["linked"]) == (str(step.kind), step.id, step.is_linked)
    for form in ("flat", "joined"):
        file = BytesIO()
        nx.write_graphml(argmap.to_networkx(map, form), file)
        file.seek(0)
        assert nx.read_graphml(file).nodes["math-is-essential"] == thesis
    with pytest.raises(argmap.UnknownName, match="did you mean 'joined'"):
        argmap.to_networkx(map, "joind")


@pytest.mark.parametrize("backend", [None, "pandas", "polars"])
def test_41_make_data_frames(map: ArgumentMap, backend: str | None) -> None:
    frames = argmap.to_frames(map, backend)
    assert list(frames) == ["issues", "claims", "examples", "relations", "commitments", "posts"]
    assert [len(frames[name]) for name in ("claims", "relations", "posts")] == [
        len(map.claims),
        len(map.relations),
        9,
    ]
    assert frames["claims"]["side"][0] == "math-is-essential"


def test_42_reach_the_graph_in_a_fresh_interpreter(root: Path) -> None:
    """As the README had it: no import but argmap's own."""
    folder = str(root / "data" / "math-in-ml")
    code = f"import argmap; print(len(argmap.graph.views.flat(argmap.load({folder!r}))))"
    assert fresh(code) == "50"  # 34 claims and 16 examples


# --- what holds for all names


def test_importing_argmap_imports_nothing_heavy() -> None:
    heavy = (
        "pydantic",
        "networkx",
        "numpy",
        "pandas",
        "polars",
        "yaml",
        "click",
        "rich",
        "jinja2",
        "pygraphviz",
    )
    loaded = fresh(
        f"import sys, argmap; dir(argmap); print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert loaded == "[]"


@pytest.mark.parametrize("name", argmap.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(argmap, name).__doc__
    assert name in dir(argmap)


def test_an_unknown_name_is_an_attribute_error_that_suggests() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lod'; did you mean 'load'"):
        argmap.lod  # noqa: B018
    assert not hasattr(argmap, "__wrapped__")


def test_a_number_in_place_of_an_id_is_a_key_error(math_in_ml: argmap.ArgumentMap) -> None:
    with pytest.raises(KeyError, match="no issue, claim, example or relation 0; known: "):
        math_in_ml[0]  # type: ignore[index]


def test_the_listed_names_are_the_public_ones() -> None:
    assert {name for name in dir(argmap) if not name.startswith("_")} >= {"load", "check"}
    assert not {"Any", "TYPE_CHECKING", "import_module"} & set(dir(argmap))
