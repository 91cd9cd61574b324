"""The colours of the page: variables that its themes decide."""

from __future__ import annotations

import re

from argmap.rendering.theme import THEMES, Theme

SHORT = re.compile(r"#(.)\1(.)\2(.)\3$")
"""A colour that three digits say, too."""
BRIEF = r"#\1\2\3"


def themed(look: Theme) -> dict[str, str]:
    """Return the colours of a theme by the names of variables.

    Args:
        look: the theme.
    """
    colours = {"page": look.page, "ink": look.ink, "muted": look.muted, "linked": look.linked}
    for number, side in enumerate((*look.sides, look.neutral), start=1):
        name = str(number) if number <= len(look.sides) else "0"
        colours |= {f"b{name}": side.border, f"f{name}": side.fill}
    return colours | {kind: line.color for kind, line in look.lines.items()}


def theme_css(dark_by_choice: bool = True) -> str:
    """Return the variables of every theme: light unless the reader's system is dark, and by choice.

    An unknown choice, or an empty one, is none.

    Args:
        dark_by_choice: whether the dark theme is there by choice, too; otherwise a script has to add it.
    """

    def block(look: Theme) -> str:
        colours = (f"--{name}:{SHORT.sub(BRIEF, colour)}" for name, colour in themed(look).items())
        return "{" + ";".join(colours) + "}\n"

    light, dark, mono = (THEMES[name] for name in ("light", "dark", "mono"))
    by_choice = f":root[data-theme=dark]{block(dark)}" if dark_by_choice else ""
    return (
        f":root{block(light)}@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){block(dark)}}}\n"
        f"{by_choice}:root[data-theme=mono]{block(mono)}"
    )
