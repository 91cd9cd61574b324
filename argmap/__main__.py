"""`python -m argmap`: the command line."""

from argmap.cli.program import run

run()
