"""The page of a task in a real browser: a whole map by mouse, by keys and by touch, saved and marked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.graph.views import focused, whole
from argmap.language import Language
from argmap.teach.task.page import MapTask, TaskMode, task_page
from tests.browser.conftest import AXE, Opener
from tests.browser.test_page import RUNNING
from tests.rendering.hostile import hostile_map
from tests.teach.small_post import QUOTES, TEXTS, bridge

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The task about the small discussion: from cards, with own claims, and in German."""
    folder = tmp_path_factory.mktemp("pages")
    view = whole(bridge())
    tasks = {
        "cards": MapTask(view),
        "free": MapTask(view, TaskMode.FREE),
        "german": MapTask(view, language=Language("de")),
    }
    for name, task in tasks.items():
        (folder / f"{name}.html").write_text(task_page(task), "utf-8")
    return {name: folder / f"{name}.html" for name in tasks}


def marked(path: Path, tmp_path: Path) -> dict[str, Any]:
    """Return what the command says of a file that the page saved."""
    map = tmp_path / "map"
    argmap.save(bridge(), map)
    done = CliRunner().invoke(main, ["teach", "grade", str(map), str(path), "--json"])
    assert done.exit_code == 0, done.output
    result: dict[str, Any] = json.loads(done.output)[0]
    return result


def saved(page: Any, tmp_path: Path, name: str = "Ada", *, tap: bool = False) -> Path:
    """Save the map under a name, as a student does."""
    (page.tap if tap else page.click)("[data-do=save]")
    page.fill("#student", name)
    with page.expect_download() as download:
        (page.tap if tap else page.click)("#save-dialog [value=ok]")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def card(page: Any, name: str) -> Any:
    return page.locator(".cardbutton", has_text=TEXTS[name])


def node(page: Any, name: str) -> Any:
    return page.locator(f'#map [data-id="{name}"]')


