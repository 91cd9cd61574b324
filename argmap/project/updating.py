"""Importing a discussion again: what would change, and writing it as one edit of thread and map, which can be undone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.editing.journal import write_edit_of
from argmap.errors import ArgmapError
from argmap.importers.appearance import NO_CONVERSATION, appearance
from argmap.importers.assemble import Assembled, ImportOptions, assembled
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, RawThread
from argmap.importers.redaction import Mention
from argmap.importers.registry import IMPORTERS, ROOMS, importer, read, recognised
from argmap.importers.updates.changes import Merged
from argmap.importers.updates.decisions import Decisions
from argmap.importers.updates.merging import merged
from argmap.importers.updates.same_people import has_pseudonyms
from argmap.model.posts import Fingerprint, ThreadSource
from argmap.model.thread import Thread
from argmap.project.requoting import Requoted, requoted
from argmap.project.secret import pseudonym_key
from argmap.storage.edit import CannotEdit
from argmap.storage.load import MAP_NAMES, read_thread
from argmap.storage.thread_text import thread_text
from argmap.storage.writer import THREAD_FILE

DID = "update the thread"

FORMER: Mapping[str, tuple[str, ...]] = {
    "chat": ("chat", *ROOMS["chats"]),
    "mail": ("mail", *ROOMS["mail"]),
    "text": ("plain",),
}
"""Kinds of sources that datasets have from older versions of argmap or from people, and the importers of today."""


class WrongDiscussion(ArgmapError):
    """A file is not a later state of a dataset's discussion."""


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """What the user wants of an update.

    Attributes:
        decisions: Which posts are the same, where that is in doubt.
        force: Whether files of another kind, or without a post in common, are taken all the same.
        retrieved: The day the source was read, for `source.retrieved`.
        pseudonymise: Whether the user asked for pseudonyms; a dataset that has them keeps them without being asked.
        redact: Whether names inside posts are replaced from now on.
        key_file: The file of the key of pseudonyms; None for the usual one.
    """

    decisions: Decisions = field(default_factory=Decisions)
    force: bool = False
    retrieved: str | None = None
    pseudonymise: bool = False
    redact: bool = False
    key_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """What an update changes. Nothing is written yet.

    Attributes:
        merged: The thread with what is new in it, and what differs.
        quotes: What happens to the quotes of the map; None if there is no map.
        mentions: Names of participants inside new and edited posts; with pseudonyms only.
        owner: The file whose journal records the edit.
        changes: The texts of files before and after.
        hides: Whether names were inside texts of the dataset, and are not any more.
    """

    merged: Merged
    quotes: Requoted | None
    mentions: tuple[Mention, ...]
    owner: Path
    changes: Mapping[Path, tuple[str, str]]
    hides: bool = False

    @property
    def source_changed(self) -> bool:
        """Whether something is written although no post is new, edited or completed: the note, a date, pseudonyms."""
        parts = (self.merged.added, self.merged.edited, self.merged.completed)
        return bool(self.changes) and not any(parts)


TEXTS = ("plain", "chat")
"""Kinds that `--as` reads from any text."""


def importer_again(materials: Sequence[InputFile], old: Thread, forced: str | None = None) -> Importer:
    """Return the importer that reads the files of an update: the one that was named, or the dataset's own if it can.

    Args:
        materials: The files.
        old: The thread of the dataset.
        forced: The name of an importer.

    Raises:
        UnknownName: there is no importer of that name.
        ArgmapError: no importer recognises the files.
    """
    if forced:
        return importer(forced)
    if old.source.kind in IMPORTERS.names():
        own = importer(old.source.kind)
        if any(own.fits(file) > Fit.NO for file in materials):
            return own
        # A text of which the dataset was made on request need not look like a conversation.
        if own.name in TEXTS and all(appearance(file) == NO_CONVERSATION for file in materials):
            return own
    return recognised(materials)


