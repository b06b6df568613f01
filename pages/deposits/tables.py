"""The sheets of deposits: tiers, what is released and short, and the rules, now and before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.opening import BELT, STORE, narrowing
from dashboard.tables.sheet import Column, Opens, Row, Sheet
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.terms import NO_TIER, STORE_TYPES
from pages.deposits import questions as asked
from pages.deposits.tier_words import changes, conditions

DIMENSIONS: Final = {
    "region": _("By region"),
    "belt": _("By belt"),
    "category": _("By category"),
    "type": _("By store type"),
}
UNMATCHED: Final = {"region": _("Matched to no region drawn here"), "belt": _("Stores of no belt")}
STATES: Final = {"past": _("past"), "in force": _("in force"), "to come": _("to come")}
OPENS: Final[dict[str, Opens]] = {
    "belt": BELT,
    "category": narrowing("category", "code"),
    "type": narrowing("type", "code"),
}


def dimension(opened: Opened) -> str:
    """What the tables are by."""
    return opened.view.choice("by", DIMENSIONS)


def tier_name(of: Names, code: str | None) -> Named | Sentence | None:
    """A tier's name; one that only an older schedule has is told by its code."""
    if code is None:
        return None
    return of.tiers.get(code, Named(code, code))


def code_name(of: Names, by: str, code: str | None) -> Named | Sentence | None:
    """The name of a code of a dimension."""
    if code is None:
        return UNMATCHED.get(by)
    if by == "region":
        return of.region(code)
    if by == "belt":
        return of.belt_labelled(code) if code in of.belts else Named(code, code)
    return of.categories.get(code, Named(code, code)) if by == "category" else STORE_TYPES[code]


def _into(row: Row, view: View) -> tuple[str, View] | None:
    """Into a row's region, shown by the level below it."""
    if row["code"] is None or not row["level_below"]:
        return None
    return "", view.but(region=row["code"], level=row["level_below"], page=1)


def _opens(row: Row, view: View) -> tuple[str, View] | None:
    by = view.choice("by", DIMENSIONS)
    return _into(row, view) if by == "region" else OPENS[by](row | {"belt_id": row["code"]}, view)


def coded(opened: Opened, by: str, code: str | None) -> Row:
    """What a row by a dimension is called, and where a click on it goes."""
    of = names(opened.now)
    below = of.levels(code)[0] if by == "region" and code in of.places and code != opened.question.region else ""
    return {"code": code, "name": code_name(of, by, code), "level_below": below}


def code_columns(opened: Opened) -> tuple[Column, ...]:
    """The columns that say what a row by a dimension speaks of."""
    said = {"region": _("Region"), "belt": _("Belt"), "category": _("Category"), "type": _("Store type")}
    says = _("What the row speaks of: a region, a belt, a category or a store type, as the table is by.")
    return (
        Column("code", "code", _("Code"), says, is_shown=False),
        Column("name", "named", said[dimension(opened)], says, opens=_opens),
    )


def by_amount(rows: Iterable[Row], amount: str) -> list[Row]:
    """Rows by an amount, the largest first; what is matched to nothing stands last."""
    return sorted(rows, key=lambda row: (row["code"] is None, -abs(row[amount]), str(row["code"])))


NOTHING_FELL: Final = {"fell_stores": 0, "fell_fen": 0}


def _amounts(code: str | None, sums: Row, before: Any, fell: Any) -> Row:
    """The figures of a row; what is compared is None where nothing is compared."""
    row = sums | {
        "stores": sums["deposit_stores"],
        "mean_reduction": 100 * sums["released_fen"] / sums["base_fen"] if sums["base_fen"] else None,
    }
    if before is None:
        return row | dict.fromkeys(("stores_before", "stores_change", "released_change_fen", "fell_stores", "fell_fen"))
    then = before.get(code) or dict.fromkeys(asked.SUMS, 0)
    return row | {
        "stores_before": then["deposit_stores"],
        "stores_change": sums["deposit_stores"] - then["deposit_stores"],
        "released_change_fen": sums["released_fen"] - then["released_fen"],
        **(fell.get(code) or NOTHING_FELL),
    }


