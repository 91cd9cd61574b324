"""14. Predict how large a number is, then run the experiment."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10
from warnings import warn

from argmap.errors import ArgmapError, PluginWarning
from argmap.experiments.protocol import Bound, Estimate, Experiment, Measure
from argmap.experiments.registry import experiment
from argmap.language import message
from argmap.model.claim import Example
from argmap.teach.choices import by_turn
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise, LessonPart

MOST = 4
"""Numbers to predict in a set at most: each costs a run."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice among orders of magnitude for every example whose experiment asks for an estimate, with the sizes told."""
    asking = 0
    for example in context.picked(context.map.examples, len(context.map.examples)):
        try:
            known = experiment(example.experiment) if example.experiment else None
        except ArgmapError:
            continue
        if known is None or not known.estimates or asking == MOST:
            continue
        yield from _item(context, example, known, asking)
        asking += 1


def _item(context: Context, example: Example, known: Experiment, number: int) -> Iterator[Item]:
    estimate = context.random.choice(known.estimates)
    measure = _measured(known, estimate)
    if measure is None or not context.language.knows(estimate.asked):
        return
    place = (by_turn(context.turn(""), OPTIONS) + number) % OPTIONS
    powers = [power - place for power in range(OPTIONS)]
    source = context.translated(measure.source)
    options = [
        Option(
            _about(context, measure.expected, power),
            power == 0,
            context.say("Yes: it is {number} ({source}).", number=_written(measure.expected), source=source)
            if power == 0
            else context.say(
                "No: it is {number} ({source}), {times} times as much.",
                number=_written(measure.expected),
                source=source,
                times=_written(10.0**-power),
            )
            if power < 0
            else context.say(
                "No: it is {number} ({source}), and this is {times} times as much.",
                number=_written(measure.expected),
                source=source,
                times=_written(10.0**power),
            ),
        )
        for power in powers
    ]
    yield Item(
        "predict-number",
        f"predict-number-{example.id}",
        Form.CHOICE,
        context.say(
            "{example}. {question}", example=example.name, question=context.translated(estimate.asked)
        ),
        Skill.SYNTHESIS,
        Level.ADVANCED,
        (example.id,),
        measure.source,
        options=tuple(options),
        answers_are_in_order=True,
        feedback=context.say(
            "Run it: argmap experiment run {name}. What it does not show: {limit}",
            name=known.name,
            limit=context.translated(known.shows_not),
        ),
        passages=passages(context.map, (example.id,)),
    )


def _measured(known: Experiment, estimate: Estimate) -> Measure | None:
    """Return the measure that answers an estimate, where a run bears out a positive number that is expected."""
    try:
        measures = known.run(0).measures
    # Experiments are plug-ins, and may end in anything; there is no number to ask for then, and all else goes on.
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        warn(f"experiment {known.name!r} cannot run: {reason}", PluginWarning, stacklevel=2)
        return None
    named = [m for m in measures if m.name == estimate.measure and m.bound is Bound.WITHIN]
    return named[0] if named and named[0].holds and named[0].expected > 0 else None


def _about(context: Context, value: float, power: int) -> str:
    """Return a number times a power of ten with one digit that counts, in a form that is the same for large and small ones.

    Example:
        >>> from argmap.model.map import ArgumentMap
        >>> _about(Context(ArgumentMap(id="m", title="M"), 0, "x"), 82176.0, 0)
        'about 8 × 10⁴'
    """
    digit, exponent = f"{value:.0e}".split("e")
    raised = str(int(exponent) + power).translate(RAISED)
    return context.say("about {number}", number=f"{digit} × 10{raised}")


def _written(value: float) -> str:
    """Return a number in full: a whole one as it is, others with four digits that count.

    Example:
        >>> _written(4096.0), _written(0.00179701), _written(304.48164)
        ('4,096', '0.001797', '304.5')
    """
    if value == round(value):
        return f"{value:,.0f}"
    places = 3 - floor(log10(value))
    rounded = round(value, places)
    return f"{rounded:,.{max(places, 0)}f}".rstrip("0").rstrip(".") if places > 0 else f"{rounded:,.0f}"


EXERCISE = Exercise(
    "predict-number",
    "an example that names an experiment with an estimate to ask for",
    generate,
    key_is_drawn=False,
    names_people=False,
    part=LessonPart.EXPERIMENTS,
    title=message("Predict a number"),
)
