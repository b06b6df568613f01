"""What has a name of its own beside stores: regions, belts, metrics and screens, found by what was typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dashboard.questions.search.typed import Spelling, nearness, patterns, pinyin, plain
from dashboard.reading.naming import names
from dashboard.views.names import Names
from data.language import Named, Sentence
from models.geography.places import Place
from models.geography.scope import Scope
from models.programme.metrics import METRICS, TOPICS
from models.snapshots.snapshot import Snapshot

Kind = Literal["region", "belt", "metric", "screen"]
KINDS: Final[tuple[Kind, ...]] = ("screen", "metric", "region", "belt")
_RANKS: Final = {"country": 0, "province": 1, "city": 2, "county": 3, "belt": 4}


@dataclass(frozen=True)
class Thing:
    """Something that can be gone to: what it is, its code, its name, and a word on it that tells it from others."""

    kind: Kind
    code: str
    name: Named | Sentence
    note: Named | Sentence | None = None
    aliases: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    """Codes of the regions that it lies in, itself among them: what a scope is held against."""
    rank: int = 0
    """Of things that are found alike, the lower stands first."""

    @property
    def words(self) -> tuple[str, ...]:
        """What it is found by, as it is searched; each once."""
        told = (self.name.say("zh"), self.name.say("en"), *self.aliases, *pinyin(self.name.say("zh")), self.code)
        return tuple(dict.fromkeys(plain(word) for word in told if word))


def _within(place: Place, of: Names) -> Named | None:
    """What a region lies in, from the province down."""
    way = [of.short(code) for code in of.path(place.adcode)[1:-1]]
    return Named(" · ".join(name.zh for name in way), ", ".join(name.en for name in reversed(way))) if way else None


def _regions(of: Names) -> Iterable[Thing]:
    for code, place in of.places.items():
        units = {place.province_adcode, place.city_adcode, place.county_adcode, code} - {None}
        yield Thing(
            "region",
            code,
            of.region(code),
            _within(place, of),
            (place.short_zh, place.short_en),
            frozenset(str(unit) for unit in units),
            _RANKS[place.level],
        )


def _belts(of: Names) -> Iterable[Thing]:
    for code, belt in of.belts.items():
        units = {belt.province_adcode, belt.city_adcode, belt.county_adcode}
        where = of.known_region(belt.county_adcode)
        yield Thing("belt", code, of.belt(code), where, (), frozenset(filter(None, units)), _RANKS["belt"])


def _metrics() -> Iterable[Thing]:
    for code, metric in METRICS.items():
        yield Thing("metric", code, metric.name, TOPICS[metric.topic])


@dataclass(frozen=True)
class _Listed:
    """Things with the words that each is found by."""

    things: tuple[tuple[Thing, tuple[str, ...]], ...]
    spelling: Spelling

    @classmethod
    def of(cls, things: Iterable[Thing]) -> "_Listed":
        """Those things."""
        listed = tuple((thing, thing.words) for thing in things)
        return cls(listed, Spelling.of({character for _thing, words in listed for word in words for character in word}))


@lru_cache(maxsize=8)
def _of_snapshot(snapshot: Snapshot) -> _Listed:
    of = names(snapshot)
    return _Listed.of((*_metrics(), *_regions(of), *_belts(of)))


@lru_cache(maxsize=8)
def _of_screens(screens: tuple[Thing, ...]) -> _Listed:
    return _Listed.of(screens)


def _nearest(words: Sequence[str], found: Sequence[re.Pattern[str]], typed: Sequence[str]) -> tuple[int, int] | None:
    """How near the words of a thing are to what was typed; None where one of what was typed is in none of them."""
    if not all(any(pattern.search(word) for word in words) for pattern in found):
        return None
    return min(nearness(word, typed) for word in words if found[0].search(word))


def _in_scope(thing: Thing, scope: Scope, above: frozenset[str]) -> bool:
    """Whether a thing lies in a scope, or is a region that a part of the scope lies in (`above`)."""
    return not thing.units or bool(thing.units & set(scope.regions)) or (thing.kind == "region" and thing.code in above)


def things_found(
    snapshot: Snapshot, scope: Scope, text: str, screens: tuple[Thing, ...] = (), kinds: Sequence[Kind] = KINDS
) -> list[Thing]:
    """The things of a scope that are found by what was typed, nearest first; `screens` are among them."""
    above = frozenset(code for region in scope.regions for code in names(snapshot).path(region))
    near = []
    for listed in (_of_screens(screens), _of_snapshot(snapshot)):
        typed = patterns(text, listed.spelling)
        found = [re.compile(word) for word in typed]
        for thing, words in listed.things if found else ():
            if thing.kind not in kinds or not (scope.is_everything or _in_scope(thing, scope, above)):
                continue
            if how := _nearest(words, found, typed):
                near.append((how, thing.rank, thing.code, thing))
    return [thing for _how, _rank, _code, thing in sorted(near, key=lambda one: one[:3])]
