"""`argmap render` for paper: the files that it writes, what it says about small type, and what it refuses."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main

DATA = str(Path("data/math-in-ml").resolve())


def run(*words: str, folder: Path) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(main, ["render", *words])
    return done.exit_code, done.output


def test_small_type_is_noted_with_a_command_that_helps(tmp_path: Path) -> None:
    """The command is run as it is printed, and makes pages."""
    code, output = run(DATA, "-o", "x.svg", "--no-examples", "--theme", "dark", folder=tmp_path)
    assert code == 0
    note = next(line for line in output.splitlines() if line.startswith("note: on A4 the smallest type"))
    command = shlex.split(note.partition("pages that can be read: ")[2])
    assert command[:3] == ["argmap", "render", DATA]
    assert {"--no-examples", "--theme", "dark", "--pages", "branch", "--paper", "a4", "x.pdf"} <= set(command)
    pytest.importorskip("pypdf")
    assert run(*command[2:], folder=tmp_path) == (0, "wrote x.pdf\n")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_the_size_that_is_noted_is_that_of_the_picture(tmp_path: Path) -> None:
    """By hand: 8 points, scaled as the drawing (less 22 points of margin on each side of the A4 sheet)."""
    _, output = run(DATA, "-o", "x.svg", folder=tmp_path)
    svg = (tmp_path / "x.svg").read_text("utf-8")
    width, height = (float(svg.split(f'{side}="')[1].split("pt")[0]) for side in ("width", "height"))
    scale = min((841.89 - 44) / width, (595.276 - 44) / height)
    assert f"is {int(8 * scale * 10) / 10:g} pt" in output


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_picture_that_can_be_read_has_no_note(ending: str, tmp_path: Path) -> None:
    code, output = run(DATA, "-o", f"x.{ending}", "--focus", "credit", "--hops", "1", folder=tmp_path)
    assert (code, output) == (0, f"wrote x.{ending}\n")


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_every_format_of_a_large_picture_has_the_note(ending: str, tmp_path: Path) -> None:
    code, output = run(DATA, "-o", f"x.{ending}", folder=tmp_path)
    assert code == 0
    assert "note: on A4" in output


def test_pages_are_a_pdf_unless_a_file_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    assert run(DATA, "--pages", "branch", "--paper", "a3", folder=tmp_path) == (0, "wrote math-in-ml.pdf\n")


def test_other_formats_are_numbered_files(tmp_path: Path) -> None:
    code, output = run(DATA, "--pages", "branch", "--paper", "a3", "-o", "x.dot", folder=tmp_path)
    assert code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(f"x-{n}.dot" for n in range(1, len(names) + 1))
    assert output.count("wrote") == len(names) > 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--pages", "branch", "--format", "html"),
            "--pages makes no html; choose one of svg, pdf, png, dot",
        ),
        (("--poster", "--format", "png"), "--poster makes no png; choose one of svg, pdf"),
        (("--paper", "a4", "--format", "dot"), "--paper makes no dot; choose one of svg, pdf, png"),
        (("--poster", "--paper", "slide"), "a poster is made of paper"),
        (("--poster", "--pages", "branch"), "not both"),
        (("--pages", "branch", "-o", "-", "--format", "svg"), "--pages makes several files of svg"),
        (("--pages", "word"), "there is no way to part a map 'word'"),
        (("--paper", "a5"), "there is no paper 'a5'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    words: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    code, output = run(DATA, *words, folder=tmp_path)
    assert code == 2
    assert message in output
    assert not list(tmp_path.iterdir())
