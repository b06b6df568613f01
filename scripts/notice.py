"""Write the list of packages in NOTICE: `make notice`. A test holds it against the lock.

Names come from requirements.lock, licences from what the installed packages state of themselves. A package that
the lock names for some machines only is taken over as NOTICE has it, so that the file is the same on every machine.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
NOTICE = ROOT / "NOTICE"
LOCK = ROOT / "requirements.lock"
MARK = "Packages that it runs with (requirements.lock; written by `make notice`, do not edit below)\n"
SPELLINGS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
}
LONG = 60


def packages(lock: str) -> dict[str, bool]:
    """Name -> whether every machine has it, of the packages in a lock."""
    lines = (line.rstrip(" \\") for line in lock.splitlines() if re.match(r"[a-z0-9]", line))
    return {each.name: each.marker is None for each in map(Requirement, lines)}


def stated(name: str) -> str | None:
    """The licence that an installed package states: its expression, its field where that is a name, its classifier."""
    try:
        says = metadata(name)
    except PackageNotFoundError:
        return None
    field = says.get("License", "")
    classified = [text for text in says.get_all("Classifier", []) if text.startswith("License ::")]
    licence = says.get("License-Expression") or (field if field and len(field) < LONG and "\n" not in field else "")
    licence = licence or " OR ".join(text.rpartition(" :: ")[2] for text in classified)
    return SPELLINGS.get(licence, licence) or None


def whole(text: str, lock: str) -> str:
    """NOTICE as it should be: what is written by hand, the mark, each package with its licence.

    Raises:
        LookupError: of a package nothing is known.
    """
    by_hand, mark, listed = text.partition(MARK)
    if not mark:
        raise LookupError(f"NOTICE lacks the line {MARK!r}")
    known = dict(re.findall(r"^  (\S+) +(\S.*)$", listed, re.MULTILINE))
    licences = {}
    for name, everywhere in sorted(packages(lock).items()):
        licence = stated(name) if everywhere or name not in known else known[name]
        if licence is None:
            raise LookupError(f"{name} is not installed here or states no licence: write its line into NOTICE by hand")
        licences[name] = licence
    width = max(map(len, licences)) + 2
    return by_hand + mark + "\n" + "".join(f"  {name:{width}}{licence}\n" for name, licence in licences.items())


if __name__ == "__main__":
    try:
        NOTICE.write_text(whole(NOTICE.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    except LookupError as why:
        sys.exit(str(why))
