"""Competition files: what they say is read, what they should not say is told with its line."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnreadableInput
from argmap.solver.assumptions import Framework
from argmap.solver.attacks import AttackGraph
from argmap.solver.iccma import NamedFramework, format_iccma, parse_iccma
from tests.solver import brute
from tests.solver.references import answers, path

ATTACKS = [(0, 1), (1, 0), (1, 2)]

SAME = {
    "numbered": "p af 3\n1 2\n2 1\n2 3\n",
    "with comments and blank lines": "# who\n\np af 3\n# what\n1 2\n\n2 1\n# more\n2 3\n\n",
    "without a last newline": "p af 3\n1 2\n2 1\n2 3",
    "with tabs and spaces": " p  af 3\n1\t2\n 2 1 \n2   3\n",
    "with zeros in front": "p af 003\n01 2\n2 1\n2 03\n",
    "with many zeros in front": f"p af 3\n1 2\n2 1\n2 {'0' * 5000}3\n",
    "with Windows line ends": "p af 3\r\n1 2\r\n2 1\r\n2 3\r\n",
    "with old line ends": "p af 3\r1 2\r2 1\r2 3\r",
    "with a byte order mark": "\ufeffp af 3\n1 2\n2 1\n2 3\n",
    "Aspartix": "arg(a).\narg(b).\narg(c).\natt(a,b).\natt(b,a).\natt(b,c).\n",
    "Aspartix on one line": "arg(a). arg(b).arg(c). att(a, b). att( b,a ).att(b,c). % done",
    "Aspartix, attacks among arguments": "% x\narg(a). arg(b).\natt(a,b).\n\narg(c).\natt(b,a).\natt(b,c).\n",
    "Aspartix, declared twice": "arg(a). arg(a). arg(b). arg(c). att(a,b). att(b,a). att(b,c).",
    "trivial graph": "a\nb\nc\n#\na b\nb a\nb c\n",
    "trivial graph, Windows": "a\r\nb\r\nc\r\n#\r\na b\r\nb a\r\nb c\r\n",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_all_formats_say_the_same(text: str) -> None:
    graph = parse_iccma(text.encode())
    assert graph.size == 3
    assert pairs_of(graph) == ATTACKS
    assert graph.names in {None, ("a", "b", "c")}


def test_arrays_are_of_32_bits() -> None:
    for text in SAME.values():
        graph = parse_iccma(text.encode())
        assert (graph.sources.dtype, graph.targets.dtype) == (np.int32, np.int32)


@pytest.mark.parametrize("text", ["p af 0\n", "p af 0", "# x\np af 0\n# y\n", "p af 2\n"])
def test_a_framework_may_be_without_attacks(text: str) -> None:
    graph = parse_iccma(text.encode())
    assert (graph.size, pairs_of(graph)) == (2 if "2" in text else 0, [])


def test_names_of_aspartix_may_be_quoted() -> None:
    graph = parse_iccma(b"arg(\"a, b (c).\"). arg('d-1'). att(\"a, b (c).\",'d-1').")
    assert graph.names == ('"a, b (c)."', "'d-1'")


def test_a_file_that_is_read_line_by_line_gives_the_same() -> None:
    for name in answers("iccma_answers.json"):
        data = path(f"iccma/{name}").read_bytes()
        at_once, by_line = parse_iccma(data), parse_iccma(data + b" # odd\n")
        assert (at_once.sources == by_line.sources).all()
        assert (at_once.targets == by_line.targets).all()


@st.composite
def graphs(draw: st.DrawFn) -> AttackGraph:
    size = draw(st.integers(0, 30))
    ends = st.lists(st.integers(0, size - 1), max_size=60) if size else st.just([])
    sources = draw(ends)
    targets = [draw(st.integers(0, size - 1)) for _ in sources]
    return AttackGraph(size, np.array(sources, np.int32), np.array(targets, np.int32))


@given(graphs())
def test_what_is_written_is_read_back(graph: AttackGraph) -> None:
    text = format_iccma(graph)
    again = parse_iccma(text.encode())
    assert again.size == graph.size
    assert pairs_of(again) == sorted(set(pairs_of(graph)))
    assert format_iccma(again) == text


@given(st.binary(max_size=60) | st.text("paf 12\n#arg(t).,c%\0\r", max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableInput):
        parse_iccma(data, "x")


@given(st.text("12 \n\t#3+-.e", max_size=30))
def test_any_body_is_read_or_refused_with_its_line(body: str) -> None:
    try:
        graph = parse_iccma(f"p af 2\n{body}".encode(), "x")
    except UnreadableInput as error:
        line = int(str(error).split(":")[1])
        assert faulty(body.split("\n")[line - 2])
    else:
        assert len(graph.sources) == sum(len(line.split()) for line in meant(body)) / 2


# Each row: the file, the line of the fault, and a part of what is said.
FAULTS = {
    "nothing": ("", 1, "holds no framework"),
    "nothing but comments": ("# x\n\n# y\n", 1, "holds no framework"),
    "no header": ("1 2\n2 3\n", 1, "starts with 'p af N'"),
    "no header after a comment": ("# x\n1 2\n", 2, "starts with 'p af N'"),
    "junk": ("# x\nhello world\n", 2, "not with 'hello world'"),
    "another problem": ("p cnf 3 2\n1 2\n", 1, "not 'p cnf 3 2'"),
    "a header without a kind": ("p\n", 1, "not 'p'; other"),
    "a header without a number": ("p af\n", 1, "'p af N' with one number N"),
    "a header with two numbers": ("p af 3 4\n", 1, "'p af N' with one number N"),
    "a header with a word": ("p af x\n", 1, "'p af N' with one number N"),
    "a header below zero": ("p af -3\n", 1, "'p af N' with one number N"),
    "a header beyond memory": ("p af 99999999999999999999\n", 1, "more than the 20,000,000"),
    "a second header": ("p af 3\n1 2\np af 3\n", 3, "not 'p af 3'"),
    "one number": ("p af 3\n1 2\n1\n", 3, "two numbers such as '1 2', not '1'"),
    "three numbers": ("p af 3\n1 2 3\n", 2, "two numbers such as '1 2', not '1 2 3'"),
    "an attack over two lines": ("p af 3\n1\n2\n", 2, "two numbers"),
    "a number too large": ("p af 3\n1 2\n# x\n1 4\n", 4, "no argument '4'; the header says 'p af 3'"),
    "a number far too large": (f"p af 3\n1 2\n1 {'9' * 5000}\n", 3, "no argument '9999"),
    "a number that would wrap": ("p af 3\n1 4294967297\n", 2, "no argument '4294967297'"),
    "zero": ("p af 3\n0 1\n", 2, "no argument '0'"),
    "a sign": ("p af 3\n-1 2\n", 2, "two numbers"),
    "a fraction": ("p af 3\n1.5 2\n", 2, "two numbers"),
    "digits of another script": ("p af 3\n1 ٣\n", 2, "two numbers"),
    "a superscript": ("p af 3\n1 ²\n", 2, "two numbers"),
    "an attack in another format": ("p af 3\natt(1,2).\n", 2, "two numbers"),
    "an attack on nobody": ("arg(a).\natt(a,b).\n", 2, "'b' is not declared"),
    "an attack by nobody": ("arg(abc).\natt(abd,abc).\n", 2, "did you mean 'abc'?"),
    "no full stop": ("arg(a).\narg(b)\n", 2, "with its full stop, not 'arg(b)'"),
    "an attack of three": ("arg(a).\natt(a,a,a).\n", 2, "'arg(a).' or 'att(a,b).'"),
    "a name with a bracket": ("arg(f(a)).\n", 1, "not 'arg(f(a)).'"),
    "junk among facts": ("arg(a). hello\n", 1, "not 'hello'"),
    "two names on a line": ("a b\n#\na b\n", 1, "one name, not 'a b'"),
    "three names in an attack": ("a\n#\na a a\n", 3, "two names such as 'a b', not 'a a a'"),
    "a second separator": ("a\n#\na a\n#\n", 4, "two names such as 'a b', not '#'"),
    "an unknown name": ("abc\n#\nabc abd\n", 3, "'abd' is not declared; declare it with 'abd', or"),
    "a rule without a head": ("p aba 2\na 1\nr\n", 3, "'r HEAD BODY…'"),
    "an unknown line": ("p aba 2\nx 1\n", 2, "not 'x 1'"),
    "a sentence that is no number": ("p aba 2\na x\n", 2, "a sentence is a number, not 'x'"),
    "a sentence out of range": ("p aba 2\na 3\n", 2, "no sentence '3'; the header says 'p aba 2'"),
    "two assumptions on a line": ("p aba 2\na 1 2\n", 2, "not 'a 1 2'"),
    "a contrary of nothing": ("p aba 2\na 1\nc 1\n", 3, "not 'c 1'"),
    "two contraries": ("p aba 3\na 1\nc 1 2\nc 1 3\n", 4, "1 has the contrary 2 already"),
    "a contrary of no assumption": ("p aba 3\na 1\nc 2 1\n", 3, "declare it with 'a 2'"),
    "a rule for an assumption": ("p aba 3\na 1\na 2\nr 3 1\nr 2 1\n", 5, "a rule derives the assumption 2"),
    "a huge language": ("p aba 5000000\n", 1, "more than the 2,000,000"),
}


@pytest.mark.parametrize(("text", "line", "part"), FAULTS.values(), ids=FAULTS)
def test_faults_are_told_with_their_line(text: str, line: int, part: str) -> None:
    for ends in (text, text.replace("\n", "\r\n")):
        with pytest.raises(UnreadableInput) as raised:
            parse_iccma(ends.encode(), "x.af")
        assert str(raised.value).startswith(f"x.af:{line}: ")
        assert part in str(raised.value)
        assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"p af 2\n1 2\n\xff\n", "x:3: byte 0xff is not UTF-8"),
        (b"p af 2\n1 2\n1\0 2\n", "x:3: a NUL byte"),
        (b"\x1f\x8b\x08 compressed", "x:1: byte 0x8b is not UTF-8"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        parse_iccma(data, "x")
    assert str(raised.value).startswith(message)


def test_an_input_without_a_name_is_called_so() -> None:
    with pytest.raises(UnreadableInput, match=r"^input:1: "):
        parse_iccma(b"")


def test_assumptions_come_first_and_the_rest_keeps_its_order() -> None:
    # The example in the call of ICCMA 2023: 8 atoms, three assumptions, contraries 6, 7 and 8.
    text = "p aba 8\n# x\na 1\na 2\na 3\nc 1 6\nc 2 7\nc 3 8\nr 4 5 1\nr 5\nr 6 2 3\n"
    instance = parse_iccma(text.encode())
    assert isinstance(instance, NamedFramework)
    assert instance.names == ("1", "2", "3", "4", "5", "6", "7", "8")
    assert instance.framework == Framework(3, 8, ((3, (0, 4)), (4, ()), (5, (1, 2))), (5, 6, 7))


def test_sentences_are_renumbered() -> None:
    instance = parse_iccma(b"p aba 4\na 4\na 2\nc 2 3\nc 4 1\nr 3 4\nr 1 2 3 3\n")
    assert instance.names == ("2", "4", "1", "3")
    assert instance.framework == Framework(2, 4, ((2, (0, 3)), (3, (1,))), (3, 2))


def test_a_contrary_that_is_an_assumption_becomes_a_sentence_that_follows_from_it() -> None:
    instance = parse_iccma(b"p aba 3\na 1\na 2\na 3\nc 1 2\nc 2 1\nc 3 2\n")
    assert instance.framework == Framework(3, 5, ((3, (1,)), (4, (0,))), (3, 4, 3))
    assert brute.extensions(instance.framework, "preferred") == {frozenset({0, 2}), frozenset({1})}


def test_an_assumption_without_contrary_cannot_be_attacked() -> None:
    instance = parse_iccma(b"p aba 2\na 1\na 2\nr 2\n".replace(b"r 2\n", b"c 2 1\n"))
    assert instance.framework == Framework(2, 4, ((3, (0,)),), (2, 3))
    assert brute.grounded(instance.framework) == {0}


def test_the_order_of_lines_changes_nothing() -> None:
    lines = ["a 1", "a 2", "c 1 3", "c 2 4", "r 3 2", "r 4 1 3", "r 4"]
    texts = ["p aba 4\n" + "\n".join(order) for order in (lines, lines[::-1], [*lines, *lines])]
    assert len({parse_iccma(text.encode()) for text in texts}) == 1


def test_a_long_derivation_is_read() -> None:
    rules = "".join(f"r {n + 1} {n}\n" for n in range(1, 10_000))
    framework = parse_iccma(f"p aba 10001\na 1\nc 1 10001\n{rules}".encode()).framework
    assert len(framework.rules) == 9_999


def pairs_of(graph: AttackGraph | NamedFramework) -> list[tuple[int, int]]:
    assert isinstance(graph, AttackGraph)
    return list(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))


def meant(body: str) -> list[str]:
    return [line.strip() for line in body.split("\n") if line.strip() and not line.strip().startswith("#")]


def faulty(line: str) -> bool:
    words = line.split()
    return len(words) != 2 or any(not word.isdigit() or not 1 <= int(word) <= 2 for word in words)
