"""Plain text: names before a colon, with indented replies; or, on request, posts parted by empty lines or one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.importers.appearance import looks_like_mail
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.importers.texts import transcript
from argmap.importers.texts.conversation import is_conversation
from argmap.importers.texts.heads import GONE_AUTHOR, HEADING, Head, Heads, heads
from argmap.importers.texts.layout import lines_of, title_and_lines
from argmap.importers.texts.markdown_forms import form_of_messages
from argmap.importers.texts.people import ATTRIBUTION, cue_of, is_nobody, listed_people, seconds_of
from argmap.model.posts import Gone, Provenance

GONE = {GONE_AUTHOR: Gone.DELETED, "[removed]": Gone.REMOVED}
NO_TEXT = re.compile(r"\{|<|%PDF|\[\s*(?:[\[{\"\d\-\]]|(?:true|false|null)\b)")
BULLET = re.compile(r"^\s*[*•·‣–-]\s+")
LONGEST_TITLE = 120
OF_ALL = re.compile(r"^(?:[*-]\s+)?Discussion (?:of|about|on|around|whether)\b", re.IGNORECASE)
"""How minutes sum up what several people said."""


@dataclass(slots=True)
class _Open:
    """A post that is being read: its first line, if it names somebody, and the lines so far."""

    head: Head | None
    lines: list[str] = field(default_factory=list)

    @property
    def indent(self) -> int:
        return self.head.indent if self.head else 0


def fits(file: InputFile) -> Fit:
    start = file.head.lstrip("\ufeff").lstrip()
    if not start or NO_TEXT.match(start) or "\0" in file.head or looks_like_mail(file.head):
        return Fit.NO
    _, lines = title_and_lines(lines_of(file.head))
    chosen = heads(lines)
    return Fit.PERHAPS if chosen is not None and is_conversation(lines, chosen) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file holds one)
    """Return the discussion in a plain text.

    A first line "# Title", or "title:" in fields above all, is the title. When at least two lines begin with a name and a colon, each such line begins a post;
    an indented one answers the post above it that is indented less. What belongs to nobody who is named (a heading, what
    stands before the first name, "Isaac/Mikeal: …", "Conclusion: …") is a post without an author, and never the end of the
    post before. Without names, posts are blocks between empty lines, and without empty lines every line is one.

    Raises:
        NotThisSource: the files are no text.
    """
    title, lines, starts = "", list[str](), set[int]()
    for file in files:
        if "\0" in file.text or file.text.lstrip().startswith("%PDF"):
            raise NotThisSource(f"{file.name} is no text")
        heading, own = title_and_lines(lines_of(file.text))
        title = title or heading
        starts.add(len(lines))
        lines += [*own, ""]
    chosen = heads(lines)
    form = form_of_messages(lines) if chosen is None else None
    if form is not None and form.sure and form.name.startswith("bold"):
        return transcript.read(files)  # minutes with items such as "- **Nora:** …"
    if chosen is None:
        posts = tuple(_blocks(lines))
        return _thread(title, posts, Provenance.UNKNOWN)
    opened = _opened(lines, chosen.at, starts)
    if not title and opened[0].head is None and (line := _only_line(opened[0])):
        title, opened = line, opened[1:]
    return _thread(title, tuple(_posts(opened)), Provenance.INFERRED, *_notes(chosen, opened))


def _thread(title: str, posts: tuple[RawPost, ...], authorship: Provenance, *notes: str) -> RawThread:
    indented = any(post.parent for post in posts)
    return RawThread(
        title,
        posts,
        keyed=False,
        authorship=authorship,
        reply_structure=Provenance.RECORDED if indented else Provenance.UNKNOWN,
        notes=notes,
    )


def _notes(chosen: Heads, opened: Sequence[_Open]) -> Iterator[str]:
    people = listed_people(name for name in chosen.people() if name != GONE_AUTHOR)
    yield f"Who wrote what was read from the form of lines ({chosen.form.value}): {people}."
    roles = listed_people(
        f"{head.name} ({head.person.role})" for head in chosen.at.values() if head.person and head.person.role
    )
    if roles:
        yield f"Left out behind names: {roles}."
    if any(post.head and post.head.person and "" in (line.strip() for line in post.lines) for post in opened):
        yield "Paragraphs without a name were taken for words of the person above."
    if chosen.doubtful:
        yield (
            f"Lines that begin with these words and a colon were taken for words of the person above: "
            f"{listed_people(chosen.doubtful)}. If one is a name, put an empty line before it."
        )
    number = sum(post.head is None or post.head.is_open for post in opened)
    if number:
        whom = "1 post has no author" if number == 1 else f"{number} posts have no author"
        yield f"{whom}, because no line says who wrote it: headings, and words of nobody or of several people."


def _opened(lines: Sequence[str], begins: Mapping[int, Head], starts: set[int]) -> list[_Open]:
    """Return the posts in their order: by lines that name somebody, and by lines that end what somebody said.

    Args:
        lines: The lines of all files.
        begins: The lines that name somebody.
        starts: The first lines of files.
    """
    posts: list[_Open] = []
    for at, line in enumerate(lines):
        if at in begins:
            head = begins[at]
            said = head.rest if head.person or is_nobody(head.label) else line.strip()
            posts.append(_Open(head, [said] if said else []))
        elif not posts or at in starts or _ends(line, posts[-1].head, first=not lines[at - 1].strip()):
            posts.append(_Open(None, [line]))
        else:
            posts[-1].lines.append(line)
    for post in posts:
        while post.lines and not post.lines[-1].strip():
            post.lines.pop()
    return [post for post in posts if post.head or post.lines]


def _ends(line: str, head: Head | None, *, first: bool) -> bool:
    """Return whether a line without a name ends what was said.

    That is a heading, the next item of a list of what people said, and what minutes write of all of them.
    """
    if HEADING.match(line) or (first and OF_ALL.match(line)):
        return head is None or head.indent == 0
    item = BULLET.match(line)
    return bool(item and head and head.bullet and len(line) - len(line.lstrip()) <= head.indent)


def _only_line(post: _Open) -> str:
    """Return the line of a post that has one, and may be a title; "On Monday, Ann wrote: …" is none."""
    lines = [line.strip() for line in post.lines if line.strip()]
    if len(lines) != 1 or len(lines[0]) > LONGEST_TITLE or ATTRIBUTION.search(lines[0].partition(":")[0]):
        return ""
    return lines[0]


def _posts(opened: Sequence[_Open]) -> Iterator[RawPost]:
    open_at: list[tuple[int, str]] = []
    for number, post in enumerate(opened, start=1):
        while open_at and open_at[-1][0] >= post.indent:
            open_at.pop()
        parent = open_at[-1][1] if open_at and post.indent > 0 else None
        open_at.append((post.indent, str(number)))
        yield _raw(str(number), parent, post)


def _raw(key: str, parent: str | None, post: _Open) -> RawPost:
    text = "\n".join(
        line[post.indent :] if not line[: post.indent].strip() else line for line in post.lines
    ).strip()
    gone = GONE.get(text)
    head = post.head
    author = head.person.name if head and head.person and head.person.name != GONE_AUTHOR else None
    time = head.time if head else None
    place = None if time is None else seconds_of(time)
    cue = None if place is None else cue_of(place)
    return RawPost(key, parent, author, None if cue else time, "" if gone else text, gone, cue=cue)


def _blocks(lines: Sequence[str]) -> Iterator[RawPost]:
    text = "\n".join(lines).strip("\n")
    parts = re.split(r"\n\s*\n", text)
    if len(parts) == 1:
        parts = text.split("\n")
    for number, part in enumerate((part.strip("\n") for part in parts if part.strip()), start=1):
        yield RawPost(str(number), text=part)


IMPORTER = Importer("plain", "plain text", fits, read)
