"""The tab Practice in a real browser: answers, feedback, score, memory, keys, touch, paper, and a file for the teacher."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.teach.marking.grade import grade
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import read_submission
from argmap.teach.practice.tab import practice_tabs
from tests.browser.conftest import AXE, ROOT, Opener
from tests.browser.test_page import RUNNING
from tests.rendering.hostile import hostile_map

NEXT = "[data-practice=next]"


def practice(opened: Opener, path: Path, **options: Any) -> Any:
    page = opened(path, **options)
    page.click("#t-practice")
    return page


def on(page: Any) -> Any:
    return page.locator("form.item.on")


def _choose(form: Any, *, right: bool) -> None:
    for label in form.locator("label.answer").all():
        box = label.locator("input")
        wanted = (box.get_attribute("data-right") is not None) is right
        if box.get_attribute("type") == "checkbox":
            box.set_checked(wanted)
        elif wanted:
            box.check()


def _match(form: Any, *, right: bool) -> None:
    for select in form.locator("select").all():
        if right:
            select.select_option(label=select.get_attribute("data-right"))
        else:
            select.select_option(index=1)


def _lay(form: Any, *, right: bool) -> None:
    for place in range(form.locator(".order li").count() if right else 0):
        row = form.locator(f".order li[data-place='{place}']")
        while row.evaluate("e => [...e.parentNode.children].indexOf(e)") > place:
            row.locator("[data-move='-1']").click()


def _write(form: Any, *, right: bool) -> None:
    number = form.locator("input").get_attribute("data-number")
    form.locator("input").fill(number if right else "-12345")


def _argue(form: Any, *, right: bool) -> None:
    form.locator("textarea").fill("Because of the strongest reason.")


def _build(form: Any, *, right: bool) -> None:
    for row in form.locator(".cardrow").all():
        does, target = row.get_attribute("data-kind"), row.get_attribute("data-target")
        row.locator(".does").select_option((does or target) if right else "attack")
        if does and right:
            row.locator(".target").select_option(target)


WAYS = {
    "choice": _choose,
    "several": _choose,
    "match": _match,
    "order": _lay,
    "number": _write,
    "essay": _argue,
    "rebuild": _build,
}


def answer(page: Any, *, right: bool) -> None:
    """Answer the exercise that is shown, rightly by the key in the form, or wrongly."""
    form = on(page)
    WAYS[form.get_attribute("data-form")](form, right=right)
    form.locator(".check").click()


def go_to(page: Any, kind: str) -> None:
    while on(page).get_attribute("data-form") != kind:
        answer(page, right=True)
        page.click(NEXT)


@pytest.fixture(scope="module")
def cards_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a bundled map of which posts can be built from cards."""
    map = argmap.load(ROOT / "data" / "car-free-centre")
    kinds = ["rebuild", "authors", "steelman", "agreement", "linked"]
    path = tmp_path_factory.mktemp("cards") / "map.html"
    path.write_bytes(render(map, "html", Options(tabs=practice_tabs(map, kinds=kinds))))
    return path


def test_every_kind_of_answer_can_be_right_and_a_perfect_score_be_reached(
    opened: Opener, cards_file: Path
) -> None:
    page = practice(opened, cards_file)
    forms = page.locator("form.item").count()
    kinds = set()
    for _ in range(forms):
        kinds.add(on(page).get_attribute("data-form"))
        answer(page, right=True)
        if on(page).get_attribute("data-form") != "essay":
            assert on(page).locator(".verdict").inner_text() == "Right."
        page.click(NEXT)
    assert {"choice", "several", "match", "essay", "rebuild"} <= kinds
    scored = page.locator("form.item:not([data-form=essay])").count()
    assert page.inner_text("#x-end p") == f"{scored} of {scored} right on the first try."
    assert page.locator("[data-practice=missed]").is_hidden()


