"""What the filters ask when one is opened: its choices in the reader's words, each with its stores."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.acting.scope import scope_of_reader
from dashboard.figures.figure import Figure
from dashboard.questions.choices import Choice, choices, regions_around
from dashboard.questions.search.typed import pinyin, plain
from dashboard.reading.opening import Opened, open_view
from dashboard.views.dimensions import DIMENSIONS, Dimension
from data.errors import Refused
from data.language import Language, Sentence, _
from models.programme.metrics import METRICS, TOPICS

PREFIX: Final = "/api/v1/choices"
Groups = list[dict[str, Any]]


def _stores(figure: Figure, few: int) -> str:
    """How many stores a choice leaves, as far as it is told."""
    if figure.hides_stores:
        return f"<{few}" if 0 < figure.stores < few else "–"
    return f"{figure.stores:,}"


def _choice(choice: Choice, opened: Opened) -> dict[str, Any]:
    """A choice as the page reads it; `keys` are what it is found by beside its name."""
    name = choice.name
    words = {"code": choice.code, "name": name.say(opened.language)}
    keys = " ".join((plain(name.say("zh")), plain(name.say("en")), *pinyin(name.say("zh"))))
    if choice.stores is None:
        return words | {"keys": keys}
    return words | {"keys": keys, "stores": _stores(choice.stores, opened.question.few), "empty": choice.is_empty}


def _group(name: Sentence | None, offered: Iterable[Choice], opened: Opened) -> dict[str, Any]:
    told = name.say(opened.language) if name else ""
    return {"name": told, "choices": [_choice(choice, opened) for choice in offered]}


def _dimension(opened: Opened, dimension: Dimension) -> Groups:
    """Those chosen stand first where there are too many to look through."""
    offered = choices(opened.now, opened.question, dimension)
    if dimension.find:
        kept = set(dimension.codes(opened.question))
        offered.sort(key=lambda choice: (choice.code not in kept, choice.is_empty, -_told(choice)))
    return [_group(None, offered, opened)]


def _told(choice: Choice) -> int:
    return choice.stores.stores if choice.stores and not choice.stores.hides_stores else 0


def _regions(opened: Opened) -> Groups:
    way, below = regions_around(opened.now, opened.question)
    return [_group(None, way, opened), _group(_("In it"), below, opened)]


def _metrics(opened: Opened) -> Groups:
    found = ((topic, [m for m in METRICS.values() if m.topic == code]) for code, topic in TOPICS.items())
    return [_group(topic, [Choice(m.code, m.name) for m in metrics], opened) for topic, metrics in found]


_OF: Final[Mapping[str, Callable[[Opened], Groups]]] = {"region": _regions, "metric": _metrics}
_DIMENSIONS: Final = {dimension.parameter: dimension for dimension in DIMENSIONS}


def answer(opened: Opened, parameter: str) -> dict[str, Any]:
    """The choices of one parameter of the view, and the words around them."""
    language, dimension = opened.language, _DIMENSIONS.get(parameter)
    chosen = list(dimension.codes(opened.question)) if dimension else [str(getattr(opened.question, parameter))]
    words = {
        "find": dimension.find if dimension and dimension.find else _("Type a name or its initials"),
        "all": _("Select all"),
        "none": _("Select none"),
        "apply": _("Apply"),
        "nothing": _("Nothing here is called so."),
    }
    return {
        "many": dimension is not None,
        "chosen": chosen,
        "groups": _dimension(opened, dimension) if dimension else _OF[parameter](opened),
        "words": {name: sentence.say(language) for name, sentence in words.items()},
    }


def _found(parameter: str, asked: dict[str, str]) -> Response:
    if parameter not in (*_OF, *_DIMENSIONS):
        return Response(status_code=404)
    headers = {"Cache-Control": "private, no-store"}
    try:
        told = answer(open_view(asked, scope_of_reader()), parameter)
    except Refused as refused:
        language: Language = "en" if asked.get("lang") == "en" else "zh"
        told = {"error": refused.say(language)}
    return Response(orjson.dumps(told), 400 if "error" in told else 200, headers, "application/json")


async def serve_choices(request: Request) -> Response:
    """GET /api/v1/choices/{parameter}?<view>: what a filter of the view offers."""
    return await run_in_threadpool(_found, request.path_params["parameter"], dict(request.query_params))


def routes() -> list[Route]:
    """The route of the choices."""
    return [Route(f"{PREFIX}/{{parameter}}", serve_choices, methods=["GET"])]
