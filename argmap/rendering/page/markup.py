"""Small pieces of HTML; every text goes through `text`, every attribute through `attribute`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from argmap.model.claim import Claim
from argmap.model.example import Example
from argmap.model.map import ArgumentMap
from argmap.rendering.scene import Scene
from argmap.rendering.theme import GLYPHS, NEUTRAL_GLYPH


def text(told: str) -> str:
    """Return a text as HTML, with bidirectional controls kept inside it."""
    return escape(" ".join(told.split()), quote=False)


def attribute(told: str) -> str:
    return escape(" ".join(told.split()), quote=True)


def element(name: str, content: str, **attributes: str) -> str:
    """Return an element; `content` is HTML already, `class_` and the like lose their underscore."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{attribute(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>"


def items(parts: Iterable[str], **attributes: str) -> str:
    inner = "".join(f"<li>{part}</li>" for part in parts)
    return element("ul", inner, **attributes) if inner else ""


def glyph(scene: Scene, node: str) -> str:
    rank = scene.rank(node)
    return NEUTRAL_GLYPH if rank is None else GLYPHS[rank % len(GLYPHS)]


def side_number(scene: Scene, node: str) -> str:
    rank = scene.rank(node)
    return "0" if rank is None else str(rank % len(GLYPHS) + 1)


def said(node: Claim | Example) -> str:
    return f"{node.name}: {node.text}" if isinstance(node, Example) else node.text


def node_link(scene: Scene, name: str) -> str:
    """Return a link to a claim or an example, or the words for a step."""
    node = scene.map.nodes.get(name)
    if node is None:
        return element("span", text(name))
    words = f"{glyph(scene, name)} {node.name if isinstance(node, Example) else node.label or node.text}"
    return element("a", text(words), href=f"#c={name}", class_=f"to s{side_number(scene, name)}")


def post_link(map: ArgumentMap, post: str) -> str:
    numbers = map.thread.numbers if map.thread else {}
    return element("a", f"#{numbers.get(post, '?')}", href=f"#p={post}")
