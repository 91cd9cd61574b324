"""Many edits as one: the same as one after the other, all or none, and every fault with its edit and line."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.editing.batch.applying import batch
from argmap.editing.batch.reading import MOST_EDITS, form_of, read_edits
from argmap.editing.batch.schema import edits_schema
from argmap.editing.journal import undo
from argmap.editing.operations import open_map, write
from argmap.model import ArgumentMap
from argmap.storage.writer import save_map
from tests.cli import test_editing_moves as moves
from tests.editing.sample import MAP, dataset, texts
from tests.strategies import examples, maps
from tests.strategies import texts as texts_of_people

SCHEMA = jsonschema.Draft202012Validator(edits_schema())


@pytest.fixture
def m(tmp_path: Path) -> Path:
    return dataset(tmp_path / "trams")


def edit(*arguments: object, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["edit", *(str(a) for a in arguments)], input=input)


def applied(folder: Path, edits: list[dict[str, Any]]) -> None:
    opened = open_map(str(folder))
    made = batch(opened, read_edits(json.dumps(edits).encode(), "edits.json"))
    write(opened, made.after, made.did, made.thread_after)


TWO = MAP.replace("    quotes:\n", "    quotes:\n      - {post: p3, exact: a tram is slow}  # no\n")
"""The map in which a claim quotes two posts."""


@pytest.mark.parametrize("by", ["command", "batch"])
def test_one_quote_is_removed_and_the_part_stays(tmp_path: Path, by: str) -> None:
    folder = dataset(tmp_path / "trams", TWO)

    def removed(number: int) -> None:
        if by == "batch":
            applied(folder, [{"remove": "quiet", "quote": number}])
        else:
            assert edit("remove", folder, "quiet", "--quote", number).exit_code == 0

    removed(1)
    assert (folder / "map.yaml").read_text("utf-8") == MAP


def test_the_only_quote_is_removed_with_its_key_where_nobody_has_to_say_the_claim(m: Path) -> None:
    alone = edit("remove", m, "quiet", "--quote", 1)
    assert "AM403" in alone.output
    assert (m / "map.yaml").read_text("utf-8") == MAP
    applied(m, [{"set": "quiet", "implicit": True}, {"remove": "quiet", "quote": 1}])
    assert (m / "map.yaml").read_text("utf-8") == MAP.replace(
        "    quotes:\n      - {post: p1, exact: A tram is quiet}\n", "    implicit: true\n"
    )


def test_a_quote_that_is_not_there_is_not_removed(m: Path) -> None:
    for words, said in (
        (("quiet", "--quote", 2), "'quiet' has 1 quote, so there is no quote 2 to remove"),
        (("build", "--quote", 1), "'build' has 0 quotes"),
        (("quiet", "--quote", 1, "--cascade"), "leave out --cascade"),
    ):
        result = edit("remove", m, *words)
        assert result.exit_code != 0
        assert said in result.output
    assert (m / "map.yaml").read_text("utf-8") == MAP


@dataclass
class Model:
    """What a map has after the edits so far, as far as the next edits need it."""

    claims: list[str]
    relations: list[str]

    def claim(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        text = f"Sentence {'abcdefghi'[number]} stands."
        made: dict[str, Any] = {"add": "claim", "id": f"c{number}", "text": text, "implicit": True}
        if draw(st.booleans()):
            made[draw(st.sampled_from(["supports", "attacks"]))] = self.one(draw)
        if self.relations and draw(st.booleans()):
            made["undercuts"] = [draw(st.sampled_from(self.relations))]
        self.claims.append(f"c{number}")
        return made

    def label(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        label = draw(st.sampled_from(["A b", "x: y", "'", "# no", "yes", f"{number}"]))
        return {"set": self.one(draw), "label": label, "tags": draw(st.sampled_from([["a"], ["a", "b"]]))}

    def rename(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        id = self.one(draw)
        self.claims[self.claims.index(id)] = f"n{number}"
        return {"rename": id, "to": f"n{number}"}

    def remove(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        id = self.one(draw)
        if len(self.claims) == 1:
            return self.title(draw, number)
        self.claims.remove(id)
        self.relations.clear()
        return {"remove": id, "cascade": True}

    def question(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        return {
            "add": "question",
            "id": f"q{number}",
            "post": "p2",
            "text": "Who pays?",
            "about": self.one(draw),
            "quote": "Who pays?",
        }

    def stance(self, draw: st.DrawFn, number: int) -> dict[str, Any]:  # noqa: ARG002 (like the others)
        return {
            "add": "commitment",
            "post": "p2",
            "claim": self.one(draw),
            "stance": "proposes",
            "hedged": True,
        }

    def title(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        return {"set": "map", "title": f"Title {number}", "note": draw(st.sampled_from(["A.", "A\nb"]))}

    def split(self, draw: st.DrawFn, number: int) -> dict[str, Any]:
        return {"split": "p4", "at": draw(st.sampled_from(["in its", "own"])), "id": f"s{number}"}

    def one(self, draw: st.DrawFn) -> str:
        return draw(st.sampled_from(self.claims))


VERBS = ("claim", "label", "rename", "remove", "question", "stance", "title", "split")


@st.composite
def sequences(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return edits of which each is sound after those before it; a post is split once at most."""
    model, edits = Model(["tram", "quiet", "road"], ["r1", "r2"]), []
    verbs = draw(st.lists(st.sampled_from(VERBS), min_size=1, max_size=8))
    for number, verb in enumerate(verbs):
        usable = "title" if verb == "split" and "split" in verbs[:number] else verb
        edits.append(getattr(model, usable)(draw, number))
    return edits


