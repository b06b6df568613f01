"""Write the generated parts of the documentation: `make docs`. A test holds them against the code."""

from pathlib import Path

from dashboard.exports import page as exports_page
from dashboard.pictures import page as pictures_page
from dashboard.screens import PICTURES, TABLES
from models.intake import dictionary
from models.programme import metrics_page

ROOT = Path(__file__).parents[1]
MARK = "<!-- generated from the declarations by `make docs`; do not edit below -->\n"
PAGES = {
    "docs/metrics.md": metrics_page.markdown,
    "docs/importing.md": dictionary.markdown,
    "docs/exporting.md": lambda: f"{pictures_page.markdown(PICTURES)}\n{exports_page.markdown(TABLES)}",
}


def whole(page: str) -> str:
    """A page as it should be: what is written by hand, the mark, what is generated."""
    intro = (ROOT / page).read_text(encoding="utf-8").split(MARK)[0]
    return f"{intro}{MARK}\n{PAGES[page]().rstrip()}\n"


if __name__ == "__main__":
    for name in PAGES:
        (ROOT / name).write_text(whole(name), encoding="utf-8")
