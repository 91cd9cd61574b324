"""A server that speaks the OpenAI protocol for chats: one request, held to a time and a size, and what came back."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from argmap.drafts.answers import answer_schema
from argmap.drafts.asking import ModelReply
from argmap.drafts.windows import Messages
from argmap.errors import ArgmapError, MissingExtra

if TYPE_CHECKING:
    from openai import OpenAI

KEY = "ARGMAP_API_KEY"
"""The environment variable that holds the key. No other is read: a key for one server is not for all."""

LARGEST = 2_000_000
"""Bytes of a response, at most."""

MOST_REPEATS = 4
"""Times that a request is repeated after 429, 5xx or a broken connection, with growing pauses."""

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class EndpointRefused(ArgmapError):
    """The server cannot be used as it was named; asking again would not help."""


@dataclass(frozen=True)
class Endpoint:
    """A model on a server.

    Attributes:
        url: where its interface begins, such as http://127.0.0.1:8080/v1.
        model: its name there.
        answer_tokens: tokens of an answer, at most.
        timeout: seconds for one request, with all that comes back.
        temperature: 0 for the likeliest words; None leaves it to the server.
        strict: whether the server is told the JSON Schema of answers.
    """

    url: str
    model: str
    answer_tokens: int = 2_000
    timeout: float = 120.0
    temperature: float | None = None
    strict: bool = True

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointRefused(
                f"{self.url!r} is no address of a server; it is like http://127.0.0.1:8080/v1"
            )
        if parts.username or parts.password or parts.query:
            raise EndpointRefused(f"an address holds no key; put it into the environment variable {KEY}")

    @property
    def host(self) -> str:
        """The host and its port."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether the server runs on this machine."""
        return (urlsplit(self.url).hostname or "") in LOCAL

    @property
    def is_open(self) -> bool:
        """Whether words and key would travel unencrypted."""
        return urlsplit(self.url).scheme == "http" and not self.is_local

    @cached_property
    def _client(self) -> OpenAI:
        try:
            from openai import DefaultHttpxClient, OpenAI
        except ImportError as error:
            raise MissingExtra("asking a model", "draft") from error
        # Words go where the user was told, and nowhere else: redirections are not followed.
        client = OpenAI(
            base_url=self.url,
            api_key=os.environ.get(KEY) or "none",
            timeout=self.timeout,
            http_client=DefaultHttpxClient(follow_redirects=False),
        )
        # These come from variables that are meant for one company's own server.
        client.organization = client.project = None
        return client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "_client" in self.__dict__:
            self._client.close()

    def __call__(self, said: Messages, most: int) -> ModelReply:
        """Return the answer of the model, or what went wrong.

        Args:
            said: what is said to it.
            most: requests at most, with repetitions.

        Raises:
            EndpointRefused: the server refuses the key, knows no such model or cannot read the request.
            MissingExtra: the client library is not installed.
        """
        client = self._client
        import openai

        repeats = client.max_retries = min(MOST_REPEATS, most - 1)
        try:
            with client.chat.completions.with_streaming_response.create(**self._request(said)) as response:
                made = 1 + response.retries_taken
                return self._read(response.iter_bytes(), made)
        except (openai.RateLimitError, openai.InternalServerError, openai.APIConnectionError) as error:
            return ModelReply(fault=_told(error), lasting=False, requests=1 + repeats)
        except openai.APIStatusError as error:
            hint = (
                "; --no-schema asks without the schema"
                if error.status_code in {400, 422} and self.strict
                else ""
            )
            raise EndpointRefused(f"{self.host}: {_told(error)}{hint}") from error
        except openai.APIError as error:
            return ModelReply(fault=_told(error), lasting=False)
        except Exception as error:  # what the connection throws while the body is being read
            if type(error).__module__.partition(".")[0] not in {"httpx", "httpx2", "httpcore", "httpcore2"}:
                raise
            return ModelReply(fault=f"the connection broke: {type(error).__name__}", lasting=False)

    def _request(self, said: Messages) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.model,
            "messages": list(said),
            "max_tokens": self.answer_tokens,
        }
        if self.temperature is not None:
            request["temperature"] = self.temperature
        if self.strict:
            schema = {"name": "answer", "strict": True, "schema": answer_schema()}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        return request

    def _read(self, chunks: Any, made: int) -> ModelReply:
        """Return the answer in the body of a response, which may never end: a limit of size and of time ends it."""
        body, until = bytearray(), time.monotonic() + self.timeout
        for chunk in chunks:
            body += chunk
            if len(body) > LARGEST:
                return ModelReply(
                    fault=f"the response is larger than {LARGEST // 1_000_000} MB",
                    lasting=False,
                    requests=made,
                )
            if time.monotonic() > until:
                return ModelReply(
                    fault=f"the response took more than {self.timeout:g} s", lasting=False, requests=made
                )
        try:
            data = json.loads(body)
            choice = data["choices"][0]
            message, ended = choice["message"], choice.get("finish_reason")
            tokens = int((data.get("usage") or {}).get("total_tokens") or 0)
            text, refused = message.get("content") or "", message.get("refusal")
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return ModelReply(fault="the response is none of this protocol", lasting=False, requests=made)
        fault = ""
        if refused:
            fault = f"the model refuses: {refused}"
        elif ended == "length":
            fault = f"the answer is cut off after {self.answer_tokens} tokens; --answer-tokens allows more"
        elif ended == "content_filter":
            fault = "a filter of the server withholds the answer"
        elif not isinstance(text, str):
            fault, text = "the answer is no text", ""
        return ModelReply(text, fault, requests=made, tokens=tokens)


def _told(error: Exception) -> str:
    """Return what a server or the connection says, on one line and without what a terminal would act on."""
    from argmap.model.base import shortened

    return shortened("".join(c if c.isprintable() else " " for c in str(error)), 200)
