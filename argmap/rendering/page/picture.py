"""The drawing inside the page: smaller than Graphviz writes it, with colours that the page's themes decide."""

from __future__ import annotations

import re

from argmap.rendering.theme import LIGHT, THEMES, Theme

TITLES = re.compile(r"<title>[^<]*</title>\n")
WRAPPERS = re.compile(r'<g id="a_[^"]*"><a[^>]*>\n(.*?)</a>\n</g>\n', re.DOTALL)
NEEDLESS = re.compile(
    r' xml:space="preserve"| text-anchor="start"| font-family="[^"]*"| stroke="none"(?=[^>]* points)'
)
SPACES = re.compile(r"<text[^>]*>(?:\s|&#160;)*</text>\n")
NUMBERS = re.compile(r"(?<=[\s,\"MC-])(\d+\.\d{2})(?=[\s,\"CLZ])")
STYLED = re.compile(r' style="italic"')
PAGE = re.compile(r'<polygon fill="#ffffff" stroke="none" points="[^"]*"/>\n', re.DOTALL)
ROOT = re.compile(r"^.*?(?=<g id=\"argmap\")", re.DOTALL)
BOX = re.compile(r'viewBox="([^"]*)"')


ROUNDED = re.compile(
    r'<path fill="([^"]*)" stroke="([^"]*)"( stroke-width="[^"]*")?( stroke-dasharray="[^"]*")? d="(M[^"]*)"/>'
)
"""A path that may be a box with round corners: Graphviz writes every corner as two curves."""

DEFAULTS = re.compile(
    r' fill="var\(--ink\)"(?=>)| font-size="10"(?=[ >])|(?<=font-size="\d)\.00(?=")|\.00(?=")'
)
"""What the page's style sheet says already."""

CORNER = 6
POINTS_OF_A_BOX = 25


def _rectangle(found: re.Match[str]) -> str:
    """Return a rectangle for the path of a rounded box, and any other path as it is."""
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", found[5])
    if len(points) != POINTS_OF_A_BOX or found[1] == "none" or points[0] != points[-1]:
        return found[0]
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    told = {"x": min(xs), "y": min(ys), "width": max(xs) - min(xs), "height": max(ys) - min(ys), "rx": CORNER}
    place = " ".join(f'{key}="{value:.1f}"'.replace('.0"', '"') for key, value in told.items())
    return f'<rect fill="{found[1]}" stroke="{found[2]}"{found[3] or ""}{found[4] or ""} {place}/>'


def themed(look: Theme) -> dict[str, str]:
    """Return the colours of a theme by the names of variables."""
    colours = {"page": look.page, "ink": look.ink, "muted": look.muted, "linked": look.linked}
    for number, side in enumerate((*look.sides, look.neutral), start=1):
        name = str(number) if number <= len(look.sides) else "0"
        colours |= {f"b{name}": side.border, f"f{name}": side.fill}
    return colours | {kind: line.color for kind, line in look.lines.items()}


def page_svg(drawn: str, label: str) -> str:
    """Return Graphviz's SVG of the light theme as it stands in the page."""
    box = BOX.search(drawn)
    body = ROOT.sub("", drawn, count=1)
    body = body[: body.rindex("</svg>")]
    body = TITLES.sub("", WRAPPERS.sub(r"\1", body))
    body = PAGE.sub("", body, count=1)
    body = STYLED.sub(' font-style="italic"', NEEDLESS.sub("", SPACES.sub("", body)))
    body = NUMBERS.sub(lambda match: f"{float(match[1]):.1f}".removesuffix(".0"), body)
    body = ROUNDED.sub(_rectangle, body)
    names = {colour: name for name, colour in themed(LIGHT).items()}
    body = re.sub(r'"(#[0-9a-f]{6})"', lambda m: f'"var(--{names[m[1]]})"' if m[1] in names else m[0], body)
    body = DEFAULTS.sub("", body).replace(' font-weight="bold"', ' class="b"').replace("\n</g>", "</g>")
    return (
        f'<svg id="map" role="group" aria-label="{label}" viewBox="{box[1] if box else "0 0 100 100"}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{body}</svg>\n'
    )


def theme_css() -> str:
    """Return the variables of every theme: light unless the reader's system is dark, and by choice."""

    def block(look: Theme) -> str:
        return "{" + "".join(f"--{name}:{colour};" for name, colour in themed(look).items()) + "}\n"

    light, dark, mono = (THEMES[name] for name in ("light", "dark", "mono"))
    return (
        f":root{block(light)}@media (prefers-color-scheme:dark){{:root{block(dark)}}}\n"
        f":root[data-theme=light]{block(light)}:root[data-theme=dark]{block(dark)}:root[data-theme=mono]{block(mono)}"
    )
