"""A package of misbehaving experiments, installed for a test as another's package would be."""

from __future__ import annotations

from pathlib import Path

import pytest

MODULE = """
import os, sys, time
from dataclasses import replace
from argmap.plugins.math_in_ml.attention_scaling import EXPERIMENT as SOUND

def talks(seed):
    print("hello on standard output")
    os.write(1, b"and below Python")
    return SOUND.run(seed)

def raises(seed):
    raise ValueError("the number is\\nodd")

def hangs(seed):
    while True:
        time.sleep(1)

def dies(seed):
    print("out of memory", file=sys.stderr, flush=True)
    os._exit(9)

def wrong(seed):
    return 42

def told(name, run, **changes):
    return replace(SOUND, name=name, run=run, **changes)

TALKS, RAISES, HANGS = told("talks", talks), told("raises", raises), told("hangs", hangs, limit=0.5)
def named(name, measure):
    first, *others = SOUND.criteria
    return told(name, SOUND.run, criteria=(replace(first, measure=measure), *others))

MISREAD, CREDULOUS = named("misread", "slope at the widest"), named("credulous", "Var(q·k)/d_k at d_k = 4")
DIES, WRONG, MISNAMED = told("dies", dies), told("wrong", wrong), told("another", talks)
"""

ENTRY_POINTS = """[argmap.experiments]
talks = misbehaving:TALKS
raises = misbehaving:RAISES
hangs = misbehaving:HANGS
dies = misbehaving:DIES
wrong = misbehaving:WRONG
misread = misbehaving:MISREAD
credulous = misbehaving:CREDULOUS
misnamed = misbehaving:MISNAMED
missing = misbehaving_nowhere:EXPERIMENT
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the package where this process and those it starts find it."""
    folder = tmp_path / "site"
    (folder / "misbehaving-1.dist-info").mkdir(parents=True)
    (folder / "misbehaving.py").write_text(MODULE)
    (folder / "misbehaving-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: misbehaving\nVersion: 1\n"
    )
    (folder / "misbehaving-1.dist-info" / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder
