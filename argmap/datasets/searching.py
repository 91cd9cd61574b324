"""Words and likeness over many maps: claims and posts that hold some words, and claims that say nearly the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from argmap.datasets.store import Store, asked
from argmap.dialogue.likeness import Likeness
from argmap.errors import ArgmapError

NEARLY = 0.75
"""Likeness from which claims of two maps are listed as nearly the same."""

TEXTS = """
SELECT map, 'claim' AS kind, id, text FROM claims
UNION ALL SELECT map, 'post', id, text FROM posts WHERE text IS NOT NULL AND repeats IS NULL
ORDER BY map, kind, id
"""
MOST = 200
AROUND = 12
"""Words of a text that are shown around a hit."""


def words_found(store: Store, words: str) -> Any:
    """Return the claims and posts that hold all of some words, the best first, as a table of Arrow.

    Ranked by BM25 (Robertson & Zaragoza 2009, The Probabilistic Relevance Framework), as SQLite's FTS5 computes it; words are compared by
    their English stems, without accents. Columns: map, kind, id, score (higher is better), words around the hit.

    Raises:
        ArgmapError: there is nothing to look for, or this Python's SQLite has no full-text search.
    """
    import pyarrow as pa

    wanted = [word for word in "".join(sign if sign.isalnum() else " " for sign in words).split() if word]
    if not wanted:
        raise ArgmapError("there are no words to look for")
    database = sqlite3.connect(":memory:")
    try:
        database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(map UNINDEXED, kind UNINDEXED, id UNINDEXED, text, tokenize='porter unicode61')"
        )
    except sqlite3.OperationalError as error:
        raise ArgmapError(f"this Python's SQLite has no full-text search: {error}") from error
    try:
        table = asked(store, TEXTS)
        database.executemany(
            "INSERT INTO texts VALUES (?, ?, ?, ?)",
            zip(*(column.to_pylist() for column in table.columns), strict=True),
        )
        found_rows = database.execute(
            "SELECT map, kind, id, round(-bm25(texts), 4) AS score, snippet(texts, 3, '', '', '…', ?) FROM texts "
            "WHERE texts MATCH ? ORDER BY bm25(texts), map, kind, id LIMIT ?",
            (AROUND, " ".join(f'"{word}"' for word in wanted), MOST),
        ).fetchall()
    finally:
        database.close()
    names = ("map", "kind", "id", "score", "text")
    types = (pa.string(), pa.string(), pa.string(), pa.float64(), pa.string())
    columns = zip(*found_rows, strict=True) if found_rows else ((),) * len(names)
    return pa.table(
        {name: pa.array([*column], type) for name, type, column in zip(names, types, columns, strict=True)}
    )


def claims_alike(store: Store, least: float = NEARLY) -> Any:
    """Return pairs of claims of different threads that say nearly the same, the most alike first, as a table of Arrow.

    Likeness is that of `argmap.dialogue.likeness`: words and letters, not meaning. "X is so" and "X is not so" look alike, so a pair
    is a hint for a reader, who may note it as the same claim.

    Args:
        store: the tables.
        least: the likeness from which a pair is listed.
    """
    import pyarrow as pa

    claims = asked(
        store,
        "SELECT c.map, c.id, c.text, m.language, m.thread FROM claims c JOIN maps m ON m.map = c.map WHERE NOT c.implicit ORDER BY c.map, c.id",
    ).to_pylist()
    pairs: list[dict[str, Any]] = []
    for language in sorted({claim["language"] for claim in claims}):
        those = [claim for claim in claims if claim["language"] == language]
        pairs += _alike(those, language, least)
    pairs.sort(
        key=lambda pair: (
            -pair["likeness"],
            pair["map"],
            pair["claim"],
            pair["other_map"],
            pair["other_claim"],
        )
    )
    schema = pa.schema(
        [
            (name, pa.float64() if name == "likeness" else pa.string())
            for name in ("likeness", "map", "claim", "other_map", "other_claim", "text", "other_text")
        ]
    )
    return pa.Table.from_pylist(pairs, schema=schema)


RAREST = 4
"""Words of a claim by which it is compared: claims that share none of their rarest words are not nearly the same."""

COMMON = 500
"""Claims from which a word is too common to find others by."""


def _alike(claims: list[dict[str, Any]], language: str, least: float) -> list[dict[str, Any]]:
    likeness = Likeness({str(number): claim["text"] for number, claim in enumerate(claims)}, language)
    features = [likeness.features(claim["text"]) for claim in claims]
    words = [likeness.words(claim["text"]) for claim in claims]
    often = Counter(word for those in words for word in those)
    places: dict[str, list[int]] = {}
    pairs = []
    for number, claim in enumerate(claims):
        rarest = sorted(words[number], key=lambda word: (often[word], word))[:RAREST]
        keys = [word for word in rarest if often[word] <= COMMON]
        for other in sorted({place for key in keys for place in places.get(key, ())}):
            earlier = claims[other]
            if earlier["map"] == claim["map"] or (claim["thread"] and earlier["thread"] == claim["thread"]):
                continue
            value = likeness.between(features[number], features[other])
            if value >= least:
                pairs.append(_pair(value, earlier, claim))
        for key in keys:
            places.setdefault(key, []).append(number)
    return pairs


def _pair(likeness: float, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {
        "likeness": round(likeness, 3),
        "map": one["map"],
        "claim": one["id"],
        "other_map": other["map"],
        "other_claim": other["id"],
        "text": one["text"],
        "other_text": other["text"],
    }
