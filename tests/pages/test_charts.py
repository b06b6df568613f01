"""Charts as the screens declare them: codes of their own, and specifications without a page."""

import orjson
import pytest

from dashboard.drawing.look import NARROW, WIDE, Look
from dashboard.drawing.theme import THEMES
from dashboard.reading.opening import open_view
from dashboard.screens import _WITH_CHARTS, CHARTS
from models.geography.scope import EVERYTHING


def test_every_chart_has_a_code_of_its_own() -> None:
    assert len(CHARTS) == sum(len(module.CHARTS) for module in _WITH_CHARTS)
    assert {code: chart.code for code, chart in CHARTS.items()} == {code: code for code in CHARTS}


@pytest.mark.parametrize("code", CHARTS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.usefixtures("at_home")
def test_a_chart_is_made_of_what_is_opened_alone_in_both_looks_and_languages(code: str, width: int) -> None:
    chart = CHARTS[code]
    for mode, language in (("light", "zh"), ("dark", "en")):
        opened = open_view({"lang": language}, EVERYTHING)
        spec = chart.make(opened, Look(THEMES[mode], width))  # type: ignore[index]
        assert chart.titled(opened).say(opened.language)
        assert chart.described(opened).say(opened.language)
        assert spec is None or orjson.dumps(spec)
