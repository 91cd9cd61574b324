"""Annotators are names, or records with the id that items name them by; files keep the form that was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.errors import InvalidInput, UnknownName
from argmap.model.annotator import Annotator, name_of
from argmap.storage.canonical import formatted

CLAIM = {"id": "c", "text": "Trains are late.", "implicit": True}


def with_annotators(*annotators: Any, by: str | None = None) -> argmap.ArgumentMap:
    claim = CLAIM if by is None else CLAIM | {"by": by}
    return argmap.load({"id": "m", "title": "M", "annotators": list(annotators), "claims": [claim]})


def test_both_forms_are_read_and_written_as_they_are() -> None:
    written = ["Eva Roth", {"id": "ann"}, {"id": "jo", "name": "Jo Lim"}]
    map = with_annotators(*written)
    assert map.annotators == ("Eva Roth", Annotator(id="ann"), Annotator(id="jo", name="Jo Lim"))
    assert map.to_dict()["annotators"] == written
    assert argmap.loads(argmap.dumps(map)) == map
    assert [name_of(annotator) for annotator in map.annotators] == ["Eva Roth", "ann", "Jo Lim"]


def test_items_name_an_annotator_by_the_id_or_else_by_the_name() -> None:
    both = ("Eva Roth", {"id": "jo", "name": "Jo Lim"})
    assert with_annotators(*both).annotator_keys == ("Eva Roth", "jo")
    for by, wrong in (("Eva Roth", False), ("jo", False), ("Jo Lim", True)):
        found = [f.code for f in argmap.check(with_annotators(*both, by=by)) if f.code == "AM220"]
        assert bool(found) == wrong, by


@pytest.mark.parametrize(
    ("annotator", "said"),
    [
        ({"id": "Ann Ott"}, "annotators[0].id: AM013 'Ann Ott' is not an id"),
        ({"name": "Ann"}, "annotators[0]: AM012 key 'id' is missing"),
        ({"id": "ann", "nmae": "Ann"}, "annotators[0].nmae: AM011 unknown key 'nmae'; did you mean 'name'?"),
        (7, "annotators[0]: AM013 expected text, found 7; put it in quotes"),
        ("", "annotators[0]: AM013 text is blank"),
    ],
    ids=["id with blanks", "no id", "mistyped key", "number", "blank"],
)
def test_a_faulty_annotator_is_refused_at_its_place(annotator: Any, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        with_annotators(annotator)
    assert said in str(refused.value)


def test_an_annotator_is_added_beside_records(tmp_path: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text("format: argmap/1\nid: m\ntitle: M\nannotators: [{id: ann}] # who\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["edit", "add", "annotator", str(file), "Jo"]).exit_code == 0
    assert argmap.load(file).annotators == (Annotator(id="ann"), "Jo")
    assert "# who" in file.read_text(encoding="utf-8")
    changed = CliRunner().invoke(
        main, ["edit", "set", str(file), "map", "annotators=[{id: jo, name: Jo}, Eva]"]
    )
    assert changed.exit_code == 0, changed.output
    assert argmap.load(file).annotators == (Annotator(id="jo", name="Jo"), "Eva")


def test_a_map_is_laid_out_with_the_id_before_the_name() -> None:
    text = "format: argmap/1\nid: m\ntitle: M\nannotators: [{name: Ann, id: ann}]\n"
    assert "annotators: [{id: ann, name: Ann}]" in formatted(text)


def test_who_reads_a_thread_is_named_by_the_id() -> None:
    from argmap.editing.guided.session import Session

    folder = Path(__file__).parent.parent.parent / "data" / "car-free-centre"
    with pytest.raises(UnknownName, match="The argmap team"):
        Session(str(folder), by="ann")


def test_tables_name_annotators_as_items_do() -> None:
    from argmap.datasets.tables import rows

    map = with_annotators("Eva Roth", {"id": "jo", "name": "Jo Lim"}, by="jo")
    assert [row["annotators"] for row in rows(map, "maps")] == [["Eva Roth", "jo"]]
    assert [row["by"] for row in rows(map, "claims")] == ["jo"]
