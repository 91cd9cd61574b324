"""Files in, files out: the strict reader, source positions, edits in place, and atomic, canonical writing."""

from argmap.storage.load import load_map, load_thread, loads, read_map
from argmap.storage.loaded import Loaded
from argmap.storage.writer import dump, dumps, map_yaml, save_map, thread_yaml

__all__ = [
    "Loaded",
    "dump",
    "dumps",
    "load_map",
    "load_thread",
    "loads",
    "map_yaml",
    "read_map",
    "save_map",
    "thread_yaml",
]
