"""The category that a row of the screen's tables is of."""

from typing import Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from data.language import Named, Sentence, _

ALL: Final = _("All categories")


@row
class Category:
    """The category of a row; no code: all of them together."""

    category_code: str | None = column("code", _("Category, by code"), shown=False)
    category: Named | Sentence = column(
        "named", _("Category"), opens=filter_link("category", "category_code", screen="map")
    )

    @property
    def is_whole(self) -> bool:
        """Whether the row is of all categories together."""
        return self.category_code is None


def category_name(opened: Opened, code: str | None) -> Named | Sentence:
    """What a category is called; no code: all of them."""
    return names(opened.now).categories[code] if code else ALL
