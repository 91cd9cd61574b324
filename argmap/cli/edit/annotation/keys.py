"""The keys, as help and the line at the bottom show them, and the style of the screen: no colour carries a meaning."""

from __future__ import annotations

from argmap.editing.guided.move_keys import MOVE_KEYS

FOOT = """\
c claim  t thesis  s again  a accepts  g grants  f if  d denies  r retracts
q asks  e example  m remark  p implicit  o outcome   Tab map  u undo  ? all  ^Q"""

GOING = (
    ("↓ ↑", "the next or previous sentence"),
    ("1 – 9", "a sentence of the post by its number"),
    ("→ ←", "a word"),
    ("Shift-→ ←", "more or fewer words at the end"),
    ("Ctrl-→ ← or > <", "fewer or more words at the beginning"),
    ("Shift-↓ ↑", "more or fewer sentences"),
    ("Space", "keep the words, and choose more words behind a gap (…)"),
    ("Esc", "only the sentence"),
    ("n b", "the next or previous post"),
    ("#", "go to a post"),
    ("/", "search the thread"),
    ("Tab", "to the map and back"),
    ("Enter", "from the words to the map, and from the map to its words"),
    ("u", "take the last change back, also that of another day"),
    ("Ctrl-Q", "leave; everything is saved"),
)


def help_text() -> str:
    """Return all keys, each with what it does."""
    moves = [(each.key, f"{each.name}: {each.about}") for each in MOVE_KEYS.values()]
    return "\n".join(
        [
            "With chosen words:",
            *(f"  {key:<3} {about}" for key, about in moves),
            "",
            "Choosing words and going about:",
            *(f"  {key:<16} {about}" for key, about in GOING),
            "",
            "In the thread, words that the map quotes are underlined, with a dot (•) at",
            "the beginning of the line. In a list, type to search. Esc always goes one",
            "step back, and what you answered is kept. Begin with a conclusion; its",
            "reasons can then name it.",
        ]
    )


STYLE = """
Screen { background: ansi_default; color: ansi_default; }
#top { height: 1; text-style: bold; }
#sides { height: 1fr; }
#thread { width: 3fr; border: round ansi_default; padding: 0; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-size-horizontal: 0; }
#map { width: 2fr; border: round ansi_default; padding: 0; background: ansi_default; scrollbar-size: 0 1; }
#thread:focus, #map:focus { border: heavy ansi_default; }
#below { height: 4; padding: 0 1; }
#detail { height: 3; }
#message { height: 1; text-style: bold; }
#foot { height: 2; text-style: dim; }
ModalScreen { align: center middle; background: ansi_default; }
.dialog { width: 100%; max-width: 110; height: 100%; max-height: 36; border: heavy ansi_default; padding: 0 1; background: ansi_default; }
.dialog.short { height: auto; max-height: 100%; }
.question { text-style: bold; height: auto; }
.quoted { text-style: italic; height: auto; max-height: 4; }
.how { text-style: dim; height: auto; dock: bottom; }
.help { height: auto; max-height: 12; }
.whole { height: auto; max-height: 6; padding: 0 1; }
.dialog Input { border: round ansi_default; height: 3; padding: 0 1; background: ansi_default; color: ansi_default; }
.dialog OptionList { border: none; height: 1fr; background: ansi_default; padding: 0; scrollbar-size-vertical: 1; }
.card OptionList { height: auto; max-height: 60%; }
.card VerticalScroll { height: 1fr; padding: 1 0 0 0; scrollbar-size-vertical: 1; }
OptionList > .option-list--option-highlighted { background: ansi_default; color: ansi_default; text-style: none; }
OptionList:focus > .option-list--option-highlighted { background: ansi_default; color: ansi_default; text-style: none; }
Tree > .tree--cursor { text-style: underline; background: ansi_default; color: ansi_default; }
Tree:focus > .tree--cursor { text-style: reverse; background: ansi_default; color: ansi_default; }
"""
"""The terminal's own colours, light or dark; what is marked is bold, dim, underlined or reversed."""