@settings(max_examples=8)
@given(sequences())
def test_a_batch_is_the_same_edits_one_after_the_other_and_is_undone_as_one(
    edits: list[dict[str, Any]],
) -> None:
    assert SCHEMA.is_valid(edits)
    with tempfile.TemporaryDirectory() as name:
        together, one_by_one = dataset(Path(name) / "a"), dataset(Path(name) / "b")
        before = texts(together)
        applied(together, edits)
        after = texts(together)
        argmap.load(together)
        for each in edits:
            applied(one_by_one, [each])
        assert texts(one_by_one) == after
        undo(together / "map.yaml")
        assert texts(together) == before
        for _ in edits:
            undo(one_by_one / "map.yaml")
        assert texts(one_by_one) == before


@settings(max_examples=5)
@given(maps(), st.lists(texts_of_people, min_size=8, max_size=8))
def test_a_batch_on_any_map_is_the_same_edits_one_after_the_other(
    map: ArgumentMap, labels: list[str]
) -> None:
    edits: list[dict[str, Any]] = [{"rename": claim.id, "to": f"z{n}"} for n, claim in enumerate(map.claims)]
    edits += [{"set": f"z{n}", "label": label} for n, label in enumerate(labels[: len(map.claims)])]
    edits.append({"add": "claim", "id": "zz", "text": "It is new to this map.", "implicit": True})
    with tempfile.TemporaryDirectory() as name:
        together, one_by_one = Path(name) / "a", Path(name) / "b"
        save_map(map, together)
        save_map(map, one_by_one)
        before = texts(together)
        try:
            for each in edits:
                applied(one_by_one, [each])
        except argmap.InvalidInput:
            assume(False)  # the map has an error already that a rename says anew
        applied(together, edits)
        assert texts(together) == texts(one_by_one)
        undo(together / "map.yaml")
        assert texts(together) == before


