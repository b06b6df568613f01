"""A route of our own for the problems of a file that was tried: its address is a ticket that nobody can guess."""

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.language import LANGUAGES, Language, _
from pages.data.problems import problems_csv
from pages.data.uploads import TRIED

PREFIX = "/api/v1/problems"


def link(ticket: str, language: Language) -> str:
    """The address of a try's problems."""
    return f"{PREFIX}/{ticket}.csv?lang={language}"


async def problems(request: Request) -> Response:
    """GET /api/v1/problems/{ticket}.csv: at most LAOTIE_PROBLEM_ROWS rows."""
    language: Language = "en" if request.query_params.get("lang") == "en" else LANGUAGES[0]
    outcome = TRIED.get(request.path_params["ticket"])
    if outcome is None:
        gone = _("These problems are no longer kept: try the file again.")
        return JSONResponse({"error": gone.say(language)}, status_code=404)
    name = quote(f"problems-{Path(outcome.file_name).stem}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}.csv",
        "Cache-Control": "private, no-store",
    }
    return Response(problems_csv(outcome, language), media_type="text/csv; charset=utf-8", headers=headers)


def routes() -> list[Route]:
    """The routes to mount."""
    return [Route(f"{PREFIX}/{{ticket}}.csv", problems)]
