"""The command lines of argmap and its peers, job by job."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import argdown_map, arguebuf_map, json_map
from benchmarks.measure import Command

HELP, CHECK, DOT, SVG = "help", "check", "dot", "svg"

Commands = Callable[[str, int], Command]
"""From a job and a number of claims to a command line."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program to measure: `command` returns the command line that does a job on a map of a size."""

    name: str
    version: str
    command: Commands


def program() -> str:
    """Return the `argmap` command that belongs to this Python."""
    return str(Path(sysconfig.get_path("scripts")) / "argmap")


def inside(job: str, path: Path) -> Command:
    """Return the command that times a job of argmap from inside the process."""
    return [sys.executable, "-m", "benchmarks.inside", job, str(path)]


def argmap(folder: Path) -> Tool:
    """Return argmap as it is installed here."""
    from argmap import __version__

    def command(job: str, claims: int) -> Command:
        if job == HELP:
            return [program(), "--help"]
        source = str(json_map(folder, claims))
        if job == CHECK:
            return [program(), "check", source]
        return [program(), "render", source, "-o", str(output(folder, "argmap", job, claims))]

    return Tool("argmap", __version__, command)


def arguebuf(folder: Path, scripts: Path, version: str) -> Tool:
    """Return arguebuf; reading is all the checking it does."""
    job_file = str(Path(__file__).with_name("arguebuf_job.py"))

    def command(job: str, claims: int) -> Command:
        if job == HELP:
            return [str(scripts / "arguebuf"), "--help"]
        target = str(output(folder, "arguebuf", job, claims))
        return [str(scripts / "python"), job_file, job, str(arguebuf_map(folder, claims)), target]

    return Tool("arguebuf", version, command)


def argdown(folder: Path, script: Path, version: str) -> Tool:
    """Return Argdown's command line; without a command it reads and checks."""

    def command(job: str, claims: int) -> Command:
        if job == HELP:
            return [str(script), "--help"]
        source = str(argdown_map(folder, claims))
        if job == CHECK:
            return [str(script), source]
        target = output(folder, "argdown", job, claims).parent
        return [str(script), "map", "--format", job, source, str(target)]

    return Tool("argdown", version, command)


def output(folder: Path, tool: str, job: str, claims: int) -> Path:
    """Return the file that a tool writes; Argdown chooses the name itself, after its source."""
    return folder / tool / f"map-{claims}.{job}"
