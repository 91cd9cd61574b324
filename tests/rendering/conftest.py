"""The flag that refreshes golden files: `python -m pytest tests/rendering --refresh-golden`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="Write golden files again; review them with git diff."
    )
