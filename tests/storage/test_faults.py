"""All that is wrong with a map is said in one run, each thing once, and where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import InvalidInput, UnreadableInput
from argmap.lint import check_file
from argmap.location import Path
from argmap.model import ArgumentMap
from argmap.storage import load_map, read_map
from argmap.storage.writer import plain_data
from tests.storage.conftest import THREAD, Dataset
from tests.strategies import maps

HEAD = "format: argmap/1\nid: m\ntitle: M\nthread: thread.yaml\n"

EVERYTHING = """\
format: argmap/1
id: m
title: M
thread: thread.yaml
issues:
  - {id: need, question: What is needed?}
claims:
  - id: c1
    txt: Simple is best.                                            # misspelt key, and so a missing one
  - {id: c2, text: 12, implicit: true}                              # wrong type
  - {id: c3, text: It is so., quotes: [{post: p9, exact: Simple}]}  # a post that is not there
  - {id: c4, text: It is so., answers: nead, implicit: true}        # dangling answer
  - {id: c4, text: It is not., implicit: true}                      # duplicate id
relations:
  - {id: r1, kind: support, premises: [c1], target: c2}             # sound: c1 and c2 are there
  - {id: r2, kind: support, premises: [c3], target: c5}             # dangling target
  - {id: r3, kind: suport, premises: [c3], target: c4}              # wrong value
  - {id: r4, kind: undercut, premises: [c3], target: c4}            # cannot end on a claim
  - {id: r5, kind: undercut, premises: [c3], target: r3}            # sound: r3 is there
commitments:
  - {participant: bob, post: p1, claim: c3, stance: asserts}        # nobody of that name
  - {participant: ann, post: p1, claim: c1, stance: asserts}        # sound: c1 is there
"""


UNIQUE = "ids are unique across the whole map; choose another"


def test_every_fault_of_a_map_is_reported_in_one_run_in_the_order_of_the_file(dataset: Dataset) -> None:
    assert dataset.faults(EVERYTHING) == [
        "map.yaml:8:5: AM012 key 'text' is missing",
        "map.yaml:9:5: AM011 unknown key 'txt'; did you mean 'text'?",
        "map.yaml:10:20: AM013 expected text, found 12; put it in quotes",
        "map.yaml:11:47: AM103 quoted post 'p9' is not in the thread; known: p1, p2",
        "map.yaml:12:40: AM105 issue 'nead' is not in this map; did you mean 'need'?",
        f"map.yaml:13:10: AM102 'c4' is already the id of one of the claims; {UNIQUE}",
        "map.yaml:16:53: AM101 relation target 'c5' is not in this map; known: c3, c4, need, r1, r2, r4, r5",
        "map.yaml:17:20: AM013 'suport' is not allowed here; did you mean 'support'?",
        "map.yaml:18:54: AM108 an undercut cannot end on a claim ('c4'); it may end on a relation",
        "map.yaml:21:19: AM104 participant 'bob' is not in the thread; known: ann",
    ]


def test_an_invalid_map_raises_with_the_same_diagnostics(dataset: Dataset) -> None:
    loaded = dataset.read(EVERYTHING)
    assert loaded.map is None
    with pytest.raises(InvalidInput) as caught:
        load_map(dataset.folder)
    assert caught.value.diagnostics == loaded.diagnostics


def test_faults_of_the_map_and_of_its_thread_are_reported_together(dataset: Dataset) -> None:
    dataset.write("thread.yaml", THREAD.replace("author: ann, text: So", "athor: ann, text: So"))
    assert dataset.places(HEAD + "tags: [a]\nclaims: [{id: c1, text: C., answers: x}]\n") == [
        "map.yaml:5:1: AM011",
        "map.yaml:6:38: AM105",
        "thread.yaml:10:14: AM011",
    ]


def test_faults_of_the_reader_and_of_the_content_are_reported_together(dataset: Dataset) -> None:
    assert dataset.faults(HEAD + "title: N\nclaims: [{id: c1, text: &x C., answers: need}]\n") == [
        "map.yaml:5:1: AM005 key 'title' is repeated; keep one of them",
        "map.yaml:6:25: AM006 anchor '&x' is not allowed; write the value out where it is used",
        "map.yaml:6:41: AM105 issue 'need' is not in this map; none are known here",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("title: !!int '5'", ["1: AM006"], id="tag"),
        pytest.param("title: *x", ["1: AM006"], id="alias"),
        pytest.param("claims: [{id: c, text: *x}]", ["1: AM006"], id="alias inside an item"),
        pytest.param("*x : 1", ["1: AM006"], id="alias as a key"),
        pytest.param("source: &x {a: 1}", ["1: AM006", "1: AM011"], id="anchor at an unknown key's value"),
    ],
)
def test_a_value_that_the_reader_refused_is_no_second_fault(
    dataset: Dataset, line: str, expected: list[str]
) -> None:
    text = "".join(other for other in HEAD.splitlines(keepends=True) if other[:5] != line[:5])
    faults = dataset.places(f"{line}\n{text}")
    assert sorted(" ".join(place.split(":", 1)[1].split(":")[::2]) for place in faults) == [
        item.replace(": ", "  ") for item in expected
    ]


# --- one fault gives no other

SOUND = """\
format: argmap/1
id: m
title: M
thread: thread.yaml
issues:
  - {id: need, question: What is needed?}
