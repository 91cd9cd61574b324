"""Feeds damaged files to the importers, until so many were tried: `python -m tools.fuzz --inputs 100000 [--kind mail]`.

The seeds are what the tests of importers read. Each input is a seed with a few things changed: fields of JSON dropped, nested
or given another type; lines swapped, cut or doubled; bytes changed. An importer may refuse it with an error of argmap's own,
or make a thread that can be written and read back; anything else is printed with the input, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit
from argmap.importers.registry import IMPORTERS, discussions, importer, read
from argmap.model.thread import Thread
from argmap.storage.files import Limits
from argmap.storage.read import parse
from argmap.storage.writer import thread_yaml

ODD: tuple[Any, ...] = (None, True, -1, 0, 1e308, 2**70, "", "x", " ", "\ud83d", "\0", [], {}, [[]], {"id": 1}, "t3_a", "2024-13-45", "1704394000", "<p>", "a" * 5000)  # fmt: skip
READ_BACK = 50
"""One thread of so many is written and read back; the others are only made."""


def seeds() -> list[bytes]:
    """Return what the tests of importers read."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/importers",
            "-k",
            "not fuzz",
        ]
        subprocess.run(
            command, env={**os.environ, "ARGMAP_RECORD": folder}, check=False, stdout=subprocess.DEVNULL
        )
        return [path.read_bytes() for path in sorted(Path(folder).iterdir())]


def damaged(seed: bytes, random: Random) -> bytes:
    """Return a seed with one to four things changed."""
    try:
        text = seed.decode("utf-8")
        values = (
            [json.loads(line) for line in text.splitlines()] if "\n{" in text.strip() else [json.loads(text)]
        )
    except (UnicodeDecodeError, ValueError, RecursionError):
        return _damaged_lines(seed, random)
    if random.random() < 0.2:  # noqa: PLR2004
        return _damaged_lines(seed, random)
    values = copy.deepcopy(values)
    for _ in range(random.randint(1, 4)):
        _damage_value(values, random)
    return "\n".join(json.dumps(value) for value in values).encode("utf-8", "surrogatepass")


def _damage_value(root: Any, random: Random) -> None:
    place = root
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = random.choice(keys)
        inner = place[key]
        if isinstance(inner, dict | list) and inner and random.random() < 0.85:  # noqa: PLR2004
            place = inner
            continue
        action = random.randrange(5)
        if action == 0:
            del place[key]
        elif action == 1:
            place[key] = copy.deepcopy(random.choice(ODD))
        elif action == 2:  # noqa: PLR2004
            place[key] = [inner, copy.deepcopy(inner)]
        elif action == 3:  # noqa: PLR2004
            place[key] = {"data": inner}
        else:
            other = random.choice(keys)
            place[key], place[other] = place[other], inner
        return


def _damaged_lines(seed: bytes, random: Random) -> bytes:
    lines = seed.split(b"\n")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(lines))
        action = random.randrange(6)
        if action == 0:
            lines[at] = lines[at][: random.randint(0, len(lines[at]))]
        elif action == 1:
            lines.insert(at, lines[random.randrange(len(lines))])
        elif action == 2:  # noqa: PLR2004
            lines[at] = bytes(random.randrange(256) for _ in range(random.randint(0, 20)))
        elif action == 3:  # noqa: PLR2004
            lines = lines[: at + 1]
        elif action == 4:  # noqa: PLR2004
            lines[at] = lines[at].replace(
                b" ", random.choice([b"\xc2\xa0", b":", b"  ", b"\t", b"\xe2\x80\xaf"])
            )
        elif lines[at]:
            place = random.randrange(len(lines[at]))
            lines[at] = lines[at][:place] + bytes([random.randrange(256)]) + lines[at][place + 1 :]
    return b"\n".join(lines)


def tried(kind: str, content: bytes, *, read_back: bool) -> str:
    """Return what became of an input: "refused", "read"; whatever else happens is raised."""
    chosen, file = importer(kind), InputFile("fuzz", content=content)
    try:
        chosen.fits(file)
        list(discussions(chosen, [InputFile("fuzz", content=content)]))
        thread = thread_of(read(chosen, [InputFile("fuzz", content=content)]), ImportOptions("fuzz", kind))
    except ArgmapError:
        return "refused"
    if read_back:
        again = Thread.model_validate(parse(thread_yaml(thread), "thread.yaml", Limits()).data)
        if again != thread:
            raise AssertionError("the thread is another one when it is read back")
    return "read"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--inputs", type=int, default=10_000, help="inputs for each kind")
    parser.add_argument(
        "--kind", action="append", choices=sorted(IMPORTERS.entries), help="only this kind; can be repeated"
    )
    parser.add_argument("--seed", type=int, default=1, help="begin of the random numbers")
    wanted = parser.parse_args()
    material, faults = seeds(), 0
    for kind in wanted.kind or sorted(IMPORTERS.entries):
        random, counts, slowest = Random(f"{wanted.seed} {kind}"), Counter[str](), 0.0
        fitting = [seed for seed in material if _fits(kind, seed)]
        for number in range(wanted.inputs):
            content = damaged(random.choice(fitting or material), random)
            begun = time.perf_counter()
            try:
                counts[tried(kind, content, read_back=number % READ_BACK == 0)] += 1
            except Exception as error:
                faults += 1
                counts["fault"] += 1
                print(f"{kind}: {type(error).__name__}: {error}\n  {content[:2000]!r}")
            slowest = max(slowest, time.perf_counter() - begun)
        print(
            f"{kind}: {len(fitting)} seeds, {dict(sorted(counts.items()))}, slowest {slowest:.3f} s",
            flush=True,
        )
    return int(faults > 0)


def _fits(kind: str, seed: bytes) -> bool:
    try:
        return importer(kind).fits(InputFile("seed", content=seed)) > Fit.PERHAPS or kind == "plain"
    except ArgmapError:
        return False


if __name__ == "__main__":
    sys.exit(main())
