"""With ARGMAP_RECORD=FOLDER, what the tests give to importers is kept there, as the seeds of `python -m tools.fuzz`."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from argmap.importers.input_file import InputFile

LARGEST = 200_000
FOLDER = os.environ.get("ARGMAP_RECORD")


@pytest.fixture(autouse=True)
def _recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    if FOLDER is None:
        return
    opened = InputFile.open

    def recording(file: InputFile) -> Any:
        with opened(file) as stream:
            content = stream.read(LARGEST + 1)
        if 0 < len(content) <= LARGEST:
            name = sha256(content).hexdigest()[:16]
            (Path(FOLDER or "") / name).write_bytes(content)
        return opened(file)

    monkeypatch.setattr(InputFile, "open", recording)
