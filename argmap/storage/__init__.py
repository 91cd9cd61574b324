"""Files in, files out: the strict reader, source positions, and atomic, canonical writing."""

from argmap.storage.load import Loaded, load_map, load_thread, read_map
from argmap.storage.writer import map_yaml, save_map, thread_yaml

__all__ = ["Loaded", "load_map", "load_thread", "map_yaml", "read_map", "save_map", "thread_yaml"]
