"""brat standoff: what corpora write is read as they mean it, and what is written comes back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness, sidecar_of, with_sidecar
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.brat import FORMAT, read, recognises, write
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from tests.strategies import examples, maps

TEXT = "Cats 🐈 purr. Dogs bark, or so\r\nthey say. Dogs bark at night. Cats are best.\n"
ESSAY = """\
T1\tMajorClaim 0 11\tCats 🐈 purr
T2\tclaim 13 22\tDogs bark
T3\tPremise 24 29;31 39\tor so they say
T4\tMajorClaim 61 75\tCats are best.
A1\tStance T2 Against
R1\tattacks Arg1:T3 Arg2:T2\t
R2\tPartial-Attack Arg1:T2 Arg2:T3\t
#1\tAnnotatorNotes T2\tan aside
"""


def beside(text: str, file: str = TEXT, name: str = "essay.ann") -> MapFile:
    return MapFile(text, name, lambda other: file if other == name.replace(".ann", ".txt") else None)


def again(map: ArgumentMap) -> Reading:
    written = write(map)
    return read(beside(written.text, written.beside[".txt"], "any.ann"))


def test_an_essay_is_a_thread_with_claims_in_its_words() -> None:
    # By hand from the documentation of brat: places are code points of the file, ends excluded. The line end of two
    # characters counts twice there, and is one character in the post.
    map, thread, remarks = read(beside(ESSAY))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert thread.posts[0].text == TEXT.replace("\r\n", "\n").strip("\n")
    assert [(c.id, c.text, c.tags) for c in map.claims] == [
        ("t1", "Cats 🐈 purr", ("major-claim",)),
        ("t2", "Dogs bark", ()),
        ("t3", "or so they say", ("premise",)),
        ("t4", "Cats are best.", ("major-claim",)),
    ]
    assert [(q.exact, q.suffix) for c in map.claims for q in c.quotes] == [
        ("Cats 🐈 purr", None), ("Dogs bark", ","), ("or so they say", None), ("Cats are best.", None),
    ]  # fmt: skip
    assert [(str(r.kind), r.premises, r.target, r.note) for r in map.relations] == [
        ("attack", ("t3",), "t2", None),
        ("attack", ("t2",), "t3", "Partial-Attack"),
        ("rephrase", ("t4",), "t1", None),  # the major claims of an essay say one thing
        ("attack", ("t2",), "t1", None),  # and a stance against them attacks it
    ]
    assert map.claims[1].note == "an aside"
    assert "major claims" in (map.note or "")


def test_words_that_are_left_out_make_a_quote_of_parts_and_pieces_one_claim() -> None:
    text = "T1\tClaim 0 4;13 17\tCats Dogs\nT2\tClaim 61 65\tCats\nR1\tparts_of_same Arg1:T2 Arg2:T1\n"
    map = read(beside(text)).map
    assert map is not None
    (claim,) = map.claims
    assert [quote.exact for quote in claim.quotes] == [("Cats", "Dogs"), "Cats"]
    assert claim.text == "Cats Dogs Cats"


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("T1\tClaim 0 4\tCats", "essay.ann:2: AM019 T1 is there twice; the first one is kept"),
        ("T2\tClaim 0 4\tDoge", "essay.ann:2: AM019 the words of T2 are not those of the text at its place; it has no quote"),
        ("T2\tClaim 0 9\tDogs bark,", "essay.ann:2: AM019 the words of T2 stand elsewhere in the text than it says; their place counts"),
        ("R1\tBefore Arg1:T1 Arg2:T1\t", "essay.ann:2: AM019 R1 is labelled 'Before', which is no relation between claims that argmap knows; it was left out"),
        ("R1\tSupport Arg1:T9 Arg2:T1\t", "essay.ann:2: AM019 relation R1 names T9, which is not in the map; it was left out"),
        ("T2\tClaim 13 22\tDogs bark\nR1\tSupports Arg1:T2 Arg2:T1\nT3\tClaim 41 50\tDogs bark\nR2\tUndercuts Arg1:T3 Arg2:T2", "essay.ann:5: AM019 R2 undercuts a stretch; it was read as undercutting the one step from it"),
        ("E1\tSay:T1 Who:T1", "essay.ann:2: AM019 this is an event or a normalisation"),
        ("A1\tStance T7 For", "essay.ann:2: AM019 Stance is an attribute of T7, which is no claim"),
        ("words", "essay.ann:2: AM019 this is no line of an annotation that is known"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(line: str, remark: str) -> None:
    reading = read(beside(f"T1\tClaim 0 4\tCats\n{line}\n"))
    assert reading.map is not None
    assert remark in [str(each) for each in reading.diagnostics]


def test_without_its_text_it_is_a_map_without_a_thread() -> None:
    map, thread, remarks = read(MapFile(ESSAY, "essay.ann"))
    assert map is not None
    assert thread is None
    assert [claim.quotes for claim in map.claims] == [()] * 4
    assert "there is no essay.txt beside it" in str(remarks[0])


@pytest.mark.parametrize("text", ["", "words\n", "\x00", "{}", "R1\tSupport Arg1:T1 Arg2:T2\n"])
def test_a_text_without_stretches_is_refused(text: str) -> None:
    map, _, remarks = read(beside(text))
    assert map is None
    assert "AM018 brat standoff: there is no annotated stretch" in str(remarks[-1])
    assert not recognises(MapFile(text))


def test_a_name_that_ends_on_a_colon_comes_back() -> None:
    thread = {
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": "a", "name": "Ann:"}],
        "posts": [{"id": "p1", "author": "a", "text": "Yes."}],
    }
    claims = [{"id": "c", "text": "Yes.", "quotes": [{"post": "p1", "exact": "Yes"}]}]
    map = again(ArgumentMap.model_validate({"id": "m", "title": "M", "thread": thread, "claims": claims})).map
    assert map is not None
    assert map.thread is not None
    assert [person.name for person in map.thread.participants] == ["Ann:"]


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    reading = again(map)
    assert FORMAT.keeps is not None
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(FORMAT.keeps(map))
    assert with_sidecar(reading, sidecar_of(map, FORMAT), FORMAT).map == map


@given(maps())
def test_every_stretch_that_is_written_has_the_words_at_its_places(map: ArgumentMap) -> None:
    """As brat checks it: the words of the pieces, joined by blanks, and no line end inside a piece."""
    written = write(map)
    text = written.beside[".txt"]
    for line in written.text.splitlines():
        if line.startswith("T"):
            _, places, words = line.split("\t")
            pieces = [piece.split(" ") for piece in places.split(" ", 1)[1].split(";")]
            assert " ".join(text[int(a) : int(b)] for a, b in pieces) == words
            assert "\n" not in words


def test_linked_premises_come_back_and_undercuts_are_said_to_be_lost() -> None:
    claims = [Claim(id=id, text=f"{id} is so.", implicit=id == "b") for id in "abc"]
    step = Relation(id="r", kind="support", premises=("b", "c"), target="a")
    undercut = Relation(id="u", kind="undercut", premises=("c",), target="r")
    map = ArgumentMap(id="m", title="M", claims=claims, relations=(step, undercut))
    written = write(map)
    assert written.beside[".txt"] == "M\n\nNot in the thread:\na is so.\nb is so.\nc is so.\n"
    assert "R1\tSupport Arg1:T4 Arg2:T3\t\nR2\tSupport Arg1:T5 Arg2:T3\t\n" in written.text
    assert [(loss.id, loss.what) for loss in written.losses] == [("u", "undercut")]
    reading = again(map)
    assert reading.map is not None
    assert reading.map.relations == (step,)
    assert [claim.id for claim in reading.map.claims if claim.implicit] == ["b"]
    assert reading.thread is None


@examples(40)
@given(st.text(st.sampled_from("TRA#*E1234 \t\n:;xClaimSupport"), max_size=150), st.integers(0, len(ESSAY)))
def test_any_text_is_read_or_refused(noise: str, place: int) -> None:
    for text in (noise, ESSAY[:place] + noise + ESSAY[place:]):
        map, _, remarks = read(beside(text))
        assert map is not None or remarks


def test_a_long_file_is_read_in_linear_time() -> None:
    words = [f"w{n}" for n in range(5_000)]
    text, lines, place = " ".join(words), [], 0
    for number, word in enumerate(words, start=1):
        lines.append(f"T{number}\tClaim {place} {place + len(word)}\t{word}")
        place += len(word) + 1
    map = read(beside("\n".join(lines), text)).map
    assert map is not None
    assert len(map.claims) == 5_000
    assert sum(len(claim.quotes) for claim in map.claims) == 5_000


@pytest.mark.parametrize(
    ("name", "labels", "kinds"),
    [  # as INTERCHANGE.md and the files themselves count: grep -c
        ("brat/abstrct_10735891.ann", {"premise": 8}, {"support": 6}),
        ("brat/abstrct_11766999.ann", {"premise": 5}, {"support": 4}),
        ("brat/synthetic_persuasive_essay_style.ann", {"major-claim": 2}, {"attack": 2, "support": 1, "rephrase": 1}),
        ("threads/annotation/brat/doc.ann", {"stance-con": 1}, {"attack": 1}),
    ],
)  # fmt: skip
def test_files_of_corpora(root: Path, name: str, labels: dict[str, int], kinds: dict[str, int]) -> None:
    path = root.parent / "shared" / "samples" / name
    if not path.exists():
        pytest.skip("the samples are not here")
    file = MapFile(path.read_text(), path.name, lambda other: path.with_name(other).read_text())
    assert recognises(file)
    map, _, remarks = read(file)
    assert map is not None
    assert remarks == ()
    assert Counter(tag for claim in map.claims for tag in claim.tags) == labels
    assert Counter(str(relation.kind) for relation in map.relations) == kinds
    assert all(len(claim.quotes) == 1 for claim in map.claims)
