"""Licences of a package: that of the maps, and that of each thread, which is its authors' own."""

from __future__ import annotations

import re

from argmap.datasets.package.about import About, Content

SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
NOT_STATED = "not stated"
HUB = frozenset(
    ["apache-2.0", "mit", "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "cc-by-nc-sa-4.0", "cc-by-nc-nd-4.0", "odbl-1.0", "odc-by-1.0", "pddl-1.0", "gpl-3.0", "unlicense"]
)  # fmt: skip
"""Identifiers that the Hugging Face Hub knows among those that data usually have, in its spelling."""
SPELLED = {"odbl-1.0": "odbl", "odc-by-1.0": "odc-by", "pddl-1.0": "pddl", "gpl-3.0": "gpl-3.0"}


def license_name(license: str | None) -> str:
    """Return the name of a licence for people, also of none."""
    return license or NOT_STATED


def license_url(license: str | None) -> str | None:
    """Return the address of the text of a licence; None where its name is no SPDX identifier.

    Example:
        >>> license_url("CC-BY-4.0"), license_url("ask the authors")
        ('https://spdx.org/licenses/CC-BY-4.0.html', None)
    """
    return f"https://spdx.org/licenses/{license}.html" if license and SPDX.fullmatch(license) else None


def hub_licenses(about: About, content: Content) -> list[str]:
    """Return the licences of a package as the Hugging Face Hub names them, without duplicates; `other` for all others.

    Args:
        about: what the package says about itself.
        content: what its tables hold.
    """
    named = [about.license, *(thread.license for thread in content.threads if thread.has_words)]
    return list(dict.fromkeys(_on_hub(name) for name in named))


def _on_hub(license: str | None) -> str:
    name = (license or "").lower()
    return SPELLED.get(name, name) if name in HUB else "other"


def license_text(about: About, content: Content) -> str:
    """Return the text of the file LICENSE: the licence of the maps, and of each thread.

    Args:
        about: what the package says about itself.
        content: what its tables hold.
    """
    url = license_url(about.license)
    lines = [
        f"Licences of {about.title}",
        "",
        "The maps: everything that annotators made (claims, relations, stances, questions, labels and all other tables, but not",
        "the words of posts in the tables posts, quotes and threads).",
        f"    {license_name(about.license)}{f'  {url}' if url else ''}",
        "",
        "The words of the posts, thread by thread, as the source of each says:",
    ]
    for thread in content.threads:
        words = "" if thread.has_words else " (the words are not in this package)"
        named = " ".join(license_name(thread.license).split())  # what a source says may have several lines
        lines.append(f"    {thread.map}: {named}{words}")
        lines += [f"        {thread.url}"] if thread.url else []
    return "\n".join(lines) + "\n"
