"""Questions of categories, and L8 to L10, against plain loops over the rows of the published demonstration."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made.held import measured_rows, table_rows
from made.record import DAY, Made, Row, store
from plain import categories as plain
from plain import exports as plain_exports
from plain import metrics, withholding

from dashboard import exports
from dashboard.questions import cold_start as cold
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.values import number
from dashboard.views.address import parse
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS
from models.snapshots.shelf import Shelf
from pages.categories import trade_questions as trade
from pages.categories.questions import matrix

FEW = 5
LINKS = ["", "&region=330000", "&category=apparel~fresh", "&type=enterprise~flagship", "&status=certified"]


def seen(home: Path, opened: Opened) -> list[Row]:
    return metrics.seen(measured_rows(home, opened.now.snapshot_id), opened.view)


def shown(code: str, opened: Opened) -> list[Row]:
    """A table's rows as the page shows them: codes, and numbers; None where a number is not to be seen."""
    table = TABLES[code]
    columns = {column.name: column for column in table.columns(opened)}
    return [
        {name: number(column.of(row)) if column.is_number else column.of(row) for name, column in columns.items()}
        for row in table.shown(opened)
    ]


def by_category(rows: list[Row]) -> dict[str | None, Row]:
    return {row["category_code"]: row for row in rows}


@pytest.mark.parametrize("metric", METRICS)
def test_the_matrix_is_that_of_plain_loops_and_its_withheld_cells_cannot_be_had(at_home: Path, metric: str) -> None:
    opened = open_view({"metric": metric}, EVERYTHING)
    drawn = names(opened.now).children("100000", "province")
    groups: dict[tuple[str, str | None], list[Row]] = {}
    for row in seen(at_home, opened):
        region = row["province_adcode"] if row["province_adcode"] in drawn else None
        groups.setdefault((row["category_code"], region), []).append(row)
    found = matrix(opened.now, opened.question)
    assert found.keys() == groups.keys()
    for cell, stores in groups.items():
        told, figure = metrics.figure(metric, stores, FEW), found[cell]
        assert figure.stores == told.stores
        assert (figure.status, figure.numerator, figure.denominator) in (
            (told.status, told.numerator, told.denominator),
            ("withheld", None, None),
        )
        assert figure.status != "withheld" or told.status in ("value", "zero")
    hidden = {cell for cell, figure in found.items() if figure.status in ("few", "withheld")}
    known = {cell for cell, figure in found.items() if figure.value is not None}
    for side in (0, 1):
        for line in {cell[side] for cell in found}:
            own = {cell for cell in hidden if cell[side] == line}
            assert len(own) != 1 or not any(cell[side] == line for cell in known), (line, own)


@pytest.mark.parametrize("metric", ["pack-uptake-head", "deposit-released", "stores"])
def test_the_table_of_categories_is_that_of_plain_loops(at_home: Path, metric: str) -> None:
    opened = open_view({"metric": metric, "region": "330000"}, EVERYTHING)
    rows = plain_exports.rows_of(b"".join(exports.make(TABLES, "categories", opened).csv()))
    groups = metrics.by(seen(at_home, opened), "category_code")
    told = withholding.figures(metric, groups, FEW)
    away = withholding.hidden_stores(groups, FEW)
    unit = metrics.METRICS[metric].unit
    value = "value_cny" if unit == "fen" else "value"
    assert {row["category_code"]: (row[value], row["status"], row["stores"]) for row in rows} == {
        code: (
            metrics.printed(told[code].value, unit),
            told[code].status,
            "" if code in away else str(len(groups[code])),
        )
        for code in groups
    }


@pytest.mark.parametrize("link", LINKS)
def test_l8_gmv_of_certified_stores_against_their_peers(at_home: Path, link: str) -> None:
    opened = open_view(parse(f"?list=trade{link}"), EVERYTHING)
    found = plain.cells(seen(at_home, opened))
    rows = by_category(shown("certified-and-peers", opened))
    assert rows.keys() == ({None} | {category for category, _belt in found} if found else set())
    for code, row in rows.items():
        told = plain.gap([cell for (category, _belt), cell in found.items() if code in (None, category)], FEW)
        if told is None:
            assert row["difference_fen"] is row["certified"] is None
        else:
            assert {name: row[name] for name in told} == told
    cells = {(row["category_code"], row["belt_id"]): row for row in shown("certified-and-peers-belts", opened)}
    assert cells.keys() == {cell for cell, side in found.items() if plain.gap([side], FEW)}
    for cell, row in cells.items():
        told = plain.gap([found[cell]], FEW)
        assert told is not None
        assert row["difference_fen"] == told["difference_fen"]


