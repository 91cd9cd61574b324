"""A real model through the real path, where there is one: its answers may be anything, and the map stays as it is.

Set ARGMAP_TEST_ENDPOINT to the address of a server on this machine (http://127.0.0.1:8080/v1) and ARGMAP_TEST_MODEL to the name
of a model there. CONTRIBUTING.md says how a small one is had.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.drafts.file import read_draft
from argmap.storage.load import load_map
from tests.drafts.oracle import bare

ENDPOINT = os.environ.get("ARGMAP_TEST_ENDPOINT", "")
MODEL = os.environ.get("ARGMAP_TEST_MODEL", "")

pytestmark = pytest.mark.skipif(
    not (ENDPOINT and MODEL), reason="no model here (ARGMAP_TEST_ENDPOINT and ARGMAP_TEST_MODEL name one)"
)


def test_whatever_a_model_says_only_words_of_the_thread_enter_a_draft(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    folder = bare(tmp_path)
    files = [folder / "map.yaml", folder / "thread.yaml"]
    before = [sha256(file.read_bytes()).hexdigest() for file in files]
    command = [
        "draft",
        str(folder),
        "--endpoint",
        ENDPOINT,
        "--model",
        MODEL,
        "--post",
        "p1",
        "--retries",
        "1",
    ]
    result = CliRunner().invoke(main, [*command, "--yes", "-o", str(folder / "draft.json")])
    assert result.exit_code in {0, 1}, result.output
    assert [sha256(file.read_bytes()).hexdigest() for file in files] == before
    draft = read_draft(folder / "draft.json")
    posts = load_map(folder).thread.posts_by_id  # type: ignore[union-attr]
    for claim in draft.of_kind("claim"):
        parts = claim.quote.split("…")
        assert all(" ".join(part.split()) in " ".join(posts[claim.post].text.split()) for part in parts)
    (run,) = draft.runs
    assert run.model == MODEL
    assert run.requests >= 1
    assert (
        draft.posts or draft.rejected
    )  # it answered, if only that there is nothing; or why it did not is told
