"""Refuse a lock that does not name, in a version that fits, every package that a package in it asks for.

Set-up installs a lock as it is and resolves nothing, so a name left out would first be missed when it is imported.
Requirements are read from what is installed (the development environment holds both locks' packages), with the
markers of this machine.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev")}


def pinned(lock: Path) -> dict[str, str]:
    """Name -> version of a lock's packages for this machine."""
    lines = (line.rstrip(" \\") for line in lock.read_text(encoding="utf-8").splitlines())
    found = (Requirement(line) for line in lines if re.match(r"[A-Za-z0-9]", line))
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in found
        if each.marker is None or each.marker.evaluate()
    }


def wanted(requirement: Requirement) -> Iterator[Requirement]:
    """What a package that was asked for asks for itself, with the extras that it was asked for with."""
    for text in distribution(requirement.name).requires or ():
        needed = Requirement(text)
        marker = needed.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in requirement.extras or {""}):
            yield needed


def faults(lock: Path, asked: list[Requirement]) -> Iterator[str]:
    """What is missing from a lock, a sentence each."""
    versions, seen = pinned(lock), set[str]()
    pending = [(requirement, "pyproject.toml") for requirement in asked]
    while pending:
        requirement, by = pending.pop()
        name = canonicalize_name(requirement.name)
        if name not in versions:
            yield f"{lock.name} lacks {requirement}, which {by} asks for"
        elif not requirement.specifier.contains(versions[name], prereleases=True):
            yield f"{lock.name} pins {name} {versions[name]}, but {by} asks for {requirement}"
        elif (key := f"{name}{sorted(requirement.extras)}") not in seen:
            seen.add(key)
            pending += [(needed, name) for needed in wanted(requirement)]


def main() -> int:
    """Print what is missing; 1 where anything is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = [
        fault
        for lock, groups in LOCKS.items()
        for fault in faults(
            ROOT / lock,
            [
                Requirement(text)
                for texts in (
                    project["project"]["dependencies"],
                    *(project["dependency-groups"][group] for group in groups),
                )
                for text in texts
            ],
        )
    ]
    print("\n".join(found) or "both locks are complete")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
