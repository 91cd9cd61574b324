"""AM301 to AM304, AM310, AM313: whether a claim is one sentence that can be true or false."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.diagnostics import Edit, Finding, Fix, Severity, rule
from argmap.dialogue.words import primary
from argmap.lint.word_index import folded_texts, words_of_claims
from argmap.location import Path
from argmap.model.map import ArgumentMap

COMMANDS = frozenset(
    [
        "ask",
        "avoid",
        "be",
        "compare",
        "consider",
        "don't",
        "don’t",
        "forget",
        "go",
        "imagine",
        "let's",
        "let’s",
        "please",
        "read",
        "remember",
        "think",
    ]
)
"""First words of sentences that tell somebody to do something."""

OFTEN_NAMES = frozenset(["let's", "let’s", "do", "don't", "don’t", "go", "be", "imagine", "remember"])
"""First words of names, if the second word has a capital letter."""

BEGIN_CLAUSES = frozenset(["this", "his", "its", "whose", "as", "us"])

PERHAPS_COMMANDS = frozenset(["do", "check", "look", "note", "see", "stop", "take", "try", "use", "wait"])
"""Words that are as often nouns: commands only with one of OBJECTS behind them."""

OBJECTS = frozenset(
    ["not", "a", "an", "at", "for", "how", "it", "that", "the", "this", "these", "those", "your"]
)

CONNECTIVES = {
    "en": re.compile(
        r"(?<!only )(?<!just )(?<!not )(?<!merely )(?<!simply )(?<!largely )"
        r"\b(because(?! of\b)|therefore|hence|thus|which is why|given that|consequently|for (?:this|that) reason)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?<!nur )(?<!bloß )(?<!nicht )(?<!allein )\b(weil|denn(?= \w+ (?:ist|sind|war|hat|haben|kann|wird|werden|muss|soll)\b)"
        r"|deshalb|deswegen|daher|folglich|infolgedessen|aus diesem Grund)\b",
        re.IGNORECASE,
    ),
}
"""Words that join a claim with its reason, by language; "only because" makes the reason itself the claim."""

JOINED_BY = {
    "en": ("because", "therefore", "hence", "thus", "why", "given", "consequently", "reason", "since"),
    "de": ("weil", "denn", "deshalb", "deswegen", "daher", "folglich", "infolgedessen", "grund"),
}
"""A word of each of them, and of a "since"."""

SINCE = re.compile(
    r"(?<=\w )(?<!has )(?<!have )(?<!had )(?<!ever )since (?!(?:then|last|when|before|its?|his|her|their|early|late)\b|\w*\d)(?:[\w'’-]{1,40} ){2}\w",
    re.IGNORECASE,
)
PERFECT = re.compile(
    r"\b(?:has|have|had)(?:n['’]t)? (?:\w{1,20} )?(?:been|\w{1,20}ed|gone|come|grown|risen|fallen|become|lost|kept|made|seen|taken"
    r"|known|done|had|won|held|met|left|run|read|got|gotten)\b|\b(?:ever|long|is|are)\W*$",
    re.IGNORECASE,
)
"""What goes before a "since" that speaks of time: "have been … since", "ever since", "it is long since"."""

SINCE_TIME = re.compile(
    r"since (?:the|a|this|that) (?:\w+ )?(?:war|start|beginning|end|release|election|reform|crisis|pandemic|change|day|time)\b",
    re.IGNORECASE,
)
VERBS = {
    "en": r"(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|should|must|may|might|need|needs|cannot)",
    "de": r"(?:ist|sind|war|waren|hat|haben|hatte|hatten|kann|können|konnte|wird|werden|würde|würden|soll|sollen|sollte"
    r"|sollten|muss|müssen|darf|dürfen|braucht|brauchen)",
}
JOINING = {"en": r"(?:and|but|or|so)", "de": r"(?:und|aber|oder|sondern)"}
CONJUNCTIONS = ("and", "but", "or", "so", "und", "aber", "oder", "sondern")
"""The words of which one stands where two sentences are joined without a semicolon."""

JOINT = {tag: re.compile(rf",\s*{words}\s|;\s", re.IGNORECASE) for tag, words in JOINING.items()}
"""What may join two sentences: a comma with a conjunction, or a semicolon."""

ASIDE = re.compile(r"\([^()]{0,400}\)")
"""What stands in parentheses, whose marks join no sentences."""

LONG_JOINT = re.compile(
    r";\s|, (?:and|but|und|aber)(?= (?:the|an?|these|its|their|most|some|all|no|in|it|they|there|nobody|everybody|one"
    r"|der|die|das|ein|eine|es|sie|in|man|niemand|alle)\b) ",
    re.IGNORECASE,
)
LEAST_WORDS = 4
"""Words that each of two sentences has, so that a list of short things is none."""

SECOND_CLAUSE = re.compile(
    rf" (?:and|but) (?:(?:the|a|an|this|these|its|their|no) (?:\w+ ){{1,2}}|(?:it|they|there|nobody|everybody|people) )"
    rf"{VERBS['en']}\b",
    re.IGNORECASE,
)
"""A conjunction without a comma that begins a clause with a subject of its own."""

SUBORDINATE = re.compile(
    r"\b(?:that|if|whether|when|where|who|which|what|how|why|as|while|because|between|both|either|than|unless|until|after|before)\b",
    re.IGNORECASE,
)
VERB = {tag: re.compile(rf"\b{verbs}(?:n['’]t)?\b", re.IGNORECASE) for tag, verbs in VERBS.items()}

ENDS = (".", "!", "…", ".”", '."', ".)", ".’", "。", "！", "।", "۔", "။", "።")
"""How a sentence ends: in Latin scripts, Chinese and Japanese, Hindi, Urdu, Burmese and Amharic."""


@rule("AM301", Severity.WARNING, needs_whole_map=False)
def question_as_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is a question.

    A question cannot be true, supported or attacked. If it asks about something, make it an issue. If it is rhetorical,
    write the answer that it suggests as the claim.

    Bad:
        claims: [{id: c1, text: 'Is convolution simple?', implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    for path, text in _claims_at(map, range(len(map.claims))):
        if text.endswith("?"):
            yield Finding(
                path, "the claim is a question", "write the statement that it suggests, or make it an issue"
            )


@rule("AM302", Severity.WARNING, needs_whole_map=False)
def command_as_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim tells somebody to do something.

    A command cannot be true or false. Write what should be done, or why it is good to do it.

    The rule checks English maps only (`language`).

    Bad:
        claims: [{id: c1, text: Remember the normalisation., implicit: true}]

    Good:
        claims: [{id: c1, text: The normalisation matters., implicit: true}]
    """
    if not map.is_english:
        return
    first_words = (word.partition("'")[0].partition("’")[0] for word in COMMANDS | PERHAPS_COMMANDS)
    for path, text in _claims_at(map, words_of_claims(map).having(*first_words)):
        words = text.split()
        if _is_command(words) and not text.endswith("?"):
            yield Finding(
                path,
                f"the claim begins like a command: {words[0]!r}",
                "write a statement: what should be done, or why",
            )


