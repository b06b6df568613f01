"""What is at stake above the map, against plain loops over the day's stores and those of the weeks before."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest
from made.held import measured_rows
from made.pages import html, page_of
from plain import metrics as plain

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.questions.worklist import calls
from dashboard.questions.worklist.calls import Asked
from dashboard.reading.opening import Opened, open_view, shelf
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS
from pages.map.at_stake import LAPSING, OPEN, Card, at_stake

CARDS = (*LAPSING, *OPEN)


def of(**look: object) -> Opened:
    return open_view(View.of(EVERYTHING, language="en", **look).query(), EVERYTHING)  # type: ignore[arg-type]


def weeks(opened: Opened) -> list[str]:
    """Of each of the four weeks before, the newest day."""
    found = []
    for week in range(4):
        last = opened.now.day - timedelta(days=7 * (week + 1))
        days = [
            name for name in shelf().standing() if timedelta() <= last - date.fromisoformat(name[:10]) < timedelta(7)
        ]
        found += sorted(days)[-1:]
    return found


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.metric)
@pytest.mark.parametrize("region", ["100000", "330000"])
def test_each_card_says_what_plain_loops_count(at_home: Path, card: Card, region: str) -> None:
    opened = of(region=region)
    metric = METRICS[card.metric]
    told = str(at_stake(opened)).split('class="of')[CARDS.index(card) + 1]

    def value(name: str) -> int:
        seen = plain.seen(measured_rows(at_home, name), opened.view)
        return int(plain.figure(metric.code, seen, 5).value or 0)

    now = value(opened.now.snapshot_id)
    assert f"<b>{numbers.short_number(now, metric.unit, 'en')}" in told
    if card in LAPSING:
        then = median(value(name) for name in weeks(opened))
        assert f"vs {len(weeks(opened))}-week median" in told
    else:
        then = value(opened.before_id)
        assert "vs a week before" in told
    assert numbers.change(now - then, metric.unit, "en", beside=now) in told
    assert f"metric={metric.code}" in told
    assert 'href="/worklist?' in told


def test_the_stores_behind_what_lapses_stand_beside_it(at_home: Path) -> None:
    seen = plain.seen(measured_rows(at_home), of().view)
    told = str(at_stake(of()))
    for name in ("lapsing_traffic", "lapsing_cash", "lapsing_ad"):
        assert f"<span>{sum(row[name] > 0 for row in seen):,} stores</span>" in told
    assert f"<span>{numbers.short_number(sum(row['overdue_fen'] for row in seen), 'fen', 'en')}</span>" in told


@pytest.mark.usefixtures("at_home")
def test_too_few_stores_leave_words_and_nothing_to_compare() -> None:
    opened = of(region="330000")
    told = str(at_stake(replace(opened, view=opened.view.but(few=10**6))))
    assert "median" not in told
    assert told.count("missing") == len(CARDS)


@pytest.mark.usefixtures("at_home")
def test_a_card_colours_the_map_and_is_marked() -> None:
    page = page_of("map", lang="en", metric="overdue-shortfalls")
    assert not page.exception
    assert 'class="of on"' in html(page)


@pytest.mark.parametrize("region", ["100000", "330000"])
def test_each_cards_list_has_the_stores_that_it_counts(at_home: Path, region: str) -> None:
    opened = of(region=region)
    seen = plain.seen(measured_rows(at_home), opened.view)
    counted = {
        "lapsing-traffic": sum(row["lapsing_traffic"] > 0 for row in seen),
        "lapsing-cash": sum(row["lapsing_cash"] > 0 for row in seen),
        "lapsing-ad-credit": sum(row["lapsing_ad"] > 0 for row in seen),
        "overdue-shortfalls": sum(row["overdue_fen"] > 0 for row in seen),
        "waiting-for-documents": sum(row["waits"] for row in seen),
    }
    for card in CARDS:
        asked = Asked(reasons=(card.reason,), bucket=card.due)
        assert calls.count(opened.now, opened.question, asked) == counted[card.metric]
    every = questions.headlines(opened.now, opened.question, ("stores-to-call",))["stores-to-call"]
    assert calls.count(opened.now, opened.question, Asked()) == every.value == sum(row["calls"] for row in seen)
