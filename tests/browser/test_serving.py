"""`argmap serve` in a real browser: faults stand above the page, and the page reloads at the same place."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from argmap.project.serving import Server

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "data"
AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("typing-for-a-team", "car-free-centre")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    for name in NAMES:
        shutil.copytree(DATA / name, tmp_path / "data" / name)
    # Its folder has another name than its id, and it has no page at first.
    (tmp_path / "data" / "new").mkdir()
    (tmp_path / "data" / "new" / "map.yaml").write_text("format: argmap/1\nid: <i>x</i>\n")
    server = Server(str(tmp_path / "data"), "127.0.0.1", 0, tmp_path / "outputs", lambda _: None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server
    server.stop()
    thread.join(5)


@pytest.fixture
def tab(chromium: Any, served: Server) -> Iterator[Any]:  # closed before the server ends
    """Return a page that fails the test on any message or error but that the server has ended."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(15_000)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    context.close()
    assert [line for line in trouble if "ERR_CONNECTION_" not in line] == []


def map_of(server: Server, name: str) -> Path:
    return Path(server.data) / name / "map.yaml"


def rewrite(file: Path, old: str, new: str) -> None:
    source = file.read_text("utf-8")
    assert old in source
    file.write_text(source.replace(old, new), "utf-8")


def test_faults_come_and_go_and_the_page_stays_at_its_place(tab: Any, served: Server) -> None:
    tab.goto(f"{served.address}typing-for-a-team/map.html#c=slower&q=types")
    frame = tab.frame_locator("#frame")
    frame.locator("#panel .card").first.wait_for()
    assert frame.locator("#search").input_value() == "types"
    frame.locator("[data-do=theme]").first.evaluate("b => b.click()")
    frame.locator("#t-thread").click()
    frame.locator("#panel").evaluate(
        "p => { p.scrollTop = 200; p.querySelector('#v-thread').scrollTop = 200 }"
    )
    top = "p => [p.scrollTop, p.querySelector('#v-thread').scrollTop]"
    scrolled, shown = frame.locator("#panel").evaluate(top), frame.locator("#map .node").count()
    toggle = frame.locator("#map [data-toggle]").last
    toggle.evaluate("b => b.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    opened = frame.locator("#map .node").count()
    assert opened != shown
    map = map_of(served, "typing-for-a-team")
    rewrite(map, "premises: [slower]", "premises: [slwer]")
    tab.wait_for_selector("#faults:visible")
    assert "AM101 premise 'slwer'" in tab.inner_text("#faults .fault")
    assert tab.inner_text("#faults mark") == "slwer"
    assert "AM101" in tab.text_content("#news")  # what a screen reader hears
    assert frame.locator("h1").is_visible()
    rewrite(map, "premises: [slwer]", "premises: [slower]")
    rewrite(map, "Types for the billing", "Type hints for the billing")
    frame.locator("h1", has_text="Type hints for the billing").wait_for()
    tab.wait_for_selector("#faults", state="hidden")
    tab.wait_for_timeout(200)
    assert frame.locator("#search").input_value() == "types"
    assert frame.locator("html").get_attribute("data-theme") == "dark"
    assert frame.locator("#t-thread").get_attribute("aria-selected") == "true"
    assert frame.locator("#panel").evaluate(top) == scrolled
    assert frame.locator("#map .node").count() == opened
    assert "#c=slower&q=types" in tab.url
    tab.reload()
    frame.locator("html[data-theme=dark]").wait_for()
    assert frame.locator("#search").input_value() == "types"
    served.stop()
    tab.wait_for_selector("#news:has-text('argmap serve has ended')")


WHERE = """() => {
  const map = document.getElementById("map"), box = map.querySelector(`[data-id="${argmapPage.view.state.here}"]`).getBoundingClientRect();
  return [argmapPage.view.state.scale, Math.round(box.left), Math.round(box.top), ...[...argmapPage.view.state.open].sort()];
}"""


COLLAPSE = "v.state.open.delete(v.order.findLast((id) => v.boxes.get(id).kids.length && id !== 'slower'))"


def test_zoom_and_pan_and_collapsed_branches_survive_a_change_that_moves_everything(
    tab: Any, served: Server
) -> None:
    tab.goto(f"{served.address}typing-for-a-team/map.html#c=slower")
    inside = tab.frames[1]
    inside.wait_for_selector("#map .node.here")
    inside.evaluate("document.querySelector('[data-do=expand]').click()")
    for step in ("v.zoom(1.5)", "v.state.x += 40", "v.state.y += 25", COLLAPSE):
        inside.evaluate(f"() => {{ const v = argmapPage.view; {step}; }}")
    inside.evaluate("() => { argmapPage.relaid('slower'); }")
    tab.wait_for_timeout(800)  # the shell remembers where the reader is
    before = inside.evaluate(WHERE)
    # The first question takes many more lines: all that stands below it moves down.
    rewrite(map_of(served, "typing-for-a-team"), "Types for the billing", "Type hints for the billing")
    source = map_of(served, "typing-for-a-team").read_text("utf-8")
    question = next(line for line in source.splitlines() if line.strip().startswith(("question:", "- question:", "text:")))  # fmt: skip
    rewrite(map_of(served, "typing-for-a-team"), question, f"{question.rstrip('?')}, and who says so, and when, and why, and for how long?")  # fmt: skip
    tab.frame_locator("#frame").locator("h1", has_text="Type hints").wait_for()
    tab.wait_for_timeout(900)
    assert tab.frames[1].evaluate(WHERE) == before


def test_only_the_page_of_the_changed_map_reloads_and_the_list_follows(tab: Any, served: Server) -> None:
    other, index = tab.context.new_page(), tab.context.new_page()
    tab.goto(f"{served.address}typing-for-a-team/map.html")
    other.goto(f"{served.address}car-free-centre/map.html")
    index.goto(served.address)
    assert index.locator("li").count() == 3
    assert index.locator("li.faulty").get_attribute("data-address") == "new"
    for page in (tab, other):
        page.frame_locator("#frame").locator("h1").evaluate("() => { window.marked = true }")
    index.evaluate("() => { window.marked = true }")
    rewrite(map_of(served, "typing-for-a-team"), "Types for the billing", "Type hints for the billing")
    tab.frame_locator("#frame").locator("h1", has_text="Type hints").wait_for()
    index.locator("h2", has_text="Type hints").wait_for()
    assert not tab.frame_locator("#frame").locator("h1").evaluate("() => window.marked === true")
    assert other.frame_locator("#frame").locator("h1").evaluate("() => window.marked === true")
    assert index.evaluate("() => window.marked === true")


def test_a_map_that_never_was_sound_becomes_the_map_when_it_is(tab: Any, served: Server) -> None:
    tab.goto(f"{served.address}new/map.html")
    assert "is not an id" in tab.inner_text("#faults")
    assert not tab.locator("#frame").is_visible()
    source = map_of(served, "typing-for-a-team").read_text("utf-8")
    shutil.copy(map_of(served, "typing-for-a-team").with_name("thread.yaml"), map_of(served, "new").parent)
    map_of(served, "new").write_text(source.replace("id: typing-for-a-team", "id: another", 1), "utf-8")
    tab.frame_locator("#frame").locator("h1", has_text="Types for the billing").wait_for()
    tab.wait_for_selector("#faults", state="hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_faults_are_accessible_and_fit_a_phone(tab: Any, served: Server, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": 390, "height": 844})
    map_of(served, "typing-for-a-team").write_bytes(b"format: argmap/1\nid: x y\ntitle: " + b"long " * 60)
    tab.goto(f"{served.address}typing-for-a-team/map.html")
    tab.wait_for_selector("#faults .fault:visible")
    for place in ("typing-for-a-team/map.html", "new/map.html", ""):
        tab.goto(f"{served.address}{place}")
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        if AXE.is_file():
            tab.evaluate(AXE.read_text("utf-8"))
            result = tab.evaluate("() => axe.run(document, {iframes: false})")
            assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []
    tab.goto(f"{served.address}typing-for-a-team/map.html")
    tab.click("#fold")
    assert tab.locator("#faults").bounding_box()["height"] < 90
    assert tab.get_attribute("#fold", "aria-expanded") == "false"
