"""The sides of the discussion that these experiments belong to, and its claims, in words; ids are those of the bundled map."""

from __future__ import annotations

from argmap.experiments.protocol import Statement, Unmeasured

ESSENTIAL = "mathematics is essential"
SUFFICES = "simple mathematics suffices"

USEFUL = Statement("Mathematics is very useful in machine learning.", ("math-is-very-useful",))

UNDERSTANDING = Unmeasured(
    Statement(
        "The techniques of deep learning can all be understood with only simple calculus and linear algebra.",
        ("simple-math-suffices",),
    ),
    "A run measures a network and nobody's understanding: it does not tell what a reader must know.",
)
"""What post 3 says of its examples. No program measures it."""