def test_l8_says_on_screen_that_a_difference_proves_no_cause() -> None:
    assert "not proof of cause" in TABLES["certified-and-peers"].about.msgid


def test_l8_weighs_each_cell_by_its_certified_stores() -> None:
    cells = [
        trade.PeerCell("a", "tea", 6, 6, 600, 300),
        trade.PeerCell("b", "tea", 18, 6, 180, 60),
        trade.PeerCell("c", "tea", 4, 90, 4, 90),
    ]
    found = trade.peer_gap(cells, FEW)
    assert found is not None
    assert (found.certified, found.peers, found.compared, found.left_out) == (24, 12, 2, 1)
    assert found.certified_mean_fen == round(780 / 24)
    assert found.peers_mean_fen == round((6 * 50 + 18 * 10) / 24)
    assert found.difference_pct == 100 * found.difference_fen / found.peers_mean_fen
    assert trade.peer_gap(cells[2:], FEW) is None


def check_counted(rows: dict[str | None, Row], groups: dict[Any, dict[str, int]], counts: dict[Any, int]) -> None:
    """Each row says what the loops counted, or nothing where it is withheld."""
    away = withholding.hidden({code: count for code, count in counts.items() if code is not None}, FEW)
    assert rows.keys() == groups.keys()
    for code, told in groups.items():
        is_away = code in away if code is not None else 0 < counts[code] < FEW
        assert {name: rows[code][name] for name in told} == (dict.fromkeys(told) if is_away else told), code


@pytest.mark.parametrize("link", LINKS)
def test_l9_the_share_of_certified_stores_that_sold_went_live_and_did_both(at_home: Path, link: str) -> None:
    opened = open_view(parse(f"?list=trade{link}"), EVERYTHING)
    stores = seen(at_home, opened)
    certified = metrics.by([row for row in stores if row["certification_status"] == "certified"], "category_code")
    groups = {code: plain.trading(certified[code]) for code in certified} | {None: plain.trading(stores)}
    rows = by_category(shown("certified-trading", opened))
    check_counted(rows, groups, {code: told["known"] for code, told in groups.items()})
    whole = groups[None]
    assert rows[None]["active_pct"] == 100 * whole["active"] / whole["known"]
    assert rows[None]["live_pct"] == 100 * whole["live"] / whole["known"]
    assert rows[None]["both_pct"] == 100 * whole["both"] / whole["known"]


@pytest.mark.parametrize("link", LINKS)
def test_l10_the_share_of_newly_certified_stores_that_pass_the_cold_start(at_home: Path, link: str) -> None:
    opened = open_view(parse(f"?list=trade{link}"), EVERYTHING)
    day = date.fromisoformat(opened.now.as_of)
    weeks = {row["week_start"] for row in table_rows(opened.now, "activity")}
    parts = metrics.by(seen(at_home, opened), "category_code")
    counted = {code: plain.cold_start(stores, day, weeks) for code, stores in parts.items()}
    groups: dict[Any, dict[str, int]] = {code: told for code, told in counted.items() if told["newly"]}
    whole = plain.cold_start(seen(at_home, opened), day, weeks)
    rows = by_category(shown("cold-start", opened))
    least = {code: min(filter(None, (told["newly"], told["due_7"], told["due_30"])), default=0)
             for code, told in (groups | {None: whole}).items()}  # fmt: skip
    check_counted(rows, groups | {None: whole}, least)
    assert whole["newly"] > whole["passed_7"] > 0
    for days in (7, 30):
        assert rows[None][f"passed_{days}_pct"] == 100 * whole[f"passed_{days}"] / whole[f"due_{days}"]


def test_without_a_trading_week_nothing_is_known_of_a_cold_start(tmp_path: Path) -> None:
    snapshot = Made().add("stores", [store("s1", belt_id="belt-a")]).published(tmp_path)
    view = View.of(EVERYTHING)
    assert cold.activity_days(snapshot) is None
    assert cold.cold_start(snapshot, view.question) == {}
    assert trade.trading(snapshot, view.question) == {}
    assert trade.peer_gap(trade.peer_cells(snapshot, view.question), FEW) is None
    assert Shelf(tmp_path).ids()[0].startswith(DAY.isoformat())


def test_a_region_without_stores_has_empty_sheets(at_home: Path) -> None:
    opened = open_view(
        {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}, EVERYTHING
    )
    for code in ("categories", "category-regions", "certified-and-peers", "certified-trading", "cold-start"):
        assert shown(code, opened) == []
        assert exports.make(TABLES, code, opened).rows == 0
