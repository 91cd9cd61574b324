"""Every regular expression of the package against long runs of what it repeats, to find those that are not linear.

`python -m tools.patterns` prints the patterns that take more than their share of processor time, with the text that
shows it. Texts are made from each pattern's own parts: what comes before a repetition, then a long run of what it
repeats, then something that does not fit, so that the engine has to try again from everywhere it can.
"""

from __future__ import annotations

import argparse
import ast
import re
import signal
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import inf
from pathlib import Path
from random import Random
from types import CodeType, FrameType
from typing import Any

from tools.bounded_patterns import BOUNDED

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as signs
    from re import _parser as parser

PACKAGE = Path(__file__).parents[1] / "argmap"
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
ANYWHERE = METHODS - {"match", "fullmatch"}
SHORT, LENGTH = 2_000, 15_000
"""Characters of a text: of the short one, to see quickly what is not slow, and of the long one."""
SUSPECT = 0.004
"""Seconds of processor time for a short text: 10⁷ steps, which a quadratic pattern needs, take ten times as long."""
LIMIT = 0.08
"""Seconds for a long text: a linear pattern needs a hundredth, a quadratic one ten times as much."""
LONGEST = 2.0
"""Seconds after which a text is given up."""

SIGNS = 12
"""Single characters that are repeated, for each round."""

LONG = 64
"""Fewer repetitions than these cannot take long."""
UNFIT = ("", "\n", "\0", "x", "!", " \0")
CATEGORIES = {
    "CATEGORY_DIGIT": "07",
    "CATEGORY_NOT_DIGIT": "a -",
    "CATEGORY_SPACE": " \n\t",
    "CATEGORY_NOT_SPACE": "a0-",
    "CATEGORY_WORD": "aZ0_",
    "CATEGORY_NOT_WORD": " -.\n",
}
ALPHABET = "aZb0 \n\t-_.,:;!?'\"()[]{}<>/\\|@#*&%=+~^$`é’…\x03\u200b"


@dataclass(frozen=True, slots=True)
class Use:
    """A regular expression and how it is used.

    Args:
        place: file and line.
        pattern: the compiled pattern.
        methods: the methods it is called by; some of `METHODS`.
    """

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    @property
    def file(self) -> str:
        return self.place.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern that took long: by which method, over which text (start, repeated, end), and the seconds."""

    use: Use
    method: str
    parts: tuple[str, str, str]
    seconds: float


class _TooLong(Exception):
    pass


# --- finding the patterns


def uses() -> tuple[list[Use], list[str]]:
    """Return the regular expressions of the package, and the places of those that exist only while it works."""
    sources = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    trees = {path: ast.parse(source) for path, source in sources.items()}
    parts = {path: (_calls(tree), _imported(tree)) for path, tree in trees.items()}
    found: dict[tuple[str, int], Use] = {}
    unknown: list[str] = []
    for path, source in sources.items():
        if "re." not in source:
            continue
        module = _module(path)
        if module is None:
            unknown.append(f"{path.relative_to(PACKAGE.parent)}: cannot be imported here")
            continue
        tree = trees[path]
        for name, pattern in _held(module.__dict__):
            place = f"{path.relative_to(PACKAGE.parent)}:{_line(tree, name)}"
            found.setdefault(
                (pattern.pattern, pattern.flags), Use(place, pattern, _methods(name, path, parts))
            )
        for call in ast.walk(tree):
            method = _regex_call(call)
            if method is None:
                continue
            assert isinstance(call, ast.Call)
            place = f"{path.relative_to(PACKAGE.parent)}:{call.lineno}"
            pattern = _evaluated(call, module.__dict__)
            if pattern is None:
                unknown.append(place)
            elif (key := (pattern.pattern, pattern.flags)) not in found or method != "compile":
                before = found[key].methods if key in found else frozenset[str]()
                more = METHODS if method == "compile" else {method}
                found[key] = Use(place, pattern, before | more)
    return list(found.values()), unknown


def _module(path: Path) -> Any:
    name = _dotted(path)
    if name.endswith("__main__") or find_spec(name) is None:
        return None
    try:
        return import_module(name)
    except ImportError:
        return None


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def _held(names: dict[str, Any]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in names.items():
        for pattern in _inside(value, 3):
            yield name, pattern


def _inside(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _inside(each, depth - 1)
    elif depth and isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(key, depth - 1)
            yield from _inside(each, depth - 1)


def _line(tree: ast.Module, name: str) -> int | str:
    for node in tree.body:
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.lineno
    return name


def _calls(tree: ast.Module) -> set[tuple[str, str]]:
    """Return the methods that are called in a module, each with the name on which, or the table that the name runs through."""
    calls = {
        (call.func.value.id, call.func.attr)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.attr in METHODS
    }
    tables = [
        (_names(loop.iter), _names(loop.target))
        for loop in ast.walk(tree)
        if isinstance(loop, (ast.For, ast.comprehension))
    ]
    through = {
        (table, method) for held, names in tables for name, method in calls if name in names for table in held
    }
    return calls | through


def _names(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _imported(tree: ast.Module) -> set[tuple[str | None, str]]:
    """Return the names that a module imports, each with the module from which."""
    return {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _methods(
    name: str, path: Path, trees: dict[Path, tuple[set[tuple[str, str]], set[tuple[str | None, str]]]]
) -> frozenset[str]:
    """Return the methods that are called on a name, in its module and wherever it is imported; all, if none is seen."""
    seen = {
        method
        for file, (calls, imported) in trees.items()
        if file == path or (_dotted(path), name) in imported
        for called, method in calls
        if called == name
    }
    return frozenset(seen or METHODS)


def _regex_call(node: ast.AST) -> str | None:
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {*METHODS, "compile"}
    ):
        return node.func.attr
    return None


def _evaluated(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any] | None:
    flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    if (
        not flags
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"compile", "match", "search", "fullmatch"}
    ):
        flags = call.args[1 if call.func.attr == "compile" else 2 :][:1]
    try:
        values = [eval(_code(each), names) for each in (call.args[0], *flags)]
    except NameError:
        return None
    return re.compile(*values)


def _code(expression: ast.expr) -> CodeType:
    return compile(ast.Expression(expression), "<pattern>", "eval")


# --- making texts


def texts(
    pattern: re.Pattern[Any], rounds: int = 4, ends: Sequence[str] = UNFIT
) -> Iterator[tuple[str, str, str]]:
    """Yield texts as (start, repeated part, end) that may make a pattern slow."""
    random = Random(0)
    tree = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    made: dict[tuple[str, str], None] = {}
    for before, body, after in _repeats(tree, [], []):
        for _ in range(rounds):
            start, part, rest = (_sample(each, random) for each in (before, body, after))
            for pair in (
                (start, part),
                (start, part + rest),
                ("", start + part),
                ("", start or part),
                (start[:-1], part),
            ):
                made.setdefault(pair)
    for _ in range(rounds):
        made.setdefault(("", _sample(tree, random)))
    for sign in sorted({*_literals(tree), *" \n\ta0-.,\"'"})[: SIGNS * rounds]:
        made.setdefault(("", sign))
    for start, part in made:
        if part:
            for end in ends:
                yield start, part, end


def _repeats(
    tree: list[Any], before: list[Any], after: list[Any]
) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Yield what stands before, in and after each long repetition of a parsed pattern."""
    for index, (sign, value) in enumerate(tree):
        start, rest = [*before, *tree[:index]], [*tree[index + 1 :], *after]
        if str(sign).endswith("_REPEAT") and value[1] >= LONG:
            yield start, list(value[2]), rest
        for body in _bodies(str(sign), value):
            yield from _repeats(list(body), start, rest)


