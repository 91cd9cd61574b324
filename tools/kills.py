"""Kills every command that writes, in the middle of it, and looks at what is left: `python -m tools.kills --kills 1000`.

Each command is run on a copy of a small dataset, in a process of its own, which is killed (SIGKILL) at a random moment between
its start and its end, or in short before one of its file operations: `--points` does that for each of them, so that every
interval between two operations is tried. Then the next command is run, and these are looked at:

- Files are as they were before the command, or as it makes them: all of them together, the journal too.
- `argmap edit undo` restores the exact bytes from before the command, or before the earlier edit if it did nothing.
- No temporary file and no intent is left anywhere.

Whatever is not so is printed, and the exit code is 1. It needs a system where processes fork.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import pkgutil
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import argmap
from argmap.storage.temporaries import TEMPORARY
from argmap.storage.transactions import INTENT, recover
from tools.kill_commands import COMMANDS, EARLIER, FILES, MAPS, PREPARED, Killed

WRITING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.link", "os.symlink"}  # fmt: skip
"""File operations, as Python reports them before they are made; opening a file to write is another."""

UNDO = ("edit", "undo", "data/trams")
State = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a command: its exit code (negative: the signal), its file operations, the seconds it took and those
    until the first operation."""

    code: int
    operations: int
    seconds: float
    quiet: float


def load_everything() -> None:
    """Import what commands import, so that a process that forks off starts at once."""
    for name in ("cli", "project", "editing", "drafts", "datasets", "teach", "formats", "importers", "rendering", "corpora"):
        package = importlib.import_module(f"argmap.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            try:
                importlib.import_module(module.name)
            except (ImportError, argmap.errors.ArgmapError):  # an extra that is not there
                continue


def run(folder: Path, words: Sequence[str], stdin: str = "", kill_at: int | None = None, kill_after: float | None = None) -> Run:
    """Run a command in a folder, in a process of its own.

    Args:
        folder: the working folder.
        words: the arguments of argmap.
        stdin: what is typed.
        kill_at: kill it before its file operation of that number, from 1.
        kill_after: kill it so many seconds after its first operation, or before it if that is negative.
    """
    begun = time.perf_counter()
    told, tells = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        _child(folder, words, stdin, kill_at, tells)
    os.close(tells)
    if kill_after is not None:
        _kill(process, told, kill_after)
    with os.fdopen(told, "rb") as pipe:
        notes = pipe.read()
    _, status = os.waitpid(process, 0)
    ended = time.perf_counter()
    first = float(notes.split(b"\n")[0] or 0) if notes else ended - begun
    return Run(os.waitstatus_to_exitcode(status), notes.count(b"\n"), ended - begun, first)


def _kill(process: int, told: int, seconds: float) -> None:
    """Kill a process at a moment that is counted from its start, or (negative counts are from the start) from its first operation."""
    if seconds < 0:
        time.sleep(-seconds)
    else:
        os.set_blocking(told, False)
        while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            import select

            if select.select([told], [], [], 0.05)[0]:
                break
        os.set_blocking(told, True)
        time.sleep(seconds)
    os.kill(process, signal.SIGKILL)


def _child(folder: Path, words: Sequence[str], stdin: str, kill_at: int | None, tells: int) -> None:
    """Be the command: never returns."""
    code = 1
    try:
        os.chdir(folder)
        begun, count, root = time.perf_counter(), 0, str(folder.resolve())

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if not (event in WRITING or (event == "open" and _writes(arguments))):
                return
            if not os.path.abspath(os.fspath(arguments[0]) if not isinstance(arguments[0], int) else "/").startswith(root):
                return
            count += 1
            os.write(tells, f"{time.perf_counter() - begun}\n".encode())
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.stdin = open(_typed(stdin), encoding="utf-8")
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        from argmap.cli.main import main

        sys.addaudithook(watch)
        main(list(words), standalone_mode=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        os._exit(code)


def _typed(text: str) -> str:
    handle, name = tempfile.mkstemp()
    os.write(handle, text.encode())
    os.close(handle)
    return name


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def prepared(folder: Path) -> Path:
    """Make the dataset that commands are killed on, and the states from before the earlier edit beside it."""
    base = folder / "base"
    for name, text in FILES.items():
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(text.encode())
    for words in (*PREPARED, None, *EARLIER):
        if words is None:
            for name, text in MAPS.items():
                (base / name).write_bytes(text.encode())
        elif (done := run(base, words)).code:
            raise RuntimeError(f"{' '.join(words)} ended with {done.code}")
    return base


def state(folder: Path) -> State:
    """Return what every file holds, but not what is there for a moment only."""
    files = (path for path in folder.rglob("*") if path.is_file() and not is_temporary(path))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def is_temporary(path: Path) -> bool:
    return path.name == INTENT or any(TEMPORARY.fullmatch(part) for part in path.parts)


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if is_temporary(path))


@dataclass(frozen=True, slots=True)
class Trial:
    """A command that is killed many times: the state before it, and the one that it makes when nobody kills it."""

    name: str
    command: Killed
    base: Path
    work: Path
    before: State
    after: State
    whole: Run

    def kill(self, kill_at: int | None = None, kill_after: float | None = None) -> list[str]:
        """Kill the command once, and return what is not as it should be."""
        _copied(self.base, self.work, self.command)
        killed = run(self.work, self.command.words, self.command.stdin, kill_at, kill_after)
        told = "ended" if killed.code >= 0 else "killed"
        return [f"{self.name}: {told} (point {kill_at}, {kill_after} s): {fault}" for fault in self._faults()]

    def _faults(self) -> list[str]:
        # The next command reads the dataset, or writes the other files again; both recover first.
        run(self.work, ("show", "data/trams"))
        recover(*{path.parent for path in self.work.rglob(INTENT)}, writing=True)
        now = {**state(self.work), **{name: self.after[name] for name in self.command.grows}}
        before = {**self.before, **{name: self.after[name] for name in self.command.grows}}
        faults = []
        if self.command.together:
            if now not in (before, self.after):
                faults.append(f"neither old nor new: {_differences(now, before)} / {_differences(now, self.after)}")
        else:
            faults += [f"{name} is neither old nor new" for name, held in now.items() if held not in (before.get(name), self.after.get(name))]
        if self.command.undone:
            faults += self._undone(_held(now) == _held(self.after))
            run(self.work, self.command.words, self.command.stdin)
        else:
            again = self.command.words if self.command.words[1:2] != ("undo",) or now == self.before else ("edit", "redo", *UNDO[2:])
            run(self.work, again, self.command.stdin)
        return faults + [f"left over: {name}" for name in left(self.work)]

    def _undone(self, was_made: bool) -> list[str]:
        wanted = [MAPS["data/trams/map.yaml"].encode()]
        if was_made:
            wanted.insert(0, self.before["data/trams/map.yaml"])
        faults = []
        for map in wanted:
            code = run(self.work, UNDO).code
            held = _held(state(self.work))
            if code or held != (map, self.before["data/trams/thread.yaml"]):
                faults.append(f"undo (exit code {code}) does not restore the bytes")
        if run(self.work, UNDO).code != 2:
            faults.append("undo goes on behind the first edit")
        return faults


def _held(files: State) -> tuple[bytes, bytes]:
    return files["data/trams/map.yaml"], files["data/trams/thread.yaml"]


def _differences(one: State, other: State) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _copied(base: Path, work: Path, command: Killed) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)
    if command.before:
        run(work, command.before)