@rule("AM303", Severity.ADVICE, needs_whole_map=False)
def reason_inside_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim contains its own reason: it says "because" or "therefore".

    Nobody can attack the reason, or the relation between the two, while both are inside one claim. Make two claims and
    a support. The rule looks for *because, therefore, hence, thus, since, given that* and the like, in German for *weil, deshalb,
    daher* and others. It does not report "only because", "just because" and "not because": there the reason itself is what
    is claimed; nor a "since" that speaks of time.

    The rule checks English and German maps (`language`).

    Bad:
        claims: [{id: c1, text: Convolution is simple because weights are shared., implicit: true}]

    Good:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Weights are shared., implicit: true}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
    """
    connectives = CONNECTIVES.get(primary(map.language))
    if connectives is None:
        return
    for path, text in _claims_at(map, words_of_claims(map).having(*JOINED_BY[primary(map.language)])):
        connective = connectives.search(text)
        joint = connective[0] if connective else "since" if map.is_english and _gives_reason(text) else None
        if joint:
            yield Finding(
                path,
                f"the claim contains its own reason: {joint!r}",
                "make the reason a claim of its own that supports it",
            )


@rule("AM304", Severity.ADVICE, needs_whole_map=False)
def compound_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim joins two sentences by "and", "but", "or", "so" or a semicolon.

    An objection to one half is not an objection to the other. The rule looks for a semicolon, or a comma with such a
    word, between two verbs of those that are in many sentences (*is, has, can, needs* and the like), and in English also
    for an "and" that begins a clause with its own subject. It does not report lists such as "salt and pepper".

    The rule checks English and German maps (`language`).

    Bad:
        claims: [{id: c1, text: 'Convolution is simple, and attention is not.', implicit: true}]

    Good:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Attention is not simple., implicit: true}
    """
    tag = primary(map.language)
    if tag not in JOINT:
        return
    joined = words_of_claims(map).having(*CONJUNCTIONS)
    joined |= {number for number, text in enumerate(folded_texts(map)) if ";" in text}
    for path, text in _claims_at(map, joined):
        plain = ASIDE.sub(" ", text)
        if _has_two_verbs(plain, tag) or _joins(plain):
            yield Finding(path, "the claim joins two sentences", "split it into two claims")


