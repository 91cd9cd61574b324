"""Changing the files of one map: operations, the journal that undoes them, suggestions."""