claims:
  - {id: c1, text: Simple is best., answers: need, quotes: [{post: p1, exact: Simple}]}
  - {id: c2, text: It is so., quotes: [{post: p2, exact: it is}]}
  - {id: c3, text: It is not., implicit: true}
examples:
  - {id: e1, name: E, topic: t, text: It shows.}
relations:
  - {id: r1, kind: support, premises: [c2, e1], target: c1, scheme: expert-opinion}
  - {id: r2, kind: undercut, premises: [c3], target: r1, question: field}
  - {id: r3, kind: attack, premises: [c3], target: c1, question: field}
commitments:
  - {participant: ann, post: p1, claim: c1, stance: asserts}
"""


def test_the_sound_map_is_sound(dataset: Dataset) -> None:
    assert dataset.faults(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("issues:", "isues:", ["5:1: AM011"], id="misspelt issues"),
        pytest.param("claims:", "clams:", ["7:1: AM011"], id="misspelt claims"),
        pytest.param("examples:", "exmples:", ["11:1: AM011"], id="misspelt examples"),
        pytest.param("relations:", "relation:", ["13:1: AM011"], id="misspelt relations"),
        pytest.param("thread:", "tread:", ["4:1: AM011"], id="misspelt thread"),
        pytest.param(
            "claims:\n", "claims: 5\nclams:\n", ["7:9: AM013", "8:1: AM011"], id="claims are a number"
        ),
        pytest.param("title: M", "title: 5", ["3:8: AM013"], id="title is a number"),
        pytest.param("title: M", "titel: M", ["1:1: AM012", "3:1: AM011"], id="misspelt title"),
        pytest.param("id: m", "id: M", ["2:5: AM013"], id="capital id"),
        pytest.param("argmap/1", "argmap/2", ["1:9: AM013"], id="other version"),
        pytest.param(
            "{id: need, q", "{idd: need, q", ["6:5: AM012", "6:6: AM011"], id="issue with a misspelt id"
        ),
        pytest.param("{id: c1, t", "{di: c1, t", ["8:5: AM012", "8:6: AM011"], id="claim with a misspelt id"),
        pytest.param("{id: c2, text", "{id: c2, txt", ["9:5: AM012", "9:14: AM011"], id="claim without text"),
        pytest.param("implicit: true", "implicit: yes", ["10:42: AM013"], id="yes is no truth value"),
        pytest.param("name: E", "nam: E", ["12:5: AM012", "12:14: AM011"], id="example without name"),
        pytest.param(
            "target: c1, scheme",
            "targt: c1, scheme",
            ["14:5: AM012", "14:49: AM011"],
            id="step without target",
        ),
        pytest.param(
            "scheme: expert-opinion", "scheme: expert-opinon", ["14:69: AM106"], id="misspelt scheme"
        ),
        pytest.param("kind: undercut", "kind: undrcut", ["15:20: AM013"], id="undercut of an unknown kind"),
    ],
)
def test_one_fault_gives_no_other(dataset: Dataset, old: str, new: str, expected: list[str]) -> None:
    assert SOUND.count(old) == 1
    assert dataset.places(SOUND.replace(old, new)) == [f"map.yaml:{place}" for place in expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("title: T", "title: 5", ["3:8: AM013"], id="title is a number"),
        pytest.param("{kind: text}", "{knd: text}", ["4:9: AM012", "4:10: AM011"], id="source without kind"),
        pytest.param(
            "authorship: unknown", "authorship: x", ["5:13: AM013"], id="unknown word for authorship"
        ),
        pytest.param("participants:", "people:", ["7:1: AM011"], id="misspelt participants"),
        pytest.param("posts:", "post:", ["1:1: AM012", "8:1: AM011"], id="misspelt posts"),
        pytest.param(
            "{id: ann, name", "{id: ann, nam", ["7:16: AM012", "7:26: AM011"], id="participant without name"
        ),
        pytest.param("text: Simple is", "txt: Simple is", ["9:27: AM011"], id="post without text"),
        pytest.param("format: argmap-thread/1\n", "", ["1:1: AM012"], id="no format"),
    ],
)
def test_one_fault_of_the_thread_gives_no_other_in_the_map(
    dataset: Dataset, old: str, new: str, expected: list[str]
) -> None:
    assert THREAD.count(old) == 1
    dataset.write("thread.yaml", THREAD.replace(old, new))
    assert dataset.places(SOUND) == [f"thread.yaml:{place}" for place in expected]


def test_a_fault_of_the_threads_title_hides_no_quote_of_a_missing_post(dataset: Dataset) -> None:
    dataset.write("thread.yaml", THREAD.replace("title: T", "title: 5"))
    assert dataset.faults(SOUND.replace("post: p2", "post: p3")) == [
        "map.yaml:9:47: AM103 quoted post 'p3' is not in the thread; known: p1, p2",
        "thread.yaml:3:8: AM013 expected text, found 5; put it in quotes",
    ]


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        pytest.param(
            "{id: p1, athor: ann, text: x}\n  - {id: p2, repeats: p1}", ["9:14: AM011"], id="of a faulty post"
        ),
        pytest.param(
            "{id: p1, repeats: p9}\n  - {id: p2, repeats: p1}", ["9:23: AM122"], id="of a missing post"
        ),
        pytest.param("{id: p1, repeats: p2}\n  - {id: p2, repeats: p1}", ["9:23: AM123"], id="of each other"),
        pytest.param("{id: p1, repeats: p1}\n  - {id: p2, text: it is}", ["9:23: AM123"], id="of itself"),
        pytest.param(
            "{id: p1, text: x}\n  - {id: p2, repeats: p1}\n  - {id: p1, repeats: p2}",
            ["11:10: AM121"],
            id="of two posts with one id",
        ),
    ],
)
def test_a_repetition_without_words_is_one_fault_and_its_quotes_none(
    dataset: Dataset, posts: str, expected: list[str]
) -> None:
    """Checking such a thread ends: the words of posts that repeat each other are never looked for."""
    dataset.write("thread.yaml", THREAD[: THREAD.index("  - {id: p1")] + f"  - {posts}\n")
    faults = check_file(dataset.read(SOUND.replace("post: p1, exact: Simple", "post: p2, exact: it is")))
    assert [
        " ".join(dataset.shown(fault).split(" ")[:2]) for fault in faults if fault.severity == "error"
    ] == [f"thread.yaml:{place}" for place in expected]


# --- items left out do not move the others


def test_findings_after_an_item_that_was_left_out_keep_their_index_and_line(dataset: Dataset) -> None:
    faults = dataset.read(
        HEAD
        + """\
