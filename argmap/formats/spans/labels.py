"""What the labels of annotation tools and corpora mean: which say support, attack, the same in other words, or one claim in pieces."""

from __future__ import annotations

import re

from argmap.model.relation import RelationKind

SAME = "same"
"""What a label means that joins two stretches into one claim."""

CONTINUES = "Continues"
"""The label by which tools without discontinuous stretches join the parts of one quote."""

_WORDS = {
    RelationKind.SUPPORT: "support supports supporting supported-by-premise pro for because reason reasons evidence evidences "
    "backs inference justifies corroborates",
    RelationKind.ATTACK: "attack attacks attacking partial-attack partial-attacks con contra kontra against rebut rebuts rebuttal contradict "
    "contradicts contradiction conflict conflicts refute refutes objection objects undermine undermines disagree disagrees "
    "oppose opposes opposing opposed counter counters counterargument counter-argument detracts",
    RelationKind.UNDERCUT: "undercut undercuts undercutter undercutting",
    RelationKind.REPHRASE: "rephrase rephrases rephrasing semantically-same same-as equiv equivalent restates restatement paraphrase "
    "paraphrases",
    RelationKind.EXPLAINS: "explains explain explanation",
    SAME: "parts-of-same part-of-same partof part-of same-claim",
}
MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}

PLAIN = {
    RelationKind.SUPPORT: "Support",
    RelationKind.ATTACK: "Attack",
    RelationKind.REPHRASE: "Rephrase",
    RelationKind.EXPLAINS: "Explains",
    SAME: "Parts_of_same",
}
"""The labels that are written."""

CLAIM, EXAMPLE, POST, ADDED, TITLE = "Claim", "Example", "Post", "Added", "Title"
TAGS = {"premise": "Premise", "major-claim": "MajorClaim"}
"""Tags of claims that corpora have as labels (Stab & Gurevych 2017)."""


def named(label: str) -> str:
    """Return a label in lower-case words joined by hyphens.

    Example:
        >>> named("MajorClaim"), named("Partial-Attack"), named("parts_of_same"), named("BACKGROUND")
        ('major-claim', 'partial-attack', 'parts-of-same', 'background')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", label)
    return "-".join(re.findall(r"[^\W_]+", parted)).lower()


def meaning(label: str) -> RelationKind | str | None:
    """Return the kind of relation that a label means, SAME, or None for one that is no relation of arguments."""
    return MEANINGS.get(named(label))


def remark(label: str) -> str | None:
    """Return what a label says besides its kind, for the note of a relation: "Partial-Attack" is more than an attack."""
    return label if named(label).startswith("partial") else None
