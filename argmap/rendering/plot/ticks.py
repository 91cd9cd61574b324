"""Where the marks of an axis stand, and what is written beside them."""

from __future__ import annotations

from math import ceil, floor, log10

MOST = 6
"""Marks of an axis, about."""

FEWEST = 3
"""Marks below which an axis says too little."""

PLAIN = 4
"""Powers of ten up to this one are written out."""

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def linear_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, in steps of 1, 2 or 5 times a power of ten.

    Source:
        Heckbert (1990), Nice numbers for graph labels, in Graphics Gems.

    Example:
        >>> linear_ticks(0.0, 1.0)
        (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    """
    if high <= low:
        return (low,)
    rough = (high - low) / MOST
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(float(f"{number * step:.10g}") for number in range(first, last + 1))


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return powers of ten from `low` to `high`, and 2 and 5 times them where there are few.

    Example:
        >>> log_ticks(4, 1024)
        (10.0, 100.0, 1000.0)
    """
    first, last = floor(log10(low)), ceil(log10(high))
    every = max(1, ceil((last - first) / MOST))
    powers = [10.0**exponent for exponent in range(first, last + 1, every)]
    shown = _between(powers, low, high)
    if len(shown) >= FEWEST:
        return shown
    return _between([power * nice for power in powers for nice in (1, 2, 5)], low, high) or (low, high)


def tick_label(value: float) -> str:
    """Return a number for an axis: short, a large or small power of ten with its exponent.

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


def _between(values: list[float], low: float, high: float) -> tuple[float, ...]:
    return tuple(float(f"{value:.10g}") for value in values if low * (1 - 1e-9) <= value <= high * (1 + 1e-9))
