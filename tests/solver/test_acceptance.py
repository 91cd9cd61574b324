"""Credulous and skeptical acceptance follow from the extensions, which the definitions give."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.solver.acceptance import credulous, skeptical, statuses
from argmap.solver.assumptions import Framework
from argmap.solver.derivation import consequences, labelling
from argmap.solver.goals import kernel
from argmap.solver.semantics import Semantics, extensions
from tests.solver.brute import extensions as defined
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

SEMANTICS = pytest.mark.parametrize("semantics", Semantics)
ANY = frameworks() | aba_frameworks()


@SEMANTICS
@given(ANY)
@examples(75)
def test_the_status_of_every_sentence_is_that_of_the_definition(
    semantics: Semantics, framework: Framework
) -> None:
    known = [labelling(framework, extension) for extension in defined(framework, semantics)]
    found = statuses(framework, semantics, range(framework.sentences), failing=True)
    assert found.exists == bool(known)
    for sentence in range(framework.sentences):
        assert (sentence in found.credulous) == any(sentence in one.holds for one in known)
        assert (sentence in found.skeptical) == all(sentence in one.holds for one in known)
        assert (sentence in found.doubtful) == any(sentence in one.fails for one in known)
        assert (sentence in found.rejected) == all(sentence in one.fails for one in known)
    holding = statuses(framework, semantics, range(framework.sentences))
    assert (holding.credulous, holding.skeptical) == (found.credulous, found.skeptical)
    assert not holding.doubtful | holding.rejected


@SEMANTICS
@given(ANY)
@examples(30)
def test_single_questions_agree_with_the_definition(semantics: Semantics, framework: Framework) -> None:
    known = [labelling(framework, extension) for extension in defined(framework, semantics)]
    for sentence in range(framework.sentences):
        assert credulous(framework, semantics, sentence) == any(sentence in one.holds for one in known)
        assert skeptical(framework, semantics, sentence) == all(sentence in one.holds for one in known)


@given(ANY)
def test_a_kernel_is_admissible_and_enough(framework: Framework) -> None:
    for extension in extensions(framework, Semantics.PREFERRED).extensions:
        for goal in [*((s, False) for s in extension.holds), *((s, True) for s in extension.fails)]:
            members = kernel(framework, extension, goal[0], fails=goal[1])
            assert members <= extension.accepted
            assert members in defined(framework, "admissible")
            alone = consequences(framework, members)
            assert goal[0] in (alone.fails if goal[1] else alone.holds)


def test_a_kernel_of_what_is_not_so_is_refused() -> None:
    framework = Framework(1, 2, ((1, (0,)),), (1,))
    (only,) = extensions(framework, Semantics.PREFERRED).extensions
    with pytest.raises(ValueError, match="otherwise"):
        kernel(framework, only, 0)
