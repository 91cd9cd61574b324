"""numpy, loaded when it is first used: what an experiment asks and expects is read without it, and it loads slowly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["np"]


class _Late:
    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("numpy"), name)


if TYPE_CHECKING:
    import numpy as np
else:
    np = _Late()
