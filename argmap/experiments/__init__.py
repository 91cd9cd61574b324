"""Technical examples that run: each measures a number and says what was expected, by whom, and what it does not show."""
