"""Signals of discourse in every post of a corpus: who answers whom and how deep, and words with which people argue.

Signals are words, not what they mean: "because" is counted where it gives no reason, too. They are for finding threads that are
worth a reading, and for counting over many. Words that a post quotes from another one (lines that begin with ">") are not its own, and
do not count. The words are English.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from argmap.corpora.dump import BucketCorpus, read_bucket
from argmap.editing.suggestions import BECAUSE, BUT, DISAGREES, GRANTS, HENCE
from argmap.errors import ArgmapError
from argmap.parallel import Done, Workers, done_parts
from argmap.storage.files import write_atomic

VERSION = 2
"""Changes whenever the same posts would give other signals: what an older version left behind is made anew."""

QUOTED = r"(?m)^[ \t]*(?:>|&gt;).*$"
GONE = r"^\s*\[(?:deleted|removed)\]\s*$"
"""What a forum writes in place of the words of a post; they are nobody's."""

WORDS: Mapping[str, str] = {
    "reasons": BECAUSE.pattern,
    "conclusions": HENCE.pattern,
    "contrasts": BUT.pattern,
    "grants": GRANTS.pattern,
    "disagrees": DISAGREES.pattern,
    "questions": r"\?(?:\s|$)",
}
"""What is counted in each post, by the name of its column: patterns of RE2, which take time in proportion to the text."""

DOCUMENTED: Mapping[str, str] = {
    "reasons": "because, since, given that",
    "conclusions": "so, hence, therefore, thus, at the beginning or behind a comma",
    "contrasts": "but, however, yet, whereas, although, at the beginning or behind a comma",
    "grants": "1 if the post begins with a word of agreement, such as fair enough or granted",
    "disagrees": "1 if the post begins with a word of disagreement, such as no or I disagree",
    "questions": "question marks at the end of a word",
}
"""What the columns count, for readers."""


@dataclass(frozen=True, slots=True)
class SignalPart:
    """A bucket whose posts are looked at, and where its results go."""

    bucket: Path
    sha256: str
    out: Path
    number: int


Totals = dict[str, int]


def find_signals(
    corpus: BucketCorpus, out: Path, workers: Workers, tick: Callable[[], None] = lambda: None
) -> list[Done[Totals]]:
    """Write the signals of every post and every thread of a corpus, and return what became of each bucket, in order.

    `out` gets `posts/part-0000.parquet` and `threads/part-0000.parquet` for each bucket. Parts that are there already, and
    were made of the same bucket, stay; so work that was stopped goes on.

    Args:
        corpus: the corpus.
        out: a folder.
        workers: where to work; the folders must be reachable from there.
        tick: called whenever a bucket is done.
    """
    parts = [
        SignalPart((corpus.folder / bucket.file).resolve(), bucket.sha256, out.resolve(), number)
        for number, bucket in enumerate(corpus.manifest.buckets)
    ]
    for kind in ("posts", "threads", "parts"):
        try:
            (out / kind).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArgmapError(f"cannot write {out}: {error.strerror or error}") from error
    made = []
    for done in done_parts(signals_of, parts, workers):
        made.append(done)
        tick()
    for done in made:
        _clear_away(out, done)
    return sorted(made, key=lambda done: done.number)


def _clear_away(out: Path, done: Done[Totals]) -> None:
    """Remove what a worker that was killed had begun to write, once another one has done its part."""
    for kind in ("posts", "threads", "parts") if done.value is not None else ():
        for begun in (out / kind).glob(f".part-{done.number:04d}.*.tmp"):
            begun.unlink(missing_ok=True)


def total(made: Sequence[Done[Totals]]) -> Totals:
    """Return the sums over the parts that were done."""
    sums: Totals = {}
    for done in made:
        for name, value in (done.value or {}).items():
            sums[name] = max(sums.get(name, 0), value) if name == "deepest" else sums.get(name, 0) + value
    return sums