def planned_update(
    folder: Path,
    materials: Sequence[InputFile],
    forced: str | None = None,
    wanted: str | None = None,
    options: UpdateOptions | None = None,
) -> Update:
    """Return what another import changes in a dataset; nothing is written.

    Args:
        folder: The folder of the dataset.
        materials: The files of the other import.
        forced: The name of the importer that reads them; None for the dataset's own, or the one that recognises them.
        wanted: The key of the discussion, if they hold several.
        options: What the user wants.

    Raises:
        WrongDiscussion: the files are of another kind than the dataset, or have no post in common with it.
        UndecidedPosts: posts of a source without ids can be aligned in several ways.
        CannotEdit: the thread's file cannot be changed without losing a comment.
        ArgmapError: a file cannot be read, or the key of pseudonyms is missing or another.
    """
    options = options or UpdateOptions()
    path = folder / THREAD_FILE
    old, places = read_thread(path)
    if old.source.fingerprints is not None:
        raise ArgmapError(
            f"{path}: its posts have keyed fingerprints in place of words, with which an import cannot be compared; put the "
            "words back first ('argmap dataset fill')"
        )
    chosen = importer_again(materials, old, forced)
    _refuse_kind(old, chosen, options)
    raw = read(chosen, materials, wanted)
    new = assembled(raw, _import_options(folder, old, raw, chosen, options))
    merge = _merged(old, new, raw, options)
    thread = _with_source(merge.thread, old, new, options)
    merge = replace(merge, thread=thread[0], kept=(*merge.kept, *thread[1]))
    map_path = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
    owner = map_path or path
    if merge.thread == old:
        return Update(merge, None, (), owner, {})
    text = thread_text(places, old, merge.thread)
    changes = {path: (places.text, text)}
    quotes = None
    if map_path is not None:
        redacted = new.names.redacted if merge.thread.source.redacted else None
        quotes = requoted(map_path, (path, text), old, merge.thread, redacted)
        if quotes.after != quotes.before:
            changes[map_path] = (quotes.before, quotes.after)
    read_again = quotes is not None and not quotes.problem  # then it was read with the map, and is the thread
    if not read_again and read_thread(path, text=text)[0] != merge.thread:
        raise CannotEdit(f"{path} cannot be changed in place; nothing was written")
    hides = merge.thread.source.redacted and bool(merge.edited)
    return Update(merge, quotes, _new_mentions(new, merge), owner, changes, hides)


def write_update(update: Update) -> None:
    """Write an update as one edit, which `argmap edit undo` takes back.

    Raises:
        ChangedMeanwhile: somebody changed a file since it was read; nothing is written.
        ArgmapError: a file cannot be written.
    """
    if update.changes:
        write_edit_of(update.owner, update.changes, DID)


def _refuse_kind(old: Thread, chosen: Importer, options: UpdateOptions) -> None:
    kind = old.source.kind
    if options.force or chosen.name in {kind, *FORMER.get(kind, ())}:
        return
    raise WrongDiscussion(
        f"the dataset's source is of the kind {kind!r}, and this was read as {chosen.title} ({chosen.name}); "
        "nothing was written. If it is the same discussion all the same, add --force"
    )


def _import_options(
    folder: Path, old: Thread, raw: RawThread, chosen: Importer, options: UpdateOptions
) -> ImportOptions:
    """Return how the other import is made: with the pseudonyms and the redaction of the dataset.

    Raises:
        ArgmapError: the user wants pseudonyms that the dataset does not have, or the key is missing.
    """
    plain = ImportOptions(old.id, chosen.name, title=old.title)
    if not has_pseudonyms(old):
        if options.pseudonymise or options.redact:
            raise ArgmapError(
                "the names of this dataset were not replaced when it was imported; its map names people by them. "
                "Import the discussion anew with --pseudonymise"
            )
        return plain
    if old.source.pseudonyms is None and (not raw.keyed or options.redact):
        what = "--redact needs them" if raw.keyed else "the source has no ids by which posts are the same"
        raise ArgmapError(
            f"this dataset has pseudonyms of an older argmap, which do not say who is the same person, and {what}; "
            "import the discussion anew with --pseudonymise"
        )
    key = pseudonym_key(options.key_file, create=old.source.pseudonyms is None, dataset=folder)
    redact = options.redact or old.source.redacted
    return replace(plain, pseudonymise=True, secret=key, redact=redact, known=old)


