"""Findings in every form: read back by the parsers of those forms, whatever the texts hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity
from argmap.location import Location
from argmap.rendering.findings.junit import junit
from argmap.rendering.findings.lines import concise, full, statistics
from argmap.rendering.findings.machine import github, json_findings
from argmap.rendering.findings.report import CheckReport
from argmap.rendering.findings.sarif import sarif

TEXT = "format: argmap/1\nclaims:\n  - {id: c1, text: Wéights 重み differ}\n"
HOSTILE = 'a\nb\r"<b>&]]>%0A,:\t\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}'
FIX = Fix("write it", (Edit(("claims", 0, "text"), "x"),))


def finding(code: str = "AM301", line: int = 3, column: int = 20, **changes: object) -> Diagnostic:
    place = Location("m.yaml", line, column, ("claims", 0, "text"))
    return Diagnostic(place, code, str(changes.pop("message", "it is a question")), **changes)  # type: ignore[arg-type]


def account(*findings: Diagnostic, **changes: object) -> CheckReport:
    names = {"AM301": "question-as-claim"}
    fields = {"checked": ("m.yaml",), "texts": {"m.yaml": TEXT}, "names": names, **changes}
    return CheckReport(tuple(findings), **fields)  # type: ignore[arg-type]


FORMATS = {
    "full": full,
    "concise": concise,
    "json": json_findings,
    "github": github,
    "junit": junit,
    "sarif": lambda report: sarif(report, "1"),
    "statistics": statistics,
}


def test_the_full_form_underlines_the_place_below_wide_and_accented_characters() -> None:
    output = full(account(finding(help="ask nothing", fix=FIX)))
    assert output.splitlines() == [
        "AM301 question-as-claim (error): it is a question",
        "  --> m.yaml:3:20",
        "  |",
        "2 | claims:",
        "3 |   - {id: c1, text: Wéights 重み differ}",
        f"  | {' ' * 19}{'^' * 19}",  # seven letters, four columns for two wide ones, six letters, two spaces
        "  = help: ask nothing",
        "  = fix: --fix will write it",
    ]


def test_a_place_far_to_the_right_is_shown_with_what_is_around_it() -> None:
    line = "text: " + "word " * 100 + "here"
    place = Location("m.yaml", 1, len(line) - 3, ())
    output = full(account(Diagnostic(place, "AM301", "m"), texts={"m.yaml": line}))
    shown, carets = output.splitlines()[3:5]
    assert shown.startswith("1 | …")
    assert shown[carets.index("^") :] == "here"


def test_concise_says_what_is_no_error_and_what_can_be_fixed() -> None:
    output = concise(account(finding(), finding(severity=Severity.ADVICE, fix=FIX)))
    assert output == (
        "m.yaml:3:20: AM301 it is a question\nm.yaml:3:20: AM301 it is a question [advice] [fixable]\n"
    )


def test_statistics_count_by_code_most_first() -> None:
    output = statistics(account(finding("AM401"), finding(), finding(fix=FIX)))
    assert output == "2  AM301 question-as-claim [1 fixable]\n1  AM401 AM401\n"


def test_github_commands_escape_what_ends_them() -> None:
    place = Location("a,b:c.yaml", 1, 2)
    output = github(account(Diagnostic(place, "AM301", "50 %\nnew line", Severity.ADVICE)))
    assert output == (
        "::notice file=a%2Cb%3Ac.yaml,line=1,col=2,title=AM301 question-as-claim::50 %25%0Anew line\n"
    )


def test_sarif_has_what_the_standard_requires() -> None:
    """Sections 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result), 3.29 and 3.30 (places) of SARIF 2.1.0."""
    log = json.loads(sarif(account(finding(), finding("AM401", severity=Severity.ADVICE)), "1.2"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("argmap", "1.2")
    assert [rule["id"] for rule in driver["rules"]] == ["AM301", "AM401"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_sarif_addresses_are_escaped() -> None:
    output = sarif(account(Diagnostic(Location("über uns/m.yaml", 1, 1), "AM301", "m")), "1")
    uri = json.loads(output)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert re.fullmatch(r"[\w%./-]+", uri, re.ASCII)
    assert unquote(uri) == "über uns/m.yaml"


def test_junit_fails_what_fails_the_check_and_passes_the_rest() -> None:
    findings = (finding(), finding("AM401", severity=Severity.WARNING))
    for strict, failures in ((False, 1), (True, 2)):
        root = ET.fromstring(junit(account(*findings, strict=strict)).encode())
        (suite,) = root
        assert (suite.get("tests"), suite.get("failures")) == ("2", str(failures))
        assert len(suite.findall("testcase/failure")) == failures


def test_junit_shows_a_map_without_findings_as_passed() -> None:
    (suite,) = ET.fromstring(junit(account(checked=("data/m",))).encode())
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("data/m", "1", "0")


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_texts_break_no_form(format: str) -> None:
    output = FORMATS[format](account(finding(message=HOSTILE, help=HOSTILE), texts={"m.yaml": HOSTILE * 3}))
    if format in {"json", "sarif"}:
        json.loads(output)
    elif format == "junit":
        ET.fromstring(output.encode())
    elif format == "github":
        assert len(output.splitlines()) == 1


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 50), st.text(max_size=20)), max_size=5),
    st.text(max_size=80),
)
def test_every_form_of_any_findings_can_be_read(parts: list[tuple[int, int, str]], text: str) -> None:
    findings = [finding(line=line, column=column, message=message or "m") for line, column, message in parts]
    report = account(*findings, texts={"m.yaml": text})
    for format, write in FORMATS.items():
        written = write(report)
        if format in {"json", "sarif"}:
            json.loads(written)
        elif format == "junit":
            ET.fromstring(written.encode("utf-8", "surrogatepass"))


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    report = account(finding(), finding("AM401"))
    assert all(write(report) == write(report) for write in FORMATS.values())
