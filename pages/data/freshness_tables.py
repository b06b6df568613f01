"""How far each kind of file reaches and which logs are late, and how complete the data are by region."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from dashboard.figures.figure import share
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.kind_names import kind_name
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Named, Sentence, _
from models.intake.kinds import KINDS
from pages.data import questions
from pages.data.missing_tables import MISSING_NAMES
from pages.data.questions import Completeness
from pages.data.record_tables import deliveries_in_snapshot, last_received

LOGS: Final = ("certifications", "benefits", "deposits", "activity")
"""Kinds of file that a week without a row makes late."""


def late_days(opened: Opened) -> int:
    """How many days behind makes a log late."""
    return int(threshold(opened.now, "late-days"))


@row
class FreshnessRow:
    """A kind of file."""

    kind: str = column("code", _("Kind"), shown=False)
    kind_name: Named = column("named", _("Kind of file"))
    last_day: date | None = column(
        "day",
        _("reaches"),
        _(
            "Last day in the data: of activity the Sunday of the last week; of "
            "benefits the last grant, first claim or first use; of dated rules the newest first day that has come"
        ),
    )
    days_behind: int | None = column("days", _("days behind"), _("The snapshot's day less the last day; of logs only"))
    is_late: bool | None = column("flag", _("late"), _("Whether the log is late; of logs only"))
    received_at: datetime | None = column(
        "instant", _("last delivery"), _("When the last file in this snapshot came in")
    )
    deliveries: int = column("count", _("files"), _("Files that the snapshot was made from"))
    rows: int = column("count", _("rows delivered"), _("Rows in these files; a row may be delivered again"))


def _last_days(opened: Opened) -> Mapping[str, date | None]:
    """The last day that each kind of file reaches, as far as it tells one."""
    found = questions.completeness_in_view(opened.now, opened.question)
    return questions.newest_rules(opened.now, opened.question) | {
        "stores": found.last_entry,
        "certifications": _day(found.last_step),
        "benefits": _day(found.last_benefit),
        "deposits": found.last_deposit,
        "activity": found.last_week + timedelta(days=6) if found.last_week else None,
    }


def _day(instant: datetime | None) -> date | None:
    return instant.date() if instant else None


def _freshness(opened: Opened) -> list[FreshnessRow]:
    day, limit, last_days = opened.now.day, late_days(opened), _last_days(opened)
    received, delivered = last_received(opened), deliveries_in_snapshot(opened).values()
    rows = []
    for kind in KINDS:
        row_counts = [delivery["row_count"] for delivery in delivered if delivery["kind"] == kind]
        last_day = last_days.get(kind)
        behind = (day - last_day).days if last_day and kind in LOGS else None
        rows.append(
            FreshnessRow(
                kind=kind,
                kind_name=kind_name(kind),
                last_day=last_day,
                days_behind=behind,
                is_late=(behind is None or behind >= limit) if kind in LOGS else None,
                received_at=received.get(kind),
                deliveries=len(row_counts),
                rows=sum(row_counts),
            )
        )
    return rows


FRESHNESS: Final = Table(
    code="freshness",
    title=_("How fresh each kind of file is"),
    about=_(
        "The last day that the files reach, in this view, and how far that is behind the snapshot's day. A log is late "
        "when it is as many days behind as the threshold late-days says, or has no row at all."
    ),
    row=FreshnessRow,
    make=_freshness,
)


@row
class CompletenessRow:
    """A unit of the view's level, or the stores that lie in none."""

    region_code: str | None = column("code", _("Region, by code"), shown=False)
    region: Named | Sentence = column("named", _("Region"), opens=filter_link("region", "region_code"))
    stores: Count = column("stores", _("stores"))
    coordinates_pct: Amount = column("percent", _("coordinates"), _("Stores with coordinates ÷ stores"))
    belt_pct: Amount = column("percent", _("belt"), _("Stores of a belt ÷ stores"))
    score_pct: Amount = column("percent", _("score"), _("Stores with a store score ÷ stores"))
    owner_pct: Amount = column("percent", _("account manager"), _("Stores with an account manager ÷ stores"))
    deposit_pct: Amount = column("percent", _("deposit"), _("Stores with a deposit ÷ stores"))
    activity_pct: Amount = column("percent", _("activity"), _("Stores with any trading week ÷ stores"))
    idle_pct: Amount = column(
        "percent",
        _("idle"),
        _(
            "Stores without an order and a live session in the last week ÷ "
            "stores with any trading week; a week without a row counts as nothing, so a high share may mean "
            "that rows are missing"
        ),
    )
    last_step_on: date | None = column("day", _("last step"), _("Last step of an application for certification"))
    last_benefit_on: date | None = column("day", _("last benefit"), _("Last grant, first claim or first use"))
    last_deposit_on: date | None = column("day", _("last deposit"), _("First day of the newest deposit row"))
    last_week: date | None = column("day", _("last week"), _("Monday of the last trading week with a row"))


def _completeness_row(code: str | None, name: Named | Sentence, found: Completeness) -> CompletenessRow:
    return CompletenessRow(
        region_code=code,
        region=name,
        stores=found.stores,
        coordinates_pct=share(found.coordinates, found.stores),
        belt_pct=share(found.belt, found.stores),
        score_pct=share(found.score, found.stores),
        owner_pct=share(found.owner, found.stores),
        deposit_pct=share(found.deposit, found.stores),
        activity_pct=share(found.activity, found.stores),
        idle_pct=share(found.idle, found.activity),
        last_step_on=_day(found.last_step),
        last_benefit_on=_day(found.last_benefit),
        last_deposit_on=found.last_deposit,
        last_week=found.last_week,
    )


def _completeness(opened: Opened) -> list[CompletenessRow]:
    """The units that have stores, in the order of their codes, the unmatched last."""
    known, found = names(opened.now), questions.completeness(opened.now, opened.question)
    rows = [_completeness_row(code, known.region(code), found[code]) for code in sorted(filter(None, found))]
    if None in found:
        rows.append(_completeness_row(None, MISSING_NAMES["region"], found[None]))
    return rows


COMPLETENESS: Final = Table(
    code="completeness",
    title=_("How complete the data are by region"),
    about=_("Shares of the stores in each region for which something is known, and the last day of each log there."),
    row=CompletenessRow,
    make=_completeness,
    few="stores",
)
