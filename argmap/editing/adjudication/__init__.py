"""Settling several readings of one thread: item by item, with who decided what and why, so that nothing is lost."""

from argmap.editing.adjudication.decisions import ItemDecision, Policy, decided_by
from argmap.editing.adjudication.gathering import GatheredReadings, ReadingItem, gather
from argmap.editing.adjudication.settling import Settled, settle

__all__ = [
    "GatheredReadings",
    "ItemDecision",
    "Policy",
    "ReadingItem",
    "Settled",
    "decided_by",
    "gather",
    "settle",
]
