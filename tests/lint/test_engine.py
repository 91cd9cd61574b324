"""How rules run: one that fails is reported and the others still run; findings keep their order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Finding, Rule, Severity, rule
from argmap.lint import check, check_file, run
from argmap.lint.catalogue import content_rules
from argmap.lint.settings import Settings
from argmap.model import ArgumentMap
from argmap.storage import read_map
from tests.strategies import maps


@rule("AM999")
def broken(map: ArgumentMap) -> Iterator[Finding]:
    """A rule that fails half-way."""
    yield Finding(("title",), "before")
    raise RuntimeError("no\nluck")


@pytest.fixture
def with_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    known = (*content_rules(), broken)
    monkeypatch.setattr(run, "content_rules", lambda: known)


def test_a_rule_that_raises_is_reported_and_the_others_still_run(with_broken: None, tmp_path: Path) -> None:
    text = (
        "format: argmap/1\nid: m\ntitle: M\nclaims: [{id: c1, text: Weights are shared., implicit: true}]\n"
    )
    (tmp_path / "map.yaml").write_text(text)
    found = {d.code: d for d in check_file(read_map(tmp_path / "map.yaml"))}
    assert set(found) == {"AM203", "AM999"}
    assert found["AM999"].message == "the rule itself failed with RuntimeError: no luck"
    assert "report it" in found["AM999"].help
    assert found["AM999"].severity is Severity.ERROR


def test_a_rule_that_raises_on_a_map_in_memory_is_reported_too(
    with_broken: None, math_in_ml: ArgumentMap
) -> None:
    assert "AM999" in {d.code for d in check(math_in_ml)}


@given(maps())
def test_no_rule_fails_on_any_sound_map_and_every_place_exists(map: ArgumentMap) -> None:
    data = map.model_dump(mode="json", by_alias=True)
    for finding in check(map):
        assert "itself failed" not in finding.message, finding
        place = data
        for step in finding.location.path:
            assert step in place or (isinstance(step, int) and step < len(place)), finding
            place = place[step]


@given(maps(), st.randoms())
def test_findings_about_single_claims_do_not_depend_on_the_order_of_claims(
    map: ArgumentMap, random: object
) -> None:
    claims = list(map.claims)
    random.shuffle(claims)  # type: ignore[attr-defined]
    turned = map.model_copy(update={"claims": tuple(claims)})
    settings = Settings(select=("AM3", "AM403", "AM404"), ignore=("AM308",))

    def told(which: ArgumentMap) -> set[tuple[str, str, str]]:
        return {
            (d.code, which.claims[int(d.location.path[1])].id, d.message)
            for d in check(which, settings)
            if d.location.path[0] == "claims"
        }

    assert told(turned) == told(map)


def test_options_of_a_rule_are_its_keyword_parameters() -> None:
    options = {known.name: dict(known.options) for known in content_rules() if known.options}
    assert options == {
        "missing-premise": {"schemes_too": ""},
        "near-duplicate-claim": {"least": 90},
        "long-label": {"most": 40},
        "long-claim": {"most": 40},
        "quote-not-found": {"least": 0.5},
        "long-quote": {"most": 60},
    }


def test_there_are_more_than_forty_rules_in_six_families() -> None:
    codes = [known.code for known in _every()]
    assert len(codes) >= 60
    assert {code[:3] for code in codes} == {"AM1", "AM2", "AM3", "AM4", "AM5", "AM6"}


def test_every_page_says_what_why_bad_and_good() -> None:
    for known in _every():
        what, _, rest = known.page.partition("\n")
        assert what.endswith("."), known.code
        assert rest.partition("Bad:")[0].strip(), f"{known.code} does not say why"
        assert "Good:" in rest, known.code


def test_two_hundred_findings_come_in_order_and_twice_alike(tmp_path: Path) -> None:
    claims = [{"id": f"c{n}", "text": f"weights number {n} are shared", "implicit": True} for n in range(100)]
    (tmp_path / "map.json").write_text(
        json.dumps({"format": "argmap/1", "id": "m", "title": "M", "claims": claims})
    )
    first, second = (check_file(read_map(tmp_path / "map.json")) for _ in range(2))
    assert len(first) == 200
    assert first == second
    assert list(first) == sorted(first, key=lambda d: d.sort_key())


def _every() -> tuple[Rule, ...]:
    return run.rules()
