"""A lesson about a map: a short course in reading one, exercises, a discussion, homework, and keys for the teacher."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.dialogue.commitments import common_ground
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.breaches import charge
from argmap.rendering.escape import escaped
from argmap.teach.context import Context
from argmap.teach.exports.markdown_set import key, questions
from argmap.teach.exports.plain import flat_items, line
from argmap.teach.item import Item, Level
from argmap.teach.make import make
from argmap.teach.materials.moves import moves
from argmap.teach.materials.worked import worked, worked_example

WARM_UP, EXERCISES, NUMBERS = 4, 8, 3
MOST_CRUXES = 3

CONDUCT = (
    "**Last, look at how it was discussed.** The annotators see rules for a critical discussion broken here. Do you? What could "
    "have been said instead?"
)

EVIDENCE = """\
Practice in mapping arguments with feedback has evidence, none of it final. In a seminar of twelve weeks (Cullen and others
2018, not randomised) students gained d = 0.71 on LSAT items and 0.87 on essays marked blind; web exercises with automatic
feedback, the form nearest to this lesson, gained 0.45 SD (Butchart and others 2009). Gains from before to after overstate
what a course does by itself. One lesson is not a seminar: see what your students can do at its end, not at its title.
"""


def lesson(map: ArgumentMap, seed: int = 0) -> str:
    """Return a lesson of about 90 minutes as Markdown; the same map and seed give the same text."""
    context = Context(map, seed, "lesson")
    chosen = _chosen(map, seed, _taught(context))
    parts = [
        f"# {escaped(line(map.title))}\n\nA lesson in critical discussion, about 90 minutes.",
        _aims(map),
        _course(context),
        _questions("2. Warm-up (10 minutes)", "Alone, then compare with your neighbour.", chosen["warm-up"]),
        _questions(
            "3. Exercises (25 minutes)", "They get harder. Keep the thread at hand.", chosen["exercises"]
        ),
        _numbers(chosen["numbers"]),
        _discussion(context),
        _homework(map),
        _notes(map, chosen),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _taught(context: Context) -> frozenset[str]:
    """Return the steps and the post that the course tells, and that no exercise may ask about."""
    example = worked(context)
    told = {example.post, *(step.id for step in example.steps)} if example else set()
    return frozenset(told | {move.step.id for move in moves(context.map)})


def _chosen(map: ArgumentMap, seed: int, taught: frozenset[str]) -> dict[str, tuple[Item, ...]]:
    """Return the exercises of each part; none asks about what an earlier one does."""
    pool = [
        item
        for item in flat_items(make(map, count=100, seed=seed).items)
        if item.kind != "steelman" and taught.isdisjoint(item.rests_on)
    ]
    numbers = [item for item in pool if item.kind == "predict-number"]
    others = [item for item in pool if item.kind != "predict-number"]
    easy = _mixed([item for item in others if item.level is Level.INTRO], WARM_UP)
    rest = _mixed([item for item in others if item not in easy and item.level is not Level.INTRO], EXERCISES)
    return {"warm-up": easy, "exercises": rest, "numbers": tuple(numbers[:NUMBERS])}


def _mixed(items: list[Item], most: int) -> tuple[Item, ...]:
    """Return some exercises of as many kinds as there are, in their order."""
    seen: dict[str, int] = {}
    ranks = []
    for place, item in enumerate(items):
        seen[item.kind] = seen.get(item.kind, 0) + 1
        ranks.append((seen[item.kind], place))
    return tuple(items[place] for _, place in sorted(sorted(ranks)[:most], key=lambda rank: rank[1]))


def _aims(map: ArgumentMap) -> str:
    questions = [issue.question for issue in map.issues] or [map.title]
    issues = "\n".join(f"- {escaped(line(question))}" for question in questions)
    posts = f" in {len(map.thread.posts)} posts" if map.thread else ""
    return f"""## What this is about

{len(map.thread.participants) if map.thread else "Some"} people argue{posts} about:

{issues}

At the end you can

- find the conclusion of a post and the reasons it gives;
- tell a reason from an objection, and an objection to a claim from an objection to a step;
- name a premise that is taken for granted, and ask whether it is true;
- say what would change if one claim turned out to be false;
- put a position that is not yours so that its owner would sign it.

