"""Every rule proves its page: the Bad sample breaks it, the Good sample does not."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from argmap.diagnostics import Rule, Severity
from argmap.errors import UnknownName
from argmap.lint import check_file
from argmap.lint.catalogue import rule_page, rules
from argmap.storage import read_map

BASE = {"format": "argmap/1", "id": "sample", "title": "Sample"}
THREAD = {
    "format": "argmap-thread/1",
    "id": "sample",
    "title": "Sample",
    "source": {"kind": "text"},
    "authorship": "unknown",
    "reply_structure": "unknown",
}
RULES = {rule.code: rule for rule in rules()}


def sample(rule: Rule, name: str) -> dict[str, Any]:
    """Return a sample of a rule's page as a whole document."""
    found = re.search(rf"^{name}:\n((?:    .*\n|\n)+)", rule.page + "\n", re.MULTILINE)
    assert found, f"{rule.code} has no {name} sample"
    data = yaml.safe_load(dedent(found[1]))
    if "thread" in data:
        data["thread"] = {**THREAD, **data["thread"]}
    return {**BASE, **data}


def codes(document: dict[str, Any], folder: Path) -> list[str]:
    (folder / "map.yaml").write_text(yaml.safe_dump(document), "utf-8")
    return [diagnostic.code for diagnostic in check_file(read_map(folder))]


@pytest.mark.parametrize("code", RULES)
def test_the_bad_sample_breaks_the_rule(code: str, tmp_path: Path) -> None:
    assert code in codes(sample(RULES[code], "Bad"), tmp_path)


@pytest.mark.parametrize("code", RULES)
def test_the_good_sample_keeps_the_rule(code: str, tmp_path: Path) -> None:
    assert code not in codes(sample(RULES[code], "Good"), tmp_path)


@pytest.mark.parametrize("code", RULES)
def test_the_page_begins_with_the_flaw_in_one_sentence(code: str) -> None:
    first, *_ = RULES[code].page.splitlines()
    assert first.endswith(".")
    assert len(first) <= 110


def test_codes_and_names_are_unique() -> None:
    assert len(RULES) == len(rules())
    assert len({rule.name for rule in rules()}) == len(rules())


def test_a_page_is_found_by_code_in_any_case_and_by_name() -> None:
    assert rule_page("am401") == rule_page("AM401") == rule_page("quote-not-found")


def test_an_unknown_code_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean"):
        rule_page("AM4O1")


def test_severities_are_those_the_pages_name() -> None:
    for rule in rules():
        assert f"({rule.severity})" in rule_page(rule.code).splitlines()[0]
    assert {rule.severity for rule in rules()} <= set(Severity)
