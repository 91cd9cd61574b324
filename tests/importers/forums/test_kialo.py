"""Kialo's exports as threads and as maps; the discussions are invented, and relations were counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.forums.kialo_map import plain
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, RawThread, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.lint.run import check
from argmap.model.map import ArgumentMap
from argmap.model.posts import Gone, Provenance
from argmap.model.thread import Thread
from argmap.storage.files import write_all
from argmap.storage.load import load_map
from argmap.storage.writer import map_yaml, thread_yaml

CASES = Path(__file__).parents[4] / "shared"
TRAMS = """\
Discussion Title: Should the city build trams?

1. The city should build trams.
1.1. Pro: Trams are cheaper to run than buses.
1.1.1. Con: Trams are only cheaper where they are full.
1.2. Con: Trams cost a lot to build, [says the city](https://example.org/cost_\\(2024\\)).
1.2.1. Con: The cost is spread over fifty years \\(and more\\).
1.3. Pro: -> See 1.2.1.
1.4. Con: -> See 1.5.
1.5. Con: Trams have two faults:
they need rails,
1. and wires,
2. and drivers.
"""


def files(*contents: str | dict[str, Any]) -> list[InputFile]:
    texts = [json.dumps(content) if isinstance(content, dict) else content for content in contents]
    return [InputFile(f"{number}.txt", content=text.encode()) for number, text in enumerate(texts, start=1)]


def imported(*contents: str | dict[str, Any], wanted: str | None = None) -> tuple[RawThread, Thread]:
    inputs = files(*contents)
    chosen = recognised(inputs)
    assert chosen.name == "kialo"
    raw = read(chosen, inputs, wanted)
    return raw, thread_of(raw, ImportOptions("t", "kialo"))


def mapped(*contents: str | dict[str, Any]) -> ArgumentMap:
    raw, thread = imported(*contents)
    make = importer("kialo").argument_map
    assert make is not None
    return ArgumentMap.model_validate({**make(raw, thread), "thread": thread})


def edges(found: ArgumentMap) -> set[tuple[str, str, str]]:
    return {(str(each.kind), *each.premises, each.target) for each in found.relations}  # type: ignore[misc]


def test_every_claim_says_whether_it_is_pro_or_con() -> None:
    raw, thread = imported(TRAMS)
    assert [(post.key, post.label) for post in raw.posts] == [
        ("c1", "Thesis"), ("c1.1", "Pro"), ("c1.1.1", "Con"), ("c1.2", "Con"), ("c1.2.1", "Con"), ("c1.3", "Pro"), ("c1.4", "Con"), ("c1.5", "Con"),
    ]  # fmt: skip
    assert [post.reply_to for post in thread.posts] == [None, "p1", "p2", "p1", "p4", "p1", "p1", "p1"]
    assert thread.posts[5].text == "-> See 1.2.1."
    assert thread.posts[7].text == "Trams have two faults:\nthey need rails,\n1. and wires,\n2. and drivers."
    assert (thread.title, thread.authorship) == ("Should the city build trams?", Provenance.UNKNOWN)


def test_the_map_has_each_claim_once_and_links_as_second_relations() -> None:
    found = mapped(TRAMS)
    assert [claim.id for claim in found.claims] == ["c1", "c1-1", "c1-1-1", "c1-2", "c1-2-1", "c1-5"]
    assert edges(found) == {
        ("support", "c1-1", "c1"), ("attack", "c1-1-1", "c1-1"), ("attack", "c1-2", "c1"), ("attack", "c1-2-1", "c1-2"),
        ("support", "c1-2-1", "c1"), ("attack", "c1-5", "c1"),
    }  # fmt: skip
    assert [(issue.question, issue.exclusive) for issue in found.issues] == [
        ("Should the city build trams?", False)
    ]
    assert [claim.id for claim in found.theses] == ["c1"]
    assert not found.commitments
    assert found["c1-2"].text == "Trams cost a lot to build, says the city."  # type: ignore[union-attr]
    linked = found.relations_by_id["pro-1-3"]
    assert [(quote.post, quote.exact) for quote in linked.quotes] == [("p6", "-> See 1.2.1.")]
    assert "Links that repeat a relation: 1." in str(found.note)  # 1.4 and 1.5 say the same


def test_a_map_that_was_written_is_read_without_a_fault(tmp_path: Path) -> None:
    found = mapped(TRAMS)
    assert found.thread is not None
    write_all(
        {
            tmp_path / "thread.yaml": thread_yaml(found.thread).encode(),
            tmp_path / "map.yaml": map_yaml(found).encode(),
        }
    )
    loaded = load_map(tmp_path)
    assert loaded == found
    # What is left to say is advice about the words of the source: objections without an answer, long claims.
    assert {finding.code for finding in check(loaded)} <= {
        "AM303",
        "AM304",
        "AM305",
        "AM306",
        "AM307",
        "AM311",
        "AM411",
        "AM503",
    }


FORMS = {
    "windows": TRAMS.replace("\n", "\r\n"),
    "the older first line": TRAMS.replace("Discussion Title:", "Discussion Name:"),
    "a mark of the encoding": "\ufeff" + TRAMS,
    "a label at each claim": TRAMS,
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_forms_of_the_text_export(text: str) -> None:
    assert edges(mapped(text)) == edges(mapped(TRAMS))


def test_an_export_without_its_first_line_is_likely_one() -> None:
    text = TRAMS.split("\n", 2)[2]
    assert importer("kialo").fits(files(text)[0]) is Fit.LIKELY
    assert len(imported(text)[1].posts) == 8
    assert importer("kialo").fits(files("1. Buy bread\n2. Pro: sell it\n")[0]) is Fit.NO


def test_several_theses_answer_one_question() -> None:
    found = mapped(
        "Discussion Title: Trams or buses?\n\n1. Trams.\n1.1. Pro: Cheap.\n2. Buses.\n2.1. Con: Slow.\n"
    )
    assert [claim.id for claim in found.theses] == ["c1", "c2"]
    assert edges(found) == {("support", "c1-1", "c1"), ("attack", "c2-1", "c2")}


LINKS = {
    "forward": ("1. A.\n1.1. Pro: -> See 1.2.\n1.2. Con: B.\n", {("support", "c1-2", "c1"), ("attack", "c1-2", "c1")}, ""),
    "to a link": ("1. A.\n1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.3.1.\n1.3. Con: B.\n1.3.1. Pro: C.\n", {("support", "c1-3-1", "c1"), ("attack", "c1-3", "c1"), ("support", "c1-3-1", "c1-3")}, "Links that repeat a relation: 1."),
    "to itself": ("1. A.\n1.1. Pro: -> See 1.1.\n", set(), "lead to no other claim, and claims below ones without words: 1."),
    "in a ring": ("1. A.\n1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.\n", set(), "without words: 2."),
    "to nothing": ("1. A.\n1.1. Pro: -> See 7.7.\n", set(), "without words: 1."),
    "to its target": ("1. A.\n1.1. Con: -> See 1.\n", set(), "without words: 1."),
    "without pro or con": ("1. A.\n1.1. Pro: B.\n1.2. -> See 1.1.\n", {("support", "c1-1", "c1")}, "neither Pro nor Con, and have no relation: 1."),
    "with claims below": ("1. A.\n1.1. Pro: B.\n1.2. Con: C.\n1.2.1. Con: -> See 1.1.\n1.2.1.1. Pro: D.\n", {("support", "c1-1", "c1"), ("attack", "c1-2", "c1"), ("attack", "c1-1", "c1-2"), ("support", "c1-2-1-1", "c1-1")}, ""),
    "words that only mention one": ("1. A.\n1.1. Pro: B -> See 1.\n", {("support", "c1-1", "c1")}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "note"), LINKS.values(), ids=LINKS)
def test_links(text: str, expected: set[tuple[str, str, str]], note: str) -> None:
    found = mapped(f"Discussion Title: A?\n\n{text}")
    assert edges(found) == expected
    assert note in str(found.note)


def test_a_claim_without_words_makes_no_claim_of_the_map() -> None:
    raw, thread = imported("Discussion Title: A?\n\n1. A.\n1.1. Pro: \n1.1.1. Con: B.\n")
    assert [post.gone for post in thread.posts] == [None, Gone.EMPTY, None]
    found = mapped("Discussion Title: A?\n\n1. A.\n1.1. Pro: \n1.1.1. Con: B.\n")
    assert ([claim.id for claim in found.claims], edges(found)) == (["c1", "c1-1-1"], set())
    assert len(raw.posts) == 3


def test_claims_in_the_same_words_are_not_joined() -> None:
    """ "They are dear" below trams and below buses are two claims; only links say that a claim is one and the same."""
    found = mapped(
        "Discussion Title: A?\n\n1. Trams.\n1.1. Con: They are dear.\n2. Buses.\n2.1. Con: They are dear.\n"
    )
    assert [claim.id for claim in found.claims] == ["c1", "c1-1", "c2", "c2-1"]
    assert [quote.post for claim in found.claims for quote in claim.quotes] == ["p1", "p2", "p3", "p4"]
    assert "may say the same of something else: 1." in str(found.note)


def test_a_title_that_is_no_question_becomes_one() -> None:
    assert (
        mapped("Discussion Title: Trams\n\n1. A.\n").issues[0].question
        == "What should one think about this: Trams?"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [this page](https://example.org/a_(b)) now.", "See this page now."),
        ("A **bold** word \\[sic\\].", "A bold word [sic]."),
        ("2 \\* 3 * 4", "2 * 3 * 4"),
        ("One.\n\nTwo.", "One. Two."),
    ],
)
def test_marks_of_formatting_are_taken_off_claims(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_several_discussions_are_named_by_their_titles() -> None:
    other = "Discussion Title: Bridge?\n\n1. The bridge is late.\n"
    assert [each.key for each in discussions(importer("kialo"), files(TRAMS, other))] == [
        "should-the-city-build-trams",
        "bridge",
    ]
    with pytest.raises(SeveralDiscussions, match=r"bridge \(Bridge\?\)"):
        imported(f"{TRAMS}\n{other}")
    assert imported(TRAMS, other, wanted="bridge")[1].title == "Bridge?"


def place(id: int, claim: int, parent: int | None, relation: int | None, **more: Any) -> dict[str, Any]:
    return {
        "id": f"9.{id}", "targetId": f"9.{claim}", "version": 1, "isOrigin": True, "authorIdentityId": "65a0b", "created": 1704394800000 + id,
        "parentId": None if parent is None else f"9.{parent}", "relation": relation, **more,
    }  # fmt: skip


def claim(id: int, text: str, author: str = "65a0a", **more: Any) -> dict[str, Any]:
    return {
        "id": f"9.{id}",
        "authorIdentityId": author,
        "created": 1704394800000 + id * 1000,
        "version": 1,
        "text": text,
        **more,
    }


GRAPH = {
    "claims": [claim(0, ""), claim(2, "Trams are better."), claim(4, "They are cheap.", "65a0b"), claim(6, "Only full ones."), claim(8, "Gone.")],
    "locations": [
        place(1, 0, None, None), place(3, 2, 0, 0), place(7, 4, 6, -1, isOrigin=False), place(5, 4, 2, 1), place(9, 6, 2, -1),
        place(11, 8, 2, 1, isDeleted=True),
    ],
    "touchedClaimOrLocationIds": ["9.0"],
}  # fmt: skip
ABOUT = {
    "discussion": {
        "id": "9",
        "title": "Trams or buses?",
        "isMultipleChoice": False,
        "created": 1704394800000,
    },
    "discussionIdentityInfos": [{"id": "65a0a", "name": "Nora Lind"}, {"id": "65a0b", "name": "Tom Reed"}],
}


def test_the_json_of_the_site_has_authors_times_and_links() -> None:
    raw, thread = imported(GRAPH, ABOUT)
    assert [(post.key, post.author, post.label, post.parent) for post in raw.posts] == [
        ("c9.2", "Nora Lind", "Thesis", None), ("c9.4", "Tom Reed", "Pro", "c9.2"), ("c9.6", "Nora Lind", "Con", "c9.2"),
        ("c9.8", "Nora Lind", "Pro", "c9.2"), ("c9.4@9.7", "Tom Reed", "Con", "c9.6"),
    ]  # fmt: skip
    assert (thread.title, thread.authorship, thread.posts[0].created) == (
        "Trams or buses?",
        Provenance.RECORDED,
        "2024-01-04T19:00:02Z",
    )
    assert {post.id: post.repeats for post in thread.posts}["c9-4-9-7"] == "c9-4"
    assert thread.posts_by_id["c9-8"].gone is Gone.DELETED
    found = mapped(GRAPH, ABOUT)
    assert edges(found) == {
        ("support", "c9-4", "c9-2"),
        ("attack", "c9-6", "c9-2"),
        ("attack", "c9-4", "c9-6"),
    }
    assert [each.id for each in found.theses] == ["c9-2"]


def test_json_with_a_question_above_several_theses() -> None:
    graph = {
        "claims": [claim(0, "Trams or buses?"), claim(2, "Trams."), claim(4, "Buses.")],
        "locations": [place(1, 0, None, None), place(3, 2, 0, 0), place(5, 4, 0, 0)],
    }
    found = mapped(graph)
    assert [(issue.question, [each.id for each in found.theses]) for issue in found.issues] == [
        ("Trams or buses?", ["c9-2", "c9-4"])
    ]
    assert not found.relations
    assert found.thread is not None
    assert len(found.thread.posts) == 3


def test_of_several_graphs_one_is_named() -> None:
    other = json.loads(json.dumps(GRAPH).replace('"9.', '"10.'))
    with pytest.raises(SeveralDiscussions, match=r"9 \(Trams or buses\?\); 10"):
        imported(GRAPH, ABOUT, other)
    assert [
        (each.key, each.posts, each.people) for each in discussions(importer("kialo"), files(GRAPH, other))
    ] == [("9", 5, 2), ("10", 5, 2)]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case_of_others() -> None:
    raw, _ = imported((CASES / "cases/imports/kialo-stance/k.txt").read_text("utf-8"))
    assert [(post.key, post.label) for post in raw.posts] == [
        ("c1", "Thesis"),
        ("c1.1", "Pro"),
        ("c1.1.1", "Con"),
        ("c1.2", "Con"),
        ("c1.2.1", None),
    ]


@pytest.mark.skipif(not CASES.exists(), reason="the samples are not beside the repository")
def test_a_real_export_makes_a_map_without_errors() -> None:
    text = (CASES / "samples/kialo/should-hate-speech-be-illegal-6148.txt").read_text("utf-8")
    claims = sum(line[:1].isdigit() for line in text.splitlines())
    links = text.count(": -> See ")
    found = mapped(text)
    assert (len(found.claims), len(found.relations)) == (claims - links, claims - 1)
    assert not [finding for finding in check(found) if finding.severity == "error"]


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, int, set[tuple[str, str, str]]]:
    """An export as text, the number of its claims, and its relations: told while it is written, not by reading it."""
    places: list[tuple[int, ...]] = [(1,)]
    children: dict[tuple[int, ...], int] = {}
    stances: dict[tuple[int, ...], str] = {}
    links: dict[tuple[int, ...], tuple[int, ...]] = {}
    for _ in range(draw(st.integers(0, 12))):
        above = draw(st.sampled_from([each for each in places if each not in links]))
        children[above] = children.get(above, 0) + 1
        here = (*above, children[above])
        places.append(here)
        stances[here] = draw(st.sampled_from(["Pro", "Con"]))
        targets = [each for each in places if each not in links and each not in {above, here}]
        if targets and draw(st.booleans()) and draw(st.booleans()):
            links[here] = draw(st.sampled_from(targets))

    def number(each: tuple[int, ...]) -> str:
        return ".".join(map(str, each))

    def id(each: tuple[int, ...]) -> str:
        return "c" + "-".join(map(str, each))

    words = {
        each: f"Claim number {number(each)} is so{draw(st.sampled_from(['.', chr(10) + 'and more.', ' [there](https://example.org).']))}"
        for each in places
    }
    lines = [
        f"{number(each)}. {f'{stances[each]}: ' if each in stances else ''}{f'-> See {number(links[each])}.' if each in links else words[each]}"
        for each in sorted(places)
    ]
    kinds = {"Pro": "support", "Con": "attack"}
    relations = {
        (kinds[stances[each]], id(links.get(each, each)), id(each[:-1])) for each in places if len(each) > 1
    }
    return "Discussion Title: Is it so?\n\n" + "\n".join(lines) + "\n", len(places) - len(links), relations


@given(trees())
@settings(max_examples=25)
def test_any_tree_comes_back_as_its_claims_and_relations(
    tree: tuple[str, int, set[tuple[str, str, str]]],
) -> None:
    text, claims, relations = tree
    found = mapped(text)
    assert (len(found.claims), edges(found)) == (claims, relations)
    assert not {"AM401", "AM402", "AM403", "AM207", "AM201"} & {finding.code for finding in check(found)}


@given(
    st.recursive(
        st.none() | st.sampled_from(["9.0", "9.1", "x", ""]) | st.integers(-1, 2) | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "targetId",
                        "parentId",
                        "relation",
                        "text",
                        "created",
                        "isOrigin",
                        "isDeleted",
                        "authorIdentityId",
                        "title",
                        "name",
                    ]
                ),
                inner,
                max_size=8,
            )
        ),
        max_leaves=12,
    )
)
def test_json_of_any_shape_makes_a_sound_map_or_an_error(value: Any) -> None:
    graph = {
        "claims": [claim(0, "A."), value],
        "locations": [place(1, 0, None, 0), value],
        "discussion": value,
    }
    inputs = files(graph)
    try:
        raw = read(importer("kialo"), inputs)
        thread = thread_of(raw, ImportOptions("t", "kialo"))
    except ArgmapError:
        return
    make = importer("kialo").argument_map
    assert make is not None
    ArgumentMap.model_validate({**make(raw, thread), "thread": thread})
