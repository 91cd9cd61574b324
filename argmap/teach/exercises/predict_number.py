"""14. Predict the number, then run the experiment."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.errors import ArgmapError
from argmap.experiments.protocol import Bound
from argmap.experiments.registry import experiment
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.protocol import Exercise, LessonPart

MOST = 4
"""Numbers to predict in a set at most: each costs a run."""

MARGIN = 0.05
"""Share of the expected value that a prediction may be off where the source gives no tolerance."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a number to predict for every example whose experiment has a measure with an expected value and a tolerance."""
    for example in context.picked_examples(MOST):
        if example.experiment is None:
            continue
        try:
            known = experiment(example.experiment)
            if not context.language.knows(known.question):
                continue
            measures = known.run(0).measures
        except (ArgmapError, ArithmeticError, ValueError):
            continue
        exact = [m for m in measures if m.bound is Bound.WITHIN and m.holds and m.expected not in {0.0, 1.0}]
        if exact:
            measure = exact[0]
            yield Item(
                "predict-number",
                f"predict-number-{example.id}",
                Form.NUMBER,
                context.say(
                    "{example}. {question} What number do you expect for “{measure}”{unit}?",
                    example=example.name,
                    question=context.translated(known.question),
                    measure=context.translated(measure.name),
                    unit=context.say(" (in {unit})", unit=measure.unit) if measure.unit else "",
                ),
                Skill.SYNTHESIS,
                Level.ADVANCED,
                (example.id,),
                measure.source,
                number=measure.expected,
                tolerance=measure.tolerance or abs(measure.expected) * MARGIN,
                feedback=context.say(
                    "Run it: argmap experiment run {name}. What it does not show: {limit}",
                    name=known.name,
                    limit=context.translated(known.shows_not),
                ),
            )


EXERCISE = Exercise(
    "predict-number",
    "an example that names an experiment",
    generate,
    key_is_drawn=False,
    names_people=False,
    part=LessonPart.EXPERIMENTS,
)
