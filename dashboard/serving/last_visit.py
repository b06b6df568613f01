"""What a browser saw last: a cookie with the snapshot that was the latest at its last visit, and the one before that.

Two visits within one snapshot are one: what changed since the earlier snapshot stays what changed. Nothing else is
kept, and no file or answer depends on it: the page puts what it reads here into its links (`since=`).
"""

import re
from typing import Final

from starlette.responses import Response

from dashboard.views.view import SHORT_ID

COOKIE: Final = "laotie_seen"
"""`BEFORE~LATEST`, ids of snapshots as short as in addresses; BEFORE is empty at the first visit."""
KEPT_SECONDS: Final = 366 * 24 * 60 * 60
_ID: Final = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{4}")


def remembered(cookie: str, latest: str) -> str:
    """What the cookie holds after a visit at which `latest` is the latest snapshot."""
    before, _between, seen = cookie.partition("~")
    now = latest[:SHORT_ID]
    return f"{before if seen == now else seen}~{now}"


def seen_before(cookie: str) -> str:
    """The snapshot that was the latest at the last visit before this one; empty at the first."""
    before = cookie.partition("~")[0]
    return before if _ID.fullmatch(before) else ""


def remember(response: Response, cookie: str, latest: str) -> None:
    """Let the browser remember this visit."""
    value = remembered(cookie, latest)
    if value != cookie:
        response.set_cookie(COOKIE, value, max_age=KEPT_SECONDS, httponly=True, samesite="lax")
