"""Files that are packed with gzip, zip or zstd, as streams that say what is wrong with them."""

from __future__ import annotations

import io
from typing import IO, Any

from argmap.errors import MissingExtra, UnreadableInput

WINDOW = 2**31
"""Bytes of the window in Reddit's dumps; zstandard refuses it unless it is allowed."""


class CheckedStream(io.RawIOBase):
    """A stream that reports any error of decompression as an error in the user's file."""

    def __init__(self, inner: Any, name: str, raw: Any) -> None:
        self.inner, self.file_name, self.raw = inner, name, raw

    def close(self) -> None:
        self.inner.close()
        self.raw.close()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self.inner.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self.inner.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        try:
            content = self.inner.read(len(buffer))
        except Exception as error:
            raise UnreadableInput(f"{self.file_name}: AM001 cannot be decompressed: {error}") from error
        buffer[: len(content)] = content
        return len(content)


def unpacked(raw: IO[bytes]) -> Any:
    """Return a zstd file as it was before it was packed.

    Raises:
        MissingExtra: the package zstandard is not installed.
    """
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("reading .zst files", "sources") from error
    return _Frames(raw, zstandard.ZstdDecompressor(max_window_size=WINDOW))


class _Frames:
    """Reads all frames of a zstd file. The library's own stream ends without a word where a file was cut off."""

    PIECE = 2048
    """Bytes that are unpacked at once: as an attack they make 64 MB at most."""

    def __init__(self, raw: IO[bytes], library: Any) -> None:
        self._raw, self._library = raw, library
        self._frame: Any = None
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        while not self._ready:
            piece = self._raw.read(self.PIECE)
            if not piece:
                if self._frame is not None:
                    raise EOFError("the file breaks off; it was not copied to its end")
                break
            self._unpack(piece)
        content = bytes(self._ready[:size])
        del self._ready[:size]
        return content

    def _unpack(self, piece: bytes) -> None:
        while piece:
            if self._frame is None:
                self._frame = self._library.decompressobj()
            self._ready += self._frame.decompress(piece)
            piece = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        self._ready.clear()
