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
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from argmap.corpora.over_maps import PARTS
from argmap.editing.journal import NothingToUndo, undo
from argmap.storage.atomic.intents import INTENT, recover
from argmap.storage.atomic.temporaries import TEMPORARY
from argmap.storage.load import read_map
from tools.kill_commands import COMMANDS, EARLIER, FILES, MAPS, PREPARED, Killed
from tools.killed_runs import Run, load_everything, run

State = Mapping[str, bytes]


def prepared(folder: Path, earlier: Sequence[tuple[str, ...]] = EARLIER) -> Path:
    """Make the dataset that commands are killed on, and return its folder.

    Args:
        folder: where to make it.
        earlier: what was done before.
    """
    base = folder / "base"
    for name, text in FILES.items():
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(text.encode())
    for words in (*PREPARED, None, *earlier):
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
    """Return whether a file is there for a moment only, or until work that was cut off is done (the parts of a corpus)."""
    return path.name == INTENT or any(part == PARTS or TEMPORARY.fullmatch(part) for part in path.parts)


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
        read_map(self.work / "data" / "trams")
        recover(*{path.parent for path in self.work.rglob(INTENT)}, writing=True)
        now, before = (self._counted(files) for files in (state(self.work), self.before))
        faults = []
        if self.command.together:
            if now not in (before, self._counted(self.after)):
                faults.append(
                    f"neither old nor new: {_differences(now, before)} / {_differences(now, self.after)}"
                )
        else:
            faults += [
                f"{name} is neither old nor new"
                for name, held in now.items()
                if held not in (before.get(name), self.after.get(name))
            ]
        if self.command.undone:
            faults += self._undone(_held(now) == _held(self.after))
            run(self.work, self.command.words, self.command.stdin)
        else:
            again = (
                self.command.words
                if self.command.words[1:2] != ("undo",) or now == before
                else ("edit", "redo", "data/trams")
            )
            run(self.work, again, self.command.stdin)
        return faults + [f"left over: {name}" for name in left(self.work)]

    def _counted(self, files: State) -> State:
        return {name: held for name, held in files.items() if name not in self.command.grows}

    def _undone(self, was_made: bool) -> list[str]:
        wanted = [MAPS["data/trams/map.yaml"].encode()]
        if was_made:
            wanted.insert(0, self.before["data/trams/map.yaml"])
        faults = []
        for map in wanted:
            path = self.work / "data" / "trams" / "map.yaml"
            undone = _undone(path)
            held = path.read_bytes(), path.with_name("thread.yaml").read_bytes()
            if not undone or held != (map, self.before["data/trams/thread.yaml"]):
                faults.append(f"undo (done: {undone}) does not restore the bytes")
        if _undone(path):
            faults.append("undo goes on behind the first edit")
        return faults


def _undone(path: Path) -> bool:
    try:
        undo(path)
    except NothingToUndo:
        return False
    return True


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
        states.append({name: held for name, held in state(work).items() if name not in command.grows})
    if (
        whole.code
        or states[0] != states[1]
        or not whole.operations
        or (command.undone and _held(before) == _held(states[0]))
    ):
        raise RuntimeError(
            f"{name} ends with {whole.code} after {whole.operations} operations; different in {_differences(*states)}"
        )
    return Trial(name, command, base, work, before, state(work), whole)


def shares(kills: int, trials: Sequence[Trial]) -> list[int]:
    """Return how often each command is killed at random: the longer it takes the less often, but at least so often."""
    pace = [1 / each.whole.seconds for each in trials]
    return [max(LEAST, round(kills * own / sum(pace))) for own in pace]


LEAST = 4
EARLY = 0.25
"""Share of random kills that may come before the first file operation; nothing is written then."""


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=1000, help="kills at random moments, over all commands")
    parser.add_argument(
        "--points", action="store_true", help="also kill before each file operation of each command"
    )
    parser.add_argument("--seed", type=int, default=1, help="begin of the random numbers")
    parser.add_argument(
        "--command", action="append", choices=sorted(COMMANDS), help="only this one; can be repeated"
    )
    wanted = parser.parse_args()
    load_everything()
    gc.freeze()  # what a process that forks off does not touch, it does not copy
    random, counts, faults = Random(wanted.seed), Counter[str](), 0
    names = wanted.command or list(COMMANDS)
    with tempfile.TemporaryDirectory() as folder:
        base = prepared(Path(folder))
        trials = [trial(name, base, Path(folder) / "work") for name in names]
        for each, share in zip(trials, shares(wanted.kills, trials), strict=True):
            name = each.name
            found: list[str] = []
            for _ in range(share):
                window = max(each.whole.seconds - each.whole.quiet, 0.002)
                early = random.random() < EARLY
                moment = -random.uniform(0, each.whole.seconds) if early else random.uniform(0, window)
                found += each.kill(kill_after=moment)
            points = each.whole.operations if wanted.points else 0
            for point in range(1, points + 1):
                found += each.kill(kill_at=point)
            counts.update(random=share, points=points, faults=len(found))
            faults += len(found)
            print(
                f"{name:20} {share:5} at random, {points:3} of {each.whole.operations} points, {len(found)} faults",
                flush=True,
            )
            for fault in dict.fromkeys(found):
                print(f"  {fault}", flush=True)
    print(
        f"{counts['random']} kills at random moments, {counts['points']} before a file operation, {faults} faults"
    )
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
