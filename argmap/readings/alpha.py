"""Agreement of annotators on labels, corrected for chance: Krippendorff's α and Cohen's κ, by their definitions.

For whoever wants a number for ratings of their own, and the reference that the faster `tallies` are tested against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Return Krippendorff's α for labels without an order, by any number of annotators.

    Args:
        units: for each unit the labels that annotators gave it; None where one gave none. A unit with fewer than two
            labels counts for nothing, as there is nothing to compare.

    Returns:
        1 for full agreement, about 0 where labels agree as often as chance would let them, below 0 where they differ more
        often; None where no unit has two labels, or only one label occurs: chance would then agree as well.

    Source:
        Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: nominal data, any number of observers,
        missing data.

    Example:
        >>> alpha([("a", "a"), ("b", "b"), ("a", "b")])
        0.4444444444444444
    """
    counts = [Counter(label for label in labels if label is not None) for labels in units]
    counts = [unit for unit in counts if unit.total() > 1]
    labels: Counter[Hashable] = Counter()
    for unit in counts:
        labels += unit
    disagreeing = sum(_unlike_pairs(unit) / (unit.total() - 1) for unit in counts)
    expected = _unlike_pairs(labels)
    return 1 - (labels.total() - 1) * disagreeing / expected if expected else None


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's κ of two annotators: as α, but each is expected to go on giving the labels that they like to give.

    Args:
        pairs: for each unit the label of the one and that of the other.

    Returns:
        At most 1; None where there is no unit, or both give one and the same label throughout.

    Source:
        Cohen (1960), A Coefficient of Agreement for Nominal Scales.

    Example:
        >>> kappa([("a", "a"), ("b", "b"), ("a", "b"), ("a", "a")])
        0.5
    """
    given = Counter(pairs)
    first, second = _labels_at(given, 0), _labels_at(given, 1)
    total = given.total()
    by_chance = sum(first[label] * second[label] for label in first)
    agreeing = sum(number for (one, other), number in given.items() if one == other)
    unlike = total * total - by_chance
    return (total * agreeing - by_chance) / unlike if unlike else None


def _labels_at(given: Counter[tuple[Hashable, Hashable]], place: int) -> Counter[Hashable]:
    labels: Counter[Hashable] = Counter()
    for pair, number in given.items():
        labels[pair[place]] += number
    return labels


def _unlike_pairs(labels: Counter[Hashable]) -> int:
    """Return how many ordered pairs of two labels differ."""
    return labels.total() ** 2 - sum(number * number for number in labels.values())
