"""Pictures and texts of a map: DOT, SVG, PNG, PDF, outline, lines and Markdown."""
