"""The page as of a post, what would follow, and finding: the same in drawing, card, outline, filters and count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.dialogue.critical_questions import QuestionStatus
from argmap.evaluation.moment import map_after
from argmap.evaluation.theory import DEFAULT
from argmap.evaluation.timeline import appearances
from argmap.rendering.draw import render
from argmap.rendering.marks import SIGNS
from argmap.rendering.options import Options
from argmap.rendering.report.predicates import Predicates
from argmap.study import Study
from tests.browser.conftest import ROOT, Opener
from tests.browser.test_page import SMALLEST, here
from tests.evaluation.by_words import Words
from tests.evaluation.test_timeline import cut


@pytest.fixture(scope="module")
def car_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("car") / "map.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "car-free-centre"), "html"))
    return path


@pytest.fixture(scope="module")
def typing_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typing") / "map.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "typing-for-a-team"), "html"))
    return path


def test_a_card_as_of_a_post_says_what_was_so_then(opened: Opener, car_file: Path) -> None:
    """By the thread: Marek asserts it in post 2 and gives it up in post 16."""
    page = opened(car_file, "#c=leave&post=3")
    card = page.inner_text(".card")
    assert "As of post 3: ? UNDECIDED" in card
    assert "Marek asserts it (post #2)" in card
    assert "#16" not in card
    assert "Marek asserts it" in page.text_content("#n-leave")
    assert page.inner_text(".card > details summary") == "At the end of the discussion"
    page.click(".card > details summary")
    assert "Given up by Marek" in page.inner_text(".card > details")
    page.click(".card a >> text=#2")  # a link leads on at the same moment
    assert page.url.endswith("#p=p2&post=3")
    assert page.input_value("#time") == "3"


def test_what_nobody_has_said_yet_is_not_opened(opened: Opener, car_file: Path) -> None:
    """By the thread: Tomas says it in post 11."""
    page = opened(car_file, "#c=shops-would-do-well&post=3")
    assert "Not there yet: first said in post #11." in page.inner_text(".card")
    assert page.locator("#n-shops-would-do-well").count() == 0
    page.fill("#time", "11")
    page.click("#t-claim")
    assert here(page) == "shops-would-do-well"


def test_the_outline_as_of_a_post_ends_with_it(opened: Opener, car_file: Path) -> None:
    """By the thread: in post 2 Marek says that the bakery would be dead; its customers are counted in post 4."""
    page = opened(car_file, "#post=2")
    page.click("#t-outline")
    outline = page.inner_text("#v-outline")
    assert "As of post 2, without remarks about the whole discussion." in outline
    assert "✓ ■ Most of the customers of the bakery come by car. Marek #2" in outline
    assert "survey" not in outline
    assert not [n for n in range(3, 19) if f"#{n}" in outline]
    page.fill("#time", "18")
    page.click("#t-outline")
    outline = page.inner_text("#v-outline")
    assert "× ■ Most of the customers of the bakery come by car. Marek #2" in outline
    assert "survey" in outline
    assert "As of post" not in outline


SEEN = """() => Object.fromEntries([...document.querySelectorAll('#v-outline li')].filter((li) => !li.hidden && li.querySelector(':scope > a[href^="#c="]'))
  .map((li) => [li.querySelector(':scope > a').getAttribute('href').slice(3), li.firstChild.textContent[0]]))"""


@pytest.mark.parametrize("name", ["car-free-centre", "math-in-ml", "typing-for-a-team"])
def test_labels_as_of_every_post_are_those_of_what_was_known_then(
    opened: Opener, tmp_path: Path, name: str
) -> None:
    """By the second implementation, of the part of the map that was known by then, post by post."""
    map = argmap.load(ROOT / "data" / name)
    file = tmp_path / "map.html"
    file.write_bytes(render(map, "html"))
    said, meta = appearances(map), {claim.id for claim in map.claims if claim.meta}
    page = opened(file)
    assert map.thread is not None
    for number in range(1, len(map.thread.posts)):
        known = {name for name, first in said.items() if first <= number}
        labels = Words(cut(map, known), DEFAULT, number).grounded
        page.fill("#time", str(number))
        page.click("#t-outline")
        seen = page.evaluate(SEEN)
        assert set(seen) == known & map.nodes.keys()
        signs = {name: str(SIGNS[labels[name]]) for name in seen if name not in meta}
        assert {name: sign for name, sign in seen.items() if name not in meta} == signs, number


WHY = """() => {
  for (let shut; (shut = [...document.querySelectorAll('.because details:not([open])')]).length;)
    for (const box of shut) { box.open = true; box.dispatchEvent(new Event('toggle')); }
  const lines = [...document.querySelectorAll('.because li')].map((li) => (li.querySelector(':scope > details > summary') ?? li).innerText);
  const points = [...document.querySelectorAll('.steps.in > li')].map((li) => [...li.querySelectorAll(':scope > ul > li > em')].map((em) => [em.previousElementSibling.textContent, em.textContent]))
    .flat();
  return [lines, points];
}"""
"""The lines of the tree of reasons on a card, all of it opened, and the critical questions that were asked with their states."""


def tree(study: Study, said: Predicates, name: str, over: tuple[str, ...] = ()) -> list[str]:
    """Return the tree of reasons of the analysis, in the words of the card, with the signs of labels and without names."""
    reason = study.reasons[name]
    line = f"{SIGNS[reason.label]} … {said.of(name, short=True)}"
    if name in over:
        return [f"{line} (see above)"]
    return [
        line,
        *(deeper for other in reason.rests_on for deeper in tree(study, said, other, (*over, name))),
    ]


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_cards_say_why_and_what_was_asked_as_of_every_third_post(
    opened: Opener, tmp_path: Path, name: str
) -> None:
    """By a study of the map as it was then."""
    map = argmap.load(ROOT / "data" / name)
    file = tmp_path / "map.html"
    file.write_bytes(render(map, "html"))
    page, known = opened(file), appearances(map)
    assert map.thread is not None
    for number in range(1, len(map.thread.posts), 3):
        study = Study(map_after(map, number, known))
        said = Predicates(study.map, study.reasons, inline=False)
        for claim in (claim for claim in study.map.claims if not claim.meta):
            page.evaluate(f"location.hash = '#c={claim.id}&post={number}'")
            page.wait_for_selector(f"#c-{claim.id}")
            lines, asked = page.evaluate(WHY)
            wanted = tree(study, said, claim.id)
            assert [line[0] for line in lines] == [line[0] for line in wanted]
            for line, words in zip(lines, wanted, strict=True):
                assert line.endswith(words.partition("… ")[2])
            onto = [relation.id for relation in study.map.relations if relation.target == claim.id]
            points = study.dialogue.critical_points
            assert sorted(asked) == sorted(
                [point.text, str(point.state)]
                for point in points
                if point.step in onto and point.state is not QuestionStatus.UNASKED
            )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("status=out&post=1", "0 of 5 found"), ("people=odile&post=1", "0 of 5 found")],
)
def test_filters_ask_what_was_so_then_and_count_it(
    opened: Opener, car_file: Path, asked: str, found: str
) -> None:
    """By the thread: Odile speaks from post 3 on, and the first rejection is of post 4; five claims are of post 1."""
    assert opened(car_file, f"#{asked}").inner_text("#count") == found


def test_what_if_names_relations_that_change(opened: Opener, car_file: Path) -> None:
    """By `argmap what-if data/car-free-centre --reject one-bus-an-hour`."""
    page: Any = opened(car_file, "#c=one-bus-an-hour")
    page.click("[data-do=suppose-false]")
    assert page.inner_text("#turned-count") == "1 label would change"
    page.click("#turned-count")
    assert page.inner_text("#turned") == (
        "the relation from “It worked in Lindenau” and “Same size, same market” to “It will work here”"
        " would be accepted (rejected now)"
    )


def test_search_folds_its_list_and_the_way_back_leads_to_the_first_card(
    opened: Opener, car_file: Path
) -> None:
    page = opened(car_file)
    first = here(page)
    page.keyboard.press("/")
    page.keyboard.type("tram")
    assert page.is_visible("#hits")
    page.keyboard.press("Enter")
    assert not page.is_visible("#hits")
    found = here(page)
    assert page.locator(f"#n-{found}").count() == 1
    page.evaluate("location.hash = ''")
    page.wait_for_function("(found) => document.querySelector('.card').id.slice(2) !== found", arg=found)
    assert here(page) == first


def test_type_stays_readable_while_the_slider_moves(opened: Opener, car_file: Path) -> None:
    for screen in ({"width": 1366, "height": 768}, {"width": 390, "height": 844}):
        page = opened(car_file, viewport=screen)
        for post in ("3", "11"):
            page.fill("#time", post)
            assert page.evaluate(SMALLEST) >= 11.99


def test_presenting_the_thread_draws_what_is_new_whole(opened: Opener, typing_file: Path) -> None:
    """By the thread: post 4 brings the compilers and the five juniors."""
    page = opened(typing_file, viewport={"width": 1366, "height": 768})
    page.evaluate("document.querySelector('[data-do=thread]').click()")
    while page.input_value("#time") != "4":
        page.keyboard.press("n")
    for name in ("compiler-writers", "five-juniors"):
        box = page.locator(f"#n-{name} .box").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1366
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 700
    assert page.evaluate(SMALLEST) >= 11.99


WHOLE = """() => {
  const stage = document.getElementById('stage').getBoundingClientRect();
  const whole = (box) => box.left > stage.left - 1 && box.right < stage.right + 1 && box.top > stage.top - 1 && box.bottom < stage.bottom + 1;
  const seen = [...document.querySelectorAll('#map .node')].filter((node) => whole(node.querySelector('.box').getBoundingClientRect()));
  const sizes = seen.flatMap((node) => [...node.querySelectorAll('.near text')].map((text) => Number(text.getAttribute('font-size')) * text.getScreenCTM().a));
  return [document.getElementById('time').value + document.getElementById('moment').textContent, Number(document.getElementById('time').value), seen.map((node) => node.dataset.id), Math.min(...sizes)];
}"""


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_presenting_the_thread_shows_all_that_a_post_brings_in_large_type(
    opened: Opener, tmp_path: Path, name: str
) -> None:
    """By the map: every claim and example stands whole on the screen at the post that brings it, with what it bears on."""
    map = argmap.load(ROOT / "data" / name)
    path = tmp_path / "map.html"
    path.write_bytes(render(map, "html"))
    known = appearances(map)
    page = opened(path, viewport={"width": 1280, "height": 720})
    page.evaluate("document.querySelector('[data-do=thread]').click()")
    seen: dict[int, set[str]] = {}
    together: list[set[str]] = []
    before = ""
    while (step := page.evaluate(WHOLE))[0] != before:
        before, post, boxes, smallest = step
        seen.setdefault(post, set()).update(boxes)
        together.append(set(boxes))
        assert not boxes or smallest >= 24
        page.keyboard.press("n")
    assert len(map.thread.posts) in seen
    brought = {node: max(1, known[node]) for node in map.nodes}
    assert [node for node, post in brought.items() if node not in seen.get(post, set())] == []
    alone = [
        relation.id
        for relation in map.relations
        if relation.target in map.nodes and brought[relation.target] < brought[relation.premises[0]]
        if not any({relation.premises[0], relation.target} <= boxes for boxes in together)
        # What bears on several things is shown beside one of them, a thesis beside its issue.
        if [r.target for r in map.relations if relation.premises[0] in r.premises] == [relation.target]
        and relation.premises[0] not in {thesis.id for thesis in map.theses}
    ]
    assert alone == []


def test_the_way_back_through_a_presented_thread_has_the_same_steps(
    opened: Opener, typing_file: Path
) -> None:
    page = opened(typing_file, viewport={"width": 1280, "height": 720})
    page.evaluate("document.querySelector('[data-do=thread]').click()")
    there = [page.text_content("#moment")]
    for _ in range(9):
        page.keyboard.press("n")
        there.append(page.text_content("#moment"))
    back = [page.text_content("#moment")]
    for _ in range(9):
        page.keyboard.press("b")
        back.append(page.text_content("#moment"))
    assert back[::-1] == there
    assert len(set(there)) == 10


OPEN = "[...document.querySelectorAll('#map .node')].map((node) => node.dataset.id)"


def test_the_page_opens_without_the_branches_of_what_was_given_up(opened: Opener, typing_file: Path) -> None:
    """By the thread: Ana and Bela give up their theses, and end with annotations and how the checker is used."""
    page = opened(typing_file)
    shown = set(page.evaluate(OPEN))
    assert {
        "typed-language",
        "untyped",
        "annotations",
        "checker-use",
        "strict-from-start",
        "block-merge",
    } <= shown
    assert shown.isdisjoint({"four-of-eleven", "compiler-finds-them", "tests-find-invoices", "twice-a-day"})
    assert len(shown) <= 30


def test_a_page_that_was_made_light_is_light_in_a_dark_system(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "light.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "io-js-core"), "html", Options(theme="light")))
    page = opened(path, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