COMMANDS: list[tuple[dict[str, Any], list[str]]] = [
    ({"add": "issue", "question": "Who pays?", "exclusive": False}, ["add", "issue", "{m}", "--question", "Who pays?", "--not-exclusive"]),
    ({"add": "claim", "text": "A tram is dear.", "quote": "dear", "attacks": "tram", "stance": "asserts", "hedged": True, "if": "if it is new", "by": "Eva"},
     ["add", "claim", "{m}", "--text", "A tram is dear.", "--quote", "dear", "--attacks", "tram", "--stance", "asserts", "--hedged", "--if", "if it is new", "--by", "Eva"]),
    ({"add": "claim", "id": "lane", "text": "A tram has its own lane.", "quotes": [{"words": "its own lane"}], "undercuts": ["a-tram-is-dear-against-tram"], "senses": [{"term": "lane", "sense": "of a street"}]},
     ["add", "claim", "{m}", "--id", "lane", "--text", "A tram has its own lane.", "--quote", "its own lane", "--undercuts", "a-tram-is-dear-against-tram", "--sense", "lane=of a street"]),
    ({"add": "claim", "id": "cheap", "text": "What is cheap is good.", "implicit": True, "supports": "tram", "linked_with": "road", "scheme": "practical-reasoning"},
     ["add", "claim", "{m}", "--id", "cheap", "--text", "What is cheap is good.", "--implicit", "--supports", "tram", "--linked-with", "road", "--scheme", "practical-reasoning"]),
    ({"add": "example", "name": "Old tram", "topic": "tram", "text": "It ran.", "references": [{"title": "Trams", "year": 1986}]},
     ["add", "example", "{m}", "--name", "Old tram", "--topic", "tram", "--text", "It ran.", "--reference", "Trams; year=1986"]),
    ({"add": "relation", "kind": "support", "premises": ["old-tram"], "target": "tram", "confidence": 0.5},
     ["add", "relation", "{m}", "--kind", "support", "--premise", "old-tram", "--target", "tram", "--confidence", "0.5"]),
    ({"add": "commitment", "post": "p2", "claim": "quiet", "stance": "denies", "quote": "A tram is dear"},
     ["add", "commitment", "{m}", "--post", "p2", "--claim", "quiet", "--stance", "denies", "--quote", "A tram is dear"]),
    ({"add": "question", "post": "p2", "text": "Who pays?", "id": "who", "to": "ann", "quote": "Who pays?"},
     ["add", "question", "{m}", "--post", "p2", "--text", "Who pays?", "--id", "who", "--to", "ann", "--quote", "Who pays?"]),
    ({"add": "answer", "question": "who", "post": "p4", "claim": "lane"}, ["add", "answer", "{m}", "who", "p4:lane"]),
    ({"add": "outcome", "issue": "build", "thesis": "tram", "by": ["ann"], "quote": "own lane"},
     ["add", "outcome", "{m}", "build", "--thesis", "tram", "--by", "ann", "--quote", "own lane"]),
    ({"add": "stage", "stage": "opening", "posts": ["p2"], "why": "It asks."}, ["add", "stage", "{m}", "--stage", "opening", "--post", "p2", "--why", "It asks."]),
    ({"add": "breach", "fallacy": "straw-man", "quote": "Who pays?", "why": "So."}, ["add", "breach", "{m}", "--fallacy", "straw-man", "--quote", "Who pays?", "--why", "So."]),
    ({"add": "quote", "to": "quiet", "words": "tram", "post": "p1", "occurrence": 3}, ["add", "quote", "{m}", "quiet", "tram", "--post", "p1", "--occurrence", "3"]),
    ({"add": "sense", "to": "quiet", "term": "tram", "sense": "on rails"}, ["add", "sense", "{m}", "quiet", "tram=on rails"]),
    ({"add": "reference", "to": "quiet", "title": "Noise", "year": 2001}, ["add", "reference", "{m}", "quiet", "Noise; year=2001"]),
    ({"add": "annotator", "name": "Kern, Jo"}, ["add", "annotator", "{m}", "Kern, Jo"]),
    ({"set": "map", "language": "en", "annotators": ["Kern, Jo", "Eva"]}, ["set", "{m}", "map", "language=en", 'annotators=["Kern, Jo", Eva]']),
    ({"set": "bo:quiet", "hedged": True}, ["set", "{m}", "bo:quiet", "hedged=true"]),
    ({"set": "who", "to": None}, ["set", "{m}", "who", "to="]),
    ({"set": "quiet", "tags": ["noise", "street"], "label": "Quiet: yes"}, ["set", "{m}", "quiet", "tags=noise,street", "label=Quiet: yes"]),
    ({"rename": "quiet", "to": "silent"}, ["rename", "{m}", "quiet", "silent"]),
    ({"remove": "commitments.1"}, ["remove", "{m}", "commitments.1"]),
    ({"remove": "road", "cascade": True}, ["remove", "{m}", "road", "--cascade"]),
    ({"set": "p3", "reply_to": "p1"}, ["set", "{m}", "p3", "reply_to=p1"]),
]  # fmt: skip