def middle(part: Any) -> tuple[float, float]:
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Any, start: Any, end: tuple[float, float]) -> None:
    page.mouse.move(*middle(start))
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_a_whole_map_by_mouse_earns_full_marks(
    opened: Opener, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    for name in ("cracks", "costs", "school"):
        drag(page, card(page, name), middle(node(page, "close")))
    page.click("[data-do=kind][data-value=attack]")
    card(page, "unsafe").click()
    page.click("#bar [data-do=link]")
    node(page, "cracks").click()
    linked = page.locator(".handle[aria-label*='are one reason for']")
    assert linked.count() == 1
    drag(page, card(page, "firm"), middle(linked))
    page.click("[data-do=check]")
    assert page.locator("#check-list li").count() == 0
    assert page.is_visible("#check-well")
    page.click("#check-dialog button.main")
    path = saved(page, tmp_path)
    assert path.name == "bridge-Ada.json"
    result = marked(path, tmp_path)
    assert (result["score"], result["student"], result["linked"], result["extra"]) == (1.0, "Ada", 1, [])
    assert result["notes"] == []


def test_a_wrong_map_does_not_earn_full_marks(
    opened: Opener, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    """Of five steps two are right, one has the wrong sign (a tenth), and two are not there: 2.1 / 5."""
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    for name in ("cracks", "costs", "school"):
        drag(page, card(page, name), middle(node(page, "close")))
    result = marked(saved(page, tmp_path), tmp_path)
    assert result["score"] == pytest.approx(2.1 / 5)
    assert sum(credit["slip"] == "wrong sign" for credit in result["credits"]) == 1


def pick(page: Any, name: str) -> None:
    """Choose a card or a claim in the list with keys."""
    card(page, name).focus()
    page.keyboard.press("Enter")


def test_a_whole_map_by_keys_alone_earns_full_marks(
    opened: Opener, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    page = opened(pages["cards"])

    def connect(letter: str, name: str, on: str) -> None:
        pick(page, name)
        page.keyboard.press(letter)
        pick(page, on)

    connect("r", "cracks", "close")
    connect("r", "costs", "close")
    connect("o", "school", "close")
    connect("t", "unsafe", "cracks")
    pick(page, "firm")
    page.keyboard.press("d")
    # In the map: to the round sign of the linked premises, and there Enter.
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    for _ in range(12):
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if "are one reason for" in label:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.locator("[data-do=save]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Code 17")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    result = marked(path, tmp_path)
    assert (result["score"], result["student"]) == (1.0, "Code 17")


def test_the_list_in_the_bar_connects_without_the_drawing(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["cards"])
    pick(page, "costs")
    page.locator("#bar [data-do=support]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "choice", "the list has the focus"
    page.locator("#choice").select_option(label=f"{number(page, 'close')} “{TEXTS['close']}”")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".handle").count() == 1
    assert page.inner_text("#live") == f"{number(page, 'costs')} is a reason for {number(page, 'close')}"


def number(page: Any, name: str) -> str:
    return str(card(page, name).locator("b").inner_text())


def test_a_whole_map_of_own_claims_by_touch_earns_full_marks(
    opened: Opener, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    """On a phone: sentences are tapped in the thread and become claims, which are connected and handed in."""
    page = opened(pages["free"], **PHONE)
    for name, (_, words) in QUOTES.items():
        page.locator(".sentence", has_text=words).tap()
        page.tap("[data-do=quote-new]")
        page.fill("#claim-text", TEXTS[name])
        page.tap("#claim-dialog [value=ok]")
        page.locator("#bar p", has_text=TEXTS[name]).wait_for()

    def connect(verb: str, name: str, on: str) -> None:
        page.tap("#t-claims")
        if card(page, name).get_attribute("aria-pressed") != "true":
            card(page, name).tap()
        page.tap(f"#bar [data-do={verb}]")
        page.tap("#t-map")
        page.tap("[data-do=fit]")
        page.locator(f"#map .node[aria-label*='{TEXTS[on]}']").tap()

    connect("support", "cracks", "close")
    page.tap("#bar [data-do=implicit]")
    page.fill("#claim-text", TEXTS["unsafe"])
    page.tap("#claim-dialog [value=ok]")
    connect("support", "costs", "close")
    connect("attack", "school", "close")
    page.tap("#t-claims")
    card(page, "firm").tap()
    page.tap("#bar [data-do=undercut]")
    page.tap("#t-map")
    page.tap("[data-do=fit]")
    page.locator(".handle[aria-label*='are one reason for']").tap()
    path = saved(page, tmp_path, "Eve", tap=True)
    result = marked(path, tmp_path)
    assert (result["score"], result["linked"]) == (1.0, 1)
    handed = json.loads(path.read_text("utf-8"))
    quotes = {claim["text"]: claim.get("quotes") for claim in handed["claims"]}
    assert quotes[TEXTS["costs"]] == [{"post": "p1", "exact": QUOTES["costs"][1]}]
    assert [claim["text"] for claim in handed["claims"] if claim.get("implicit")] == [TEXTS["unsafe"]]


def test_nothing_is_lost_by_a_reload_and_everything_can_be_undone(
    opened: Opener, pages: Mapping[str, Path]
) -> None:
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    drag(page, card(page, "costs"), middle(node(page, "close")))
    page.reload()
    assert (page.locator("#map .node").count(), page.locator(".handle").count()) == (2, 1)
    page.click("#undo")
    assert page.locator(".handle").count() == 0
    page.keyboard.press("Control+y")
    assert page.locator(".handle").count() == 1
    node(page, "close").click()
    page.click("#bar [data-do=remove]")
    assert (page.locator("#map .node").count(), page.locator(".handle").count()) == (1, 0)
    page.keyboard.press("Control+z")
    assert page.locator(".handle").count() == 1


def test_start_anew_asks_first(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    for answer, left in (("", 1), ("ok", 0)):
        page.click("summary")
        page.click("[data-do=anew]")
        page.click(f"#anew-dialog [value='{answer}']")
        page.locator("#anew-dialog").wait_for(state="hidden")
        page.wait_for_timeout(50)
        assert page.locator("#map .node").count() == left
    page.click("#undo")
    assert page.locator("#map .node").count() == 1


def test_a_saved_file_is_opened_again_and_another_is_refused(
    opened: Opener, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    drag(page, card(page, "costs"), middle(node(page, "close")))
    path = saved(page, tmp_path, "Zoë / 3b")
    assert path.name == "bridge-Zoe-3b.json"
    other = opened(pages["cards"])
    other.evaluate("localStorage.clear()")
    other.set_input_files("#file", path)
    other.locator(".handle").wait_for()
    other.click("[data-do=save]")
    assert other.input_value("#student") == "Zoë / 3b"
    other.click("#save-dialog [value='']")
    (tmp_path / "x.json").write_text("{}", "utf-8")
    for page_name, file in (("cards", tmp_path / "x.json"), ("free", path)):
        third = opened(pages[page_name])
        third.set_input_files("#file", file)
        third.locator("#refused-why", has_text=file.name).wait_for()


@pytest.mark.parametrize(
    "content", ['{"now": 5}', "[1, 2", '{"now": {"claims": [{}], "relations": [{"id": 1}]}}']
)
def test_storage_that_holds_something_else_does_no_harm(
    opened: Opener, pages: Mapping[str, Path], content: str
) -> None:
    page = opened(pages["cards"])
    page.evaluate(
        "(c) => { for (const k of Object.keys(localStorage)) localStorage.setItem(k, c); }", content
    )
    page.reload()
    assert page.locator(".cardbutton").count() == len(TEXTS)
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    assert page.locator("#map .node").count() == 1


def test_checks_say_what_is_not_finished_and_never_the_answer(
    opened: Opener, pages: Mapping[str, Path]
) -> None:
    page = opened(pages["cards"])

    def found() -> list[str]:
        page.click("[data-do=check]")
        words = page.locator("#check-list li").all_inner_texts()
        page.click("#check-dialog button.main")
        page.locator("#check-dialog").wait_for(state="hidden")
        return [text.removesuffix(" Show") for text in words]

    assert found() == ["Nothing is on the map yet."]
    one, other = (number(page, name) for name in ("close", "costs"))
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    drag(page, card(page, "costs"), middle(node(page, "close")))
    rest = ", ".join(str(n) for n in range(1, 7) if str(n) not in {one, other})
    assert found() == [f"Not yet on the map: {rest}."]
    drag(page, node(page, "close"), middle(node(page, "costs")))
    wanted = {
        "There is no conclusion yet: a claim that has reasons and is itself a reason for nothing.",
        f"Not yet on the map: {rest}.",
    }
    ring = set(found()) - wanted
    (sentence,) = ring
    assert sentence.startswith("These claims are reasons for each other:")


def test_a_card_that_was_put_to_a_wrong_claim_is_moved(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["cards"])
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    drag(page, card(page, "costs"), middle(node(page, "close")))
    drag(page, card(page, "cracks"), middle(node(page, "costs")))
    assert page.locator("#bar [data-do=only]").count() == 0
    page.click("[data-do=fit]")
    drag(page, node(page, "cracks"), middle(node(page, "close")))
    assert page.locator(".handle").count() == 3
    page.click("#bar [data-do=only]")
    assert page.locator(".handle").count() == 2
    assert page.inner_text("#bar p") == f"{number(page, 'cracks')} is a reason for {number(page, 'close')}"


def test_words_that_are_marked_by_hand_become_a_quote(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["free"])
    page.evaluate(
        """() => {
          const text = [...document.querySelectorAll(".sentence")][1].firstChild, range = document.createRange();
          range.setStart(text, 20); range.setEnd(text, 45);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.click("[data-do=quote-new]")
    assert page.inner_text("#claim-quote") == "“found cracks in two pilla”"
    page.fill("#claim-text", "There are cracks.")
    page.click("#claim-dialog [value=ok]")
    page.locator("#map .foot", has_text="found cracks").wait_for()


def test_on_a_phone_every_target_is_44_pixels_and_nothing_is_wider_than_the_screen(
    opened: Opener, pages: Mapping[str, Path]
) -> None:
    page = opened(pages["cards"], **PHONE)
    card(page, "close").tap()
    page.tap("#bar [data-do=support]")
    card(page, "costs").tap()
    for tab in ("thread", "claims", "map"):
        page.tap(f"#t-{tab}")
        sizes = page.evaluate(
            "[...document.querySelectorAll('button,select,summary')].filter(e => e.offsetParent).map(e => [e.textContent, e.offsetWidth, e.offsetHeight])"
        )
        assert [each for each in sizes if min(each[1:]) < 44] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_finger_drags_a_claim_after_holding_it(opened: Opener, pages: Mapping[str, Path]) -> None:
    """Chromium's own touch events, sent one by one: down, wait, move, up."""
    page = opened(pages["cards"], **PHONE)
    for name in ("close", "costs"):
        page.tap("#t-claims")
        card(page, name).tap()
        page.tap("#bar [data-do=lay]")
    page.tap("#t-map")
    page.tap("[data-do=fit]")
    session = page.context.new_cdp_session(page)
    start, end = middle(node(page, "costs")), middle(node(page, "close"))

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", start)
    page.locator("#ghost").wait_for()
    touch("touchMove", end)
    touch("touchEnd")
    assert page.locator(".handle").count() == 1


def test_hostile_texts_in_thread_and_map_run_nothing(opened: Opener, tmp_path: Path) -> None:
    for place, text in enumerate(RUNNING):
        for mode in TaskMode:
            path = tmp_path / f"{place}-{mode}.html"
            path.write_text(task_page(MapTask(whole(hostile_map(text)), mode)), "utf-8")
            page = opened(path)
            page.click("#t-thread")
            page.locator(".sentence").first.click()
            page.click("[data-do=quote-new]")
            page.fill("#claim-text", text)
            page.click("#claim-dialog [value=ok]")
            page.locator("#bar [data-do=edit]").wait_for()
            page.click("[data-do=check]")
            page.click("#check-dialog button.main")
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert page.evaluate("document.querySelectorAll('script').length") == 2
            assert page.evaluate(
                "[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on') || n === 'style'))"
            )
            assert page.locator("a").count() == 0
            page.context.close()


def test_the_page_speaks_german(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["german"])
    pick(page, "costs")
    assert page.locator("#bar button").all_inner_texts() == [
        "Auf die Karte legen",
        "Grund für …",
        "Einwand gegen …",
    ]
    page.click("[data-do=check]")
    assert page.inner_text("#check-list") == "Auf der Karte ist noch nichts."


def test_paper_has_the_drawing_and_the_list(opened: Opener, pages: Mapping[str, Path]) -> None:
    page = opened(pages["cards"], color_scheme="dark")
    drag(page, card(page, "close"), middle(page.locator("#stage")))
    drag(page, card(page, "costs"), middle(node(page, "close")))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper svg .node").count() == 2
    assert page.locator("#paper li").count() == len(TEXTS)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#stage").is_hidden()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {**PHONE}], ids=["light", "dark", "phone"])
def test_axe_finds_nothing(opened: Opener, pages: Mapping[str, Path], options: dict[str, Any]) -> None:
    page = opened(pages["cards"], bypass_csp=True, **options)
    page.add_script_tag(path=str(AXE))

    def violations() -> list[str]:
        found: list[str] = page.evaluate(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target)}`))"
        )
        return found

    assert violations() == []
    card(page, "costs").click()
    page.click("#bar [data-do=support]")
    assert violations() == [], "something was begun"
    card(page, "close").click()
    for tab in ("thread", "claims", "map"):
        if page.locator(f"#t-{tab}").is_visible():
            page.click(f"#t-{tab}")
            assert violations() == [], tab
    for deed in ("check", "save"):
        page.click(f"[data-do={deed}]")
        assert violations() == [], deed
        page.keyboard.press("Escape")


PRINTED = """[...document.querySelectorAll('#paper .drawn')].map((svg) => ({
    box: svg.getAttribute('viewBox').split(' ').map(Number),
    wide: Number(svg.getAttribute('width')),
    nodes: [...svg.querySelectorAll('.node')].map((node) => {
        const box = node.querySelector('.box').getBBox(), moved = node.transform.baseVal.consolidate()?.matrix;
        return [node.dataset.id, box.x + (moved?.e ?? 0), box.y + (moved?.f ?? 0), box.width, box.height];
    }),
}))"""
"""The sheets of paper: what part of the drawing each shows, how wide, and where the boxes are."""


def test_a_large_map_is_printed_on_several_sheets_that_can_be_read(opened: Opener, tmp_path: Path) -> None:
    """No type under 8 points, no box cut in two, and a map that is wide and low lies on its long side."""
    root = Path(__file__).parent.parent.parent
    large = argmap.load(root / "data" / "car-free-centre")
    small = focused(whole(large), "buses-first", 1)
    for view, is_small in ((whole(large), False), (small, True)):
        (tmp_path / "task.html").write_text(task_page(MapTask(view)), "utf-8")
        page = opened(tmp_path / "task.html")
        about = page.evaluate("JSON.parse(document.getElementById('data').textContent)")
        ids = [card["id"] for card in about["cards"]]
        steps = [
            {"id": r.id, "kind": str(r.kind), "premises": list(r.premises), "target": r.target}
            for r in view.relations()
            if {*r.premises, r.target} <= {*ids} and str(r.kind) in {"support", "attack"}
        ]
        handed = about["about"] | {"form": "argmap-task/1", "relations": steps, "laid": ids}
        handed["claims"] = [card | {"given": True} for card in about["cards"]]
        (tmp_path / "ada.json").write_text(json.dumps(handed), "utf-8")
        page.set_input_files("#file", tmp_path / "ada.json")
        page.wait_for_selector(".handle")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        sheets = page.evaluate(PRINTED)
        read = set()
        for sheet in sheets:
            x, y, w, h = sheet["box"]
            assert 14 * 0.75 * sheet["wide"] / w >= 8, "points of the type"
            for name, left, top, wide, high in sheet["nodes"]:
                if x <= left and left + wide <= x + w and y <= top and top + high <= y + h:
                    read.add(name)
        assert read == {*ids}, "every box is whole on some sheet"
        assert (len(sheets) == 1) == is_small
        if is_small:
            assert page.evaluate("document.getElementById('paper').classList.contains('lies')")
