"""The problems of a try leave as a CSV under its ticket, in the reader's language, with formulas disarmed."""

import csv
import io

import pytest
from made.asking import get
from starlette.applications import Starlette

from data.language import _
from models.intake.reading.outcomes import Outcome, Problem
from pages.data.problems_route import link, routes
from pages.data.uploads import TRIED

PROBLEM = Problem(
    "stores.csv", 7, "店铺ID", '=HYPERLINK("http://x")', _("The cell is empty, and it is required"), _("Fill it in.")
)
OUTCOME = Outcome("stores", "店铺.csv", None, problems=(PROBLEM,), problem_total=1, warnings=(PROBLEM,), warned=1)


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=routes())


def test_every_problem_and_warning_is_a_row(app: Starlette) -> None:
    answer = get(app, link(TRIED.keep(OUTCOME), "en"))
    assert answer.status == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["what"] for row in rows] == ["problem", "warning"]
    assert rows[0] == {
        "what": "problem",
        "file": "stores.csv",
        "line": "7",
        "column": "店铺ID",
        "value": '\'=HYPERLINK("http://x")',
        "why": "The cell is empty, and it is required",
        "what_to_do": "Fill it in.",
    }
    assert "no-store" in answer.headers["cache-control"]
    assert "problems-%E5%BA%97%E9%93%BA.csv" in answer.headers["content-disposition"]


def test_the_sentences_are_in_the_language_asked_for(app: Starlette) -> None:
    ticket = TRIED.keep(OUTCOME)
    assert "请填写此项。" in get(app, link(ticket, "zh")).content.decode("utf-8")
    assert "Fill it in." not in get(app, link(ticket, "zh")).content.decode("utf-8")


@pytest.mark.parametrize("ticket", ["", "nothing", "..%2f..%2fetc"])
def test_a_ticket_that_is_not_kept_gives_nothing(app: Starlette, ticket: str) -> None:
    assert get(app, f"/api/v1/problems/{ticket}.csv").status == 404
