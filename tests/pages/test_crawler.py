"""Every screen and every tab, in both languages, opened at drawn places: nothing raises, no card stands empty.

Tabs are found by following the links and turning the choices of the page itself, so that a new one is crawled by
itself. Each tab is then opened at drawn regions, filters and days, each page as a person opens a link: in a session
of its own. By default these are some 1,100 pages with those on which the tabs are found, in about 3 minutes of CPU.

    LAOTIE_CRAWL=360 (default)     so many pages drawn in all; each tab at least once in each language in any case
    LAOTIE_CRAWL=all               each tab at each province and city: hours
    LAOTIE_CRAWL_SEED=7 (default)  which draw
"""

import csv
import itertools
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from made.crawled import Crawled
from made.held import wide_rows
from made.pages import MAIN, page_of

from data.language import LANGUAGES
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION, NO_BELT, NO_DEPOSIT, NO_TIER, STORE_TYPES
from models.settings import settings

ROOT: Final = MAIN.parents[1]
PAGES: Final = tuple(sorted(path.parent.name for path in (ROOT / "pages").glob("*/page.py")))
ASKED: Final = os.environ.get("LAOTIE_CRAWL", "360")
SEED: Final = os.environ.get("LAOTIE_CRAWL_SEED", "7")
EMPTY: Final = {"category": "tea", "status": "revoked", "type": "mall-flagship"}
KINDS: Final = ("country", "provinces", "provinces", "cities", "cities with few stores", "cities with few stores",
                "cities without stores", "counties")  # fmt: skip
TURNED: Final = ("selectbox", "multiselect", "button_group", "toggle", "text_input")
LOOKED_FOR: Final = "店"
ITEMS: Final = len(PAGES) * len(LANGUAGES)
FEW: Final = 5
SAMPLE, MOST_SAMPLED = 3, 9
"""How many of the links that are not tabs (stores, belts, snapshots in tables) are followed: from a page, in all."""
MOST_OPTIONS: Final = 12
"""A choice with more options than this (owners, regions) is turned to a few of them."""
VALUE_TEXT: Final = 40
"""Faults that a failure lists at most."""
Address = dict[str, str]
Tab = frozenset[tuple[str, str]]
"""What a tab adds to a screen's address."""
Names = frozenset[frozenset[str]]
"""Groups of tabs, by the names of what they change in the address."""


@dataclass(frozen=True)
class Ground:
    """What a link can name in the published demonstration."""

    regions: dict[str, tuple[str, ...]]
    categories: tuple[str, ...]
    belts: tuple[str, ...]
    tiers: tuple[str, ...]
    snapshots: tuple[str, ...]


