"""Questions over many maps: answers counted by hand or in Python, a cache that is never wrong, and nothing but the tables."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

import duckdb

import argmap
from argmap.cli.main import main
from argmap.datasets.questions import VIEWS
from argmap.datasets.schema import TABLES
from argmap.datasets.store import asked, cache_file, opened
from argmap.errors import ArgmapError
from argmap.parallel import Workers

ROOT = Path(__file__).parent.parent.parent
HERE = Workers(processes=1)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled maps, with a cache of their own."""
    path = tmp_path_factory.mktemp("bundled") / "data"
    shutil.copytree(ROOT / "data", path)
    return path


@pytest.fixture
def data(bundled: Path, tmp_path: Path) -> Path:
    """A copy that a test may change: two maps."""
    for name in ("car-free-centre", "math-in-ml"):
        shutil.copytree(bundled / name, tmp_path / "data" / name)
    return tmp_path / "data"


def ran(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def answer(data: Path, sql: str) -> list[dict[str, Any]]:
    with opened(data, HERE) as store:
        return list(asked(store, sql).to_pylist())


def reads(data: Path) -> int:
    with opened(data, HERE) as store:
        return store.read


def _comparable(row: dict[str, Any]) -> str:
    """Times compare by what they say: DuckDB has its own object for UTC."""
    return repr(
        {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
    )


def test_every_table_has_the_rows_that_the_maps_have(bundled: Path) -> None:
    maps = list(argmap.dataset(bundled))
    with opened(bundled, HERE) as store:
        for name in TABLES:
            wanted = [dict(row) for row in argmap.dataset(bundled).rows(name)]
            got = asked(store, f'SELECT * FROM "{name}"').to_pylist()
            assert Counter(map(_comparable, got)) == Counter(map(_comparable, wanted)), name
        kinds = asked(store, "SELECT kind, count(*) AS n FROM relations GROUP BY kind").to_pylist()
    assert {row["kind"]: row["n"] for row in kinds} == Counter(
        str(r.kind) for map in maps for r in map.relations
    )


def test_ready_questions_answer_what_they_say(bundled: Path) -> None:
    """Each against the same question in Python, over the model."""
    maps = {map.id: map for map in argmap.dataset(bundled)}
    with opened(bundled, HERE) as store:
        got = {name: asked(store, f'FROM "{name}"').to_pylist() for name in VIEWS}

    assert {(row["map"], row["claim"]): row["participants"] for row in got["conceded_claims"]} == {
        (map.id, claim.id): people
        for map in maps.values()
        for claim in map.claims
        if (
            people := len(
                {
                    c.participant
                    for c in map.commitments
                    if c.claim == claim.id and c.stance in {"concedes", "accepts"}
                }
            )
        )
    }
    assert {
        (row["map"], row["participant"], row["post"], row["claim"]) for row in got["retracted_claims"]
    } == {
        (map.id, c.participant, c.post, c.claim)
        for map in maps.values()
        for c in map.commitments
        if c.stance == "retracts"
    }
    assert {(row["map"], row["question"]) for row in got["unanswered_questions"]} == {
        (map.id, question.id)
        for map in maps.values()
        for question in map.questions
        if not question.answered_by
    }
    assert {(row["map"], row["relation"]) for row in got["unanswered_objections"]} == {
        (map.id, r.id)
        for map in maps.values()
        for r in map.relations
        if r.kind in {"attack", "undercut"}
        and not any(o.kind == "undercut" for o in map.incoming.get(r.id, ()))
        and not any(o.kind == "attack" for premise in r.premises for o in map.incoming.get(premise, ()))
    }
    assert {(row["map"], row["relation"], row["claim"]) for row in got["implicit_premises"]} == {
        (map.id, r.id, premise)
        for map in maps.values()
        for r in map.relations
        for premise in r.premises
        if getattr(map[premise], "implicit", False)
    }
    assert {(row["map"], row["issue"]) for row in got["open_issues"]} == {
        (map.id, issue.id)
        for map in maps.values()
        for issue in map.issues
        if not (issue.outcome and issue.outcome.thesis)
    }
    labels = {(row["map"], row["claim"]): row["label"] for row in got["accepted_theses"]}
    for map in maps.values():
        accepted = argmap.acceptability(map).labels
        assert {c.id: labels[map.id, c.id] for c in map.theses} == {
            c.id: str(accepted[c.id]) for c in map.theses
        }
    for row in got["disputed_claims"]:
        stances = {
            (c.participant, str(c.stance)) for c in maps[row["map"]].commitments if c.claim == row["claim"]
        }
        assert all((who, "denies") in stances for who in row["denied_by"])
    used = Counter(
        r.scheme for map in maps.values() for r in map.relations if r.scheme and r.kind == "support"
    )
    assert {row["scheme"]: row["used"] for row in got["schemes_never_questioned"]}.items() <= used.items()


def test_each_ready_question_has_a_fixed_order(bundled: Path) -> None:
    assert all("ORDER BY" in view.sql and view.answers.endswith("?") for view in VIEWS.values())
    assert len(VIEWS) >= 10


def test_only_what_changed_is_read_again(data: Path) -> None:
    assert reads(data) == 2
    assert reads(data) == 0
    path = data / "car-free-centre" / "map.yaml"
    path.write_text(path.read_text("utf-8").replace("Close the old town", "Close the town"), "utf-8")
    assert reads(data) == 1
    [row] = answer(data, "SELECT label FROM claims WHERE id = 'close'")
    assert row["label"] == "Close the town"
    shutil.rmtree(data / "math-in-ml")
    assert answer(data, "SELECT map FROM maps") == [{"map": "car-free-centre"}]


@pytest.mark.parametrize("content", [b"", b"nonsense" * 99, None])
def test_a_cache_that_is_damaged_or_cut_off_is_made_anew(data: Path, content: bytes | None) -> None:
    reads(data)
    path = cache_file(data)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if content is None else content)
    assert len(answer(data, "SELECT map FROM maps")) == 2


@pytest.mark.parametrize("statement", ["CREATE", "INSERT", "COMMIT"])
def test_a_full_disk_is_said_without_a_traceback(
    data: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """DuckDB meets a full disk in any statement that writes; the words are its own, of a tmpfs that was full."""

    class Full:
        def __init__(self, connection: Any) -> None:
            self.connection = connection

        def __getattr__(self, name: str) -> Any:
            return getattr(self.connection, name)

        def execute(self, sql: str, *values: Any) -> Any:
            if sql.startswith(statement):
                raise duckdb.TransactionException("Could not write file: No space left on device")
            return self.connection.execute(sql, *values)

    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda *args, **named: Full(connect(*args, **named)))
    result = ran("stats", data)
    assert result.exit_code == 2
    assert "cannot use the cache" in result.stderr
    assert "No space left on device" in result.stderr
    assert "ARGMAP_CACHE" in result.stderr


def test_a_cache_of_another_version_is_made_anew(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(data)
    monkeypatch.setattr("argmap.datasets.store.MADE_BY", "another")
    assert reads(data) == 2


def test_a_faulty_map_is_told_and_left_out_until_it_is_mended(data: Path) -> None:
    path = data / "math-in-ml" / "map.yaml"
    sound = path.read_text("utf-8")
    path.write_text("format: argmap/1\nid: [", "utf-8")
    result = ran("query", data, "SELECT map FROM maps", "--format", "csv")
    assert result.exit_code == 0
    assert "math-in-ml" in result.stderr
    assert result.stdout == "map\ncar-free-centre\n"
    path.write_text(sound, "utf-8")
    assert len(answer(data, "SELECT map FROM maps")) == 2


def test_two_maps_of_one_id_are_refused_and_the_cache_stays_sound(data: Path) -> None:
    shutil.copytree(data / "math-in-ml", data / "again")
    with pytest.raises(ArgmapError, match="again and math-in-ml have the same id"):
        reads(data)
    shutil.rmtree(data / "again")
    assert len(answer(data, "SELECT map FROM maps")) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY claims TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "DROP TABLE claims",
        "SET enable_external_access = true",
        "SELEC",
        "",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(
    bundled: Path, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ran("query", bundled, sql)
    assert result.exit_code == 2
    assert "argmap: the query" in result.stderr
    assert not list(tmp_path.glob("o*"))


def test_answers_are_the_same_in_every_format(bundled: Path, tmp_path: Path) -> None:
    sql = "SELECT map, id, premises, weight FROM (SELECT r.map, r.id, r.weight, list(p.premise ORDER BY p.number) AS premises FROM relations r JOIN premises p ON p.map = r.map AND p.relation = r.id GROUP BY ALL) ORDER BY map, id LIMIT 5"
    wanted = answer(bundled, sql)
    assert json.loads(ran("query", bundled, sql, "--format", "json").stdout) == wanted
    rows = list(csv.DictReader(StringIO(ran("query", bundled, sql, "--format", "csv").stdout)))
    assert [row["premises"].split(", ") for row in rows] == [row["premises"] for row in wanted]
    out = tmp_path / "answer.parquet"
    assert ran("query", bundled, sql, "-o", out).exit_code == 0
    from pyarrow import parquet

    assert parquet.read_table(out).to_pylist() == wanted
    table = ran("query", bundled, sql).stdout
    assert table.splitlines()[0].split() == ["map", "id", "premises", "weight"]
    assert table.endswith("5 rows\n")
    assert ran("query", bundled, sql, "-o", tmp_path / "answer.xyz").exit_code == 2


def test_what_a_text_would_do_to_a_screen_or_a_spreadsheet_is_taken_from_it(data: Path) -> None:
    assert "\x1b" not in ran("query", data, "SELECT chr(27) || '[31mred' AS text").stdout
    assert ran("query", data, "SELECT '=1+1' AS sum", "--format", "csv").stdout == "sum\n'=1+1\n"


def test_words_are_found_by_their_stems_the_best_first(bundled: Path) -> None:
    rows = json.loads(ran("query", bundled, "--search", "crossings safe", "--format", "json").stdout)
    assert rows[0]["id"] == "charge-crossing-safe"
    assert {row["kind"] for row in rows} == {"claim", "post"}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert json.loads(ran("query", bundled, "--search", "zzz", "--format", "json").stdout) == []
    assert ran("query", bundled, "--search", '" OR * -').exit_code == 0
    assert ran("query", bundled, "--search", "?!").exit_code == 2


def test_claims_of_other_threads_that_say_nearly_the_same_are_found(data: Path) -> None:
    assert json.loads(ran("query", data, "--alike", "--format", "json").stdout) == []
    path = data / "math-in-ml" / "map.yaml"
    text = path.read_text("utf-8")
    first = argmap.load(data / "math-in-ml").claims[0]
    path.write_text(
        text.replace(f"text: {first.text}", "text: The old town should be closed to all private cars.", 1),
        "utf-8",
    )
    [row] = json.loads(ran("query", data, "--alike", "--format", "json").stdout)
    assert (row["map"], row["claim"], row["other_map"], row["other_claim"]) == (
        "car-free-centre",
        "close",
        "math-in-ml",
        first.id,
    )


def test_statistics_count_what_is_in_each_map(bundled: Path) -> None:
    rows = json.loads(ran("stats", bundled, "--format", "json").stdout)
    for row in rows:
        map = argmap.load(bundled / row["map"])
        assert (row["claims"], row["examples"], row["stances"]) == (
            len(map.claims),
            len(map.examples),
            len(map.commitments),
        )
        assert row["undercuts"] == sum(r.kind == "undercut" for r in map.relations)


def test_a_question_is_needed_and_only_one() -> None:
    assert ran("query", "data").exit_code == 2
    assert ran("query").exit_code == 2
    both = ran("query", "data", "SELECT 1", "--alike")
    assert (both.exit_code, "one question only" in both.stderr) == (2, True)
    assert "unanswered_objections: Which" in ran("query", "--tables").stdout
    assert ran("query", "no-such-folder", "SELECT 1").exit_code == 2


def test_several_processes_read_the_same(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "SELECT * FROM claims ORDER BY map, id"
    one = answer(data, sql)
    monkeypatch.setenv("ARGMAP_CACHE", str(tmp_path / "other"))
    monkeypatch.setattr("argmap.datasets.store.AT_ONCE", 1)
    with opened(data, Workers(processes=2)) as store:
        assert asked(store, sql).to_pylist() == one
