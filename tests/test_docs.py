"""The documentation says what the product does: every command, setting, metric and column is named."""

import importlib.util
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer.main

from dashboard.cli import app
from dashboard.screens import SCREENS
from models.intake.kinds import KINDS
from models.programme.metrics import METRICS
from models.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("pages", "dashboard", "models", "data")


def _docs_script():
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "scripts" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["docs/metrics.md", "docs/importing.md", "docs/exporting.md"])
def test_generated_pages_are_those_of_the_declarations(page):
    """`make docs` would change nothing."""
    assert (ROOT / page).read_text(encoding="utf-8") == _docs_script().whole(page)


def test_every_metric_is_defined_in_both_languages():
    """docs/metrics.md carries each code, and its definition in Chinese and in English."""
    text = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
    for metric in METRICS.values():
        assert f"`{metric.code}`" in text
        assert metric.definition.say("zh") in text
        assert metric.definition.say("en") in text


def test_every_kind_of_file_and_column_is_described():
    """docs/importing.md names every kind, column and Chinese alias."""
    text = (ROOT / "docs/importing.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert kind.code in text
        for column in kind.columns:
            assert f"`{column.name}`" in text, (kind.code, column.name)
            assert column.alias in text


def test_the_readme_names_every_command_and_setting():
    """README.md is the newcomer's list of commands and settings."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in typer.main.get_command(app).commands.items():
        assert f"laotie {name}" in text
        for sub in getattr(command, "commands", {}):
            assert sub in text
    for setting in Settings.model_fields:
        assert f"LAOTIE_{setting.upper()}" in text


def test_the_glossary_names_what_the_code_has():
    """GLOSSARY.md: each name under "in code" stands somewhere in the code, and each term has one line."""
    rows = [line.split(" | ") for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 4 and row[2] not in ("in code", "---")]
    files = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    code = "".join([str(path.relative_to(ROOT)) + path.read_text(encoding="utf-8") for path in files])
    names = [name.strip("…") for row in rows for name in re.findall(r"`([^`]+)`", row[2])]
    assert len(names) > len(rows) / 2
    assert [name for name in names if name not in code] == []
    assert len({row[1] for row in rows}) == len(rows)


def test_the_changelog_opens_with_what_is_unreleased():
    """Readers find the newest change first."""
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _pictures():
    spec = importlib.util.spec_from_file_location("pictures_script", ROOT / "scripts" / "pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PICTURES


def test_the_tour_shows_every_screen_by_a_picture_that_can_be_taken_again():
    """docs/tour.md: each screen's name, address and picture; each picture is there and is one of `make pictures`."""
    text = (ROOT / "docs/tour.md").read_text(encoding="utf-8")
    shown = re.findall(r"pictures/([\w-]+)\.png", text)
    assert sorted(shown) == sorted(_pictures())
    assert all((ROOT / "docs" / "pictures" / f"{name}.png").stat().st_size > 10_000 for name in shown)
    taken = {urlsplit(picture.address).path.strip("/") for picture in _pictures().values()}
    for screen in SCREENS.values():
        assert screen.title.say("en") in text
        assert screen.title.say("zh") in text
        assert f"`/{screen.path}`" in text
        assert screen.path in taken


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_place_that_a_page_for_contributors_names_is_there(page):
    """A recipe that names a file that has moved sends people nowhere."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"[`*]((?:models|dashboard|pages|tests|data|scripts)/[\w/.-]+)[`*]", text))
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