@pytest.fixture(scope="module")
def home(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published demonstration in a home that drafts may be kept in."""
    own = tmp_path_factory.mktemp("crawled")
    for path in published_home.iterdir():
        if not path.name.startswith("."):
            (own / path.name).symlink_to(path)
    return own


@pytest.fixture(autouse=True)
def _own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()


def _table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def ground(published_home: Path) -> Ground:
    rows = wide_rows(published_home)
    stores = Counter(row["city_adcode"] for row in rows) + Counter(row["county_adcode"] for row in rows)
    places = _table("admin_codes")
    cities = [row["adcode"] for row in places if row["level"] == "prefecture"]
    counties = [row["adcode"] for row in places if row["level"] == "county"]
    return Ground(
        regions={
            "country": ("100000",),
            "provinces": tuple(row["adcode"] for row in places if row["level"] == "province"),
            "cities": tuple(code for code in cities if stores[code] >= FEW),
            "cities with few stores": tuple(code for code in cities if 0 < stores[code] < FEW),
            "cities without stores": tuple(code for code in cities if not stores[code]),
            "counties": tuple(code for code in counties if stores[code]),
        },
        categories=tuple(row["code"] for row in _table("categories")),
        belts=(NO_BELT, *(row["belt_id"] for row in _table("belts"))),
        tiers=tuple(sorted({row["tier_code"] for row in rows if row["tier_code"]} | {NO_TIER, NO_DEPOSIT})),
        snapshots=tuple(sorted(path.name for path in (published_home / "snapshots").iterdir() if path.is_dir())),
    )


def opened(screen: str, address: Address) -> Crawled:
    """A link, as a person opens it."""
    try:
        return Crawled(page_of(screen, timeout=120, **address))
    except RuntimeError as took_too_long:
        took_too_long.add_note(f"/{screen}?{urlencode(address)}")
        raise


class Crawl:
    """One screen in one language: its tabs, the pages that were opened, and what was wrong with them."""

    def __init__(self, screen: str, language: str) -> None:
        self.screen, self.language = screen, language
        self.random = random.Random(f"{SEED} {screen} {language}")
        self.faults: dict[str, list[str]] = {}
        self.pages = 0
        self.path = ""
        self.sampled: Counter[frozenset[str]] = Counter()
        self.turns: dict[str, frozenset[str]] = {}
        """What of the screen's own address a choice on its pages changes."""
        self.shared: frozenset[str] = frozenset()
        self.tabs: dict[Tab, Tab] = {}
        """Each tab, and the tab whose page led to it."""

    def look(self, address: Address) -> Crawled:
        """Open a page and note what is wrong with it."""
        return self._noted(opened(self.screen, address), address=address)

    def _noted(self, page: Crawled, how: str = "", address: Address | None = None) -> Crawled:
        self.pages += 1
        self.path = page.path() or self.path
        if faults := page.faults():
            self.faults[f"{self.path or self.screen}?{urlencode(address or page.address)}{how}"] = faults
        return page

    # Which tabs there are

    def discover(self) -> None:
        """Find the tabs: from each page, whatever it offers that the way to it did not."""
        first = self.look({"v": "1", "lang": self.language})
        self.shared = frozenset(first.address)
        self.tabs[frozenset()] = frozenset()
        waiting: list[tuple[Tab, Crawled, Names]] = [(frozenset(), first, frozenset())]
        while waiting:
            tab, page, known = waiting.pop(0)
            offers = self._offers(tab, page, known)
            for there, turned in offers.items():
                self.tabs[there] = tab
                found = turned or self.look({"v": "1", "lang": self.language} | dict(sorted(there)))
                waiting.append((there, found, known | {_changed(tab, other) for other in offers}))

    def _own(self, address: Address) -> Tab:
        return frozenset((name, value) for name, value in address.items() if name not in self.shared | {"page"})

    def _offers(self, tab: Tab, page: Crawled, known: Names) -> dict[Tab, Crawled | None]:
        """The tabs that a page leads to and the way to it did not; those of its choices with the page they led to."""
        tabs: dict[Tab, Crawled | None] = {}
        others: dict[frozenset[str], list[Tab]] = {}
        for address, is_tab in page.links():
            there = self._own(address)
            changed = _changed(tab, there)
            if changed and changed not in known and there not in self.tabs:
                if is_tab:
                    tabs[there] = None
                else:
                    others.setdefault(changed, []).append(there)
        for changed, found in others.items():
            some = self._some(list(dict.fromkeys(found)), min(SAMPLE, MOST_SAMPLED - self.sampled[changed]))
            self.sampled[changed] += len(some)
            tabs |= dict.fromkeys(some)
        for turned in self._turned(tab, page, known):
            if self._own(turned.address) not in self.tabs:
                tabs.setdefault(self._own(turned.address), turned)
        return tabs

    def _some(self, of: Sequence[Any], most: int) -> list[Any]:
        return list(of) if len(of) <= most else self.random.sample(list(of), most)

    def _turned(self, tab: Tab, page: Crawled, known: Names) -> Iterator[Crawled]:
        """Where the page's own choices lead to: selects, pills, switches, what is looked for."""
        useless: Names = known | {frozenset()}
        for key in [_stem(widget) for kind in TURNED for widget in page.page.get(kind) if widget.key]:
            for value in self._values(page, key) if self.turns.get(key) not in useless else ():
                there = self._turn(opened(self.screen, page.address), key, value)
                self.turns[key] = _changed(tab, self._own(there.address))
                if self.turns[key] in useless:
                    break
                yield there

    def _values(self, page: Crawled, key: str) -> list[Any]:
        """What a choice may be turned to."""
        widget = _widget(page, key)
        match widget.type:
            case "selectbox":
                others = [option for option in widget.options if option != widget.options[widget.index or 0]]
                return others if len(others) < MOST_OPTIONS else self._some(others, SAMPLE)
            case "button_group" if not isinstance(widget.value, list):
                return [option for option in widget.options if option != widget.value]
            case "toggle":
                return [not widget.value]
            case "text_input":
                return [LOOKED_FOR]
        return [self._some(widget.options, 2)] if len(widget.options) > 1 else []

    def _turn(self, page: Crawled, key: str, value: Any) -> Crawled:
        _widget(page, key).set_value(value).run()
        return self._noted(Crawled(page.page), f" after {key} = {value}")

    # Where they are drawn

    def draw(self, ground: Ground, asked: str) -> None:
        """Open each tab at drawn places."""
        tabs = list(self.tabs)
        self.random.shuffle(tabs)
        places = self._places(ground)
        if asked == "all":
            whole = [
                code for kind, codes in ground.regions.items() if kind not in ("country", "counties") for code in codes
            ]
            drawn = ((tab, code) for tab in tabs for code in whole)
        else:
            count = max(len(tabs), int(asked) // ITEMS)
            drawn = ((tabs[at % len(tabs)], next(places)) for at in range(count))
        for tab, region in drawn:
            self.look(self._view(ground, region) | dict(sorted(self._joined(tab))))

    def _places(self, ground: Ground) -> Iterator[str]:
        """Regions without end: kind after kind, each kind's in a drawn order."""
        decks = {kind: itertools.cycle(self.random.sample(codes, len(codes))) for kind, codes in ground.regions.items()}
        for kind in itertools.cycle(self.random.sample(KINDS, len(KINDS))):
            yield next(decks[kind])

    def _joined(self, tab: Tab) -> Tab:
        """The tab, or together with another that stands on the same page."""
        beside = [other for other, led in self.tabs.items() if led == self.tabs[tab] and other != tab]
        other = dict(self.random.choice(beside)) if beside and self.random.random() < 0.3 else {}
        return frozenset((other | dict(tab)).items())

    def _view(self, ground: Ground, region: str) -> Address:
        """Filters, days and what else all screens share, mostly as they are; seldom nothing is left."""
        chance = self.random.random
        choose = self.random.choice
        address = {"v": "1", "lang": self.language, "region": region}
        address |= {"snapshot": choose(ground.snapshots[:1] * 2 + ground.snapshots)} if chance() < 0.4 else {}
        address |= {"compare": choose(("none", *ground.snapshots))} if chance() < 0.3 else {}
        address |= {"metric": choose(sorted(METRICS))} if chance() < 0.7 else {}
        address |= {"level": choose(("city", "county"))} if chance() < 0.2 else {}
        address |= {"order": "rising"} if chance() < 0.2 else {}
        address |= {"codes": "then"} if chance() < 0.2 else {}
        filters = {
            "category": ground.categories,
            "status": tuple(CERTIFICATION),
            "type": tuple(STORE_TYPES),
            "tier": ground.tiers,
            "belt": ground.belts,
        }
        if chance() < 0.05:
            return address | EMPTY
        for name in self.random.sample(sorted(filters), choose((0, 0, 0, 1, 1, 2))):
            address[name] = "~".join(sorted(self.random.sample(filters[name], choose((1, 1, 2)))))
        return address


def _changed(here: Tab, there: Tab) -> frozenset[str]:
    return frozenset(name for name, _value in here ^ there)


def _widget(page: Crawled, key: str) -> Any:
    return next(widget for kind in TURNED for widget in page.page.get(kind) if _stem(widget) == key)


def _stem(widget: Any) -> str:
    """A choice's key without the number of the turn that it may end with."""
    return (widget.key or "").rstrip("0123456789")


def save_a_draft() -> None:
    """Change the schedule on the Deposits screen and save it under a name, as a person does."""
    page = opened("deposits", {"v": "1", "list": "whatif"}).page
    page.toggle[0].set_value(True).run()
    next(widget for widget in page.text_input if "name" in (widget.key or "")).set_value("草案 A").run()
    next(widget for widget in page.button if "save" in (widget.key or "")).click().run()
    assert not page.exception


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", PAGES)
def test_every_tab_says_something_wherever_it_is_opened(
    screen: str,
    language: str,
    ground: Ground,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setenv("LAOTIE_UPLOADS", "on" if language == "en" else "off")
    settings.cache_clear()
    if screen == "deposits":
        save_a_draft()
    crawl = Crawl(screen, language)
    crawl.discover()
    crawl.draw(ground, ASKED)
    record_property("pages", crawl.pages)
    told = [f"{address}\n    " + "\n    ".join(faults) for address, faults in crawl.faults.items()]
    assert not told, f"{len(told)} of {crawl.pages} pages:\n" + "\n".join(told[:VALUE_TEXT])


def test_there_are_regions_of_every_kind_to_draw(ground: Ground) -> None:
    assert set(ground.regions) == set(KINDS)
    assert [kind for kind, codes in ground.regions.items() if not codes] == []


def test_every_page_is_a_screen_that_is_led_to() -> None:
    first = opened("map", {"v": "1"})
    assert {opened(screen, {"v": "1"}).path() for screen in PAGES} == first.screens()
