"""Many edits as one: their shapes, their file, and what they make of a map."""
