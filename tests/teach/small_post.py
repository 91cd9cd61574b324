"""A small discussion: one post with linked premises (one of them implicit), and a reply with an attack and an undercut."""

from __future__ import annotations

from argmap.model import ArgumentMap

FIRST = "We should close the bridge. The last inspection found cracks in two pillars. It also costs us a lot every winter."
REPLY = "Closing it would cut off the school. And the inspection was made by the firm that sells new bridges."

TEXTS = {
    "close": "The bridge should be closed.",
    "cracks": "The last inspection found cracks in two pillars.",
    "unsafe": "A bridge with cracks in its pillars is not safe.",
    "costs": "The bridge costs a lot every winter.",
    "school": "Closing the bridge would cut off the school.",
    "firm": "The inspection was made by the firm that sells new bridges.",
}
QUOTES = {
    "close": ("p1", "We should close the bridge."),
    "cracks": ("p1", "The last inspection found cracks in two pillars."),
    "costs": ("p1", "It also costs us a lot every winter."),
    "school": ("p2", "Closing it would cut off the school."),
    "firm": ("p2", "And the inspection was made by the firm that sells new bridges."),
}
STEPS = (
    ("r1", "support", ("cracks", "unsafe"), "close"),
    ("r2", "support", ("costs",), "close"),
    ("r3", "attack", ("school",), "close"),
    ("r4", "undercut", ("firm",), "r1"),
)


def bridge() -> ArgumentMap:
    """Return the map of the discussion."""
    people = [{"id": "ana", "name": "Ana"}, {"id": "ben", "name": "Ben"}]
    posts = [
        {"id": "p1", "author": "ana", "text": FIRST},
        {"id": "p2", "author": "ben", "text": REPLY, "reply_to": "p1"},
    ]
    thread = {
        "id": "bridge",
        "title": "The bridge",
        "source": {"kind": "text", "note": "invented"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": people,
        "posts": posts,
    }
    claims = [
        {
            "id": name,
            "text": text,
            **(
                {"quotes": [dict(zip(("post", "exact"), QUOTES[name], strict=True))]}
                if name in QUOTES
                else {"implicit": True}
            ),
        }
        for name, text in TEXTS.items()
    ]
    relations = [
        {"id": id, "kind": kind, "premises": premises, "target": target}
        for id, kind, premises, target in STEPS
    ]
    return ArgumentMap.model_validate(
        {"id": "bridge", "title": "The bridge", "thread": thread, "claims": claims, "relations": relations}
    )
