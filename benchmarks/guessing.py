"""Whether exercises can be guessed: `python -m benchmarks.guessing` lets bots that have not read the thread answer default sets.

A rule looks at one thing only, such as which answer is the longest, and is tried on every kind. The learned bot weighs all of
them; it has learned the keys of the other maps, kind by kind, and answers those of a map that it has not met. What is told
elsewhere in a set is counted from the texts alone, without what the exercises say of themselves. The bots also see what
stands beside a question: which answer's words are marked in the posts, and which answer's post is there at all.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

import argmap
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.teach.item import Form, Item
from argmap.teach.make import make
from argmap.teach.passages import words_at

SETS = 30
"""Default sets of each map."""

MARGIN = 0.05
"""How far from chance a bot may be."""

STEPS, RATE, PENALTY = 400, 0.3, 0.02
"""How the learned bot learns: logistic regression by gradient descent, with a penalty for large weights."""

Array = NDArray[np.float64]

LITTLE = frozenset(
    "the and for that this which with not are was were have has been than from they their its one who what does would will "  # noqa: SIM905 (a list of words)
    "can more most only some such there these those when where how into other about also any but".split()
)


@dataclass(frozen=True)
class Answered:
    """An exercise with its answers as numbers: what each sign says of each answer, and which one is right."""

    map: str
    kind: str
    id: str
    form: Form
    signs: Array
    right: Array


def words(text: str) -> frozenset[str]:
    """Return the words of a text without their endings and without little ones."""
    found = (
        re.sub(r"(s|ing|ed|ly|al|ics)$", "", word) for word in re.findall(r"[a-zäöüß]{3,}", text.lower())
    )
    return frozenset(word for word in found if word not in LITTLE)


def alike(one: str, other: str) -> float:
    a, b = words(one), words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def count(pattern: str) -> Callable[[str], float]:
    return lambda text: float(len(re.findall(pattern, text, re.IGNORECASE)))


ALONE: dict[str, Callable[[str], float]] = {
    "longest": len,
    "most hedged": count(
        r"\b(may|might|can|could|often|some|sometimes|perhaps|likely|about|not always|usually)\b"
    ),
    "most sweeping": count(r"\b(all|always|never|every|everybody|nobody|only|none|no)\b"),
    "most negations": count(r"\b(not|no|never|nobody|nothing|neither|without|cannot)\b|n't"),
    "most numbers and names": lambda text: float(len(re.findall(r"\d+|(?<=\S )[A-Z]\w+", text))),
    "says what should be": count(r"\b(should|must|ought|need|needs|has to|have to)\b"),
    "most commas": count(r"[,;:]"),
    "longest words": lambda text: fmean(map(len, text.split())) if text.split() else 0.0,
    "rarest letters first": lambda text: float(ord(text[:1].lower() or " ")),
}
SIGNS = (
    *ALONE,
    "most words of the question",
    "share of words of the question",
    "most like the others",
    "first place",
    "last place",
    "its words are marked",
    "its post is there",
)


def beside(map: ArgumentMap, item: Item, text: str) -> tuple[float, float]:
    """Return whether words of an answer are marked in the posts beside a question, and whether a post that says it is there."""
    quotes = [quote for node in map.nodes.values() if node.text in text for quote in node.quotes]
    marks = {(passage.post, *mark) for passage in item.passages for mark in passage.marks}
    there = {passage.post for passage in item.passages}
    marked = any(_is_marked(map, quote, marks) for quote in quotes)
    return float(marked), float(any(quote.post in there for quote in quotes))


def _is_marked(map: ArgumentMap, quote: Quote, marks: set[tuple[str, int, int]]) -> bool:
    words = words_at(map.thread, quote) if map.thread else ()
    return any(
        quote.post == post and start < stop and begin < end
        for start, end in words
        for post, begin, stop in marks
    )


def signs(map: ArgumentMap, item: Item) -> Array:
    """Return what each sign says of each answer, an answer to a row."""
    texts = [option.text for option in item.options]
    asked = words(item.prompt)
    rows = []
    for place, text in enumerate(texts):
        own = words(text)
        shared = len(own & asked)
        others = [alike(text, other) for number, other in enumerate(texts) if number != place]
        rows.append(
            [
                *(sign(text) for sign in ALONE.values()),
                float(shared),
                shared / len(own) if own else 0.0,
                fmean(others),
                float(place == 0),
                float(place == len(texts) - 1),
                *beside(map, item, text),
            ]
        )
    return np.array(rows)


def question_signs(item: Item) -> Array:
    """Return what can be seen in a question whose answers are always the same: how its quoted texts look and how alike they are."""
    quoted = re.findall(r"“(.*?)”", item.prompt) or [item.prompt]
    first, last = quoted[0], quoted[-1]
    looks = [sign(text) for sign in ALONE.values() for text in (first, last)]
    return np.array([1.0, alike(first, last), len(first) - len(last), *looks])


def answered(name: str, map: ArgumentMap, item: Item) -> Answered:
    right = np.array([float(option.right) for option in item.options])
    if item.answers_are_fixed:
        # Each answer has its own weights for what the question looks like.
        seen = question_signs(item)
        rows = np.zeros((len(right), len(right) * len(seen)))
        for place in range(len(right)):
            rows[place, place * len(seen) : (place + 1) * len(seen)] = seen
        return Answered(name, f"{item.kind}, {len(right)} answers", item.id, item.form, rows, right)
    return Answered(name, item.kind, item.id, item.form, signs(map, item), right)


def share_of(scores: Array, right: Array) -> float:
    """Return how probably the answer with the highest score is right; equal ones are chosen among by chance."""
    best = scores >= scores.max() - 1e-9
    return float((right * best).sum() / best.sum())


def halves(scores: Array, right: Array) -> float:
    """Return the share of answers judged rightly if the better half by the score is called right."""
    order = np.argsort(-scores, kind="stable")[: len(scores) // 2]
    chosen = np.zeros(len(scores))
    chosen[order] = 1
    return float((chosen == right).mean())


def score(one: Answered, scores: Array) -> float:
    return share_of(scores, one.right) if one.form is Form.CHOICE else halves(scores, one.right)


def chance(one: Answered) -> float:
    if one.form is Form.CHOICE:
        return 1 / len(one.right)
    half, rights = (len(one.right) // 2) / len(one.right), one.right.mean()
    return float(half * rights + (1 - half) * (1 - rights))


def learned(training: Sequence[Answered], size: int) -> tuple[Array, Array, Array]:
    """Return the weights of a conditional logistic regression on the standardised signs, with their means and deviations."""
    rows = np.concatenate([one.signs for one in training])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    weights = np.zeros(size)
    for _ in range(STEPS):
        slope = PENALTY * weights
        for one in training:
            x = (one.signs - mean) / deviation
            power = np.exp(x @ weights - (x @ weights).max())
            slope += x.T @ (power / power.sum() - one.right / one.right.sum()) / len(training)
        weights -= RATE * slope
    return weights, mean, deviation


def by_rules(one: Answered) -> Iterator[tuple[str, float]]:
    """Yield what each rule scores: the answer with most of a sign, or with least."""
    if one.signs.shape[1] == len(SIGNS):
        for number, name in enumerate(SIGNS):
            yield name, score(one, one.signs[:, number])
            yield f"not: {name}", score(one, -one.signs[:, number])
    else:
        for place in range(len(one.right)):
            yield f"always answer {place + 1}", score(one, np.eye(len(one.right))[place])


def matched(item: Item) -> Iterator[tuple[str, float]]:
    """Yield what rules score at a matching: the right sides in their order, backwards, or by the words that are shared."""
    rights = item.right_sides
    place = {right: number for number, right in enumerate(rights)}
    key = [place[right] for _, right in item.pairs]
    many = len(key)
    yield "in the order shown", fmean(number == key[number] for number in range(many))
    yield "backwards", fmean(len(rights) - 1 - number == key[number] for number in range(many))
    likes = [[alike(left, right) for right in rights] for left, _ in item.pairs]
    yield "shared words", fmean(_first(row, key[number]) for number, row in enumerate(likes))
    lengths = [
        sorted(range(many), key=lambda n: len(item.pairs[n][0])),
        sorted(range(len(rights)), key=lambda n: len(rights[n])),
    ]
    yield "by length", fmean(lengths[1][rank] == key[left] for rank, left in enumerate(lengths[0]))


def _first(row: Sequence[float], right: int) -> float:
    best = [number for number, value in enumerate(row) if value == max(row)]
    return float(right in best) / len(best)


def told(map: ArgumentMap, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield pairs of exercises of a set of which the second tells the key of the first in one text.

    The key of a question is the claims in it together with those in the right answer, or, where the answers are no claims, the
    claims in it.
    """
    claims = [node.text.rstrip(".") for node in map.nodes.values()]
    people = [person.name for person in map.thread.participants] if map.thread else []
    for item in items:
        if item.form is not Form.CHOICE:
            continue
        (right,) = (option.text for option in item.options if option.right)
        asked = [text for text in claims if text in item.prompt] or [n for n in people if n in item.prompt]
        answer = [text for text in claims if text == right.rstrip(".")]
        key = [*asked, *answer, *([] if asked or answer else [item.prompt])]
        if len(key) == 1:
            continue
        for other in items:
            if other is not item and any(all(part in text for part in key) for text in other.texts):
                yield item.id, other.id


