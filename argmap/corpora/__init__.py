"""Dumps of whole forums and folders of thousands of maps: work that is done part by part, on one machine or on many."""

from collections.abc import Mapping

DUMP_FORMS: Mapping[str, str] = {"reddit": "reddit", "convokit": "convokit", "posts": "convokit"}
"""The forms of dumps, with the importer that reads a thread of each; they stand here so that help needs no extra."""
