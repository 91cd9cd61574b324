"""Hypothesis strategies for whole documents: every map they make is sound, and as odd as a sound map can be."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from argmap.model import (
    Annotator,
    Answer,
    ArgumentMap,
    Breach,
    Claim,
    Commitment,
    Example,
    Issue,
    IssueOutcome,
    Label,
    Participant,
    Post,
    Provenance,
    Question,
    Quote,
    Reference,
    Relation,
    RelationKind,
    Sense,
    StagePosts,
    Stance,
    Thread,
    ThreadSource,
    discussion,
)
from tools.yaml_texts import NUMBERS, PIECES, WORDS, is_allowed

PRINTABLE = st.characters(
    blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff", whitelist_characters="\n\t"
)
slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
texts = st.text(PRINTABLE, min_size=1, max_size=60).filter(str.strip)

awkward_texts = (
    st.lists(st.sampled_from([*PIECES, *WORDS, *NUMBERS]), min_size=1, max_size=8)
    .map("".join)
    .filter(is_allowed)
)
"""Texts that readers of YAML take for something else, or refuse, when they are not quoted."""
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


def examples(count: int) -> settings:
    """Return the settings of a test that draws so many examples, and as many as any other when `thorough` is asked for."""
    thorough = settings.get_current_profile_name() == "thorough"
    return settings(max_examples=max(count, settings().max_examples) if thorough else count)


def maps(max_nodes: int = 10) -> st.SearchStrategy[ArgumentMap]:
    """Return sound maps: quotes from the thread's own words, relations of every kind, undercuts of undercuts.

    To draw a map takes longer than most tests of it. So each test gets its own choice from maps that are drawn once;
    with `--hypothesis-profile=thorough` every map is drawn anew, and one that fails a test is made as small as possible.
    """
    if settings.get_current_profile_name() == "thorough":
        return _new_maps(max_nodes)
    return st.deferred(
        lambda: st.sampled_from([map for map in _drawn_maps() if len(map.claims) <= max_nodes])
    )


@cache
def _drawn_maps() -> list[ArgumentMap]:
    """Return about 90 maps, the small ones first, so that the smallest that fails a test is reported.

    Hypothesis likes maps without a relation, in which little can go wrong: of them only a quarter is kept.
    """
    drawn: list[ArgumentMap] = []

    @settings(max_examples=120, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(_new_maps(10))
    def draw_all(map: ArgumentMap) -> None:
        drawn.append(map)

    draw_all()
    bare = [map for map in drawn if not map.relations]
    kept = [map for map in drawn if map.relations] + bare[::4]
    return sorted(kept, key=lambda one: len(one.model_dump_json()))


@st.composite
def _new_maps(draw: st.DrawFn, max_nodes: int) -> ArgumentMap:
    thread = draw(threads())
    issues = [
        Issue(
            id=f"i{n}",
            question=draw(texts),
            exclusive=draw(st.sampled_from([None, True, False])),
            parent=draw(st.sampled_from([None, "i0"])) if n else None,
            **draw(_remarks()),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    claims = [draw(_claims(thread, n, issues)) for n in range(draw(st.integers(1, max_nodes)))]
    examples = [draw(_examples(thread, n)) for n in range(draw(st.integers(0, 3)))]
    issues = [draw(_ended(thread, issue, claims)) for issue in issues]
    relations = draw(_relations([c.id for c in claims], [e.id for e in examples]))
    named = [item.id for item in (*claims, *examples, *relations)]
    return ArgumentMap(
        id=draw(slugs),
        title=draw(texts),
        thread=thread,
        annotators=draw(st.lists(texts | _annotators(), max_size=2)),
        note=draw(st.none() | texts),
        language=draw(st.sampled_from([None, "en", "de", "pt-BR"])),
        issues=issues,
        claims=claims,
        examples=examples,
        relations=relations,
        commitments=draw(st.lists(_commitments(thread, claims), max_size=5)),
        questions=[draw(_questions(thread, n, claims)) for n in range(draw(st.integers(0, 2)))],
        stages=draw(st.lists(_stages(thread), max_size=2)),
        breaches=draw(st.lists(_breaches(thread, [r.id for r in relations]), max_size=2)),
        expect=draw(st.none() | _expectations(named)),
    )


def _annotators() -> st.SearchStrategy[Annotator]:
    return st.builds(Annotator, id=slugs, name=st.none() | texts)


def _remarks() -> st.SearchStrategy[dict[str, object]]:
    """Return what annotators may say of any item; most often nothing."""
    some = st.fixed_dictionaries(
        {"by": st.none() | texts, "confidence": fractions, "note": st.none() | texts}
    )
    return st.just({}) | some


@st.composite
def _ended(draw: st.DrawFn, thread: Thread, issue: Issue, claims: list[Claim]) -> Issue:
    """Return the issue, perhaps with an outcome: one of its theses, or open."""
    theses = [claim.id for claim in claims if claim.answers == issue.id]
    if not draw(st.booleans()):
        return issue
    people = st.lists(st.sampled_from([p.id for p in thread.participants]), max_size=2, unique=True)
    how = {"thesis": draw(st.sampled_from(theses))} if theses and draw(st.booleans()) else {"open": True}
    quotes = draw(st.lists(_quotes(thread), max_size=1))
    return issue.model_copy(update={"outcome": IssueOutcome(**how, by=draw(people), quotes=quotes)})


@st.composite
def _questions(draw: st.DrawFn, thread: Thread, number: int, claims: list[Claim]) -> Question:
    posts = st.sampled_from([post.id for post in thread.posts])
    post = draw(posts)
    answers = st.builds(Answer, post=posts, claim=st.none() | st.sampled_from([c.id for c in claims]))
    return Question(
        id=f"q{number}",
        post=post,
        text=draw(texts),
        quotes=[quote for quote in draw(st.lists(_quotes(thread), max_size=1)) if quote.post == post],
        about=draw(st.none() | st.sampled_from([c.id for c in claims])),
        to=draw(st.none() | st.sampled_from([p.id for p in thread.participants])),
        answered_by=draw(st.lists(answers, max_size=2)),
        **draw(_remarks()),
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
    if stop - start > 2 and draw(st.booleans()):
        return Quote(post=post, exact=(words[start], " ".join(words[start + 2 : stop])))
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
        meta=draw(st.sampled_from([False, False, False, True])),
        senses=draw(st.lists(st.builds(Sense, term=texts, sense=texts), max_size=1)),
        references=draw(st.lists(st.builds(Reference, title=texts), max_size=1)),
        base_score=draw(fractions),
        tags=draw(st.lists(slugs, max_size=2)),
        **draw(_remarks()),
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
        if kind is RelationKind.SUPPORT and made and draw(st.booleans()):
            targets = [r.id for r in made]  # a backing
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


@st.composite
def _commitments(draw: st.DrawFn, thread: Thread, claims: list[Claim]) -> Commitment:
    """Return a commitment; its condition is words, or a later claim, so that conditions run in no cycle."""
    post = draw(st.sampled_from(thread.posts))
    number = draw(st.integers(0, len(claims) - 1))
    person = draw(st.sampled_from([person.id for person in thread.participants]))
    own = [
        q
        for q in draw(st.lists(_quotes(thread), max_size=1))
        if q.post == post.id and post.author in {None, person}
    ]
    later = [claim.id for claim in claims[number + 1 :]]
    return Commitment(
        participant=person,
        post=post.id,
        claim=claims[number].id,
        stance=draw(st.sampled_from(Stance)),
        quotes=own,
        condition=draw(st.sampled_from([None, None, "if it rains", *later])),
        hedged=draw(st.sampled_from([False, False, True])),
        **draw(_remarks()),
    )
