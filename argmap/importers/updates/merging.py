"""A thread and another import of the same discussion: what is new, edited, missing, and the thread that has it all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from argmap.importers.assemble import Assembled
from argmap.importers.pseudonyms import next_number, person_number
from argmap.importers.updates.changes import EditedPost, Merged, details
from argmap.importers.updates.decisions import Decisions, content_alignment
from argmap.importers.updates.parted import parted
from argmap.importers.updates.placing import placed
from argmap.importers.updates.recutting import HandEdits
from argmap.importers.updates.same_people import has_pseudonyms, same_people
from argmap.importers.updates.wordings import worded
from argmap.importers.words import LONGEST_ID, verbatim
from argmap.model.posts import Fingerprint, Participant, Post, Provenance
from argmap.model.thread import Thread

PLACE = re.compile(r"p([1-9]\d*)")
NAME = re.compile(r"\[name (\d+)\]")


def merged(old: Thread, new: Assembled, *, keyed: bool, decisions: Decisions | None = None) -> Merged:
    """Return a dataset's thread with what another import adds. No post changes its author, its id, or its order.

    Args:
        old: The thread as it is stored.
        new: The other import.
        keyed: Whether ids of posts are made from ids of the source; otherwise posts are aligned by author and words.
        decisions: What the user has said about posts that could be aligned in several ways.

    Raises:
        UndecidedPosts: posts can be aligned in several ways, and nobody has said which counts.
        ArgmapError: a decision names a post that is not there, or two posts of different authors.
    """
    decisions = decisions or Decisions()
    by_hand = HandEdits(old, new.thread)
    reserved = frozenset(old.posts_by_id)
    old = by_hand.view
    if not keyed:
        new = parted(old, new)
    theirs = new.thread.posts_by_id
    if keyed and not decisions.by_words:
        pairs = {post.id: post.id for post in old.posts if post.id in theirs}
        pairs |= _parts_of_their_own(old, new.thread, pairs)
        moved: tuple[str, ...] = ()
    else:
        alignment = content_alignment(old, new, decisions)
        pairs = {old.posts[a].id: new.thread.posts[b].id for a, b in alignment.pairs.items()}
        moved = tuple(old.posts[place].id for place in alignment.moved)
    shared = [(old.posts_by_id[a], theirs[b]) for a, b in pairs.items()]
    people = same_people(old, new.thread, shared)
    merge = _Merger(old, new, pairs, people, moved, keyed=keyed, reserved=reserved).merge()
    return by_hand.again(merge, new.names.redacted if new.thread.source.redacted else str)


def _parts_of_their_own(old: Thread, new: Thread, pairs: Mapping[str, str]) -> dict[str, str]:
    """Return which posts that were split off by hand are posts of the source by now: those with the same words and author."""
    people = same_people(old, new, [(old.posts_by_id[a], new.posts_by_id[b]) for a, b in pairs.items()])
    theirs = {
        (people.get(post.author or ""), " ".join(new.text_of(post.id).split())): post.id
        for post in new.posts
        if post.id not in pairs
    }
    parts = (post for post in old.posts if post.part_of is not None and post.id not in pairs)
    same = {post.id: theirs.get((post.author, " ".join(old.text_of(post.id).split()))) for post in parts}
    return {id: other for id, other in same.items() if other is not None}


class _Merger:
    """One merge: which post is which is decided; what is made of it is worked out step by step."""

    def __init__(
        self,
        old: Thread,
        new: Assembled,
        pairs: Mapping[str, str],
        people: Mapping[str, str],
        moved: tuple[str, ...],
        *,
        keyed: bool,
        reserved: frozenset[str],
    ) -> None:
        self.keyed, self.reserved = keyed, reserved
        self.old, self.new, self.pairs, self.moved = old, new, pairs, moved
        self.withholds = any(post.withheld is not None for post in old.posts)
        self.kept: list[str] = []
        self.people = dict(people)
        self.newcomers = self._newcomers()
        self.ids = {b: a for a, b in pairs.items()}
        self.ids |= dict(self._fresh_ids())

    def merge(self) -> Merged:
        theirs = self.new.thread.posts_by_id
        words: dict[str, str | None] = {}
        edited: list[EditedPost] = []
        missing: list[str] = []
        for post in self.old.posts:
            before = self.old.text_of(post.id)
            after = self._words(post, before, theirs.get(self.pairs.get(post.id, "")))
            if after is None:
                missing.append(post.id)
                after = before
            if self.new.thread.source.redacted:
                after = self.new.names.redacted(after)  # also where the file does not have the words any more
            if after != before:
                words[post.id] = after
                edited.append(EditedPost(post.id, before, after))
        paired = set(self.pairs.values())
        added = [self._renamed(post) for post in self.new.thread.posts if post.id not in paired]
        words |= {self.ids[post.id]: self.new.thread.text_of(post.id) for post in self.new.thread.posts if post.id not in paired}  # fmt: skip
        linked = [self._linked(post, restored=post.id in words) for post in self.old.posts]
        order = placed(linked, added, self._before(paired))
        everything = {post.id: post for post in (*linked, *added)}
        posts = self._checked_links([everything[id] for id in order])
        posts = [*worded(posts, words, self.old, withholds=self.withholds)]
        thread = self._thread(posts, anything=bool(added or edited))
        completed = tuple(
            post.id
            for post in thread.posts
            if post.id in self.pairs
            and post.id not in words
            and details(post) != details(self.old.posts_by_id[post.id])
        )
        return Merged(
            thread,
            tuple(id for id in order if id not in self.old.posts_by_id),
            tuple(edited),
            tuple(missing),
            self.moved,
            completed,
            tuple(self.kept),
            len(self.pairs),
        )

    def _newcomers(self) -> dict[str, Participant]:
        """Return the participants that the dataset does not have, by their id in the other import."""
        taken = {person.id for person in self.old.participants}
        number = next_number(taken)
        hidden = has_pseudonyms(self.old)
        newcomers: dict[str, Participant] = {}
        for person in self.new.thread.participants:
            if person.id in self.people:
                continue
            id, name = person.id, person.name
            if hidden and (person.id in taken or person_number(person.id) != number):
                id, name = f"person-{number}", f"Person {number}"
            number += hidden
            suffix = 1
            while id in taken:
                suffix += 1
                id = f"{person.id[: LONGEST_ID - 9]}-{suffix}"
            taken.add(id)
            newcomers[person.id] = person.model_copy(update={"id": id, "name": name})
        return newcomers

    def _fresh_ids(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of new posts; where they are numbers, the numbers go on."""
        taken = {*self.reserved, *self.old.posts_by_id}
        number = max((int(match[1]) for id in taken if (match := PLACE.fullmatch(id))), default=0)
        for post in self.new.thread.posts:
            if post.id in self.ids:
                continue
            id = post.id
            if id in taken or not self.keyed:
                number += 1
                id = f"p{number}"
            taken.add(id)
            yield post.id, id

    def _words(self, post: Post, before: str, theirs: Post | None) -> str | None:
        """Return the words that a post has now; None if the source no longer has them, and they are kept."""
        if theirs is None:
            return None
        after = self.new.thread.text_of(theirs.id)
        author = self._author(theirs)
        if author and before and author != post.author:
            self.kept.append(
                f"post {post.id}: the source now says that {self._name(author)} wrote it; kept {self._name(post.author)}"
            )
            if post.author is not None:
                return before  # words of somebody else are not this author's
        withheld = self.old.original(post.id).withheld
        if withheld is not None:
            if after and Fingerprint.of(after) != withheld:
                self.kept.append(
                    f"post {post.id}: edited in the source; the dataset withholds its words, and keeps the old ones"
                )
            return before
        if not after:
            return None if before else before
        if verbatim(before) == after or self._hidden_name(before, after, post.id):
            return before
        return after

    def _author(self, theirs: Post) -> str | None:
        """Return who wrote a post of the other import, by their id in the dataset."""
        if theirs.author is None:
            return None
        return self.people.get(theirs.author) or self.newcomers[theirs.author].id

    def _name(self, id: str | None) -> str:
        if id is None:
            return "nobody"
        known = self.old.participants_by_id.get(id)
        newcomer = next((person for person in self.newcomers.values() if person.id == id), None)
        person = known or newcomer
        return repr(person.name if person else id)

    def _hidden_name(self, before: str, after: str, id: str) -> bool:
        """Say whether words are kept because a name in them was replaced, and this file does not say whose it was."""
        absent = {number for number in NAME.findall(before) if int(number) not in self.new.names.numbers}
        if not self.old.source.redacted or not absent:
            return False
        parts = re.split(rf"\[name (?:{'|'.join(sorted(absent))})\]", before)
        if not _is_filled(parts, after):
            self.kept.append(
                f"post {id}: edited in the source; kept, because it holds a name that was replaced and that this file does not know"
            )
        return True

    def _renamed(self, post: Post) -> Post:
        """Return a new post with the ids of the dataset."""
        answers = self.ids[post.reply_to] if post.reply_to is not None else None
        return post.model_copy(
            update={"id": self.ids[post.id], "author": self._author(post), "reply_to": answers}
        )

    def _linked(self, post: Post, *, restored: bool) -> Post:
        """Return a post of the dataset with what the source says about it and did not say before."""
        theirs = self.new.thread.posts_by_id.get(self.pairs.get(post.id, ""))
        if theirs is None:
            return post
        answers = self.ids[theirs.reply_to] if theirs.reply_to is not None else None
        update: dict[str, object] = {}
        if theirs.created is not None and theirs.created != post.created:
            update["created"] = theirs.created
        if self.keyed:  # of two posts of one author with the same words, nobody knows which is which
            source = {"reply_to": answers, "cue": theirs.cue, "url": theirs.url}
            update |= {key: value for key, value in source.items() if value and getattr(post, key) is None}
            if theirs.gone is None and theirs.label != post.label:
                update["label"] = theirs.label
        if restored and post.author is None and post.gone is not None:
            update["author"] = self._author(theirs)  # the words come back with the one who wrote them
        recorded = self.keyed and self.new.thread.reply_structure is Provenance.RECORDED
        if recorded and post.reply_to and answers and answers != post.reply_to:
            self.kept.append(f"post {post.id}: it answers {answers} in the source; kept {post.reply_to}")
        return post.model_copy(update=update) if update else post

    def _before(self, paired: set[str]) -> dict[str, list[str]]:
        """Return for each new post the one before it in the source, by its id in the dataset."""
        before: dict[str, list[str]] = {}
        last: str | None = None
        for post in self.new.thread.posts:
            if post.id not in paired:
                before[self.ids[post.id]] = [last] if last is not None else []
            last = self.ids[post.id]
        return before

    def _checked_links(self, posts: Sequence[Post]) -> list[Post]:
        """Return the posts; one that would answer a later post, which it did not before, answers none."""
        earlier: set[str] = set()
        checked: list[Post] = []
        for post in posts:
            known = self.old.posts_by_id.get(post.id)
            newly = known is not None and known.reply_to is None and post.reply_to is not None
            if newly and post.reply_to not in earlier:
                self.kept.append(
                    f"post {post.id}: it answers {post.reply_to} in the source, which stands behind it; left out"
                )
                post = post.model_copy(update={"reply_to": None})  # noqa: PLW2901
            earlier.add(post.id)
            checked.append(post)
        return checked

    def _thread(self, posts: Sequence[Post], *, anything: bool) -> Thread:
        old, new = self.old, self.new.thread
        writers = {post.author for post in posts}
        theirs = new.participants_by_id
        hashes = {other: theirs[id].pseudonym_of for id, other in self.people.items()}
        people = [
            person
            if person.pseudonym_of or not hashes.get(person.id)
            else person.model_copy(update={"pseudonym_of": hashes[person.id]})
            for person in old.participants
        ]
        people += [person for person in self.newcomers.values() if person.id in writers]
        inferred = old.reply_structure is Provenance.INFERRED
        weaker = (
            anything and new.authorship is not Provenance.RECORDED and old.authorship is Provenance.RECORDED
        )
        changed = {
            "participants": tuple(people),
            "posts": tuple(posts),
            "authorship": new.authorship if weaker else old.authorship,
            "reply_structure": old.reply_structure if inferred or not anything else new.reply_structure,
        }
        return Thread.model_validate({name: getattr(old, name) for name in Thread.model_fields} | changed)


LONGEST_NAME = 80
MOST_NAMES = 50


def _is_filled(parts: Sequence[str], text: str) -> bool:
    """Return whether a text is these parts with a name of 1 to 80 characters on one line between each two.

    All places where a part can end are kept together: trying one name after the other would take 80 times as long for
    each further name. Of more than 50 names in one post nobody can say it in reasonable time.
    """
    if len(parts) > MOST_NAMES + 1 or not text.startswith(parts[0]):
        return False
    ends = {len(parts[0])}
    for part in parts[1:]:
        begins = {begin for end in ends for begin in _behind_a_name(text, end)}
        ends = {begin + len(part) for begin in begins if text.startswith(part, begin)}
    return len(text) in ends


def _behind_a_name(text: str, start: int) -> range:
    """Return where a name that begins at a place can end."""
    line_end = text.find("\n", start, start + LONGEST_NAME)
    return range(start + 1, min(len(text), start + LONGEST_NAME if line_end < 0 else line_end) + 1)
