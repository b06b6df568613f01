"""Labels show words as they are written: nothing of a name is Markdown, an icon or a colour."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixture import running
from playwright.sync_api import Browser

from dashboard import ui
from dashboard.ui.labels import plain
from dashboard.views.screen import PAGES

NAMES = (
    "**bold**", ":red[x]", "$x$ and $y$", "`code`", "_i_ __b__", "~~s~~", "[a](https://b.invalid)", "![i](x.png)",
    ":smile:", ":material/home:", ":streamlit:", "a -> b <- c -- d >= e", "<b>x</b> &amp; &lt;", "# h", "- l", "1. o",
    "> q", "---", "===", "www.x.invalid me@x.invalid", "back\\slash \\*", "| a | b |", ":color[x]{foreground=red}",
    "$$z$$", "5 * 3 * 2", "安吉·白茶（A_1）",
)  # fmt: skip
HAVE_LABELS = {
    "button", "checkbox", "date_input", "download_button", "expander", "file_uploader", "multiselect", "number_input",
    "pills", "popover", "radio", "segmented_control", "selectbox", "slider", "text_area", "text_input", "toggle",
}  # fmt: skip
HAVE_OPTIONS_IN_MARKDOWN = {"pills", "radio", "segmented_control"}


def calls_of_streamlit(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="st"), attr=name)):
                yield name, node


def is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or "plain(" in ast.unparse(node)


def test_every_label_of_a_widget_is_plain() -> None:
    wrong = []
    for path in (*PAGES.rglob("*.py"), *Path(ui.__file__).parent.rglob("*.py")):
        for name, call in calls_of_streamlit(path):
            told = [word.value for word in call.keywords if word.arg in ("label", "text")] + call.args[:1]
            if name in HAVE_OPTIONS_IN_MARKDOWN:
                told += [word.value for word in call.keywords if word.arg == "format_func"]
            if name in HAVE_LABELS | {"tabs"} and not all(map(is_plain, told)):
                wrong.append(f"{path.name}:{call.lineno} st.{name}")
    assert wrong == []


def test_a_name_without_markdown_stays_as_it_is() -> None:
    for name in ("服装内衣", "Zhejiang (province)", "2026-11-15", "GMV, 4 weeks", "12.5 %", "濮院羊毛衫 / Puyuan"):
        assert plain(name) == name


def test_a_label_is_one_line() -> None:
    assert plain(" a\r\n  b ") == "a b"


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A page of buttons, tabs and pills by those names."""
    script = tmp_path / "labelled.py"
    script.write_text(
        "import streamlit as st\n"
        "from dashboard.ui.labels import plain\n"
        f"names = {list(NAMES)!r}\n"
        "for name in names:\n"
        "    st.button(plain(name), key=name)\n"
        "st.pills('which', names, format_func=plain)\n"
        "st.tabs([plain(name) for name in names])\n",
        encoding="utf-8",
    )
    return script


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_browser_shows_labels_as_they_are_written(browser: Browser, labelled: Path) -> None:
    root = str(Path(ui.__file__).parents[2])
    quiet = ("--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1")
    with running("streamlit", "run", str(labelled), *quiet, "--server.port", PYTHONPATH=root) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("tab").first.wait_for(timeout=60_000)
        page.wait_for_selector("[data-test-script-state=notRunning]")
        page.wait_for_timeout(500)  # what turns names into pictures comes by itself
        shown = [
            page.locator(".stButton").all_text_contents(),
            page.locator(".stButtonGroup button").all_text_contents(),
            page.get_by_role("tab").all_text_contents(),
        ]
        page.close()
    for texts in shown:
        assert [text.replace("\N{WORD JOINER}", "") for text in texts] == list(NAMES)
