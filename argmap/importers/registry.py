"""The kinds of discussions that can be imported, and which of them a file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap.errors import ArgmapError, BrokenPlugin, UnreadableInput
from argmap.importers.appearance import UnknownForm, unknown_form
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawThread
from argmap.registry import Registry

ROOMS = {
    "chats": ("discord", "irc", "meeting", "messenger", "slack", "telegram", "whatsapp", "zulip"),
    "forums": (
        "bluesky",
        "convokit",
        "discourse",
        "github",
        "gitlab",
        "hackernews",
        "hypothesis",
        "kialo",
        "lemmy",
        "mastodon",
        "reddit",
        "stackexchange",
        "wikipedia",
        "youtube",
    ),
    "mail": ("mail",),
    "texts": ("plain", "podcast", "subtitles", "table", "webpage"),
}
"""Importers by the module they are in: the name of the module is what `--as` takes."""

IMPORTERS = Registry(
    "kind of discussion",
    {name: f"argmap.importers.{room}.{name}:IMPORTER" for room, names in ROOMS.items() for name in names}
    | {"chat": "argmap.importers.texts.transcript:IMPORTER"},
    group="argmap.importers",
    kind="argmap.importers.protocol:Importer",
)

LOOKED_AT = 64
"""So many files of a folder or an archive are looked at to recognise it."""


def importer(name: str) -> Importer:
    """Return the importer registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenPlugin: an installed package registered it, and it cannot be used.
    """
    known: Importer = IMPORTERS.load(name)
    return known


ONE_DISCUSSION = frozenset({"plain", "podcast", "subtitles"})
"""Kinds of which a file always holds one discussion."""


def read(chosen: Importer, files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion in files; broken files get one clear error, whatever is wrong in them.

    What was met while reading, such as lines that are not JSON, is added to the notes.

    Args:
        chosen: The importer that reads them.
        files: Files that belong together.
        wanted: The key of the discussion, if they hold several.

    Raises:
        ArgmapError: they hold no discussion of the kind, or several and none was named.
    """
    if wanted is not None and chosen.name in ONE_DISCUSSION:
        raise ArgmapError(f"{chosen.title} is one discussion, so there is none to choose; leave --thread out")
    try:
        raw = chosen.read(files, wanted)
        posts = tuple(raw.posts)
    except SHAPES as error:
        raise _unlike(files[0], chosen, error) from error
    return replace(raw, posts=posts, notes=(*raw.notes, *_remarks(files)))


def discussions(chosen: Importer, files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the discussions in files; a kind of which files always hold one has that one, under the key "1".

    Raises:
        ArgmapError: they hold no discussion of the kind.
    """
    from argmap.importers.times import timestamp

    try:
        if chosen.discussions is not None:
            yield from chosen.discussions(files)
            return
        raw = chosen.read(files, None)
        times = sorted(filter(None, (timestamp(post.created) for post in raw.posts)))
        people = {post.account or post.author for post in raw.posts} - {None}
        yield DiscussionEntry(
            "1",
            raw.title,
            len(raw.posts),
            len(people),
            times[0] if times else None,
            times[-1] if times else None,
        )
    except SHAPES as error:
        raise _unlike(files[0], chosen, error) from error


SHAPES = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What reading raises when a value has another type than in correct files."""


def _unlike(file: InputFile, chosen: Importer, error: Exception) -> ArgmapError:
    if isinstance(error, ArgmapError):
        return error
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return NotThisSource(
        f"{file.name} does not have the structure of {chosen.title} ({reason}); "
        "use --as KIND to read it as another kind"
    )


def _remarks(files: Sequence[InputFile]) -> Iterator[str]:
    """Yield a sentence for each kind of remark about a file; of many files alike, the first is named."""
    seen: dict[str, list[InputFile]] = {}
    for file in files:
        for remark in file.remarks:
            seen.setdefault(remark, []).append(file)
    for remark, those in sorted(seen.items()):
        number = sum(file.remarks[remark] for file in those)
        times = f" ({number} times)" if number > 1 else ""
        others = len(those) - 1
        more = f" and {others} more file{'s' if others > 1 else ''}" if others else ""
        yield f"{those[0].name}{more}: a {remark}{times}."


def recognised(files: Sequence[InputFile]) -> Importer:
    """Return the importer that is surest it can read one of the files.

    Of equally sure ones it is the one that can read most of them, then the first by name. An installed importer that
    cannot be loaded does not take part; `broken_importers` says why.

    Raises:
        UnknownForm: no importer can read them; the message says what was seen, and which known kinds are near.
    """
    looked_at = files[:LOOKED_AT]
    fits = {name: [_fit(name, file) for file in looked_at] for name in IMPORTERS.names()}
    name = max(fits, key=lambda each: (max(fits[each]), sum(fit > Fit.NO for fit in fits[each])))
    if max(fits[name]) is Fit.NO:
        raise unknown_form(looked_at, [importer(each) for each in fits if each not in _broken()])
    return importer(name)


def unlike(files: Sequence[InputFile], chosen: Importer) -> tuple[tuple[InputFile, str], ...]:
    """Return the files that another importer recognises and the chosen one does not, with the title of the other kind.

    They do not belong to the discussion, as far as one can tell, so their words are hardly in what the importer reads.

    Args:
        files: Files that somebody named together.
        chosen: The importer that reads them.
    """
    strangers = []
    for file in files[:LOOKED_AT] if len(files) > 1 else ():
        fits = {name: _fit(name, file) for name in IMPORTERS.names()}
        likeliest = max(fits, key=lambda name: fits[name])
        if fits.get(chosen.name, Fit.NO) is Fit.NO and fits[likeliest] is not Fit.NO:
            strangers.append((file, importer(likeliest).title))
    return tuple(strangers)


def _fit(name: str, file: InputFile) -> Fit:
    try:
        with IMPORTERS.blamed(name):
            return importer(name).fits(file)
    except (
        BrokenPlugin,
        UnreadableInput,
    ):  # one that reads all of a file cannot read a large one; another may
        return Fit.NO


def _broken() -> dict[str, str]:
    """Return what is wrong with each installed importer that cannot be loaded, by name."""
    faults = {}
    for name in sorted({*IMPORTERS.names()} - {*IMPORTERS.entries}):
        try:
            importer(name)
        except BrokenPlugin as error:
            faults[name] = str(error)
    return faults


def broken_importers() -> tuple[str, ...]:
    """Return what is wrong with each installed importer that cannot be loaded."""
    return tuple(_broken().values())


__all__ = [
    "IMPORTERS",
    "UnknownForm",
    "broken_importers",
    "discussions",
    "importer",
    "read",
    "recognised",
    "unlike",
]
