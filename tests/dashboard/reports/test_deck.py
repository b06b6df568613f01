"""The deck, read back from its file: what the screens say, in letters that can be read, within its slides."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from made.asking import get
from made.pages import html, page_of
from pptx import Presentation
from pptx.util import Pt
from starlette.applications import Starlette

from dashboard.figures import number_formats as numbers
from dashboard.pictures.route import DECK
from dashboard.questions import ranking
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.reports import deck
from dashboard.reports.pptx_file import CHINESE
from dashboard.reports.route import routes
from dashboard.reports.slide import HEIGHT, WIDTH
from dashboard.reports.slides import about_to_lapse, against_target
from dashboard.reports.slides.cells import place
from dashboard.screens import PICTURES
from dashboard.tables.certification import FUNNEL_STEPS
from dashboard.tables.words import cell_text
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS
from models.settings import settings
from pages.certification.end_tables import EXPIRIES
from pages.trends.tables import TREND

WHOLE = View.of(EVERYTHING)
VIEWS = (
    WHOLE,
    WHOLE.but(language="en", level="city", metric="gmv-week", categories=("apparel", "shoes")),
    WHOLE.but(region="330000", level="city", metric="certification-rate"),
    WHOLE.but(region="460000", level="city", language="en"),
    WHOLE.but(region="330782", level="county", metric="lapsing-traffic"),
)
EACH = pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.question.region}-{view.question.metric}")
Shape = Any


def opened(view: View) -> Opened:
    return open_view(view.query(), EVERYTHING)


def read(view: View) -> Any:
    return Presentation(io.BytesIO(deck.make(opened(view), PICTURES).content))


def table(slide: Any, at: int = 0) -> list[list[str]]:
    found = [shape.table for shape in slide.shapes if shape.has_table][at]
    return [[cell.text for cell in row.cells] for row in found.rows]


def chart(slide: Any) -> Any:
    (found,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return found


def runs(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        frames = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table:
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
        for frame in frames:
            for paragraph in frame.paragraphs:
                yield from paragraph.runs


def said(slide: Any) -> str:
    return "\n".join(run.text for run in runs(slide))


@pytest.mark.usefixtures("at_home")
@EACH
def test_six_slides_each_with_what_it_found_and_what_has_to_stand_at_its_foot(view: View) -> None:
    here, made = opened(view), read(view)
    assert (made.slide_width, made.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert len(set(titles)) == 6
    region = names(here.now).region(here.question.region).say(here.language)
    for at, slide in enumerate(made.slides, 1):
        words = said(slide)
        assert region in slide.shapes.title.text
        assert here.now.as_of in words
        assert here.now.snapshot_id in words
        assert f"{at} / 6" in words
        assert {"zh": "演示数据", "en": "Demonstration data"}[here.language] in words
        assert ("类目：" in words or "Category:" in words) == bool(here.question.categories)
    language = {"zh": "[\u4e00-\u9fff]", "en": "^[^\u4e00-\u9fff]*$"}[here.language]
    assert all(re.search(language, title) for title in titles)


@pytest.mark.usefixtures("at_home")
@EACH
def test_no_letter_is_smaller_than_twelve_points_and_the_theme_names_the_chinese_font(view: View) -> None:
    content = deck.make(opened(view), PICTURES).content
    made = Presentation(io.BytesIO(content))
    sizes = [run.font.size for slide in made.slides for run in runs(slide)]
    assert None not in sizes
    assert min(sizes) >= Pt(12)
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape.chart.font.size >= Pt(12)
                assert shape.chart.value_axis.tick_labels.font.size >= Pt(12)
                assert shape.chart.category_axis.tick_labels.font.size >= Pt(12)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        slides = "".join(archive.read(name).decode() for name in archive.namelist() if "slides/slide" in name)
    assert theme.count(f'<a:ea typeface="{CHINESE}"/>') == 2
    assert "typeface=" not in slides


@pytest.mark.usefixtures("at_home")
@EACH
def test_everything_lies_on_the_slide_and_nothing_over_another(view: View) -> None:
    for slide in read(view).slides:
        boxes = [(one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]
        assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= Pt(WIDTH) and box[3] <= Pt(HEIGHT) for box in boxes)
        for one, other in combinations(boxes, 2):
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


@pytest.mark.usefixtures("at_home")
def test_the_figures_against_target_are_those_of_the_map_page() -> None:
    page = html(page_of("map", lang="zh", region="330000"))
    here = opened(WHOLE.but(region="330000", level="city"))
    _heading, *rows = table(read(here.view).slides[0])
    assert len(rows) == len(against_target.held(here))
    for name, value, *_more in rows:
        assert name in page
        assert value in page
    missed = [one for one in against_target.held(here) if one.is_missed]
    assert str(len(missed)) in read(here.view).slides[0].shapes.title.text


@pytest.mark.usefixtures("at_home")
@EACH
def test_the_regions_beside_the_map_are_those_of_the_ranked_table(view: View) -> None:
    here = opened(view)
    metric = here.question.measured
    rows = {
        place(row.code, here): numbers.figure_text(row.now, metric, here.language)
        for row in ranking.regions(here.now, here.before, here.view)
        if row.code
    }
    slide = read(view).slides[1]
    if any(shape.has_table for shape in slide.shapes):
        _heading, *drawn = table(slide)
        assert {name: value for name, value, _change in drawn}.items() <= rows.items()
    else:
        assert "No region here has a value that can be shown." in said(slide)
        assert not any(row.now.value for row in ranking.regions(here.now, here.before, here.view))
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture.image.content_type == "image/png"


@pytest.mark.usefixtures("at_home")
@EACH
def test_the_lines_are_the_points_of_the_trends_table(view: View) -> None:
    here = opened(view)
    metric = here.question.measured
    wanted: dict[str, list[float | None]] = {}
    for row in TREND.shown(here):
        value = row.figure.value if row.figure else None
        shown = None if value is None else value / 100 if metric.unit == "fen" else round(value, 1)
        wanted.setdefault(row.name.say(here.language), []).append(shown)
    drawn = chart(read(view).slides[2])
    assert drawn.plots[0].categories[-1] == here.now.as_of[5:]
    aim = target_of(here.now, metric)
    if aim is not None:
        name = {"zh": f"目标 {aim:.1f}%", "en": f"Target {aim:.1f}%"}[here.language]
        wanted[name] = [aim] * len(next(iter(wanted.values())))
        assert name in [series.name for series in drawn.plots[0].series]
    for series in drawn.plots[0].series:
        assert list(series.values) == pytest.approx(wanted[series.name], nan_ok=True)


@pytest.mark.usefixtures("at_home")
def test_what_lapses_is_what_the_map_page_colours() -> None:
    here = opened(WHOLE.but(region="330000", level="city"))
    slide = read(here.view).slides[3]
    values = {row[0]: row[1] for row in table(slide)}
    for row in about_to_lapse.figures(here):
        metric = METRICS[row.code or ""]
        assert values[metric.name.say("zh")] == numbers.figure_text(row.now, metric, "zh")
    page = html(page_of("map", lang="zh", region="330000", metric="lapsing-traffic"))
    _heading, *regions = table(slide, 1)
    assert regions
    # The slide writes amounts short, the page's table exact.
    there = opened(here.view.but(metric="lapsing-traffic"))
    exact = {
        row.name.say("zh").removesuffix("市"): int(row.now.value or 0)
        for row in ranking.regions(there.now, there.before, there.view)
    }
    for name, traffic, *_more in regions:
        amount = exact[name.removesuffix("市")]
        assert traffic == numbers.short_number(amount, "traffic", "zh")
        assert f"{amount:,}" in page


@pytest.mark.usefixtures("at_home")
@EACH
def test_certification_is_that_of_its_screen(view: View) -> None:
    here = opened(view)
    slide = read(view).slides[4]
    columns = {column.name: column for column in FUNNEL_STEPS.columns(here)}
    steps = [
        [cell_text(columns[name], row, here.language) for name in ("step_name", "applications", "share", "median_days")]
        for row in FUNNEL_STEPS.shown(here)
    ]
    if steps:
        assert table(slide, 1)[1:] == steps
    counts = [row.stores for row in EXPIRIES.shown(here)]
    drawn = list(chart(slide).plots[0].series[0].values) if counts else []
    assert drawn == [count if isinstance(count, int) else None for count in counts]


@pytest.mark.usefixtures("at_home")
def test_what_is_withheld_is_said_to_be_and_told_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_FEW", "1000000")
    settings.cache_clear()
    made = read(WHOLE.but(language="en", region="330000", level="city"))
    _heading, *rows = table(made.slides[0])
    assert {row[1] for row in rows} == {"too few stores"}
    assert {row[5] for row in rows} == {""}
    assert "too few stores" in made.slides[3].shapes.title.text
    assert "too few stores" in made.slides[4].shapes.title.text
    lines = chart(made.slides[2])
    told = [series for series in lines.plots[0].series if not series.name.startswith("Target")]
    assert told
    assert all(value is None for series in told for value in series.values)


@pytest.mark.usefixtures("at_home")
def test_a_deck_has_the_same_bytes_whenever_it_is_made() -> None:
    here = opened(VIEWS[2])
    once = deck.make(here, PICTURES)
    assert deck.make(here, PICTURES) == once
    assert once.name == f"demo-deck-330000-{here.now.snapshot_id}.pptx"
    with zipfile.ZipFile(io.BytesIO(once.content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert books
        for name in books:
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as book:
                assert f"{here.now.as_of}T00:00:00Z" in book.read("docProps/core.xml").decode()
    about = Presentation(io.BytesIO(once.content)).core_properties
    assert about.created.date() == date.fromisoformat(here.now.as_of)
    assert about.author == ""


@pytest.mark.usefixtures("at_home")
def test_what_the_view_holds_of_a_single_screen_does_not_count() -> None:
    own = VIEWS[2].but(listing="expiries", by="category", search="x", page=7, series=("330100",))
    assert deck.make(opened(own), PICTURES) == deck.make(opened(VIEWS[2]), PICTURES)


def test_the_route_gives_the_bytes_of_the_command_or_says_why_not(at_home: Path) -> None:
    app = Starlette(routes=routes(PICTURES))
    made = deck.make(opened(VIEWS[3]), PICTURES)
    answer = get(app, f"{DECK}?{VIEWS[3].text()}")
    assert (answer.status, answer.content) == (200, made.content)
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{made.name}"
    assert "presentationml" in answer.headers["content-type"]


def test_nothing_published_is_refused() -> None:
    answer = get(Starlette(routes=routes(PICTURES)), f"{DECK}?lang=en")
    assert answer.status == 400
    assert "Nothing is published yet" in answer.json()["error"]
