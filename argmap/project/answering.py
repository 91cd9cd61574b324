"""How the servers of argmap answer: with headers that keep a page out of others' frames, caches and guesses; and without a log."""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

PLAIN = "text/plain; charset=utf-8"
REQUEST_SECONDS = 10
"""How long a reader may take to send a request, or to take an answer."""


class QuietHandler(BaseHTTPRequestHandler):
    """Answers with a whole content, and minds no reader who has gone."""

    timeout = REQUEST_SECONDS
    server_version = "argmap"
    sys_version = ""
    guards: ClassVar[Mapping[str, str]] = {}
    """Headers of every answer, beside those that all servers send."""

    def answer(self, status: int, content: bytes, type: str = PLAIN, **headers: str) -> None:
        """Send an answer.

        Args:
            status: of HTTP.
            content: all of it.
            type: its media type.
            headers: further headers of this answer.
        """
        always = {
            "Content-Type": type,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        try:
            self.send_response(status)
            for name, value in {**always, **self.guards, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True  # the reader has gone

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing about single requests."""
