"""Findings as JUnit XML, which build servers count as tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from argmap.diagnostics import Diagnostic
from argmap.rendering.findings.report import CheckReport

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can hold (section 2.2)."""


def junit(report: CheckReport) -> str:
    """Return a suite for each file: a failure for what fails the check, a passed case with a note for the rest.

    A map without findings is one passed case, so that it is seen to have been checked.
    """
    root = ET.Element("testsuites", name="argmap")
    files = sorted({finding.location.file or "" for finding in report.findings})
    for file in files:
        findings = [finding for finding in report.findings if (finding.location.file or "") == file]
        _suite(root, report, file, findings)
    for path in report.checked:
        if not any(file == path or file.startswith(f"{path.rstrip('/')}/") for file in files):
            _suite(root, report, path, [])
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, report: CheckReport, file: str, findings: Sequence[Diagnostic]) -> None:
    failures = sum(map(report.fails, findings))
    suite = ET.SubElement(
        root, "testsuite", name=_xml(file), tests=str(len(findings) or 1), failures=str(failures)
    )
    if not findings:
        ET.SubElement(suite, "testcase", name="no findings", classname=_xml(file))
    for finding in findings:
        name = _xml(f"{finding.code} {report.name(finding.code)} {finding.location}")
        case = ET.SubElement(suite, "testcase", name=name, classname=_xml(file))
        text = _xml(str(finding))
        if report.fails(finding):
            ET.SubElement(case, "failure", type=finding.code, message=_xml(finding.message)).text = text
        else:
            ET.SubElement(case, "system-out").text = text


def _xml(text: str) -> str:
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