def test_an_edit_of_a_batch_does_what_its_command_does(m: Path, tmp_path: Path) -> None:
    other = dataset(tmp_path / "other")
    edits = [each for each, _ in COMMANDS]
    assert SCHEMA.is_valid(edits)
    for number, (each, command) in enumerate(COMMANDS):
        result = edit(*(part.format(m=other) if part == "{m}" else part for part in command))
        assert result.exit_code == 0, (command, result.output)
        once = dataset(tmp_path / f"m{number}")
        applied(once, edits[: number + 1])
        assert texts(once) == texts(other), each
    result = edit("apply", m, "-", input=yaml.safe_dump(edits))
    assert result.exit_code == 0, result.output
    assert texts(m) == texts(other)
    assert edit("undo", m).exit_code == 0
    assert (m / "map.yaml").read_text("utf-8") == MAP


FAULTS = {
    "an unknown key": ("- {add: claim, text: So., suports: tram}", "<stdin>:1:27: AM011 edit 1: unknown key 'suports'; did you mean 'supports'?"),
    "a missing key": ("# one\n- {add: claim, id: x}", "<stdin>:2:3: AM012 edit 1: key 'text' is missing"),
    "an unknown kind": ("- {add: clam, text: So.}", "edit 1: there is nothing called 'clam' to add; did you mean 'claim'?"),
    "a kind that is no text": ("- {add: [claim], text: So.}", "nothing called 'a list' to add"),
    "an unknown verb": ("- {remvoe: tram}", "edit 1: it does not say what to do; did you mean 'remove'?"),
    "no verb": ("- {text: tram}", "one key is add, set, remove, rename, split, join"),
    "two verbs": ("- {set: tram, remove: tram}", "it is to set and to remove; make two edits of it"),
    "a text for an edit": ("- {set: tram, label: x}\n- tram", "<stdin>:2:3: edit 2: expected a mapping"),
    "a wrong value": ("- {add: relation, kind: suport, premises: [tram], target: road}", "AM013 edit 1: 'suport' is not allowed here; did you mean 'support'?"),
    "a wrong key of a quote": ("- {add: claim, text: So., quotes: [{word: x}]}", "did you mean 'words'?"),
    "an id that is none": ("- {rename: tram, to: A B}", "'A B' is not an id"),
    "nothing to set": ("- {set: tram}", "there is no field to set"),
    "a thing to set that is no text": ("- {set: [tram], label: x}", "expected the id of what to set, got a list"),
    "an unknown part": ("- {set: trma, label: x}", "edit 1: there is no part of the map 'trma'; did you mean 'tram'?"),
    "an unknown field": ("- {set: tram, lable: x}", "edit 1: there is no field 'lable'; did you mean 'label'?"),
    "an unknown field of the map": ("- {set: map, titel: x}", "did you mean 'title'?"),
    "an id to set": ("- {set: tram, id: x}", "an id is renamed"),
    "a value of another type": ("- {set: tram, meta: maybe}", "claims[0].meta: AM013 expected true or false, found 'maybe'"),
    "a part that is added later": ("- {set: new, label: x}\n- {add: claim, id: new, text: So., implicit: true}", "<stdin>:1:3: edit 1: there is no part of the map 'new'"),
    "a part that is gone": ("- {remove: quiet, cascade: true}\n- {set: quiet, label: x}", "<stdin>:2:3: edit 2: there is no part of the map 'quiet'"),
    "an id that was renamed": ("- {rename: quiet, to: silent}\n- {set: quiet, label: x}", "<stdin>:2:3: edit 2: there is no part"),
    "a removal that leaves references": ("- {remove: quiet}", "edit 1: 'quiet' is named by r1"),
    "words that are nowhere": ("- {add: claim, text: So., quote: no such words}", "edit 1: 'no such words' stands in no post"),
    "words in several places": ("- {add: claim, text: So., quote: tram}", "name one with --post or --occurrence"),
    "an occurrence that is not there": ("- {add: claim, text: So., quote: dear, occurrence: 2}", "stands in 1 place; there is no occurrence 2"),
    "one occurrence for two quotes": ("- {add: claim, text: So., quotes: [{words: dear}, {words: slow}], occurrence: 1}", "an occurrence belongs to one quote, and here are 2"),
    "a scheme of no relation": ("- {add: claim, text: So., implicit: true, scheme: analogy}", "belong to one relation, and here are none"),
    "linked premises of two": ("- {add: claim, text: So., implicit: true, supports: [tram, road], linked_with: quiet}", "and here are 2"),
    "a hedge of no stance": ("- {add: claim, text: So., quote: dear, hedged: true}", "belong to a stance"),
    "a stance in no post": ("- {add: claim, text: So., implicit: true, stance: asserts}", "a stance is taken in one post"),
    "a dangling relation": ("- {set: tram, label: x}\n- {add: relation, kind: support, premises: [tram], target: trm}\n- {set: road, label: y}", "<stdin>:2:3: AM101 edit 2: relation target 'trm' is not in this map; did you mean 'tram'?"),
    "an id that is taken": ("- {add: claim, id: tram, text: So it is., implicit: true}", "AM102 edit 1"),
    "a cycle of two edits": ("- {add: relation, kind: support, premises: [tram], target: quiet}", "AM202 edit 1"),
    "a breach without a rule": ("- {add: breach, quote: dear, why: So.}", "name the rule with --breaks"),
    "an annotator twice": ("- {add: annotator, name: Eva}", "is an annotator of the map already"),
    "an outcome of no issue": ("- {add: outcome, issue: bild, open: true}", "did you mean 'build'?"),
    "an answer to no question": ("- {add: answer, question: who, post: p1}", "there is no question 'who'"),
    "a post in use": ("- {split: p1, at: A tram is quiet}", "edit 1: tram, quiet, road of the map name post 'p1'"),
    "a repeated key": ("- {set: tram, label: x, label: y}", "AM005"),
    "an alias": ("- &a {set: tram, label: x}\n- *a", "AM006"),
    "a single edit": ("set: tram\nlabel: x", "a file of edits is a list, and this is a mapping"),
    "an empty list": ("[]", "there is no edit in it"),
    "nothing": ("", "AM007"),
    "no YAML": ("- {set: tram", "AM004"),
    "two documents": ("- {set: tram, label: x}\n---\n- {set: tram, label: y}", "AM008"),
    "a line that is no JSON": ('{"set": "tram", "label": "x"}\n{set: tram}', "<stdin>:2:2: AM004 not JSON"),
    "a line that is no edit": ('{"set": "tram", "label": "x"}\n\n["set"]', "<stdin>:3:1: edit 2: expected a mapping"),
    "a line with an unknown key": ('{"set": "tram", "label": "x"}\n{"rename": "tram", "into": "x"}', "<stdin>:2:20: AM011 edit 2: unknown key 'into'"),
    "a key twice in a line": ('{"set": "tram", "label": "x", "label": "y"}', "AM005 edit 1"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("before", ["", "good"], ids=["alone", "after others"])
def test_a_fault_names_its_edit_and_nothing_is_written(text: str, message: str, before: str, m: Path) -> None:
    old = texts(m)
    if before and text.startswith("- ") and ":1:" not in message and "edit 1" not in message:
        text = f"- {{set: build, exclusive: true}}\n{text}"
        message = message.partition(": ")[2] if message.startswith("<stdin>") else message
        message = message.partition("edit 2: ")[2] or message
    result = edit("apply", m, "-", input=text)
    assert result.exit_code in {1, 2}, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert texts(m) == old
    assert not list(m.glob(".*.journal"))


def test_all_faults_of_shape_are_told_at_once_and_those_of_the_map_by_their_edits(m: Path) -> None:
    text = "- {add: claim}\n- {set: tram, label: x}\n- {remove: tram, cascad: true}\n"
    lines = edit("apply", m, "-", input=text).stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["<stdin>:1:3", "<stdin>:3:18"]
    text = (
        "- {add: relation, id: x, kind: support, premises: [a], target: tram}\n"
        "- {add: claim, id: c, text: It is so., implicit: true}\n"
        "- {add: relation, id: y, kind: support, premises: [c], target: b}\n"
        "- {add: claim, id: a, text: It is new., implicit: true}\n"
    )
    (line,) = edit("apply", m, "-", input=text).stderr.splitlines()
    assert line.startswith("<stdin>:3:3: AM101 edit 3: relation target 'b' is not in this map")


def test_an_edit_may_name_what_a_later_one_adds_and_faults_between_do_not_matter(m: Path) -> None:
    edits = [
        {"add": "relation", "id": "r9", "kind": "support", "premises": ["new"], "target": "tram"},
        {
            "add": "claim",
            "id": "new",
            "text": "It is so.",
        },  # no quote yet, which is an error (AM403) until the next
        {"add": "quote", "to": "new", "words": "needs no fuel"},
    ]
    applied(m, edits)
    assert argmap.load(m).relations_by_id["r9"].premises == ("new",)


def test_a_dry_run_shows_both_files_and_writes_nothing(m: Path) -> None:
    old = texts(m)
    text = '{"set": "tram", "label": "Tram"}\n{"set": "p4", "reply_to": "p2"}\n'
    result = edit("apply", m, "-", "--dry-run", input=text)
    assert result.exit_code == 0, result.output
    assert "+  - {id: p4, author: ann, reply_to: p2" in result.stdout
    assert "label: Tram}" in result.stdout
    assert result.stdout.count("+++") == 2
    assert "nothing is written" in result.stderr
    assert texts(m) == old
    assert not list(m.glob(".*.journal"))
    done = edit("apply", m, "-", input=text)
    assert "2 edits: set label of tram; set that p4 answers p2 (read as JSON lines)" in done.stderr
    assert edit("undo", m).exit_code == 0
    assert texts(m) == old


def test_a_thread_inside_its_map_is_edited_there(tmp_path: Path) -> None:
    inner = yaml.safe_load((dataset(tmp_path / "m") / "thread.yaml").read_text("utf-8"))
    text = MAP.replace("thread: thread.yaml", f"thread: {json.dumps(inner)}")
    path = tmp_path / "one.yaml"
    path.write_text(text, "utf-8")
    assert edit("apply", path, "-", input="- {set: p4, reply_to: p2}\n- {set: tram, label: x}").exit_code == 0
    map = argmap.load(path)
    assert (map.thread["p4"].reply_to, map.thread.reply_structure) == ("p2", "inferred")
    assert edit("undo", path).exit_code == 0
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.jsonl", "- x", "JSON lines"),
        ("a.NDJSON", "", "JSON lines"),
        ("a.yaml", "{a: b}", "a list"),
        ("a.json", "{}", "a list"),
        ("<stdin>", " \n{", "JSON lines"),
        ("<stdin>", "# x\n- {", "a list"),
        ("a.txt", "[{", "a list"),
    ],
)
def test_the_name_or_else_the_first_character_says_what_a_file_is(name: str, text: str, form: str) -> None:
    assert form_of(text, name) == form


