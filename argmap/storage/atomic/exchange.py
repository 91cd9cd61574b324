"""Exchanging two folders in one step, where the system can: whoever looks finds the one or the other, and never neither."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

HERE = -100
"""Linux, fcntl.h: `AT_FDCWD`, paths are taken as they are."""

EXCHANGE = 2
"""Linux, linux/fs.h: `RENAME_EXCHANGE`; macOS, sys/stdio.h: `RENAME_SWAP`."""


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders on one disk, and return whether that was done; some systems and some disks cannot.

    Source:
        Linux manual, renameat2(2); macOS manual, renamex_np(2).
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            return bool(ctypes.CDLL(None).renameat2(HERE, first, HERE, second, ctypes.c_uint(EXCHANGE)) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(first, second, ctypes.c_uint(EXCHANGE)) == 0)
    except (AttributeError, OSError):  # a C library without it, or none
        pass
    return False
