"""The page in a real browser: looking, going, filtering, keys, touch, and nothing that runs from data."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

import argmap
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from tests.browser.conftest import AXE, ROOT, Opener
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.rendering.test_holders import HELD_CLOSE
from tests.rendering.test_holders import MAP as TOWN

THESIS = "#c-math-is-essential"


def box(page: Any) -> list[float]:
    return [float(part) for part in page.get_attribute("#map", "viewBox").split()]


def shown(page: Any) -> int:
    """How many claims are drawn, or found."""
    return int(page.inner_text("#count").split()[0])


def expanded(page: Any) -> None:
    page.click("#more summary")
    page.click("[data-do=expand]")


def place(page: Any, id: str) -> dict[str, float]:
    """Where a node is on the screen."""
    box: dict[str, float] = page.locator(f"#n-{id} .box >> nth=0").bounding_box()
    return box


def title(page: Any, id: str) -> str:
    """The short name of a claim or an example."""
    return str(page.evaluate("id => argmapPage.data.items.find((item) => item.id === id).label", id))


def here(page: Any) -> str:
    """The claim that is shown, once the browser has told the page of a new address."""
    page.evaluate("new Promise((done) => setTimeout(done, 100))")
    return str(page.evaluate("document.querySelector('.card')?.id.slice(2)"))


def test_a_click_on_a_node_shows_its_card_and_sets_the_address(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.click("#n-linear-algebra-needed")
    assert here(page) == "linear-algebra-needed"
    assert page.url.endswith("#c=linear-algebra-needed")
    assert "you need a grasp of Lin Alg" in page.inner_text("#c-linear-algebra-needed mark >> nth=0")


def test_links_deep_links_and_the_back_button_work(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, "#c=attention-normalisation")
    assert here(page) == "attention-normalisation"
    assert "0.06 unscaled" in page.inner_text("#c-attention-normalisation")
    page.click("#c-attention-normalisation .out a")
    assert here(page) == "normalisation-is-justified"
    page.go_back()
    assert here(page) == "attention-normalisation"
    page.evaluate("location.hash = 'p=p6'")
    page.wait_for_selector("#p-p6.here")
    assert page.get_attribute("#t-thread", "aria-selected") == "true"


def test_passages_of_the_thread_lead_to_their_claims(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.click("#t-thread")
    page.click("#p-p4 .words a >> nth=0")
    assert page.get_attribute("#p-p4 .words a >> nth=0", "href") == f"#c={here(page)}"
    assert title(page, here(page)) in page.get_attribute("#p-p4 .words a >> nth=0", "title").split("; ")


def test_the_outline_tells_everything_and_its_links_go_there(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.click("#t-outline")
    page.click("#v-outline a[href='#c=backprop'] >> nth=0")
    assert here(page) == "backprop"


def test_wheel_buttons_and_dragging_look_around(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    first = box(page)
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -400)
    page.wait_for_function("(w) => document.getElementById('map').viewBox.baseVal.width < w", arg=first[2])
    closer = box(page)
    page.mouse.down()
    page.mouse.move(460, 440, steps=4)
    page.mouse.up()
    moved = box(page)
    assert moved[0] < closer[0]
    assert moved[2] == closer[2]
    page.click("[data-do=fit]")
    whole = box(page)
    assert whole[2] > closer[2]
    page.click("[data-do=in]")
    assert box(page)[2] < whole[2]


def test_two_fingers_zoom(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    before = box(page)[2]
    page.evaluate(
        """() => {
          const stage = document.getElementById('stage');
          const send = (type, id, x) => stage.dispatchEvent(new PointerEvent(type, {pointerId: id, clientX: x, clientY: 300, bubbles: true}));
          send('pointerdown', 11, 300); send('pointerdown', 12, 340); send('pointermove', 12, 420);
          send('pointerup', 11, 300); send('pointerup', 12, 420);
        }"""
    )
    assert box(page)[2] < before


def test_keys_walk_the_argument(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, "#c=simple-math-suffices")
    page.keyboard.press("ArrowRight")
    reason = here(page)
    assert reason != "simple-math-suffices"
    assert page.evaluate("document.activeElement.id") == f"n-{reason}"
    page.keyboard.press("ArrowDown")
    assert here(page) not in {reason, "simple-math-suffices"}
    page.keyboard.press("ArrowUp")
    assert here(page) == reason
    page.keyboard.press("ArrowLeft")
    assert here(page) == "simple-math-suffices"
    page.keyboard.press("o")
    assert page.get_attribute("#t-outline", "aria-selected") == "true"
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")


def test_space_collapses_a_branch_and_counts_what_is_in_it(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, "#c=simple-math-suffices")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    before, there = shown(page), place(page, "simple-math-suffices")
    assert page.locator("#n-rl").count() == 1
    page.keyboard.press(" ")
    after = place(page, "simple-math-suffices")
    assert (after["x"], after["y"]) == pytest.approx((there["x"], there["y"]), abs=1), (
        "what is toggled stays in place"
    )
    assert shown(page) < before
    assert page.text_content("#n-simple-math-suffices .toggle text") == f"+{before - shown(page)}"
    assert page.locator("#n-rl").count() == 0
    assert "collapsed" in page.get_attribute("#n-simple-math-suffices", "aria-label")
    page.keyboard.press(" ")
    assert shown(page) == before
    assert page.evaluate("document.activeElement.id") == "n-simple-math-suffices"


def test_going_to_a_collapsed_claim_unfolds_it(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.click("#more summary")
    page.click("[data-do=collapse]")
    assert page.locator("#n-rl").count() == 0
    page.evaluate("location.hash = 'c=rl'")
    page.wait_for_selector("#n-rl.here")
    assert here(page) == "rl"


def test_search_lists_what_has_the_words_and_enter_opens_it(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.keyboard.press("/")
    page.keyboard.type("gan")
    assert "of them collapsed" in page.inner_text("#count"), "hits that are not drawn count too"
    page.fill("#search", "measure theor")
    hits = page.locator("#hits [role=option]")
    assert "measure" in hits.first.inner_text().lower()
    assert 0 < shown(page) < 20
    page.keyboard.press("Enter")
    first = here(page)
    assert page.locator(f"#n-{first}").count() == 1, "what was collapsed is opened"
    page.keyboard.press("Enter")
    assert here(page) != first
    assert "q=measure%20theor" in page.url
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    assert page.locator(".dim").count() == 0


def test_search_looks_at_words_of_the_discussion_only(opened: Opener, page_file: Path) -> None:
    """Ids, headings of cards and words of the page itself are not what people look for."""
    page = opened(page_file)
    for words in ("who holds it", "copy as citation", "linear-algebra-needed"):
        page.fill("#search", words)
        assert page.locator("#hits [role=option]").count() == 0, words
    page.fill("#search", "grasp of Lin Alg")
    assert page.locator("#hits [role=option]").count() >= 2, "the claim that quotes it, and the post"


def test_search_filters_and_post_are_in_the_address(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, "#c=rl&q=reinforcement&kind=example&post=4")
    assert page.input_value("#search") == "reinforcement"
    assert page.input_value("[data-filter=kind]") == "example"
    assert page.input_value("#time") == "4"
    assert here(page) == "rl"
    page.select_option("[data-filter=kind]", "", force=True)
    assert "kind=" not in page.url
    page.click("#t-outline")
    assert page.locator("#v-outline li.faded").count() > 0
    page.click("#t-thread")
    assert page.locator(".post.faded").count() > 0


def test_filters_dim_by_side_kind_and_participant(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.click("#filters summary")
    page.select_option("[data-filter=kind]", "example")
    assert page.inner_text("#count").startswith("16 of 50 found")
    page.select_option("[data-filter=people]", "c")
    assert 0 < shown(page) < 16
    page.keyboard.press("Escape")


def test_the_slider_shows_what_was_known_after_a_post(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    expanded(page)
    everything = shown(page)
    assert everything == 50
    page.fill("#time", "2")
    assert 0 < shown(page) < 20
    assert page.locator("#n-backprop").count() == 0
    assert page.is_visible("#p-p2.here")
    assert "New: " in page.inner_text("#moment")
    assert page.inner_text("#moment") in page.inner_text("#live")
    assert "#9" not in page.evaluate("() => document.getElementById('map').textContent")
    page.fill("#time", "9")
    assert shown(page) == everything
    assert page.inner_text("#moment") == ""


def test_the_thread_plays_and_pauses(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.select_option("#pace", "1500")
    page.click("#play")
    assert page.input_value("#time") == "1"
    page.wait_for_function("() => document.getElementById('time').value === '2'")
    page.click("#play")
    assert page.get_attribute("#play", "aria-label") == "Play the thread post by post"


SCREENS = {
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "beamer": {"viewport": {"width": 1024, "height": 768}},
    "desktop": {"viewport": {"width": 1920, "height": 1080}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SMALLEST = """() => Math.min(...[...document.querySelectorAll('#map .near text')].map(
  (t) => Number(t.getAttribute('font-size')) * t.getScreenCTM().a))"""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_map_can_be_read_when_it_opens(opened: Opener, page_file: Path, screen: str) -> None:
    page = opened(page_file, **SCREENS[screen])
    assert page.evaluate(SMALLEST) >= 11.99
    assert 5 <= page.locator("#map .node").count() <= 34
    stage = page.locator("#stage").bounding_box()
    top = page.locator("#map .issue .box >> nth=0").bounding_box()
    assert stage["x"] <= top["x"]
    assert stage["y"] <= top["y"] < stage["y"] + stage["height"]


def test_presenting_is_large_and_goes_along_the_argument(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    page.keyboard.press("s")
    assert page.evaluate(SMALLEST) >= 23.9
    seen = []
    for _ in range(4):
        seen.append(page.get_attribute(".node.here", "data-id"))
        page.keyboard.press("n")
    assert len(set(seen)) == 4
    page.keyboard.press("b")
    assert page.get_attribute(".node.here", "data-id") == seen[3]
    page.keyboard.press("Escape")
    assert page.is_visible("#panel")


AT_THE_EDGE = """() => [...document.querySelectorAll('header *, #legend .key, footer button, footer input')].filter((e) => {
  const b = e.getBoundingClientRect(); return b.width && getComputedStyle(e).visibility !== 'hidden' && !e.closest('details:not([open]) > div') && !e.closest('.vh') && !e.closest('[hidden]') && (b.left < -1 || b.right > innerWidth + 1); }).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
        {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
        {"forced_colors": "active"},
        {"reduced_motion": "reduce"},
    ],
    ids=["a zoom of 200 %", "a small phone", "forced colours", "reduced motion"],
)
def test_the_page_fits_what_people_need(opened: Opener, page_file: Path, options: dict[str, Any]) -> None:
    page = opened(page_file, "#c=backprop", **options)
    assert page.evaluate(SMALLEST) >= 11.99
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(AT_THE_EDGE) == []
    assert page.locator("#map .node.here").count() == 1
    if "reduced_motion" in options:
        assert (
            page.evaluate("getComputedStyle(document.querySelector('#map .node')).transitionDuration") == "0s"
        )
    if "forced_colors" in options:  # what is chosen is told apart by more than a colour of ours
        chosen, other = (page.evaluate(f"getComputedStyle(document.querySelector('{css}')).strokeWidth") for css in ("#map .node.here .box", "#map .node:not(.here) .box"))  # fmt: skip
        assert chosen != other


