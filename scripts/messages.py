"""Bring data/locale/*.po up to date with the messages in the code: `make messages`."""

from pathlib import Path
from sys import argv

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

NOT_OURS = tuple(
    f'"{name}' for name in ("Project", "Report", "POT", "PO-", "Last", "Language-Team", "Plural", "Generated")
)
LOCALE = Path(__file__).parents[1] / "data" / "locale"


def update(path: Path, template: Catalog) -> int:
    """Take over new messages, drop those no longer used; how many have no translation yet."""
    catalogue = Catalog(locale=path.stem)
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.stem)
    kept = Catalog(locale=path.stem, fuzzy=False)
    missing = 0
    for message in template:
        if not message.id:
            continue
        known = catalogue.get(message.id)
        text = str(known.string) if known else ""
        if not text and path.stem == "en":
            text = str(message.id)
        missing += not text
        kept.add(message.id, text)
    with path.open("wb") as target:
        write_po(target, kept, omit_header=False, sort_output=True, width=0)
    # Of the header only what readers of the file need; its dates would change at every run.
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept_lines = [line for line in lines if not line.startswith(("#", *NOT_OURS))]
    path.write_text("".join(kept_lines).lstrip("\n"), encoding="utf-8")
    return missing


if __name__ == "__main__":
    with Path(argv[1]).open("rb") as source:
        messages = read_po(source)
    for name in ("zh_CN.po", "en.po"):
        count = update(LOCALE / name, messages)
        print(f"{name}: {len(messages)} messages, {count} to translate")
