"""The sheets of what is different between two snapshots: by region, by benefit, store by store, by delivery."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import STEPS, UNITS, told
from dashboard.tables.kind_names import kind_name
from dashboard.tables.opening import STORE, narrowing
from dashboard.tables.sheet import Column, Kind, Row, Sheet
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import LANGUAGES, Language, Named, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES
from models.snapshots.comparison import SUBJECTS, Pair
from models.snapshots.dictionary import COLUMNS
from pages.snapshots import diff_questions as diff

SUBJECT_NAMES: Final[Mapping[str, Sentence]] = {
    "store": _("Store and place"),
    "certification": _("Certification"),
    "pack": _("Traffic pack"),
    "envelope": _("Red envelope"),
    "deposit": _("Deposit"),
    "trade": _("Trade"),
    "waiver": _("Waiver"),
    "measure": _("Other measures"),
}
KIND_NAMES: Final[Mapping[str, Sentence]] = {
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "restated": _("restated"),
}
RESTATED_SAYS: Final = _(
    "Stores of which a fact up to the end of the earlier day is told otherwise than it was, or was not told then: an "
    "entry, an event, or a week of trade. Name, place, category and score have no date: they count as restated only "
    "where both snapshots are of one day"
)
TIME: Final = _("time passed: a deadline, a week, a rule or a day of entry came")
SIDES: Final = ("before", "after")


def _pair(opened: Opened) -> tuple[Pair, View]:
    return diff.compared(opened), opened.view


def _region_rows(opened: Opened) -> list[Row]:
    pair, view = _pair(opened)
    of, found = names(pair.later), diff.regions(pair.later, view.question, pair.earlier)

    def row(code: str | None, name: Named | Sentence, counts: diff.Counts) -> Row:
        return {
            "region_code": code,
            "region": name,
            "stores": counts.stores,
            "then": counts.then,
            "now": counts.now,
            **counts.of,
        }

    rows = [row(code, of.region(code), found[code]) for code in sorted(filter(None, found))]
    if None in found:
        rows.append(row(None, _("In no region that is drawn at this level"), found[None]))
    return rows


def _counted(name: str, heading: Sentence, says: Sentence, *, has_bar: bool = False) -> Column:
    return Column(name, "stores", heading, says, has_bar=has_bar)


REGIONS: Final = Sheet(
    code="diff-regions",
    title=_("What is different, by region"),
    about=_(
        "Stores in either snapshot, and how many were added, removed or changed; and of these, changed in what. A "
        "store stands where the later snapshot has it, a removed one where it stood."
    ),
    columns=lambda _opened: (
        Column("region_code", "code", _("Region, by code; empty: in no region drawn"), is_shown=False),
        Column("region", "named", _("Region"), opens=narrowing("region", "region_code")),
        _counted("stores", _("stores"), _("Stores in either snapshot")),
        Column("then", "stores", _("then"), _("Stores in the earlier snapshot"), is_shown=False),
        Column("now", "stores", _("now"), _("Stores in the later snapshot"), is_shown=False),
        _counted("added", KIND_NAMES["added"], _("Stores in the later snapshot alone")),
        _counted("removed", KIND_NAMES["removed"], _("Stores in the earlier snapshot alone")),
        _counted("changed", KIND_NAMES["changed"], _("Stores in both of which any column is different, other than the "
                 "delivery that wrote it")),
        _counted("restated", KIND_NAMES["restated"], RESTATED_SAYS),
        *(_counted(subject, SUBJECT_NAMES[subject], _("Stores in both that are different in: {subject}",
                   subject=SUBJECT_NAMES[subject]), has_bar=subject in ("certification", "pack"))
          for subject in SUBJECTS),
    ),
    rows=_region_rows,
    few="stores",
)  # fmt: skip

WHAT_NAMES: Final[Mapping[str, Sentence]] = {
    "stores": _("Stores"),
    "certified_stores": _("Certified stores"),
    "deposit_stores": _("Stores with a deposit"),
    "required_fen": _("Deposit required"),
    "released_fen": _("Deposit released"),
    "shortfall_fen": _("Deposit shortfall"),
    "gmv_week_fen": _("GMV of the last week"),
    "gmv_28d_fen": _("GMV of the last four weeks"),
    "active_stores": _("Stores with an order in the last week"),
    "live_stores": _("Stores live in the last week"),
    "exempt_stores": _("Stores whose commission is waived"),
    "fee_waived_fen": _("Fee waived"),
}


def _sum_row(found: diff.Sum, counts: diff.Counts) -> Row:
    what: Named | Sentence = WHAT_NAMES.get(found.what) or _(
        "{measure}: {step}", measure=measure_name(found.measure), step=STEPS[found.what]
    )
    return {
        "subject": found.subject,
        "subject_name": SUBJECT_NAMES[found.subject],
        "measure_code": found.measure or None,
        "what": found.what,
        "what_name": what,
        "unit": found.unit,
        "unit_name": UNITS.get(found.unit, _("stores")),
        "then": found.then,
        "now": found.now,
        "difference": found.now - found.then,
        "restated": found.restated,
        "changed": counts.of.get(found.subject),
    }


def _sum_rows(opened: Opened) -> list[Row]:
    pair, view = _pair(opened)
    asked = (pair.later, view.question, pair.earlier)
    return [_sum_row(found, diff.whole(*asked)) for found in diff.sums(*asked)]


BENEFITS: Final = Sheet(
    code="diff-benefits",
    title=_("What is different, by benefit"),
    about=_(
        "The sums of each snapshot over the stores in view, each in its own unit; different units are never added. "
        "Of the difference, what was restated: what events up to the earlier day that were delivered since add to it."
    ),
    columns=lambda _opened: (
        Column("subject", "code", _("Subject, by code"), is_shown=False),
        Column("what_name", "named", _("What")),
        Column("subject_name", "named", _("Subject")),
        Column("measure_code", "code", _("Measure, by code"), is_shown=False),
        Column("what", "code", _("What, by code"), is_shown=False),
        Column("unit", "code", _("Unit, by code; fen and ad-fen are written as CNY"), is_shown=False),
        Column("unit_name", "named", _("Unit")),
        Column("then", "quantity", _("earlier"), _("Sum over the stores in view, in the earlier snapshot")),
        Column("now", "quantity", _("later"), _("Sum over the stores in view, in the later snapshot")),
        Column("difference", "quantity", _("difference"), _("Later less earlier"), is_signed=True),
        Column("restated", "quantity", _("of it restated"), _("Told by events up to the earlier day that were "
               "delivered since; of GMV: the earlier one's last week as told later less as told then; empty: not "
               "told")),
        Column("changed", "stores", _("stores changed"), _("Stores in both that are different in the subject; empty: "
               "not told store by store")),
    ),
    rows=_sum_rows,
)  # fmt: skip


def what(view: View) -> str:
    """Which stores the view lists."""
    return view.choice("measure", diff.WHATS)


def count_stores(opened: Opened, asked: str) -> int:
    """How many stores a list has."""
    pair, view = _pair(opened)
    return diff.count(pair.later, view.question, pair.earlier, asked)


_MAIN_KINDS: Final[Mapping[str, Kind]] = {
    "store_type": "named", "category_code": "named", "belt_id": "named", "county_adcode": "named",
    "certification_status": "named", "tier_code": "named", "entitled_tier_code": "named", "has_violation": "flag",
    "is_exempt": "flag", "valid_until": "day", "store_score": "score", "store_name": "text", "owner": "text",
    "orders_week": "count",
}  # fmt: skip
_HEADINGS: Final[Mapping[str, Sentence]] = {
    "store_name": _("Name"), "store_type": _("Store type"), "category_code": _("Category"), "belt_id": _("Belt"),
    "county_adcode": _("County"), "owner": _("Account manager"), "store_score": _("Store score"),
    "has_violation": _("Violation"), "certification_status": _("Certification"), "valid_until": _("Valid until"),
    "pack_granted": _("Pack granted"), "pack_claimed": _("Pack claimed"), "pack_used": _("Pack used"),
    "pack_lapsed": _("Pack lapsed"), "envelope_budget_fen": _("Envelope budget"),
    "envelope_issued_fen": _("Envelope issued"), "envelope_used_fen": _("Envelope redeemed"),
    "envelope_lapsed_fen": _("Envelope lapsed"), "tier_code": _("Tier held"), "required_fen": _("Deposit required"),
    "paid_fen": _("Deposit paid"), "shortfall_fen": _("Deposit shortfall"),
    "entitled_tier_code": _("Tier by the schedule"), "gmv_week_fen": _("GMV of the week"),
    "orders_week": _("Orders of the week"), "is_exempt": _("Commission waived"), "fee_waived_fen": _("Fee waived"),
}  # fmt: skip


def _kind(name: str) -> Kind:
    return _MAIN_KINDS.get(name) or ("fen" if name.endswith("_fen") else "traffic")


def _named(name: str, value: Any, of: Names) -> Any:
    """A code as what it is called; other values as they are."""
    if value is None or _kind(name) != "named":
        return value
    called: Mapping[str, Mapping[str, Any]] = {
        "store_type": STORE_TYPES,
        "certification_status": CERTIFICATION,
        "category_code": of.categories,
        "tier_code": of.tiers,
        "entitled_tier_code": of.tiers,
    }
    if name == "belt_id":
        return of.belt_labelled(value) if value in of.belts else Named(value, value)
    if name == "county_adcode":
        return of.region(value) if value in of.places else Named(value, value)
    return called[name].get(value, Named(value, value))


def _step(name: str, row: Row, of: Names, language: Language) -> str:
    column = Column(name, _kind(name), _HEADINGS[name])
    before, after = (told(column, {name: _named(name, row[f"{name}_{side}"], of)}, language) for side in SIDES)
    return f"{_HEADINGS[name].say(language)} {before} → {after}"


def _worded(row: Row, of: Names) -> Named | Sentence:
    """What is different of a store, in words."""
    if row["is_added"]:
        return _("added: it was not in the earlier snapshot")
    if row["is_removed"]:
        return _("removed: it is not in the later snapshot")
    sides = {name: tuple(row[f"{name}_{side}"] for side in SIDES) for name in diff.MAIN}
    changed = [name for name, (then, now) in sides.items() if then != now and (then, now) != (None, 0)]
    if not changed:
        subjects = [SUBJECT_NAMES[subject] for subject in SUBJECTS if row[f"is_{subject}"]]
        return Named("、".join(name.say("zh") for name in subjects), ", ".join(name.say("en") for name in subjects))
    zh, en = ([_step(name, row, of, language) for name in changed] for language in ("zh", "en"))
    return Named("；".join(zh), "; ".join(en))


def _because(pair: Pair, row: Row, because: diff.Because) -> Named | Sentence:
    """Which deliveries say so, by file and id; or that time passed."""
    if row["is_removed"]:
        return _("its row now tells of a later day of entry, or the record no longer has it")
    files = {delivery["delivery_id"]: delivery["file_name"] for delivery in pair.later.manifest["deliveries"]}
    found = [f"{files[name]} ({name})" for name in because.deliveries if name in files]
    if not found:
        return TIME
    zh, en = ("; ".join([*found, *([TIME.say(language)] if because.is_time else [])]) for language in LANGUAGES)
    return Named(zh, en)


def _written(name: str, side: str) -> str:
    """The name of a main column in files; that of money ends as money does."""
    return f"{name.removesuffix('_fen')}_{side}_fen" if name.endswith("_fen") else f"{name}_{side}"


def _store_row(pair: Pair, row: Row, of: Names) -> Row:
    last = "before" if row["is_removed"] else "after"
    kind = next((kind for kind in diff.KINDS[:3] if row[f"is_{kind}"]), "restated")
    because = diff.reasons(pair, row)
    values = {_written(name, side): row[f"{name}_{side}"] for name in diff.MAIN for side in SIDES}
    return {
        "store_id": row["store_id"],
        "store_name": row[f"store_name_{last}"],
        "county_adcode": row["county"],
        "region": _named("county_adcode", row["county"], of),
        "kind": kind,
        "kind_name": KIND_NAMES[kind],
        "is_restated": row["is_restated"],
        "subjects": "|".join(subject for subject in SUBJECTS if row[f"is_{subject}"]) or None,
        "words": _worded(row, of),
        "reasons": _because(pair, row, because),
        "deliveries": "|".join(because.deliveries) or None,
        "is_time": because.is_time,
        **values,
    }


def _store_part(opened: Opened, offset: int, limit: int) -> list[Row]:
    pair, view = _pair(opened)
    of = names(pair.later)
    found = pair.ask(diff.stores(pair, view.question, what(view), offset=offset, limit=limit))
    return [_store_row(pair, row, of) for row in found.to_pylist()]


def _store_stream(opened: Opened) -> Iterator[Row]:
    pair, view = _pair(opened)
    of = names(pair.later)
    for batch in pair.stream(diff.stores(pair, view.question, what(view)), 16_384):
        yield from (_store_row(pair, row, of) for row in batch.to_pylist())


def _before_and_after() -> Iterator[Column]:
    """The main columns as values, for files."""
    for name in diff.MAIN:
        kind = _kind(name)
        says = COLUMNS[f"{name.removesuffix('_fen')}_cny" if kind == "fen" else name]
        headings = (_("{what}: earlier", what=says), _("{what}: later", what=says))
        for side, heading in zip(SIDES, headings, strict=True):
            yield Column(_written(name, side), "code" if kind == "named" else kind, heading, is_shown=False)


STORES: Final = Sheet(
    code="diff-stores",
    title=_("What is different, store by store"),
    about=_("Each store's differences in words, and the deliveries that say so; by county and id."),
    columns=lambda _opened: (
        Column("store_id", "text", _("Store id"), opens=STORE),
        Column("store_name", "text", _("Store")),
        Column("county_adcode", "code", _("County, by code as delivered"), is_shown=False),
        Column("region", "named", _("County")),
        Column("kind", "code", _("Kind of difference, by code: added, removed, changed or restated"), is_shown=False),
        Column("kind_name", "named", _("Difference")),
        Column("is_restated", "flag", _("restated"), RESTATED_SAYS),
        Column("subjects", "text", _("Subjects that are different, by code"), is_shown=False),
        Column("words", "named", _("What is different, earlier → later")),
        Column("reasons", "named", _("Because of"), _("The deliveries whose rows explain it: events by their own "
               "delivery; weeks of trade and rules by the files of that kind that came between the two snapshots")),
        Column("deliveries", "text", _("These deliveries, by id"), is_shown=False),
        Column("is_time", "flag", _("Whether part of it came with time alone"), is_shown=False),
        *_before_and_after(),
    ),
    rows=_store_stream,
    count=lambda opened: count_stores(opened, what(opened.view)),
    part=_store_part,
)  # fmt: skip


def _delivery_rows(opened: Opened) -> list[Row]:
    pair, view = _pair(opened)
    return [
        {
            "delivery_id": found.delivery_id,
            "kind": found.kind,
            "kind_name": kind_name(found.kind),
            "file_name": found.file_name,
            "is_new": found.is_new,
            "row_count": found.row_count,
            "since": found.since,
            "restating": found.restating,
            "stores": found.stores,
        }
        for found in diff.deliveries(pair.later, view.question, pair.earlier)
    ]


DELIVERIES: Final = Sheet(
    code="diff-deliveries",
    title=_("Which deliveries explain it"),
    about=_(
        "Files that went into the later snapshot alone, and those whose events fall between the two days. Events up to "
        "the earlier day that came since are what was restated."
    ),
    columns=lambda _opened: (
        Column("file_name", "text", _("File")),
        Column("kind", "code", _("Kind"), is_shown=False),
        Column("kind_name", "named", _("Kind of file")),
        Column("is_new", "flag", _("came between"), _("Whether it went into the later snapshot alone")),
        Column("row_count", "count", _("rows"), _("Rows in the file")),
        Column("since", "count", _("events since"), _("Its events of stores in view after the earlier day")),
        Column("restating", "count", _("restating events"), _("Its events of stores in view up to the earlier day that "
               "were not told then, or otherwise")),
        Column("stores", "count", _("stores"), _("Stores in view that these events, or its own rows of stores, tell "
               "of; empty: its rows are not of single stores")),
        Column("delivery_id", "text", _("Delivery id")),
    ),
    rows=_delivery_rows,
)  # fmt: skip

SHEETS: Final = (REGIONS, BENEFITS, STORES, DELIVERIES)
