"""ConvoKit corpora: a map rides in the metadata, and a corpus without one is a discussion as before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile, Writing
from argmap.formats.spans.convokit import BARE, FORMAT, recognises
from argmap.model.map import ArgumentMap
from tests.mangled import SMALL, mangled
from tests.strategies import examples, maps

PLAIN = {"id": "u1", "conversation_id": "c", "text": "Yes.", "speaker": "ann", "meta": {}, "reply-to": None, "timestamp": 1717200000, "vectors": []}  # fmt: skip


def corpus(written: Writing) -> MapFile:
    return MapFile(written.text, "utterances.jsonl", written.beside.get)


def test_a_corpus_is_five_files_with_the_fields_that_convokit_has(math_in_ml: ArgumentMap) -> None:
    # ConvoKit's documentation, "Data format": the keys of an utterance, and the indexes of types
    assert FORMAT.write is not None
    written = FORMAT.write(math_in_ml)
    assert set(written.beside) == {"speakers.json", "conversations.json", "corpus.json", "index.json"}
    utterances = [json.loads(line) for line in written.text.splitlines()]
    assert all(set(each) == set(PLAIN) for each in utterances)
    speakers = json.loads(written.beside["speakers.json"])
    assert {each["speaker"] for each in utterances} <= set(speakers)
    assert {each["conversation_id"] for each in utterances} == set(
        json.loads(written.beside["conversations.json"])
    )
    index = json.loads(written.beside["index.json"])
    assert index["utterances-index"]["argument_spans"] == ["<class 'list'>"]
    assert index["version"] == 1
    words = {each["id"]: each["text"] for each in utterances}
    first = next(each for each in utterances if each["meta"]["argument_spans"])
    span = first["meta"]["argument_spans"][0]
    ((start, end), *_) = span["places"]
    assert words[first["id"]][start:end] == math_in_ml.nodes[span["of"]].quotes[0].parts[0]


def test_it_goes_through_a_folder_and_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("corpus").mkdir()
    source = str(root / "data" / "car-free-centre")
    run = CliRunner().invoke(
        main, ["export", source, "--to", "convokit-map", "-o", "corpus/utterances.jsonl"]
    )
    assert run.exit_code == 0, run.output
    assert "leaves out" not in run.stderr
    assert len([*Path("corpus").iterdir()]) == 5
    run = CliRunner().invoke(main, ["import", "corpus/utterances.jsonl", "-o", "back"])
    assert run.exit_code == 0, run.output
    back, before = argmap.load("back"), argmap.load(source)
    assert back.model_copy(update={"thread": before.thread, "id": before.id}) == before
    assert back.thread is not None
    assert before.thread is not None
    assert back.thread.posts == before.thread.posts


def test_a_plain_corpus_is_a_discussion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    other = {**PLAIN, "id": "u2", "reply-to": "u1", "speaker": "ben"}
    Path("utterances.jsonl").write_text(f"{json.dumps(PLAIN)}\n{json.dumps(other)}\n")
    assert not recognises(MapFile(Path("utterances.jsonl").read_text()))
    run = CliRunner().invoke(main, ["import", "utterances.jsonl", "-o", "d"])
    assert run.exit_code == 0, run.output
    assert "recognised as a ConvoKit corpus (--as convokit)" in run.stderr
    assert Path("d/thread.yaml").exists()
    assert not Path("d/map.yaml").exists()


@given(maps())
def test_every_map_comes_back_and_by_the_metadata_alone_what_they_can_say(map: ArgumentMap) -> None:
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    written = FORMAT.write(map)
    assert written.losses == ()
    assert recognises(corpus(written))
    assert FORMAT.read(corpus(written)).map == map
    assert BARE.write is not None
    assert BARE.read is not None
    assert BARE.keeps is not None
    reading = BARE.read(corpus(BARE.write(map)))
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(BARE.keeps(map))


def test_a_map_without_a_thread_comes_back() -> None:
    map = ArgumentMap.model_validate(
        {"id": "m", "title": "M", "claims": [{"id": "a", "text": "A.", "implicit": True}]}
    )
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    assert FORMAT.read(corpus(FORMAT.write(map))).map == map


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null\n1\n", "[" * 100_000])
def test_what_is_no_corpus_is_refused(text: str) -> None:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is None
    assert "AM018 ConvoKit: there is no utterance in it" in str(remarks[-1])


@examples(40)
@given(st.data())
def test_any_json_is_read_or_refused(data: st.DataObject) -> None:
    assert BARE.write is not None
    assert FORMAT.read is not None
    written = BARE.write(SMALL)
    line = data.draw(mangled(written.text.split("\n")[0]))
    name = data.draw(st.sampled_from(sorted(written.beside)))
    beside = {**written.beside, name: data.draw(mangled(written.beside[name]))}
    map, _, remarks = FORMAT.read(MapFile(f"{line}\n{written.text}", "utterances.jsonl", beside.get))
    assert map is not None or remarks