def sets(folder: Path) -> Iterator[tuple[ArgumentMap, Sequence[Item]]]:
    map = argmap.load(folder)
    yield from ((map, make(map, seed=seed).items) for seed in range(SETS))


def main() -> None:
    """Make the sets, let the bots answer, and print a table of the sets and one of the kinds."""
    folders = sorted(path.parent for path in Path("data").glob("*/map.yaml"))
    made = {folder.name: list(sets(folder)) for folder in folders}
    print("| map | exercises in a set | kinds in a set | different exercises | keys told elsewhere |")
    print("|---|---:|---:|---:|---:|")
    for name, each in made.items():
        print(_sets_row(name, each))
    items = [(name, map, item) for name, each in made.items() for map, some in each for item in some]
    questions = [answered(*one) for one in items if one[2].form in {Form.CHOICE, Form.SEVERAL}]
    print("\n| kind | asked | different | chance | learned bot | best rule | its score |")
    print("|---|---:|---:|---:|---:|---|---:|")
    for kind in sorted({one.kind for one in questions}):
        own = [one for one in questions if one.kind == kind]
        print(_row(kind, own))
        for name in made if "--maps" in sys.argv else ():
            if part := [one for one in own if one.map == name]:
                print(_row(f"– {name}", part, own))
    matchings = [item for _, _, item in items if item.form is Form.MATCH]
    for kind in sorted({item.kind for item in matchings}):
        print(_match_row(kind, [item for item in matchings if item.kind == kind]))


