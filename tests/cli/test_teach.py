"""`argmap teach`, as people call it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.teach.materials.lesson import lesson

MAP = str(Path(__file__).parent.parent.parent / "data" / "car-free-centre")


def has_printer() -> bool:
    from argmap.errors import MissingExtra
    from argmap.teach.materials.paper import pdf

    try:
        return bool(pdf("<p>x</p>"))
    except MissingExtra:
        return False


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["teach", *arguments])


@pytest.mark.parametrize(
    "command", ["make", "lesson", "worksheet", "handout", "course", "start", "cards", "grade"]
)
def test_commands_have_examples(command: str) -> None:
    result = run(command, "--help")
    assert f"argmap teach {command}" in result.output


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("q.gift", b"$CATEGORY"),
        ("q.xml", b"<?xml"),
        ("q.zip", b"PK"),
        ("q.csv", b"\xef\xbb\xbfid,"),
        ("q.json", b"{"),
        ("q.md", b"# "),
        ("q.apkg", b"PK"),
    ],
)
def test_the_ending_tells_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    result = run("make", MAP, "-o", str(tmp_path / name), "--count", "5")
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("hole", ["premises", "authors", "signs"])
def test_a_worksheet_does_not_tell_what_its_key_does(tmp_path: Path, hole: str) -> None:
    result = run("worksheet", MAP, "-o", str(tmp_path / "w.html"), "--hole", hole, "--paper", "a3")
    assert result.exit_code == 0, result.output
    sheet, before, key = (
        (tmp_path / name).read_text("utf-8") for name in ("w.html", "w-before.html", "w-key.html")
    )
    map = argmap.load(MAP)
    assert map.thread
    assert "size:A3" in sheet
    if hole == "premises":
        hidden = [claim.text for claim in map.claims if claim.implicit]
        assert hidden
        assert all(text in key and text not in sheet + before for text in hidden)
    elif hole == "signs":
        drawing = sheet[sheet.index("<svg") : sheet.rindex("</svg>")]
        signs = [r.kind for r in map.relations if r.kind in {"support", "attack"}]
        assert all(f">({place})<" in drawing for place in range(1, len(signs) + 1))
        assert not re.search(r'class="(edge )?(support|attack)|because|▲|▼|supports|attacks', drawing)
        assert [sign == "+" for sign in re.findall(r"<li>([+−]) \(", key)] == [
            str(kind) == "support" for kind in signs
        ]
    else:
        drawing = sheet[sheet.index("<svg") : sheet.rindex("</svg>")]
        assert all(p.name in key and p.name not in drawing for p in map.thread.participants)
    assert "Yes:" not in sheet + before


def test_hostile_texts_stay_text_on_a_worksheet() -> None:
    from argmap.graph.views import whole
    from argmap.teach.materials.worksheet import worksheet
    from tests.rendering.hostile import HOSTILE, hostile_map

    for text in ("a script", "an event", "a whole HTML label", "end of a comment"):
        made = worksheet(whole(hostile_map(HOSTILE[text])))
        for page in (made.before, made.sheet, made.key):
            assert "<script" not in page
            assert "<img" not in page
            assert "<TABLE" not in page


def test_bad_wishes_are_told(tmp_path: Path) -> None:
    assert "cannot tell the format of" in run("make", MAP, "-o", str(tmp_path / "q.doc")).output
    assert "did you mean 'crux'" in run("make", MAP, "--kind", "crx").output
    assert "gives no such exercise" in run("make", MAP, "--kind", "rephrase").output
    assert "needs a rephrase" in run("make", MAP, "--explain").output
    assert "the map gives no more" in run("make", MAP, "--kind", "agreement").output
    assert "end it in .html or .pdf" in run("worksheet", MAP, "-o", str(tmp_path / "q.doc")).output
    assert list(tmp_path.iterdir()) == []


def test_cards_come_back_and_are_marked(tmp_path: Path) -> None:
    assert (
        run(
            "cards",
            MAP,
            "-o",
            str(tmp_path / "cards.yaml"),
            "--foreign",
            MAP.replace("car-free-centre", "math-in-ml"),
        ).exit_code
        == 0
    )
    cards = yaml.safe_load((tmp_path / "cards.yaml").read_text("utf-8"))
    map = argmap.load(MAP)
    names = [card["id"] for card in cards["claims"]]
    joined = {name for r in map.relations for name in (*r.premises, r.target)} & {*map.nodes}
    assert len(names) == len(joined) + 2
    assert names[: len(joined)] != [name for name in map.nodes if name in joined]
    folder = tmp_path / "in"
    folder.mkdir()
    steps = [r.model_dump(mode="json", include={"id", "kind", "premises", "target"}) for r in map.relations]
    (folder / "ada.json").write_text(json.dumps({**cards, "relations": steps}), "utf-8")
    (folder / "ben.yaml").write_text(
        yaml.safe_dump({**cards, "student": "Ben", "relations": steps[:5]}), "utf-8"
    )
    (folder / "broken.yaml").write_text("relations: [", "utf-8")
    result = run("grade", MAP, str(folder), "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "100%" in result.output
    assert "broken.yaml" in result.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "ada.html",
        "ben.html",
        "class.csv",
        "steps.csv",
        "steps.svg",
    ]
    assert "<h2>Missing</h2>" in (tmp_path / "out" / "ben.html").read_text("utf-8")
    run("grade", MAP, str(folder), "-o", str(tmp_path / "out"), "--sheets", "md")
    assert "## Missing" in (tmp_path / "out" / "ben.md").read_text("utf-8")
    found = json.loads(run("grade", MAP, str(folder / "ada.json"), "--json").stdout)
    assert (found[0]["student"], found[0]["score"], found[0]["notes"]) == ("ada", 1.0, [])


def test_empty_folders_and_places_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = run("grade", MAP, str(tmp_path / "in"))
    assert (result.exit_code, "no .yaml, .yml or .json file in" in result.output) == (2, True)
    (tmp_path / "file").touch()
    result = run("grade", MAP, f"{MAP}/map.yaml", "-o", str(tmp_path / "file"))
    assert "cannot write to the folder" in result.output
    assert result.exit_code != 0


def test_a_map_file_is_a_submission_too() -> None:
    assert "100%" in run("grade", MAP, f"{MAP}/map.yaml").output


def test_the_lesson_is_whole_and_the_same_every_time() -> None:
    for name in ("math-in-ml", "car-free-centre", "typing-for-a-team"):
        map = argmap.load(MAP.replace("car-free-centre", name))
        made = lesson(map)
        assert made == lesson(map)
        first = next(line for line in made.students.splitlines() if line.startswith("## "))
        assert first == "## What this is about"
        assert "Warm-up" in made.teacher
        assert ("Predict, then run" in made.students) == any(e.experiment for e in map.examples)
        assert "proven" not in made.students + made.teacher


def test_lessons_and_courses_write_the_keys_beside_them(tmp_path: Path) -> None:
    for command, data in (("lesson", MAP), ("course", MAP)):
        for ending in ("md", "html"):
            result = run(command, data, "-o", str(tmp_path / f"{command}.{ending}"), "--language", "de")
            assert result.exit_code == 0, result.output
            made = (tmp_path / f"{command}.{ending}").read_text("utf-8")
            teacher = (tmp_path / f"{command}-teacher.{ending}").read_text("utf-8")
            assert "Ja: " not in made
            assert "Ja: " in teacher
        assert "note: -o FILE also writes FILE-teacher" in run(command, data).output


def test_the_commands_of_the_page_about_teaching_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    page = (root / "docs" / "teaching.md").read_text("utf-8")
    shown = re.findall(
        r"^(?:\$ )?argmap teach (.+?)(?:\s{2,}.*)?$|`argmap teach ([^`]* -o [^`]*)`", page, re.MULTILINE
    )
    commands = [one or other for one, other in shown]
    assert len(commands) >= 10
    (tmp_path / "data").symlink_to(root / "data")
    (tmp_path / "handed-in").mkdir()
    (tmp_path / "handed-in" / "ada.yaml").write_text("relations: []\n")
    monkeypatch.chdir(tmp_path)
    printer = has_printer()
    for command in commands:
        if "pdf" in command and not printer:
            continue
        result = run(*shlex.split(command))
        assert result.exit_code == 0, f"{command}: {result.output}"


def test_a_worksheet_without_gaps_is_told(tmp_path: Path) -> None:
    arguments = [
        "teach",
        "worksheet",
        MAP,
        "--focus",
        "bakery-dies",
        "--hops",
        "1",
        "-o",
        str(tmp_path / "w.html"),
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert "no gaps: what it shows has no implicit premise; try --hole signs" in result.output
    assert "no gaps" not in CliRunner().invoke(main, [*arguments, "--hole", "signs"]).output
