"""The pictures in docs/exporting.md, generated from their declarations."""

from dashboard.pictures.picture import Pictures
from data.language import LANGUAGES


def markdown(pictures: Pictures) -> str:
    """Every picture by its code, in both languages."""
    rows = [
        f"| `{code}` | {' | '.join(picture.about.say(language) for language in LANGUAGES)} |"
        for code, picture in pictures.items()
    ]
    return "\n".join(["## Every picture", "", "| picture | 中文 | English |", "|---|---|---|", *rows, ""])