def test_a_name_that_says_something_else_than_the_content_is_an_error(m: Path, tmp_path: Path) -> None:
    for name, text, message in (
        ("a.jsonl", "- {set: tram, label: x}", "a YAML list begins each edit with '- '"),
        ("a.yaml", '{"set": "tram", "label": "x"}', "a file of edits is a list"),
        ("a.json", '{"set": "tram", "label": "x"}\n{"set": "road", "label": "x"}', "AM004"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        result = edit("apply", m, tmp_path / name)
        assert (result.exit_code, message in result.stderr) == (2, True), result.output


def test_what_is_too_large_or_no_text_is_refused(m: Path, tmp_path: Path) -> None:
    many = "- {set: tram, label: x}\n" * (MOST_EDITS + 1)
    assert f"{MOST_EDITS} are the most" in edit("apply", m, "-", input=many).stderr
    assert "AM003" in edit("apply", m, "-", input="#" * 2_000_001).stderr
    assert "AM002" in edit("apply", m, "-", input=b"- {set: tram, label: \xff}").stderr
    assert "AM009" in edit("apply", m, "-", input="- " + "[" * 50 + "]" * 50).stderr
    assert "no such file" in edit("apply", m, tmp_path / "none.yaml").stderr


def test_somebody_who_was_faster_is_not_overwritten(m: Path) -> None:
    opened = open_map(str(m))
    made = batch(opened, read_edits(b"- {set: tram, label: x}", "e.yaml"))
    (m / "map.yaml").write_text(MAP + "# mine\n", "utf-8")
    with pytest.raises(argmap.ArgmapError, match="changed since it was read"):
        write(opened, made.after, made.did, made.thread_after)
    assert (m / "map.yaml").read_text("utf-8") == MAP + "# mine\n"


SHAPELESS = ["an unknown key", "a missing key", "an unknown kind", "no verb", "a text for an edit", "a wrong value", "a wrong key of a quote", "an id that is none", "nothing to set", "an empty list"]  # fmt: skip


@pytest.mark.parametrize("name", SHAPELESS)
def test_the_schema_refuses_what_the_reader_refuses(name: str) -> None:
    assert not SCHEMA.is_valid(yaml.safe_load(FAULTS[name][0]))


def test_the_batch_in_the_documentation_can_be_applied(tmp_path: Path, root: Path) -> None:
    page = (root / "docs" / "editing.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    m = dataset(tmp_path / "tabs", moves.MAP, moves.THREAD)
    assert SCHEMA.is_valid(yaml.safe_load(block))
    result = edit("apply", m, "-", input=block)
    assert result.exit_code == 0, result.output
    map = argmap.load(m)
    assert map.relations[-1].premises == ("alike",)
    assert [c.participant for c in map.commitments] == ["bo"]


def test_a_fault_is_told_as_the_documentation_has_it(tmp_path: Path, root: Path) -> None:
    page = (root / "docs" / "editing.md").read_text("utf-8")
    (tmp_path / "edits.yaml").write_text(
        "- {add: claim, id: alike, text: Spaces are alike., implicit: true, suports: spaces}\n", "utf-8"
    )
    m = dataset(tmp_path / "tabs", moves.MAP, moves.THREAD)
    told = edit("apply", m, tmp_path / "edits.yaml").stderr.replace(str(tmp_path) + "/", "")
    assert told in page


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["tram", "p1", "quiet", "map", "claim"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
KEYS = st.sampled_from(
    ["add", "set", "remove", "rename", "split", "join", "to", "at", "id", "text", "quote", "quotes", "post", "supports",
     "label", "cascade", "issue", "words", "occurrence", "premises", "kind", "target", "stance", "claim", "reply_to", "exact"]
)  # fmt: skip


@examples(30)
@given(st.lists(st.dictionaries(KEYS, ANYTHING, max_size=4) | ANYTHING, max_size=3))
def test_whatever_a_batch_holds_it_is_made_or_refused_in_a_sentence(edits: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        opened = open_map(str(dataset(Path(name) / "m")))
        try:
            made = batch(opened, read_edits(json.dumps(edits).encode(), "edits.json"))
        except argmap.ArgmapError:
            return
        argmap.loads(
            made.after.replace("thread: thread.yaml", f"thread: {json.dumps(opened.map.thread.to_dict())}")
        )  # type: ignore[union-attr]


@examples(30)
@given(
    st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
    st.sampled_from(["a.yaml", "a.json", "a.jsonl", "-"]),
)
def test_whatever_a_file_of_edits_holds_it_is_read_or_refused_in_a_sentence(
    content: bytes, name: str
) -> None:
    try:
        edits = read_edits(content, name)
    except argmap.ArgmapError:
        return
    assert edits
