"""Commands for drafts of maps by language models."""
