"""Mermaid and D2: arrows as in the map, no sign of a text that means anything, and Mermaid's own parser where npm has it."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from argmap.formats.graphs.flowcharts import d2_text, mermaid_text, write_d2, write_mermaid
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from tests.formats.node import FOLDER, needs
from tests.strategies import maps

SMALL = ArgumentMap(
    id="small",
    title="It's 'so'",
    issues=(Issue(id="q", question="Which one?"),),
    claims=(
        Claim(id="end", text='Say "a|b" #1; it\'s ${x}.', answers="q"),
        Claim(id="b", text="B."),
        Claim(id="c", text="C.", implicit=True),
    ),
    relations=(
        Relation(id="r", kind="support", premises=("b", "c"), target="end"),
        Relation(id="u", kind="undercut", premises=("c",), target="r"),
        Relation(id="x", kind="attack", premises=("b",), target="c"),
    ),
)


def test_mermaid_has_a_small_node_where_premises_meet_or_an_undercut_ends() -> None:
    assert (
        write_mermaid(SMALL).text
        == """\
---
title: "It's 'so'"
---
flowchart BT
  n-q(["Which one?"])
  n-end["Say #34;a|b#34; #35;1#59; it's $#123;x#125;."]
  n-b["B."]
  n-c["C."]:::implicit
  n-r("supports"):::step
  n-end -.->|answers| n-q
  n-b --- n-r
  n-c --- n-r
  n-r --> n-end
  n-c --x|undercuts| n-r
  n-b --x|attacks| n-c
  classDef implicit stroke-dasharray: 5 3
  classDef step font-size:10px
"""
    )


def test_d2_has_the_same_boxes_and_arrows() -> None:
    assert (
        write_d2(SMALL).text
        == """\
direction: up
n: "It's 'so'" {shape: text; near: top-center}
n-q: "Which one?" {shape: oval}
n-end: "Say \\"a|b\\" #1; it's \\${x}." {shape: rectangle}
n-b: "B." {shape: rectangle}
n-c: "C." {shape: rectangle; style.stroke-dash: 3}
n-r: "supports" {shape: oval}
n-end -> n-q: answers {style.stroke-dash: 2}
n-b -- n-r
n-c -- n-r
n-r -> n-end
n-c -> n-r: undercuts {style.stroke-dash: 4; target-arrowhead.shape: diamond}
n-b -> n-c: attacks {style.stroke-dash: 4; target-arrowhead.shape: diamond}
"""
    )


@given(st.text())
def test_every_sign_that_means_something_is_escaped(text: str) -> None:
    shown = mermaid_text(text)
    assert not re.search(r'["<>&`\\{}\n]', shown)
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), shown) == " ".join(text.split())
    shown = d2_text(text)
    assert shown[0] == shown[-1] == '"'
    assert "\n" not in shown
    assert (
        re.sub(r"\\(.)", lambda match: " " if match[1] == "n" else match[1], shown[1:-1]).split()
        == text.split()
    )


PARSE = """
const folder = process.argv[2], { JSDOM } = require(folder + '/jsdom');
globalThis.window = new JSDOM('').window; globalThis.document = window.document;
import(folder + '/mermaid/dist/mermaid.core.mjs').then(async ({ default: mermaid }) => {
  const shown = [];
  for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    shown.push({ nodes: [...db.getVertices().values()].map((v) => [v.id, v.text]),
                 edges: db.getEdges().map((e) => [e.start, e.end, e.text || '']) });
  }
  console.log(JSON.stringify(shown));
}).catch((error) => { console.error(String(error)); process.exit(1); });
"""


def parsed(texts: list[str], folder: Path) -> list[dict[str, Any]]:
    """Return what Mermaid's parser makes of flowcharts, in one run of node."""
    script = folder / "parse.cjs"
    script.write_text(PARSE, encoding="utf-8")
    done = subprocess.run(
        ["node", str(script), str(FOLDER.resolve())], input=json.dumps(texts), capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown: list[dict[str, Any]] = json.loads(done.stdout)
    return shown


def plain(text: str) -> str:
    """Return a text without the marks that Mermaid puts in place of entity codes."""
    return re.sub(r"ﬂ°°(\d+)¶ß", lambda match: chr(int(match[1])), text)


@needs("mermaid")
@needs("jsdom")
def test_mermaid_reads_every_box_and_arrow(tmp_path: Path) -> None:
    odd: list[ArgumentMap] = [SMALL]

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
    for map, shown in zip(odd, parsed([write_mermaid(map).text for map in odd], tmp_path), strict=True):
        texts = {id.removeprefix("n-"): plain(text) for id, text in shown["nodes"]}
        for claim in map.claims:
            assert texts[claim.id].split() == claim.text.split()
        steps = {r.id for r in map.relations if r.is_linked or r.id in map.incoming}
        assert set(texts) == {*map.nodes, *map.issues_by_id, *steps}
        arrows = Counter(
            (start.removeprefix("n-"), end.removeprefix("n-")) for start, end, _ in shown["edges"]
        )
        expected = Counter((claim.id, claim.answers) for claim in map.claims if claim.answers)
        for r in map.relations:
            expected.update(
                [(p, r.id) for p in r.premises] + [(r.id, r.target)]
                if r.id in steps
                else [(r.premises[0], r.target)]
            )
        assert arrows == expected


COMPILE = """
const { pathToFileURL } = require('url'), folder = process.argv[2] + '/@terrastruct/d2/dist/node-esm/index.js';
import(pathToFileURL(folder).href).then(async ({ D2 }) => {
  const { diagram } = await new D2().compile(require('fs').readFileSync(0, 'utf8'), { layout: 'dagre' });
  console.log(JSON.stringify({ shapes: diagram.shapes.map((s) => [s.id, s.label]),
                               arrows: diagram.connections.map((c) => [c.src, c.dst, c.label]) }));
  process.exit(0);
}).catch((error) => { console.error(String(error)); process.exit(1); });
"""


@needs("@terrastruct/d2")
def test_d2_compiles_every_box_and_arrow(tmp_path: Path) -> None:
    signs = [Claim(id=f"c{n}", text=f"{sign} a {sign}b") for n, sign in enumerate("\"'${}[]|;:#\\<>&*-._@!%")]
    map = SMALL.model_copy(update={"claims": (*SMALL.claims, *signs), "title": "${x} 'n' | # \\"})
    script = tmp_path / "compile.cjs"
    script.write_text(COMPILE, encoding="utf-8")
    done = subprocess.run(
        ["node", str(script), str(FOLDER.resolve())], input=write_d2(map).text, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    texts = {id.removeprefix("n-"): " ".join(text.split()) for id, text in shown["shapes"]}
    assert texts.pop("n") == map.title
    assert {id: texts[id] for id in map.nodes} == {claim.id: claim.text for claim in map.claims}
    assert len(shown["arrows"]) == 6
