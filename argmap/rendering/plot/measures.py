"""What was measured against what was expected, in words and figures; for tables on a terminal and on a page."""

from __future__ import annotations

from math import isfinite, log10

from argmap.experiments.measure import Bound, ExperimentResult, Measure, MeasureRole

SIGNS = {Bound.AT_MOST: "≤ ", Bound.AT_LEAST: "≥ ", Bound.WITHIN: ""}
WORDS = {
    (MeasureRole.CHECK, True): "code check passed",
    (MeasureRole.CHECK, False): "code check failed",
    (MeasureRole.EVIDENCE, True): "as expected",
    (MeasureRole.EVIDENCE, False): "not as expected",
}
LONGEST_PLAIN = 1e15
PLAIN = 4
"""Powers of ten up to this one are written out at an axis."""

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def rows(result: ExperimentResult) -> list[tuple[str, str, str, str]]:
    """Return name, measured value, expected value and what came of it for every measure.

    A check of the code is passed or failed; evidence is as expected or not.

    Args:
        result: what an experiment measured.
    """
    return [(m.name, measured(m), expected(m), WORDS[m.role, m.holds]) for m in result.measures]


def measured(measure: Measure) -> str:
    """Return what was measured, with its unit.

    Args:
        measure: a measured value beside the expected one.

    Example:
        >>> measured(Measure("weights", 41088, 41088, "count", unit="weights"))
        '41,088 weights'
    """
    return _with_unit(figure(measure.value), measure)


def expected(measure: Measure) -> str:
    """Return what was expected: a number, a bound, or a number with its tolerance.

    Args:
        measure: a measured value beside the expected one.

    Example:
        >>> expected(Measure("slope", 0.51, 0.5, "theorem", tolerance=0.1))
        '0.5 ± 0.1'
    """
    number = f"{SIGNS[measure.bound]}{figure(measure.expected)}"
    if measure.bound is Bound.WITHIN and measure.tolerance:
        number = f"{number} ± {figure(measure.tolerance)}"
    return _with_unit(number, measure)


def figure(value: float) -> str:
    """Return a number as people write it: whole ones with commas, others with the digits that were kept.

    Args:
        value: the number.

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


def tick_label(value: float) -> str:
    """Return a number for an axis: short, a large or small power of ten with its exponent.

    Args:
        value: the number.

    Example:
        >>> tick_label(0.2), tick_label(1e-8), tick_label(20000.0)
        ('0.2', '10⁻⁸', '20,000')
    """
    if value == 0:
        return "0"
    exponent = round(log10(abs(value)))
    if abs(exponent) > PLAIN:
        digits = f"{value / 10.0**exponent:.3g}"
        power = f"10{str(exponent).translate(SUPERSCRIPTS)}"
        return power if digits == "1" else f"{digits}·{power}"
    return f"{value:,.10g}"


def _with_unit(number: str, measure: Measure) -> str:
    return f"{number} {measure.unit}".rstrip()