def fell_in_tiers(opened: Opened) -> dict[str | None, Row] | None:
    """Who fell into shortfall, by tier; None where nothing is compared."""
    if opened.before is None:
        return None
    return asked.fell(opened.now, opened.question, opened.before, dimension(opened), in_tiers=True)


def tier_rows(opened: Opened) -> list[Row]:
    """One row a tier: those of the schedule in force by rank, the base, then tiers of older schedules."""
    found = asked.sums(opened.now, opened.question, "tier")
    before = asked.sums(opened.before, opened.question, "tier") if opened.before else None
    fell = fell_in_tiers(opened)
    of, entitled = names(opened.now), asked.entitled(opened.now, opened.question)
    reductions = {row["tier_code"]: row["reduction_pct"] for row in asked.schedule_in_force(opened.now)}
    codes = [*reductions, NO_TIER]
    codes += sorted(code for code in {*found, *(before or ())} if code is not None and code not in codes)
    nothing = dict.fromkeys(asked.SUMS, 0)
    everything = sum(row["deposit_stores"] for row in found.values())
    return [
        _amounts(code, found.get(code, nothing), before, fell)
        | {
            "tier_code": code,
            "name": tier_name(of, code),
            "reduction_pct": 0.0 if code == NO_TIER else reductions.get(code),
            "share": 100 * found.get(code, nothing)["deposit_stores"] / everything if everything else None,
            "entitled_stores": entitled.get(code, 0),
        }
        for code in codes
    ]


def group_rows(opened: Opened) -> list[Row]:
    """One row a code of the dimension that the view names, by what is released."""
    by, view = dimension(opened), opened.view

    def shown(found: dict[str | None, Row]) -> dict[str | None, Row]:
        return asked.drawn(opened.now, view.question, found) if by == "region" else found

    found = shown(asked.sums(opened.now, view.question, by))
    before = shown(asked.sums(opened.before, view.question, by)) if opened.before else None
    fell = shown(asked.fell(opened.now, view.question, opened.before, by)) if opened.before else None
    rows = (coded(opened, by, code) | _amounts(code, sums, before, fell) for code, sums in found.items())
    return by_amount(rows, "released_fen")


RELEASED: Final = _("Deposit at base less deposit required now, over stores with a deposit; where positive.")
SHORT: Final = _("Stores that have paid less than is required of them.")
FELL: Final = _("Stores with a shortfall now that had none at the compared snapshot, or were not there yet.")
CHANGE: Final = _("Now less the compared snapshot.")
_SHARED: Final = (
    Column("required_fen", "fen", _("Required"), _("Deposit due now, as delivered.")),
    Column("released_fen", "fen", _("Released"), RELEASED, has_bar=True),
    Column("released_change_fen", "fen", _("Change in released"), CHANGE, is_signed=True),
    Column("shortfall_stores", "stores", _("Stores short"), SHORT),
    Column("fell_stores", "stores", _("Fell into shortfall"), FELL),
    Column("shortfall_fen", "fen", _("Shortfall"), _("Deposit required less deposit paid, where positive.")),
)
_DEPOSITS: Final = _("Stores that have a deposit on the day.")

TIERS: Final = Sheet(
    "deposit-tiers",
    _("Stores by deposit tier"),
    _("How many stores sit in each tier, how much deposit is released, and how many fell into shortfall since the "
      "compared snapshot. Held is the tier on the books; entitled is the first tier whose conditions the store meets."),
    lambda _opened: (
        Column("tier_code", "code", _("Tier code"), is_shown=False),
        Column("name", "named", _("Tier held"), opens=narrowing("tier", "tier_code")),
        Column("reduction_pct", "percent", _("Reduction"),
               _("Of the base, in the schedule in force; missing: a tier of an older schedule."), always=True),
        Column("stores", "stores", _("Stores"), _DEPOSITS, has_bar=True),
        Column("share", "percent", _("Share"), _("Of the stores with a deposit.")),
        Column("stores_change", "stores", _("Change"), CHANGE, is_signed=True),
        Column("entitled_stores", "stores", _("Entitled"),
               _("Stores that the schedule in force entitles to the tier.")),
        *_SHARED,
    ),
    tier_rows,
    few="stores",
)  # fmt: skip