@rule("AM310", Severity.WARNING, needs_whole_map=False)
def unfinished_sentence(map: ArgumentMap) -> Iterator[Finding]:
    """A claim does not begin and end like a sentence.

    Pictures, pages and lessons show each claim alone. `--fix` adds the full stop and the capital letter.

    Bad:
        claims: [{id: c1, text: convolution is simple, implicit: true}]

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    for number, text in enumerate(folded_texts(map)):
        if not text:
            continue
        path, written = ("claims", number, "text"), map.claims[number].text
        if not text.endswith(("?", *ENDS)) or text[0].islower():
            ended = text if text.endswith(("?", *ENDS)) else f"{text}."
            sentence = ended[0].upper() + ended[1:] if _may_be_raised(ended) else ended
            missing = "a full stop" if ended != text else "a capital letter"
            if sentence != text:
                fix = Fix(f"write {sentence!r}", (Edit(path, sentence),)) if written == text else None
                yield Finding(path, f"the claim is not written as a sentence: {missing} is missing", fix=fix)


@rule("AM313", Severity.WARNING, needs_whole_map=False)
def issue_without_question(map: ArgumentMap) -> Iterator[Finding]:
    """An issue, or a question that somebody asks, is not written as a question.

    Theses answer an issue, posts and claims answer what people ask, and only a question has answers.

    Bad:
        issues: [{id: need, question: The need for mathematics}]

    Good:
        issues: [{id: need, question: 'How much mathematics is needed?'}]
    """
    asked = [(("issues", i, "question"), f"issue {x.id!r}", x.question) for i, x in enumerate(map.issues)]
    asked += [
        (("questions", i, "text"), f"the text of {x.id!r}", x.text) for i, x in enumerate(map.questions)
    ]
    for path, what, text in asked:
        if not text.rstrip().endswith(("?", "?”", '?"', "？", "؟")):
            message = f"{what} is not a question"
            yield Finding(path, message, "write it as a question, with a question mark at the end")


def _gives_reason(text: str) -> bool:
    """Return whether a "since" gives a reason: one that speaks of time goes with a perfect tense or names an event."""
    since = SINCE.search(text)
    return bool(since) and not PERFECT.search(text, 0, since.start()) and not SINCE_TIME.search(text)  # type: ignore[union-attr]


def _has_two_verbs(text: str, tag: str) -> bool:
    """Return whether a verb stands before what may join two sentences, and another one behind it."""
    verb = VERB[tag].search(text)
    joint = JOINT[tag].search(text, verb.end()) if verb else None
    return joint is not None and VERB[tag].search(text, joint.end()) is not None


def _joins(text: str) -> bool:
    """Return whether an "and" or "but" without a comma begins a second clause, which no word before makes a subordinate one."""
    long = LONG_JOINT.search(text)
    if long is not None:
        head, tail = text[: long.start()], text[long.end() :]
        if min(len(head.split()), len(tail.split())) >= LEAST_WORDS and "," not in head:
            return True
    joint = SECOND_CLAUSE.search(text)
    if joint is None or SUBORDINATE.search(text, 0, joint.start()):
        return False
    head = text[: joint.start()]
    return bool(VERB["en"].search(head)) or head.count(",") > 0


def _is_command(words: list[str]) -> bool:
    if len(words) < 2:  # noqa: PLR2004 (a word alone is no sentence)
        return False
    first, second = words[0].lower().rstrip(","), words[1].lower()
    if first in OFTEN_NAMES and words[1][:1].isupper() and words[1] != "I":
        return False  # Let's Encrypt, Do Not Track
    if VERB["en"].fullmatch(second) or (len(words) > 2 and _is_of_subject(second, words[2])):  # noqa: PLR2004 (the third)
        return False  # Go is a language, think tanks are biased
    return first in COMMANDS or (first in PERHAPS_COMMANDS and second in OBJECTS)


def _is_of_subject(noun: str, verb: str) -> bool:
    """Return whether a verb makes the words before it a subject: a noun of several, and no word that begins a clause."""
    return noun.endswith("s") and VERB["en"].fullmatch(verb.lower()) is not None and noun not in BEGIN_CLAUSES


def _may_be_raised(text: str) -> bool:
    """Return whether the first word is an ordinary one: names such as pH and iPhone begin small."""
    first = re.match(r"\w+", text)
    return bool(first) and first[0].islower() and first[0].isalpha() and len(first[0]) > 1  # type: ignore[index]


def _claims_at(map: ArgumentMap, numbers: Iterable[int]) -> Iterator[tuple[Path, str]]:
    """Yield place and text of some claims that have one, in the order of the map, white space folded."""
    texts = folded_texts(map)
    for number in sorted(numbers):
        if texts[number]:
            yield ("claims", number, "text"), texts[number]
