"""The page of a task: what it holds, what it must not hold, and that what it saves is marked."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.errors import ArgmapError, UnknownName
from argmap.graph.views import whole
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.rendering.editor.scripts import EDITING, EDITOR
from argmap.rendering.templates import asset
from argmap.teach.make import make
from argmap.teach.marking.grade import grade
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission
from argmap.teach.post_steps import steps_of_post
from argmap.teach.task.page import MapTask, TaskMode, task_cards, task_page
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.teach.small_post import TEXTS, bridge

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def data_of(page: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(DATA.findall(page)[0])
    return found


def test_the_cards_are_the_claims_in_an_order_that_the_seed_decides() -> None:
    view = whole(bridge())
    first = task_cards(MapTask(view))
    assert sorted(first) == sorted(TEXTS)
    assert task_page(MapTask(view)) == task_page(MapTask(view))
    assert {task_cards(MapTask(view, seed=seed)) for seed in range(8)} != {first}


def test_the_page_holds_no_relation_of_the_map_and_not_what_is_implicit(root: Path) -> None:
    map = argmap.load(root / "data" / "car-free-centre")
    data = data_of(task_page(MapTask(whole(map))))
    assert set(data) == {
        *("title", "cards", "free", "kinds", "prefix", "place", "about", "lang", "postLang", "words", "posts")
    }
    assert all(set(card) == {"id", "text"} for card in data["cards"])  # type: ignore[attr-defined]
    free = data_of(task_page(MapTask(whole(map), TaskMode.FREE)))
    assert free["cards"] == []
    assert not any(claim.text in json.dumps(free["posts"]) for claim in map.claims if claim.implicit)


def test_of_a_post_only_that_is_asked_which_it_says(root: Path) -> None:
    """By hand, from the words of the posts.

    Post 3 gives one reason for its conclusion; its eight techniques are examples, of which the annotators say what they show.
    Post 6 has four such steps, one of them with a premise that nobody says; its objections are to claims of other posts.
    """
    assert [step.id for step in steps_of_post(bridge(), "p1")] == ["r1", "r2"]
    assert not steps_of_post(bridge(), "p2"), "an objection to a claim, and an undercut of a step, of p1"
    map = argmap.load(root / "data" / "math-in-ml")
    (step,) = steps_of_post(map, "p3")
    assert (step.premises, step.target) == (("simple-math-suffices",), "most-needs-no-deep-math")
    assert {(*step.premises, step.target) for step in steps_of_post(map, "p6")} == {
        ("linear-algebra-needed", "math-is-essential"),
        ("linear-algebra-structures-computations", "linear-algebra-needed"),
        ("normalisation-is-justified", "math-is-very-useful"),
        ("normalisation-is-justified", "credit-to-academics"),
    }


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_a_faithful_map_of_a_post_has_full_marks(root: Path, name: str) -> None:
    """The case: one of nine, for who mapped all that the post says."""
    view = whole(argmap.load(root / "data" / name))
    for post in view.map.thread.posts:  # type: ignore[union-attr]
        said = {c.id for c in view.map.claims if post.id in {quote.post for quote in c.quotes}}
        drawn: dict[str, dict[str, object]] = {}
        for _ in range(3):  # what denies a step is drawn after that step
            for r in view.map.relations:
                own = [name for name in r.premises if not getattr(view.map.nodes[name], "implicit", False)]
                if own and {*own} <= said and r.target in {*said, *drawn}:
                    drawn[r.id] = {"id": r.id, "kind": r.kind, "premises": own, "target": r.target}
        if drawn:
            handed = {"student": "Ada", "exercise": f"post-{post.id}", "relations": list(drawn.values())}
            assert grade([view], Submission.model_validate(handed), Rubric()).score == 1.0
        assert bool(drawn) == bool(steps_of_post(view.map, post.id))


def test_no_card_to_rebuild_with_is_an_example_or_said_by_nobody(root: Path) -> None:
    for name in ("car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"):
        map = argmap.load(root / "data" / name)
        said = {claim.id for claim in map.claims if claim.quotes and not claim.implicit}
        for item in make(map, kinds=["rebuild"], count=40).items:
            assert {card for card, _ in item.cards} <= said


def test_a_task_about_a_post_shows_that_post_and_what_it_answers(root: Path) -> None:
    map = argmap.load(root / "data" / "math-in-ml")
    post = next(
        post
        for post in map.thread.posts
        if post.reply_to and steps_of_post(map, post.id)  # type: ignore[union-attr]
    )
    shown = [one["id"] for one in data_of(task_page(MapTask(whole(map), TaskMode.FREE, post.id)))["posts"]]  # type: ignore[attr-defined]
    assert {post.id, post.reply_to} <= set(shown)
    assert len(shown) < len(map.thread.posts)  # type: ignore[union-attr]


def test_what_is_handed_in_about_a_post_is_marked_against_that_post() -> None:
    view = whole(bridge())
    steps = [step.model_dump(mode="json") for step in steps_of_post(view.map, "p1")]
    handed = Submission.model_validate({"student": "Ada", "exercise": "post-p1", "relations": steps})
    assert grade([view], handed, Rubric()).score == 1.0
    everything = grade([view], handed.model_copy(update={"exercise": ""}), Rubric())
    assert everything.score < 1
    other = grade([view], handed.model_copy(update={"exercise": "post-p9"}), Rubric())
    assert [str(note) for note in other.notes] == [
        "no map has the exercise 'post-p9'; marked against the whole"
    ]


def test_what_cannot_be_asked_says_why() -> None:
    view = whole(bridge())
    with pytest.raises(UnknownName, match="p7"):
        task_page(MapTask(view, TaskMode.CARDS, "p7"))
    alone = ArgumentMap.model_validate(
        {"id": "m", "title": "M", "claims": [{"id": "c", "text": "It rains.", "implicit": True}]}
    )
    with pytest.raises(ArgmapError, match="no relations, so there is nothing to build"):
        task_page(MapTask(whole(alone)))
    steps = [{"id": "r", "kind": "support", "premises": ["d"], "target": "c"}]
    claims = [{"id": name, "text": f"Claim {name}.", "implicit": True} for name in "cd"]
    unread = ArgumentMap.model_validate({"id": "m", "title": "M", "claims": claims, "relations": steps})
    with pytest.raises(ArgmapError, match="no thread to read; use --cards"):
        task_page(MapTask(whole(unread), TaskMode.FREE))


def test_another_task_has_another_name_and_another_version_of_the_map_another_place() -> None:
    view = whole(bridge())
    tasks = [
        MapTask(view),
        MapTask(view, seed=1),
        MapTask(view, TaskMode.FREE),
        MapTask(view, TaskMode.CARDS, "p1"),
    ]
    names = [data_of(task_page(task))["about"]["task"] for task in tasks]  # type: ignore[index]
    assert len(set(names)) == len(tasks)
    changed = whole(view.map.model_copy(update={"title": "Another bridge"}))
    before, after = (data_of(task_page(MapTask(one))) for one in (view, changed))
    assert before["about"]["task"] == after["about"]["task"]  # type: ignore[index]
    assert before["place"] != after["place"]


def test_ids_of_claims_that_students_write_are_none_of_the_map() -> None:
    record = bridge().model_dump(mode="json", exclude_none=True)
    taken = json.loads(json.dumps(record).replace('"costs"', '"own-1"'))
    prefix = data_of(task_page(MapTask(whole(ArgumentMap.model_validate(taken)), TaskMode.FREE)))["prefix"]
    assert prefix == "xown-"


def test_the_policy_allows_the_one_style_and_the_one_script() -> None:
    page = task_page(MapTask(whole(bridge())))
    policy = re.findall(r'Content-Security-Policy" content="(.*?)"', page)[0]
    for element in ("style", "script"):
        (source,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"(?:src|href)=\"(?:https?:|//)", page)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_end_no_element(text: str) -> None:
    page = task_page(MapTask(whole(hostile_map(text))))
    assert page.count("<script") == page.count("</script>") == 2
    assert page.count("<style>") == page.count("</style>") == 1
    assert len(data_of(page)["posts"]) == 2  # type: ignore[arg-type]


def test_a_german_page_has_no_english_sentence_of_ours() -> None:
    english, german = (task_page(MapTask(whole(bridge()), language=Language(name))) for name in ("en", "de"))

    def sentences(page: str) -> set[str]:
        visible = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
        shown = [*re.findall(r">([^<>]+)<", visible), *re.findall(r'aria-label="([^"]+)"', visible)]
        return {text.strip() for text in shown if re.search(r"[A-Za-z]{2}", text)}

    assert sentences(english) & sentences(german) == {"The bridge", "Tab", "Esc"}
    said = set()
    for package, name in [*((EDITOR, name) for name in EDITING), ("argmap.teach.task", "task.js")]:
        said |= set(re.findall(r'\bsay\("((?:[^"\\]|\\.)*)"', asset(package, name)))
    words = data_of(german)["words"]
    assert said - set(words) == {"Name"}, "the same in both languages"  # type: ignore[call-overload]
    assert data_of(english)["words"] == {}


def test_the_command_writes_the_page_and_refuses_two_parts(tmp_path: Path, root: Path) -> None:
    target = tmp_path / "task.html"
    data = str(root / "data" / "car-free-centre")
    done = CliRunner().invoke(main, ["teach", "task", data, "-o", str(target), "--language", "de"])
    assert done.exit_code == 0, done.output
    assert '<html lang="de"' in target.read_text("utf-8")
    both = CliRunner().invoke(
        main, ["teach", "task", data, "-o", str(target), "--post", "p1", "--focus", "need"]
    )
    assert both.exit_code == 2
    assert "give one of them" in both.output
