"""The SCORM package in a real browser: a page with an `API` around it is told the score, as SCORM 1.2 wants to be told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pytest

import argmap
from argmap.teach.practice.package import package
from tests.browser.conftest import ROOT
from tests.browser.test_practice import NEXT, answer, on

# A system as SCORM 1.2 describes it: values are strings of known forms, nothing is set before the beginning or after the end.
LMS = """<!DOCTYPE html><html lang="en"><title>LMS</title><body><script>
const forms = {
  "cmi.core.score.raw": /^(100|\\d{1,2})(\\.\\d{1,2})?$/, "cmi.core.score.min": /^0$/, "cmi.core.score.max": /^100$/,
  "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed)$/,
  "cmi.core.session_time": /^\\d{2,4}:\\d{2}:\\d{2}(\\.\\d{1,2})?$/,
};
window.values = Object.assign({"cmi.core.student_id": "s1", "cmi.core.lesson_status": "not attempted", "cmi.core.score.raw": ""}, JSON.parse(localStorage.getItem("values") ?? "{}"));
window.calls = []; window.saved = {}; let open = false;
window.API = {
  LMSInitialize: (x) => { calls.push("Initialize"); if (open || x !== "") return "false"; open = true; return "true"; },
  LMSGetValue: (name) => (open ? values[name] ?? "" : ""),
  LMSSetValue: (name, value) => { const right = open && typeof value === "string" && forms[name]?.test(value); calls.push(`${right ? "" : "WRONG "}${name}=${value}`); if (right) values[name] = value; return String(!!right); },
  LMSCommit: (x) => { calls.push("Commit"); Object.assign(saved, values); return "true"; },
  LMSFinish: (x) => { calls.push("Finish"); open = false; return "true"; },
};
</script><iframe id="sco" src="index.html" style="width:100%;height:900px"></iframe></body></html>"""

Opener = Callable[..., Any]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing in the tests."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the unpacked package lies beside a page of a learning management system."""
    folder = tmp_path_factory.mktemp("lms")
    with ZipFile(BytesIO(package(argmap.load(ROOT / "data" / "car-free-centre"), count=4))) as archive:
        archive.extractall(folder)
    (folder / "lms.html").write_text(LMS, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def lms(chromium: Any, address: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 960})
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{address}/lms.html")
    yield page
    context.close()
    assert [text for text in trouble if "favicon" not in text and "404" not in text] == []


def sco(page: Any) -> Any:
    frame = page.frame_locator("#sco")
    frame.locator("form.item.on, #x-end:not([hidden])").first.wait_for()
    return frame


def give(frame: Any, *, right: bool) -> None:
    if on(frame).get_attribute("data-form") == "essay":
        on(frame).locator("textarea").fill("because")
        on(frame).locator(".check").click()
    else:
        answer(frame, right=right)
        if not right:
            answer(frame, right=False)
    frame.locator(NEXT).click()


def test_the_page_opens_with_practice_and_tells_the_score_when_all_is_answered(lms: Any) -> None:
    frame = sco(lms)
    assert lms.evaluate("calls") == ["Initialize", "cmi.core.lesson_status=incomplete"]
    count = frame.locator("form.item").count()
    scored = frame.locator("form.item:not([data-form=essay])").count()
    assert scored > 1
    missed = 0
    for _ in range(count):
        wrong = missed == 0 and on(frame).get_attribute("data-form") != "essay"
        missed += wrong
        give(frame, right=not wrong)
    values = lms.evaluate("saved")
    assert float(values["cmi.core.score.raw"]) == round(100 * (scored - 1) / scored, 1)
    assert (values["cmi.core.score.min"], values["cmi.core.score.max"]) == ("0", "100")
    assert values["cmi.core.lesson_status"] == "completed"
    lms.evaluate("document.getElementById('sco').src = 'about:blank'")
    lms.wait_for_function("calls.at(-1) === 'Finish'")
    calls = lms.evaluate("calls")
    assert calls.count("Finish") == 1
    assert calls[-2] == "Commit"
    assert re.fullmatch(r"cmi.core.session_time=0000:00:\d\d", calls[-3])
    assert not [call for call in calls if call.startswith("WRONG")]


def test_who_begins_again_keeps_the_better_score_and_another_student_starts_anew(lms: Any) -> None:
    frame = sco(lms)
    first = on(frame).get_attribute("data-id")
    give(frame, right=True)
    kept = {"cmi.core.score.raw": "75", "cmi.core.lesson_status": "completed", "cmi.core.student_id": "s2"}
    lms.evaluate("values => localStorage.setItem('values', values)", json.dumps(kept))
    lms.reload()
    frame = sco(lms)
    assert on(frame).get_attribute("data-id") == first, (
        "what somebody else answered in this browser is not shown"
    )
    give(frame, right=False)
    assert lms.evaluate("values['cmi.core.score.raw']") == "75"
    assert lms.evaluate("values['cmi.core.lesson_status']") == "completed"
    assert lms.evaluate("calls") == ["Initialize"]


def test_the_page_works_where_nothing_wants_a_score(chromium: Any, address: str) -> None:
    page = chromium.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{address}/index.html")
    page.locator("form.item.on").wait_for()
    give(page, right=True)
    page.close()
    assert trouble == []


def test_nothing_but_the_pages_own_scripts_may_run(address: str, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/index.html")
    policy = str(page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content"))
    page.close()
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert re.search(r"script-src( 'sha256-[^']+')+;", policy)
