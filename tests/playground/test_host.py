"""What a browser runs gives what the command line gives, and says what is not there."""

from __future__ import annotations

import re
import sys
import tomllib
from contextvars import Context
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.rendering.picture.engine import run_graphviz
from tools.playground import __main__ as gathering
from tools.playground.host import Draw, run

ROOT = Path(__file__).parents[2]
FILES = {name: (ROOT / "data" / "car-free-centre" / name).read_text("utf-8") for name in ("thread.yaml", "map.yaml")}  # fmt: skip
PAGE = (ROOT / "docs" / "playground" / "index.html").read_text("utf-8")


def native(dot: str, format: str, _engine: str) -> str:
    """Draw as a terminal does, where no host draws."""
    return Context().run(run_graphviz, dot, format).decode("utf-8")


def broken(_dot: str, _format: str, _engine: str) -> str:
    raise RuntimeError("out of memory")


def hosted(tmp_path: Path, *words: str, files: dict[str, str] = FILES, draw: Draw = native) -> dict[str, object]:  # fmt: skip
    return run([*words], files, draw, str(tmp_path / "home"))


def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str, str]:
    folder = tmp_path / "discussion"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "words", [("check", "discussion"), ("show", "discussion"), ("analyse", "discussion"), ("show", "nowhere")]
)
def test_a_command_gives_what_it_gives_at_a_terminal(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = hosted(tmp_path, *words)
    wanted = at_a_terminal(tmp_path, monkeypatch, *words)
    assert (found["code"], found["output"], found["errors"]) == wanted
    assert found["written"] == {}


def test_a_picture_is_drawn_by_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the fonts that the other Graphviz knows, and in the picture with all of them again."""
    asked: list[tuple[str, str]] = []

    def draw(dot: str, format: str, engine: str) -> str:
        asked.append((format, engine))
        assert 'fontname="Helvetica"' in dot or "fontname=Helvetica" in dot
        assert "Liberation Sans" not in dot
        return native(dot, format, engine)

    found = hosted(tmp_path, "render", "discussion", "-o", "map.svg", draw=draw)
    code, _, _ = at_a_terminal(tmp_path, monkeypatch, "render", "discussion", "-o", "map.svg")
    assert code == 0
    assert found["written"] == {"map.svg": (tmp_path / "map.svg").read_bytes()}
    assert {format for format, _ in asked} <= {"json", "json0", "dot"}
    assert {engine for _, engine in asked} == {"dot", "nop2"}


def test_a_graph_that_cannot_be_drawn_is_one_line(tmp_path: Path) -> None:
    found = hosted(tmp_path, "render", "discussion", "-o", "map.svg", draw=broken)
    assert found["code"] == 2
    assert found["errors"] == "argmap: Graphviz could not draw the map: out of memory\n"
    assert found["written"] == {}


def test_formats_that_a_browser_cannot_draw_are_refused(tmp_path: Path) -> None:
    found = hosted(tmp_path, "render", "discussion", "-o", "map.png")
    assert found["code"] == 2
    assert "a browser draws no PNG; draw an SVG, or install argmap" in str(found["errors"])
    assert found["written"] == {}


def test_a_command_finds_nothing_of_the_one_before(tmp_path: Path) -> None:
    hosted(tmp_path, "render", "discussion", "-o", "map.svg")
    found = hosted(tmp_path, "check", "discussion", files={**FILES, "map.yaml": " \n"})
    assert found["written"] == {}
    assert found["code"] == 2, "a map without text is not there"


def test_checks_need_no_library_for_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None in `sys.modules` is what makes an import fail: WebAssembly has no yaml-edit."""
    wrong = FILES["map.yaml"].replace("streets-for-carts", "streets-for-cartz", 1)
    with_library = hosted(tmp_path, "check", "discussion", files={**FILES, "map.yaml": wrong})
    monkeypatch.setitem(sys.modules, "yaml_edit", None)
    assert hosted(tmp_path, "check", "discussion", files={**FILES, "map.yaml": wrong}) == with_library
    assert with_library["code"] == 1
    edited = hosted(tmp_path, "edit", "set", "discussion", "close", "text=Close it.")
    assert "install the package yaml-edit" in str(edited["errors"])
    assert edited["code"] == 2


def test_the_example_in_the_page_is_a_sound_map(tmp_path: Path) -> None:
    """Its two pieces of advice are there to be seen: nobody answers two objections."""
    texts = [unescape(text) for text in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", PAGE, re.DOTALL)]
    found = hosted(tmp_path, "check", "discussion", files=dict(zip(("thread.yaml", "map.yaml"), texts, strict=True)))  # fmt: skip
    assert found["code"] == 0
    assert re.findall(r"AM\d+", str(found["output"])) == ["AM503", "AM503"]


def test_every_dependency_is_there_or_left_out_on_purpose() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = {
            re.split("[<>=]", name)[0].lower() for name in tomllib.load(file)["project"]["dependencies"]
        }
    there = {name.lower() for name in (*gathering.COMPILED, *gathering.PURE, *gathering.PLAIN)}
    assert needed - there == set(gathering.LEFT_OUT)
    assert not there & set(gathering.LEFT_OUT)


def test_examples_are_discussions_without_experiments() -> None:
    found = gathering.examples()
    assert [example["name"] for example in found] == list(gathering.EXAMPLES)
    assert found[0]["title"] == "What should we do about cars in the old town?"
    assert not any("experiment:" in example["map"] for example in found)


def test_an_archive_holds_what_runs_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    import zipfile

    wheel, foreign = (
        tmp_path / f"a-1-cp314-cp314-{gathering.PLATFORM}.whl",
        tmp_path / "b-1-cp314-cp314-manylinux.whl",
    )
    for path, name in ((wheel, "a"), (foreign, "b")):
        with zipfile.ZipFile(path, "w") as opened:
            for inside in (f"{name}.py", f"{name}.cpython-314-x.so", f"{name}/tests/t.py", f"{name}.pyi"):
                opened.writestr(inside, "")
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    for archive in (first, second):
        gathering.pack([wheel, foreign], archive)
    assert first.read_bytes() == second.read_bytes()
    names = set(zipfile.ZipFile(first).namelist())
    assert names == {
        "a.py",
        "a.cpython-314-x.so",
        "b.py",
        "argmap_host.py",
        *(f"numpy/{name}.py" for name in ("__init__", "array", "functions", "linalg", "typing")),
    }
