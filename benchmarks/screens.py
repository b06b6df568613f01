"""The server's work for every screen and each of its tabs, as Streamlit runs it, with nothing kept.

The tabs are found by looking: a screen is opened, and so is every link in its tabs. What questions have kept is
forgotten before each run; engines stay open, as in a server that runs.
"""

import functools
import gc
import html
import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

from sqlalchemy import select
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.reading.opening import open_view
from dashboard.screens import SCREENS
from dashboard.views.address import parse
from dashboard.views.screen import path_of
from models.base import columns
from models.geography.scope import EVERYTHING
from models.snapshots.comparison import Pair
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay

ROOT: Final = Path(__file__).parents[1]
RUNS: Final = 3
TARGET_MS: Final = 400
SLOW_MS: Final = 1500
"""For the search of stores, and for the difference of two snapshots."""
_TABS = re.compile(r'<nav class="tabs[^"]*"[^>]*>(.*?)</nav>', re.DOTALL)
_LINK = re.compile(r'data-go="\?([^"]*)"')
SKIPPED: Final = ("v", "lang", "page")


@dataclass
class Asked:
    """How long each question took of the engine, by where in the product it was asked."""

    taken: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every question asked of a snapshot, or of two."""
        held = {(kind, name): getattr(kind, name) for kind in (Snapshot, Pair) for name in ("ask",)}
        for (kind, name), ask in held.items():
            setattr(kind, name, self._timed(ask))
        try:
            yield
        finally:
            for (kind, name), ask in held.items():
                setattr(kind, name, ask)

    def _timed(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            begun = perf_counter()
            try:
                return ask(*args)
            finally:
                where = _asker(sys._getframe(1))  # noqa: SLF001 - who asks is what is wanted
                self.taken[where] = self.taken.get(where, 0) + 1000 * (perf_counter() - begun)

        return timed

    def slowest(self, runs: int) -> str:
        """The questions that took longest, a run."""
        found = sorted(self.taken.items(), key=lambda one: -one[1])[:2]
        return ", ".join(f"{where} {taken / runs:.0f}" for where, taken in found)


def _asker(frame: Any) -> str:
    """The outermost question or table that asks, as module.function."""
    found = "?"
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        is_inner = module.endswith((".asking", ".keeping", ".table"))
        if module.startswith(("dashboard.questions", "pages.", "dashboard.reading.naming")) and not is_inner:
            name = frame.f_code.co_name
            if module.endswith("tables") and found != "?":
                return found
            found = f"{module.removeprefix('dashboard.')}.{name}"
        frame = frame.f_back
    return found


def forget(*, also_pairs: bool) -> None:
    """Let go of every answer that questions keep; with `also_pairs`, of the engines over two snapshots as well."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):  # noqa: SLF001 - there is no public name
            inner = found.__wrapped__
            is_kept = getattr(inner, "__qualname__", "") == "kept.<locals>.new"
            if is_kept or (also_pairs and inner is Pair):
                found.cache_clear()


def _page(screen: str, query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=300)
    for name, value in parse(query).items():
        page.query_params[name] = value
    page.query_params["lang"] = "en"
    if path_of(screen):
        page._page_hash = calc_hash(path_of(screen))  # noqa: SLF001 - before a run AppTest knows a page by its file alone
    return page


def _tabs(page: AppTest) -> list[str]:
    """The links of all tabs on a page, as queries of what differs from the default view."""
    text = "\n".join(element.proto.body for element in page.get("html"))
    default = open_view({}, EVERYTHING).view.query()
    found = []
    for nav in _TABS.findall(text):
        for link in _LINK.findall(nav):
            asked = parse(html.unescape(link))
            own = {name: value for name, value in asked.items() if name not in SKIPPED and default.get(name) != value}
            found.append("&".join(f"{name}={value}" for name, value in own.items()))
    return found


