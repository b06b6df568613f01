"""A click on a chart's mark is followed like a link."""

import pytest

from dashboard.ui import chart


def clicked(monkeypatch: pytest.MonkeyPatch, picked: object) -> tuple[list[dict[str, str]], dict[str, object]]:
    gone: list[dict[str, str]] = []
    state: dict[str, object] = {"key": {"selection": {"pick": picked} if picked is not None else {}}}
    monkeypatch.setattr(chart.current, "go", lambda **asked: gone.append(asked))
    monkeypatch.setattr(chart.st, "session_state", state)
    chart._follow("key")
    return gone, state


def test_a_click_goes_to_the_view_of_its_mark_and_the_chart_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, state = clicked(monkeypatch, [{"region": "330000", "category": "tea"}])
    assert gone == [{"region": "330000", "category": "tea"}]
    assert state[chart.PICKED] == 1


@pytest.mark.parametrize("picked", [None, [], [{}], [{"region": None}], [{"do": "reset", "vgsid_": 3}]])
def test_a_click_on_nothing_that_a_view_knows_goes_nowhere(monkeypatch: pytest.MonkeyPatch, picked: object) -> None:
    gone, state = clicked(monkeypatch, picked)
    assert not gone
    assert chart.PICKED not in state
