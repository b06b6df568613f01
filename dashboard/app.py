"""The server: Streamlit's pages, our own routes beside them, and settings that no file need repeat."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

from dashboard import questions
from dashboard.acting.permission import max_upload_mib
from dashboard.acting.scope import scope_of_reader
from dashboard.drawing.theme import DARK, FONTS, LIGHT, Theme
from dashboard.pictures import route as pictures_route
from dashboard.questions import costs as benefit_costs
from dashboard.questions.search.stores import stores_found
from dashboard.questions.search.things import things_found
from dashboard.questions.worklist import calls, counts
from dashboard.reading.opening import boundaries, open_view
from dashboard.reports import route as deck_route
from dashboard.screens import BY_PATH, GROUPS, PICTURES, SCREENS, TABLES
from dashboard.serving import assets, boundary_route, choices_route, search_route
from dashboard.serving import exports_route as api
from dashboard.serving.guard import Guarded, Packed
from dashboard.ui import document
from data.errors import Refused
from models.programme.metrics import HEADLINES
from pages.benefits.week_tables import week_rows
from pages.data import problems_route
from pages.map import points_route
from pages.snapshots import archive_route as snapshots_route
from pages.worklist.calls_page import FIRST_ROWS
from pages.worklist.tables import WORKLIST

CONFIG: Final[dict[str, Any]] = {
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.enableWebsocketCompression": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.showEmailPrompt": False,
    "theme.font": FONTS,
    "theme.baseFontSize": 14,
    "theme.baseRadius": "8px",
    "theme.buttonRadius": "8px",
    "ui.hideTopBar": True,
}


def _colours(section: str, theme: Theme) -> dict[str, Any]:
    return {
        f"theme.{section}.primaryColor": theme.accent,
        f"theme.{section}.backgroundColor": theme.ground,
        f"theme.{section}.secondaryBackgroundColor": theme.surface,
        f"theme.{section}.textColor": theme.ink,
        f"theme.{section}.borderColor": theme.line,
        f"theme.{section}.linkColor": theme.ink,
        f"theme.{section}.showWidgetBorder": True,
    }


def config(host: str, port: int) -> dict[str, Any]:
    """Streamlit's settings for this product."""
    own = {"server.address": host, "server.port": port, "server.maxUploadSize": max_upload_mib(host)}
    return CONFIG | _colours("light", LIGHT) | _colours("dark", DARK) | own


@asynccontextmanager
async def _warm(_app: st.App) -> AsyncIterator[None]:
    """Open what the first reader will ask for; then keep the collector off what never goes away."""
    try:
        from dashboard.reading.weeks import history

        opened = open_view({}, scope_of_reader())
        for day in history(opened.now):
            questions.headlines(day, opened.question, HEADLINES)
        everybody = ""
        counts.counts(opened.now, opened.question, everybody)
        WORKLIST.page(opened, 0, 1)
        calls.by_bucket(opened.now, opened.question, calls.Asked(), FIRST_ROWS)
        counts.tallies(opened.now, opened.question, opened.before, everybody)
        # What looks through all events is the same for every region and filter (0.5 s each at 1,000,000 stores).
        benefit_costs.costs(opened.now, opened.question)
        week_rows(opened)
        stores_found(opened.now, opened.question.scope, "zj", 1)
        things_found(opened.now, opened.question.scope, "zj")
    except Refused:
        pass
    boundaries()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()  # or the engines are never let go, and say so at the end


def app() -> st.App:
    """The ASGI application."""
    return st.App(
        Path(__file__).with_name("main.py"),
        routes=[
            *document.routes(SCREENS.values(), GROUPS),
            *assets.routes(),
            *boundary_route.routes(),
            *search_route.routes(BY_PATH),
            *choices_route.routes(),
            *points_route.routes(),
            *problems_route.routes(),
            *snapshots_route.routes(),
            *api.routes(TABLES),
            *pictures_route.routes(PICTURES),
            *deck_route.routes(PICTURES),
        ],
        middleware=[Middleware(Guarded), Middleware(Packed)],
        lifespan=_warm,
    )


def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve until interrupted; blocks."""
    app().run(config=config(host, port))
