"""Breaches and stages are seen wherever their step or their post is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.breaches import breaches_in_post, charge, stages_of
from argmap.rendering.outline import outline
from argmap.rendering.page.document import thread_html
from argmap.rendering.scene import Scene, scene
from argmap.rendering.text.tree import json_text, tree_text

WORDS = "breaks the standpoint rule (straw man)"


@pytest.fixture(scope="module")
def map() -> ArgumentMap:
    return argmap.load(Path(__file__).parent.parent.parent / "data" / "typing-for-a-team")


@pytest.fixture(scope="module")
def seen(map: ArgumentMap) -> Scene:
    return scene(whole(map))


def test_a_breach_is_told_with_its_rule_and_its_fallacy(map: ArgumentMap) -> None:
    assert [charge(breach) for breach in breaches_in_post(map, "p6")] == [WORDS]


def test_a_post_has_its_stages_in_the_order_of_a_discussion(map: ArgumentMap) -> None:
    assert stages_of(map, "p8") == ("Argumentation", "Concluding")
    assert stages_of(map, "p7") == ("Opening",)


def test_outlines_tell_it_on_the_step(seen: Scene) -> None:
    entries = outline(seen)
    assert tree_text(entries).count(WORDS) == 1
    assert json_text(entries).count(json.dumps(WORDS)) == 1


def test_the_page_tells_it_on_the_card_and_in_the_thread_with_the_reason(
    seen: Scene, map: ArgumentMap
) -> None:
    why = "Ana had said that a compiler finds four mistakes before the customers do."
    thread = thread_html(seen)
    assert thread.count(WORDS) == thread.count(why) == 1
    assert "Stage: argumentation, concluding" in thread
    assert why in thread
    hostile = map.breaches[0].model_copy(update={"why": "<script>alert(1)</script>"})
    changed = map.model_copy(update={"breaches": (hostile,)})
    assert "<script" not in thread_html(scene(whole(changed)))
