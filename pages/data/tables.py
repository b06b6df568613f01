"""The sheets of the Data screen: how fresh and complete the snapshot is, and what was told otherwise before."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from dashboard.figures.figure import STATUSES, Figure, share
from dashboard.questions import headlines, stores
from dashboard.questions.targets import threshold
from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.reading.restatement import last_weeks_day, restated
from dashboard.tables.cells import STEPS, UNITS
from dashboard.tables.kind_names import kind_name
from dashboard.tables.opening import STORE, narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.intake.kinds import KINDS
from models.programme.metrics import METRICS, Metric
from models.programme.terms import STORE_TYPES
from pages.data import questions as asked
from pages.data.dictionary_tables import ASSUMPTIONS, DEFINITIONS, DICTIONARY, METHOD, SOURCES
from pages.data.questions import LACKS, Completeness, Lack, Week
from pages.data.record_tables import AUDIT, DELIVERIES, in_snapshot, last_received

LOGS: Final = ("certifications", "benefits", "deposits", "activity")
"""Kinds of file that a week without a row makes late."""
LACK_NAMES: Final[dict[Lack, Sentence]] = {
    "region": _("In no region that is drawn at this level"),
    "coordinates": _("Without coordinates"),
    "belt": _("Of no belt"),
    "score": _("Without a store score"),
    "owner": _("Without an account manager"),
    "deposit": _("Without a deposit"),
    "activity": _("Trading weeks not known"),
}
TRADE: Final[dict[str, Sentence]] = {
    "gmv_fen": _("GMV"),
    "orders": _("Orders"),
    "live_sessions": _("Live sessions"),
    "sessions_with_envelope": _("Live sessions with a red envelope"),
}


def late_days(opened: Opened) -> int:
    """How many days behind makes a log late."""
    return int(threshold(opened.now, "late-days"))


def _last_days(opened: Opened) -> dict[str, date | None]:
    found: Completeness = asked.whole(opened.now, opened.question)
    week = found.last_week + timedelta(days=6) if found.last_week else None
    return asked.last_rules(opened.now, opened.question) | {
        "stores": found.last_entry,
        "certifications": _day(found.last_step),
        "benefits": _day(found.last_benefit),
        "deposits": found.last_deposit,
        "activity": week,
    }


def _day(instant: datetime | None) -> date | None:
    return instant.date() if instant else None


def freshness_rows(opened: Opened) -> list[Row]:
    """One row a kind of file."""
    day, limit, last = date.fromisoformat(opened.now.as_of), late_days(opened), _last_days(opened)
    received, delivered = last_received(opened), list(in_snapshot(opened).values())
    rows = []
    for kind in KINDS:
        own = [delivery for delivery in delivered if delivery["kind"] == kind]
        reached = last.get(kind)
        behind = (day - reached).days if reached and kind in LOGS else None
        rows.append(
            {
                "kind": kind,
                "kind_name": kind_name(kind),
                "deliveries": len(own),
                "rows": sum(delivery["row_count"] for delivery in own),
                "received_at": received.get(kind),
                "last_day": reached,
                "days_behind": behind,
                "is_late": (behind is None or behind >= limit) if kind in LOGS else None,
            }
        )
    return rows


FRESHNESS: Final = Sheet(
    code="freshness",
    title=_("How fresh each kind of file is"),
    about=_(
        "The last day that the files reach, in this view, and how far that is behind the snapshot's day. A log is late "
        "when it is as many days behind as the threshold late-days says, or has no row at all."
    ),
    columns=lambda _opened: (
        Column("kind", "code", _("Kind"), is_shown=False),
        Column("kind_name", "named", _("Kind of file")),
        Column("last_day", "day", _("reaches"), _("Last day in the data: of activity the Sunday of the last week; of "
               "benefits the last grant, first claim or first use; of dated rules the newest first day that has come")),
        Column("days_behind", "days", _("days behind"), _("The snapshot's day less the last day; of logs only")),
        Column("is_late", "flag", _("late"), _("Whether the log is late; of logs only")),
        Column("received_at", "instant", _("last delivery"), _("When the last file in this snapshot came in")),
        Column("deliveries", "count", _("files"), _("Files that the snapshot was made from")),
        Column("rows", "count", _("rows delivered"), _("Rows in these files; a row may be delivered again")),
    ),
    rows=freshness_rows,
)  # fmt: skip


def _completeness_row(code: str | None, name: Named | Sentence, found: Completeness) -> Row:
    shares = ("coordinates", "belt", "score", "owner", "deposit", "activity")
    return {
        "region_code": code,
        "region": name,
        "stores": found.stores,
        **{f"{what}_pct": share(getattr(found, what), found.stores) for what in shares},
        "idle_pct": share(found.idle, found.activity),
        "last_step_on": _day(found.last_step),
        "last_benefit_on": _day(found.last_benefit),
        "last_deposit_on": found.last_deposit,
        "last_week": found.last_week,
    }


def completeness_rows(opened: Opened) -> list[Row]:
    """One row a unit of the view's level that has stores, in the order of their codes, the unmatched last."""
    of, found = names(opened.now), asked.completeness(opened.now, opened.question)
    rows = [_completeness_row(code, of.region(code), found[code]) for code in sorted(filter(None, found))]
    if None in found:
        rows.append(_completeness_row(None, LACK_NAMES["region"], found[None]))
    return rows


