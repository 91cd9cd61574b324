"""A record that lacks a field loses no words in silence: its post is kept, or what was left out is counted, or an error says it.

Each field of each record of a small file of each JSON form is taken out once, and once set to null.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer
from argmap.importers.registry import read, recognised
from tests.importers.json_forms import JSON_FORMS, SAID

Place = tuple[str | int, ...]
Read = tuple[dict[str, str | None], str]
COUNTED = re.compile(r"\d.*(?:left out|not given|not in the files|only named)")


def imported(value: Any, likely: Importer) -> Read:
    """Return who said each sentence of the debate that is found in a post, and the note."""
    files = [InputFile("export.json", content=json.dumps(value).encode())]
    chosen = likely if likely.fits(files[0]) is Fit.CERTAIN else recognised(files)
    thread = thread_of(read(chosen, files), ImportOptions("t", chosen.name))
    people = thread.participants_by_id
    who = {
        sentence: people[post.author].name if post.author else None
        for post in thread.posts
        for sentence in SAID
        if sentence in (post.text or "")
    }
    return who, thread.source.note or ""


def places(value: Any, above: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(value, dict):
                yield (*above, key)
            yield from places(inner, (*above, key))


def without(value: Any, place: Place, *, null: bool) -> Any:
    damaged = copy.deepcopy(value)
    record = damaged
    for key in place[:-1]:
        record = record[key]
    if null:
        record[place[-1]] = None
    else:
        del record[place[-1]]
    return damaged


def silent_losses(value: Any) -> list[str]:
    """Return what is wrong with the imports of a form without one of its fields."""
    kind = recognised([InputFile("export.json", content=json.dumps(value).encode())])
    who, note = imported(value, kind)
    assert set(who) == set(SAID)
    faults = []
    for place in places(value):
        for null in (False, True):
            damaged = without(value, place, null=null)
            try:
                found, later = imported(damaged, kind)
            except ArgmapError:
                continue
            lost = [each for each in SAID if each in json.dumps(damaged) and each not in found]
            more = [each for each in re.split(r"(?<=[.;]) ", later) if each not in note]
            if lost and not any(map(COUNTED.search, more)):
                faults.append(f"{place} {'null' if null else 'missing'}: lost {lost}, note {more}")
            others = {name for name in who.values() if name}
            moved = [each for each, name in found.items() if name != who[each] and name in others]
            if moved:
                faults.append(f"{place} {'null' if null else 'missing'}: given to another {moved}")
    return faults


@pytest.mark.parametrize("form", JSON_FORMS)
def test_no_words_are_lost_in_silence_when_a_record_lacks_a_field(form: str) -> None:
    assert silent_losses(JSON_FORMS[form]) == []
