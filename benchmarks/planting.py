"""Faults planted in sound maps, as an editor makes them: each one change of one item, by the rule that should find it.

What is changed is chosen without asking the rules, by short lists of words that are not theirs. A map is changed as plain data
and read again, so that every planted map is a valid one.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.location import Path
from argmap.model.map import ArgumentMap

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Planted:
    """A map with one fault, and the item that has it, as the beginning of a path."""

    rule: str
    place: Path
    data: Data


NUMBERS = {
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    "de": ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
}
DENIED = {
    "en": (
        (r" (is|are|was|were|can|could|will|would|should|must|does|do|did|has|have) (?!not)", r" \1 not "),
    ),
    "de": (
        (r" (ist|sind|war|waren|kann|sollte|wird|hat|haben|passen|fahren) (?!nicht|keine)", r" \1 nicht "),
    ),
}
UNDENIED = {
    "en": (
        (r" (?:not|never) ", " "),
        (r"\bcannot\b", "can"),
        (r"^(?:No|Nobody) ", "Everybody "),
        (r"n't\b", ""),
    ),
    "de": ((r" nicht", ""), (r" keine? ", " "), (r"\bkeiner\b", "jeder")),
}
STRENGTHENED = {
    "en": (
        (r"\b(?:[Mm]ost|[Mm]any|[Ss]ome|[Ff]ew|[Ss]everal) (?:of )?", "All "),
        (r"\b(?:mostly|often|usually|sometimes|mainly)\b", "always"),
        (r"\b(?:rarely|seldom|hardly)\b", "never"),
        (r"\balmost (all|every|no)", r"\1"),
    ),
    "de": (
        (r"\b(?:Die [Mm]eisten|Viele|Einige|Manche)\b", "Alle"),
        (r"\b(?:meist|meistens|oft|manchmal)\b", "immer"),
        (r"\b(?:kaum|selten)\b", "keine"),
        (r"\bfast (niemand|alle)", r"\1"),
    ),
}
JOINTS = {
    "because": {"en": ("because", "since", "given that"), "de": ("weil", "da", "denn")},
    "and": {"en": (", and ", "; ", ", but ", " and "), "de": (", und ", "; ", ", aber ", " und ")},
}
LOADED = {
    "en": ("obviously", "stupidly", "absurdly", "of course", "shamelessly", "naively", "ridiculously"),
    "de": ("offensichtlich", "dummerweise", "selbstverständlich", "natürlich", "zweifellos"),
}


def planted(map: ArgumentMap, others: Sequence[ArgumentMap], seed: int, most: int) -> Iterator[Planted]:
    """Yield faults of each kind planted in a map, at most `most` of a kind, chosen by `seed`."""
    for kind in KINDS:
        faults = list(kind(map, map.to_dict(), others))
        chooser = random.Random(f"{seed} {map.id} {kind.__name__}")
        yield from chooser.sample(faults, min(most, len(faults)))


def _language(map: ArgumentMap) -> str:
    return (map.language or "en").partition("-")[0]


def _with(data: Data, path: Path, value: Any) -> Data:
    changed = copy.deepcopy(data)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def _worded(data: Data) -> Iterator[tuple[int, Data]]:
    """Yield the claims that quote words."""
    for index, claim in enumerate(data["claims"]):
        if any("exact" in quote for quote in claim.get("quotes", ())):
            yield index, claim


def _rewritten(rule: str, data: Data, changes: Sequence[tuple[str, str]]) -> Iterator[Planted]:
    for index, claim in _worded(data):
        for pattern, put in changes:
            text = re.sub(pattern, put, claim["text"], count=1)
            if text != claim["text"]:
                place = ("claims", index)
                yield Planted(rule, place, _with(data, (*place, "text"), text[0].upper() + text[1:]))
                break


def other_number(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    words = NUMBERS[_language(map)]
    for index, claim in _worded(data):
        place = ("claims", index)
        for found in re.finditer(r"(?<![\w.,])\d+(?![\w]|[.,]\d)", claim["text"]):
            number = str(int(found[0][::-1]) if found[0][::-1] != found[0] else int(found[0]) + 7)
            text = claim["text"][: found.start()] + number + claim["text"][found.end() :]
            yield Planted("number-not-in-quote", place, _with(data, (*place, "text"), text))
            break
        else:
            match = re.search(rf"\b({'|'.join(words)})\b", claim["text"], re.IGNORECASE)
            if match:
                other = words[(words.index(match[0].lower()) + 4) % len(words)]
                text = claim["text"][: match.start()] + other + claim["text"][match.end() :]
                text = text[0].upper() + text[1:]
                yield Planted("number-not-in-quote", place, _with(data, (*place, "text"), text))


def other_denial(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    tag = _language(map)
    yield from _rewritten("opposite-of-quote", data, (*UNDENIED[tag], *DENIED[tag]))


def other_quantity(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    yield from _rewritten("stronger-than-quote", data, STRENGTHENED[_language(map)])


def cut_quote(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Cut a quote behind its denial, and let the claim say what is left."""
    for index, claim in _worded(data):
        quotes = claim["quotes"]
        exact = quotes[0].get("exact")
        if not isinstance(exact, str):
            continue
        cut = re.match(
            r".*?(?:\b(?:not|never|no|nicht|keinen?|nobody)|n't) (?P<rest>\S+ \S+.*)", exact, re.DOTALL
        )
        if cut:
            rest = cut["rest"]
            changed = _with(data, ("claims", index, "quotes"), [{**quotes[0], "exact": rest}])
            text = f"{rest[0].upper()}{rest[1:].rstrip('.')}."
            yield Planted("cut-negation", ("claims", index), _with(changed, ("claims", index, "text"), text))


