"""Texts, transcripts, tables and saved pages: what people write down or save of a discussion."""
