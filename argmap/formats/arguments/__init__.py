"""Formats of programs and corpora for arguments: claims, and steps that support and attack."""