COMPLETENESS: Final = Sheet(
    code="completeness",
    title=_("How complete the data are by region"),
    about=_("Shares of the stores in each region for which something is known, and the last day of each log there."),
    columns=lambda _opened: (
        Column("region_code", "code", _("Region, by code"), is_shown=False),
        Column("region", "named", _("Region"), opens=narrowing("region", "region_code")),
        Column("stores", "stores", _("stores")),
        Column("coordinates_pct", "percent", _("coordinates"), _("Stores with coordinates ÷ stores")),
        Column("belt_pct", "percent", _("belt"), _("Stores of a belt ÷ stores")),
        Column("score_pct", "percent", _("score"), _("Stores with a store score ÷ stores")),
        Column("owner_pct", "percent", _("account manager"), _("Stores with an account manager ÷ stores")),
        Column("deposit_pct", "percent", _("deposit"), _("Stores with a deposit ÷ stores")),
        Column("activity_pct", "percent", _("activity"), _("Stores with any trading week ÷ stores")),
        Column("idle_pct", "percent", _("idle"), _("Stores without an order and a live session in the last week ÷ "
               "stores with any trading week; a week without a row counts as nothing, so a high share may mean "
               "that rows are missing")),
        Column("last_step_on", "day", _("last step"), _("Last step of an application for certification")),
        Column("last_benefit_on", "day", _("last benefit"), _("Last grant, first claim or first use")),
        Column("last_deposit_on", "day", _("last deposit"), _("First day of the newest deposit row")),
        Column("last_week", "day", _("last week"), _("Monday of the last trading week with a row")),
    ),
    rows=completeness_rows,
    few="stores",
)  # fmt: skip


def _opens_lack(row: Row, view: View) -> tuple[str, View]:
    return "", view.but(by=row["lack"], page=1)


def lacking_rows(opened: Opened) -> list[Row]:
    """One row for each thing that stores may lack."""
    found, total = asked.lacking(opened.now, opened.question), stores(opened.now, opened.question)
    return [
        {"lack": lack, "what": LACK_NAMES[lack], "stores": found[lack], "share_pct": share(found[lack], total)}
        for lack in LACKS
    ]


LACKING: Final = Sheet(
    code="lacking",
    title=_("What stores lack"),
    about=_("Stores that are matched to nothing, or of which something is not known. Choose one to list its stores."),
    columns=lambda _opened: (
        Column("lack", "code", _("What is missing, by code"), is_shown=False),
        Column("what", "named", _("What is missing"), opens=_opens_lack),
        Column("stores", "stores", _("stores")),
        Column("share_pct", "percent", _("of all in view"), _("Stores that lack it ÷ stores in view"), has_bar=True),
    ),
    rows=lacking_rows,
)


def chosen_lack(view: View) -> Lack:
    """What the view asks for."""
    return next(lack for lack in LACKS if lack == view.choice("by", LACKS))


