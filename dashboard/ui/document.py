"""The HTML document around the pages: title, language and colours right from the first paint."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from html import escape
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.drawing.theme import DARK, FONTS, FONTS_EN, LIGHT, SHADOWS, Theme
from dashboard.reading.opening import shelf
from dashboard.serving import assets, last_visit
from dashboard.ui.header import opening
from dashboard.views.screen import Groups, Screen
from data.language import LOCALES, Language, _

ROOT: Final = '<div id="root"></div>'
"""Where Streamlit's script builds the page."""


def _variables(theme: Theme) -> str:
    """Every colour of a theme that is a single one, as `--name:#rrggbb;`."""
    single = {field.name: getattr(theme, field.name) for field in fields(theme)}
    return "".join(
        f"--{name.replace('_', '-')}:{value};" for name, value in single.items() if str(value).startswith("#")
    ) + "".join(f"--c{at}:{colour};" for at, colour in enumerate(theme.series, start=1))


def colours() -> str:
    """The palette as CSS variables, by what the reader's system prefers."""
    return (
        f":root{{color-scheme:light dark;--font:{FONTS};--shadow:{SHADOWS['light']};{_variables(LIGHT)}}}"
        f":root:lang(en){{--font:{FONTS_EN}}}"
        f"@media(prefers-color-scheme:dark){{:root{{--shadow:{SHADOWS['dark']};{_variables(DARK)}}}}}"
        "html,body,#root{background:var(--ground)}"
    )


_EARLY: Final = ("elements/Html", "widgets/BidiComponent", "widgets/Selectbox")
"""Parts of Streamlit's page that each of ours needs at once, and that it would look for when the first one comes."""


@cache
def _early() -> str:
    """Links that have the browser fetch those parts together with the page."""
    parts = orjson.loads((assets.of_streamlit() / "manifest.json").read_bytes())
    wanted = [
        name for name, part in parts.items() if any(early in name for early in _EARLY) and "isDynamicEntry" in part
    ]
    for name in wanted:
        wanted.extend(part for part in parts[name].get("imports", []) if part not in wanted)
    page = parts["index.html"]
    at_once = {*page["imports"], "index.html"}
    files = [parts[name]["file"] for name in wanted if name not in at_once]
    return "".join(f'<link rel="modulepreload" crossorigin href="./{file}">' for file in files)


@cache
def document(language: Language, screen: Screen, offered: Groups) -> str:
    """Streamlit's document with our title, language, icon, colours and style; without its web font.

    Where Streamlit's script will build the page stands the header already, so that the first paint need not wait for
    three megabytes of script.
    """
    text = (assets.of_streamlit() / "index.html").read_text(encoding="utf-8")
    title = escape(_("Laotie Good Store Dashboard").say(language))
    head = (
        f"<style>{colours()}</style>"
        f'<link rel="stylesheet" href="{assets.address(assets.STYLESHEET)}">'
        f'<script type="module" src="{assets.address(assets.SCRIPT)}"></script>'
        f"{_early()}"
        f'<link rel="icon" href="{assets.address("icon.png")}">'
    )
    start = text.find('<link\n      rel="preload"')
    if start >= 0:
        text = text[:start] + text[text.index("/>", start) + 2 :]
    text = text.replace('<link rel="shortcut icon" href="./favicon.png" />', "")
    text = text.replace("<title>Streamlit</title>", f"<title>{title}</title>{head}")
    text = text.replace(ROOT, ROOT.replace("><", f">{opening(screen, offered, language)}<"))
    return text.replace('<html lang="en">', f'<html lang="{LOCALES[language].replace("_", "-")}">')


def routes(screens: Iterable[Screen], offered: Groups) -> list[Route]:
    """The document at the address of every screen, in the language that the link names."""

    def route(screen: Screen) -> Route:
        async def serve_document(request: Request) -> Response:
            language: Language = "en" if request.query_params.get("lang") == "en" else "zh"
            text = document(language, screen, offered)
            response = Response(text, media_type="text/html", headers={"Cache-Control": "no-cache"})
            if latest := shelf().latest_id():
                last_visit.remember(response, request.cookies.get(last_visit.COOKIE, ""), latest)
            return response

        return Route(f"/{screen.path}", serve_document)

    return [route(screen) for screen in screens]
