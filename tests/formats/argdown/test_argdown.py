"""Argdown: what its documentation says a document means, and what is written comes back."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.argdown.text import FORMAT, keeps, read, recognises, write
from argmap.formats.argdown.words import escaped, wording
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from argmap.storage.load import load_map
from tests.strategies import examples, maps

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples" / "argdown"

TRAM = """\
===
title: Is a tram worth it?
===

/* A debate
   in a town */

[Tram]: The town should build
  a **tram**. #(town plan) {confidence: 0.5}
  + <Quiet>: A tram is quiet. // for whom?
    <_ <Depot>: Depots are not.
  - [Dear]: A tram is dear.
    - [Tram]
  >< [Bus]: The town should buy buses.

# Details

<Room>: There is room. {source: "C1"}

(1) [Wide]: The main street is wide.
(2) A tram needs a street.
-- Modus ponens {uses: [2, 1], weight: 0.75} --
  <_ [Dug]: It is dug up.
(3) There is a place for a tram.
(4) Places are scarce \\[here\\].
----
(5) [Tram]

[Narrow]: It is narrow.
  -> <Room>
"""


def steps(map: ArgumentMap) -> list[tuple[str, tuple[str, ...], str]]:
    def words(id: str) -> str:
        return map.nodes[id].text if id in map.nodes else f"step {id}"

    return [
        (str(r.kind), tuple(map.nodes[p].text for p in r.premises), words(r.target)) for r in map.relations
    ]


def one(text: str) -> ArgumentMap:
    map, _, remarks = read(MapFile(text))
    assert map is not None, remarks
    return map


def test_a_document_is_read_as_argdown_defines_it() -> None:
    map, thread, remarks = read(MapFile(TRAM, "tram.argdown"))
    assert map is not None
    assert (map.id, map.title, thread) == ("tram", "Is a tram worth it?", None)
    tram = map.claims[0]
    assert (tram.id, tram.label, tram.text) == ("tram", "Tram", "The town should build a tram.")
    assert (tram.tags, tram.confidence) == (("town-plan",), 0.5)
    assert steps(map) == [
        ("support", ("A tram is quiet.",), tram.text),
        ("attack", ("A tram is dear.",), tram.text),
        ("attack", (tram.text,), "A tram is dear."),
        ("attack", ("The town should buy buses.",), tram.text),
        ("attack", (tram.text,), "The town should buy buses."),
        ("attack", ("It is narrow.",), "The premises of “Room” hold."),
        (
            "support",
            ("A tram needs a street.", "The main street is wide.", "The premises of “Room” hold."),
            "There is a place for a tram.",
        ),
        ("support", ("There is a place for a tram.", "Places are scarce [here]."), tram.text),
        ("undercut", ("Depots are not.",), "step quiet-supports"),
        ("undercut", ("It is dug up.",), "step room-1"),
    ]
    first, second = map["room-1"], map["room"]
    assert (first.weight, first.note) == (0.75, "By Modus ponens.")  # type: ignore[union-attr]
    assert second.note == "There is room."  # type: ignore[union-attr]
    assert [claim.tags for claim in map.claims if claim.id == "wide"] == [("details",)]
    assert [str(remark) for remark in remarks] == [
        "tram.argdown:30: AM019 on which premise of <Room> this bears is open; it bears on an implicit one, that they hold",
        "tram.argdown: AM019 data that argmap has no room for: source (1)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A]: a\n  + [B]: b\n  <- [C]: c\n", [("support", ("b",), "a"), ("attack", ("c",), "a")]),
        ("[A]: a\n  +> [B]: b\n  -> [C]: c\n", [("support", ("a",), "b"), ("attack", ("a",), "c")]),
        ("[A]: a\r\n  + [B]: b\r\n", [("support", ("b",), "a")]),
        ("[A]\n    + b\n      - c\n    - d\n", [("support", ("b",), "A"), ("attack", ("c",), "b"), ("attack", ("d",), "A")]),
        ("[A]: a\n\n[A]: again\n\n[B]: b\n  +> [A]\n", [("rephrase", ("a",), "again"), ("support", ("b",), "again")]),
        ("<A>: a\n\n(1) p\n----\n(2) [C]: c\n\n[C]\n  + <A>\n", [("support", ("p",), "c")]),
        ("<A>\n\n(1) [P]: p\n----\n(2) [C]: c\n\n<B>\n\n(1) q\n----\n(2) [P]\n  +> <A>\n", [("support", ("p",), "c"), ("support", ("q",), "p")]),
        ("[A]: see http://x\n  + [B]: b {source: \"http://y // z\"} // no\n", [("support", ("b",), "see http:")]),
    ],
    ids=["to", "from", "crlf", "nested", "wordings", "derived", "shared premise", "comments"],
)  # fmt: skip
def test_relations_as_people_write_them(text: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert Counter(steps(one(text))) == Counter(expected)


def test_strict_mode_reads_signs_between_statements_as_logic() -> None:
    map = one("===\nmodel:\n  mode: strict\n===\n\n[A]: a\n  + [B]: b\n  - [C]: c\n  + <D>: d\n")
    assert [(str(r.kind), r.premises[0], r.target, r.note) for r in map.relations] == [
        ("support", "b", "a", "An entailment."),
        ("attack", "c", "a", "One half of a contrariety: both cannot be true."),
        ("attack", "a", "c", "One half of a contrariety: both cannot be true."),
        ("support", "d", "a", None),
    ]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[A]: a\n\n  + b\n", "3:3", "+ follows nothing"),
        ("[A]: a\n  +\n", "2", "there is no statement behind +"),
        ("[A] and so on\n", "1", "[A] is followed by words; write [A]: in front of a text"),
        ("(1) a\n(2) b\n\n[C]: c\n", "1", "numbered statements need an inference (----) and a conclusion"),
        ("(1) a\n----\n\n[C]: c\n", "2", "there is no conclusion below this inference"),
        ("[A]: a\n----\n", "2:1", "there is no premise above this inference"),
        ("(1) a\n-- Modus\n\n[C]: c\n", "2", "this inference is not closed"),
        ("[A]: a {b: [}\n", "1:", "data: not YAML"),
        ("===\ntitle: [\n===\n\n[A]: a\n", "", "data: not YAML"),
        ("just words\n", "1", "there is no statement with a title or a relation in it"),
        ("", "1", "there is no statement with a title or a relation in it"),
    ],
)
def test_errors_have_their_place(text: str, place: str, message: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is None
    assert any(f"<text>:{place}" in str(each) and message in str(each) for each in remarks), [
        *map_str(remarks)
    ]


def map_str(remarks: object) -> list[str]:
    return [str(each) for each in remarks]  # type: ignore[attr-defined]


@given(maps())
def test_what_is_written_comes_back_whole(map: ArgumentMap) -> None:
    text, lost, _ = write(map)
    reading = read(MapFile(text))
    assert lost == ()
    assert reading.diagnostics == ()
    assert reading.map is not None
    assert likeness(reading.map) == likeness(keeps(map))


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in (ROOT / "data").glob("*/map.yaml")), ids=lambda p: p.name
)
def test_the_bundled_maps_come_back_with_ids_and_order(folder: Path) -> None:
    map = load_map(folder)
    text = write(map).text
    assert recognises(MapFile(text))
    assert format_of_text(MapFile(text)) is FORMAT
    assert read(MapFile(text)).map is not None
    back = read(MapFile(text)).map
    assert back is not None
    assert set(back.parts) == set(map.parts)
    assert likeness(back) == likeness(keeps(map))


def test_what_is_edited_by_hand_counts() -> None:
    map = one("[A]: a {note: n}\n  + [B]: b\n")
    text = write(map).text.replace("]: b", "]: c").replace("  + [b]", "  - [b]")
    back = one(text)
    assert [(str(r.kind), r.premises, r.target) for r in back.relations] == [("attack", ("b",), "a")]
    assert back["b"].text == "c"  # type: ignore[union-attr]
    assert back["a"].note == "n"  # type: ignore[union-attr]


@examples(50)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=80).filter(str.strip))
def test_no_sign_in_a_text_means_anything(text: str) -> None:
    from argmap.formats.argdown.scanning import scanned

    (line,) = [line for _, line in scanned(f"[a]: {escaped(text)}").lines if line.strip()]
    assert wording(line).text == " ".join(text.split())


@examples(30)
@given(st.text(st.sampled_from("[]<>:+-_> \n\t(1){a}#\\/*=@.b"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


@given(st.data())
def test_a_broken_document_is_read_or_refused(data: st.DataObject) -> None:
    whole = write(one(TRAM)).text + TRAM
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 40)))
    map, _, remarks = read(MapFile(whole[:start] + data.draw(st.text(max_size=3)) + whole[stop:]))
    assert map is not None or remarks


@pytest.mark.parametrize(
    "text",
    [
        "[a]: a\n" + "".join(f"{' ' * (n + 1)}+ [c{n}]: c\n" for n in range(3_000)),
        "[a]: a " + "{" * 50_000,
        "[a]: a " + "<!-- " * 50_000,
        "[a]: {" + "[" * 50_000 + "}\n",
        "[a]: " + "*b " * 50_000,
        "[a]: a {x: &x [1], y: *x}\n",
        "(1) a\n----\n" * 5_000 + "(2) b\n",
    ],
    ids=["deep", "braces", "comments", "data", "stars", "aliases", "steps"],
)
def test_large_and_deep_texts_are_read_in_linear_time(text: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the repository")

KINDS = {  # claims and relations, counted by hand in the texts
    "legalisation-softdrugs": (18, {"support": 9, "attack": 8, "undercut": 2}),
    "state-censorship": (28, {"support": 10, "attack": 4}),
    "undercut_contradiction": (5, {"support": 1, "attack": 3, "undercut": 1}),
    "test_lexer-windows-line-endings": (4, {"support": 2}),
}


@needs_samples
@pytest.mark.parametrize("name", KINDS)
def test_samples_have_their_claims_and_relations(name: str) -> None:
    map = one((SAMPLES / f"{name}.argdown").read_text(encoding="utf-8"))
    assert (len(map.claims), Counter(str(r.kind) for r in map.relations)) == KINDS[name]
    back = read(MapFile(write(map).text)).map
    assert back is not None
    assert likeness(back) == likeness(keeps(map))


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n- a\n  - + b\n  - - c\n",
        "- [ ] buy milk\n- [x] sleep\n  - at night\n",
        "See [1] and [2].\n\n[1]: https://example.org\n[2]: http://example.org\n\n- a\n  - b\n",
        "A note.[^1]\n\n[^1]: It is one.\n\n* a\n  - b\n",
        "Ann <ann@x.org>: hello\n  - a point\n",
        "title: [a]\nclaims:\n  - {id: a}\n  - {id: b}\n",
        "<?xml version='1.0'?>\n<a>: b\n  + c\n",
        "(1) first\n(2) second\n-- Ann\n",
        "Discussion Title: T\n\n1. a\n1.1. Pro: b\n",
    ],
)
def test_texts_of_other_kinds_are_not_taken_for_argdown(text: str) -> None:
    assert not recognises(MapFile(text))


@pytest.mark.parametrize("sign", ["[", "@[", "@<", "#(", "[a]("])
def test_brackets_that_never_close_take_no_longer_than_their_length(sign: str) -> None:
    text = "[a]: x\n  + <b>: y " + sign * (100_000 // len(sign))
    begun = time.process_time()
    recognises(MapFile(text))
    read(MapFile(text))
    assert time.process_time() - begun < 8  # minutes, if each bracket looks for its end in all that follows


@pytest.mark.parametrize(
    "text",
    [
        "[#a] Trams are quiet. { certainty: 0.6 }\n[#b] Build it.\n[#b] :- [#a].\n",
        '# Trams\n\n[#a] Trams are quiet.\n[#a] --x [#b] { type: "undercut" }\n',
        "#casualtheorics.argdown2/document\n{:id :m :root nil}\n",
    ],
    ids=["rule", "arrow", "edn"],
)
def test_argdown_2_is_told_from_argdown(text: str) -> None:
    known = format_of_text(MapFile(text, "m.argdown"))
    assert known is FORMAT
    map, _, remarks = read(MapFile(text, "m.argdown"))
    assert map is None
    assert str(remarks[0]).startswith("m.argdown:1: AM018 Argdown: this is argdown-2, another language")


def test_tags_in_brackets_are_no_facts_of_argdown_2() -> None:
    assert one("[#a]: A tram is quiet.\n  + [#b]: It has rubber wheels.\n").relations
