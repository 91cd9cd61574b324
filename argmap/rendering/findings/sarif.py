"""Findings as SARIF, which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from argmap.diagnostics import Diagnostic, Severity
from argmap.rendering.findings.report import CheckReport

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(report: CheckReport, version: str) -> str:
    """Return a log with one run; its rules are those with a finding, its columns count code points.

    Source:
        OASIS (2023), Static Analysis Results Interchange Format 2.1.0 plus Errata 01, sections 3.13 to 3.30.
    """
    codes = sorted({finding.code for finding in report.findings})
    driver = {"name": "argmap", "version": version, "rules": [_rule(report, code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(report: CheckReport, code: str) -> dict[str, Any]:
    severity = next(finding.severity for finding in report.findings if finding.code == code)
    return {
        "id": code,
        "name": report.name(code),
        "shortDescription": {"text": report.summaries.get(code, report.name(code))},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _result(finding: Diagnostic, index: int) -> dict[str, Any]:
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": message},
    }
    if finding.location.file is not None:
        result["locations"] = [{"physicalLocation": _place(finding)}]
    return result


def _place(finding: Diagnostic) -> dict[str, Any]:
    place = finding.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(place.file or "").as_posix())}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    return physical