TEXTS = """() => Object.fromEntries([...document.querySelectorAll('#map .node')].map((g) => [g.dataset.id,
  [...g.querySelectorAll('.near .words')].map((t) => t.textContent).join(' ')]))"""


def test_every_text_that_is_drawn_is_the_text_of_the_map(
    opened: Opener, page_file: Path, math_in_ml: ArgumentMap
) -> None:
    page = opened(page_file)
    expanded(page)
    nodes = {n.id: " ".join(f"{getattr(n, 'name', '')} {n.text}".split()) for n in math_in_ml.nodes.values()}
    nodes |= {issue.id: issue.question for issue in math_in_ml.issues}
    assert page.evaluate(TEXTS) == nodes


OVERLAPS = """() => { const boxes = [...document.querySelectorAll('#map .node')].map((g) => { const b = g.querySelector('.box').getBBox(), m = g.transform.baseVal.consolidate().matrix; return [m.e, m.f, m.e + b.width, m.f + b.height]; });
  return boxes.some((a, i) => boxes.some((b, j) => i < j && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3])); }"""


@pytest.mark.parametrize("screen", ["laptop", "phone"])
def test_no_box_lies_on_another_and_every_relation_has_its_head(
    opened: Opener, page_file: Path, math_in_ml: ArgumentMap, screen: str
) -> None:
    page = opened(page_file, **SCREENS[screen])
    page.evaluate("document.querySelector('[data-do=expand]').click()")
    assert page.evaluate(OVERLAPS) is False
    heads = page.evaluate("[...document.querySelectorAll('#map .edge .head')].map((h) => h.parentNode.id)")
    assert {f"e-{r.id}" for r in math_in_ml.relations} <= set(heads)
    sizes = page.evaluate("[...document.querySelectorAll('#map .edge .head')].map((h) => Math.max(h.getBBox().width, h.getBBox().height))")  # fmt: skip
    assert min(sizes) >= 9


