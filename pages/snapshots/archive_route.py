"""A route of our own for a whole snapshot: a tar of its directory, streamed; only ids that are on the shelf."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from data.errors import Refused
from data.language import LANGUAGES, Language
from pages.snapshots.archive import archive_of

PREFIX = "/api/v1/snapshots"


def link(snapshot_id: str, language: Language) -> str:
    """The address of a snapshot's archive."""
    return f"{PREFIX}/{snapshot_id}.tar?lang={language}"


def _sent(snapshot_id: str, language: Language) -> Response:
    try:
        archive = archive_of(snapshot_id)
    except Refused as refused:
        return JSONResponse({"error": refused.say(language)}, status_code=404)
    headers = {
        "Content-Disposition": f'attachment; filename="{archive.snapshot_id}.tar"',
        "Content-Length": str(archive.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(archive.pieces(), media_type="application/x-tar", headers=headers)


async def snapshot(request: Request) -> Response:
    """GET /api/v1/snapshots/{id}.tar: the manifest and every file of a snapshot."""
    language: Language = "en" if request.query_params.get("lang") == "en" else LANGUAGES[0]
    return await run_in_threadpool(_sent, request.path_params["name"], language)


def routes() -> list[Route]:
    """The routes to mount."""
    return [Route(f"{PREFIX}/{{name}}.tar", snapshot)]