def _more() -> dict[str, tuple[str, ...]]:
    """What no tab leads to: one store, belt, measure and snapshot, a search, and other levels of the map."""
    opened = open_view({}, EVERYTHING)
    of = columns(StoreDay)
    one = opened.now.ask(select(of.store_id, of.belt_id).where(of.pack_claimed > 0, of.belt_id.is_not(None)).limit(1))
    row = one.to_pylist()[0]
    return {
        "map": ("level=city", "region=330000&level=city"),
        "stores": (f"item={row['store_id']}", "q=好", f"q={row['store_id'][:6]}", "page=900", "region=330000"),
        "belts": (f"item={row['belt_id']}",),
        "measures": ("item=growth-traffic", "item=return-freight"),
        "snapshots": (f"item={opened.now.snapshot_id}",),
    }


def queries(screen: str) -> list[str]:
    """The default view of a screen, every tab on it, every tab of those, and what no tab leads to."""
    found = [""]
    for _depth in range(2):
        for query in list(found):
            page = _page(screen, query).run()
            shown = {frozenset(parse(one).items()) for one in found}
            found.extend(one for one in dict.fromkeys(_tabs(page)) if frozenset(parse(one).items()) not in shown)
    return [*found, *(one for one in _more().get(screen, ()) if one not in found)]


def target(screen: str, query: str) -> int:
    """What a view may take, in milliseconds."""
    return SLOW_MS if screen == "stores" or "list=diff" in query else TARGET_MS


def measured(screen: str, query: str, runs: int = RUNS) -> tuple[float, float, str]:
    """Median wall and processor time of one view in milliseconds, and its slowest questions."""
    page, asked = _page(screen, query), Asked()
    page.run()
    wall, work = [], []
    with asked.watching():
        for _run in range(runs):
            forget(also_pairs=False)
            gc.collect()
            begun, worked = perf_counter(), process_time()
            page.run()
            wall.append(1000 * (perf_counter() - begun))
            work.append(1000 * (process_time() - worked))
    assert not page.exception, page.exception
    return median(wall), median(work), asked.slowest(runs)


def report(only: str = "") -> None:
    """Print a line for each view, then those that miss their target."""
    for name in ("streamlit", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)  # it complains of being run without a browser
    now = open_view({}, EVERYTHING).now
    print(f"snapshot {now.snapshot_id}: {now.manifest['files']['stores.parquet']['rows']:,} stores")
    print(f"  {'screen':<14} {'view':<58} {'wall ms':>8} {'cpu ms':>8} {'target':>7}  slowest questions, ms")
    missed = []
    for screen in (code for code, known in SCREENS.items() if known.file.exists() and only in ("", code)):
        for query in queries(screen):
            try:
                wall, work, slowest = measured(screen, query)
            except AssertionError as failed:
                print(f"  {screen:<14} {query:<58} fails: {str(failed)[:120]}", flush=True)
                continue
            wanted = target(screen, query)
            mark = " " if wall <= wanted else "!"
            missed += [f"{screen}?{query}"] if wall > wanted else []
            print(f"{mark} {screen:<14} {query[:58]:<58} {wall:8.0f} {work:8.0f} {wanted:7}  {slowest}", flush=True)
    if only in ("", "snapshots"):
        _first_difference()
    print(f"  over their target: {', '.join(missed) or 'none'}")


def _first_difference() -> None:
    """The first question of two snapshots, which joins them."""
    wall, work = [], []
    page = _page("snapshots", "list=diff")
    page.run()
    for _run in range(RUNS):
        forget(also_pairs=True)
        gc.collect()
        begun, worked = perf_counter(), process_time()
        page.run()
        wall.append(1000 * (perf_counter() - begun))
        work.append(1000 * (process_time() - worked))
        assert not page.exception, page.exception
    name = "list=diff, two snapshots not yet joined"
    print(f"  {'snapshots':<14} {name:<58} {median(wall):8.0f} {median(work):8.0f} {SLOW_MS:7}")
