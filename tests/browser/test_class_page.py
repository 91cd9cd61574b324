"""The page of a class in a real browser: the overlay, its lists, and no name unless it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from argmap.graph.views import whole
from argmap.teach.marking.grade import grade
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission
from argmap.teach.task.class_page import class_page
from tests.browser.conftest import AXE, Opener
from tests.browser.test_page import RUNNING
from tests.browser.test_task import PHONE
from tests.rendering.hostile import hostile_map
from tests.teach.small_post import bridge
from tests.teach.test_class_page import ELSEWHERE, RIGHT, SIGN, marked

FIELDS = {"id", "kind", "premises", "target"}


@pytest.fixture(scope="module")
def class_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six maps: one right, three with a wrong sign, two with steps elsewhere."""
    path = tmp_path_factory.mktemp("class") / "class.html"
    handed = marked(RIGHT, SIGN, SIGN, SIGN, ELSEWHERE, ELSEWHERE)
    path.write_text(class_page(whole(bridge()), handed, names=True), "utf-8")
    return path


def test_every_step_has_the_number_of_those_who_have_it(opened: Opener, class_file: Path) -> None:
    """By hand: r1 whole in 4, r2 in 4, r3 in 1, r4 in 4; beside them the wrong sign in 3 and another target in 2."""
    page = opened(class_file)
    numbers = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.handle')].map(h => [h.dataset.id, h.textContent]))"
    )
    assert numbers == {"r1": "4", "r2": "4", "r3": "1", "r4": "4", "extra-1": "3", "extra-2": "2"}
    assert page.locator(".edge.extra").count() == 2
    page.click("[data-do=extra]")
    assert page.locator(".handle").count() == 4
    thick = "(id) => parseFloat(getComputedStyle(document.querySelector(`#${id} .line`)).strokeWidth)"
    assert page.evaluate(thick, "e-r2") > page.evaluate(thick, "e-r3")


def test_a_step_is_read_from_the_list_and_from_the_map(opened: Opener, class_file: Path) -> None:
    page = opened(class_file)
    page.locator("#steps button").first.click()
    assert page.inner_text("#chosen").endswith("1 right, 3 nearly right, 2 not there")
    page.locator(".handle[data-id=extra-1]").click()
    assert page.inner_text("#chosen").endswith("3 of 6, and it is not in the reference")
    page.click("#t-discuss")
    assert page.locator("#differences > li").count() == 2


def test_names_are_shown_only_when_somebody_asks(opened: Opener, class_file: Path) -> None:
    page = opened(class_file)
    page.click("#t-students")
    assert "Student 0" not in page.inner_text("body")
    page.click("[data-do=names]")
    assert page.locator("#students li", has_text="Student 0").count() == 1


def test_paper_has_the_overlay_with_its_numbers(opened: Opener, class_file: Path) -> None:
    page = opened(class_file)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert sorted(page.locator("#paper .handle text").all_text_contents()) == ["1", "2", "3", "4", "4", "4"]
    assert page.locator("#paper section").count() == 2


def test_hostile_texts_run_nothing(opened: Opener, tmp_path: Path) -> None:
    for place, text in enumerate(RUNNING):
        view = whole(hostile_map(text))
        steps = [step.model_dump(mode="json", include=FIELDS) for step in view.relations()]
        handed = [Submission.model_validate({"student": text, "relations": steps}) for _ in range(2)]
        path = tmp_path / f"{place}.html"
        path.write_text(
            class_page(view, [grade([view], one, Rubric()) for one in handed], names=True), "utf-8"
        )
        page = opened(path)
        page.click("#t-students")
        page.click("[data-do=names]")
        page.locator(".handle").first.click()
        assert page.evaluate("document.querySelectorAll('script').length") == 2
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on') || n === 'style'))"
        )
        page.context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_axe_finds_nothing(opened: Opener, class_file: Path, options: dict[str, Any]) -> None:
    page = opened(class_file, bypass_csp=True, **options)
    page.add_script_tag(path=str(AXE))
    for tab in ("claims", "discuss", "students", "map"):
        if page.locator(f"#t-{tab}").is_visible():
            page.click(f"#t-{tab}")
            violations = page.evaluate(
                "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target)}`))"
            )
            assert violations == [], tab
