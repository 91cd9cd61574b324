"""What there is to tell of a check: the findings, the texts they stand in, and the rules behind their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The findings of a check, in order.

    `checked` are the maps that were checked, `texts` the files that were read, by name; `names` and `summaries` are
    the name and the first sentence of each rule by code. With `strict` every finding fails the check.
    """

    findings: tuple[Diagnostic, ...]
    checked: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def fails(self, finding: Diagnostic) -> bool:
        """Return whether a finding decides the exit code."""
        return self.strict or finding.severity is Severity.ERROR
