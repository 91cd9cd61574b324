"""Kialo's text: what is written is imported as the same claims, reasons and objections."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import assume, given

from argmap.formats.arguments.kialo import CARRIES, write
from argmap.formats.keeping import kept
from argmap.formats.outlines.outline import read
from argmap.formats.protocol import MapFile
from argmap.model.map import ArgumentMap
from tests.importers.forums.test_kialo import mapped
from tests.strategies import maps

TRAM = """\
# Is a tram worth it?

- ? Should the town build a tram?
  - Build a *tram* [now](soon).
    - + A tram is quiet.
      - - -> See here.
    - + A tram needs a street.
    - & There is one.
    - - A tram is dear.
      - - {#line-6}
  - Build nothing.
"""


def test_claims_stand_once_and_links_lead_to_them() -> None:
    map = read(MapFile(TRAM.replace("quiet.", "quiet. {#line-6}"))).map
    assert map is not None
    assert (
        write(map).text
        == """\
Discussion Title: Is a tram worth it?

1. Build a \\*tram\\* [now]\\(soon).
1.1. Pro: A tram is quiet.
1.1.1. Con: \\-> See here.
1.2. Pro: A tram needs a street.
1.3. Pro: There is one.
1.4. Con: A tram is dear.
1.4.1. Con: -> See 1.1.
2. Build nothing.
"""
    )


def words(map: ArgumentMap) -> tuple[Counter[str], set[tuple[str, str, str]]]:
    """Return the claims, and the relations by their words."""
    texts = {claim.id: " ".join(claim.text.split()) for claim in map.claims}
    steps = {
        (str(r.kind), texts[p], texts[r.target])
        for r in map.relations
        for p in r.premises
        if p != r.target and r.target in texts  # Kialo has no reason for a step
    }
    return Counter(texts.values()), steps


@given(maps())
def test_what_is_written_is_imported_as_the_same_claims_and_relations(map: ArgumentMap) -> None:
    # A thesis cannot begin with the word that says what a claim does, and a question without stance is no claim on Kialo.
    assume(not any(re.match(r"\s*(Pro|Con): ", claim.text) for claim in map.claims))
    back = mapped(write(map).text)
    assert words(back) == words(kept(map, CARRIES | {"claims.id"}))
