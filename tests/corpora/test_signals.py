"""Signals of discourse over a corpus: counted by hand, and the same however the work is shared, stopped or killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("msgspec")

import pyarrow.parquet as pq

from argmap.corpora.dump import BucketCorpus
from argmap.corpora.signals import DOCUMENTED, WORDS, find_signals, total
from argmap.errors import ArgmapError
from argmap.parallel import Done, Workers, done_parts
from tests.corpora.test_dump import COMMENTS, SUBMISSION, comment, corpus_of, ran

HERE = Workers(processes=1)


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    return [
        row for path in sorted((folder / kind).glob("*.parquet")) for row in pq.read_table(path).to_pylist()
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
    }


def test_signals_of_posts_are_those_that_one_counts_by_hand(tmp_path: Path) -> None:
    """c2 quotes the reason of c1, which is not its own."""
    corpus = corpus_of(tmp_path, [SUBMISSION, *COMMENTS], buckets=2)
    find_signals(corpus, tmp_path / "s", HERE)
    posts = {row["id"]: row for row in rows(tmp_path / "s", "posts")}
    names = ("depth", "replies", "words", *WORDS)
    assert {id: tuple(row[name] for name in names) for id, row in posts.items()} == {
        #         depth replies words | reasons conclusions contrasts grants disagrees questions
        "t3_aa1": (0, 1, 1, 0, 0, 0, 0, 0, 1),
        "t1_c1": (1, 1, 5, 1, 0, 0, 0, 0, 0),
        "t1_c2": (2, 0, 3, 0, 0, 1, 0, 0, 1),
        "t1_d1": (1, 0, 5, 0, 0, 0, 0, 1, 0),
    }
    threads = {row["thread"]: row for row in rows(tmp_path / "s", "threads")}
    aa1 = threads["t3_aa1"]
    assert (aa1["title"], aa1["posts"], aa1["participants"], aa1["deepest"], aa1["words"]) == (
        "Trains &amp; buses",
        3,
        3,
        2,
        9,
    )
    assert WORDS.keys() == DOCUMENTED.keys()


def test_who_answers_nothing_that_is_there_or_in_a_cycle_has_no_depth(tmp_path: Path) -> None:
    records = [
        comment("a", "t1_gone", "x"),
        comment("b", "t1_a", "y"),
        comment("c", "t1_d", "x"),
        comment("d", "t1_c", "x"),
    ]
    made = find_signals(corpus_of(tmp_path, records, buckets=1), tmp_path / "s", HERE)
    assert [row["depth"] for row in rows(tmp_path / "s", "posts")] == [None] * 4
    assert total(made)["orphans"] == 4


def test_a_post_that_the_dump_has_twice_counts_as_it_is_last(tmp_path: Path) -> None:
    made = find_signals(
        corpus_of(tmp_path, [*COMMENTS, comment("c1", "t3_aa1", "Edited.")], buckets=1), tmp_path / "s", HERE
    )
    assert total(made)["twice"] == 1
    assert {row["id"]: row["words"] for row in rows(tmp_path / "s", "posts")}["t1_c1"] == 1


def test_what_a_killed_worker_had_begun_is_cleared_away(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, COMMENTS, buckets=1)
    begun = tmp_path / "s" / "posts" / ".part-0000.parquet.x7.tmp"
    begun.parent.mkdir(parents=True)
    begun.write_bytes(b"PAR1")
    find_signals(corpus, tmp_path / "s", HERE)
    assert sorted(path.name for path in begun.parent.iterdir()) == ["part-0000.parquet"]


@pytest.mark.parametrize("sign", ["[removed]", " [deleted]\n"])
def test_what_a_forum_writes_for_words_that_are_gone_is_no_word(sign: str, tmp_path: Path) -> None:
    find_signals(corpus_of(tmp_path, [comment("c1", "t3_aa1", sign)], buckets=1), tmp_path / "s", HERE)
    assert [row["words"] for row in rows(tmp_path / "s", "posts")] == [0]


def test_a_chain_of_20000_answers_is_measured(tmp_path: Path) -> None:
    records = [
        comment("p0", "t3_aa1", "x"),
        *(comment(f"p{n}", f"t1_p{n - 1}", "x") for n in range(1, 20_000)),
    ]
    random.Random(3).shuffle(records)
    made = find_signals(corpus_of(tmp_path, records, buckets=1), tmp_path / "s", HERE)
    assert total(made)["deepest"] == 20_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> BucketCorpus:
    """A corpus of 3,000 posts in 300 threads."""
    dice = random.Random(7)
    words = ["trains", "buses", "because", "so", "but", "no", "granted", "maybe", "time"]
    records = []
    for number in range(3000):
        thread = f"z{dice.randrange(300)}"
        records.append(comment(f"p{number}", f"t3_{thread}", " ".join(dice.choices(words, k=12)), thread))
    return corpus_of(tmp_path_factory.mktemp("large"), records, buckets=12)


@pytest.fixture(scope="module")
def alone(large: BucketCorpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of it."""
    out = tmp_path_factory.mktemp("alone")
    find_signals(large, out, HERE)
    return files(out)


