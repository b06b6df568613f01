"""The route of pictures: the same bytes as `laotie picture`, behind the same guard and scope as exports."""

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.acting.scope import scope_of_reader
from dashboard.pictures.files import make
from dashboard.pictures.picture import Pictures
from dashboard.reading.opening import open_view
from dashboard.serving.exports_route import PREFIX, attached, or_refused

DECK: Final = f"{PREFIX}/deck.pptx"
"""Where the deck of a view is (dashboard/reports, which stands above the screens that link to it)."""


def link(code: str, ending: str, query: str) -> str:
    """The address of a picture of a view; `ending` is png or svg."""
    return f"{PREFIX}/picture/{code}.{ending}?{query}"


def routes(pictures: Pictures) -> list[Route]:
    """The route to mount, for these pictures."""

    def made(code: str, ending: str, parameters: dict[str, str]) -> Response:
        picture = make(pictures, code, ending, open_view(parameters, scope_of_reader()))
        return attached(Response(picture.content, media_type=picture.media_type), picture.name)

    async def picture(request: Request) -> Response:
        """GET /api/v1/picture/{code}.{png|svg}?<view>."""
        code, _dot, ending = request.path_params["file"].rpartition(".")
        parameters = dict(request.query_params)
        return await run_in_threadpool(or_refused, lambda: made(code, ending, parameters), parameters)

    return [Route(f"{PREFIX}/picture/{{file}}", picture)]
