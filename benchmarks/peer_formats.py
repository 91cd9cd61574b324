"""The same map in the peers' own formats, with as much of it as each of them can hold."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.generate import Data

STAMP = {"created": "2026-11-22T00:00:00Z", "updated": "2026-11-22T00:00:00Z"}


def arguebuf_data(map: Data) -> Data:
    """Return arguebuf's JSON: claims and steps as nodes, posts as resources, quotes as references into them."""
    posts = {post["id"]: post for post in map["thread"]["posts"]}
    atoms = {claim["id"]: _atom(claim, posts) for claim in map["claims"]}
    return {
        "nodes": {**atoms, **{relation["id"]: _scheme(relation) for relation in map["relations"]}},
        "edges": dict(_edges(map)),
        "resources": {id: {"text": post["text"], "metadata": STAMP} for id, post in posts.items()},
        "participants": {
            person["id"]: {"name": person["name"], "metadata": STAMP}
            for person in map["thread"]["participants"]
        },
        "majorClaim": map["claims"][0]["id"],
        "schemaVersion": 1,
        "metadata": STAMP,
    }


def argdown_text(map: Data) -> str:
    """Return Argdown: nested lists of claims. Argdown has no posts and no quotes, so these are left out."""
    return "".join(f"{line}\n" for line in _argdown_lines(map))


def _atom(claim: Data, posts: Data) -> Data:
    quote = claim["quotes"][0]
    post = posts[quote["post"]]
    reference = {
        "resource": post["id"],
        "offset": post["text"].index(quote["exact"]),
        "text": quote["exact"],
    }
    atom = {"text": claim["text"], "participant": post["author"], "reference": reference}
    return {"atom": atom, "metadata": STAMP}


def _scheme(relation: Data) -> Data:
    kind = relation["kind"]
    return {"scheme": {kind: f"{kind.upper()}_DEFAULT"}, "metadata": STAMP}


def _edges(map: Data) -> Iterator[tuple[str, Data]]:
    for relation in map["relations"]:
        step, premise, target = relation["id"], relation["premises"][0], relation["target"]
        yield f"{step}-in", {"source": premise, "target": step, "metadata": STAMP}
        yield f"{step}-out", {"source": step, "target": target, "metadata": STAMP}


def _argdown_lines(map: Data) -> Iterator[str]:
    texts = {claim["id"]: claim["text"] for claim in map["claims"]}
    below: dict[str, list[Data]] = {}
    for relation in map["relations"]:
        below.setdefault(relation["target"], []).append(relation)
    todo = [(0, "", claim["id"]) for claim in reversed(map["claims"]) if "answers" in claim]
    while todo:
        depth, sign, claim = todo.pop()
        if not depth:
            yield ""
        yield f"{'  ' * depth}{sign}[{claim}]: {texts[claim]}"
        todo.extend(_below(depth + 1, relation) for relation in reversed(below.get(claim, [])))


def _below(depth: int, relation: Data) -> tuple[int, str, str]:
    return depth, "+ " if relation["kind"] == "support" else "- ", relation["premises"][0]
