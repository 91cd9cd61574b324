"""Findings for programs: JSON, and the lines that GitHub turns into annotations."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.location import dotted
from argmap.rendering.findings.account import Account

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def json_findings(account: Account) -> str:
    """Return an object with `checked`, `summary` (counts by severity) and `findings`."""
    counts = Counter(str(finding.severity) for finding in account.findings)
    data = {
        "format": "argmap-findings/1",
        "checked": list(account.checked),
        "summary": {str(severity): counts[severity] for severity in Severity},
        "findings": [_plain(account, finding) for finding in account.findings],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def github(account: Account) -> str:
    """Return one workflow command for each finding, and for each that has no file one without a place.

    Source:
        GitHub, Workflow commands for GitHub Actions: setting an error, a warning or a notice message.
    """
    return "".join(f"{_command(account, finding)}\n" for finding in account.findings)


def _plain(account: Account, finding: Diagnostic) -> dict[str, Any]:
    place = finding.location
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": dotted(place.path),
        "code": finding.code,
        "name": account.name(finding.code),
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help or None,
        "fix": finding.fix.title if finding.fix else None,
    }


def _command(account: Account, finding: Diagnostic) -> str:
    place = finding.location
    fields = {"file": place.file, "line": place.line, "col": place.column}
    fields["title"] = f"{finding.code} {account.name(finding.code)}"
    told = ",".join(f"{key}={_field(str(value))}" for key, value in fields.items() if value is not None)
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return f"::{COMMANDS[finding.severity]} {told}::{_value(message)}"


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
