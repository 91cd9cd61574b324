"""A discussion of fifteen posts, invented for these tests (CC0), and what a reader makes of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.editing.naming import free_id, relation_id

_POSTS = (
    ("mia", None, "The library should open on Sundays. Most people who work have no other free day."),
    ("tom", "p1", "Sunday opening costs sixty thousand a year. The city has no such money."),
    ("mia", "p2", "The sixty thousand are for ten staff, and three would do."),
    ("lea", "p1", "Students would come, because the university library is closed then."),
    ("tom", "p4", "Students can work at home."),
    ("lea", "p5", "Not with three flatmates."),
    ("mia", "p2", "The county pays half of it."),
    ("tom", "p7", "True, the county pays half. But only for two years."),
    ("jon", "p1", "Staff need their Sunday with their families."),
    ("mia", "p9", "Nobody has to come. Four of them have offered to work on Sundays."),
    ("jon", "p10", "Offered is not wanted, and nobody dares to refuse."),
    ("lea", "p9", "Our neighbour Altdorf has opened on Sundays with volunteers since spring."),
    ("tom", "p12", "Altdorf is a tenth of our size."),
    ("jon", "p1", "I agree that people who work have no other free day."),
    ("tom", "p14", "If the county keeps paying, I am for it."),
)
THREAD = """\
format: argmap-thread/1
id: library
title: Open the library on Sundays?
source: {kind: text, note: Invented for these tests (CC0).}
authorship: recorded
reply_structure: recorded
participants: [{id: mia, name: Mia}, {id: tom, name: Tom}, {id: lea, name: Lea}, {id: jon, name: Jon}]
posts:
""" + "".join(
    f'  - {{id: p{n}, author: {author}, {f"reply_to: {to}, " if to else ""}text: "{text}"}}\n'
    for n, (author, to, text) in enumerate(_POSTS, start=1)
)
MAP = """\
format: argmap/1
id: library
title: Open the library on Sundays?
language: en
thread: thread.yaml
annotators: [Eva]
"""
ISSUE = "Should the library open on Sundays?"


@dataclass(frozen=True)
class Said:
    """A claim, the words that make it, and what it does to an earlier one: supports, attacks, undercuts its step, or is linked with it."""

    quote: str
    does: str = ""
    to: int = 0
    own: str = ""

    @property
    def text(self) -> str:
        return self.own or self.quote


CLAIMS = (
    Said("The library should open on Sundays."),
    Said("Most people who work have no other free day.", "supports", 1),
    Said("Sunday opening costs sixty thousand a year.", "attacks", 1),
    Said("The city has no such money.", "linked", 3),
    Said("The sixty thousand are for ten staff, and three would do.", "attacks", 3),
    Said(
        "Students would come, because the university library is closed then.",
        "supports",
        1,
        "Students would come on Sundays.",
    ),
    Said("Students can work at home.", "undercuts", 6),
    Said("Not with three flatmates.", "attacks", 7, "Many students share a flat with others."),
    Said("The county pays half of it.", "attacks", 4),
    Said("But only for two years.", "undercuts", 9, "The county pays for two years only."),
    Said("Staff need their Sunday with their families.", "attacks", 1),
    Said(
        "Four of them have offered to work on Sundays.",
        "attacks",
        11,
        "Four of the staff have offered to work on Sundays.",
    ),
    Said(
        "Offered is not wanted, and nobody dares to refuse.", "undercuts", 12, "Staff do not dare to refuse."
    ),
    Said(
        "Our neighbour Altdorf has opened on Sundays with volunteers since spring.",
        "supports",
        1,
        "Altdorf opens on Sundays with volunteers.",
    ),
    Said("Altdorf is a tenth of our size.", "undercuts", 14),
)


@dataclass(frozen=True)
class Stands:
    """A stance on a claim, with its words; who takes it wrote the post."""

    quote: str
    post: str
    stance: str
    to: int
    condition: str = ""


STANCES = (
    Stands("True, the county pays half.", "p8", "concedes", 9),
    Stands("I agree that people who work have no other free day.", "p14", "accepts", 2),
    Stands("If the county keeps paying, I am for it.", "p15", "accepts", 1, "the county keeps paying"),
)
VERBS = {"supports": "support", "attacks": "attack", "undercuts": "undercut"}


def post_of(quote: str) -> int:
    """Return the number of the post that has some words."""
    return next(number for number, (_, _, text) in enumerate(_POSTS, start=1) if quote in text)


def commands() -> Iterator[list[str]]:
    """Yield the commands that write the map, as somebody who knows them well would type them."""
    path = "data/library"
    yield ["add", "issue", path, "--question", ISSUE]
    names: list[str] = []
    steps: dict[int, str] = {}
    for number, said in enumerate(CLAIMS, start=1):
        made = ["add", "claim", path, "--text", said.text, "--quote", said.quote]
        name = free_id(said.text, names)
        if number == 1:
            made += ["--answers", free_id(ISSUE, ())]
        elif said.does != "linked":
            target = steps[said.to] if said.does == "undercuts" else names[said.to - 1]
            made += [f"--{said.does}", target]
            steps[number] = relation_id(name, VERBS[said.does], target, [*names, name, *steps.values()])
        names.append(name)
        yield made
        if said.does == "linked":
            yield ["set", path, steps[said.to], f"premises={names[said.to - 1]},{name}"]
    for stands in STANCES:
        made = ["add", "commitment", path, "--post", stands.post, "--claim", names[stands.to - 1]]
        made += ["--stance", stands.stance, "--quote", stands.quote]
        yield made + (["--if", stands.condition] if stands.condition else [])


def typed() -> tuple[int, int]:
    """Return how many commands these are, and how many characters with the key that ends each."""
    lines = [shlex.join(["argmap", "edit", *command]) for command in commands()]
    return len(lines), sum(len(line) + 1 for line in lines)
