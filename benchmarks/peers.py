"""The peers, installed in a throw-away folder with the ordinary installers of their languages."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Failed, must
from benchmarks.tools import Tool, argdown, arguebuf

ARGUEBUF = "2.7.2"
ARGDOWN = "1.7.5"
INSTALL_LIMIT = 900


def installed(folder: Path, maps: Path) -> tuple[list[Tool], list[str]]:
    """Return the peers that could be installed below `folder`, and why the others could not."""
    found: list[Tool] = []
    missing: list[str] = []
    for install in (_arguebuf, _argdown):
        try:
            found.append(install(folder, maps))
        except Failed as error:
            missing.append(str(error))
    return found, missing


def _arguebuf(folder: Path, maps: Path) -> Tool:
    """Install arguebuf with Graphviz 2 bindings.

    Its own extra asks for bindings below 2, which have no wheels and need a compiler; 2 carries Graphviz
    itself, the same that argmap draws with.
    """
    place = folder / "arguebuf"
    scripts = place / "bin"
    must([sys.executable, "-m", "venv", str(place)], INSTALL_LIMIT)
    wanted = [f"arguebuf[cli]=={ARGUEBUF}", "pygraphviz>=2"]
    must([str(scripts / "pip"), "install", "--quiet", *wanted], INSTALL_LIMIT)
    return arguebuf(maps, scripts, ARGUEBUF)


def _argdown(folder: Path, maps: Path) -> Tool:
    place = folder / "argdown"
    place.mkdir(parents=True)
    options = ["--no-audit", "--no-fund", "--loglevel=error", f"--prefix={place}"]
    must(["npm", "install", *options, f"@argdown/cli@{ARGDOWN}"], INSTALL_LIMIT)
    return argdown(maps, place / "node_modules" / ".bin" / "argdown", ARGDOWN)