GROUPS: Final = Sheet(
    "deposit-groups",
    _("Deposits by region, belt, category or store type"),
    _("What is released and short, and how many stores fell into shortfall since the compared snapshot."),
    lambda opened: (
        *code_columns(opened),
        Column("stores", "stores", _("Stores"), _DEPOSITS),
        Column("reduced_stores", "stores", _("Reduced"), _("Stores whose required deposit is below their base.")),
        Column("mean_reduction", "percent", _("Mean reduction"), _("Deposit released ÷ deposit required at base.")),
        *_SHARED,
    ),
    group_rows,
    few="stores",
)


def store_columns() -> tuple[Column, ...]:
    """The columns that say which store a row is, and where it stands."""
    return (
        Column("store_name", "text", _("Store"), opens=STORE),
        Column("store_id", "text", _("Store ID")),
        Column("owner", "text", _("Owner"), _("The account manager, as delivered.")),
        Column("county_adcode", "code", _("County code"), is_shown=False),
        Column("county", "named", _("County")),
        Column("belt_id", "code", _("Belt ID"), is_shown=False),
        Column("belt", "named", _("Belt"), opens=BELT),
        Column("category_code", "code", _("Category code"), is_shown=False),
        Column("category", "named", _("Category")),
        Column("store_type", "code", _("Store type code"), is_shown=False),
        Column("type", "named", _("Store type")),
    )


def store_row(row: Row, of: Names) -> Row:
    """A store with the names of its codes."""
    belt = row["belt_id"]
    return row | {
        "county": of.known_region(row["county_adcode"]),
        "belt": code_name(of, "belt", belt) if belt else None,
        "category": code_name(of, "category", row["category_code"]),
        "type": STORE_TYPES[row["store_type"]],
    }


def _fallen_row(row: Row, of: Names) -> Row:
    return store_row(row, of) | {"tier": tier_name(of, row["tier_code"])}


def fallen_rows(opened: Opened) -> Iterable[Row]:
    """All stores that fell into shortfall."""
    if opened.before is None:
        return ()
    of = names(opened.now)
    return (_fallen_row(row, of) for row in asked.fallen(opened.now, opened.question, opened.before))


def fallen_part(opened: Opened, offset: int, limit: int) -> Sequence[Row]:
    """Some of them."""
    if opened.before is None:
        return ()
    of = names(opened.now)
    found = asked.fallen_part(opened.now, opened.question, opened.before, offset, limit)
    return [_fallen_row(row, of) for row in found]


def fallen_count(opened: Opened) -> int:
    """How many they are."""
    return sum(row["fell_stores"] for row in (fell_in_tiers(opened) or {}).values())


FALLEN: Final = Sheet(
    "deposit-fallen",
    _("Stores that fell into shortfall"),
    _("Stores that owe more deposit than they have paid and did not at the compared snapshot, the largest shortfall "
      "first."),
    lambda _opened: (
        *store_columns(),
        Column("tier_code", "code", _("Tier code"), is_shown=False),
        Column("tier", "named", _("Tier held")),
        Column("required_fen", "fen", _("Required")),
        Column("paid_fen", "fen", _("Paid")),
        Column("shortfall_fen", "fen", _("Shortfall"), _("Deposit required less deposit paid.")),
        Column("deposit_on", "day", _("Since"), _("First day of the deposit row in force.")),
        Column("pay_by", "day", _("Pay by"), _("That day and the days allowed to pay (target pay-days).")),
    ),
    fallen_rows,
    count=fallen_count,
    part=fallen_part,
)  # fmt: skip


def schedule_rows(opened: Opened) -> list[Row]:
    """The schedule in force, as it is tried, with who holds and who is entitled to each tier."""
    held, entitled = asked.sums(opened.now, opened.question, "tier"), asked.entitled(opened.now, opened.question)
    return [
        row
        | {
            "name": Named(row["name_zh"], row["name_en"]),
            "conditions": conditions(row),
            "stores": held.get(row["tier_code"], {}).get("deposit_stores", 0),
            "entitled_stores": entitled.get(row["tier_code"], 0),
        }
        for row in asked.schedule_in_force(opened.now)
    ]