def test_colours_change_on_request_and_follow_the_system(opened: Opener, page_file: Path) -> None:
    dark = opened(page_file, color_scheme="dark")
    assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 23)"
    light = opened(page_file, color_scheme="light")
    seen = []
    for _ in range(3):
        light.click("[data-do=theme]")
        seen.append(light.get_attribute("html", "data-theme"))
    assert seen == ["dark", "mono", "light"]


PRINTED = """() => [...document.querySelectorAll('#paper section')].map((section) => {
  const picture = section.querySelector('svg'), scale = picture.width.baseVal.value / picture.viewBox.baseVal.width;
  return [section.querySelector('h2').textContent, picture.querySelectorAll('.node').length, Math.min(...[...picture.querySelectorAll('text')].map((t) => Number(t.getAttribute('font-size')) * scale)) * 0.75];
})"""


def test_paper_has_a_thesis_on_each_page_in_type_that_can_be_read(
    opened: Opener, car_file: Path, tmp_path: Path
) -> None:
    """By the map: its theses in order; the type by the scale of each drawing, in points; pages as a reader of PDF sees them."""
    page = opened(car_file, color_scheme="dark")
    theses = [claim.text for claim in argmap.load(ROOT / "data" / "car-free-centre").theses]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.evaluate(PRINTED)
    assert sorted(heading.split(" ", 1)[1] for heading, _, _ in printed) == sorted(theses)
    assert all(type >= 8 for _, _, type in printed)
    assert max(nodes for _, nodes, _ in printed) > 10
    assert page.get_attribute("html", "data-theme") == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-theme") is None
    pypdf = pytest.importorskip("pypdf")
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    texts = [" ".join(each.extract_text().split()) for each in pypdf.PdfReader(tmp_path / "map.pdf").pages]
    assert all(texts)
    assert "supports" in texts[0]
    # The first page has the title and the legend above the heading; glyphs may be read as anything.
    starts = [" ".join(heading.split()[1:]) for heading, _, _ in printed]
    begun = [
        0,
        *(next(n for n, text in enumerate(texts) if start in text[: len(start) + 5]) for start in starts[1:]),
    ]
    assert starts[0] in texts[0]
    assert begun == sorted(set(begun)), "each thesis begins a page of its own"
    branch = "".join(texts[begun[0] : begun[1]])
    assert "Sales in the centre of Lindenau have gone up by 8 percent" in branch, (
        "its reasons are told below it"
    )
    told = " ".join(texts[: texts.index(next(text for text in texts if text.startswith("Outline")))])
    assert "argmap render PATH --pages thesis --paper a4 -o map.pdf" in told
    # Fonts may join letters such as two f and an i, and a line may end anywhere.
    squeezed = "".join(normalize("NFKC", " ".join(texts)).split())
    for claim in argmap.load(ROOT / "data" / "car-free-centre").claims:
        assert "".join(claim.text.split())[:30] in squeezed