def trial(name: str, base: Path, work: Path) -> Trial:
    """Run a command without killing it, twice, and return what is then known of it.

    Raises:
        RuntimeError: it fails, or does not make the same files twice.
    """
    command = COMMANDS[name]
    states = []
    for _ in range(2):
        _copied(base, work, command)
        before = state(work)
        whole = run(work, command.words, command.stdin)
        states.append(state(work))
    if whole.code or states[0] != states[1] or not whole.operations or (command.undone and _held(before) == _held(states[0])):
        raise RuntimeError(f"{name} ends with {whole.code} after {whole.operations} operations; different in {_differences(*states)}")
    return Trial(name, command, base, work, before, states[0], whole)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=1000, help="kills at random moments, over all commands")
    parser.add_argument("--points", action="store_true", help="also kill before each file operation of each command")
    parser.add_argument("--seed", type=int, default=1, help="begin of the random numbers")
    parser.add_argument("--command", action="append", choices=sorted(COMMANDS), help="only this one; can be repeated")
    wanted = parser.parse_args()
    load_everything()
    gc.freeze()  # what a process that forks off does not touch, it does not copy
    random, counts, faults = Random(wanted.seed), Counter[str](), 0
    names = wanted.command or list(COMMANDS)
    with tempfile.TemporaryDirectory() as folder:
        base = prepared(Path(folder))
        for number, name in enumerate(names):
            each = trial(name, base, Path(folder) / "work")
            share = wanted.kills // len(names) + (number < wanted.kills % len(names))
            found: list[str] = []
            for _ in range(share):
                window = max(each.whole.seconds - each.whole.quiet, 0.002)
                moment = random.uniform(0, window) if random.random() < 0.75 else -random.uniform(0, each.whole.seconds)  # noqa: PLR2004
                found += each.kill(kill_after=moment)
            points = each.whole.operations if wanted.points else 0
            for point in range(1, points + 1):
                found += each.kill(kill_at=point)
            counts.update(random=share, points=points, faults=len(found))
            faults += len(found)
            print(f"{name:20} {share:5} at random, {points:3} of {each.whole.operations} points, {len(found)} faults", flush=True)
            for fault in dict.fromkeys(found):
                print(f"  {fault}", flush=True)
    print(f"{counts['random']} kills at random moments, {counts['points']} before a file operation, {faults} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
