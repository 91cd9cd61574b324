"""Posts that were split or joined by hand, through an update: compared as the source has them, and cut again after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rapidfuzz.distance import LCSseq

from argmap.importers.updates.changes import EditedPost, Merged, details
from argmap.model.hand_edits import BETWEEN, Recut, homes, recuts, withheld_words
from argmap.model.posts import Fingerprint, JoinedPost, Post
from argmap.model.thread import Thread

AROUND = 3
"""Words on each side of a cut that an edit must leave alone if the cut is to be found again."""


class HandEdits:
    """What was split and joined in a thread by hand.

    Attributes:
        view: The thread as its source has it.
    """

    def __init__(self, old: Thread, new: Thread) -> None:
        """Work out the view.

        Args:
            old: The thread of the dataset.
            new: Another import of the same discussion; white space that a split took away is taken from it.
        """
        self._old = old
        theirs = {_folded(new.text_of(post.id)) for post in new.posts} - {""}
        self._groups = tuple(group for group in recuts(old) if not _cut_there_too(group, theirs))
        self._of = {id: group for group in self._groups for id in group.posts}
        self._homes = homes(self._groups)
        self.view = self._source_view(new) if self._groups else old

    def _source_view(self, new: Thread) -> Thread:
        texts = {_folded(new.text_of(post.id)): new.text_of(post.id) for post in new.posts}
        posts: list[Post] = []
        for post in self._old.posts:
            group = self._of.get(post.id)
            if group is None:
                posts.append(post)
            elif post.id == group.posts[0]:
                posts += self._whole(group, new, texts)
        return self._old.model_copy(update={"posts": tuple(self._relinked(post, new) for post in posts)})

    def _whole(self, group: Recut, new: Thread, texts: Mapping[str, str]) -> Iterator[Post]:
        """Yield the posts of the source of a group, with the words of the dataset."""
        withheld = any(self._old.original(id).withheld is not None for id in group.posts)
        theirs = {id: new.text_of(id) for id in group.sources if id in new.posts_by_id}
        same = withheld and bool(withheld_words(group, self._old, theirs))
        for source in group.sources:
            own = self._old.posts_by_id[self._homes[source]]
            post = own if own.id == source else Post(id=source, author=own.author, text="-")
            if withheld:
                words = Fingerprint.of(theirs[source]) if same else self._old.original(own.id).withheld
                form: dict[str, object] = {"text": None, "repeats": None, "withheld": words}
            else:
                words_here = group.words(source)
                form = {"text": texts.get(_folded(words_here), words_here), "repeats": None}
            yield post.model_copy(update={**form, "joined": (), "part_of": None})

    def _relinked(self, post: Post, new: Thread) -> Post:
        """Return a post that answers what it answers in the source, as far as the dataset agrees."""
        answers = post.reply_to
        if answers is None or answers not in self._of:
            return post
        theirs = new.posts_by_id.get(post.id)
        if theirs is not None and theirs.reply_to is not None and self._home(theirs.reply_to) == answers:
            return post.model_copy(update={"reply_to": theirs.reply_to})
        group = self._of[answers]
        source = next(piece.source for piece in group.pieces if piece.post == answers)
        return post.model_copy(update={"reply_to": source if source != post.id else None})

    def _home(self, source: str) -> str:
        return self._homes.get(source, source)

    def again(self, merge: Merged, hidden: Callable[[str], str]) -> Merged:
        """Return the changes of the view as changes of the dataset: its posts are cut as they were.

        Where the words around a cut have changed in the source, nobody knows to which part the new ones belong: the old
        ones are kept, and that is said.

        Args:
            merge: What another import changes in the view.
            hidden: Replaces names inside words, where the dataset is redacted.
        """
        if not self._groups:
            return merge
        kept = list(merge.kept)
        posts: list[Post] = []
        done: set[str] = set()
        for post in merge.thread.posts:
            home = self._homes.get(post.id)
            if home is None:
                posts.append(self._outside(post, merge.thread))
            elif home not in done:
                group = self._of[home]
                done |= set(group.posts)
                posts += self._cut(group, merge.thread, hidden, kept)
        thread = merge.thread.model_copy(update={"posts": tuple(posts)})
        thread = Thread.model_validate({name: getattr(thread, name) for name in Thread.model_fields})
        edited = tuple(self._edited(merge, thread))
        known = {post.id for post in edited}
        completed = tuple(
            post.id
            for post in thread.posts
            if post.id in (self._of if self._of.get(post.id) else merge.completed)
            and post.id not in known
            and details(post) != details(self._old.posts_by_id[post.id])
        )
        missing = [id for id in merge.missing if id not in self._homes]
        missing += self._missing(set(merge.missing), kept)
        moved = dict.fromkeys(self._home(id) for id in merge.moved)
        return Merged(
            thread, merge.added, edited, tuple(missing), tuple(moved), completed, tuple(kept), merge.common
        )

    def _outside(self, post: Post, view: Thread) -> Post:
        """Return a post that was not cut, with what it answers, and with its words if it would repeat one that was cut."""
        update: dict[str, object] = {"reply_to": self._answers(post)}
        if post.repeats in self._homes:
            update |= {"text": view.text_of(post.id), "repeats": None}
        return post.model_copy(update=update)

    def _answers(self, post: Post) -> str | None:
        known = self._old.posts_by_id.get(post.id)
        before = self.view.posts_by_id.get(post.id)
        if known is not None and before is not None and before.reply_to == post.reply_to:
            return known.reply_to
        return self._home(post.reply_to) if post.reply_to is not None else None

    def _cut(
        self, group: Recut, view: Thread, hidden: Callable[[str], str], kept: list[str]
    ) -> Iterator[Post]:
        """Yield the posts of a group with the words that the source has for them now."""
        pieces: dict[str, list[tuple[str, str]]] = {id: [] for id in group.posts}
        withheld = any(self._old.original(id).withheld is not None for id in group.posts)
        for source, parts in groupby(group.pieces, key=lambda piece: piece.source):
            here = [*parts]
            before = [hidden(piece.text) for piece in here]
            after = before if withheld else _cut_as(before, view.text_of(source))
            if after is None:
                kept.append(
                    f"post {here[0].post}: edited in the source where it was split by hand, so that nobody knows which "
                    "words are of which part; kept the old ones"
                )
                after = before
            for piece, text in zip(here, after, strict=True):
                pieces[piece.post].append((source, text))
        for id in group.posts:
            yield self._with(id, pieces[id], view, withheld=withheld)

    def _with(self, id: str, pieces: Sequence[tuple[str, str]], view: Thread, *, withheld: bool) -> Post:
        old = self._old.posts_by_id[id]
        source = pieces[0][0]
        theirs, before = view.posts_by_id[source], self.view.posts_by_id[source]
        update: dict[str, object] = {}
        if source == id:
            fields = ("created", "cue", "url", "label")
            update |= {field: getattr(theirs, field) for field in fields} | {
                "reply_to": self._answers(theirs)
            }
        elif old.created == before.created:
            update["created"] = theirs.created
        text = BETWEEN.join(words for _, words in pieces)
        if not withheld and text != self._old.text_of(id):
            update |= {"text": text, "repeats": None, "joined": tuple(_joined(pieces))}
        return old.model_copy(update=update)

    def _edited(self, merge: Merged, thread: Thread) -> Iterator[EditedPost]:
        outside = {edited.id: edited for edited in merge.edited if edited.id not in self._homes}
        for post in self._old.posts:
            if post.id in outside:
                yield outside[post.id]
            elif post.id in self._of and thread.text_of(post.id) != self._old.text_of(post.id):
                yield EditedPost(post.id, self._old.text_of(post.id), thread.text_of(post.id))

    def _missing(self, gone: set[str], kept: list[str]) -> Iterator[str]:
        """Yield the posts that the source has not at all any more; of those that it has in part, say so."""
        for group in self._groups:
            for id in group.posts:
                sources = dict.fromkeys(piece.source for piece in group.pieces if piece.post == id)
                lost = [source for source in sources if source in gone]
                if len(lost) == len(sources):
                    yield id
                elif lost:
                    kept.append(
                        f"post {id}: the source no longer has {' and '.join(lost)}, which was joined to it; kept"
                    )


def _cut_there_too(group: Recut, texts: set[str]) -> bool:
    """Say whether the source has a part of a split post as a post of its own by now, and no longer the whole.

    Args:
        group: The posts.
        texts: All texts of the source.
    """
    if len(group.posts) == 1 or any(_folded(group.words(source)) in texts for source in group.sources):
        return False
    return any(_folded(piece.text) in texts for piece in group.pieces)


def _joined(pieces: Iterable[tuple[str, str]]) -> Iterator[JoinedPost]:
    start = 0
    for number, (source, words) in enumerate(pieces):
        if number:
            yield JoinedPost(id=source, start=start)
        start += len(words) + len(BETWEEN)


def _cut_as(before: Sequence[str], after: str) -> list[str] | None:
    """Return new words cut where the old ones were; None where the words around a cut have changed.

    Args:
        before: The old words, cut.
        after: The new ones.

    Example:
        >>> _cut_as(["We need a tram, now.", "Who pays for it all?"], "We really need a tram, now. Who pays for it all?")
        ['We really need a tram, now.', 'Who pays for it all?']
        >>> _cut_as(["We need a tram.", "Who pays?"], "We need a tram. Yes. Who pays?") is None
        True
    """
    if _folded(BETWEEN.join(before)) == _folded(after):
        return [*before]
    if len(before) == 1:
        return [after]
    old, new = [word for part in before for word in part.split()], after.split()
    numbers = {word: number for number, word in enumerate(dict.fromkeys([*old, *new]))}
    same: dict[int, int] = {}
    for block in LCSseq.opcodes([numbers[word] for word in old], [numbers[word] for word in new]):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                same[block.src_start + step] = block.dest_start + step
    starts = _word_starts(after)
    cuts, at = [0], 0
    for part in before[:-1]:
        at += len(part.split())
        around = range(max(0, at - AROUND), min(len(old), at + AROUND))
        places = [same.get(place) for place in around]
        if None in places or places != [*range(places[0] or 0, (places[0] or 0) + len(places))]:
            return None
        cuts.append(starts[same[at]])
    return [after[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(after)], strict=True)]


def _word_starts(text: str) -> list[int]:
    """Return where each word of a text begins."""
    starts, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return starts


def _folded(text: str) -> str:
    return " ".join(text.split())
