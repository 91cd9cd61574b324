"""From files of another place to a dataset's thread, and again when the thread there has gone on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Importer
from argmap.importers.registry import importer, read, recognised
from argmap.lint.fixes import repair
from argmap.lint.settings import Settings
from argmap.model.posts import Post, Provenance
from argmap.model.thread import Thread
from argmap.storage.files import write_all
from argmap.storage.load import MAP_NAMES, load_thread, read_map
from argmap.storage.writer import THREAD_FILE, thread_yaml

QUOTES_ONLY = Settings(select=("AM401",))


@dataclass(frozen=True, slots=True)
class Update:
    """What another import changed: ids of posts that are new, edited, or no longer in the source (and kept)."""

    thread: Thread
    added: tuple[str, ...]
    edited: tuple[str, ...]
    missing: tuple[str, ...]
    moved_quotes: int = 0


def source_of(materials: Sequence[InputFile], forced: str | None) -> Importer:
    """Return the importer that reads the files: the one that was named, or the one that recognises them.

    Args:
        materials: the files, in the order given.
        forced: name of an importer; None recognises the files by their content.

    Raises:
        UnknownName: there is no source of that name.
        UnreadableInput: no source recognises them.
    """
    return importer(forced) if forced else recognised(materials)


def imported(
    materials: Sequence[InputFile], chosen: Importer, wanted: str | None, wish: ImportOptions
) -> Thread:
    """Return the thread in the files.

    Args:
        materials: the files, in the order given.
        chosen: the importer that reads them.
        wanted: key of the discussion, if the files hold several.
        wish: id, pseudonyms and other choices.

    Raises:
        ArgmapError: they hold no thread, or several and none was named.
    """
    return thread_of(read(chosen, materials, wanted), wish)


def write_thread(thread: Thread, folder: Path) -> Path:
    """Write a thread into a new dataset's folder.

    Args:
        thread: the thread.
        folder: the folder of the dataset; it is created if it does not exist.

    Returns:
        The file that was written.

    Raises:
        ArgmapError: there is a thread in it, or it cannot be written.
    """
    path = folder / THREAD_FILE
    if path.exists():
        raise ArgmapError(f"{path} exists already; 'argmap update {folder} FILE' adds new posts to it")
    write_all({path: thread_yaml(thread).encode("utf-8")})
    return path


def merged(old: Thread, new: Thread) -> Update:
    """Return an older import with what a newer one adds: posts that the source dropped are kept.

    A post that the source no longer has keeps its words; one that it edited takes the new ones.

    Args:
        old: the thread as it is stored.
        new: the thread of the newer import.
    """
    fresh, known = new.posts_by_id, old.posts_by_id
    shared = [post.id for post in new.posts if post.id in known]
    differing = [name for name in shared if new.text_of(name) != old.text_of(name)]
    edited = [name for name in differing if new.text_of(name)]
    missing = [
        post.id
        for post in old.posts
        if post.id not in fresh or (post.id in differing and post.id not in edited)
    ]
    added = [post for post in new.posts if post.id not in known]
    words = {post.id: old.text_of(post.id) for post in old.posts} | {
        name: new.text_of(name) for name in edited
    }
    words |= {post.id: new.text_of(post.id) for post in added}
    posts = [*(_linked(post, fresh.get(post.id)) for post in old.posts), *added]
    people = {person.id: person for person in (*old.participants, *new.participants)}
    inferred = old.reply_structure is Provenance.INFERRED
    thread = old.model_copy(
        update={
            "participants": tuple(people.values()),
            "posts": tuple(_worded(posts, words)),
            "reply_structure": old.reply_structure if inferred else new.reply_structure,
        }
    )
    return Update(thread, tuple(post.id for post in added), tuple(edited), tuple(missing))


def _linked(old: Post, new: Post | None) -> Post:
    """Return a post as it was; a reply that was not known before is taken over."""
    if new is None or old.reply_to is not None or new.reply_to is None:
        return old
    return old.model_copy(update={"reply_to": new.reply_to})


def _worded(posts: Sequence[Post], words: Mapping[str, str]) -> Iterator[Post]:
    """Yield the posts with their words; one that has the very words of an earlier one repeats it."""
    first: dict[str, str] = {}
    for post in posts:
        text = words[post.id]
        earlier = first.setdefault(text, post.id) if text else post.id
        said = {"text": text, "repeats": None} if earlier == post.id else {"text": None, "repeats": earlier}
        yield post.model_copy(update={**said, "gone": None}) if text else post


def update_dataset(folder: Path, new: Thread) -> Update:
    """Write what another import adds into a dataset, and move the quotes of its map to where their words are now.

    Args:
        folder: the folder of the dataset.
        new: the thread of the newer import.

    Raises:
        ArgmapError: there is no thread in the folder, or a file cannot be written.
    """
    path = folder / THREAD_FILE
    update = merged(load_thread(path), new)
    contents = {path: thread_yaml(update.thread).encode("utf-8")}
    moved = 0
    map_path = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
    if map_path is not None:
        repaired = repair(read_map(map_path, texts={path: thread_yaml(update.thread)}), QUOTES_ONLY)
        moved = repaired.made
        contents |= {file: repaired.after[file].encode("utf-8") for file in repaired.changed}
    write_all(contents)
    return Update(update.thread, update.added, update.edited, update.missing, moved)