claims:
  - {id: c1, txt: Left out.}
  - {id: c2, text: Sound., implicit: true}
  - {id: c3, text: Left out., implicit: maybe}
  - {id: c4, text: Dangling., quotes: [{post: p1, exact: Simple}, {post: p7, exact: x}]}
relations:
  - {id: r1}
  - {id: r2, kind: support, premises: [c2, c9], target: c4}
"""
    ).diagnostics
    in_draft = [fault for fault in faults if fault.code.startswith("AM1")]
    assert [(str(fault.location).rpartition("/")[2], fault.location.path) for fault in in_draft] == [
        ("map.yaml:9:74", ("claims", 3, "quotes", 1, "post")),
        ("map.yaml:12:44", ("relations", 1, "premises", 1)),
    ]


def test_content_rules_judge_the_sound_part_at_its_original_place(dataset: Dataset) -> None:
    loaded = dataset.read(
        HEAD
        + """\
claims:
  - {id: c1, txt: Left out.}
  - {id: c2, text: Sound., quotes: [{post: p1, exact: simple}]}  # the post says Simple
"""
    )
    assert "map.yaml:7:55: AM401" in [" ".join(dataset.shown(f).split(" ")[:2]) for f in check_file(loaded)]


def test_content_rules_judge_a_map_whose_only_fault_is_the_readers(dataset: Dataset) -> None:
    loaded = dataset.read(
        HEAD + "claims: [{id: c1, text: A., text: B., quotes: [{post: p1, exact: simple}]}]\n"
    )
    assert loaded.map is None
    assert [fault.code for fault in check_file(loaded)][:2] == ["AM005", "AM401"]


def test_what_was_left_out_is_not_in_the_draft(dataset: Dataset) -> None:
    draft = dataset.read(EVERYTHING).draft
    assert draft is not None
    assert [claim.id for claim in draft.map.claims] == ["c3", "c4", "c4"]
    assert draft.original(("claims", 0, "text")) == ("claims", 2, "text")
    assert draft.original(("relations", 2)) == ("relations", 3)
    assert draft.original(("title",)) == ("title",)
    assert {"c1", "c2", "r3"} <= draft.names


# --- single values

CLAIM = HEAD + "claims:\n  - {{id: c1, text: C., implicit: true, {}}}\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param("base_score: 2", "52: AM013 2 is more than 1", id="too large"),
        pytest.param("base_score: .nan", "52: AM013 value should be a finite number", id="not a number"),
        pytest.param("base_score: .inf", "52: AM013 value should be a finite number", id="infinite"),
        pytest.param(
            f"base_score: {'9' * 500}", "52: AM013 value should be a finite number", id="500 digits"
        ),
        pytest.param(
            "base_score: true", "52: AM013 expected a number, found true", id="truth value for a number"
        ),
        pytest.param("base_score: '0.5'", "52: AM013 expected a number, found '0.5'", id="text for a number"),
        pytest.param("label: 5", "47: AM013 expected text, found 5; put it in quotes", id="number for text"),
        pytest.param("label: []", "47: AM013 expected text, found a list", id="list for text"),
        pytest.param("label: {}", "47: AM013 expected text, found a mapping", id="mapping for text"),
        pytest.param("label: ' '", "47: AM013 text is blank", id="blank"),
        pytest.param(
            'label: "a\\e[2J"', "47: AM013 control character U+001B at position 1", id="escape sequence"
        ),
        pytest.param("tags: x", "46: AM013 expected a list, found 'x'", id="text for a list"),
        pytest.param("tags: {a: b}", "46: AM013 expected a list, found a mapping", id="mapping for a list"),
        pytest.param(
            "tags: [Big]",
            "47: AM013 'Big' is not an id; an id is made of lower-case letters, digits and single hyphens",
            id="capital",
        ),
        pytest.param(
            "tags: ['']",
            "47: AM013 '' is not an id; an id is made of lower-case letters, digits and single hyphens",
            id="empty id",
        ),
        pytest.param(
            "tags: [../../x]",
            "47: AM013 '../../x' is not an id; an id is made of lower-case letters, digits and single hyphens",
            id="path for an id",
        ),
        pytest.param("base_score: -0.5", "52: AM013 -0.5 is less than 0", id="too small"),
        pytest.param(
            f"tags: [{'x' * 65}]", f"47: AM013 '{'x' * 58}… is longer than 64 characters", id="long id"
        ),
        pytest.param(
            "quotes: [p1]", "49: AM013 expected a mapping ('key: value' lines), found 'p1'", id="no mapping"
        ),
        pytest.param(
            "quotes: [null]", "49: AM013 expected a mapping ('key: value' lines), found nothing", id="nothing"
        ),
        pytest.param("colour: red", "40: AM011 unknown key 'colour'", id="unknown key"),
    ],
)
def test_a_wrong_value_is_named_at_its_place(dataset: Dataset, entry: str, expected: str) -> None:
    """Columns are counted by hand: the entry begins at column 40 of line 6."""
    (fault,) = dataset.faults(CLAIM.format(entry))
    assert fault.startswith(f"map.yaml:6:{expected}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "relations: [{id: r1, kind: support, premises: [], target: c1}]",
            "5:47: AM013 expected at least 1 item, found 0",
            id="no premises",
        ),
        pytest.param(
            "examples: [{id: e, name: E, topic: t, text: T., references: [{title: R, url: ftp://x}]}]",
            "5:78: AM013 'ftp://x' is not a web address; it begins with http:// or https://",
            id="no web address",
        ),
        pytest.param(
            "issues: [{id: need, question: ''}]",
            "5:31: AM013 text is blank",
            id="empty question",
        ),
    ],
)
def test_a_wrong_value_in_other_parts_is_named_at_its_place(
    dataset: Dataset, line: str, expected: str
) -> None:
    """Columns are counted by hand."""
    assert dataset.faults(f"{HEAD}{line}\n") == [f"map.yaml:{expected}"]


def test_a_value_of_any_size_is_shown_in_short(dataset: Dataset) -> None:
    text = HEAD + f"claims: [{{id: {'x' * 5_000}!, text: C.}}]\n{'k' * 900}: 1\n"
    assert [len(fault) < 200 for fault in dataset.faults(text)] == [True, True]


@pytest.mark.parametrize(
    "key", ["\\u001b[2J", "\\u2028", "\\u202e"], ids=["escape", "separator", "right to left"]
)
def test_a_key_of_odd_characters_is_shown_safely(dataset: Dataset, key: str) -> None:
    path = dataset.write("map.json", f'{{"format": "argmap/1", "id": "m", "title": "M",\n "{key}": 1}}')
    (fault,) = read_map(path).diagnostics
    assert dataset.shown(fault).isprintable()
    assert dataset.shown(fault).startswith("map.json:2:2: AM011 unknown key '\\")


@pytest.mark.parametrize(
    ("place", "end"), [("", ""), ('"thread": {', "}"), ('"claims": [{', "}]")], ids=["top", "thread", "item"]
)
def test_a_key_with_half_a_surrogate_pair_is_refused(dataset: Dataset, place: str, end: str) -> None:
    path = dataset.write("map.json", f'{{"title": "\\ud83d\\ude00",\n{place}"\\ud800": 1{end}}}')
    with pytest.raises(UnreadableInput) as caught:
        read_map(path)
    expected = "AM004 key '\\ud800' holds half of a surrogate pair; write the whole character"
    assert dataset.shown(caught.value) == f"map.json:2:{len(place) + 1}: {expected}"


def test_a_lone_surrogate_in_json_is_refused(dataset: Dataset) -> None:
    path = dataset.write("map.json", '{"format": "argmap/1", "id": "m", "title":\t"M\\ud800"}')
    assert [dataset.shown(fault) for fault in read_map(path).diagnostics] == [
        "map.json:1:44: AM013 expected text that can be written as UTF-8, found 'M\\ud800'"
    ]


# --- properties


def spots(data: Any, here: Path = ()) -> Iterator[Path]:
    """Yield the path of everything inside `data`."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield (*here, step)
        yield from spots(value, (*here, step))


