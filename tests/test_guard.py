"""Work that a clock ends from outside: what it says of answers, errors, time and death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from argmap.errors import ArgmapError
from argmap.guard import guarded

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that divide")


def test_an_answer_comes_back_whole() -> None:
    assert guarded(lambda: list(range(300_000)), 60) == list(range(300_000))


def test_an_error_is_the_works_own() -> None:
    def refuse() -> None:
        raise ArgmapError("no")

    with pytest.raises(ArgmapError, match=r"^no$"):
        guarded(refuse, 60)


def told(work: str) -> str:
    """Return what guarding some work prints in a program without threads: those of the tests would have it done in place."""
    code = (
        "import os, signal, time\n"
        "from argmap.guard import guarded\n"
        "try:\n"
        f"    {work}\n"
        "except Exception as error:\n"
        "    print(type(error).__name__, error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, timeout=60
    )
    return ran.stdout


def test_work_that_never_looks_at_the_clock_is_ended() -> None:
    assert told("guarded(lambda: time.sleep(600), 0.01)").startswith("TimeoutError")


def test_work_that_dies_is_told() -> None:
    assert "too little memory" in told("guarded(lambda: os.kill(os.getpid(), signal.SIGKILL), 60)")


def test_ctrl_c_ends_work_that_never_looks_at_it() -> None:
    code = (
        "import signal, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from argmap.guard import guarded\n"
        "def work():\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(600)\n"
        "try:\n"
        "    guarded(work, 600)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[0] == "interrupted\n"
