"""Argdown's own program reads what argmap writes, and sees the relations of the map."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from argmap.formats.argdown import json as argdown_json
from argmap.formats.argdown.text import keeps, read, write
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.model.map import ArgumentMap
from argmap.storage.load import load_map
from tests.formats.argdown.test_argdown import SAMPLES, TRAM
from tests.formats.node import FOLDER, ROOT, needs
from tests.strategies import maps

pytestmark = needs("@argdown/cli")
SHOWN = {"support", "attack", "undercut"}


def exported(folder: Path, documents: Mapping[str, str]) -> dict[str, Any]:
    """Return what Argdown makes of documents: its JSON by their names. One run of its program reads them all."""
    for name, text in documents.items():
        (folder / f"{name}.argdown").write_text(text, encoding="utf-8")
    program = FOLDER / "@argdown" / "cli" / "dist" / "cli.js"
    command = [
        "node",
        str(program if program.exists() else FOLDER / ".bin" / "argdown"),
        "json",
        "*.argdown",
        "json",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error" not in done.stderr.lower(), done.stderr
    return {name: json.loads((folder / "json" / f"{name}.json").read_text("utf-8")) for name in documents}


def seen(data: dict[str, Any]) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the relations in Argdown's JSON: those between titles, and the inferences of arguments."""
    arguments = {title: argument for title, argument in data["arguments"].items() if argument.get("pcs")}
    auxiliary: dict[str, str] = {}
    found = []
    for title, argument in arguments.items():
        *premises, conclusion = argument["pcs"]
        if data["statements"][conclusion["title"]].get("data", {}).get("auxiliary"):
            auxiliary[conclusion["title"]] = title
        else:
            found.append(("support", tuple(premise["title"] for premise in premises), conclusion["title"]))
    for relation in data["relations"]:
        source = arguments.get(auxiliary.get(relation["from"], ""))
        premises = [premise["title"] for premise in source["pcs"][:-1]] if source else [relation["from"]]
        found.append((relation["relationType"], tuple(premises), relation["to"]))
    return sorted(found)


def said(map: ArgumentMap) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the relations of a map that Argdown has signs for, without what bears on the others."""
    left = {r.id: r for r in map.relations if r.kind in SHOWN}
    while gone := [i for i, r in left.items() if r.target not in map.nodes and r.target not in left]:
        for id in gone:
            del left[id]
    return sorted((str(r.kind), r.premises, r.target) for r in left.values())


def words(map: ArgumentMap) -> tuple[Counter[tuple[str, tuple[str, ...], str]], Counter[str]]:
    """Return the relations of a map by the words at their ends, and its claims."""

    def end(id: str) -> str:
        return map.nodes[id].text if id in map.nodes else end(map.relations_by_id[id].premises[0])

    steps = Counter((str(r.kind), tuple(end(p) for p in r.premises), end(r.target)) for r in map.relations)
    return steps, Counter(claim.text for claim in map.claims)


def plain(text: str) -> str:
    return " ".join(text.split())


def check(data: dict[str, Any], map: ArgumentMap) -> None:
    assert seen(data) == said(map)
    for node in map:
        (text,) = [m["text"] for m in data["statements"][node.id]["members"] if m.get("text")]
        assert plain(text) == plain(node.text)
        assert set(data["statements"][node.id].get("tags") or ()) == set(node.tags)


def test_bundled_maps_are_read_with_all_their_relations(tmp_path: Path) -> None:
    bundled = [load_map(path.parent) for path in sorted((ROOT / "data").glob("*/map.yaml"))]
    shown = exported(tmp_path, {map.id: write(map).text for map in bundled})
    for map in bundled:
        check(shown[map.id], map)


def test_odd_maps_are_read_with_all_their_relations(tmp_path: Path) -> None:
    odd: list[ArgumentMap] = []

    @settings(
        max_examples=40,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(maps())
    def collect(map: ArgumentMap) -> None:
        odd.append(map)

    collect()
    named = {f"m{number}": map for number, map in enumerate(odd)}
    shown = exported(tmp_path, {name: write(map).text for name, map in named.items()})
    for name, map in named.items():
        check(shown[name], map)
        back = argdown_json.read(MapFile(json.dumps(shown[name])))
        assert back.diagnostics == ()
        assert back.map is not None
        assert likeness(back.map) == likeness(keeps(map))


def test_a_text_and_what_argdown_makes_of_it_are_one_map(tmp_path: Path) -> None:
    texts = {"tram": TRAM}
    if SAMPLES.is_dir():
        refused = {
            "test_lexer-lists",
            "test_lexer-relations",
            "test_lexer-escaped-chars",
        }  # by Argdown; the last is prose
        texts |= {p.stem: p.read_text("utf-8") for p in SAMPLES.glob("*.argdown") if p.stem not in refused}
    for name, data in exported(tmp_path, texts).items():
        ours, theirs = read(MapFile(texts[name])).map, argdown_json.read(MapFile(json.dumps(data))).map
        assert ours is not None
        assert theirs is not None
        assert words(ours) == words(theirs), name


@pytest.mark.parametrize("seed", [1])
def test_texts_of_signs_alone_keep_every_sign(seed: int, tmp_path: Path) -> None:
    from argmap.model.claim import Claim

    draw = random.Random(seed)
    signs = "[]<>{}()@#*_:;.,/\\=+-!?&|~^$%'\"1a \u00a0é😀"
    texts = ["".join(draw.choices(signs, k=draw.randint(1, 30))) for _ in range(400)]
    claims = [
        Claim(id=f"c{n}", text=f"x{text}" if n % 2 else text or "x")
        for n, text in enumerate(texts)
        if text.strip()
    ]
    map = ArgumentMap(id="signs", title="=== [x]", claims=claims)
    check(exported(tmp_path, {"signs": write(map).text})["signs"], map)
