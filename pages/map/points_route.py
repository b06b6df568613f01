"""Belts and stores of a view as the map's points, by address: their words stay out of the page's messages.

The address names the snapshots by id, so the same address is the same answer; the browser keeps it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import questions
from dashboard.acting.scope import scope_of_reader
from dashboard.drawing.points import BeltPoint, StoreDot, belt_rows, store_rows
from dashboard.drawing.scene import MOST_POINTS, classes_of, placed
from dashboard.drawing.theme import LIGHT
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries, open_view
from data.errors import Refused

PREFIX: Final = "/api/v1/points"


def address(kind: str, opened: Opened) -> str:
    """Where a view's points are: `kind` is belts or stores."""
    fixed = opened.view.but(snapshot=opened.now.snapshot_id, compare=opened.before_id)
    return f"{PREFIX}/{kind}?{fixed.text()}"


def _belts(opened: Opened) -> list[BeltPoint]:
    drawn = boundaries()
    if drawn is None:
        return []
    belts = ranking.belts(opened.now, opened.before, opened.view)
    of = classes_of(opened, ranking.regions(opened.now, opened.before, opened.view), LIGHT)
    return belt_rows(placed(belts, drawn, names(opened.now)), of, opened.language)


def _stores(opened: Opened) -> list[StoreDot]:
    points = questions.store_points(opened.now, opened.question, MOST_POINTS)
    return store_rows(points, opened.language)


_KINDS: Final[Mapping[str, Callable[[Opened], Sequence[BeltPoint | StoreDot]]]] = {"belts": _belts, "stores": _stores}


async def serve_points(request: Request) -> Response:
    """The rows of one kind, as JSON."""
    rows_of = _KINDS.get(request.path_params["kind"])
    if rows_of is None:
        return Response(status_code=404)
    parameters = dict(request.query_params)
    try:
        rows = await run_in_threadpool(lambda: rows_of(open_view(parameters, scope_of_reader())))
    except Refused:
        return Response(status_code=404)
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(orjson.dumps(rows), media_type="application/json", headers=headers)


def routes() -> list[Route]:
    """The route of the points."""
    return [Route(f"{PREFIX}/{{kind}}", serve_points, methods=["GET"])]
