"""What the sheets of benefits share: the benefits and their names, the choice of one, units, columns."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from dashboard.questions.benefits import UNIT_OF
from dashboard.reading.opening import Opened
from dashboard.tables.cells import UNITS
from dashboard.tables.sheet import Column, Row
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.metrics import TOPICS
from models.programme.terms import ENVELOPE, PACK
from models.settings import settings

DEPOSIT: Final = "deposit-reduction"
EXEMPTION: Final = "commission-exemption"
BENEFITS: Final[dict[str, Sentence]] = {
    PACK: TOPICS["traffic-pack"],
    ENVELOPE: TOPICS["red-envelope"],
    DEPOSIT: _("Deposit reduction"),
    EXEMPTION: TOPICS["exemption"],
}
UNMATCHED: Final = Named("未匹配", "Unmatched")
STORES_GRANTED: Final = _("Stores in view that were granted it, to the day")


def _open_benefit(row: Row, view: View) -> tuple[str, View]:
    """A benefit opens week by week; a reduction the deposits; a waiver its fee on the map."""
    code = row["benefit_code"]
    if code in UNIT_OF:
        return "", view.but(listing="ledger", measure=code, page=1)
    if code == DEPOSIT:
        return "deposits", view.elsewhere()
    return "map", view.elsewhere().but(metric="fee-waived")


BENEFIT: Final = (
    Column("benefit_code", "code", _("Benefit, by code"), is_shown=False),
    Column("benefit", "named", _("Benefit"), opens=_open_benefit),
)
UNIT: Final = (
    Column("unit", "code", _("Unit, by code: amounts in fen or ad-fen are written in CNY"), is_shown=False),
    Column("unit_name", "named", _("Unit"), _("The unit of the row's amounts; units are never added")),
)


def chosen_benefit(opened: Opened) -> str:
    """The benefit that the view chooses: the traffic pack, or the red envelope."""
    return opened.view.choice("measure", UNIT_OF)


def named_unit(unit: str) -> Sentence:
    """What a unit is called."""
    return UNITS[unit] if unit in UNITS else _("stores")


def quantity(name: str, heading: Sentence, says: Sentence | None = None) -> Column:
    """An amount in the row's unit."""
    return Column(name, "quantity", heading, says)


FLOW_COLUMNS: Final = (
    Column("grants", "count", _("Grants"), _("Grants given in the week")),
    Column("claims", "count", _("First claims"), _("First claims in the week; of a red envelope: first issues")),
    quantity("granted", _("Granted"), _("Value granted in the week")),
    quantity("claimed", _("Claimed"), _("Value claimed in the week; of a red envelope: issued less returned")),
    quantity("used", _("Used"), _("Value used in the week")),
    quantity("lapsed", _("Lapsed"), _("Value that fell due unused in the week")),
    quantity("clawed_back", _("Clawed back"), _("Value taken back in the week, after a revocation")),
)


def ordered(rows: Iterable[Row], key: Callable[[Row], Any]) -> list[Row]:
    """Rows of regions or categories by a key; then those of too few stores; the unmatched last."""
    few = settings().few
    return sorted(rows, key=lambda row: (row.get("region_code", "") is None, row["stores"] < few, key(row)))
