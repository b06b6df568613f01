"""docs/questions.md: each of the thirty weekly questions has a link that opens, sheets that answer, and a proof.

The answers themselves are held against plain loops by the tests that the page names.
"""

import ast
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from made.pages import html, page_of

from dashboard import exports
from dashboard.reading.opening import open_view
from dashboard.screens import BY_PATH, TABLES
from dashboard.views.address import parse
from models.geography.scope import EVERYTHING

NOTHING = "There is nothing here in this view."
ROOT = Path(__file__).parents[2]


class Question(NamedTuple):
    """A row of the page."""

    code: str
    english: str
    chinese: str
    where: str
    links: str
    sheets: str
    proofs: str


def _rows() -> list[Question]:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    return [Question(*row) for row in cells if re.fullmatch(r"[ML]\d+", row[0])]


ROWS = _rows()
EACH = pytest.mark.parametrize("question", ROWS, ids=[row.code for row in ROWS])


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_there_are_fifteen_questions_of_a_manager_and_fifteen_of_a_lead() -> None:
    assert sorted(row.code for row in ROWS) == sorted(
        [*(f"M{n}" for n in range(1, 16)), *(f"L{n}" for n in range(1, 16))]
    )
    assert all(row.english.endswith(("?", ":")) or "?" in row.english for row in ROWS)
    assert all(re.search("[\u4e00-\u9fff]", row.chinese) for row in ROWS)


@EACH
def test_each_names_a_proof_that_exists(question: Question) -> None:
    assert quoted(question.proofs)
    for proof in quoted(question.proofs):
        file, _colons, name = proof.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert re.match(rf"test_{question.code.lower()}_", name)


@pytest.mark.usefixtures("at_home")
@EACH
def test_each_link_opens_and_each_of_its_sheets_is_on_that_screen_and_leaves_as_a_file(question: Question) -> None:
    assert quoted(question.links)
    for link in quoted(question.links):
        address = urlsplit(link)
        screen = BY_PATH[address.path.strip("/")]
        page = page_of(screen.code, timeout=90, **(parse(address.query) | {"lang": "en"}))
        assert not page.exception
        shown = html(page)
        assert 'aria-current="page"' in shown
    for code in quoted(question.sheets):
        # A sheet without a row on this day says so in the place of its table and its files.
        assert f"/export/{code}.csv?" in shown or NOTHING in shown
        opened = open_view(parse(address.query), EVERYTHING)
        assert exports.make(TABLES, code, opened).schema.names
        assert code in TABLES
