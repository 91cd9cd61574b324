"""Whole corpora: every map of a folder or archive is converted, a broken one stops nothing, and nothing leads out of the folder."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.formats.conversion import CorpusJob, conversions, failures, result_names
from argmap.formats.corpus import Corpus
from argmap.formats.registry import format_named
from tests.formats.aif.test_aif import DIALOGUE, nodeset

OUTLINE = "# Trams\n\n- A tram is worth it. {#tram}\n  - + It is quiet.\n  - − It is dear.\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder: 40 nodesets, an outline, and what lies about in corpora."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    (folder / "deeper").mkdir(parents=True)
    for number in range(40):
        text = nodeset(f"1 I a{number}\n2 I b\n3 CA CA", "1>3 3>2").text if number else DIALOGUE.text
        (folder / f"nodeset{number}.json").write_text(text)
    (folder / "deeper" / "tram.md").write_text(OUTLINE)
    (folder / "readme.txt").write_text("A corpus.")
    (folder / ".hidden.json").write_text("{")
    return folder


def zipped(folder: Path, name: str = "corpus.zip") -> Path:
    path = folder.parent / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
        archive.writestr("__MACOSX/nodeset1.json", "{")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_every_map_of_a_folder_is_converted(corpus: Path) -> None:
    result = run("convert", corpus, "-o", "out", "--to", "argmap-json", "--jobs", 1)
    assert result.exit_code == 0, result.stderr
    made = written(Path("out"))
    assert sorted(made) == sorted(["deeper/tram.json", *(f"nodeset{number}.json" for number in range(40))])
    assert json.loads(made["nodeset7.json"])["claims"][0]["text"] == "a7"
    assert result.stderr.splitlines() == [
        "note: what was left out when the files were read: 2 remarks; --verbose lists them",
        "converted 41 maps into out (40 aif, 1 outline); 1 other file passed over",
    ]
    assert (
        "nodeset0.json: AM019 left out, as a map has no place for who made a step: 24"
        in run("convert", corpus, "-o", "out", "--to", "aif", "--jobs", 1, "--verbose").stderr
    )


def test_an_archive_and_several_processes_give_the_same_bytes(corpus: Path) -> None:
    archive = zipped(corpus)
    assert run("convert", corpus, "-o", "one", "--to", "aif", "--jobs", 1).exit_code == 0
    assert run("convert", archive, "-o", "two", "--to", "aif", "--jobs", 2).exit_code == 0
    assert written(Path("one")) == written(Path("two"))
    assert len(written(Path("one"))) == 41


def test_a_broken_file_is_reported_and_the_rest_go_on(corpus: Path) -> None:
    (corpus / "nodeset5.json").write_text('{"nodes": [')
    (corpus / "nodeset6.json").write_bytes(b"\xff{}")
    (corpus / "other.json").write_text('{"a": 1}')
    result = run("convert", corpus, "-o", "out", "--to", "aif", "--jobs", 1)
    assert result.exit_code == 1
    assert len(written(Path("out"))) == 39
    lines = result.stderr.splitlines()
    assert lines[0] == f"{corpus / 'nodeset5.json'}:1:12: AM018 this is no JSON: Expecting value"
    assert "nodeset6.json:1:1: AM002 not UTF-8" in lines[1]
    assert lines[2] == f"{corpus / 'other.json'}: AM018 this is no map in a format that argmap knows"
    assert lines[-1].endswith("1 other file passed over; 3 files could not be converted")


def test_losses_are_summed_up_and_strict_refuses_what_would_lose_something(corpus: Path) -> None:
    result = run("convert", corpus, "-o", "out", "--to", "outline", "--jobs", 1, "--loss-report", "lost.json")
    assert result.exit_code == 0
    # By hand: the dialogue has a thread, three stances and a quote of each of its two claims; 39 + 1 + 2 relations and 41 maps have ids.
    expected = (
        "note: outline leaves out claims.quotes (2), commitments (1), id (41), relations.id (42), thread (1)"
    )
    assert expected in result.stderr
    report = json.loads(Path("lost.json").read_text())
    assert [row["file"] for row in report["files"] if "thread" in row["lost"]] == ["nodeset0.json"]
    strict = run("convert", corpus, "-o", "strict", "--to", "outline", "--jobs", 1, "--strict")
    assert strict.exit_code == 1
    assert "nodeset0.json: outline would leave out" in strict.stderr
    assert not Path("strict").exists()


def test_results_that_would_have_one_name_keep_their_endings() -> None:
    names = ["a.json", "A.xml", "b.json", "x/a.json"]
    assert result_names(names, format_named("aif")) == ["a.json.json", "A.xml.json", "b.json", "x/a.json"]


def test_results_inside_the_corpus_are_no_part_of_it(corpus: Path) -> None:
    for _ in range(2):
        assert run("convert", corpus, "-o", corpus / "out", "--to", "aif", "--jobs", 1).exit_code == 0
    assert len(written(corpus / "out")) == 41


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "aif"), "name the folder for the maps with -o FOLDER"),
        (("-o", "out"), "name the format with --to"),
        (("-o", "corpus", "--to", "aif"), "-o names a folder of its own for the maps; corpus is none"),
        (("-o", "out", "--to", "aif", "--sidecar", "s.json"), "sidecars are for one map"),
        (("-o", "out", "--to", "aiff"), "there is no format 'aiff'; did you mean 'aif'?"),
        (("-o", "out", "--to", "aif", "--jobs", "0"), "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_done_is_told(corpus: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("convert", corpus, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert not Path("out").exists()


def test_a_dataset_is_exported_and_no_corpus(root: Path, tmp_path: Path) -> None:
    result = run("convert", root / "data" / "math-in-ml", "-o", tmp_path / "out", "--to", "aif")
    assert result.exit_code == 2
    assert "is a dataset, which 'argmap export" in " ".join(result.stderr.split())


def test_a_folder_without_maps_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("convert", tmp_path / "empty", "-o", tmp_path / "out", "--to", "aif").exit_code == 2
    (tmp_path / "empty" / "a.txt").write_text("hello")
    assert run("convert", tmp_path / "empty", "-o", tmp_path / "out", "--to", "aif").exit_code == 1


# hostile archives


def archive_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_an_archive_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    bomb = archive_of(tmp_path / "bomb.zip", {f"{number}.json": b" " * 15_000_000 for number in range(8)})
    result = run("convert", bomb, "-o", tmp_path / "out", "--to", "aif")
    assert result.exit_code == 2
    assert "AM003 its files take" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_member_over_the_limit_is_not_unpacked(tmp_path: Path) -> None:
    members = {"big.json": b" " * 21_000_000, "fine.json": DIALOGUE.text.encode()}
    result = run("convert", archive_of(tmp_path / "a.zip", members), "-o", tmp_path / "out", "--to", "aif")
    assert result.exit_code == 1
    assert "big.json: AM003 larger than the limit of 20 MB" in result.stderr
    assert sorted(written(tmp_path / "out")) == ["fine.json"]


@pytest.mark.parametrize("name", ["../out.json", "/out.json", "a/../../out.json", "a\\..\\out.json"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    archive = archive_of(tmp_path / "a.zip", {name: DIALOGUE.text.encode()})
    plan = CorpusJob(archive, None, "aif", tmp_path / "deep" / "out")
    made = [*conversions(plan, Corpus(archive).names(), 1)]
    assert "its name leads out of the archive" in made[0].error
    assert failures(made) == tuple(made)
    assert not (tmp_path / "deep").exists()


def test_a_damaged_archive_is_an_error_and_a_damaged_member_a_failure(tmp_path: Path) -> None:
    path = archive_of(
        tmp_path / "a.zip", {"a.json": DIALOGUE.text.encode(), "b.json": DIALOGUE.text.encode()}
    )
    content = bytearray(path.read_bytes())
    content[60:90] = b"\x00" * 30
    path.write_bytes(bytes(content))
    result = run("convert", path, "-o", tmp_path / "out", "--to", "aif")
    assert result.exit_code == 1
    assert "a.json: AM001 cannot be read from the archive" in result.stderr
    assert sorted(written(tmp_path / "out")) == ["b.json"]
    (tmp_path / "not.zip").write_bytes(b"PK\x03\x04")
    assert run("convert", tmp_path / "not.zip", "-o", tmp_path / "out", "--to", "aif").exit_code != 0


def test_texts_beside_a_member_are_those_of_its_folder(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", {"x/a.json": b"{}", "x/a.txt": b"Hello.", "a.txt": b"Other."})
    file = Corpus(path).file("x/a.json")
    assert (file.beside("a.txt"), file.beside("b.txt"), file.beside("../a.txt")) == ("Hello.", None, None)
