"""ConvoKit corpora: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.importers.sources import input_files
from tests.importers.forums.reading import CASES, files, imported, lines, listed, note, rows, said


def utterance(
    id: str, above: str | None, name: str, text: str | None, time: Any, **more: Any
) -> dict[str, Any]:
    return {
        "id": id,
        "conversation_id": "u1",
        "text": text,
        "speaker": name,
        "meta": {"score": 1},
        "reply-to": above,
        "timestamp": time,
        "vectors": [],
        **more,
    }


FIRST = utterance("u1", None, "s1", "Trams are cheaper.", 1704394000)
SECOND = utterance("u2", "u1", "s2", "Only full ones.", "1704394100")
RIGHT = [("u1", None, "s1", "Trams are cheaper."), ("u2", "u1", "s2", "Only full ones.")]
OLD = [{"id": each["id"], "root": "u1", "user": each["speaker"], "reply-to": each["reply-to"], "text": each["text"], "timestamp": 1704394000.0 + n, "meta": {}} for n, each in enumerate((FIRST, SECOND))]  # fmt: skip
SHAPES: dict[str, Any] = {
    "lines": lines(FIRST, SECOND),
    "a list": [FIRST, SECOND],
    "the old list with users": OLD,
    "reply_to": lines({**FIRST, "reply_to": None}, {key.replace("reply-to", "reply_to"): value for key, value in SECOND.items()}),
    "speakers as objects": lines({**FIRST, "speaker": {"id": "s1"}}, {**SECOND, "speaker": {"id": "s2"}}),
    "numbers as ids": lines({**FIRST, "speaker": "s1"}, SECOND),
}  # fmt: skip


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_the_same_conversation_comes_out_of_every_shape(content: Any) -> None:
    thread = imported(content)
    assert (thread.source.kind, rows(thread)) == ("convokit", RIGHT)
    assert all((post.created or "").startswith("2024-01-04") for post in thread.posts)


TIMES: dict[str, tuple[list[Any], dict[str, Any], list[str | None], str]] = {
    "seconds of a recording": ([0, 12.5], {}, ["0:00:00", "0:00:12.500"], "count seconds"),
    "whole seconds, and the corpus says where they are": ([0, 3723], {"meta": {"start_times": [0, 1], "stop_times": [1, 2]}}, ["0:00:00", "1:02:03"], "count seconds"),
    "seconds in quotes": (["0.5", "75.25"], {}, ["0:00:00.500", "0:01:15.250"], "count seconds"),
    "numbers of utterances": ([0, 1], {}, [None, None], "small numbers"),
    "years": ([1955, 1956], {}, [None, None], "small numbers"),
    "nothing": ([None, None], {}, [None, None], ""),
    "zero for all": ([0, 0], {}, [None, None], "small numbers"),
    "negative": ([-1.5, 2.5], {}, [None, None], "small numbers"),
    "too long for a recording": ([0.5, 4_000_000], {}, [None, None], "small numbers"),
}  # fmt: skip


@pytest.mark.parametrize(("times", "more", "cues", "told"), TIMES.values(), ids=TIMES)
def test_small_numbers_are_no_dates(
    times: list[Any], more: dict[str, Any], cues: list[str | None], told: str
) -> None:
    thread = imported(lines({**FIRST, "timestamp": times[0], **more}, {**SECOND, "timestamp": times[1]}))
    assert [post.created for post in thread.posts] == [None, None]
    assert [post.cue for post in thread.posts] == cues
    assert told in note(thread)


def test_a_zero_among_dates_is_none() -> None:
    thread = imported(lines({**FIRST, "timestamp": 0}, SECOND))
    assert [post.created for post in thread.posts] == [None, "2024-01-04T18:48:20Z"]
    assert "Some times are no dates" in note(thread)


GONE = {
    "[deleted]": "<deleted>",
    "[removed]": "<removed>",
    "": "<empty>",
    None: "<empty>",
    "[removed] it": "[removed] it",
}


@pytest.mark.parametrize(("text", "expected"), GONE.items())
def test_marks_are_no_words(text: str | None, expected: str) -> None:
    assert said(lines(FIRST, {**SECOND, "text": text}))[1] == expected


@pytest.mark.parametrize("name", ["[deleted]", None, ""])
def test_nobody_is_no_author(name: str | None) -> None:
    assert rows(imported(lines(FIRST, {**SECOND, "speaker": name})))[1][2] is None


SPEAKERS: dict[str, dict[str, Any]] = {
    "name": {"s1": {"meta": {"name": "Nora Ek"}, "vectors": []}, "s2": {"meta": {}, "vectors": []}},
    "character_name": {"s1": {"meta": {"character_name": "Nora Ek", "gender": "?"}, "vectors": []}},
    "without meta": {"s1": {"name": "Nora Ek"}, "s2": {}},
    "odd": {"s1": {"meta": {"name": "Nora Ek"}}, "s2": [1]},
}
BESIDE = {
    "conversations.json": {"u1": {"meta": {"title": "Trams?"}, "vectors": []}},
    "corpus.json": {},
    "index.json": {"version": 1, "utterances-index": {}},
}


def corpus(folder: Path, names: dict[str, Any]) -> Path:
    folder.mkdir()
    (folder / "utterances.jsonl").write_text(lines(FIRST, SECOND), "utf-8")
    for name, content in {**BESIDE, "speakers.json": names}.items():
        (folder / name).write_text(json.dumps(content), "utf-8")
    return folder


def read_path(path: Path) -> Any:
    materials = input_files([str(path)])
    chosen = recognised(materials)
    assert [(e.key, e.title, e.posts) for e in discussions(chosen, materials)] == [("u1", "Trams?", 2)]
    return thread_of(read(chosen, materials, None), ImportOptions("t", chosen.name))


@pytest.mark.parametrize("names", SPEAKERS.values(), ids=SPEAKERS)
def test_a_folder_gives_names_and_titles(tmp_path: Path, names: dict[str, Any]) -> None:
    folder = corpus(tmp_path / "corpus", names)
    packed = tmp_path / "corpus.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"my-corpus/{path.name}")
    for path in (folder, folder / "utterances.jsonl", packed):
        thread = read_path(path)
        assert thread.title == "Trams?"
        assert [row[2] for row in rows(thread)] == ["Nora Ek", "s2"]


def test_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    both = {key: {"meta": {"name": "Nora"}} for key in ("s1", "s2")}
    assert len(read_path(corpus(tmp_path / "corpus", both)).participants) == 2


OTHER = utterance("v1", None, "s1", "Bikes?", 1704400000, conversation_id="v1")


def test_conversations_are_listed_and_one_must_be_named() -> None:
    content = lines(FIRST, OTHER, SECOND)
    assert [(e.key, e.posts, e.people, e.first) for e in listed(content)] == [("u1", 2, 2, "2024-01-04T18:46:40Z"), ("v1", 1, 1, "2024-01-04T20:26:40Z")]  # fmt: skip
    with pytest.raises(SeveralDiscussions, match=r"2 discussions; .* u1; v1"):
        imported(content)
    assert rows(imported(content, wanted="u1")) == RIGHT
    with pytest.raises(UnknownName):
        imported(content, wanted="v2")


def test_seconds_make_no_dates_in_the_list() -> None:
    assert [
        (e.first, e.last) for e in listed(lines({**FIRST, "timestamp": 0}, {**SECOND, "timestamp": 12.5}))
    ] == [(None, None)]


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no utterance"):
        importer("convokit").read(files("{}\n"), None)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case() -> None:
    thread = imported((CASES / "convokit-relative-time" / "utterances.jsonl").read_bytes())
    assert [(post.id, post.created, post.cue) for post in thread.posts] == [
        ("u1", None, "0:00:00"),
        ("u2", None, "0:00:12.500"),
    ]


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 2 * 10**9)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([[], {}, "u1", {"id": 1}])
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from([*FIRST, "root", "user"]), odd, max_size=4), min_size=1, max_size=4
    )
)
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_utterances_are_read_or_refused(changes: list[dict[str, Any]]) -> None:
    content = lines(FIRST, *({**SECOND, **change} for change in changes))
    try:
        listed(content)
        imported(content)
    except ArgmapError:
        return
