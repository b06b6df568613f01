"""What tables of grants share: the unit of their amounts, what happened in a week, and the order of regions."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from dashboard.tables.columns import Column, Kind, column, row
from data.language import Named, Sentence, _


@row
class OfUnit:
    """The unit of a row's amounts."""

    unit: str = column("code", _("Unit, by code: amounts in fen or ad-fen are written in CNY"), shown=False)
    unit_name: Named | Sentence = column("named", _("Unit"), _("The unit of the row's amounts; units are never added"))


def _flow(name: str, kind: Kind, heading: Sentence, definition: Sentence) -> Column:
    return Column(name, kind, heading, definition, of=attrgetter(name))


FLOWS: Final = (
    _flow("grants", "count", _("Grants"), _("Grants given in the week")),
    _flow("claims", "count", _("First claims"), _("First claims in the week; of a red envelope: first issues")),
    _flow("granted", "quantity", _("Granted"), _("Value granted in the week")),
    _flow("claimed", "quantity", _("Claimed"), _("Value claimed in the week; of a red envelope: issued less returned")),
    _flow("used", "quantity", _("Used"), _("Value used in the week")),
    _flow("lapsed", "quantity", _("Lapsed"), _("Value that fell due unused in the week")),
    _flow("clawed_back", "quantity", _("Clawed back"), _("Value taken back in the week, after a revocation")),
)
"""The columns of a field that holds what happened in a week: `WeekFlows`, or what is known of them."""


class _OfStores(Protocol):
    @property
    def stores(self) -> int: ...


Group = TypeVar("Group", bound=_OfStores)


def in_order(
    groups: Mapping[str | None, Group], few: int, rank: Callable[[Group], float]
) -> list[tuple[str | None, Group]]:
    """Groups of stores by their code, the lowest rank first; then those of too few stores; the unmatched last."""

    def place(item: tuple[str | None, Group]) -> tuple[bool, bool, float, str]:
        code, group = item
        return code is None, group.stores < few, rank(group), code or ""

    return sorted(groups.items(), key=place)
