"""How fast argmap is: `python -m benchmarks` measures and prints, and never judges."""