SIZES = """() => Math.min(...[...document.querySelectorAll('header,footer,#paper,#v-outline,#v-thread')].flatMap((part) => [...part.querySelectorAll('*')])
  .filter((e) => !e.closest('svg') && e.getClientRects().length && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize))) * 0.75"""


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_no_type_on_paper_is_below_eight_points_and_no_page_is_blank(
    opened: Opener, tmp_path: Path, name: str
) -> None:
    """Type outside of drawings by the style of each element, 96 pixels to an inch; the test above measures drawings."""
    path = tmp_path / "map.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / name), "html"))
    page = opened(path, color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(SIZES) >= 8
    assert all(type >= 8 for _, _, type in page.evaluate(PRINTED))
    pypdf = pytest.importorskip("pypdf")
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    assert all(sheet.extract_text().strip() for sheet in pypdf.PdfReader(tmp_path / "map.pdf").pages)


def test_pictures_can_be_downloaded(opened: Opener, page_file: Path) -> None:
    page = opened(page_file)
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        page.click("#more summary")
        with page.expect_download() as download:
            page.click(f"[data-do={kind}]")
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(start)
        assert b"var(--" not in content


def test_a_phone_has_the_panel_below_and_targets_large_enough(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    stage, panel = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert panel["y"] >= stage["y"] + stage["height"] - 1
    assert stage["height"] > 500, "the map has the screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.locator("header button:visible, [role=tab]").all():
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 44
    page.tap("#sheet")
    page.tap("#t-thread")
    assert page.locator("#panel").bounding_box()["height"] > 350
    assert page.is_visible("#p-p1")
    page.tap("#sheet")
    page.tap("#sheet")
    assert page.locator("#panel").bounding_box()["height"] < 120
    page.tap("#map .toggle >> nth=0")


def test_on_a_phone_the_legend_is_whole_and_the_text_does_not_hide_the_claim(
    opened: Opener, page_file: Path
) -> None:
    page = opened(page_file, "#c=backprop", **SCREENS["phone"])
    page.tap("#show-legend")
    keys = [key.bounding_box() for key in page.locator("#legend .key").all()]
    assert len(keys) >= 5
    assert all(key["x"] >= 0 and key["x"] + key["width"] <= 390 and key["y"] >= 0 for key in keys)
    page.tap("#show-legend")
    page.tap("#t-claim")
    box, panel = place(page, "backprop"), page.locator("#panel").bounding_box()
    assert box["y"] + box["height"] <= panel["y"]


def test_without_a_script_everything_can_be_read(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, java_script_enabled=False)
    for part in ("[id='c=backprop']", "[id='c=math-is-essential']", "#v-outline", "#p-p9"):
        assert page.locator(part).is_visible(), part
    page.click(".words a >> nth=0")  # what quotes these words is a line of the outline
    line = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert -1 < line.bounding_box()["y"] < 800


RUNNING = [
    *(
        HOSTILE[name]
        for name in (
            "a script",
            "an event",
            "an address that runs",
            "an end of an attribute",
            "a whole HTML label",
        )
    ),
    "</script><script>alert(1)</script>",
    "</style></title></textarea><svg onload=alert(1)><math><mi xlink:href=javascript:alert(1)>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %> javascript:alert(1)",
    HOSTILE["bidirectional controls"],
]


def test_nothing_in_a_thread_runs(opened: Opener, tmp_path: Path) -> None:
    for number, text in enumerate(RUNNING):
        path = tmp_path / f"{number}.html"
        path.write_bytes(render(hostile_map(text), "html"))
        page = opened(path)
        page.click("#t-thread")
        page.click("#t-outline")
        assert page.evaluate("document.querySelectorAll('script').length") == 3
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on') || n === 'style'))"
        )
        links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        assert all(link.startswith(("#", "http://", "https://")) for link in links)
        page.context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing(opened: Opener, page_file: Path, options: dict[str, Any]) -> None:
    page = opened(page_file, bypass_csp=True, **options)
    page.add_script_tag(path=str(AXE))
    for tab in ("claim", "outline", "thread", "practice"):
        page.click(f"#t-{tab}")
        found = page.evaluate(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target)}`))"
        )
        assert found == [], tab


@pytest.fixture(scope="module")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a map with remarks, sub-issues, outcomes, questions and conditions."""
    path = tmp_path_factory.mktemp("town") / "town.html"
    path.write_bytes(render(TOWN, "html"))
    return path


@pytest.fixture(scope="module")
def car_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("car") / "map.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "car-free-centre"), "html"))
    return path


def test_supposing_a_claim_false_shows_what_would_follow(opened: Opener, car_file: Path) -> None:
    """By `argmap what-if data/car-free-centre --reject close`: two other theses change."""
    page = opened(car_file, "#c=close")
    page.click("[data-do=suppose-false]")
    assert page.get_attribute("[data-do=suppose-false]", "aria-pressed") == "true"
    assert page.locator("#n-close .kind").first.text_content() == "× SUPPOSED FALSE"
    assert page.locator("#n-charge .kind").first.text_content() == "✓ WOULD BE ACCEPTED"
    page.click("#turned-count")
    lines = page.locator("#turned li").all_text_contents()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "Charge for driving in would be accepted (undecided now)",
        "Leave it as it is would be rejected (undecided now)",
    ]
    assert page.url.endswith("#c=close&false=close")
    again = opened(car_file, "#c=close&false=close")
    assert again.inner_text("#turned-count") == "2 labels would change"
    page.click("[data-do=unsuppose]")
    assert page.locator("#n-charge .turned").count() == 0
    assert not page.is_visible("#supposing")


def test_a_card_says_why_step_by_step(opened: Opener, car_file: Path) -> None:
    page = opened(car_file, "#c=close")
    page.click(".because summary")
    steps = page.locator(".because > details > ul > li > details > summary")
    steps.nth(2).wait_for()
    assert steps.count() == 3
    steps.nth(1).click()
    assert "The bakery would die" in page.inner_text(".because details details ul")


def test_an_issue_has_a_card_of_its_own(opened: Opener, town_file: Path) -> None:
    page = opened(town_file)
    assert page.is_visible("#n-old-town")
    page.click("#n-old-town")
    page.wait_for_selector("#i-old-town")
    assert page.url.endswith("#i=old-town")
    assert not page.is_visible("#c-close")
    assert "Settled: Close (by Ana, Dan)." in page.inner_text("#i-old-town")
    page.click("#i-old-town a[href='#c=close']")
    assert here(page) == "close"
    assert not page.is_visible("#i-old-town")
    page.click("#t-outline")
    page.click("#v-outline a[href='#i=buses']")
    page.wait_for_selector("#i-buses")


def card(page: Any, id: str) -> str:
    """The words of the card, on one line."""
    page.evaluate("(to) => new Promise((done) => { addEventListener('hashchange', () => setTimeout(done), { once: true }); location.hash = to; })", id)  # fmt: skip
    return " ".join(page.evaluate("document.querySelector('.card').innerText").split())


def test_the_card_of_a_claim_tells_three_things_apart(opened: Opener, town_file: Path) -> None:
    words = card(opened(town_file), "c=close")
    assert f"Who holds it {HELD_CLOSE[0].upper()}{HELD_CLOSE[1:]}." in words
    assert "How it is argued 1 reason, which is undecided. 1 question without an answer." in words
    assert "What follows ? It is undecided" in words
    assert "Here close means: to cars." in words
    assert "Annotators: By Ann, confidence 0.7: A charitable reading." in words
    assert "Ben denies it (post #2) Never close it" in words
    assert "Dan concedes it, if “There are ten buses.” (post #4)" in words
    assert "Why should we? Ben asks Ana (#2); nobody answered." in words
    assert "The relation is backed by ▲ Counts say so." in words
    assert "On closing https://example.org/closing" in words


def test_the_card_of_an_issue_says_how_it_ended(opened: Opener, town_file: Path) -> None:
    page = opened(town_file)
    words = card(page, "i=old-town")
    assert "? ISSUE · one answer at most Close it?" in words
    for part in ("Settled: Close (by Ana, Dan).", "We agree", "Who pays?"):
        assert part in words
    words = card(page, "i=buses")
    assert "Left open. Nobody returns to it." in words
    assert "A question below ▲ Close" in words


def test_the_card_shows_a_quote_with_what_it_leaves_out(opened: Opener, town_file: Path) -> None:
    page = opened(town_file)
    card(page, "c=wet")
    assert page.locator(".card mark").all_text_contents() == ["It rained", "street was wet"]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["#c=close", "#c=barbs", "#i=old-town", "#p=p2"])
def test_axe_finds_nothing_in_the_cards(opened: Opener, town_file: Path, scheme: str, place: str) -> None:
    page = opened(town_file, place, bypass_csp=True, color_scheme=scheme)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target)}`))"
    )
    assert found == []


