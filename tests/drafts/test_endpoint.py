"""Asking a server, with all that servers do; the map is the same after every draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("openai")

from argmap.cli.main import main
from argmap.drafts.endpoint import KEY, Endpoint, EndpointRefused
from argmap.drafts.file import DraftFile, read_draft
from tests.drafts.oracle import answer, bare, claim
from tests.drafts.server import Script, endless, fails, hangs_up, raw, says, serving
from tests.drafts.test_verifying import CARTS, CLOSE, relation

GOOD = answer("p1", [claim("n1", CARTS), claim("n2", CLOSE)], [relation("n1", "n2")])["answer"]
INVENTED = answer("p1", [claim("n1", CARTS), claim("n2", "https://www.example.com/quote/1234567890")])[
    "answer"
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = bare(tmp_path)
    before = sha256((folder / "map.yaml").read_bytes() + (folder / "thread.yaml").read_bytes()).hexdigest()
    yield folder
    assert (
        sha256((folder / "map.yaml").read_bytes() + (folder / "thread.yaml").read_bytes()).hexdigest()
        == before
    )


def ask(folder: Path, server: Script, *more: str, code: int = 0, yes: bool = True) -> Result:
    command = [
        "draft",
        str(folder),
        "--endpoint",
        server.url,
        "--model",
        "m",
        "-o",
        str(folder / "draft.json"),
    ]
    posts = () if "--post" in more else ("--post", "p1")
    result = CliRunner().invoke(
        main, [*command, *posts, *more, *(["--yes"] if yes else [])], catch_exceptions=False
    )
    assert result.exit_code == code, result.output
    return result


def drafted(folder: Path) -> DraftFile:
    return read_draft(folder / "draft.json")


def test_an_answer_becomes_a_draft_and_the_request_has_the_schema(folder: Path) -> None:
    with serving(says(GOOD, tokens=321)) as server:
        ask(folder, server)
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["response_format"]["json_schema"]["strict"] is True
    draft = drafted(folder)
    assert [item.kind for item in draft.items] == ["claim", "claim", "relation"]
    (run,) = draft.runs
    assert (run.model, run.requests, run.tokens, run.answers, len(run.prompt_hash)) == ("m", 1, 321, 1, 64)


def test_a_busy_server_is_asked_again(folder: Path) -> None:
    with serving(fails(429), fails(503), says(GOOD)) as server:
        ask(folder, server)
    assert len(server.asked) == 3
    assert (len(drafted(folder).items), drafted(folder).runs[0].requests) == (3, 3)


def test_a_server_that_stays_busy_is_told_and_nothing_is_kept_for_next_time(folder: Path) -> None:
    with serving(fails(503)) as server:
        ask(folder, server, "--max-requests", "3")
        assert len(server.asked) == 3
        assert "503" in drafted(folder).rejected[0].why
        server.steps[:] = [says(GOOD)]
        ask(folder, server)
    assert len(drafted(folder).items) == 3


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        pytest.param(says('{"claims": [', ended="length"), "cut off", id="cut off"),
        pytest.param(says("surely, here it is"), "not JSON", id="no JSON"),
        pytest.param(says(None, refusal="I would rather not"), "refuses: I would rather not", id="refusal"),
        pytest.param(says(None), "empty", id="nothing"),
        pytest.param(says(None, ended="content_filter"), "filter", id="filter"),
        pytest.param(says(INVENTED), "does not stand in p1", id="invented quote"),
    ],
)
def test_a_bad_answer_gets_a_second_try_with_the_reason(folder: Path, bad: object, why: str) -> None:
    with serving(bad, says(GOOD)) as server:  # type: ignore[arg-type]
        ask(folder, server)
    first, second = server.asked
    assert why in second["messages"][-1]["content"]
    assert len(second["messages"]) > len(first["messages"])
    draft = drafted(folder)
    assert len(draft.items) == 3
    assert why in draft.rejected[0].why


def test_a_second_try_that_is_worse_than_the_first_does_not_replace_it(folder: Path) -> None:
    with serving(says(INVENTED), says("sorry")) as server:
        ask(folder, server)
    assert [item.quote for item in drafted(folder).items] == [CARTS]
    assert len(drafted(folder).rejected) == 2


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        pytest.param(raw(b"<html>"), "none of this protocol", id="a page"),
        pytest.param(raw(b'{"choices": []}'), "none of this protocol", id="no choice"),
        pytest.param(raw(b'{"choices": [{"message": 3}]}'), "none of this protocol", id="odd types"),
        pytest.param(endless(), "larger than 2 MB", id="an endless stream"),
        pytest.param(endless(0.05), "took more than", id="an endless trickle"),
        pytest.param(hangs_up, "the connection broke", id="a broken body"),
    ],
)
def test_a_response_that_is_none_ends_in_a_reason(folder: Path, broken: object, why: str) -> None:
    with serving(broken) as server:  # type: ignore[arg-type]
        ask(folder, server, "--timeout", "0.5", "--retries", "0", "--max-requests", "1")
    assert why in drafted(folder).rejected[0].why
    assert drafted(folder).items == ()


def test_three_failures_in_a_row_leave_the_rest_for_another_day(folder: Path) -> None:
    with serving(raw(b"{")) as server:
        result = ask(folder, server, "--post", "p1", "--post", "p2", "--post", "p3", "--post", "p4")
    assert len(server.asked) == 3
    assert "stopped early: 3 requests in a row failed" in result.output


@pytest.mark.parametrize("status", [401, 403, 404, 400])
def test_a_server_that_will_not_have_it_ends_the_session_in_one_line(folder: Path, status: int) -> None:
    with serving(fails(status)) as server:
        result = ask(folder, server, code=2)
    assert len(server.asked) == 1
    assert result.output.splitlines()[-1].startswith(
        f"argmap: 127.0.0.1:{server.server_port}: Error code: {status}"
    )
    assert not (folder / "draft.json").exists()


def test_words_are_not_sent_on_to_another_place(folder: Path) -> None:
    with (
        serving(says(GOOD)) as other,
        serving(fails(307, location=f"{other.url}/chat/completions")) as server,
    ):
        ask(folder, server, code=2)
    assert other.asked == []


def test_nothing_is_asked_twice_and_a_stopped_session_goes_on(folder: Path) -> None:
    posts = ("--post", "p1", "--post", "p2")
    with serving(says(GOOD)) as server:
        first = ask(folder, server, *posts, "--max-requests", "1", "--retries", "0")
        assert "stopped early: 1 requests were made" in first.output
        log = folder / "draft.answers.jsonl"
        log.write_bytes(log.read_bytes() + b'{"key": "half a li')
        ask(folder, server, *posts, "--retries", "0")
        assert len(server.asked) == 2
        ask(folder, server, *posts, "--retries", "0")
    assert len(server.asked) == 2
    assert drafted(folder).posts == ("p1", "p2")


def test_tokens_are_never_more_than_the_budget_as_the_server_counts_them(folder: Path) -> None:
    posts = [word for n in range(1, 7) for word in ("--post", f"p{n}")]
    with serving(says(GOOD, tokens=4_000)) as server:
        result = ask(folder, server, *posts, "--max-tokens", "12000", "--retries", "0")
    assert drafted(folder).runs[0].tokens <= 12_000
    assert 1 <= len(server.asked) <= 3
    assert "stopped early" in result.output


def test_votes_are_asked_one_by_one(folder: Path) -> None:
    less = answer("p1", [claim("n1", CARTS)])["answer"]
    with serving(says(GOOD), says(less), says(less)) as server:
        ask(folder, server, "--votes", "3")
    assert [(item.votes, item.of) for item in drafted(folder).items] == [(3, 3), (1, 3), (1, 3)]


def test_later_posts_know_the_claims_of_earlier_ones(folder: Path) -> None:
    def attacks(handler: object) -> None:
        asked = json.loads(server.asked[-1]["messages"][1]["content"])
        target = next(known["id"] for known in asked["known_claims"] if CLOSE in known["text"])
        own = answer("p2", [claim("n1", "my bakery is dead", "p2")], [relation("n1", target, "attack")])
        says(own["answer"])(handler)  # type: ignore[arg-type]

    with serving(says(GOOD), attacks) as server:  # type: ignore[arg-type]
        ask(folder, server, "--post", "p1", "--post", "p2")
    attack = [*drafted(folder).of_kind("relation")][-1]
    assert str(attack.relation) == "attack"
    assert drafted(folder).rejected == ()


def test_nothing_is_sent_before_somebody_says_so_and_what_goes_where_is_said(folder: Path) -> None:
    with serving(says(GOOD)) as server:
        result = ask(folder, server, yes=False, code=2)
    assert server.asked == []
    assert (
        f"to 127.0.0.1:{server.server_port} (on this machine), model m: the words and authors' ids of 1 post"
        in result.output
    )
    assert "nothing was sent" in result.output


def test_the_key_comes_from_one_variable_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-server")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    with serving(says(GOOD)) as server:
        ask(folder, server)
        monkeypatch.setenv(KEY, "mine")
        (folder / "draft.answers.jsonl").unlink()
        ask(folder, server)
    first, second = (asked["headers"] for asked in server.asked)
    assert "of-another-server" not in json.dumps(first)
    assert "openai-organization" not in {name.lower() for name in first}
    assert {name.lower(): value for name, value in second.items()}["authorization"] == "Bearer mine"
    assert b"mine" not in (folder / "draft.json").read_bytes() + (folder / "draft.answers.jsonl").read_bytes()


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:80", "ftp://x/v1", "http://", "https://me:secret@x.example/v1", "https://x.example/v1?key=1"],
)
def test_an_address_that_is_none_or_holds_a_key_is_refused(url: str) -> None:
    with pytest.raises(EndpointRefused):
        Endpoint(url, "m")


def test_a_host_that_is_not_this_machine_is_said_to_be_none_and_http_is_warned_about(folder: Path) -> None:
    command = [
        "draft",
        str(folder),
        "--endpoint",
        "http://models.example/v1",
        "--model",
        "m",
        "-o",
        str(folder / "d.json"),
    ]
    result = CliRunner().invoke(main, command)
    assert "NOT on this machine" in result.output
    assert "is not encrypted" in result.output
    assert result.exit_code == 2
