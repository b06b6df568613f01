"""Bring data/locale/zh_CN.po up to date with the messages in the code: `make messages`."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CHINESE = ROOT / "data" / "locale" / "zh_CN.po"
PACKAGES = ("dashboard", "pages", "models", "data")
NOT_OURS = ("#", '"Project', '"Report', '"POT', '"PO-', '"Last', '"Language-Team', '"Plural', '"Generated')
"""How lines begin that no reader of the file needs: its dates would change at every run."""


def messages() -> Iterator[str]:
    """The messages that the code names with `_("…")`."""
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords={"_": None})
        yield from (message for _file, _line, message, _comments, _context in found if isinstance(message, str))


def update(path: Path, used: set[str]) -> int:
    """Take over new messages, drop those no longer used; how many have no translation yet."""
    with path.open("rb") as source:
        known = {message.id: message.string for message in read_po(source)}
    kept = Catalog(locale=path.stem, fuzzy=False)
    for message in used:
        kept.add(message, known.get(message, ""))
    with path.open("wb") as target:
        write_po(target, kept, sort_output=True, width=0)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(NOT_OURS)).lstrip("\n"), encoding="utf-8")
    return sum(not known.get(message) for message in used)


if __name__ == "__main__":
    everything = set(messages())
    print(f"{CHINESE.name}: {update(CHINESE, everything)} to translate of {len(everything)} messages")
