"""Graphviz runs quietly, anywhere, and says what is wrong when it cannot."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from argmap.errors import LayoutFailed
from argmap.graph.views import whole
from argmap.rendering.draw import pictures
from argmap.rendering.options import Options
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.picture.engine import drawn_by, run_graphviz
from argmap.rendering.scene import scene
from tests.graph.small import small

pytestmark = pytest.mark.usefixtures("drawn_anew")

DOT = 'digraph { a [label="Is it so?" fontname=Helvetica] a -> b }'
NOWHERE = "/dev/null/nowhere"
"""A folder that nobody can make, not even root: its parent is a file."""


def run(
    program: str, root: Path, environment: Mapping[str, str | None]
) -> subprocess.CompletedProcess[bytes]:
    """Run Python code in a process of its own; None unsets a variable."""
    wanted = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", program], env=wanted, capture_output=True, check=False, cwd=root
    )


DRAW = """
import sys
from argmap import load
from argmap.rendering.draw import pictures
from argmap.graph.views import focused, whole
part = focused(whole(load("data/math-in-ml")), "most-needs-no-deep-math", 1)
drawn = pictures(part, ["svg", "png", "pdf"])
sys.stdout.buffer.write(drawn["svg"])
"""

HOMES: dict[str, dict[str, str | None]] = {
    "as it is": {},
    "without a home": {"HOME": None, "XDG_CACHE_HOME": None},
    "with a home that cannot be written": {"HOME": NOWHERE, "XDG_CACHE_HOME": None},
    "with a cache that cannot be written": {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE},
    "with font settings of its own": {"FONTCONFIG_FILE": NOWHERE, "FONTCONFIG_PATH": NOWHERE},
    "in another language": {"LANG": "de_DE.UTF-8", "LC_ALL": "C"},
}


@pytest.fixture(scope="module")
def reference(root: Path) -> bytes:
    return run(DRAW, root, {}).stdout


@pytest.mark.parametrize("environment", HOMES.values(), ids=list(HOMES))
def test_it_draws_the_same_and_says_nothing(
    root: Path, reference: bytes, environment: dict[str, str | None]
) -> None:
    if environment.get("LC_ALL") == "C" and not str(root).isascii() and sys.version_info < (3, 13):
        pytest.skip(
            "here, Python before 3.13 reads the path of what is installed in place as ASCII, and does not start"
        )
    done = run(DRAW, root, environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == reference


def test_it_draws_with_an_empty_cache(root: Path, reference: bytes, tmp_path: Path) -> None:
    done = run(DRAW, root, {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert (done.stdout, done.stderr) == (reference, b"")


def test_it_draws_without_standard_error(root: Path, reference: bytes) -> None:
    done = run(f"import os; os.close(2)\n{DRAW}", root, {})
    assert (done.returncode, done.stdout) == (0, reference)


NO_FONTS = """
import re
from pathlib import Path
import argmap.rendering.picture.engine as engine
here = Path(TMP)
fonts = Path(engine._bundled_font()["FONTCONFIG_FILE"])
bare = re.sub("<dir>[^<]*</dir>|<dir prefix=.cwd.>[^<]*</dir>", "", fonts.read_text("utf-8"))
(here / "bare.conf").write_text(bare, "utf-8")
usual = engine._bundled_font()
engine._bundled_font = lambda: usual | {"FONTCONFIG_FILE": str(here / "bare.conf")}
"""


def test_it_draws_the_same_without_system_fonts(root: Path, reference: bytes, tmp_path: Path) -> None:
    """The folders of the system's fonts are taken out of the settings; the bundled font has every glyph needed."""
    done = run(f"TMP = {str(tmp_path)!r}\n{NO_FONTS}\n{DRAW}", root, {"XDG_CACHE_HOME": str(tmp_path)})
    assert done.stderr == b""
    assert done.stdout == reference


def test_pdf_is_set_in_the_bundled_font_alone() -> None:
    drawn = pictures(small("r: a supports t"), ["pdf"])["pdf"]
    assert {name.split(b"+")[-1] for name in re.findall(rb"/BaseFont /(\S+)", drawn)} == {
        b"ArgmapSans-Regular",
        b"ArgmapSans-Bold",
    }


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "json"])
def test_environment_variables_are_restored(monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    before = dict(os.environ)
    run_graphviz(DOT, format)
    assert dict(os.environ) == before


def test_environment_variables_are_restored_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "mine")
    before = dict(os.environ)
    with pytest.raises(LayoutFailed):
        run_graphviz("digraph {", "svg")
    assert dict(os.environ) == before


