"""Posts that were split or joined by hand, and the posts of the source that they were made of.

A post that was split off says of which post (`part_of`); one that others were joined to says which, and where their words
begin (`joined`). So the thread can be compared with its source, and filled from it, as if nothing had been moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.model.posts import Fingerprint, JoinedPost, Post, ThreadDocument

BETWEEN = "\n\n"
"""Stands between the words of two posts that are joined."""


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """Words of one post of the dataset that come from one post of the source.

    Attributes:
        source: The id of the post of the source.
        post: The id of the post of the dataset.
        text: The words; "" where the dataset does not hold them.
    """

    source: str
    post: str
    text: str


@dataclass(frozen=True, slots=True)
class Recut:
    """Posts of a dataset and the posts of the source that have the same words between them, cut elsewhere.

    Attributes:
        posts: The ids of the posts of the dataset, in order.
        pieces: Their words, in order. Pieces of one post of the source follow each other.
    """

    posts: tuple[str, ...]
    pieces: tuple[SourcePiece, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the posts of the source, in order."""
        return tuple(dict.fromkeys(piece.source for piece in self.pieces))

    def words(self, source: str) -> str:
        """Return the words of a post of the source; white space between its parts is made up."""
        return BETWEEN.join(piece.text for piece in self.pieces if piece.source == source)


def joined_posts(posts: Sequence[Post], texts: Sequence[str]) -> tuple[JoinedPost, ...]:
    """Return what the first of some posts says of the others when they are joined to it.

    A part that comes back to the words that it was split from says so, because the white space between them is another.

    Args:
        posts: The posts, in order.
        texts: Their words, as they will stand with `BETWEEN` between them.
    """
    joined: list[JoinedPost] = []
    last = posts[0].part_of or posts[0].id
    start = 0
    for number, (post, text) in enumerate(zip(posts, texts, strict=True)):
        if number:
            last = last if post.part_of == last else post.id
            joined.append(JoinedPost(id=last, start=start))
        for other in post.joined:
            joined.append(JoinedPost(id=other.id, start=start + other.start))
            last = other.id
        start += len(text) + len(BETWEEN)
    return tuple(joined)


def recuts(thread: ThreadDocument) -> Iterator[Recut]:
    """Yield the groups of posts that are cut otherwise than in the source, in the order of the thread."""
    groups: list[tuple[list[str], list[SourcePiece]]] = []
    at: dict[str, int] = {}
    for post in thread.posts:
        pieces = [*_pieces(post, thread.text_of(post.id))]
        group = at.get(pieces[0].source)
        if group is None or post.part_of is None:
            group = len(groups)
            groups.append(([], []))
        groups[group][0].append(post.id)
        groups[group][1].extend(pieces)
        at |= {piece.source: group for piece in pieces}
    for posts, made in groups:
        if len(posts) > 1 or len(made) > 1 or thread.posts_by_id[posts[0]].joined:
            yield Recut(tuple(posts), tuple(made))


def _pieces(post: Post, text: str) -> Iterator[SourcePiece]:
    """Yield the words of a post by the post of the source that they come from; neighbours from one are one piece."""
    begins = [(post.part_of or post.id, 0), *((other.id, other.start) for other in post.joined)]
    first = [begins[0], *(now for before, now in pairwise(begins) if now[0] != before[0])]
    ends = [*(start for _, start in first[1:]), len(text)]
    for (source, start), end in zip(first, ends, strict=True):
        yield SourcePiece(source, post.id, text[start:end].strip())


def withheld_words(
    recut: Recut,
    thread: ThreadDocument,
    source: Mapping[str, str],
    fingerprint: Callable[[str], Fingerprint] = Fingerprint.of,
) -> dict[str, str]:
    """Return the words of posts that the dataset withholds, cut as they were; {} if the source has other words.

    Args:
        recut: The posts.
        thread: The thread of the dataset.
        source: The words of the posts of the source.
        fingerprint: Returns the fingerprint of words.
    """
    rest = BETWEEN.join(source.get(id, "").strip() for id in recut.sources)
    words: dict[str, str] = {}
    for id in recut.posts:
        withheld = thread.posts_by_id[id].withheld
        if withheld is None or fingerprint(rest[: withheld.length]) != withheld:
            return {}
        words[id] = rest[: withheld.length]
        rest = rest[withheld.length :].lstrip()
    return {} if rest else words


def homes(groups: Iterable[Recut]) -> dict[str, str]:
    """Return for each post of the source that is none of the dataset by itself the post that has its first words."""
    first: dict[str, str] = {}
    for group in groups:
        for piece in group.pieces:
            first.setdefault(piece.source, piece.post)
    return first
