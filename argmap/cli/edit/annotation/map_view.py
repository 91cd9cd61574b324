"""The map so far as a tree on the screen: issues, their theses, the reasons and objections below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from argmap.graph.views import whole
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import OutlineNode, Role
from argmap.rendering.scene import scene

MARKS = {
    Role.THESIS: "thesis: ",
    Role.IMPLICIT: "(implicit) ",
    Role.META: "remark: ",
    Role.EXAMPLE: "example: ",
}
SIGNS: Mapping[str, str] = {
    RelationKind.SUPPORT: "+ ",
    RelationKind.ATTACK: "− ",
    RelationKind.UNDERCUT: "× ",
}
DEEPEST = 100
"""Levels of the tree, at most: what lies deeper is seen by its relations' own entries."""


class MapView(Tree[str]):
    """The outline of a map. Every node holds the id of its part."""

    ALLOW_SELECT = False
    show_root = False
    guide_depth = 2

    def __init__(self) -> None:
        super().__init__("", id="map")

    def show_map(self, map: ArgumentMap) -> None:
        """Draw a map, and keep the place of the cursor."""
        looked_at = self.looked_at
        self.clear()
        self.root.expand()
        labels = {claim.id: claim.label for claim in map.claims if claim.label}
        labels |= {issue.id: issue.label for issue in map.issues if issue.label}
        stack = [(self.root, entry, 0) for entry in reversed(outline(scene(whole(map))))]
        while stack:
            parent, entry, depth = stack.pop()
            text, entry_id, children = _merged(entry, labels)
            if depth >= DEEPEST:
                children = ()
            node = parent.add(text, entry_id, expand=True, allow_expand=bool(children))
            stack.extend((node, child, depth + 1) for child in reversed(children))
        if looked_at is not None:
            self.look_at(looked_at)

    @property
    def looked_at(self) -> str | None:
        """The id of the part under the cursor."""
        return self.cursor_node.data or None if self.cursor_node is not None else None

    def look_at(self, name: str) -> bool:
        """Put the cursor on a part, and return whether it is there."""
        node = next((node for node in self._walk(self.root) if node.data == name), None)
        if node is None:
            return False
        above = node.parent
        while above is not None:
            above.expand()
            above = above.parent
        _ = self.last_line  # counts the lines anew: a node knows its own only then
        self.move_cursor(node)
        return True

    def _walk(self, top: TreeNode[str]) -> Iterator[TreeNode[str]]:
        todo = [top]
        while todo:
            node = todo.pop()
            yield node
            todo.extend(reversed(node.children))


def _merged(entry: OutlineNode, labels: Mapping[str, str]) -> tuple[Text, str, tuple[OutlineNode, ...]]:
    """Return the text of an entry, its id, and what comes below it; a relation is one line with its only premise."""
    if entry.role is not Role.RELATION:
        return _said(entry, labels), entry.id, entry.children
    word = (f"{SIGNS.get(entry.kind, '')}{entry.text} ", "bold")
    premises = [child for child in entry.children if child.role is not Role.RELATION]
    if len(premises) == 1 and entry.kind not in {"question", "concession"}:
        [premise] = premises
        others = tuple(child for child in entry.children if child is not premise)
        return Text.assemble(word, _said(premise, labels)), premise.id, (*premise.children, *others)
    return Text.assemble(word), entry.id, entry.children


def _said(entry: OutlineNode, labels: Mapping[str, str]) -> Text:
    """Return the text of an entry: the short form of a claim, if there is one, since the tree is narrow."""
    mark = "? " if entry.role is Role.ISSUE else MARKS.get(entry.role, "")
    text = entry.text if entry.role is Role.CONCESSION else labels.get(entry.id, entry.text)
    again = " (see above)" if entry.repeated else ""
    ending = f" = {entry.outcome}" if entry.outcome else ""
    return Text(f"{mark}{text}{again}{ending}", style="italic" if entry.role is Role.IMPLICIT else "")
