"""What a package or a card says of each map besides the numbers of its rows."""

from __future__ import annotations

from argmap.datasets.package.about import Content, ThreadLicence
from argmap.model.annotator import name_of
from argmap.model.map import ArgumentMap


def count_map(content: Content, map: ArgumentMap) -> None:
    """Take a map into what is known of the content: title, languages, annotators, and the licence of its thread."""
    thread = map.thread
    content.maps[map.id] = map.title
    content.languages |= {map.language or "en"}
    content.annotators.update(dict.fromkeys(name_of(annotator) for annotator in map.annotators))
    if thread is not None:
        content.languages |= {thread.language} if thread.language else set()
        has_words = any(post.text is not None for post in thread.posts)
        source = thread.source
        content.threads.append(
            ThreadLicence(map.id, thread.id, thread.title, source.license, source.url, has_words)
        )
