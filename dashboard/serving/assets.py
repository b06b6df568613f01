"""Our own files for the browser (style, script, static files), each served by an address that its content decides."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.views.screen import PAGES

STYLESHEET: Final = "page.css"
SCRIPT: Final = "page.js"
PREFIX: Final = "/assets"
BLANK_STYLE: Final = "blank.json"
"""A base map of nothing: with it the map gets buttons to zoom, and asks no other host."""
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "png": "image/png", "json": "application/json"}
_SERVED: Final = frozenset({STYLESHEET, SCRIPT, BLANK_STYLE, "icon.png"})
_FOREVER: Final = "public, max-age=31536000, immutable"


_SHARED: Final = ("base", "frame", "search", "filters", "cards", "tables", "maps")
"""The shared styles of dashboard/ui/style, in the order in which they are joined; those of the screens follow."""


@cache
def stylesheet() -> bytes:
    """The page's style: the shared files, then each screen's own, by name."""
    here = Path(str(files("dashboard")))
    shared = [here / "ui" / "style" / f"{name}.css" for name in _SHARED]
    return b"\n".join(path.read_bytes() for path in (*shared, *sorted(PAGES.glob("*/style.css"))))


@cache
def script() -> bytes:
    """The page's script: the files of dashboard/ui/scripts, by name; each is a block of its own."""
    folder = Path(str(files("dashboard"))) / "ui" / "scripts"
    return b"\n".join(path.read_bytes() for path in sorted(folder.glob("*.js")))


_JOINED: Final = {STYLESHEET: stylesheet, SCRIPT: script}


@cache
def content(name: str) -> bytes:
    """A file of dashboard/serving/static, the stylesheet or the script.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if name in _JOINED:
        return _JOINED[name]()
    return (files("dashboard") / "serving" / "static" / name).read_bytes()


def of_streamlit() -> Path:
    """The folder of Streamlit's own document and bundles."""
    return Path(str(files("streamlit"))) / "static"


@cache
def address(name: str) -> str:
    """Where a file is served."""
    return f"{PREFIX}/{blake2b(content(name), digest_size=6).hexdigest()}/{name}"


async def serve_asset(request: Request) -> Response:
    """A file by its address, for good."""
    name = request.path_params["name"]
    kind = _TYPES.get(name.rpartition(".")[2])
    if kind is None or name not in _SERVED or request.url.path != address(name):
        return Response(status_code=404)
    return Response(content(name), media_type=kind, headers={"Cache-Control": _FOREVER})


def routes() -> list[Route]:
    """The route of the files."""
    return [Route(f"{PREFIX}/{{hash}}/{{name}}", serve_asset)]
