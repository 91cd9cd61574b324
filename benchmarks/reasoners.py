"""The peers that solve abstract frameworks, installed in one throw-away folder."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.frameworks import framework_file
from benchmarks.measure import Command, must
from benchmarks.peers import INSTALL_LIMIT
from benchmarks.tools import Commands, Tool

VERSIONS = {"clingo": "5.8.3", "formal-argumentation": "0.3.0", "networkx": "3.6.1", "pygarg": "1.0.2"}
WANTED = (
    "clingo=={clingo}",
    "formal-argumentation[z3]=={formal-argumentation}",
    "networkx=={networkx}",
    "pygarg=={pygarg}",
    "python-sat>=1.8.dev13",  # pygarg needs it and does not say so
)


def argmap(folder: Path, kind: str) -> Tool:
    """Return argmap as it is installed here, on the frameworks of a kind in `folder`."""
    from argmap import __version__

    def command(job: str, size: int) -> Command:
        return inside(job, framework_file(folder, kind, size))

    return Tool("argmap", __version__, command)


def inside(job: str, path: Path) -> Command:
    """Return the command that times a job of argmap from inside the process."""
    return [sys.executable, "-m", "benchmarks.acceptability_jobs", job, str(path)]


def install(place: Path) -> None:
    """Install all peers below `place`.

    Raises:
        Failed: they could not be installed.
    """
    must([sys.executable, "-m", "venv", str(place)], INSTALL_LIMIT)
    wanted = [one.format_map(VERSIONS) for one in WANTED]
    must([str(place / "bin" / "pip"), "install", "--quiet", *wanted], INSTALL_LIMIT)


def peer(name: str, place: Path, folder: Path, kind: str) -> Tool:
    """Return a peer that is installed below `place`, on the frameworks of a kind in `folder`."""
    return Tool(name, VERSIONS[name], _commands(name, place, folder, kind))


def _commands(name: str, place: Path, folder: Path, kind: str) -> Commands:
    script = str(Path(__file__).with_name("reasoner_job.py"))
    return lambda job, size: [
        str(place / "bin" / "python"),
        script,
        name,
        job,
        str(framework_file(folder, kind, size)),
    ]
