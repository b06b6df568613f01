"""The route of the deck: the same bytes as `laotie deck`, behind the same guard and scope as exports."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.acting.scope import scope_of_reader
from dashboard.pictures.picture import Pictures
from dashboard.pictures.route import DECK
from dashboard.reading.opening import open_view
from dashboard.reports.deck import make
from dashboard.serving.exports_route import attached, or_refused


def routes(pictures: Pictures) -> list[Route]:
    """The route to mount; the deck's map is one of these pictures."""

    def made(parameters: dict[str, str]) -> Response:
        deck = make(open_view(parameters, scope_of_reader()), pictures)
        return attached(Response(deck.content, media_type=deck.media_type), deck.name)

    async def deck(request: Request) -> Response:
        """GET /api/v1/deck.pptx?<view>."""
        parameters = dict(request.query_params)
        return await run_in_threadpool(or_refused, lambda: made(parameters), parameters)

    return [Route(DECK, deck)]
