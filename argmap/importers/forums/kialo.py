"""Kialo: the text export (a numbered tree of theses, pros and cons, without authors), and the JSON of its site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from argmap.importers.assemble import slug
from argmap.importers.forums import kialo_json
from argmap.importers.forums.kialo_map import CON, PRO, THESIS, argument_map
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    one_discussion,
)
from argmap.model.posts import Provenance

TITLE = re.compile(r"^Discussion (?:Title|Name): *(?P<title>.*)$")
CLAIM = re.compile(r"^(?P<number>\d{1,6}(?:\.\d{1,6})*)\. (?:(?P<stance>Pro|Con): )?(?P<text>.*)$")
STANCE = re.compile(r"^1\.\d{1,6}\. (?:Pro|Con): ", re.MULTILINE)
Number = tuple[int, ...]


def fits(file: InputFile) -> Fit:
    """Say whether a file is an export as text, or what the site sends as JSON."""
    if TITLE.match(file.head.lstrip("\ufeff").lstrip().partition("\n")[0].rstrip("\r")):
        return Fit.CERTAIN
    if re.match(r"\s*1\. ", file.head) and STANCE.search(file.head):
        return Fit.LIKELY  # copied without its first line
    return Fit.CERTAIN if kialo_json.is_graph(file.json) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return every claim as a post that answers the claim it is under, with Pro or Con as its label.

    "-> See 1.2." stays as it is written. Numbers are places in the tree, which change when claims are added or moved.

    Raises:
        NotThisSource: there is no numbered claim in the files.
        SeveralDiscussions: there are several discussions, and none was named.
    """
    if any(kialo_json.is_graph(file.json) for file in files):
        return kialo_json.read([file.json for file in files], wanted)
    texts = _texts(files)
    chosen = one_discussion({key: title for key, (title, _) in texts.items()}, wanted)
    title, posts = texts[chosen] if chosen is not None else ("", ())
    if not posts:
        raise NotThisSource("there is no numbered claim in the file")
    return RawThread(title, posts, keyed=False, authorship=Provenance.UNKNOWN)


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the discussions in the files; nobody knows who wrote a claim of a text export."""
    if any(kialo_json.is_graph(file.json) for file in files):
        yield from kialo_json.discussions([file.json for file in files])
        return
    for key, (title, posts) in _texts(files).items():
        yield DiscussionEntry(key, title, len(posts))


def _texts(files: Sequence[InputFile]) -> dict[str, tuple[str, tuple[RawPost, ...]]]:
    """Return titles and posts of discussions by their keys, which are made from the titles."""
    texts: dict[str, tuple[str, tuple[RawPost, ...]]] = {}
    for file in files:
        title, lines = "", list[str]()
        for line in [*file.text.split("\n"), None]:
            heading = TITLE.match(line) if line is not None else None
            if heading or line is None:
                posts = tuple(_posts(lines))
                key = _key(title, texts)
                texts |= {key: (title, posts)} if title or posts else {}
                title, lines = heading["title"].strip() if heading else "", []
            else:
                lines.append(line)
    return texts


def _key(title: str, taken: Collection[str]) -> str:
    key = slug(title) or "1"
    return key if key not in taken else f"{key}-{len(taken) + 1}"


def _posts(lines: Sequence[str]) -> Iterator[RawPost]:
    known: set[Number] = set()
    current: re.Match[str] | None = None
    text: list[str] = []
    listed = 0  # the number of the item of a list inside a claim that was read last
    for line in lines:
        claim = CLAIM.match(line)
        number = _number(claim)
        goes_on = listed > 0 and number == (listed + 1,)
        if claim and not goes_on and _is_claim(claim, number, known):
            if current:
                yield _post(current, text)
            current, text, listed = claim, [claim["text"]], 0
            known.add(number)
        else:
            listed = number[0] if claim and len(number) == 1 else listed
            text.append(line)
    if current:
        yield _post(current, text)


def _number(claim: re.Match[str] | None) -> Number:
    return tuple(map(int, claim["number"].split("."))) if claim else ()


def _is_claim(claim: re.Match[str], number: Number, known: set[Number]) -> bool:
    """Return whether a numbered line is a claim, and not an item of a list inside one.

    Its number is new, and it is a thesis, or it is under a claim and says Pro or Con or which claim it links to.
    """
    if number in known:
        return False
    return len(number) == 1 or number[:-1] in known or claim["stance"] is not None


def _post(claim: re.Match[str], lines: Sequence[str]) -> RawPost:
    above = _number(claim)[:-1]
    label = {"Pro": PRO, "Con": CON}.get(claim["stance"] or "", None if above else THESIS)
    return RawPost(
        f"c{claim['number']}",
        f"c{'.'.join(map(str, above))}" if above else None,
        text="\n".join(lines).strip(),
        label=label,
    )


IMPORTER = Importer(
    "kialo",
    "a Kialo export",
    fits,
    read,
    discussions,
    keys=frozenset({"claims", "locations", "targetId", "isOrigin", "authorIdentityId"}),
    argument_map=argument_map,
)
