"""What every answer over HTTP carries or passes: security headers, and big bundles packed once."""

import gzip
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.serving import assets

HEADERS: Final = {
    # Streamlit's page runs inline code and imports a component from a blob; deck.gl compiles wasm and works in blobs
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_BUNDLES: Final = "/static/"
_SMALLEST: Final = 2_000


class Guarded:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


@lru_cache(maxsize=512)
def packed(name: str) -> bytes | None:
    """A script or style of Streamlit's own under gzip; None where there is none, or it is small."""
    root = (assets.of_streamlit() / "static").resolve()
    file = (root / name).resolve()
    if not file.is_relative_to(root) or file.suffix not in (".js", ".css") or not file.is_file():
        return None
    content = file.read_bytes()
    return gzip.compress(content, 6, mtime=0) if len(content) >= _SMALLEST else None


class Packed:
    """Serves Streamlit's bundles packed: three megabytes of map code become eight hundred kilobytes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a bundle, pass on everything else."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(_BUNDLES):
            found = packed(scope["path"].removeprefix(_BUNDLES))
            if found and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                kind = "text/css" if scope["path"].endswith(".css") else "text/javascript"
                headers = {
                    "Content-Encoding": "gzip",
                    "Cache-Control": "public, immutable, max-age=31536000",
                    "Vary": "Accept-Encoding",
                }
                await Response(found, media_type=kind, headers=headers)(scope, receive, send)
                return
        await self.app(scope, receive, send)
