"""Drafts of maps by language models: what they propose is checked word for word, and only a person puts it into a map."""
