"""Boundary layers by address: immutable, packed, with an ETag; the address names the version."""

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.reading.opening import boundaries

PREFIX: Final = "/api/v1/boundaries"
_FOREVER: Final = "public, max-age=31536000, immutable"


def address(file: Path) -> str:
    """The address of a file of the boundaries in use."""
    return f"{PREFIX}/{file.parent.name}/{file.name}"


def _file(version: str, name: str) -> Path | None:
    """A map file of the version in use; only names that its index lists are looked for."""
    drawn = boundaries()
    if drawn is None or drawn.folder.name != version:
        return None
    maps = drawn.index["layers"].values()
    names = {of["file"] for layer in maps for of in (layer, layer["borders"])} | {drawn.lines.name}
    return drawn.folder / name if name in names else None


async def serve_layer(request: Request) -> Response:
    """A GeoJSON layer, as its packed twin where the browser takes gzip."""
    version, name = request.path_params["version"], request.path_params["name"]
    file = _file(version, name)
    if file is None:
        return Response(status_code=404)
    tag = f'"{version}-{name}"'
    headers = {"Cache-Control": _FOREVER, "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    packed = file.with_name(f"{file.name}.gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        headers["Content-Encoding"] = "gzip"
        file = packed
    return Response(file.read_bytes(), media_type="application/geo+json", headers=headers)


def routes() -> list[Route]:
    """The route of the layers."""
    return [Route(f"{PREFIX}/{{version}}/{{name}}", serve_layer, methods=["GET"])]