def _bodies(sign: str, value: Any) -> list[Any]:
    """Return the parsed patterns that stand in a part of one."""
    match sign:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case "SUBPATTERN":
            return [value[-1]]
        case "ATOMIC_GROUP":
            return [value]
        case "BRANCH" | "ASSERT" | "ASSERT_NOT":
            return list(value[1]) if sign == "BRANCH" else [value[1]]
        case "GROUPREF_EXISTS":
            return [each for each in value[1:] if each is not None]
    return []


def _sample(tree: Iterable[Any], random: Random) -> str:
    return "".join(_one(str(sign), value, random) for sign, value in tree)


def _one(name: str, value: Any, random: Random) -> str:  # noqa: C901, PLR0911 (one case for each sign)
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return random.choice([sign for sign in "a 0" if ord(sign) != value])
        case "ANY":
            return random.choice("a 0.")
        case "CATEGORY":
            return random.choice(CATEGORIES[str(value)])
        case "IN":
            return _member(value, random)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, body = value
            times = random.choice([least, min(least + 1, most), min(least + 2, most)])
            return "".join(_sample(body, random) for _ in range(times))
        case "SUBPATTERN":
            return _sample(value[-1], random)
        case "ATOMIC_GROUP":
            return _sample(value, random)
        case "BRANCH":
            return _sample(random.choice(value[1]), random)
        case "GROUPREF_EXISTS":
            return _sample(random.choice([each for each in value[1:] if each is not None]), random)
        case "ASSERT":
            return _sample(value[1], random) if value[0] > 0 else ""
        case _:
            return ""


def _member(items: list[Any], random: Random) -> str:
    """Return a character of a class, tried from a small alphabet, or one of its own signs."""
    own = [chr(value) for sign, value in items if str(sign) == "LITERAL"]
    own += [chr(value[0]) for sign, value in items if str(sign) == "RANGE"]
    fitting = _fitting(_class(items), "".join(own))
    return random.choice(fitting) if fitting else ""