def _sets_row(name: str, made: Sequence[tuple[ArgumentMap, Sequence[Item]]]) -> str:
    sizes = [len(items) for _, items in made]
    kinds = [len({item.kind for item in items}) for _, items in made]
    different = {item.id for _, items in made for item in items}
    tells = [pair for map, items in made for pair in told(map, items)]
    ranges = f"{min(sizes)} to {max(sizes)} | {min(kinds)} to {max(kinds)}"
    return f"| {name} | {ranges} | {len(different)} | {len(tells)} |"


def _match_row(kind: str, items: Sequence[Item]) -> str:
    each = [dict(matched(item)) for item in items]
    rules = {name: fmean(one[name] for one in each) for name in each[0]}
    best = max(rules, key=lambda name: rules[name])
    lucky = fmean(1 / len(item.right_sides) for item in items)
    different = len({item.id for item in items})
    return f"| {kind} | {len(items)} | {different} | {lucky:.2f} | – | {best} | {rules[best]:.2f} |"


def _row(kind: str, own: Sequence[Answered], every: Sequence[Answered] = ()) -> str:
    rules: dict[str, list[float]] = defaultdict(list)
    for one in own:
        for name, value in by_rules(one):
            rules[name].append(value)
    best = max(rules, key=lambda name: fmean(rules[name]))
    guessed = _learned_scores(own, every or own)
    return " | ".join(
        (
            f"| {kind} | {len(own)}",
            str(len({(one.map, one.id) for one in own})),
            f"{fmean(map(chance, own)):.2f}",
            _with_error(*guessed) if guessed[1] else "–",
            best,
            f"{_with_error(own, rules[best])} |",
        )
    )


def _with_error(own: Sequence[Answered], scores: Sequence[float]) -> str:
    """Return a mean with two standard errors, where the same exercise in many sets counts as one."""
    mean = fmean(scores)
    off: dict[tuple[str, str], float] = defaultdict(float)
    for one, value in zip(own, scores, strict=True):
        off[one.map, one.id] += value - mean
    error = 2 * sum(value**2 for value in off.values()) ** 0.5 / len(scores)
    return f"{mean:.2f} ± {error:.2f}" if len(off) > 1 else f"{mean:.2f}"


def _learned_scores(
    own: Sequence[Answered], every: Sequence[Answered]
) -> tuple[Sequence[Answered], Sequence[float]]:
    """Return the exercises that the bot answers and its scores: on each map after it has learned from the others."""
    asked: list[Answered] = []
    scores: list[float] = []
    for name in sorted({one.map for one in own}):
        mine = [one for one in own if one.map == name]
        size = mine[0].signs.shape[1]
        training = [one for one in every if one.map != name and one.signs.shape[1] == size]
        if training:
            weights, mean, deviation = learned(training, size)
            asked += mine
            scores += [score(one, ((one.signs - mean) / deviation) @ weights) for one in mine]
    return asked, scores


if __name__ == "__main__":
    main()
