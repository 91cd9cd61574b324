"""A server that speaks the OpenAI protocol on 127.0.0.1 and does what a script says: answers, refuses, breaks, never ends."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Does the next step of the script; the last one is repeated."""

    protocol_version = "HTTP/1.1"
    server: Script

    def do_POST(self) -> None:
        size = int(self.headers.get("content-length", 0))
        self.server.asked.append(
            {"path": self.path, "headers": dict(self.headers), **json.loads(self.rfile.read(size))}
        )
        steps = self.server.steps
        (steps.pop(0) if len(steps) > 1 else steps[0])(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, status: int, data: Any, **headers: str) -> None:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Script(ThreadingHTTPServer):
    """A server with its script and what it was asked."""

    daemon_threads = True

    def __init__(self, *steps: Step) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.steps, self.asked = list(steps), list[dict[str, Any]]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def serving(*steps: Step) -> Iterator[Script]:
    server = Script(*steps)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(content: Any, *, ended: str = "stop", tokens: int = 100, **message: Any) -> Step:
    """Answer with a text, or with data as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": ended,
        "message": {"role": "assistant", "content": text, **message},
    }
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [choice],
        "usage": {"prompt_tokens": 0, "completion_tokens": tokens, "total_tokens": tokens},
    }
    return lambda handler: handler.send(200, body)


def fails(status: int, **headers: str) -> Step:
    """Answer with an error, after which a client may try again at once."""
    return lambda handler: handler.send(status, {"error": {"message": "no"}}, retry_after_ms="1", **headers)


def raw(body: bytes) -> Step:
    return lambda handler: handler.send(200, body)


def endless(pause: float = 0.0) -> Step:
    """Send white space for ever: a valid beginning of JSON."""

    def step(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.send_header("transfer-encoding", "chunked")
        handler.end_headers()
        piece = b" " * (65_536 if not pause else 1)
        try:
            while True:
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            handler.close_connection = True

    return step


def hangs_up(handler: Handler) -> None:
    """Break the connection in the middle of a body."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True
