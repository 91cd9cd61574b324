"""Makes argument maps of any size: the same size and seed give the same map, on every machine.

The maps look like what people annotate: posts of a few sentences, a claim quoted from every sentence, and
trees of reasons and objections below two theses that answer one issue.
"""

from __future__ import annotations

from random import Random
from typing import Any

Data = dict[str, Any]

THESES = 2
CLAIMS_PER_POST = 4
PARTICIPANTS = 40
ATTACKS = 0.35
"""Share of objections among the relations; the rest are reasons."""

ALIKE_EACH = 10
"""One in so many claims nearly repeats the one before."""

LINKED_EACH = 10
"""One in so many steps has two premises."""

UNDERCUT_EACH, UNDERCUT_BACK = 20, 5
"""One in so many steps undercuts another, which is so many steps before it."""

ADJECTIVES = (
    "sparse",
    "noisy",
    "convex",
    "linear",
    "hidden",
    "shallow",
    "random",
    "smooth",
    "stable",
    "dense",
)
NOUNS = (
    "gradient",
    "matrix",
    "kernel",
    "prior",
    "tensor",
    "network",
    "estimate",
    "proof",
    "data set",
    "loss",
)
VERBS = (
    "explains",
    "hides",
    "bounds",
    "improves",
    "replaces",
    "predicts",
    "limits",
    "settles",
    "contradicts",
)
ENDS = ("in practice", "at any scale", "most of the time", "for free", "in theory", "without a doubt")
LEADS = ("I think that", "As I see it,", "Everybody knows that", "We found that", "To be fair,", "Look,")


def map_data(claims: int, seed: int = 0) -> Data:
    """Return a map of `claims` claims as plain data, in argmap's format with the thread inside.

    Every claim but the theses has one relation to a random earlier claim, so the trees are about as deep
    as discussions are: some 15 levels at 1,000 claims and 20 at 10,000.
    """
    random = Random(seed)
    sentences = [_sentence(random, number) for number in range(claims)]
    parents = [None if number < THESES else random.randrange(number) for number in range(claims)]
    return {
        "format": "argmap/1",
        "id": f"generated-{claims}",
        "title": f"A generated map of {claims:,} claims",
        "thread": _thread(random, sentences, parents),
        "issues": [{"id": "issue", "question": "Which of the two theses is right?"}],
        "claims": [_claim(number, sentence) for number, sentence in enumerate(sentences)],
        "relations": [_relation(random, n, parent) for n, parent in enumerate(parents) if parent is not None],
    }


def rich_map_data(claims: int, seed: int = 0) -> Data:
    """Return a map with what plain ones lack: stances, linked premises (each tenth step), undercuts (each twentieth).

    A tenth of the claims nearly repeats another, so that rules have something to find.
    """
    data = map_data(claims, seed)
    data["id"] = f"rich-{claims}"
    authors = {post["id"]: post["author"] for post in data["thread"]["posts"]}
    for number in range(1, claims, ALIKE_EACH):
        earlier = data["claims"][number - 1]["text"]
        data["claims"][number]["text"] = earlier.replace("the ", "a ", 1)
    data["commitments"] = [
        {
            "participant": authors[quote["post"]],
            "post": quote["post"],
            "claim": claim["id"],
            "stance": "asserts",
        }
        for claim in data["claims"]
        for quote in claim["quotes"]
    ]
    data["relations"] = [_enriched(number, step) for number, step in enumerate(data["relations"], THESES)]
    return data


def _enriched(number: int, step: Data) -> Data:
    if number > UNDERCUT_BACK + THESES and number % UNDERCUT_EACH == UNDERCUT_EACH - 1:
        return {**step, "kind": "undercut", "target": f"r{number - UNDERCUT_BACK}"}
    beside = f"c{number - 1}"
    if number > THESES and number % LINKED_EACH == 0 and step["target"] != beside:
        return {**step, "premises": [*step["premises"], beside]}
    return step


def _sentence(random: Random, number: int) -> str:
    """Return a sentence of about 80 characters that no other claim has, without its full stop."""
    words = [random.choice(part) for part in (ADJECTIVES, NOUNS, VERBS, ADJECTIVES, NOUNS, ENDS)]
    return "the {} {} of remark {} {} the {} {} {}".format(*words[:2], number, *words[2:])


def _claim(number: int, sentence: str) -> Data:
    claim: Data = {"id": f"c{number}", "text": f"{sentence[0].upper()}{sentence[1:]}."}
    if number < THESES:
        claim["answers"] = "issue"
    return {**claim, "quotes": [{"post": f"p{number // CLAIMS_PER_POST}", "exact": sentence}]}


def _relation(random: Random, number: int, parent: int) -> Data:
    kind = "attack" if random.random() < ATTACKS else "support"
    return {"id": f"r{number}", "kind": kind, "premises": [f"c{number}"], "target": f"c{parent}"}


def _thread(random: Random, sentences: list[str], parents: list[int | None]) -> Data:
    starts = range(0, len(sentences), CLAIMS_PER_POST)
    return {
        "format": "argmap-thread/1",
        "id": f"generated-{len(sentences)}",
        "title": "A generated thread",
        "source": {"kind": "generated"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": f"u{n}", "name": f"Commenter {n}"} for n in range(PARTICIPANTS)],
        "posts": [_post(random, start, sentences, parents[start]) for start in starts],
    }


def _post(random: Random, start: int, sentences: list[str], parent: int | None) -> Data:
    """Return the post that says four claims; it answers the post that its first claim is about."""
    said = sentences[start : start + CLAIMS_PER_POST]
    post = {"id": f"p{start // CLAIMS_PER_POST}", "author": f"u{random.randrange(PARTICIPANTS)}"}
    if parent is not None and parent // CLAIMS_PER_POST != start // CLAIMS_PER_POST:
        post["reply_to"] = f"p{parent // CLAIMS_PER_POST}"
    return {**post, "text": " ".join(f"{random.choice(LEADS)} {sentence}." for sentence in said)}
