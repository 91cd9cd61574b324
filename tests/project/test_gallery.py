"""The gallery: it keeps what it knows about every map, whatever is built now."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.project.gallery import Entry, GalleryCard, card, gallery, write_gallery
from tests.graph.small import small

DATA = Path(__file__).parent.parent.parent / "data"


@cache
def loaded(name: str) -> argmap.ArgumentMap:
    """A bundled map."""
    return argmap.load(DATA / name)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder in which the pages of two bundled maps were built."""
    folder = tmp_path / "outputs"
    for name in ("car-free-centre", "typing-for-a-team"):
        (folder / name).mkdir(parents=True)
        (folder / name / "map.html").write_text("<title>made by hand</title>")
    write_gallery([loaded(name) for name in ("car-free-centre", "typing-for-a-team")], folder)
    return folder


def test_cards_count_what_is_in_a_map(math_in_ml: argmap.ArgumentMap) -> None:
    # Counted by hand in data/typing-for-a-team.
    shown = card(loaded("typing-for-a-team"))
    assert shown.counts() == "17 posts, 5 theses and 45 claims"
    assert card(math_in_ml).questions == tuple(issue.question for issue in math_in_ml.issues)


def test_building_one_map_keeps_the_questions_and_counts_of_the_others(out: Path) -> None:
    before = (out / "index.html").read_bytes(), (out / "gallery.json").read_bytes()
    assert write_gallery([loaded("car-free-centre")], out) == ()
    assert ((out / "index.html").read_bytes(), (out / "gallery.json").read_bytes()) == before
    page = before[0].decode("utf-8")
    assert "17 posts, 5 theses and 45 claims" in page
    assert page.count("<p>") == sum(len(entry["questions"]) for entry in json.loads(before[1])["maps"])


def test_a_map_whose_page_was_deleted_leaves_the_gallery(out: Path) -> None:
    shutil.rmtree(out / "typing-for-a-team")
    write_gallery([loaded("car-free-centre")], out)
    assert [entry["id"] for entry in json.loads((out / "gallery.json").read_text())["maps"]] == [
        "car-free-centre"
    ]
    assert "typing-for-a-team" not in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "\xff",
        '{"format": "argmap-gallery/2", "maps": []}',
        '{"format": "argmap-gallery/1", "maps": [{"id": "x"}]}',
        '{"format": "argmap-gallery/1", "maps": [{"id": "x", "title": "X", "posts": -1}]}',
        '{"format": "argmap-gallery/1", "maps": [], "more": 1}',
    ],
)
def test_a_broken_file_is_written_again_from_the_datasets_with_a_note(out: Path, content: str) -> None:
    before = (out / "index.html").read_bytes(), (out / "gallery.json").read_bytes()
    (out / "gallery.json").write_bytes(content.encode("latin-1"))
    (note,) = write_gallery([loaded("car-free-centre")], out, DATA)
    assert "gallery.json: not a file of the gallery (argmap-gallery/1)" in note
    assert ((out / "index.html").read_bytes(), (out / "gallery.json").read_bytes()) == before


def test_a_map_without_a_dataset_is_listed_by_its_id_with_a_note(out: Path, tmp_path: Path) -> None:
    (out / "gallery.json").unlink()
    (note,) = write_gallery([loaded("car-free-centre")], out, tmp_path / "nowhere")
    assert "typing-for-a-team: its dataset is missing" in note
    assert "<h2>typing-for-a-team</h2>" in (out / "index.html").read_text("utf-8")
    assert [entry["id"] for entry in json.loads((out / "gallery.json").read_text())["maps"]] == [
        "car-free-centre"
    ]


def test_datasets_that_cannot_be_read_are_left_out_of_a_rebuilt_gallery(out: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA / "car-free-centre", data / "car-free-centre")
    (data / "typing-for-a-team").mkdir()
    (data / "typing-for-a-team" / "map.yaml").write_text("claims: [")
    (out / "gallery.json").unlink()
    (note,) = write_gallery([], out, data)
    assert "typing-for-a-team" in note
    assert loaded("car-free-centre").title in (out / "index.html").read_text("utf-8")


def test_titles_questions_and_faults_are_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    shown = gallery([Entry(GalleryCard(id="a b&", title=hostile, questions=(hostile,)), (hostile, "more"))])
    assert hostile not in shown
    assert shown.count("<script") == 1
    assert 'href="a%20b%26/map.html"' in shown
    assert "<strong>2 faults</strong>" in shown


def test_the_policy_allows_the_style_and_the_filter_alone() -> None:
    shown = gallery([Entry(GalleryCard(id="m", title="M"))])
    [script] = re.findall(r"<script>(.*?)</script>", shown, re.DOTALL)
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in shown
    assert "default-src 'none'" in shown


def test_the_command_keeps_the_maps_that_were_built_before(tmp_path: Path) -> None:
    def build(*names: str) -> Result:
        return CliRunner().invoke(main, ["build", *names, "-o", str(tmp_path / "o")], catch_exceptions=False)

    data = tmp_path / "data"
    for name in ("one", "two"):
        map = small("r: a supports t", theses={"i": "t"}).model_copy(update={"id": name, "title": name})
        argmap.save(map, data / name)
    assert build(str(data)).exit_code == 0
    first = (tmp_path / "o" / "index.html").read_bytes()
    assert build(str(data / "one")).exit_code == 0
    assert (tmp_path / "o" / "index.html").read_bytes() == first
    (tmp_path / "o" / "gallery.json").unlink()
    assert build(str(data / "one")).exit_code == 0
    assert (tmp_path / "o" / "index.html").read_bytes() == first