@cache
def _fitting(written: str, own: str) -> str:
    """Return the characters of the alphabet, and of some more, that a class holds."""
    test = re.compile(written, re.DOTALL)
    return "".join(sign for sign in ALPHABET + own if test.match(sign))


def _class(items: list[Any]) -> str:
    written = {
        "CATEGORY_DIGIT": r"\d",
        "CATEGORY_NOT_DIGIT": r"\D",
        "CATEGORY_SPACE": r"\s",
        "CATEGORY_NOT_SPACE": r"\S",
        "CATEGORY_WORD": r"\w",
        "CATEGORY_NOT_WORD": r"\W",
    }
    parts = []
    for sign, value in items:
        match str(sign):
            case "NEGATE":
                parts.append("^")
            case "LITERAL":
                parts.append(f"\\U{value:08x}")
            case "RANGE":
                parts.append(f"\\U{value[0]:08x}-\\U{value[1]:08x}")
            case "CATEGORY":
                parts.append(written[str(value)])
    return f"[{''.join(parts)}]"


def _literals(tree: Iterable[Any]) -> Iterator[str]:
    for sign, value in tree:
        if sign == signs.LITERAL:
            yield chr(value)
        elif isinstance(value, (list, tuple)):
            yield from _literals_in(value)


def _literals_in(value: Iterable[Any]) -> Iterator[str]:
    for each in value:
        if isinstance(each, parser.SubPattern):
            yield from _literals(each)
        elif isinstance(each, tuple) and each[:1] == (signs.LITERAL,):
            yield chr(each[1])
        elif isinstance(each, (list, tuple)):
            yield from _literals_in(each)


# --- measuring


def slow(use: Use, rounds: int = 4, ends: Sequence[str] = UNFIT) -> Slow | None:
    """Return how a pattern took too long, or None if it never did."""
    binary = isinstance(use.pattern.pattern, bytes)
    parsed = (
        re.compile(use.pattern.pattern.decode("latin-1"), (use.pattern.flags | re.UNICODE) & ~re.ASCII)
        if binary
        else use.pattern
    )
    ways = (
        [_search] * bool(use.methods & ANYWHERE)
        + [_match] * ("match" in use.methods)
        + [_full] * ("fullmatch" in use.methods)
    )
    for parts in texts(parsed, rounds, ends):
        for way in ways:
            quick = _seconds(way, use.pattern, _text(parts, SHORT, binary))
            if quick > SUSPECT and _grows(way, use.pattern, parts, binary, SHORT, quick):
                seconds = min(_seconds(way, use.pattern, _text(parts, LENGTH, binary)) for _ in range(2))
                if seconds > LIMIT and _grows(way, use.pattern, parts, binary, LENGTH, seconds):
                    return Slow(use, way.__name__.strip("_"), parts, seconds)
    return None


def _grows(
    way: Any, pattern: re.Pattern[Any], parts: tuple[str, str, str], binary: bool, length: int, seconds: float
) -> bool:
    """Return whether four times the length takes more than eight times as long; 16 times would be quadratic."""
    longer = _seconds(way, pattern, _text(parts, 4 * length, binary))
    return longer > min(8 * seconds, LONGEST)


def _text(parts: tuple[str, str, str], length: int, binary: bool) -> Any:
    start, part, end = parts
    text = start + part * (length // len(part)) + end
    return text.encode("utf-8", "replace") if binary else text


def _search(pattern: re.Pattern[Any], text: Any) -> None:
    for _ in pattern.finditer(text):
        pass


def _match(pattern: re.Pattern[Any], text: Any) -> None:
    pattern.match(text)


def _full(pattern: re.Pattern[Any], text: Any) -> None:
    pattern.fullmatch(text)


def _seconds(way: Any, pattern: re.Pattern[Any], text: Any) -> float:
    """Return the processor time, or infinity if the text is given up: the two clocks may differ by some milliseconds."""
    begun = time.process_time()
    try:
        with _alarm(LONGEST):
            way(pattern, text)
    except _TooLong:
        return inf
    return time.process_time() - begun


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def main() -> int:
    """Print what is slow."""
    arguments = argparse.ArgumentParser(
        prog="python -m tools.patterns", description=__doc__.partition("\n")[0]
    )
    arguments.add_argument("--rounds", type=int, default=4, metavar="N", help="samples of each part (4)")
    rounds = arguments.parse_args().rounds
    found, unknown = uses()
    print(f"{len(found)} patterns, {len(unknown)} that exist only while argmap works", flush=True)
    for place in unknown:
        print(f"  {place}")
    bad = 0
    for use in found:
        if (use.file, use.pattern) not in BOUNDED and (result := slow(use, rounds)) is not None:
            bad += 1
            start, part, end = result.parts
            print(
                f"{use.place}: {result.seconds:.2f} s by {result.method}: {start!r} + {part!r} * n + {end!r}",
                flush=True,
            )
            print(f"    {use.pattern.pattern!r} ({', '.join(sorted(use.methods))})", flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