BAD = {
    "no end": "digraph { a -> ",
    "no graph": "neither DOT nor anything",
    "a label that is no XML": "digraph { a [label=<<TABLE>] }",
    "nothing": "",
}


@pytest.mark.parametrize("dot", BAD.values(), ids=list(BAD))
def test_what_graphviz_cannot_read_fails(dot: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LayoutFailed, match=r"Graphviz could not draw the map: ."):
        run_graphviz(dot, "svg")
    assert capfd.readouterr().err == ""


def test_an_unknown_format_fails() -> None:
    with pytest.raises(LayoutFailed, match=r"Graphviz could not draw the map: ."):
        run_graphviz(DOT, "papyrus")


def test_a_picture_is_never_shrunk_until_it_fits() -> None:
    """Graphviz would scale 300 claims in a row, 45,551 points wide, to a strip of 32,767 by 120 pixels."""
    map = small(*(f"r{n}: c{n + 1} supports c{n}" for n in range(300)))
    with pytest.raises(LayoutFailed, match=r"^the map is too large for one PNG; draw it as SVG or PDF"):
        pictures(map, ["png"])
    assert pictures(map, ["svg", "pdf"]).keys() == {"svg", "pdf"}


def test_a_failure_leaves_the_next_layout_alone() -> None:
    with pytest.raises(LayoutFailed):
        run_graphviz("digraph {", "svg")
    assert b"Is it so?" in run_graphviz(DOT, "svg")


FAKE_DOT = """import os, sys
print(" ".join(sys.argv[1:]), os.environ["FONTCONFIG_FILE"].rsplit("/", 1)[1], sys.stdin.read())
"""

FAILING_DOT = """import sys
sys.exit("Error: syntax error in line 1")
"""


@pytest.fixture
def no_pygraphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)


def install(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of the name `dot` on PATH, and nothing else."""
    path = folder / "dot"
    own = folder / "dot.py"
    own.write_text(program, "utf-8")
    # A shell starts it: the path of this Python may have blanks, which no first line of a script can have.
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(own))} "$@"\n', "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("no_pygraphviz")
def test_without_pygraphviz_the_program_dot_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(FAKE_DOT, tmp_path, monkeypatch)
    assert run_graphviz(DOT, "pdf").decode() == f"-Tpdf fonts.conf {DOT}\n"


@pytest.mark.usefixtures("no_pygraphviz")
def test_what_the_program_dot_complains_about_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(FAILING_DOT, tmp_path, monkeypatch)
    with pytest.raises(LayoutFailed, match=r"^dot could not draw the map: Error: syntax error in line 1$"):
        run_graphviz(DOT, "svg")


@pytest.mark.usefixtures("no_pygraphviz")
def test_without_any_graphviz_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        LayoutFailed, match=r"^no Graphviz: run pip install pygraphviz, or put .* 'dot' on PATH$"
    ):
        run_graphviz(DOT, "svg")


@pytest.mark.usefixtures("no_pygraphviz")
def test_without_any_graphviz_dot_text_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    map = small("r: a supports t", "s: b supports t", "q: c supports t")
    assert pictures(map, ["dot"])["dot"].decode() == dot_source(scene(whole(map)), Options())
    with pytest.raises(LayoutFailed):
        pictures(map, ["dot", "svg"])


def test_a_host_draws_instead_while_it_is_asked_to() -> None:
    asked: list[tuple[str, str]] = []

    def graphviz(_dot: str, format: str, engine: str) -> bytes:
        asked.append((format, engine))
        return b"drawn"

    with drawn_by(graphviz):
        assert run_graphviz(DOT, "json") == b"drawn"
        assert run_graphviz("digraph { graph [layout=nop2] }", "dot") == b"drawn"
    assert asked == [("json", "dot"), ("dot", "nop2")]
    assert run_graphviz(DOT, "json") != b"drawn"