def test_two_processes_make_the_same_bytes(
    large: BucketCorpus, alone: dict[str, bytes], tmp_path: Path
) -> None:
    find_signals(large, tmp_path, Workers(processes=2))
    assert files(tmp_path) == alone


def test_work_that_was_stopped_goes_on_and_a_changed_bucket_is_done_again(
    large: BucketCorpus, alone: dict[str, bytes], tmp_path: Path
) -> None:
    find_signals(large, tmp_path, HERE)
    kept = tmp_path / "posts" / "part-0003.parquet"
    kept.write_bytes(b"what is done is not done again")
    (tmp_path / "parts" / "part-0004.json").write_text("{cut off")
    (tmp_path / "posts" / "part-0004.parquet").unlink()
    find_signals(large, tmp_path, HERE)
    now = files(tmp_path)
    assert now["posts/part-0003.parquet"] == b"what is done is not done again"
    del now["posts/part-0003.parquet"]
    assert now == {name: content for name, content in alone.items() if name != "posts/part-0003.parquet"}


def test_a_damaged_bucket_fails_alone_and_the_rest_is_done(large: BucketCorpus, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(large.folder, folder)
    (folder / "bucket-0005.parquet").write_bytes(b"PAR1 nonsense")
    result = ran("signals", folder, "-o", tmp_path / "s", "--jobs", "1")
    assert result.exit_code == 1
    assert "part 5:" in result.output
    assert "bucket-0005.parquet" in result.output
    assert "1 of 12 parts failed" in result.output
    assert len(list((tmp_path / "s" / "posts").iterdir())) == 11


def _dies(part: tuple[str, int]) -> int:
    """Kill the process that works on number 3, the first time."""
    mark, number = part
    if number == 3 and not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def _always_dies(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_part_whose_process_is_killed_is_tried_again(tmp_path: Path) -> None:
    parts = [(str(tmp_path / "mark"), number) for number in range(8)]
    made = sorted(done_parts(_dies, parts, Workers(processes=2)), key=lambda done: done.number)
    assert [done.value for done in made] == [number * number for number in range(8)]


def test_a_part_that_always_kills_its_process_is_given_up_with_a_reason() -> None:
    made = {done.number: done for done in done_parts(_always_dies, range(2), Workers(processes=2))}
    assert "killed, again and again" in made[1].error


# -- on a cluster: a scheduler and workers in processes of their own


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and two workers, and end them however the test ends."""
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        address,
        "--no-dashboard",
        "--no-jupyter",
    ]
    work = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [subprocess.Popen(command, env=environment, **quiet) for command in (dask, work, work)]  # type: ignore[call-overload]
    try:
        yield address, running
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(
    large: BucketCorpus, alone: dict[str, bytes], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    with pytest.MonkeyPatch.context() as patch, cluster(tmp_path) as (address, running):
        patch.setattr("argmap.parallel.PATIENCE", "60s")  # a busy machine answers late
        _wait_for_workers(address)
        killed: list[int] = []

        def tick() -> None:
            if not killed:
                running[1].send_signal(signal.SIGKILL)
                killed.append(running[1].pid)

        made: list[Done[Any]] = find_signals(large, tmp_path / "s", Workers(scheduler=address), tick)
    assert killed
    assert [done.error for done in made] == [""] * 12
    assert files(tmp_path / "s") == alone


def _wait_for_workers(address: str) -> None:
    import distributed

    until = time.monotonic() + 60
    while True:
        try:
            with distributed.Client(address, timeout="60s", set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
                return
        except (OSError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_scheduler_that_is_not_there_is_said() -> None:
    pytest.importorskip("distributed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argmap.parallel.PATIENCE", "1s")
        with pytest.raises(ArgmapError, match="does not answer"):
            list(done_parts(_always_dies, range(1), Workers(scheduler=f"tcp://127.0.0.1:{free_port()}")))
        with pytest.raises(ArgmapError, match="does not answer"):
            list(done_parts(_always_dies, range(1), Workers(scheduler="nonsense://x")))
