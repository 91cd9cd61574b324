"""Plug-ins that come with argmap; each is reached only through its entry point, as those of third parties are."""
