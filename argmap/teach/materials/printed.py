"""Markdown of ours as a page to print or to put online: lessons and feedback."""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt

STYLE = """\
@page{size:A4;margin:18mm}
body{font:11pt/1.5 Georgia,"DejaVu Serif",serif;color:#1b1f24;background:#fff;max-width:44rem;margin:0 auto;padding:8mm}
@media print{body{padding:0;max-width:none}}
h1{font-size:19pt;line-height:1.2;margin:0 0 4mm}h2{font-size:14pt;margin:9mm 0 2mm}h3{font-size:11.5pt;margin:6mm 0 1mm}
h1,h2,h3{break-after:avoid}p,ol,ul{margin:0 0 3mm}li{margin:1mm 0}blockquote{margin:3mm 0;padding-left:4mm;border-left:3px solid #999}
code{font-size:.9em;background:#eef0f2;padding:0 2px;overflow-wrap:anywhere}svg{display:block;width:100%;height:auto}
figure{margin:4mm 0}figcaption{font-size:9.5pt;color:#57606a}
"""


def article(markdown: str, title: str, *, language: str = "en", style: str = "", figure: str = "") -> str:
    """Return Markdown as an HTML document; HTML inside the Markdown is text.

    `figure` is HTML of ours that follows the first heading's paragraphs, before the second heading.
    """
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    head, second, rest = body.partition("<h2>")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n{head}{figure}{second}{rest}</body>\n</html>\n"
    )
