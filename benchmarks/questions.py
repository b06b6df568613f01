"""How long each question of the map page takes of the cube, beside the same counted from the wide rows."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from dashboard import questions
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.views.view import View
from models.base import columns
from models.geography.scope import EVERYTHING
from models.programme.metrics import HEADLINES
from models.snapshots.tables import StoreDay

TARGET_MS = 25


def _times(ask: Callable[[View], Any], views: list[View]) -> list[float]:
    taken = []
    for view in views:
        begun = perf_counter()
        ask(view)
        taken.append(1000 * (perf_counter() - begun))
    return taken


def _from_wide_rows(opened: Opened, view: View) -> Any:
    of = columns(StoreDay)
    claimed = func.count().filter(of.pack_claimed > 0)
    granted = func.count().filter(of.pack_granted > 0)
    asked = select(of.province_adcode, func.count(), claimed, granted)
    return opened.now.ask(
        asked.where(*questions.narrowed(opened.now, StoreDay, view.question)).group_by(of.province_adcode)
    )


def report() -> None:
    """Print a line a question: median and longest over views that were never asked before."""
    opened = open_view({}, EVERYTHING)
    now, rows = opened.now, opened.now.manifest["files"]
    stores, cells = rows["stores.parquet"]["rows"], rows["cube.parquet"]["rows"]
    print(f"snapshot {now.snapshot_id}: {stores:,} stores, {cells:,} rows of the cube")
    categories = sorted(names(now).categories)
    views = [opened.view.but(categories=(code,)) for code in categories]
    asked: dict[str, Callable[[View], Any]] = {
        "headline figures": lambda view: questions.headlines(now, view.question, HEADLINES),
        "by province": lambda view: questions.regions(now, view.question),
        "country by city": lambda view: questions.regions(now, view.but(level="city").question),
        "province by county": lambda view: questions.regions(now, view.but(region="330000", level="county").question),
        "by belt": lambda view: questions.belts(now, view.question),
        "by tier": lambda view: questions.tiers(now, view.question),
        "stores in view": lambda view: questions.stores(now, view.question),
        "ranked country by city (two snapshots)": lambda view: ranking.regions(
            now, opened.before, view.but(level="city", metric="certification-rate")
        ),
        "store points of a city (wide rows)": lambda view: questions.store_points(
            now, view.but(region="330100", level="county").question, 5000
        ),
    }
    for ask in asked.values():  # open the engine, read the names
        ask(opened.view)
    for name, ask in asked.items():
        taken = _times(ask, views)
        print(f"  {name:<42} {median(taken):6.1f} ms  longest {max(taken):6.1f}  (target {TARGET_MS})")
    wide = median(_times(lambda view: _from_wide_rows(opened, view), views))
    cube = median(_times(lambda view: questions.regions(now, view.but(metric="pack-lapsed").question), views))
    print(f"  by province from the wide rows {wide:.1f} ms, from the cube {cube:.1f} ms: ratio {wide / cube:.1f}")
