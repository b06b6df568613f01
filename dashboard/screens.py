"""The screens, in the order and the groups in which they are offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.language import Sentence, _

PAGES: Final = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True)
class Screen:
    """One screen; `path` is its address below the root."""

    code: str
    title: Sentence
    path: str

    @property
    def file(self) -> Path:
        """The page that lays it out."""
        return PAGES / f"{self.code}.py"


GROUPS: Final[tuple[tuple[Sentence, tuple[Screen, ...]], ...]] = (
    (
        _("My week"),
        (
            Screen("worklist", _("Work list"), "worklist"),
            Screen("map", _("Map"), ""),
            Screen("stores", _("Find stores"), "stores"),
            Screen("belts", _("Belts"), "belts"),
        ),
    ),
    (
        _("Programme"),
        (
            Screen("certification", _("Certification"), "certification"),
            Screen("benefits", _("Packs and envelopes"), "benefits"),
            Screen("deposits", _("Deposits"), "deposits"),
            Screen("categories", _("Categories"), "categories"),
            Screen("measures", _("Ten measures"), "measures"),
            Screen("trends", _("Trends"), "trends"),
        ),
    ),
    (
        _("Records"),
        (
            Screen("snapshots", _("Snapshots"), "snapshots"),
            Screen("data", _("Data"), "data"),
        ),
    ),
)

SCREENS: Final[Mapping[str, Screen]] = {screen.code: screen for _name, group in GROUPS for screen in group}
BY_PATH: Final[Mapping[str, Screen]] = {screen.path: screen for screen in SCREENS.values()}