def _merged(old: Thread, new: Assembled, raw: RawThread, options: UpdateOptions) -> Merged:
    """Return the dataset's thread with the other import in it.

    Raises:
        WrongDiscussion: they have no post in common.
    """
    merge = merged(old, new, keyed=raw.keyed, decisions=options.decisions)
    if merge.common:
        return merge
    if not options.force:
        raise WrongDiscussion(
            f"no post of the dataset is among the {len(new.thread.posts)} posts that were read, so this is another "
            f"discussion ({raw.title or 'without a title'!r}); nothing was written. If it is a later part of the same one, "
            "add --force"
        )
    return merged(old, new, keyed=raw.keyed, decisions=replace(options.decisions, by_words=True))


def _with_source(
    thread: Thread, old: Thread, new: Assembled, options: UpdateOptions
) -> tuple[Thread, tuple[str, ...]]:
    """Return the thread with its source renewed, and a sentence about a note that was not."""
    source, fresh = old.source, new.thread.source
    changed = thread != old
    update: dict[str, object] = {
        key: getattr(fresh, key)
        for key in ("url", "license")
        if getattr(source, key) is None and getattr(fresh, key) is not None
    }
    if options.retrieved:
        update["retrieved"] = options.retrieved
    if has_pseudonyms(old):
        update |= {"pseudonyms": fresh.pseudonyms, "redacted": fresh.redacted}
    kept: tuple[str, ...] = ()
    if changed:
        note, own = renewed_note(source, new.note)
        if note is not None:
            update |= {"note": note or None, "import_note": own}
        elif new.note:
            kept = (f"the note of the thread was kept; of this import it would say: {new.note}",)
    title = new.thread.title if fresh.redacted else old.title
    return thread.model_copy(update={"source": source.model_copy(update=update), "title": title}), kept


def renewed_note(source: ThreadSource, note: str) -> tuple[str | None, Fingerprint | None]:
    """Return the note of a thread with the part that an import wrote renewed, and the fingerprint of that part.

    What people wrote in the note stays. The text is None where nobody can tell what the import had written: somebody has
    changed that part, or the note is of an older argmap and says something else.

    Args:
        source: The source of the dataset.
        note: What the other import says.
    """
    text = source.note or ""
    own = Fingerprint.of(note) if note else None
    if source.import_note is not None:
        length = source.import_note.length
        for start in range(len(text) - length + 1):
            if Fingerprint.of(text[start : start + length]) == source.import_note:
                return _with_part(text, start, start + length, note), own
        return None, source.import_note
    if not text or not note:
        return text or note, own
    # Without a fingerprint, a part that differs in its numbers only is the import's.
    pattern = re.sub(r"\d+", r"\\d+", re.escape(note))
    match = re.search(pattern, text)
    if match is None:
        return None, None
    return _with_part(text, match.start(), match.end(), note), own


def _with_part(text: str, start: int, end: int, part: str) -> str:
    """Return a text with another part in place of one, and one space fewer if that part is empty."""
    if part:
        return text[:start] + part + text[end:]
    return f"{text[:start].rstrip(' ')} {text[end:].lstrip(' ')}".strip(" ")


def _new_mentions(new: Assembled, merge: Merged) -> tuple[Mention, ...]:
    """Return the names in posts that are new or edited."""
    fresh = {*merge.added, *(edited.id for edited in merge.edited)}
    return tuple(
        replace(mention, posts=posts, times=len(posts))
        for mention in new.mentions
        if (posts := tuple(id for id in mention.posts if id in fresh))
    )
