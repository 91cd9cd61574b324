"""Findings for programs: JSON, and the lines that GitHub turns into annotations."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.location import dotted
from argmap.rendering.findings.report import CheckReport

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def json_findings(report: CheckReport) -> str:
    """Return an object with `checked`, `summary` (counts by severity) and `findings`."""
    counts = Counter(str(finding.severity) for finding in report.findings)
    data = {
        "format": "argmap-findings/1",
        "checked": list(report.checked),
        "summary": {str(severity): counts[severity] for severity in Severity},
        "findings": [_plain(report, finding) for finding in report.findings],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def github(report: CheckReport) -> str:
    """Return one workflow command for each finding, and for each that has no file one without a place.

    Source:
        GitHub, Workflow commands for GitHub Actions: setting an error, a warning or a notice message.
    """
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _plain(report: CheckReport, finding: Diagnostic) -> dict[str, Any]:
    place = finding.location
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": dotted(place.path),
        "code": finding.code,
        "name": report.name(finding.code),
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help or None,
        "fix": finding.fix.title if finding.fix else None,
    }


def _command(report: CheckReport, finding: Diagnostic) -> str:
    place = finding.location
    fields = {"file": place.file, "line": place.line, "col": place.column}
    fields["title"] = f"{finding.code} {report.name(finding.code)}"
    properties = ",".join(f"{key}={_field(str(value))}" for key, value in fields.items() if value is not None)
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return f"::{COMMANDS[finding.severity]} {properties}::{_value(message)}"


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