def one_word(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    for index, claim in _worded(data):
        exact = claim["quotes"][0].get("exact")
        words = re.findall(r"[^\W\d_]{4,}", exact) if isinstance(exact, str) else []
        if words:
            quote = [{"post": claim["quotes"][0]["post"], "exact": max(words, key=len)}]
            yield Planted(
                "one-word-quote", ("claims", index), _with(data, ("claims", index, "quotes"), quote)
            )


def label_of_rival(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    no = {"en": "Not: ", "de": "Nicht: "}[_language(map)]
    for index, claim in enumerate(data["claims"]):
        label, issue = claim.get("label"), claim.get("answers")
        if not label:
            continue
        rivals = [
            c["label"]
            for c in data["claims"]
            if issue and c.get("answers") == issue and c is not claim and c.get("label")
        ]
        place = ("claims", index)
        for other in [*rivals[:1], f"{no}{label}"[:40]]:
            if other != label:
                yield Planted("label-against-text", place, _with(data, (*place, "label"), other))


def begged(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Add a wording of a conclusion, and support one of its reasons with it."""
    for relation in data["relations"]:
        if relation["kind"] != "support" or relation["target"] not in {c["id"] for c in data["claims"]}:
            continue
        changed = copy.deepcopy(data)
        changed["claims"].append(
            {"id": "planted", "text": "It is indeed the way it was said to be.", "implicit": True}
        )
        changed["relations"] += [
            {"id": "planted-same", "kind": "rephrase", "premises": ["planted"], "target": relation["target"]},
            {
                "id": "planted-circle",
                "kind": "support",
                "premises": ["planted"],
                "target": relation["premises"][0],
            },
        ]
        yield Planted("circular-rephrase", ("relations", len(changed["relations"]) - 1), changed)


def for_all(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Let one reason for a thesis support all of its rivals too."""
    exclusive = [issue["id"] for issue in data["issues"] if issue.get("exclusive") is not False]
    for relation in data["relations"]:
        theses = {c["id"]: c.get("answers") for c in data["claims"] if c.get("answers") in exclusive}
        issue = theses.get(relation["target"])
        rivals = [t for t, answers in theses.items() if answers == issue and t != relation["target"]]
        if relation["kind"] == "support" and issue and rivals:
            changed = copy.deepcopy(data)
            for number, rival in enumerate(rivals):
                changed["relations"].append(
                    {
                        "id": f"planted-{number}",
                        "kind": "support",
                        "premises": relation["premises"],
                        "target": rival,
                    }
                )
            yield Planted("reason-for-rivals", ("relations", len(changed["relations"]) - 1), changed)


def turned(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Draw a support from the conclusion to its reason."""
    claims = {c["id"]: index for index, c in enumerate(data["claims"])}
    for index, relation in enumerate(data["relations"]):
        ends = (*relation["premises"], relation["target"])
        if relation["kind"] == "support" and len(ends) == 2 and all(end in claims for end in ends):  # noqa: PLR2004
            changed = copy.deepcopy(data)
            changed["relations"][index] |= {"premises": [ends[1]], "target": ends[0]}
            yield Planted("unused-conclusion", ("claims", claims[ends[0]]), changed)


def no_weight(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    for index, _ in enumerate(data["relations"]):
        yield Planted(
            "weightless-relation", ("relations", index), _with(data, ("relations", index, "weight"), 0)
        )


def other_question(map: ArgumentMap, data: Data, others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    for index, _ in enumerate(data["issues"]):
        for other in others:
            if other.id != map.id and _language(other) == _language(map):
                for issue in other.issues:
                    changed = _with(data, ("issues", index, "question"), issue.question)
                    yield Planted("issue-beside-theses", ("issues", index), changed)


def other_language(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    for tag in ("en", "de", "fr", "sv"):
        if tag != _language(map):
            yield Planted("wrong-language", ("language",), {**data, "language": tag})


def conceded_early(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Let a concession be made in the first post."""
    first = map.thread.posts[0].id if map.thread else None
    for index, commitment in enumerate(data["commitments"]):
        if commitment["stance"] == "concedes" and commitment["post"] != first:
            changed = _with(data, ("commitments", index, "post"), first)
            changed["commitments"][index].pop("quotes", None)
            yield Planted("early-concession", ("commitments", index), changed)


def other_stance(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    opposite = {"concedes": "denies", "accepts": "denies", "denies": "concedes"}
    for index, commitment in enumerate(data["commitments"]):
        if commitment["stance"] in opposite:
            stance = opposite[commitment["stance"]]
            yield Planted(
                "stance-against-words",
                ("commitments", index),
                _with(data, ("commitments", index, "stance"), stance),
            )


def later_reply(_map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    posts = data["thread"]["posts"]
    for index, post in enumerate(posts):
        below = {post["id"]}
        for other in posts:
            if other.get("reply_to") in below:
                below.add(other["id"])
        later = [other["id"] for other in posts[index + 1 :] if other["id"] not in below]
        if "reply_to" in post and later:
            place = ("thread", "posts", index)
            yield Planted("reply-to-later-post", place, _with(data, (*place, "reply_to"), later[-1]))


def other_stages(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    posts = [post.id for post in map.thread.posts] if map.thread else []
    for stage in ("confrontation", "argumentation", "concluding"):
        yield Planted(
            "stages-out-of-order", ("stages",), {**data, "stages": [{"stage": stage, "posts": posts}]}
        )
    turned = {"confrontation": "concluding", "concluding": "confrontation"}
    stages = [
        {**entry, "stage": turned.get(entry["stage"], entry["stage"])} for entry in data.get("stages", ())
    ]
    if stages:
        yield Planted("stages-out-of-order", ("stages",), {**data, "stages": stages})


def with_reason(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Write a reason into the claim that it supports."""
    yield from _joined("reason-inside-claim", "because", map, data)


def with_second(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    """Write two claims as one."""
    yield from _joined("compound-claim", "and", map, data)


def _joined(rule: str, how: str, map: ArgumentMap, data: Data) -> Iterator[Planted]:
    claims = {c["id"]: (index, c["text"]) for index, c in enumerate(data["claims"])}
    words = JOINTS[how][_language(map)]
    for number, relation in enumerate(data["relations"]):
        premise, target = relation["premises"][0], relation["target"]
        if relation["kind"] == "support" and premise in claims and target in claims:
            index, text = claims[target]
            other = claims[premise][1]
            word = words[number % len(words)]
            joint = f" {word} " if how == "because" else word
            joined = f"{text.rstrip('.')}{joint}{other[0].lower()}{other[1:]}"
            yield Planted(rule, ("claims", index), _with(data, ("claims", index, "text"), joined))


def with_judgement(map: ArgumentMap, data: Data, _others: Sequence[ArgumentMap]) -> Iterator[Planted]:
    words = LOADED[_language(map)]
    for index, claim in enumerate(data["claims"]):
        first, _, rest = claim["text"].partition(" ")
        text = f"{first} {words[index % len(words)]} {rest}"
        yield Planted("loaded-word", ("claims", index), _with(data, ("claims", index, "text"), text))


Kind = Callable[[ArgumentMap, Data, Sequence[ArgumentMap]], Iterator[Planted]]
KINDS: tuple[Kind, ...] = (
    begged, for_all, turned, no_weight, with_reason, with_second, with_judgement, label_of_rival, other_question, other_language,
    other_number, other_denial, other_quantity, cut_quote, one_word, conceded_early, other_stance, later_reply, other_stages,
)  # fmt: skip
