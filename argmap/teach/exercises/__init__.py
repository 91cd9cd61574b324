"""One file for each kind of exercise: `generate(context)` yields those that the map proves a unique key for."""
