"""Routes of our own beside Streamlit's: exports by view, streamed; nothing leaves through /media."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard import exports
from dashboard.acting.scope import scope_of_reader
from dashboard.exports import Export, Tables
from dashboard.reading.opening import open_view
from data.errors import Refused
from data.language import LANGUAGES, Language, _

PREFIX = "/api/v1"
CHUNK = 1 << 18


def link(table: str, ending: str, query: str) -> str:
    """The address of an export of a view; `ending` is csv, zip or manifest.json."""
    return f"{PREFIX}/export/{table}.{ending}?{query}"


def _csv(export: Export) -> Response:
    return StreamingResponse(export.csv(), media_type="text/csv; charset=utf-8")


def _manifest(export: Export) -> Response:
    return Response(exports.dumped(export.manifest()), media_type="application/json")


def _zip(export: Export) -> Response:
    source = exports.zipped(export)

    def pieces() -> Iterator[bytes]:
        with source:
            while piece := source.read(CHUNK):
                yield piece

    return StreamingResponse(pieces(), media_type="application/zip")


ENDINGS: dict[str, Callable[[Export], Response]] = {"csv": _csv, "manifest.json": _manifest, "zip": _zip}


def _made(tables: Tables, table: str, ending: str, parameters: dict[str, str]) -> Response:
    if ending not in ENDINGS:
        raise Refused(_("There is no {ending} to export; there are: {all}.", ending=ending, all=", ".join(ENDINGS)))
    export = exports.make(tables, table, open_view(parameters, scope_of_reader()))
    return attached(ENDINGS[ending](export), f"{export.name}.{ending}")


def attached(response: Response, name: str) -> Response:
    """An answer as a file to save under a name, which nobody on the way keeps."""
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def or_refused(make: Callable[[], Response], parameters: dict[str, str]) -> Response:
    """The answer, or why there is none, in one sentence in the language of the view."""
    try:
        return make()
    except Refused as refused:
        language: Language = "en" if parameters.get("lang") == "en" else LANGUAGES[0]
        return JSONResponse({"error": refused.say(language)}, status_code=400)


def routes(tables: Tables) -> list[Route]:
    """The routes to mount, for these tables."""

    async def export(request: Request) -> Response:
        """GET /api/v1/export/{table}.{csv|zip|manifest.json}?<view>: the same bytes as `laotie export`."""
        table, _dot, ending = request.path_params["file"].partition(".")
        parameters = dict(request.query_params)
        return await run_in_threadpool(or_refused, lambda: _made(tables, table, ending, parameters), parameters)

    return [Route(f"{PREFIX}/export/{{file}}", export)]