def _place(row: Row, of: Names) -> Named:
    code = next((row[f"{unit}_adcode"] for unit in ("county", "city", "province") if row[f"{unit}_adcode"]), "")
    return of.region(code) if code in of.places else Named(code, code)


def _store_row(row: Row, of: Names) -> Row:
    belt = of.belt_labelled(row["belt_id"]) if row["belt_id"] in of.belts else None
    return row | {
        "type_name": STORE_TYPES[row["store_type"]],
        "category": of.categories.get(row["category_code"], Named(row["category_code"], row["category_code"])),
        "belt": belt,
        "region": _place(row, of),
    }


def _lacking_part(opened: Opened, offset: int = 0, limit: int | None = None) -> list[Row]:
    lack, of = chosen_lack(opened.view), names(opened.now)
    found = opened.now.ask(asked.stores_lacking(opened.now, opened.question, lack, offset=offset, limit=limit))
    return [_store_row(row, of) for row in found.to_pylist()]


def _lacking_stream(opened: Opened) -> Iterator[Row]:
    of = names(opened.now)
    wanted = asked.stores_lacking(opened.now, opened.question, chosen_lack(opened.view))
    for batch in opened.now.stream(wanted, 16_384):
        yield from (_store_row(row, of) for row in batch.to_pylist())


STORES_LACKING: Final = Sheet(
    code="stores-lacking",
    title=_("Stores that lack what is chosen"),
    about=_("The stores of the line chosen above, by id, with the delivery that last wrote each."),
    columns=lambda _opened: (
        Column("store_id", "text", _("Store id"), opens=STORE),
        Column("store_name", "text", _("Store")),
        Column("store_type", "code", _("Store type, by code"), is_shown=False),
        Column("type_name", "named", _("Store type")),
        Column("category_code", "code", _("Category, by code"), is_shown=False),
        Column("category", "named", _("Category")),
        Column("belt_id", "code", _("Belt, by id"), is_shown=False),
        Column("belt", "named", _("Belt")),
        Column("county_adcode", "code", _("County, by code as delivered"), is_shown=False),
        Column("region", "named", _("Region")),
        Column("owner", "text", _("Account manager")),
        Column("delivery_id", "text", _("Delivery")),
    ),
    rows=_lacking_stream,
    count=lambda opened: asked.lacking(opened.now, opened.question)[chosen_lack(opened.view)],
    part=_lacking_part,
)


