"""The HTML document around the pages: title, language and colours right from the first paint."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.drawing.theme import DARK, FONTS, FONTS_EN, LIGHT, SHADOWS, Theme
from dashboard.serving import assets
from data.language import LOCALES, Language, _


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


@cache
def document(language: Language) -> str:
    """Streamlit's document with our title, language, icon, colours and style; without its web font."""
    text = (assets.of_streamlit() / "index.html").read_text(encoding="utf-8")
    title = escape(_("Laotie Good Store Dashboard").say(language))
    head = (
        f"<style>{colours()}</style>"
        f'<link rel="stylesheet" href="{assets.address(assets.STYLESHEET)}">'
        f'<script type="module" src="{assets.address(assets.SCRIPT)}"></script>'
        f'<link rel="icon" href="{assets.address("icon.png")}">'
    )
    start = text.find('<link\n      rel="preload"')
    if start >= 0:
        text = text[:start] + text[text.index("/>", start) + 2 :]
    text = text.replace('<link rel="shortcut icon" href="./favicon.png" />', "")
    text = text.replace("<title>Streamlit</title>", f"<title>{title}</title>{head}")
    return text.replace('<html lang="en">', f'<html lang="{LOCALES[language].replace("_", "-")}">')


async def serve_document(request: Request) -> Response:
    """The document, in the language that the link names."""
    language: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    return Response(document(language), media_type="text/html", headers={"Cache-Control": "no-cache"})


def routes(paths: Iterable[str]) -> list[Route]:
    """The document, at the address of every screen."""
    return [Route(f"/{path}", serve_document) for path in paths]
