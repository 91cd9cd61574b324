"""What everything else stands on: locations, errors, diagnostics and registries."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from importlib.metadata import EntryPoint
from random import Random

import pytest

import argmap.errors
from argmap.diagnostics import Diagnostic, Finding, Severity, rule, worst
from argmap.errors import (
    ArgmapError,
    BrokenPlugin,
    FrozenRecord,
    InvalidInput,
    LayoutFailed,
    MissingExtra,
    UnknownName,
    UnreadableInput,
    suggestion,
)
from argmap.location import Location, dotted
from argmap.registry import Registry, resolve

# --- locations


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        pytest.param(Location("map.yaml", 41, 7), "map.yaml:41:7", id="file, line and column"),
        pytest.param(Location("map.yaml", 41), "map.yaml:41", id="no column"),
        pytest.param(Location("map.yaml"), "map.yaml", id="no line"),
        pytest.param(
            Location("map.yaml", 41, 7, ("claims", 3)), "map.yaml:41:7", id="a file wins over a path"
        ),
        pytest.param(Location(path=("claims", 3, "text")), "claims[3].text", id="document in memory"),
        pytest.param(Location(), "document", id="nowhere"),
    ],
)
def test_a_location_reads_as_compilers_write_it(location: Location, shown: str) -> None:
    assert str(location) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param((), "", id="top"),
        pytest.param(("title",), "title", id="key"),
        pytest.param(("claims", 0), "claims[0]", id="item"),
        pytest.param((0, "id"), "[0].id", id="list at the top"),
        pytest.param(("relations", 10, "premises", 2), "relations[10].premises[2]", id="item of an item"),
    ],
)
def test_a_path_is_written_with_dots_and_brackets(path: tuple[str | int, ...], shown: str) -> None:
    assert dotted(path) == shown


IN_ORDER = [
    Location("a.yaml"),
    Location("a.yaml", 2, 9),
    Location("a.yaml", 10, 1),
    Location("a.yaml", 10, 3),
    Location("b.yaml", 1, 1),
]
PATHS_IN_ORDER = [
    Location(path=("claims",)),
    Location(path=("claims", 2)),
    Location(path=("claims", 2, "text")),
    Location(path=("claims", 10)),  # by number: as text, 10 would come before 2
    Location(path=("relations", 0)),
]


@pytest.mark.parametrize("expected", [IN_ORDER, PATHS_IN_ORDER], ids=["places", "paths"])
def test_locations_sort_as_a_reader_meets_them(expected: list[Location]) -> None:
    shuffled = Random(7).sample(expected, len(expected))
    assert sorted(shuffled, key=Location.sort_key) == expected


# --- errors


@pytest.mark.parametrize(
    ("name", "known", "help"),
    [
        pytest.param("suport", ["support", "attack"], "did you mean 'support'?", id="near"),
        pytest.param("xyz", ["support", "attack"], "known: attack, support", id="far: sorted"),
        pytest.param("xyz", ["b", "a", "b"], "known: a, b", id="each once"),
        pytest.param("xyz", [], "none are known here", id="nothing known"),
        pytest.param("xyz", "abcdefgh", "known: a, b, c, d, e, f, g, h", id="eight are listed"),
        pytest.param(
            "xyz", "abcdefghij", "known: a, b, c, d, e, f, g, h and 2 more", id="the rest is counted"
        ),
    ],
)
def test_an_unknown_name_gets_the_nearest_or_a_short_list(name: str, known: list[str], help: str) -> None:
    assert suggestion(name, known) == help


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(
            UnknownName("scheme", "exampl", ["example"]),
            "there is no scheme 'exampl'; did you mean 'example'?",
        ),
        pytest.param(
            MissingExtra("reading mail", "mail"),
            "reading mail needs an extra; run: pip install 'argmap[mail]'",
        ),
        pytest.param(InvalidInput(["a:1:1: X", "b:2:1: Y"]), "a:1:1: X\nb:2:1: Y"),
    ],
    ids=["unknown name", "missing extra", "invalid input"],
)
def test_an_error_says_what_to_do(error: ArgmapError, message: str) -> None:
    assert str(error) == message


@pytest.mark.parametrize(
    "error",
    [
        UnknownName("scheme", "exampl", ["example"]),
        MissingExtra("reading mail", "mail"),
        InvalidInput(["a", "b"]),
    ],
    ids=["unknown name", "missing extra", "invalid input"],
)
def test_an_error_can_be_sent_to_another_process(error: ArgmapError) -> None:
    twin = pickle.loads(pickle.dumps(error))
    assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))


def test_invalid_input_carries_its_diagnostics() -> None:
    fault = Diagnostic(Location("m", 1, 1), "AM101", "x")
    assert InvalidInput(fault for _ in range(2)).diagnostics == (fault, fault)


@pytest.mark.parametrize(
    "kind",
    [UnreadableInput, InvalidInput, UnknownName, FrozenRecord, BrokenPlugin, MissingExtra, LayoutFailed],
)
def test_every_error_is_an_argmap_error_and_in_the_drawn_tree(kind: type[Exception]) -> None:
    assert issubclass(kind, ArgmapError)
    assert kind.__name__ in (argmap.errors.__doc__ or "")


# --- diagnostics


@pytest.mark.parametrize(
    ("help", "shown"),
    [
        pytest.param("", "m:6:5: AM101 target 'c9' is unknown", id="without help"),
        pytest.param(
            "did you mean 'c8'?", "m:6:5: AM101 target 'c9' is unknown; did you mean 'c8'?", id="with help"
        ),
    ],
)
def test_a_diagnostic_is_one_line(help: str, shown: str) -> None:
    assert str(Diagnostic(Location("m", 6, 5), "AM101", "target 'c9' is unknown", help=help)) == shown


def test_diagnostics_sort_by_place_then_code_then_message() -> None:
    here, there = Location("m", 1, 1), Location("m", 2, 1)
    expected = [
        Diagnostic(here, "AM005", "b"),
        Diagnostic(here, "AM011", "a"),
        Diagnostic(here, "AM011", "b"),
        Diagnostic(there, "AM001", "a"),
    ]
    assert sorted([*expected[2:], *expected[:2]], key=Diagnostic.sort_key) == expected


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param(["advice"], "advice", id="advice"),
        pytest.param(["advice", "warning"], "warning", id="warning over advice"),
        pytest.param(["warning", "error", "advice"], "error", id="error over all"),
    ],
)
def test_the_worst_of_several_severities_is_the_gravest(severities: list[str], expected: str | None) -> None:
    diagnostics = [Diagnostic(Location(), "AM", "m", Severity(severity)) for severity in severities]
    assert worst(diagnostics) == expected


@rule("AM999", Severity.ADVICE, needs_whole_map=False)
def empty_house(document: list[str]) -> Iterator[Finding]:
    """A house has nobody in it.

    Bad:
        []
    """
    if not document:
        yield Finding((), "nobody is here", subject="somebody")


def test_a_rule_takes_its_name_and_page_from_its_function() -> None:
    assert (empty_house.code, empty_house.name, empty_house.severity) == ("AM999", "empty-house", "advice")
    assert empty_house.page == "A house has nobody in it.\n\nBad:\n    []"
    assert not empty_house.needs_whole_map


def test_a_rule_yields_its_findings() -> None:
    assert list(empty_house([])) == [Finding((), "nobody is here", subject="somebody")]
    assert list(empty_house(["Ann"])) == []


@pytest.mark.parametrize(
    ("finding", "advice"),
    [
        pytest.param(Finding((), "x"), "", id="none"),
        pytest.param(Finding((), "x", "write it out"), "write it out", id="help"),
        pytest.param(
            Finding((), "x", subject="suport", known={"support"}), "did you mean 'support'?", id="nearest"
        ),
        pytest.param(Finding((), "x", subject="a", known=()), "none are known here", id="nothing known"),
        pytest.param(
            Finding((), "x", "write it out", subject="a", known=["b"]), "write it out", id="help first"
        ),
    ],
)
def test_a_finding_advises_what_to_do(finding: Finding, advice: str) -> None:
    assert finding.advice == advice


def test_the_nearest_name_is_looked_for_only_when_it_is_shown() -> None:
    """A key misspelt at the top leaves thousands of references dangling that are never shown."""

    def names() -> Iterator[str]:
        pytest.fail("looked for too early")
        yield ""

    assert Finding((), "x", subject="a", known=names()) == Finding((), "x", subject="a")


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (Location(), "file"),
        (Diagnostic(Location(), "AM101", "x"), "code"),
        (Finding((), "x"), "message"),
        (Registry("number", {}), "what"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_frozen(value: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, "other")


# --- registries


def test_a_registered_module_is_imported_on_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    conversions = Registry("conversion", {"hsv": "colorsys:rgb_to_hsv"})
    assert conversions.names() == ("hsv",)
    assert "colorsys" not in sys.modules
    assert conversions.load("hsv")(0, 0, 0) == (0.0, 0.0, 0)
    assert "colorsys" in sys.modules


@pytest.mark.parametrize(
    ("name", "help"),
    [
        pytest.param("pie", "did you mean 'pi'?", id="near"),
        pytest.param("os:system", "known: e, pi", id="a module is not a name"),
        pytest.param("", "known: e, pi", id="empty"),
    ],
)
def test_a_name_that_is_not_registered_loads_nothing(name: str, help: str) -> None:
    with pytest.raises(UnknownName) as caught:
        Registry("number", {"pi": "math:pi", "e": "math:e"}).load(name)
    assert str(caught.value) == f"there is no number {name!r}; {help}"


def installed(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    """Pretend that installed packages have these entry points in the group `argmap.test`."""
    entries = [EntryPoint(name, value, "argmap.test") for name, value in points.items()]
    monkeypatch.setattr("argmap.registry.installed", lambda group: entries if group == "argmap.test" else [])


def test_installed_packages_add_names_but_replace_none(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tau="math:tau", pi="os:system")
    numbers = Registry("number", {"pi": "math:pi"}, group="argmap.test")
    assert numbers.names() == ("pi", "tau")
    assert numbers.load("tau") == pytest.approx(6.283185307179586)
    assert numbers.load("pi") == pytest.approx(3.141592653589793)


def test_a_registry_without_a_group_looks_at_no_installed_package(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tau="math:tau")
    assert Registry("number", {"pi": "math:pi"}).names() == ("pi",)


def test_resolve_returns_what_a_target_names() -> None:
    assert resolve("argmap.location:dotted") is dotted