You need: the map (`argmap render PATH -o map.html`), the thread, and paper."""


def _course(context: Context) -> str:
    told = [
        "## 1. Reading an argument map (20 minutes)",
        "A map shows what is argued, not who is right. It has claims, and steps between them.",
    ]
    for move in moves(context.map):
        told += [f"### {move.title}", _example(context, move.step), move.told]
    told += worked_example(context)
    told.append(
        "**Now you.** Draw the last example on paper: conclusion on top, reasons below, an arrow from each reason to what "
        "it is a reason for. Then add one more reason, or one objection, of your own."
    )
    return "\n\n".join(told)


def _example(context: Context, step: Relation) -> str:
    reasons = [f"- {escaped(context.text(premise))}" for premise in step.premises]
    undercut = context.map.relations_by_id.get(step.target)
    if undercut is None:
        word = "for" if step.kind is RelationKind.SUPPORT else "against"
        end = f"↓ speaks {word}\n\n- {escaped(context.text(step.target))}"
    else:
        end = f"↓ denies that\n\n- {escaped(context.both(undercut.premises))} shows {escaped(context.says(undercut.target))}"
    quotes = escaped(context.quoted(step.premises[0]))
    return "\n".join([*reasons, "", end, "", quotes])


def _questions(title: str, task: str, items: tuple[Item, ...]) -> str:
    return f"## {title}\n\n{task}\n\n{questions(items)}" if items else ""


def _numbers(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    return f"""## 4. Predict, then run (15 minutes)

People in this thread point at technical examples. Some of them run. Write your number down **before** you run the experiment,
and say what you would conclude if it came out otherwise.

{questions(items)}

Then run it, and compare: does the number bear on the claim, or only near it? Each experiment also says what it does not show."""


def _discussion(context: Context) -> str:
    map = context.map
    agreed = [
        f"- {escaped(context.text(name))} ({escaped(', '.join(who))})"
        for name, who in common_ground(map).items()
    ]
    points = list(_cruxes(context))
    told = ["## 5. Discussion (20 minutes)"]
    if agreed:
        told += ["**Begin with what is common ground.** More than one side accepts:", "\n".join(agreed)]
    if points:
        told += [
            "**Then take what the outcome hangs on**, one at a time, and ask for evidence:",
            "\n".join(points),
        ]
    if map.breaches:
        told += [
            CONDUCT,
            "\n".join(_charges(map)),
        ]
    told.append(
        "Rules for the talk: say what you have understood before you object; object to what was said, not to who said it; "
        "a reason that falls is taken back, and its conclusion may still be true."
    )
    return "\n\n".join(told)


def _charges(map: ArgumentMap) -> Iterator[str]:
    for breach in map.breaches:
        words = line(" … ".join(quote.exact for quote in breach.quotes))
        yield f"- “{escaped(words)}” {escaped(charge(breach))}"


def _cruxes(context: Context) -> Iterator[str]:
    """Yield, for each thesis, single claims with whose change its state changes."""
    for crux in context.study.cruxes:
        single = [changes[0].id for changes, _ in crux.sets if len(changes) == 1]
        names = [name for name in single if name in context.map.nodes][:MOST_CRUXES]
        if names:
            claims = "; ".join(escaped(context.says(name)) for name in names)
            yield f"- {escaped(context.says(crux.thesis))} would be judged otherwise if this were: {claims}"


def _homework(map: ArgumentMap) -> str:
    theses = " or ".join(
        escaped(f"“{line(claim.text).rstrip('.')}”") for claim in map.claims if claim.is_thesis
    )
    return f"""## 6. Homework

1. Choose the thesis that is furthest from your own view: {theses}. Put the case for it as strongly as you can in 150 words.
   Then write the objection that would hurt it most, and say whether it is to a premise or to a step.
2. Rebuild the map from cards (`argmap teach cards PATH`), and hand in the file."""


def _notes(map: ArgumentMap, chosen: dict[str, tuple[Item, ...]]) -> str:
    keys = "\n\n".join(
        f"### {title}\n\n{key(chosen[part])}"
        for title, part in (
            ("Warm-up", "warm-up"),
            ("Exercises", "exercises"),
            ("Predict, then run", "numbers"),
        )
        if chosen[part]
    )
    note = f"\n\nWhat the annotators say of this map: {escaped(line(map.note))}" if map.note else ""
    return f"""## For the teacher

Keys are what the map says, and the map is one careful reading of the thread. A student who can defend another reading has
learned more than one who found the key: let them change the map and see what changes (`argmap whatif`).
What stands is computed from the steps that were drawn; it is not a verdict on the matter.{note}

**What to expect.** Objections to a step get drawn as objections to the conclusion; arrows get drawn from conclusion to reason;
of linked premises one is left out. `argmap teach grade` tells these apart on each student's sheet. Marks for the essay: the
strongest reasons of the thread are there (2), in words their authors would accept (2), an unstated premise is named (2), the
objection is to a premise or a step and not to a person (2), all is clear to somebody who has not read the thread (2).

{EVIDENCE}
{keys}"""