def _change(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def _unit(metric: Metric) -> str:
    return "store" if metric.numerator_unit == "stores" else metric.numerator_unit


def _restated_row(metric: Metric, now: Figure, before: Figure) -> Row:
    is_ratio = metric.denominator is not None
    status = next((STATUSES[f.status] for f in (before, now) if f.value is None), None)
    return {
        "metric": metric.code,
        "name": metric.name,
        "unit": _unit(metric),
        "amount_before": before.numerator,
        "amount_now": now.numerator,
        "amount_change": _change(now.numerator, before.numerator),
        "percent_before": before.value if is_ratio else None,
        "percent_now": now.value if is_ratio else None,
        "percent_change": _change(now.value, before.value) if is_ratio else None,
        "told": status,
    }


def restated_rows(opened: Opened) -> list[Row]:
    """One row a metric, what has changed first, where last week's day was published again."""
    found = restated(last_weeks_day(opened))
    if found is None:
        return []
    codes = tuple(METRICS)
    now, before = (headlines(snapshot, opened.question, codes) for snapshot in (found.standing, found.earlier))
    rows = [_restated_row(metric, now[code], before[code]) for code, metric in METRICS.items()]
    return sorted(rows, key=lambda row: not row["amount_change"])


RESTATED: Final = Sheet(
    code="restated",
    title=_("Last week's day, published again"),
    about=_(
        "Every metric of the day compared with, as it was first shown and as it stands after that day was published "
        "again. Empty: the day was published once."
    ),
    columns=lambda _opened: (
        Column("metric", "code", _("Metric, by code"), is_shown=False),
        Column("name", "named", _("Metric")),
        Column("unit", "code", _("Unit of the amounts: store, traffic or fen (written as CNY)"), is_shown=False),
        Column("amount_before", "quantity", _("as first shown"), _("The numerator before that day was restated")),
        Column("amount_now", "quantity", _("as it stands"), _("The numerator after that day was restated")),
        Column("amount_change", "quantity", _("change"), _("After less before"), is_signed=True),
        Column("percent_before", "percent", _("share first shown"), _("The rate before that day was restated")),
        Column("percent_now", "percent", _("share as it stands"), _("The rate after that day was restated")),
        Column("percent_change", "points", _("change in points"), _("After less before, in percentage points")),
        Column("told", "named", _("Remark"), _("Why there is no value")),
    ),
    rows=restated_rows,
)


def _told(found: Week) -> Named | Sentence:
    if not found.measure:
        return TRADE[found.what]
    return _("{measure}: {step}", measure=measure_name(found.measure), step=STEPS[found.what])


def told_again(opened: Opened) -> tuple[date, View] | None:
    """The week that is told again, and the view it is asked of; None where there is nothing to compare with.

    A store's status, tier and belt are those of the snapshot's day, so filters by them would show stores that
    moved as a change of the past: only the region and the category narrow.
    """
    if opened.before is None or opened.before.as_of >= opened.now.as_of:
        return None
    monday = asked.last_week_due(date.fromisoformat(opened.before.as_of))
    return monday, opened.view.but(statuses=(), tiers=(), belts=(), store_types=())


def retold_rows(opened: Opened) -> list[Row]:
    """One row for each thing of which either snapshot has something in that week; what has changed comes first."""
    asked_of = told_again(opened)
    if asked_of is None or opened.before is None:
        return []
    monday, view = asked_of
    now, before = ({(w.measure, w.what, w.unit): w for w in asked.week(snapshot, view.question, monday)}
                   for snapshot in (opened.now, opened.before))  # fmt: skip
    count = stores(opened.before, view.question)
    rows: list[Row] = []
    for key, either in (before | now).items():
        then, again = (found[key].amount if key in found else 0 for found in (before, now))
        rows.append(_retold_row(either, monday, then, again, count))
    told = [row for row in rows if row["amount_before"] or row["amount_now"]]
    return sorted(told, key=lambda row: not row["amount_change"])


def _retold_row(found: Week, monday: date, then: int, again: int, count: int) -> dict[str, Any]:
    return {
        "week_start": monday,
        "what": _told(found),
        "measure_code": found.measure or None,
        "step": found.what,
        "unit": found.unit,
        "unit_name": UNITS.get(found.unit, _("sessions")),
        "amount_before": then,
        "amount_now": again,
        "amount_change": again - then,
        "stores": count,
    }


RETOLD: Final = Sheet(
    code="retold",
    title=_("The same week, told again"),
    about=_(
        "What the snapshot compared with said of its last whole week, and what this one says of the same week. A "
        "change means that rows came late or were corrected. Narrowed by region and category alone."
    ),
    columns=lambda _opened: (
        Column("what", "named", _("What")),
        Column("week_start", "day", _("Week from"), _("Monday of the week")),
        Column("measure_code", "code", _("Measure, by code; empty: trade"), is_shown=False),
        Column("step", "code", _("What of it, by code"), is_shown=False),
        Column("unit", "code", _("Unit, by code; fen and ad-fen are written as CNY"), is_shown=False),
        Column("unit_name", "named", _("Unit")),
        Column("amount_before", "quantity", _("as told then"), _("In the snapshot compared with")),
        Column("amount_now", "quantity", _("as told now"), _("In this snapshot")),
        Column("amount_change", "quantity", _("change"), _("Now less then"), is_signed=True),
        Column("stores", "stores", _("Stores in view"), is_shown=False),
    ),
    rows=retold_rows,
    few="stores",
)

SHEETS: Final = (
    FRESHNESS, COMPLETENESS, LACKING, STORES_LACKING, RESTATED, RETOLD, DELIVERIES, AUDIT,
    DICTIONARY, DEFINITIONS, ASSUMPTIONS, METHOD, SOURCES,
)  # fmt: skip
