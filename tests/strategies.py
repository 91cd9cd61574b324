"""Hypothesis strategies for whole documents: every map they make is sound, and as odd as a sound map can be."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap.model import (
    ArgumentMap,
    Breach,
    Claim,
    Commitment,
    Example,
    Issue,
    Label,
    Participant,
    Post,
    Provenance,
    Quote,
    Reference,
    Relation,
    RelationKind,
    StagePosts,
    Stance,
    Thread,
    ThreadSource,
    discussion,
)

PRINTABLE = st.characters(
    blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff", whitelist_characters="\n\t"
)
slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
texts = st.text(PRINTABLE, min_size=1, max_size=60).filter(str.strip)
fractions = st.none() | st.floats(0, 1)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Return a thread of one to five posts by up to three participants, some posts repeating earlier ones."""
    people = [Participant(id=f"u{i}", name=draw(texts)) for i in range(draw(st.integers(1, 3)))]
    posts: list[Post] = []
    for number in range(draw(st.integers(1, 5))):
        earlier = [post.id for post in posts]
        repeats = draw(st.none() | st.sampled_from(earlier)) if earlier else None
        posts.append(
            Post(
                id=f"p{number}",
                author=draw(st.none() | st.sampled_from([person.id for person in people])),
                reply_to=draw(st.none() | st.sampled_from(earlier)) if earlier else None,
                created=draw(st.sampled_from([None, "2026-11-22T09:30:00Z", "2026-11-22T09:30:00.5+01:00"])),
                text=None if repeats else draw(texts),
                repeats=repeats,
            )
        )
    source = ThreadSource(
        kind="text", note=draw(st.none() | texts), retrieved=draw(st.sampled_from([None, "2026-11-22"]))
    )
    return Thread(
        id=draw(slugs),
        title=draw(texts),
        source=source,
        authorship=draw(st.sampled_from(Provenance)),
        reply_structure=draw(st.sampled_from(Provenance)),
        participants=people,
        posts=posts,
    )


@st.composite
def maps(draw: st.DrawFn, max_nodes: int = 8) -> ArgumentMap:
    """Return a sound map: quotes from the thread's own words, relations of every kind, undercuts of undercuts."""
    thread = draw(threads())
    issues = [Issue(id=f"i{n}", question=draw(texts)) for n in range(draw(st.integers(0, 2)))]
    claims = [draw(_claims(thread, n, issues)) for n in range(draw(st.integers(1, max_nodes)))]
    examples = [draw(_examples(thread, n)) for n in range(draw(st.integers(0, 3)))]
    relations = draw(_relations([c.id for c in claims], [e.id for e in examples]))
    named = [item.id for item in (*claims, *examples, *relations)]
    return ArgumentMap(
        id=draw(slugs),
        title=draw(texts),
        thread=thread,
        annotators=draw(st.lists(texts, max_size=2)),
        note=draw(st.none() | texts),
        language=draw(st.sampled_from([None, "en", "de", "pt-BR"])),
        issues=issues,
        claims=claims,
        examples=examples,
        relations=relations,
        commitments=draw(st.lists(_commitments(thread, claims), max_size=5)),
        stages=draw(st.lists(_stages(thread), max_size=2)),
        breaches=draw(st.lists(_breaches(thread, [r.id for r in relations]), max_size=2)),
        expect=draw(st.none() | _expectations(named)),
    )


def _stages(thread: Thread) -> st.SearchStrategy[StagePosts]:
    posts = st.sampled_from([post.id for post in thread.posts])
    return st.builds(
        StagePosts,
        stage=st.sampled_from(sorted(discussion().stages)),
        posts=st.lists(posts, min_size=1, max_size=2, unique=True),
        why=st.none() | texts,
    )


@st.composite
def _breaches(draw: st.DrawFn, thread: Thread, steps: list[str]) -> Breach:
    known = discussion()
    broken = known.rules[draw(st.sampled_from(sorted(known.rules)))]
    return Breach(
        breaks=broken.id,
        fallacy=draw(st.none() | st.sampled_from([fallacy.id for fallacy in broken.fallacies])),
        relation=draw(st.sampled_from([None, *steps])),
        quotes=[draw(_quotes(thread))],
        why=draw(texts),
    )


@st.composite
def _expectations(draw: st.DrawFn, named: list[str]) -> dict[str, list[str]]:
    """Return some of the names, each under one label."""
    labels = draw(st.dictionaries(st.sampled_from(named), st.sampled_from(Label), max_size=4))
    return {label: [name for name, given in labels.items() if given is label] for label in Label}


@st.composite
def _quotes(draw: st.DrawFn, thread: Thread) -> Quote:
    post = draw(st.sampled_from([post.id for post in thread.posts]))
    words = thread.text_of(post).split()
    start = draw(st.integers(0, len(words) - 1))
    stop = draw(st.integers(start + 1, len(words)))
    return Quote(post=post, exact=" ".join(words[start:stop]))


@st.composite
def _claims(draw: st.DrawFn, thread: Thread, number: int, issues: list[Issue]) -> Claim:
    implicit = draw(st.booleans())
    return Claim(
        id=f"c{number}",
        text=draw(texts),
        label=draw(st.none() | texts),
        answers=draw(st.none() | st.sampled_from([issue.id for issue in issues])) if issues else None,
        implicit=implicit,
        quotes=() if implicit else draw(st.lists(_quotes(thread), min_size=1, max_size=2)),
        base_score=draw(fractions),
        tags=draw(st.lists(slugs, max_size=2)),
    )


@st.composite
def _examples(draw: st.DrawFn, thread: Thread, number: int) -> Example:
    reference = st.builds(
        Reference, title=texts, authors=st.none() | texts, year=st.none() | st.integers(1000, 9999)
    )
    return Example(
        id=f"e{number}",
        name=draw(texts),
        topic=draw(slugs),
        text=draw(texts),
        quotes=draw(st.lists(_quotes(thread), max_size=1)),
        references=draw(st.lists(reference, max_size=2)),
    )


@st.composite
def _relations(draw: st.DrawFn, claims: list[str], examples: list[str]) -> list[Relation]:
    made: list[Relation] = []
    nodes = [*claims, *examples]
    for number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from([k for k in RelationKind if made or k is not RelationKind.UNDERCUT]))
        rephrase = kind is RelationKind.REPHRASE
        sources = claims if rephrase else nodes
        premises = draw(
            st.lists(st.sampled_from(sources), min_size=1, max_size=1 if rephrase else 3, unique=True)
        )
        targets = [r.id for r in made] if kind is RelationKind.UNDERCUT else sources
        made.append(
            Relation(
                id=f"r{number}",
                kind=kind,
                premises=premises,
                target=draw(st.sampled_from(targets)),
                scheme=draw(st.sampled_from([None, "example", "expert-opinion"])),
                weight=draw(fractions),
            )
        )
    return made


def _commitments(thread: Thread, claims: list[Claim]) -> st.SearchStrategy[Commitment]:
    return st.builds(
        Commitment,
        participant=st.sampled_from([person.id for person in thread.participants]),
        post=st.sampled_from([post.id for post in thread.posts]),
        claim=st.sampled_from([claim.id for claim in claims]),
        stance=st.sampled_from(Stance),
    )
