"""The second slide: the metric in view on the map, and the regions that matter most."""

from collections.abc import Sequence
from typing import Final

from dashboard.figures.figure import Ranked
from dashboard.pictures import Picture
from dashboard.pictures.plane import Rectangle
from dashboard.pictures.sheet import drawing
from dashboard.questions import ranking
from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, Column, Part, PicturePart, Said, Slide, TextPart
from dashboard.reports.slides.cells import change, compared, place, value
from data.errors import Refused
from data.language import _

MOST: Final = 10
MAP: Final = Rectangle(BODY.x, BODY.y, 630, BODY.height)
BESIDE: Final = Rectangle(MAP.right + 16, BODY.y, BODY.right - MAP.right - 16, BODY.height)


def ranked(opened: Opened) -> list[Ranked]:
    """The regions with a value: of a rate the worst first by its direction, of an amount the largest."""
    rows = ranking.regions(opened.now, opened.before, opened.view)
    valued = [row for row in rows if row.code is not None and row.now.value is not None]
    metric = opened.question.measured
    sign = 1 if metric.denominator and metric.direction != "down" else -1
    return sorted(valued, key=lambda row: (sign * (row.now.value or 0), row.code))


def _row(row: Ranked, opened: Opened) -> Sequence[Said]:
    metric = opened.question.measured
    return [Said(place(row.code or "", opened)), value(row.now, metric, opened), change(row, metric, opened)]


def slide(opened: Opened, picture: Picture) -> Slide:
    """The map and some of its regions; where there are no boundaries, what to do."""
    language = opened.language
    columns = [
        Column(_("Region").say(language)),
        Column(_("Value").say(language), is_number=True),
        Column(compared(opened).say(language), is_number=True),
    ]
    is_rate = opened.question.measured.denominator is not None
    name = (_("The regions furthest behind") if is_rate else _("The regions with most")).say(language)
    rows = [_row(row, opened) for row in ranked(opened)[:MOST]]
    none = [Said(_("No region here has a value that can be shown.").say(language), "faint")]
    beside: Part = fitted(name, BESIDE, columns, rows) if rows else TextPart(name, BESIDE, none)
    says = picture.titled(opened).say(language)
    try:
        sheet = picture.sheet(opened)
    except Refused as refused:
        return Slide(says, [TextPart(says, MAP, [Said(refused.say(language))]), beside])
    title = _("{title}: {finding}", title=sheet.title, finding=sheet.finding.rstrip("。.")).say(language)
    svg = drawing(sheet, MAP.width, MAP.height, language)
    return Slide(title if sheet.finding else sheet.title, [PicturePart(says, MAP, svg), beside])
