"""What tables of the four benefits share: which benefit a row is of, and what a click on it opens."""

from typing import Final

from dashboard.tables.columns import column, row
from dashboard.views.view import View
from data.language import Sentence, _
from pages.benefits.four_benefits import DEPOSIT, UNIT_OF

STORES_GRANTED: Final = _("Stores in view that were granted it, to the day")


def _open_benefit(of: "OfBenefit", view: View) -> tuple[str, View]:
    """A benefit opens week by week; a reduction the deposits; a waiver its fee on the map."""
    if of.benefit_code in UNIT_OF:
        return "", view.but(listing="ledger", measure=of.benefit_code, page=1)
    if of.benefit_code == DEPOSIT:
        return "deposits", view.elsewhere()
    return "map", view.elsewhere().but(metric="fee-waived")


@row
class OfBenefit:
    """The benefit that a row is of."""

    benefit_code: str = column("code", _("Benefit, by code"), shown=False)
    benefit: Sentence = column("named", _("Benefit"), opens=_open_benefit)