def test_a_wrong_answer_can_be_tried_again_before_the_key_is_shown(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    go_to(page, "choice")
    before = page.inner_text("#x-score")
    answer(page, right=False)
    assert on(page).locator(".verdict").inner_text() == "Not right. Try once more."
    assert on(page).locator("label.right").count() == 0, "the key is not shown yet"
    assert on(page).locator(".general").is_hidden()
    answer(page, right=True)
    assert on(page).locator(".verdict").inner_text() == "Right, on the second try."
    assert page.inner_text("#x-score") == before, "the first answer counts"


def test_the_second_wrong_answer_shows_the_key_with_its_reason(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    go_to(page, "choice")
    answer(page, right=False)
    answer(page, right=False)
    assert on(page).locator(".verdict").inner_text() == "Not right. The answer is shown."
    assert on(page).locator("label.right").count() == 1
    assert on(page).locator(".why:visible").count() >= 1
    assert on(page).locator(".check").is_hidden()
    assert page.locator(NEXT).is_visible()


def test_an_answer_that_was_asked_for_is_not_solved(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    on(page).locator("[data-practice=answer]").click()
    assert on(page).locator(".verdict").inner_text() == "The answer is shown. It does not count as solved."
    assert page.inner_text("#x-score") == "0 right on the first try"


def test_the_map_beside_an_open_question_shows_nothing_of_the_answer(opened: Opener, page_file: Path) -> None:
    """What every exercise hides is hidden on the screen and from a screen reader, and comes back with the answer."""
    page = practice(opened, page_file)
    everything = page.evaluate("[...document.querySelectorAll('#map .node')].length")
    seen: set[str] = set()
    for _ in range(page.locator("form.item").count()):
        hides = (on(page).get_attribute("data-hides") or "").split()
        seen.update(hides)
        labels = page.evaluate(
            "[...document.querySelectorAll('#map .node')].map((g) => g.getAttribute('aria-label'))"
        )
        if "all" in hides:
            assert labels == []
            assert page.is_visible("#x-veil")
        if "people" in hides:
            assert "Commenter" not in " ".join(page.locator("#map .who, #map .foot").all_text_contents())
        assert page.locator("#search").is_hidden()
        assert page.locator("#v-thread .moves:visible").count() == 0
        answer(page, right=True)
        assert page.locator("#map .node").count() > 0
        page.click(NEXT)
    assert "all" in seen
    page.click("#t-claim")
    assert page.locator("#map .node").count() >= min(everything, 5)
    assert page.locator("#search").is_visible()


def test_looking_the_answer_up_is_told(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    page.click("#t-outline")
    assert page.locator("#map .node").count() > 0
    page.click("#t-practice")
    assert on(page).locator(".looked").is_visible()


def test_a_wrong_match_is_marked_by_a_sign_and_not_by_colour_alone(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    go_to(page, "match")
    answer(page, right=False)
    answer(page, right=False)
    sign = "e => getComputedStyle(e, '::after').content"
    wrong = on(page).locator("select.wrong").first
    assert wrong.get_attribute("aria-invalid") == "true"
    assert on(page).locator(f"label[for={wrong.get_attribute('id')}]").evaluate(sign) == '" ×"'


def test_storage_that_holds_something_else_does_no_harm(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    answer(page, right=True)
    for content in ('[1, "x"', '{"first": 5, "last": {}}', "null"):
        page.evaluate(
            "(c) => { for (const k of Object.keys(localStorage)) localStorage.setItem(k, c); }", content
        )
        page.reload()
        page.click("#t-practice")
        assert page.inner_text("#x-score") == "0 right on the first try"
        answer(page, right=True)
        assert on(page).locator(".verdict").inner_text() == "Right."


def test_nothing_answered_is_not_an_answer(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    on(page).locator(".check").click()
    assert on(page).locator(".verdict").inner_text() == "Choose an answer first."
    assert page.locator(NEXT).is_hidden()


def test_missed_ones_come_again_and_progress_stays_in_the_browser(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    first = on(page).get_attribute("id")
    answer(page, right=False)
    answer(page, right=False)
    page.click(NEXT)
    second = on(page).get_attribute("id")
    page.reload()
    page.click("#t-practice")
    assert on(page).get_attribute("id") == second, "it goes on where it was left"
    while page.locator("#x-end").is_hidden():
        answer(page, right=True)
        page.click(NEXT)
    assert page.locator("#x-end li").count() == 1
    page.click("[data-practice=missed]")
    assert on(page).get_attribute("id") == first
    answer(page, right=True)
    page.click(NEXT)
    assert page.locator("#x-end li").count() == 0
    scored = page.locator("form.item:not([data-form=essay])").count()
    summary = page.inner_text("#x-end p")
    assert summary == f"{scored - 1} of {scored} right on the first try. {scored} of {scored} right now."
    page.click("[data-practice=again]")
    page.click("[data-practice=keep]")
    assert page.locator("#x-end").is_visible(), "one click deletes nothing"
    page.click("[data-practice=again]")
    page.click("[data-practice=delete]")
    assert page.inner_text("#x-progress") == f"Exercise 1 of {page.locator('form.item').count()}"
    assert page.evaluate("Object.values(localStorage).map((v) => JSON.parse(v).answers)") == [{}]


def test_the_keyboard_alone_is_enough(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.keyboard.press("p")
    assert page.get_attribute("#t-practice", "aria-selected") == "true"
    on(page).locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert on(page).locator("input").nth(1).is_checked()
    page.keyboard.press("Enter")
    assert on(page).locator(".verdict").inner_text() in {"Right.", "Not right. Try once more."}
    on(page).locator("[data-practice=answer]:visible, .check:visible").first.focus()
    if page.locator(NEXT).is_hidden():
        on(page).locator("[data-practice=answer]").press("Enter")
    page.locator(NEXT).focus()
    page.keyboard.press("Enter")
    assert on(page).locator("input, select").first.evaluate("e => e === document.activeElement")


def test_an_order_is_laid_by_buttons(opened: Opener, tmp_path: Path) -> None:
    claims = [{"id": f"c{n}", "text": f"Objection number {n} is this.", "implicit": True} for n in range(5)]
    steps = [
        {"id": f"r{n}", "kind": "attack", "premises": [f"c{n + 1}"], "target": f"c{n}"} for n in range(4)
    ]
    chain = ArgumentMap.model_validate(
        {"id": "chain", "title": "Chain", "claims": claims, "relations": steps}
    )
    tabs = practice_tabs(chain, kinds=["objection-chain"])
    (tmp_path / "c.html").write_bytes(render(chain, "html", Options(tabs=tabs)))
    page = practice(opened, tmp_path / "c.html")
    assert on(page).get_attribute("data-form") == "order"
    before = on(page).locator(".order li").first.inner_text()
    on(page).locator("[data-move='1']").first.click()
    assert on(page).locator(".order li").nth(1).inner_text() == before
    answer(page, right=True)
    assert on(page).locator(".verdict").inner_text() == "Right."


def test_a_rebuilt_map_names_slips_and_is_saved_for_the_teacher(
    opened: Opener, cards_file: Path, tmp_path: Path
) -> None:
    page = practice(opened, cards_file)
    go_to(page, "rebuild")
    row = on(page).locator(".cardrow[data-kind=support]").first
    row.locator(".does").select_option("attack")
    row.locator(".target").select_option(row.get_attribute("data-target"))
    on(page).locator(".check").click()
    assert row.locator(".why").inner_text() == "These belong together, but not in this way."
    answer(page, right=True)
    with page.expect_download() as download:
        page.click("[data-practice=save]")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert json.loads(saved.read_text("utf-8"))["exercise"] == saved.stem
    map = argmap.load(ROOT / "data" / "car-free-centre")
    marked = grade([whole(map)], read_submission(saved), Rubric())
    assert (marked.score, marked.notes) == (1.0, ())


def test_the_result_can_be_printed_without_the_map(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    answer(page, right=False)
    page.click("#t-claim")
    page.emulate_media(media="print")
    assert not page.locator("form.item").first.is_visible(), "a printed map has no exercises"
    page.emulate_media(media="screen")
    page.click("#t-practice")
    page.emulate_media(media="print")
    assert page.locator("form.item").last.is_visible()
    assert not page.locator("#stage").is_visible()
    assert not page.locator("#v-thread").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper section").count() == 0


def test_paper_has_the_whole_words_that_were_chosen_and_no_key_of_open_exercises(
    opened: Opener, page_file: Path, tmp_path: Path
) -> None:
    """What a PDF of the browser says, read by pypdf; a list on the screen shows only what fits into it."""
    pypdf = pytest.importorskip("pypdf")
    page = practice(opened, page_file)
    go_to(page, "match")
    longest = page.evaluate(
        """() => [...document.querySelectorAll('form.on select')].map((s, n) => {
            const words = [...s.options].map((o) => o.textContent).sort((a, b) => b.length - a.length)[0];
            s.value = words; return words; })[0]"""
    )
    on(page).locator("select").first.dispatch_event("input")
    open_key = page.locator("form.item .general").last.evaluate("e => e.textContent.trim()")
    page.pdf(path=tmp_path / "answers.pdf", prefer_css_page_size=True)
    printed = [
        "".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(tmp_path / "answers.pdf").pages
    ]
    assert all(printed), "no page is blank"
    assert "".join(longest.split()) in "".join(printed)
    assert open_key
    assert "".join(open_key.split()) not in "".join(printed)
    assert page.locator(".picked").count() == 0, "what is for paper goes with it"


def test_two_windows_add_to_each_other_and_a_reload_keeps_tries(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file)
    other = page.context.new_page()
    other.goto(page.url)
    other.click("#t-practice")
    answer(page, right=False)
    page.reload()
    page.click("#t-practice")
    assert on(page).locator(".verdict").inner_text().startswith("Not right. Try once more.")
    # The other window was opened before, and answers the same exercise: it is the second try.
    on(other).locator("[data-practice=answer]").wait_for()
    answer(other, right=True)
    assert on(other).locator(".verdict").inner_text() == "Right, on the second try."
    other.click(NEXT)
    answer(other, right=True)
    answers = (
        "Object.values(JSON.parse(Object.values(localStorage)[0]).answers).map((a) => [a.first, a.last])"
    )
    assert sorted(page.evaluate(answers)) == [[False, True], [True, True]]


def test_without_a_script_the_questions_can_be_read(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, java_script_enabled=False)
    assert page.locator("form.item").last.is_visible()
    assert not page.locator(".check").first.is_visible()
    assert not page.locator(".why").first.is_visible()


def test_nothing_in_an_exercise_runs(opened: Opener, tmp_path: Path) -> None:
    for number, text in enumerate(RUNNING):
        map = hostile_map(text)
        path = tmp_path / f"{number}.html"
        path.write_bytes(render(map, "html", Options(tabs=practice_tabs(map, count=50))))
        page = practice(opened, path)
        assert page.locator("form.item").count() > 0
        on(page).locator(".check").click()
        assert page.evaluate("document.querySelectorAll('script').length") == 4
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on') || n === 'style'))"
        )
        page.context.close()


def test_a_phone_has_room_for_fingers(opened: Opener, page_file: Path) -> None:
    page = practice(opened, page_file, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    on(page).locator("label.answer").first.tap()
    on(page).locator(".check").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for target in page.locator("#v-practice button:visible, label.answer:visible").all():
        assert target.bounding_box()["height"] >= 44


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_exercise(opened: Opener, page_file: Path, options: dict[str, Any]) -> None:
    page = practice(opened, page_file, bypass_csp=True, **options)
    page.add_script_tag(path=str(AXE))
    while page.locator("#x-end").is_hidden():
        answer(page, right=False)
        if page.locator(NEXT).is_hidden():
            answer(page, right=True)
        violations = page.evaluate(
            "axe.run('#panel', {resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target)}`))"
        )
        assert violations == [], on(page).get_attribute("data-id")
        page.click(NEXT)