COVERED = """() => {
  const mini = document.getElementById("mini"), m = mini.getBoundingClientRect();
  if (mini.hidden) return null;
  return [...document.querySelectorAll("#map .node")].filter((node) => {
    const b = node.getBoundingClientRect();
    return b.left < m.right && b.right > m.left && b.top < m.bottom && b.bottom > m.top;
  }).length;
}"""


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_the_overview_covers_no_box_at_first_sight(opened: Opener, tmp_path: Path, name: str) -> None:
    (tmp_path / "map.html").write_bytes(render(argmap.load(ROOT / "data" / name), "html"))
    for width, height in ((1366, 768), (1920, 1080), (1024, 600)):
        page = opened(tmp_path / "map.html", viewport={"width": width, "height": height})
        assert page.evaluate(COVERED) in {None, 0}
        expanded(page)
        assert page.evaluate(COVERED) in {None, 0}
    phone = opened(tmp_path / "map.html", viewport={"width": 390, "height": 844})
    assert not phone.is_visible("#mini")
    assert not phone.is_visible("#overview")


def test_the_overview_is_folded_by_button_or_key_and_stays_so(opened: Opener, page_file: Path) -> None:
    page = opened(page_file, viewport={"width": 1366, "height": 768})
    assert page.is_visible("#mini")
    assert page.get_attribute("#overview", "aria-pressed") == "true"
    page.keyboard.press("m")
    assert not page.is_visible("#mini")
    page.reload()
    assert page.is_visible("#overview")
    assert not page.is_visible("#mini")
    page.focus("#overview")
    page.keyboard.press("Enter")
    assert page.is_visible("#mini")
    page.reload()
    assert page.is_visible("#mini")
    before = box(page)
    page.click("#mini", position={"x": 60, "y": 90})
    assert box(page)[:2] != before[:2]
    page.click("[data-do=fit]")
    page.wait_for_timeout(100)
    said = "too small to read" in page.inner_text("#note")
    assert page.is_visible("#overview") == said, "all of the map is on the screen"


def large(claims: int) -> ArgumentMap:
    parts = [
        {"id": f"c{n}", "text": f"Claim number {n} says something of its own.", "implicit": True}
        for n in range(claims)
    ]
    parts[0]["answers"] = "i"
    relations = [
        {
            "id": f"r{n}",
            "kind": "support" if n % 3 else "attack",
            "premises": [f"c{n}"],
            "target": f"c{(n - 1) // 3}",
        }
        for n in range(1, claims)
    ]
    return ArgumentMap.model_validate(
        {
            "id": "big",
            "title": "Big",
            "issues": [{"id": "i", "question": "Is it so?"}],
            "claims": parts,
            "relations": relations,
        }
    )


def test_a_map_of_500_claims_stays_usable_and_opens_collapsed(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(render(large(500), "html"))
    page = opened(tmp_path / "big.html")
    assert shown(page) <= 30
    expanded(page)
    assert shown(page) == 500
    assert page.locator("#map .node").count() < 400, "what is far from the screen is not drawn"
    page.fill("#search", "number 499")
    assert page.locator("#hits [role=option]").count() == 1