def holder(data: Any, path: Path) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


@given(maps(), st.data())
def test_one_misspelt_key_anywhere_breaks_no_rule_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, map: ArgumentMap, data: st.DataObject
) -> None:
    """Only the key itself (AM011) and its absence (AM012) are faults."""
    document = plain_data(map)
    path = data.draw(st.sampled_from([path for path in spots(document) if isinstance(path[-1], str)]))
    mapping = holder(document, path)
    mapping[f"{path[-1]}-x"] = mapping.pop(path[-1])
    file = tmp_path_factory.mktemp("faulty") / "map.json"
    file.write_text(json.dumps(document), "utf-8")
    codes = [fault.code for fault in read_map(file).diagnostics]
    assert "AM011" in codes
    assert set(codes) <= {"AM011", "AM012"}


NAMES = ["c0", "c1", "r0", "p0", "p1", "u0", "i0", "e0"]
anything = st.one_of(
    st.sampled_from(
        [None, True, 0, -1, 1.5, 10**400, "", "\ud800", "x\u2028y", "\x85", [], {}, [None], [{}], *NAMES]
    ),
    st.text(max_size=5),
    st.dictionaries(st.sampled_from(["id", "text", "\ud800"]), st.sampled_from(NAMES), max_size=2),
)


@given(maps(), st.data())
def test_whatever_is_wrong_with_a_map_is_said_with_line_and_column(
    tmp_path_factory: pytest.TempPathFactory, map: ArgumentMap, data: st.DataObject
) -> None:
    document = plain_data(map)
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(list(spots(document))))
        outer, value = holder(document, path), data.draw(anything)
        if data.draw(st.booleans()):
            outer[path[-1]] = value
        elif isinstance(outer, list):
            outer.append(value)
        else:
            outer[data.draw(st.sampled_from(["thread", "claims", "posts", "id", "x"]))] = outer.pop(path[-1])
    file = tmp_path_factory.mktemp("faulty") / "map.json"
    file.write_text(json.dumps(document, indent=1), "utf-8")
    for fault in said_of(file):
        assert re.match(r"\d+:\d+: AM\d{3} ", fault.removeprefix(f"{file}:"))
        assert fault.encode()


def said_of(file: FilePath) -> list[str]:
    """Return all that is said of a map, be it unreadable, faulty or sound."""
    try:
        loaded = read_map(file)
    except UnreadableInput as error:
        return [str(error)]
    assert (loaded.map is None) == bool(loaded.diagnostics)
    return [str(fault) for fault in check_file(loaded)]


def test_a_list_is_not_called_too_short_where_its_only_item_has_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(
        "format: argmap/1\nid: m\ntitle: M\nthread: {format: argmap-thread/1, id: t, title: T, source: {kind: text}, "
        "authorship: unknown, reply_structure: unknown, posts: [{id: p1, text: So.}]}\n"
        "breaches:\n  - {breaks: usage, why: So., quotes: [{pots: p1, exact: So}]}\n  - {breaks: usage, why: So., quotes: []}\n",
        "utf-8",
    )
    faults = [(fault.location.line, fault.code) for fault in read_map(file).diagnostics]
    assert faults == [(6, "AM012"), (6, "AM011"), (7, "AM013")]