def signals_of(part: SignalPart) -> Totals:
    """Write the signals of a bucket, and return their sums; what an equal bucket gave before is returned as it is.

    Raises:
        UnreadableInput: the bucket cannot be read.
        ArgmapError: a file cannot be written.
    """
    note = part.out / "parts" / f"part-{part.number:04d}.json"
    mark = f"{part.sha256}/{VERSION}/{pa.__version__}"
    earlier = _earlier(note, mark)
    if earlier is not None:
        return earlier
    posts, twice = _unique(read_bucket(part.bucket))
    own = pc.replace_substring_regex(pc.replace_substring_regex(posts["text"], GONE, ""), QUOTED, "")
    depths, replies, participants = _structure(posts)
    table = pa.table(
        {
            "thread": posts["thread"],
            "id": posts["id"],
            "depth": pa.array(depths, pa.int32()),
            "replies": pa.array(replies, pa.int32()),
            "words": pc.cast(pc.count_substring_regex(own, r"\S+"), pa.int32()),
            **{
                name: pc.cast(pc.count_substring_regex(own, pattern, ignore_case=True), pa.int32())
                for name, pattern in WORDS.items()
            },
        }
    )
    threads = _threads(table, posts, participants)
    for kind, rows in (("posts", table), ("threads", threads)):
        write_atomic(part.out / kind / f"part-{part.number:04d}.parquet", _parquet(rows))
    sums: Totals = {
        "threads": threads.num_rows,
        "posts": table.num_rows,
        "twice": twice,
        "orphans": table["depth"].null_count,
        "deepest": pc.max(table["depth"]).as_py() or 0,
        **{name: pc.sum(table[name]).as_py() or 0 for name in ("words", *WORDS)},
    }
    write_atomic(note, json.dumps({"of": mark, "sums": sums}, indent=1).encode())
    return sums


def _earlier(note: Path, mark: str) -> Totals | None:
    try:
        kept = json.loads(note.read_bytes())
        return dict(kept["sums"]) if kept["of"] == mark else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _unique(posts: Any) -> tuple[Any, int]:
    """Return the posts with each id once, as the dump has it last, and how many were left out."""
    ids = posts["id"].to_pylist()
    last = {id: place for place, id in enumerate(ids)}
    if len(last) == len(ids):
        return posts, 0
    return posts.take(pa.array(sorted(last.values()))), len(ids) - len(last)


def _structure(posts: Any) -> tuple[list[int | None], list[int], dict[str, int]]:
    """Return how deep each post is and how many answer it, and how many people take part in each thread.

    A post that answers nothing has depth 0, and so does the thread itself, which a dump of comments does not hold. Whoever
    answers a post that is not there, or answers in a cycle, has no depth.
    """
    ids, parents, threads = (posts[name].to_pylist() for name in ("id", "parent", "thread"))
    place = {id: number for number, id in enumerate(ids)}
    depth: dict[str | None, int | None] = dict.fromkeys(threads, 0)
    depth[None] = -1
    replies = [0] * len(ids)
    for id, parent in zip(ids, parents, strict=True):
        if parent in place:
            replies[place[parent]] += 1
        chain = []
        at: str | None = id
        while at not in depth and at in place:
            depth[at] = None  # until the chain ends; a cycle ends here
            chain.append(at)
            at = parents[place[at]]
        below = depth.get(at)
        for each in reversed(chain):
            below = None if below is None else below + 1
            depth[each] = below
    people: dict[str, set[str]] = {}
    for thread, author in zip(threads, posts["author"].to_pylist(), strict=True):
        people.setdefault(thread, set())
        if author is not None and author != "[deleted]":
            people[thread].add(author)
    depths = [0 if parent is None else depth[id] for id, parent in zip(ids, parents, strict=True)]
    return depths, replies, {thread: len(those) for thread, those in people.items()}


def _threads(table: Any, posts: Any, participants: Mapping[str, int]) -> Any:
    """Return a row for each thread, in the order of their ids."""
    counted = table.append_column("created", posts["created"]).append_column("title", posts["title"])
    sums = [(name, "sum") for name in ("words", *WORDS)]
    grouped = counted.group_by("thread", use_threads=False).aggregate(
        [("id", "count"), ("depth", "max"), ("created", "min"), ("created", "max"), ("title", "max"), *sums]
    )
    names = {
        "id_count": "posts",
        "depth_max": "deepest",
        "created_min": "first",
        "created_max": "last",
        "title_max": "title",
    }
    names |= {f"{name}_sum": name for name, _ in sums}
    grouped = grouped.rename_columns([names.get(name, name) for name in grouped.column_names]).sort_by(
        "thread"
    )
    people = pa.array([participants[thread] for thread in grouped["thread"].to_pylist()], pa.int64())
    return grouped.append_column("participants", people).select(
        ["thread", "title", "posts", "participants", "deepest", "first", "last", "words", *WORDS]
    )


def _parquet(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(None), sink, compression="zstd", compression_level=1)
    return bytes(sink.getvalue())
