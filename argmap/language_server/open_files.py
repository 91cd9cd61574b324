"""The texts of an editor and the files of a disk as one: what is read of a map, and of what was last in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argmap.errors import ArgmapError, UnreadableInput
from argmap.language_server.dataset_files import THREAD, DatasetFiles, SourceFile
from argmap.storage.files import current_limits, decode, read_bytes
from argmap.storage.load import read_map
from argmap.storage.loaded import Loaded
from argmap.storage.read import Parsed, parse
from argmap.storage.reading_files import reading_name, readings_of
from argmap.study import Study

FORMAT = re.compile(
    r"""^[^\S\n]*+(?:\{\s*+)?["']?format["']?\s*+:\s*+["']?(argmap(?:-thread)?)/""", re.MULTILINE
)
THREAD_NAME = "thread.yaml"


@dataclass
class OpenFiles:
    """The texts that an editor has open, by absolute path, and what was read of them: each text is parsed once.

    `last` keeps for each file the last text that could be parsed, to complete names while a line is half written.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    last: dict[Path, SourceFile] = field(default_factory=dict)
    _loaded: dict[Path, tuple[tuple[str, ...], Loaded]] = field(default_factory=dict)
    _studies: dict[Path, tuple[Loaded, Study]] = field(default_factory=dict)
    _files: dict[Path, DatasetFiles] = field(default_factory=dict)

    def text(self, file: Path) -> str:
        """Return the text of a file: the editor's, or else the disk's.

        Raises:
            UnreadableInput: there is no such file, or it is not UTF-8 or too large.
        """
        if file in self.texts:
            return self.texts[file]
        return decode(read_bytes(file, current_limits()), str(file))

    def source(self, file: Path, *, is_thread: bool) -> SourceFile | None:
        """Return a file as it is now, or None if it cannot be parsed."""
        try:
            text = self.text(file)
            known = self.last.get(file)
            if known is None or known.text != text or bool(known.prefix) is not is_thread:
                parsed = parse(text, str(file), current_limits(), as_json=file.suffix.lower() == ".json")
                self.last[file] = SourceFile(file, parsed, THREAD if is_thread else ())
        except UnreadableInput:
            return None
        return self.last[file]

    def map_of(self, file: Path, *, last: bool = False) -> Path | None:
        """Return the map that a file belongs to: itself, the map that it is the thread of, or None.

        Of a thread with several readings, map.yaml counts, or the first by name.
        """
        kind = self.kind(file)
        if kind != "thread":
            return file if kind == "map" else None
        try:
            readings = readings_of(file.parent)
        except UnreadableInput:
            return None
        return next((each for each in readings.values() if self.thread_of(each, last=last) == file), None)

    def kind(self, file: Path) -> str | None:
        """Return whether a file is a "map" or a "thread", by its format, or where it has none by its name; None if neither."""
        try:
            header = FORMAT.search(self.text(file))
        except UnreadableInput:
            return None
        if header:
            return "map" if header[1] == "argmap" else "thread"
        beside_a_thread = reading_name(file) is not None and (file.parent / THREAD_NAME).exists()
        return "map" if beside_a_thread else None

    def thread_of(self, map: Path, *, last: bool = False) -> Path | None:
        """Return the file of a map's thread, by what the map says now, or last said when it could be parsed."""
        source = self._source(map, last=last, is_thread=False) or self.last.get(map)
        data = source.parsed.data if source is not None else None
        name = data.get("thread") if isinstance(data, Mapping) else None
        return map.parent / name if isinstance(name, str) and "\0" not in name else None

    def dataset(self, file: Path, *, last: bool = False) -> DatasetFiles:
        """Return the map and the thread that a file belongs to.

        Args:
            file: a map or a thread.
            last: take a text that was parsed last, though it may have changed: nothing is parsed that was before.
        """
        map = self.map_of(file, last=last)
        thread = file if map != file else self.thread_of(file, last=last)
        dataset = DatasetFiles(
            self._source(map, last=last, is_thread=False), self._source(thread, last=last, is_thread=True)
        )
        known = self._files.get(file)
        if known is None or known.map is not dataset.map or known.thread is not dataset.thread:
            self._files[file] = dataset
        return self._files[file]

    def _source(self, file: Path | None, *, last: bool, is_thread: bool) -> SourceFile | None:
        if file is None:
            return None
        return (self.last.get(file) if last else None) or self.source(file, is_thread=is_thread)

    def loaded(self, map: Path) -> Loaded:
        """Return the result of reading a map; it is read again only when a text has changed.

        Raises:
            UnreadableInput: it cannot be read.
        """
        files = [each for each in (map, self.thread_of(map)) if each is not None]
        texts = {file: self.text(file) for file in files if file == map or self._is_there(file)}
        known = self._loaded.get(map)
        if known is None or known[0] != tuple(texts.values()):
            parsed: dict[Path, str | Parsed] = {}
            for file, text in texts.items():
                source = self.source(file, is_thread=file != map)
                parsed[file] = text if source is None else source.parsed
            known = self._loaded[map] = (tuple(texts.values()), read_map(map, texts=parsed))
        return known[1]

    def study(self, map: Path) -> Study | None:
        """Return what the analyses say of a map, or None while it has faults."""
        try:
            loaded = self.loaded(map)
        except ArgmapError:
            return None
        if loaded.map is None:
            return None
        known = self._studies.get(map)
        if known is None or known[0] is not loaded:
            known = self._studies[map] = (loaded, Study(loaded.map))
        return known[1]

    def close(self, file: Path) -> None:
        """Forget the text of an editor; the disk's counts again."""
        self.texts.pop(file, None)

    def snapshot(self) -> OpenFiles:
        """Return these files as they are now, for a check beside the editor: nothing that it reads changes them."""
        return OpenFiles(
            dict(self.texts), dict(self.last), dict(self._loaded), dict(self._studies), dict(self._files)
        )

    def learn(self, other: OpenFiles) -> None:
        """Take over what a snapshot has read of texts that are still the same."""
        for file, source in other.last.items():
            if self.texts.get(file) in (None, source.text):
                self.last[file] = source
        self._loaded |= other._loaded

    def _is_there(self, file: Path) -> bool:
        try:
            self.text(file)
        except UnreadableInput:
            return False
        return True
