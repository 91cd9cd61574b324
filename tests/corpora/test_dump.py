"""Dumps in buckets: no post lost, no thread parted, the same bytes again; and what is no dump is refused."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow")
pytest.importorskip("msgspec")

import zstandard

import argmap
from argmap.cli.main import main
from argmap.corpora.dump import BucketCorpus, bucket_of, ingest, open_corpus, read_bucket
from argmap.corpora.forms import form_of
from argmap.errors import ArgmapError, UnreadableInput


def ran(*args: object) -> Result:
    return CliRunner().invoke(main, ["corpus", *map(str, args)])


def comment(
    id: str, parent: str, body: str, thread: str = "aa1", author: str | None = "ann"
) -> dict[str, Any]:
    return {
        "id": id,
        "link_id": f"t3_{thread}",
        "parent_id": parent,
        "author": author,
        "created_utc": 1_600_000_000,
        "body": body,
    }


SUBMISSION = {
    "id": "aa1",
    "title": "Trains &amp; buses",
    "selftext": "Which?",
    "author": "bo",
    "created_utc": "1600000000",
    "num_comments": 2,
    "subreddit": "x",
}
COMMENTS = [
    comment("c1", "t3_aa1", "Trains, because buses are full."),
    comment("c2", "t1_c1", "> because buses are full\n\nGranted, but why?", author="cy"),
    comment("d1", "t3_bb2", "No. That is not so.", "bb2"),
]


def dump(path: Path, records: list[Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def corpus_of(tmp_path: Path, records: list[Any], **options: Any) -> BucketCorpus:
    ingest([dump(tmp_path / "dump.ndjson", records)], tmp_path / "corpus", **options)
    return open_corpus(tmp_path / "corpus")


def posts_in(corpus: BucketCorpus) -> list[dict[str, Any]]:
    return [
        row
        for bucket in corpus.manifest.buckets
        for row in read_bucket(corpus.folder / bucket.file).to_pylist()
    ]


def test_every_post_is_in_the_bucket_of_its_thread(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [SUBMISSION, *COMMENTS])
    rows = {row["id"]: row for row in posts_in(corpus)}
    assert {
        id: (row["thread"], row["parent"], row["author"], row["created"]) for id, row in rows.items()
    } == {
        "t3_aa1": ("t3_aa1", None, "bo", 1_600_000_000),
        "t1_c1": ("t3_aa1", "t3_aa1", "ann", 1_600_000_000),
        "t1_c2": ("t3_aa1", "t1_c1", "cy", 1_600_000_000),
        "t1_d1": ("t3_bb2", "t3_bb2", "ann", 1_600_000_000),
    }
    inside = read_bucket(corpus.path_of("t3_aa1"), thread="t3_aa1")
    assert sorted(inside["id"].to_pylist()) == ["t1_c1", "t1_c2", "t3_aa1"]


records = st.lists(
    st.builds(
        dict,
        id=st.text(min_size=1, max_size=5),
        thread=st.sampled_from(["a", "b", "ü", "c" * 40]),
        text=st.text(max_size=20),
    ),
    min_size=1,
    max_size=30,
)


@given(records, st.integers(1, 7))
@settings(max_examples=25)
def test_no_post_is_lost_or_changed_and_no_thread_is_parted(
    records: list[dict[str, str]], buckets: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argmap.corpora.dump.AT_ONCE", 4)
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            corpus = corpus_of(Path(folder), records, buckets=buckets)
            rows = posts_in(corpus)
            where = {
                row["thread"]: bucket.file
                for bucket in corpus.manifest.buckets
                for row in read_bucket(corpus.folder / bucket.file).to_pylist()
            }
    shape = [(each["thread"], each["id"], each["text"]) for each in records]
    assert Counter((row["thread"], row["id"], row["text"]) for row in rows) == Counter(shape)
    for thread, file in where.items():
        assert file == f"bucket-{bucket_of(thread, buckets):04d}.parquet"


def test_a_compressed_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    plain = dump(tmp_path / "d.ndjson", [SUBMISSION, *COMMENTS])
    (tmp_path / "d.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "d.zst").write_bytes(zstandard.compress(plain.read_bytes()))
    made = [
        ingest([tmp_path / f"d.{ending}"], tmp_path / ending, buckets=3)[0]
        for ending in ("ndjson", "gz", "zst")
    ]
    assert len({tuple(bucket.sha256 for bucket in each.buckets) for each in made}) == 1


def test_lines_that_are_no_records_are_named_and_counted(tmp_path: Path) -> None:
    path = dump(tmp_path / "d.ndjson", COMMENTS)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "x"\n\n[1]\n{"link_id": "t3_a", "body": "no id"}\n' + "nonsense\n" * 7)
    result = ran("import", path, "-o", tmp_path / "corpus")
    assert result.exit_code == 0
    assert f"{path}:4: left out" in result.output
    assert "and 5 more lines" in result.output
    assert open_corpus(tmp_path / "corpus").manifest.refused == 10


def test_numbers_as_ids_are_those_that_reddit_writes(tmp_path: Path) -> None:
    number = comment("", "", "Yes.") | {"id": 36, "link_id": 1211519379, "parent_id": None}
    [row] = posts_in(corpus_of(tmp_path, [number]))
    assert (row["id"], row["thread"], row["parent"]) == ("t1_10", "t3_k1b2c3", "t3_k1b2c3")


def test_utterances_of_convokit_and_plain_posts_are_read(tmp_path: Path) -> None:
    spoken = {
        "id": "u2",
        "conversation_id": "u1",
        "reply-to": "u1",
        "speaker": {"id": "ann"},
        "text": "Yes.",
        "timestamp": 12.5,
    }
    (tmp_path / "a").mkdir()
    [row] = posts_in(corpus_of(tmp_path / "a", [spoken]))
    assert row == {
        "thread": "u1",
        "id": "u2",
        "parent": "u1",
        "author": "ann",
        "created": 12,
        "title": None,
        "text": "Yes.",
    }
    plain = {
        "id": 2,
        "thread": 1,
        "parent": 1,
        "author": "ann",
        "created": "2020-09-13T12:26:40Z",
        "text": "Yes.",
    }
    (tmp_path / "b").mkdir()
    [row] = posts_in(corpus_of(tmp_path / "b", [plain]))
    assert (row["thread"], row["id"], row["created"]) == ("1", "2", 1_600_000_000)


def test_a_thread_is_taken_as_its_importer_reads_it(tmp_path: Path) -> None:
    corpus_of(tmp_path, [SUBMISSION, *COMMENTS])
    result = ran("take", tmp_path / "corpus", "aa1", "-o", tmp_path / "data")
    assert result.exit_code == 0, result.output
    thread = argmap.load_thread(tmp_path / "data")
    dumped = dump(tmp_path / "one.ndjson", [SUBMISSION, *COMMENTS[:2]])
    CliRunner().invoke(main, ["import", str(dumped), "-o", str(tmp_path / "direct")])
    assert thread.posts == argmap.load_thread(tmp_path / "direct").posts
    unknown = ran("take", tmp_path / "corpus", "zz9", "-o", tmp_path / "none")
    assert (unknown.exit_code, "there is no thread 'zz9'" in unknown.output) == (2, True)


def test_reddit_is_not_said_to_have_counted_what_the_corpus_counts(tmp_path: Path) -> None:
    """Reddit counted two comments, and the dump has both, one of them twice."""
    corpus_of(tmp_path, [SUBMISSION, *COMMENTS, COMMENTS[0]])
    assert ran("take", tmp_path / "corpus", "aa1", "-o", tmp_path / "data").exit_code == 0
    assert "Reddit counted" not in (argmap.load_thread(tmp_path / "data").source.note or "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"author,text\nann,hello\n", "a JSON object on each line"),
        (b'{"a": 1, "b": 2}\n', "no dump that argmap knows"),
        (b'{"id": "1", "thread": null, "text": "x"}\n', "no record of a post"),
        (
            zstandard.compress(b'{"id": "1", "thread": "a", "text": "x"}\n' * 50)[:-9],
            "cannot be decompressed",
        ),
    ],
)
def test_what_is_no_dump_is_refused_and_leaves_nothing(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.ndjson"
    path.write_bytes(content)
    result = ran("import", path, "-o", tmp_path / "corpus")
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dump.ndjson"]


def test_a_folder_that_holds_something_is_never_written_into(tmp_path: Path) -> None:
    corpus_of(tmp_path, COMMENTS)
    before = {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()}
    assert "exists already" in ran("import", tmp_path / "dump.ndjson", "-o", tmp_path / "corpus").output
    assert {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()} == before


def test_two_kinds_of_dumps_are_not_one_corpus(tmp_path: Path) -> None:
    one = dump(tmp_path / "a.ndjson", COMMENTS)
    other = dump(tmp_path / "b.ndjson", [{"id": "1", "thread": "a", "text": "x"}])
    with pytest.raises(UnreadableInput, match=r"a\.ndjson: reddit, b\.ndjson: posts"):
        ingest([one, other], tmp_path / "corpus")
    with pytest.raises(ArgmapError, match="1 to 1024"):
        ingest([one], tmp_path / "corpus", buckets=0)


def test_a_corpus_that_is_not_whole_says_what_is_missing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, COMMENTS, buckets=2)
    (corpus.folder / "bucket-0001.parquet").unlink()
    assert "the corpus is not complete" in ran("signals", corpus.folder, "-o", tmp_path / "s").output
    assert "'argmap corpus import' makes one" in ran("signals", tmp_path, "-o", tmp_path / "s").output
    (corpus.folder / "corpus.json").write_text('{"format": "argmap-corpus/2"}')
    assert "no description of a corpus" in ran("signals", corpus.folder, "-o", tmp_path / "s").output


def test_the_form_is_told_by_the_fields_of_a_record() -> None:
    for record, form in (
        (COMMENTS[0], "reddit"),
        (SUBMISSION, "reddit"),
        ({"id": 1, "root": 1, "user": "a", "text": ""}, "convokit"),
    ):
        assert form_of(json.dumps(record).encode(), "x").name == form
