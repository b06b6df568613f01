"""What tables of measures share: the measure that is opened and its currency, and the columns that name them."""

from collections.abc import Iterable

from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.views.view import View
from data.language import Named, _
from models.programme.public_facts import Measure, Part, measures


def opened_measure(opened: Opened) -> Measure | None:
    """The measure that the link opens; None: all are shown."""
    return measures().get(opened.presentation.item)


def chosen_measure(opened: Opened) -> Measure:
    """The measure that a table of one is about: the one opened, or the first."""
    return measures()[opened.view.choice("item", measures())]


def chosen_part(opened: Opened) -> Part:
    """The currency of it that is shown."""
    parts = {part.unit: part for part in chosen_measure(opened).parts}
    return parts[opened.view.choice("measure", parts)]


def parts_in_view(opened: Opened) -> Iterable[tuple[Measure, Part]]:
    """The currencies of the measure opened, or of all of them."""
    one = opened_measure(opened)
    return ((measure, part) for measure in ([one] if one else measures().values()) for part in measure.parts)


def _open_measure(of: "OfMeasure", view: View) -> tuple[str, View]:
    return "", view.but(item=of.measure_code, measure="", by="", page=1)


@row
class OfMeasure:
    """The measure that a row is of; a click opens it."""

    measure_code: str = column("code", _("Measure, by code"), shown=False)
    measure: Named = column("named", _("Measure"), opens=_open_measure)
    part_code: str = column("code", _("Measure code in delivered files"), shown=False)


@row
class OfSoleMeasure:
    """The measure that all rows of a table are of: in files alone."""

    measure_code: str = column("code", _("Measure, by code"), shown=False)
    measure: Named = column("named", _("Measure"), shown=False)


@row
class OfSolePart(OfSoleMeasure):
    """The same, with the code that its grants go by."""

    part_code: str = column("code", _("Measure code in delivered files"), shown=False)


@row
class OfRegion:
    """The region that a row is of."""

    region_code: str | None = column("code", _("Region, by code; empty: matched to no region drawn"), shown=False)
    region: Named = column("named", _("Region"), opens=filter_link("region", "region_code"))


def region_name(opened: Opened, code: str | None) -> Named:
    """A region's name; of none: unmatched."""
    return names(opened.now).region(code) if code else UNMATCHED
