"""What the search box asks while somebody types: a few of each kind, and where each leads within the view on screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.acting.scope import scope_of_reader
from dashboard.markup.links import address_of
from dashboard.questions.search.stores import StoreFound, stores_found
from dashboard.questions.search.things import KINDS, Kind, Thing, things_found
from dashboard.questions.search.typed import LONGEST, plain
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.views.address import parse
from dashboard.views.screen import HOME, Screen
from dashboard.views.view import View
from data.errors import Refused
from data.language import Language, Sentence, _
from models.geography.places import COUNTRY_CODE, usual_level

PATH: Final = "/api/v1/search"
STORES_SHOWN: Final = 6
SHOWN: Final[Mapping[Kind, int]] = {"screen": 3, "metric": 4, "region": 5, "belt": 5}
NAMES: Final[Mapping[Kind, Sentence]] = {
    "screen": _("Screens"),
    "metric": _("Metrics"),
    "region": _("Regions"),
    "belt": _("Belts"),
}
_OF_FILES: Final = frozenset({"snapshots", "data"})
"""Screens that are about days and files: a region is looked at elsewhere."""
_OF_METRICS: Final = frozenset({"map", "trends"})


@dataclass(frozen=True)
class Result:
    """One line under the box: its name, a word that tells it from others, and where it leads."""

    name: str
    note: str
    go: str


@dataclass(frozen=True)
class Group:
    """Results of one kind; `more` says how many there are beside those shown."""

    name: str
    results: tuple[Result, ...]
    more: str = ""


def _there(thing: Thing, view: View, at: str) -> tuple[str, View]:
    """The screen and the view that a thing opens, from the screen `at`."""
    elsewhere, here = view.elsewhere(), view.elsewhere() if view.presentation.item else view.but(page=1)
    match thing.kind:
        case "screen":
            return thing.code, elsewhere
        case "metric":
            return ("", here.but(metric=thing.code)) if at in _OF_METRICS else ("map", elsewhere.but(metric=thing.code))
        case "belt":
            return "belts", elsewhere.but(item=thing.code)
        case "region":
            screen, there = ("map", elsewhere) if at in _OF_FILES else ("", here)
            return screen, there.but(region=thing.code, level=usual_level(thing.code))


def _of_things(opened: Opened, found: Iterable[Thing], at: str) -> Iterator[Group]:
    """The things in groups, the group of the nearest first."""
    view, language = opened.view, opened.language
    by_kind: dict[Kind, list[Thing]] = {}
    for thing in found:
        by_kind.setdefault(thing.kind, []).append(thing)
    for kind, things in by_kind.items():
        results = tuple(
            Result(
                thing.name.say(language),
                thing.note.say(language) if thing.note else "",
                address_of(*_there(thing, view, at)),
            )
            for thing in things[: SHOWN[kind]]
        )
        yield Group(NAMES[kind].say(language), results, _more(len(things) - len(results), language))


def _more(count: int, language: Language) -> str:
    return _("{n} more; type on", n=f"{count:,}").say(language) if count > 0 else ""


def _store(opened: Opened, store: StoreFound, text: str) -> Result:
    """A store with its place, or with its id where that is what was looked for; the view's region if it lies there."""
    of, language = names(opened.now), opened.language
    path = of.path(store.county_adcode) if store.county_adcode in of.places else []
    where = " · ".join(of.short(code).say(language) for code in path[1:])
    there = opened.view.elsewhere().but(item=store.store_id)
    if opened.question.region not in path:
        there = there.but(region=COUNTRY_CODE, level=usual_level(COUNTRY_CODE))
    is_by_id = plain(text) in plain(store.store_id)
    return Result(store.store_name, store.store_id if is_by_id else where, address_of("stores", there))


def _of_stores(opened: Opened, text: str) -> Iterator[Group]:
    language = opened.language
    count, found = stores_found(opened.now, opened.question.scope, text, STORES_SHOWN)
    if found:
        results = tuple(_store(opened, store, text) for store in found)
        yield Group(_("Stores found").say(language), results, _more(count - len(found), language))


def answer(opened: Opened, text: str, screens: Iterable[Screen], at: str, kinds: tuple[Kind, ...] = KINDS) -> bytes:
    """What was found, as JSON: groups, and a word where there are none."""
    told = tuple(Thing("screen", screen.code, screen.title) for screen in screens)
    found = things_found(opened.now, opened.question.scope, text, told, kinds)
    groups = [*_of_things(opened, found, at), *(_of_stores(opened, text) if kinds == KINDS else ())]
    nothing = _(
        "Nothing is called “{text}”. Try fewer characters, pinyin initials or a store's id.",
        text=text.strip()[:LONGEST],
    )
    says = nothing.say(opened.language) if plain(text) and not groups else ""
    return orjson.dumps({"groups": [asdict(group) for group in groups], "says": says})


def routes(by_path: Mapping[str, Screen]) -> list[Route]:
    """The route of the search box, for these screens."""

    def found(parameters: Mapping[str, str]) -> Response:
        at = by_path.get(parameters.get("at", "").strip("/"))
        kinds = tuple(kind for kind in KINDS if kind in parameters.get("kinds", "").split("~")) or KINDS
        headers = {"Cache-Control": "private, no-store"}
        try:
            opened = open_view(parse(parameters.get("view", "")), scope_of_reader())
        except Refused as refused:
            language: Language = "en" if "lang=en" in parameters.get("view", "") else "zh"
            told = orjson.dumps({"groups": [], "says": refused.say(language)})
            return Response(told, 400, media_type="application/json", headers=headers)
        text = parameters.get("q", "")
        body = answer(opened, text, by_path.values(), at.code if at else HOME, kinds)
        return Response(body, media_type="application/json", headers=headers)

    async def search(request: Request) -> Response:
        """GET /api/v1/search?q=TEXT&view=QUERY&at=PATH: what is found, within the reader's scope."""
        return await run_in_threadpool(found, dict(request.query_params))

    return [Route(PATH, search, methods=["GET"])]
