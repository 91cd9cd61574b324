"""Whoever installs argmap gets nothing whose licence would bind what they make with it: permissive ones, and MPL by file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement

PERMISSIVE = re.compile(
    r"\b(0BSD|Apache|BSD|CC0|CNRI|HPND|ISC|MIT|MPL|Mozilla|OFL|PSF|Python Software Foundation|Unlicense|Zlib)\b",
    re.IGNORECASE,
)
BINDING = re.compile(r"\b(AGPL|GPL|LGPL|Affero|GNU)", re.IGNORECASE)
EXCUSED = {
    "pyphen": "GPL 2.0+, LGPL 2.1+ or MPL 1.1, as one likes; it comes with the extra print",
    "frozendict": "LGPL 3.0, used unchanged through genanki; it comes with the extra anki",
}
FOR_DEVELOPERS = {"dev", "docs"}


def named(package: Distribution) -> str:
    """Return what a package says of its licence."""
    said = package.metadata
    classifiers = [line for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    texts = (said.get("License-Expression"), *classifiers, (said.get("License") or "").split("\n")[0])
    return "; ".join(filter(None, texts))


def installed() -> Iterator[Distribution]:
    """Yield every package that argmap or one of its extras brings, as far as it is installed."""
    extras = {*distribution("argmap").metadata.get_all("Provides-Extra", [])} - FOR_DEVELOPERS
    open_ends, seen = [("argmap", frozenset(extras))], set()
    while open_ends:
        name, wanted = open_ends.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another system, or an extra that is not installed here
            continue
        if name != "argmap":
            yield package
        for requirement in map(Requirement, package.requires or []):
            marks = [{"extra": extra} for extra in ("", *wanted)]
            needed = requirement.marker is None or any(map(requirement.marker.evaluate, marks))
            key = (re.sub(r"[-_.]+", "-", requirement.name).lower(), frozenset(requirement.extras))
            if needed and key not in seen:
                seen.add(key)
                open_ends.append(key)


PACKAGES = sorted({package.metadata["Name"].lower(): package for package in installed()}.items())


@pytest.mark.parametrize(("name", "package"), PACKAGES, ids=[name for name, _ in PACKAGES])
def test_what_comes_with_argmap_binds_nobody(name: str, package: Distribution) -> None:
    said = named(package)
    free = PERMISSIVE.search(said) and not BINDING.search(said)
    assert free or name in EXCUSED, f"{name} says of its licence: {said!r}"


def test_the_packages_that_argmap_cannot_do_without_are_among_them() -> None:
    assert {"click", "networkx", "pydantic", "graphviz"} <= {name for name, _ in PACKAGES}
