"""What a card counts: read map by map, with the agreement of readings and what the rules find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from argmap.datasets.check.run import check_whole
from argmap.datasets.dataset import Dataset
from argmap.datasets.package.about import Content
from argmap.datasets.package.content import count_map
from argmap.datasets.schema import TABLES
from argmap.datasets.tables import rows
from argmap.diagnostics import Diagnostic
from argmap.dialogue.words import primary
from argmap.errors import InvalidInput
from argmap.lint.settings import Settings
from argmap.model.map import ArgumentMap
from argmap.readings.agreement import Agreement, agreement
from argmap.readings.read_thread import AnnotatedMap
from argmap.storage.load import load_map
from argmap.storage.reading_files import MAIN, readings_of


@dataclass
class CardFacts:
    """What a card counts.

    Attributes:
        content: what the tables of the dataset would hold.
        kinds: numbers of relations by kind.
        stances: numbers of stances by what they are.
        languages: numbers of maps, posts and claims by language of the map.
        posts: numbers of posts by thread that is mapped, each map counted.
        absent: numbers of posts without words, by why.
        implicit: number of implicit premises.
        times: the earliest and the latest day of a post that has one.
        agreement: how far readings agree, where a folder holds several.
        unread: readings that have errors, so that they were not compared.
        findings: what the rules about the whole dataset find.
    """

    content: Content
    kinds: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    languages: dict[str, Counter[str]] = field(default_factory=dict)
    posts: Counter[str] = field(default_factory=Counter)
    kinds_of_source: Counter[str] = field(default_factory=Counter)
    absent: Counter[str] = field(default_factory=Counter)
    implicit: int = 0
    times: tuple[str, ...] = ()
    agreement: Agreement | None = None
    unread: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def card_facts(dataset: Dataset, settings: Settings, resamples: int) -> CardFacts:
    """Return what a card counts. Every map is read once for the counts, and once for the rules.

    Args:
        dataset: the maps.
        settings: which rules about the whole dataset run.
        resamples: how often posts, or threads, are drawn for the intervals of agreement.

    Raises:
        InvalidInput, UnreadableInput: a map is faulty.
        ArgmapError: two maps have the same id.
    """
    facts = CardFacts(Content(rows=dict.fromkeys(TABLES, 0)))
    for map in dataset:
        _count(facts, map)
    for split in dataset.split_names:
        ids = [id for id, name in dataset.splits.items() if name == split and id in facts.content.maps]
        facts.content.splits[split] = {"maps": len(ids), "posts": sum(facts.posts[id] for id in ids)}
    readings, unread = _readings(dataset)
    facts.unread = tuple(unread)
    if readings:
        facts.agreement = agreement(
            readings if len(readings) > 1 else next(iter(readings.values())), resamples=resamples
        )
    facts.findings = check_whole(dataset.path, settings).findings
    return facts


def _count(facts: CardFacts, map: ArgumentMap) -> None:
    for name in TABLES:
        facts.content.rows[name] += sum(1 for _ in rows(map, name))
    count_map(facts.content, map)
    facts.kinds.update(str(relation.kind) for relation in map.relations)
    facts.stances.update(str(commitment.stance) for commitment in map.commitments)
    facts.implicit += sum(claim.implicit for claim in map.claims)
    language = facts.languages.setdefault(primary(map.language), Counter())
    posts = map.thread.posts if map.thread is not None else ()
    language.update(maps=1, posts=len(posts), claims=len(map.claims))
    facts.posts[map.id] = len(posts)
    if map.thread is not None:
        facts.kinds_of_source[map.thread.source.kind] += 1
        absent = (map.thread.original(post.id) for post in posts)
        facts.absent.update(
            "withheld" if post.withheld else str(post.gone) for post in absent if post.absence
        )
    days = sorted({*facts.times, *(post.created[:10] for post in posts if post.created)})
    facts.times = (days[0], days[-1]) if days else ()


def _readings(dataset: Dataset) -> tuple[dict[str, list[AnnotatedMap]], list[str]]:
    """Return the readings of each folder that holds several without errors, and the files of the others."""
    groups: dict[str, list[AnnotatedMap]] = {}
    unread: list[str] = []
    for folder in dataset.folders:
        group = [*_sound(folder, unread)]
        if len(group) > 1:
            groups[folder.name] = group
    return groups, unread


def _sound(folder: Path, unread: list[str]) -> Iterator[AnnotatedMap]:
    for name, file in readings_of(folder).items():
        if name == MAIN:
            continue
        try:
            yield AnnotatedMap(name, load_map(file), str(file))
        except InvalidInput:
            unread.append(f"{folder.name}/{file.name}")