_RULE: Final = (
    Column("rank", "count", _("Tried as"), _("The lowest number is tried first; the first row that fits wins."),
           always=True),
    Column("tier_code", "text", _("Tier")),
    Column("name", "named", _("Name")),
    Column("conditions", "named", _("Conditions"), _("What a store has to be; all of it.")),
    Column("reduction_pct", "percent", _("Reduction"), _("Percent of the base deposit."), always=True),
)  # fmt: skip

SCHEDULE: Final = Sheet(
    "deposit-schedule",
    _("The schedule in force"),
    _("Rows are tried by their number; the first whose conditions a store meets gives its tier. A store that meets "
      "none pays the base."),
    lambda _opened: (
        *_RULE,
        Column("stores", "stores", _("Hold it"), _("Stores in view that hold the tier.")),
        Column("entitled_stores", "stores", _("Entitled"), _("Stores in view that are entitled to it.")),
        Column("schedule_id", "text", _("Schedule")),
        Column("effective_from", "day", _("From")),
        Column("effective_to", "day", _("To"), _("The last day, which is in it; missing: no end.")),
    ),
    schedule_rows,
)  # fmt: skip


def _state(row: Row, day: date) -> Sentence:
    if row["effective_from"] > day:
        return STATES["to come"]
    return STATES["in force" if day <= (row["effective_to"] or date.max) else "past"]


def history_rows(opened: Opened) -> list[Row]:
    """All schedules, the newest first, each tier with what changed from the schedule before it."""
    day, rows, earlier = date.fromisoformat(opened.now.as_of), [], None
    for tiers in asked.schedules(opened.now):
        told = changes(earlier, tiers) if earlier else [(tier, _("first schedule")) for tier in tiers]
        own = {name: tiers[0][name] for name in ("schedule_id", "effective_from", "effective_to")}
        rows.append(
            [
                dict(tier)
                | ({} if tier in tiers else own)
                | {
                    "state": _state(tiers[0], day),
                    "name": Named(tier["name_zh"], tier["name_en"]),
                    "conditions": conditions(tier),
                    "change": change,
                }
                for tier, change in told
            ]
        )
        earlier = tiers
    return [row for schedule in reversed(rows) for row in schedule]


HISTORY: Final = Sheet(
    "deposit-schedules",
    _("All schedules and what changed between them"),
    _("Every schedule, past, in force or to come, the newest first; each tier with what changed from the schedule "
      "before it. A dropped tier stands in the schedule that no longer has it, with its last conditions."),
    lambda _opened: (
        Column("schedule_id", "text", _("Schedule")),
        Column("state", "named", _("State"), _("On the day of the snapshot.")),
        Column("effective_from", "day", _("From")),
        Column("effective_to", "day", _("To"), _("The last day, which is in it; missing: no end.")),
        *_RULE,
        Column("change", "named", _("Change"), _("Against the tier of the same code in the schedule before.")),
    ),
    history_rows,
)  # fmt: skip


def base_rows(opened: Opened) -> list[Row]:
    """The base deposits in force."""
    of = names(opened.now)
    return [
        row
        | {
            "category": code_name(of, "category", row["category_code"]),
            "type": STORE_TYPES[row["store_type"]],
        }
        for row in asked.bases(opened.now)
    ]


BASES: Final = Sheet(
    "deposit-bases",
    _("Base deposits in force"),
    _(
        "The deposit before any reduction, by category and store type. A store of several categories owes the highest "
        "of them."
    ),
    lambda _opened: (
        Column("category_code", "code", _("Category code"), is_shown=False),
        Column("category", "named", _("Category"), opens=narrowing("category", "category_code")),
        Column("store_type", "code", _("Store type code"), is_shown=False),
        Column("type", "named", _("Store type"), opens=narrowing("type", "store_type")),
        Column("base_fen", "fen", _("Base deposit")),
        Column("effective_from", "day", _("From")),
    ),
    base_rows,
)

SHEETS: Final = (TIERS, GROUPS, FALLEN, SCHEDULE, HISTORY, BASES)
