"""Maps as text: the outline, the tree in the terminal, Markdown."""
