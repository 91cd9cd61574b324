"""The card of a dataset: a datasheet with prose to write and blocks that are generated.

Source:
    Gebru, Morgenstern, Vecchione, Wortman Vaughan, Wallach, Daumé III & Crawford (2021), Datasheets for Datasets: the
    sections and their questions. DOI 10.1145/3458723
    Bender & Friedman (2018), Data Statements for Natural Language Processing: language variety, who wrote, who annotated, in
    which situation. DOI 10.1162/tacl_a_00041
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.datasets.card.blocks import Filled, block, filled, front_matter, with_front_matter, yaml_block
from argmap.datasets.card.facts import CardFacts
from argmap.datasets.card.generated import cell, generated
from argmap.datasets.package.about import About
from argmap.datasets.package.card import hub_metadata

MAPS_LICENSE = "maps_license"
"""The key under which a card keeps the licence of the maps: `license` names those of the threads, too."""

PROSE = (
    (
        "Motivation",
        "",
        "Why was the dataset made, for which task or question, by whom, and who paid for it?",
    ),
    (
        "Composition",
        "counts",
        (
            "What is an instance? Is the dataset a sample, and how were the threads chosen? What is missing, and why? "
            "Does it hold anything offensive, private or confidential?"
        ),
    ),
    (
        "Languages",
        "languages",
        "Which varieties of the languages are these (region, register, a group's own words)?",
    ),
    (
        "Who wrote the posts",
        "",
        (
            "What is known of them as a group (age, region, first languages, what they do), and what is not? In which situation did "
            "they write: where, when, for whom, moderated or not? Did they agree to this use, or can they object?"
        ),
    ),
    (
        "Collection",
        "",
        "How were the threads had (interface, export, by hand), by whom, when, and under which terms? Was there an ethical review?",
    ),
    (
        "Annotation",
        "annotators",
        "Who annotated (background, training, pay), with which guide, and how were different readings settled?",
    ),
    ("Agreement", "agreement", "What did annotators disagree on most, and what was done about it?"),
    (
        "Preprocessing",
        "",
        "Which posts were left out, cut, joined or changed? Were names replaced, and where is the original kept?",
    ),
    ("Splits", "splits", "What is each split for, and was the test split seen by those who made programs?"),
    (
        "Uses",
        "",
        (
            "What has it been used for, what else is it good for, and what should nobody do with it? A map says how annotators read "
            "a thread; it says nothing about who is right, and nothing about persons."
        ),
    ),
    ("Licences", "licences", "Are there other terms, fees or restrictions on any part?"),
    ("Known limits", "limits", "What else should a user know before relying on it?"),
    (
        "Maintenance",
        "",
        "Who keeps the dataset, how can they be reached, will it be updated, and how can somebody have their words removed?",
    ),
)
"""Heading, generated block and question of each section."""


def new_card(about: About, facts: CardFacts) -> str:
    """Return a card in which the prose is still to be written: each section asks its questions.

    Args:
        about: title, description and licence of the maps.
        facts: what was counted.
    """
    return "\n".join([yaml_block(_metadata(about, facts)), *_sections(about, facts)])


def renewed_card(text: str, about: About, facts: CardFacts, name: str) -> Filled:
    """Return a card with its generated blocks made again, and its prose as it is, byte for byte.

    Args:
        text: the card before.
        about: title and licence of the maps.
        facts: what was counted.
        name: the name of its file, for messages.

    Raises:
        ArgmapError: it is no card, a block has no end, or its YAML block cannot be read.
    """
    new = filled(text, generated(facts, about.license), name)
    own = _metadata(about, facts)
    others = {key: value for key, value in front_matter(text, name).items() if key not in GENERATED}
    return Filled(with_front_matter(new.text, {**own, **others}), new.missing)


GENERATED = frozenset(
    [
        "pretty_name",
        "license",
        "license_name",
        "license_link",
        "language",
        "tags",
        "size_categories",
        MAPS_LICENSE,
    ]
)
"""The keys of the YAML block that are made again; all others stay."""


def about_in(text: str, name: str) -> Mapping[str, str]:
    """Return the title and the licence of the maps that a card has, where it has them.

    Args:
        text: the card.
        name: the name of its file, for messages.

    Raises:
        ArgmapError: its YAML block cannot be read.
    """
    data = front_matter(text, name)
    kept = {"title": data.get("pretty_name"), "license": data.get(MAPS_LICENSE)}
    return {key: value for key, value in kept.items() if isinstance(value, str)}


def _metadata(about: About, facts: CardFacts) -> dict[str, Any]:
    data = hub_metadata(about, facts.content)
    return data | ({MAPS_LICENSE: about.license} if about.license else {})


def _sections(about: About, facts: CardFacts) -> Iterator[str]:
    blocks = generated(facts, about.license)
    yield from (f"# {cell(about.title)}", "", about.description or f"*{DESCRIBE}*", "")
    for heading, name, question in PROSE:
        yield from (f"## {heading}", "")
        if name:
            yield block(name, blocks[name])
        yield from (f"*{question}*", "")


DESCRIBE = "What is the dataset, in two or three sentences?"
