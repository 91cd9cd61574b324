"""What was measured against what was expected, in words and figures; for tables on a terminal and on a page."""

from __future__ import annotations

from math import isfinite

from argmap.experiments.protocol import Bound, ExperimentResult, Measure
from argmap.rendering.plot.ticks import SUPERSCRIPTS

SIGNS = {Bound.AT_MOST: "≤ ", Bound.AT_LEAST: "≥ ", Bound.WITHIN: ""}
LONGEST_PLAIN = 1e15


def rows(result: ExperimentResult) -> list[tuple[str, str, str, str]]:
    """Return name, measured value, expected value and "as expected" or "not as expected" for every measure."""
    return [
        (m.name, measured(m), expected(m), "as expected" if m.holds else "not as expected")
        for m in result.measures
    ]


def measured(measure: Measure) -> str:
    """Return what was measured, with its unit.

    Example:
        >>> measured(Measure("weights", 41088, 41088, "count", unit="weights"))
        '41,088 weights'
    """
    return _with_unit(figure(measure.value), measure)


def expected(measure: Measure) -> str:
    """Return what was expected: a number, a bound, or a number with its tolerance.

    Example:
        >>> expected(Measure("slope", 0.51, 0.5, "theorem", tolerance=0.1))
        '0.5 ± 0.1'
    """
    told = f"{SIGNS[measure.bound]}{figure(measure.expected)}"
    if measure.bound is Bound.WITHIN and measure.tolerance:
        told = f"{told} ± {figure(measure.tolerance)}"
    return _with_unit(told, measure)


def figure(value: float) -> str:
    """Return a number as people write it: whole ones with commas, others with the digits that were kept.

    Example:
        >>> figure(1048576.0), figure(0.873), figure(5.1e-07)
        ('1,048,576', '0.873', '5.1·10⁻⁷')
    """
    if not isfinite(value):
        return "not finite"
    if value == int(value) and abs(value) < LONGEST_PLAIN:
        return f"{int(value):,}"
    digits, _, exponent = f"{value:g}".partition("e")
    return f"{digits}·10{str(int(exponent)).translate(SUPERSCRIPTS)}" if exponent else digits


def _with_unit(told: str, measure: Measure) -> str:
    return f"{told} {measure.unit}".rstrip()
