"""Texts that have broken programs like this one, and a map in which every field holds one of them."""

from __future__ import annotations

from argmap.model import ArgumentMap

HOSTILE = {
    "quotes": "she said \"no\" and 'yes'",
    "backslashes": "C:\\new\\table \\\\ end\\",
    "escapes of DOT": "\\N \\G \\E \\T \\H \\L \\l \\r \\n",
    "a tag": "<b>bold</b>",
    "an end tag of a label": "</TD></TR></TABLE>",
    "a whole HTML label": "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "angle brackets around": "<n is small, m > n>",
    "an entity": "&amp; &lt; &#65; &#45; &eacute; &nbsp;",
    "an ampersand": "AT&T & co",
    "an entity cut short": "&amp &# &#x41 &;",
    "end of a comment": "--> and <!-- begins",
    "end of a CDATA section": "]]> and <![CDATA[",
    "a script": "<script>alert(1)</script>",
    "an event": '<img src=x onerror="alert(1)">',
    "a processing instruction": "<?xml version='1.0'?> <!DOCTYPE x>",
    "a newline": "one\ntwo\n\nthree",
    "a tab": "one\ttwo",
    "emoji": "🙂 👍🏽 👨‍👩‍👧 🇩🇪",
    "right to left": "שלום עולם مرحبا",
    "bidirectional controls": "a\u202eb\u202c \u2066c\u2069",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe",
    "combining marks": "Z\u0351\u036b\u0343a\u0301\u0300\u0302",
    "a percent format": "%s %d %(name)s %%",
    "a brace format": "{} {0} {name} {{x}}",
    "an end of an attribute": '"]; evil [label="x',
    "an address that runs": 'x" URL="javascript:alert(1)',
    "a DOT comment": "/* x */ // y # z",
    "a statement": "a -> b; c [x=y] { d }",
    "a record label": "{a|b} <port> c",
    "Markdown": "*a* _b_ `c` [d](http://e) ![f](g) ~~h~~ | i | $j$ #k",
    "a Markdown heading": "# not a heading",
    "a Markdown list": "- not a list",
    "a Markdown number": "1. not a list 2) neither",
    "a Markdown rule": "---",
    "a Markdown quote": "> not a quote",
    "a Markdown table": "| a | b |",
    "a Markdown definition": "[a]: http://b",
    "only punctuation": "!?#$%&'()*+,-./:;<=>@[\\]^_`{|}~\"",
    "other white space": "a\u00a0b\u2003c\u3000d\u2028e",
    "Chinese": "机器学习需要多少数学？这很难回答，因为「数学」有很多含义。",
    "one letter": "x",
    "a long word": "x" * 900,
    "many words": "words and " * 95 + "words",
}


def hostile_map(text: str, *, long: str | None = None) -> ArgumentMap:
    """Return a map in which every text is `text`, or `long` where a text may be long.

    The claims a and t are said by a participant of that name, and a is conceded. The issue i ended with t, below which
    there is a sub-issue; w is a remark about the discussion.
    """
    body = long or text
    quote = [{"post": "p1", "exact": body}]
    reference = dict.fromkeys(("title", "authors", "venue", "where"), text) | {"url": f"https://x.org/{text}"}
    remarks = {"by": text, "confidence": 0.5, "note": body}
    said = {"senses": [{"term": text, "sense": text}], "references": [reference], **remarks}
    claims = [
        {"id": "t", "text": body, "label": text, "answers": "i", "quotes": quote, **said},
        {"id": "u", "text": body, "answers": "i", "quotes": quote},
        {"id": "a", "text": body, "label": text, "quotes": quote},
        {"id": "b", "text": body, "implicit": True},
        {"id": "w", "text": body, "meta": True, "quotes": quote},
    ]
    example = {
        "id": "e",
        "name": text,
        "topic": "x",
        "text": body,
        "quotes": quote,
        "references": [reference],
    }
    relations = [
        {"id": "r", "kind": "support", "premises": ["a", "b"], "target": "t", "quotes": quote, **remarks},
        {"id": "s", "kind": "attack", "premises": ["e"], "target": "a"},
        {"id": "k", "kind": "attack", "premises": ["w"], "target": "t"},
        {"id": "d", "kind": "support", "premises": ["e"], "target": "r"},
    ]
    taken = [("x", "p1", "a", "asserts"), ("y", "p2", "a", "concedes"), ("y", "p2", "u", "accepts")]
    stances = [dict(zip(("participant", "post", "claim", "stance"), each, strict=True)) for each in taken]
    stances[0] |= {"quotes": quote, **remarks}
    stances[2] |= {"if": f"if {body}"}
    outcome = {"thesis": "t", "by": ["x"], "quotes": quote, "note": body}
    question = {"id": "q", "post": "p1", "text": body, "about": "t", "to": "y", "quotes": quote, **remarks}
    return ArgumentMap.model_validate(
        {
            "id": "hostile",
            "title": text,
            "note": body,
            "annotators": [text],
            "thread": _thread(text, body),
            "issues": [
                {"id": "i", "question": body, "label": text, "outcome": outcome, **remarks},
                {"id": "j", "question": body, "parent": "t"},
            ],
            "claims": claims,
            "examples": [example],
            "relations": relations,
            "stages": [{"stage": "opening", "posts": ["p1"], "why": body}],
            "breaches": [{"breaks": "usage", "relation": "s", "quotes": quote, "why": body}],
            "commitments": stances,
            "questions": [question, question | {"id": "p", "about": None, "answered_by": [{"claim": "t"}]}],
        }
    )


def _thread(text: str, body: str) -> dict[str, object]:
    return {
        "id": "hostile",
        "title": text,
        "source": {"kind": "text", "note": body},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": "x", "name": text}, {"id": "y", "name": f"{text} Jr"}],
        "posts": [{"id": "p1", "author": "x", "text": body}, {"id": "p2", "author": "y", "text": "Granted."}],
    }
