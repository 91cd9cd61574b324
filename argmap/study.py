"""The study of a map: everything that the analyses say of it, each part computed once and only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from argmap.dialogue.overview import Dialogue
from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.changes import Crux, Effect, Impact, cruxes, effects, impacts, whatif
from argmap.evaluation.explained import Explained, deciding_extension, refuse_unexplained
from argmap.evaluation.explanation import Explanation, Reasons
from argmap.evaluation.labels import Acceptability, acceptability
from argmap.evaluation.options import DEFAULT_MODEL, STRENGTH_MODELS
from argmap.evaluation.positions import Positions, positions
from argmap.evaluation.reasons import extension_reasons, grounded_reasons
from argmap.evaluation.semantics import MapSemantics, semantics_named
from argmap.evaluation.theory import DEFAULT, FORMER, Basis, Interpretation, Theory, theory
from argmap.evaluation.timeline import Moment, timeline
from argmap.graph.index import MapIndex
from argmap.graph.structure import Structure, structure
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.result import Result, plain
from argmap.solver.semantics import Semantics
from argmap.verdicts import ClaimVerdict, verdicts

if TYPE_CHECKING:
    from argmap.evaluation.strength import Contributions, Sensitivity, SolvedGraph, Strengths

SECONDS = 10.0
"""Time for each search, after which it says that it stopped."""

MOST_STEPS, MOST_STEPS_IN_CYCLES = 1_000, 100
"""Relations up to which contributions are computed: in cycles each takes a computation of its own."""

MOST_MOMENTS = 1_000_000_000
"""Posts times claims, examples and relations up to which a map is followed post by post: time and memory grow with it."""

PARTS = (
    "acceptability",
    "other_interpretations",
    "verdicts",
    "reasons",
    "cruxes",
    "impacts",
    "positions",
    "timeline",
    "strengths",
    "sensitivities",
    "contributions",
    "structure",
    "dialogue",
)
"""The parts that plain data hold, in this order."""


@dataclass(frozen=True, eq=False, repr=False)
class Study(Result):
    """A map under an interpretation, with everything that the analyses say of it.

    Parts are computed when they are asked for, and kept. Names may be given as strings, such as "preferred".

    Args:
        map: the map.
        interpretation: what counts, and when a claim is accepted without a reason; "stances", "arguments-only" and "word" name a basis.
        semantics: the semantics of the labels; explanations, cruxes, impacts and timeline are about grounded ones.
        model: the model of strength.
        seconds: time for each search, for cruxes and sensitivities too, more than 0.

    Raises:
        UnknownName: there is no such basis, semantics or model.

    Example:
        >>> from argmap.model import ArgumentMap, Claim
        >>> Study(ArgumentMap(id="m", title="M", claims=[Claim(id="a", text="It rains.")])).labels["a"]
        <Label.IN: 'in'>
    """

    map: ArgumentMap
    interpretation: Interpretation = DEFAULT
    semantics: MapSemantics = Semantics.GROUNDED
    model: str = DEFAULT_MODEL
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not isinstance(self.map, ArgumentMap):
            given = type(self.map).__name__
            raise ArgmapError(
                f"a study is made of a map, not of a {given!r}; read it first: argmap.load(PATH)"
            )
        if isinstance(self.interpretation, str):
            basis = _basis(self.interpretation)
            object.__setattr__(self, "interpretation", Interpretation(basis))
        object.__setattr__(self, "semantics", semantics_named(self.semantics))
        if self.model not in STRENGTH_MODELS:
            raise UnknownName("model of strength", self.model, STRENGTH_MODELS)

    def __repr__(self) -> str:
        how = f"{self.semantics}, {self.interpretation.basis}, {self.model}"
        size = f"{len(self.map.claims)} claims, {len(self.map.relations)} relations"
        return f"<Study of {self.map.id!r}: {size} ({how})>"

    def to_dict(self) -> dict[str, Any]:
        """Return everything that the analyses say as plain data, ready for JSON.

        Raises:
            OutOfTime: the labels under the semantics were not found in `seconds`.
            ArgmapError: the model of strength is defined for attacks only, and the map has supports.
        """
        return {"map": self.map.id, **{name: plain(getattr(self, name)) for name in PARTS}}

    # What claims are accepted.

    @cached_property
    def theory(self) -> Theory:
        """The map under the interpretation as a framework, with its grounded labels."""
        return theory(self.map, self.interpretation)

    @cached_property
    def acceptability(self) -> Acceptability:
        """The labels under the semantics, and what some extension holds."""
        return acceptability(self.theory, self.semantics, seconds=self.seconds)

    @property
    def labels(self) -> Mapping[str, Label]:
        """The label of every claim, example and step under the semantics."""
        return self.acceptability.labels

    @cached_property
    def other_interpretations(self) -> Mapping[Basis, tuple[Effect, ...]]:
        """The labels that each other basis would change."""
        others = (basis for basis in Basis if basis is not self.interpretation.basis)
        return {basis: self._changed_under(basis) for basis in others}

    def _changed_under(self, basis: Basis) -> tuple[Effect, ...]:
        other = self.theory.under(replace(self.interpretation, basis=basis))
        return effects(self.labels, acceptability(other, self.semantics, seconds=self.seconds).labels)

    @cached_property
    def reasons(self) -> Mapping[str, Explanation]:
        """The shortest reason for the grounded label of every claim, example and argument."""
        return self._reasons.every

    @cached_property
    def _reasons(self) -> Reasons:
        """The same, each found when it is asked for."""
        return grounded_reasons(self.theory)

    @cached_property
    def verdicts(self) -> Mapping[str, ClaimVerdict]:
        """For every claim who holds it at the end, how it is argued, and what follows."""
        return verdicts(self.theory, self.dialogue, self.labels, self.reasons)

    def why(self, id: str) -> Explained:
        """Return why a claim, an example or an argument has its label under the semantics.

        Of semantics with several extensions, the first is explained that decides `id`, or else the first.

        Raises:
            UnknownName: the map has no such claim, example or relation.
            ArgmapError: `id` is a rephrase, which is no argument.
        """
        refuse_unexplained(self.map, id)
        extension, note = deciding_extension(self.theory, id, self.semantics)
        return Explained(id, extension_reasons(self.theory, extension) if extension else self._reasons, note)

    # What would change that.

    def whatif(
        self, *, accept: str | Iterable[str] = (), reject: str | Iterable[str] = ()
    ) -> tuple[Effect, ...]:
        """Return every label that changes when some claims, examples or steps are accepted or rejected.

        Args:
            accept: an id, or several, accepted whatever the map says.
            reject: an id, or several, rejected whatever the map says.

        Raises:
            UnknownName: the map has nothing of such a name.
            ArgmapError: something is both accepted and rejected.
            OutOfTime: the labels under the semantics were not found in `seconds`.
        """
        return whatif(
            self.theory,
            accept=_ids(accept),
            reject=_ids(reject),
            semantics=self.semantics,
            seconds=self.seconds,
        )

    @cached_property
    def cruxes(self) -> tuple[Crux, ...]:
        """For each thesis, the smallest changes elsewhere that change its grounded label."""
        return cruxes(self.theory, self.index.theses, seconds=self.seconds)

    @cached_property
    def impacts(self) -> tuple[Impact, ...]:
        """What is rejected with each thing that is accepted, those first that carry most."""
        return impacts(self.theory, self.index.theses)

    @cached_property
    def positions(self) -> Positions:
        """What can be held together."""
        return positions(self.theory, self.index.theses, seconds=self.seconds)

    @cached_property
    def timeline(self) -> tuple[Moment, ...]:
        """The grounded state after each post that added something; empty where that is too much: `is_too_long`."""
        return () if self.is_too_long else timeline(self.theory, self.index.theses)

    @property
    def is_too_long(self) -> bool:
        """Whether the discussion is too long to be followed post by post: posts times parts of the map are above `MOST_MOMENTS`."""
        posts = len(self.map.thread.posts) if self.map.thread else 0
        return posts * (len(self.map.nodes) + len(self.map.relations)) > MOST_MOMENTS

    # How strong claims are.

    @cached_property
    def solved(self) -> SolvedGraph:
        """The map as a bipolar framework, solved by the model of strength."""
        from argmap.evaluation.strength import solved  # needs numpy, which labels do not

        return solved(self.map, self.model)

    @cached_property
    def strengths(self) -> Strengths:
        """The strength of every claim, example and step, from 0 to 1."""
        from argmap.evaluation.strength import strengths

        return strengths(self.solved)

    @cached_property
    def sensitivities(self) -> tuple[Sensitivity, ...]:
        """For each thesis, how its strength moves with every base score and weight."""
        from argmap.evaluation.strength import sensitivities

        return sensitivities(self.solved, self.index.theses, seconds=self.seconds)

    @cached_property
    def contributions(self) -> tuple[Contributions, ...]:
        """For each thesis, what each relation adds to its strength.

        Empty for maps of more than `MOST_STEPS` relations, or `MOST_STEPS_IN_CYCLES` where strengths run in cycles.
        """
        from argmap.evaluation.strength import contributions

        most = MOST_STEPS_IN_CYCLES if self.strengths.iterations else MOST_STEPS
        if len(self.map.relations) > most:
            return ()
        return tuple(contributions(self.solved, thesis) for thesis in self.index.theses)

    # What the graph and the discussion show.

    @cached_property
    def index(self) -> MapIndex:
        """What the graph says: answers, sides, influences, statements and flow."""
        return MapIndex(self.map)

    @cached_property
    def structure(self) -> Structure:
        """How large and deep the argument is, its cycles and key claims."""
        return structure(self.index)

    @cached_property
    def dialogue(self) -> Dialogue:
        """What the discussion shows about participants, common ground, open points and shared terms."""
        return Dialogue(self.index)


def analyse(
    map: ArgumentMap,
    *,
    interpretation: Interpretation | str = DEFAULT,
    semantics: MapSemantics | str = Semantics.GROUNDED,
    model: str = DEFAULT_MODEL,
    seconds: float = SECONDS,
) -> Study:
    """Return the study of a map: everything that the analyses say of it, computed when it is asked for.

    Args:
        map: the map.
        interpretation: what counts, and when a claim is accepted without a reason; "stances", "arguments-only" and "word" name a basis.
        semantics: the semantics of the labels, such as "grounded" or "preferred".
        model: the model of strength, such as "df-quad" or "quadratic-energy".
        seconds: time for each search, for cruxes and sensitivities too, more than 0.

    Raises:
        UnknownName: there is no such basis, semantics or model.
    """
    return Study(map, interpretation, semantics, model, seconds)  # type: ignore[arg-type]


def _basis(name: str) -> Basis:
    if name not in tuple(Basis):
        raise UnknownName("interpretation", name, Basis, FORMER)
    return Basis(name)


def _ids(ids: str | Iterable[str]) -> frozenset[str]:
    return frozenset((ids,) if isinstance(ids, str) else ids)
