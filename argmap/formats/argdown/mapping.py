"""An Argdown document as an argument map.

Statements are claims. An argument with a premise-conclusion structure is its inferences: linked premises that support the
conclusion; without one it is a claim with its description, and what it supports or attacks the claim supports or attacks.
Wordings of one statement are rephrases of the one that Argdown calls canonical. Headings are tags of what is below them.

Where Argdown says less than a map has to say, this is decided once: a relation to an argument with premises bears on an implicit
premise, that these premises hold, because Argdown leaves open on which of them it bears. An undercut of an argument without
premises undercuts every relation of that argument. A contradiction is two attacks, and an entailment a support.

Source:
    Argdown 1.7, "Relations between arguments": a support is a conclusion that equals a premise, an attack one that contradicts
    a premise, an undercut an attack on the inference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from argmap.formats.argdown.completing import Extras, completed
from argmap.formats.argdown.document import (
    Document,
    End,
    InferenceBar,
    LinkKind,
    Member,
    SignedLink,
    Sort,
    TitledPart,
)
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import Reading
from argmap.model.claim import Claim
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import schemes
from argmap.model.source_text import slug

AUXILIARY = "auxiliary"
"""Marks the conclusion that argmap writes for premises which attack, undercut or back something: it is no claim."""

NOTES = {
    LinkKind.CONTRADICTORY: "One half of a contradiction: one of both is true, and not the other.",
    LinkKind.CONTRARY: "One half of a contrariety: both cannot be true.",
    LinkKind.ENTAILS: "An entailment.",
}
SYMMETRIC = {LinkKind.CONTRADICTORY, LinkKind.CONTRARY}
KINDS = {
    LinkKind.SUPPORT: RelationKind.SUPPORT,
    LinkKind.ENTAILS: RelationKind.SUPPORT,
    LinkKind.UNDERCUT: RelationKind.UNDERCUT,
}
CLAIM_FIELDS = frozenset(Claim.model_fields) - {"id", "text", "tags"} | {"example"}
RELATION_FIELDS = frozenset(Relation.model_fields) - {"id", "kind", "premises", "target"}
SETTINGS = frozenset({AUXILIARY, "isCanonical", "uses"})


class Mapper:
    """Makes the parts of a map out of those of a document."""

    def __init__(self, document: Document, map: MapBuilder) -> None:
        self.document, self.map = document, map
        self.extras = Extras()
        self.unknown: Counter[str] = Counter()
        self.folded = dict(self._auxiliary())
        self.unclear: dict[End, End] = {}
        self.outgoing: dict[End, list[object]] = {}
        self.seen: set[tuple[RelationKind, End, object]] = set()

    def reading(self) -> Reading:
        """Return the map."""
        document, map = self.document, self.map
        map.title = document.title
        if map.failed:
            return map.reading()
        if (
            not document.kept
            and not document.links
            and not any(part.titled for part in document.parts.values())
        ):
            map.error("there is no statement with a title or a relation in it", 1)
            return map.reading()
        links = [link for link in document.links if link not in self.folded.values()]
        self._parts(links)
        undercuts = [link for link in links if link.kind is LinkKind.UNDERCUT]
        for number, link in enumerate(links):
            if link.kind is not LinkKind.UNDERCUT:
                self._link(link, number)
        self._steps()
        for number, link in enumerate(undercuts):
            self._undercut(link, number)
        self._remarks()
        return completed(map.reading(), self.extras, document.kept, map)

    # Claims

    def _parts(self, links: list[SignedLink]) -> None:
        document = self.document
        used = {end for link in links for end in (link.source, link.target)}
        used |= {
            end for steps in document.steps.values() for s in steps for end in (*s.premises, s.conclusion)
        }
        folded = {document.steps[owner][-1].conclusion for owner in self.folded}
        prose = 0
        for end, part in document.parts.items():
            if end in folded or end in document.steps:
                self._count(part, RELATION_FIELDS if end in document.steps else CLAIM_FIELDS)
            elif not part.titled and end not in used:
                prose += 1
            else:
                self._claim(part)
        if prose:
            self.map.left_out(f"texts without a title or a relation, which are taken for prose: {prose}")

    def _claim(self, part: TitledPart) -> None:
        wordings = [member for member in part.members if member.text]
        canonical = next(
            (m for m in wordings if m.data.get("isCanonical") is True), wordings[-1] if wordings else None
        )
        title, line = (part.end.title if part.titled else ""), canonical.line if canonical else part.line
        if canonical is None and part.end.sort is Sort.STATEMENT:
            self.map.left_out(
                f"[{title}] has no text, and is called by its title; is it a typing mistake?", line
            )
        fields: dict[str, Any] = {"tags": self._tags(part)}
        for member in part.members:
            fields |= {key: value for key, value in member.data.items() if key in CLAIM_FIELDS}
        if title and slug(title) != title:
            fields.setdefault("label", title)
        self._count(part, CLAIM_FIELDS)
        self.map.claim(
            part.end,
            canonical.text if canonical else title,
            line=line,
            wanted=slug(title) or (f"line-{line}" if line else slug(part.end.title) or "claim"),
        )
        self.extras.claims[part.end] = {
            key: value for key, value in fields.items() if value not in ((), [], None)
        }
        self._rephrases(part, canonical, wordings)

    def _rephrases(self, part: TitledPart, canonical: Member | None, wordings: list[Member]) -> None:
        known = {canonical.text} if canonical else set[str]()
        for number, member in enumerate(wordings, start=1):
            if member.text not in known:
                known.add(member.text)
                key = End(Sort.STATEMENT, f"{part.end.title}\n{number}")
                name = slug(part.end.title) if part.titled else ""
                self.map.claim(key, member.text, line=member.line, wanted=f"{name or 'wording'}-{number}")
                self.map.relation(None, RelationKind.REPHRASE, [key], part.end, line=member.line)

    def _tags(self, part: TitledPart) -> list[str]:
        names = [tag for member in part.members for tag in member.tags]
        if not self.document.kept:
            names += part.groups
        return list(dict.fromkeys(filter(None, map(slug, names))))

    def _count(self, part: TitledPart, known: frozenset[str]) -> None:
        for member in part.members:
            self.unknown.update(key for key in member.data if key not in known | SETTINGS)

    # Links

    def _link(self, link: SignedLink, number: int) -> None:
        source, target = self._source(link.source), self._target(link)
        if target is None or self._is_derived(link, source):
            return
        strict = self.document.strict and Sort.ARGUMENT not in {link.source.sort, link.target.sort}
        kind = KINDS.get(link.kind, RelationKind.ATTACK)
        note = NOTES.get(link.kind)
        if strict and link.kind in {LinkKind.SUPPORT, LinkKind.ATTACK}:
            note = NOTES[LinkKind.ENTAILS if link.kind is LinkKind.SUPPORT else LinkKind.CONTRARY]
        both = link.kind in SYMMETRIC or (strict and link.kind is LinkKind.ATTACK)
        for way, (start, stop) in enumerate([(source, target), (target, source)][: 1 + both]):
            if (kind, start, stop) not in self.seen:
                self.seen.add((kind, start, stop))
                key = ("link", number, way)
                self.map.relation(key, kind, [start], stop, line=link.line, note=note)
                self.outgoing.setdefault(link.source if not way else link.target, []).append(key)

    def _source(self, end: End) -> End:
        steps = self.document.steps.get(end)
        return steps[-1].conclusion if steps else end

    def _target(self, link: SignedLink) -> End | None:
        if link.target.sort is Sort.INFERENCE:
            self.map.left_out("an inference can only be undercut; this relation was left out", link.line)
            return None
        if link.target not in self.document.steps:
            return link.target
        if link.target not in self.unclear and not self._is_derived(link, self._source(link.source)):
            key = End(Sort.STATEMENT, f"{link.target.title}\npremises")
            title = link.target.title if not link.target.title.startswith("\n") else "this argument"
            name = slug(link.target.title) or "argument"
            text = f"The premises of “{title}” hold."
            self.map.claim(key, text, line=link.line, wanted=f"{name}-premises", implicit=True)
            self.map.left_out(
                f"on which premise of <{title}> this bears is open; it bears on an implicit one, that they hold",
                link.line,
            )
            self.unclear[link.target] = key
        return self.unclear.get(link.target, link.target)

    def _is_derived(self, link: SignedLink, source: End) -> bool:
        """Say whether a relation of an argument only repeats what its premises and conclusions say."""
        steps = self.document.steps
        if link.source in steps and source == link.target and link.kind is LinkKind.SUPPORT:
            return True
        premises = {premise for step in steps.get(link.target, ()) for premise in step.premises}
        if link.kind is LinkKind.SUPPORT:
            return source in premises
        return any((RelationKind.ATTACK, source, premise) in self.seen for premise in premises)

    # Inferences

    def _auxiliary(self) -> Iterator[tuple[End, SignedLink]]:
        """Yield the arguments whose conclusion is no claim, each with the one relation of that conclusion."""
        outgoing: dict[End, list[SignedLink]] = {}
        for link in self.document.links:
            outgoing.setdefault(link.source, []).append(link)
        for owner, steps in self.document.steps.items():
            part, links = self.document.parts[steps[-1].conclusion], outgoing.get(steps[-1].conclusion, [])
            if len(steps) == len(links) == 1 and any(m.data.get(AUXILIARY) is True for m in part.members):
                yield owner, links[0]

    def _steps(self) -> None:
        for owner, steps in self.document.steps.items():
            for number, step in enumerate(steps):
                self._step(owner, number, step)

    def _step(self, owner: End, number: int, step: InferenceBar) -> None:
        part, last = self.document.parts[owner], number == len(self.document.steps[owner]) - 1
        kind, target = RelationKind.SUPPORT, step.conclusion
        link, to = self.folded.get(owner), None
        if link is not None:
            kind, target = KINDS.get(link.kind, RelationKind.ATTACK), self._source(link.target)
            to = self._inference(link.target)
        name = slug(owner.title) if part.titled else ""
        wanted = name if last and name else f"{name or 'step'}-{number + 1}"
        premises = [*step.premises, *([self.unclear[owner]] if owner in self.unclear and not number else [])]
        key = ("step", owner, number)
        self.map.relation(
            key, kind, premises, to if to is not None else target, line=step.line, wanted=wanted
        )
        self.unknown.update(field for field in step.data if field not in RELATION_FIELDS | SETTINGS)
        fields = {field: value for field, value in step.data.items() if field in RELATION_FIELDS}
        self.extras.relations[key] = {**self._rules(step), **self._description(part, last), **fields}

    def _rules(self, step: InferenceBar) -> dict[str, str]:
        names = [slug(rule) for rule in step.rules]
        if len(names) == 1 and names[0] in schemes():
            return {"scheme": names[0]}
        return {"note": f"By {', '.join(step.rules)}."} if names else {}

    def _description(self, part: TitledPart, last: bool) -> dict[str, str]:
        texts = [member.text for member in part.members if member.text]
        return {"note": texts[-1]} if texts and last else {}

    def _inference(self, end: End) -> object:
        """Return the key of the relation that an undercut of an argument or an inference leads to; None without one."""
        if end.sort is Sort.INFERENCE:
            owner = next(o for o in self.document.steps if o.title == end.title)
            return ("step", owner, end.number)
        steps = self.document.steps.get(end)
        return ("step", end, len(steps) - 1) if steps else None

    def _undercut(self, link: SignedLink, number: int) -> None:
        source, to = self._source(link.source), self._inference(link.target)
        targets = [to] if to is not None else self.outgoing.get(link.target, [])
        for way, target in enumerate(targets):
            self.map.relation(
                ("undercut", number, way), RelationKind.UNDERCUT, [source], target, line=link.line
            )
        if not targets:
            self.map.left_out(
                f"the undercut of {link.target.title!r} is an attack, because it infers nothing", link.line
            )
            self.map.relation(
                ("undercut", number, 0), RelationKind.ATTACK, [source], link.target, line=link.line
            )

    def _remarks(self) -> None:
        if self.unknown:
            named = ", ".join(f"{key} ({count})" for key, count in sorted(self.unknown.items()))
            self.map.left_out(f"data that argmap has no room for: {named}")
