"""The Snapshots screen, run as Streamlit runs it."""

import re
import shutil
from functools import partial
from pathlib import Path

import orjson
import pytest
from made.pages import page_of
from streamlit.testing.v1 import AppTest

from dashboard import exports
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from dashboard.views.address import parse
from data.errors import Refused
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots.shelf import Shelf

PARTS = ("regions", "benefits", "stores", "deliveries")


opened = partial(page_of, "snapshots")


def html(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.proto.body for element in page.get("html"))


@pytest.fixture
def own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The published demonstration's last three days and its record, where changes are allowed."""
    home, there = tmp_path / "own", Shelf(at_home / "snapshots")
    for name in there.ids()[:3]:
        shutil.copytree(there.folder / name, home / "snapshots" / name)
    shutil.copy(there.folder / "latest", home / "snapshots")
    shutil.copy(at_home / "record.sqlite", home)
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    monkeypatch.setenv("LAOTIE_UPLOADS", "on")
    settings.cache_clear()
    return Shelf(home / "snapshots")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shelf_lists_every_snapshot_and_opens_each(at_home: Path, language: str) -> None:
    text = html(opened(lang=language))
    for name in Shelf(at_home / "snapshots").ids():
        assert f"item={name}" in text
    assert "/api/v1/export/snapshots.csv?" in text


def test_a_snapshot_of_another_version_is_listed_with_what_to_do(own: Shelf) -> None:
    name = own.ids()[1]
    path = own.folder / name / "manifest.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | {"schema_version": 1}))
    assert f"laotie publish --as-of {name[:10]}" in html(opened(lang="en"))
    text = html(opened(lang="en", item=name))
    assert "another version of the product" in text
    assert f"/api/v1/snapshots/{name}.tar" not in text
    assert "another version of the product" in html(opened(lang="en", list="diff", compare=name))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_snapshot_shows_its_files_and_can_be_verified_and_carried_away(at_home: Path, language: str) -> None:
    name = Shelf(at_home / "snapshots").ids()[1]
    page = opened(lang=language, item=name)
    text = html(page)
    for file, facts in Shelf(at_home / "snapshots").open(name).manifest["files"].items():
        assert file in text
        assert facts["sha256"] in text
    assert f"/api/v1/snapshots/{name}.tar?lang={language}" in text
    page.button(key="verify_go").click().run()
    assert "17" in html(page)
    if language == "en":
        assert f"{name} is sound: all 17 files" in html(page)


def test_verifying_says_what_is_damaged_and_the_command_that_repairs_it(own: Shelf) -> None:
    name = own.ids()[1]
    content = bytearray((own.folder / name / "events.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (own.folder / name / "events.parquet").write_bytes(content)
    page = opened(lang="en", item=name)
    page.button(key="verify_go").click().run()
    assert "events.parquet is not the file that was published" in html(page)
    assert f"laotie publish --as-of {name[:10]}" in html(page)


def test_another_snapshot_is_shown_by_a_press_and_every_page_follows(own: Shelf) -> None:
    older = own.ids()[1]
    page = opened(lang="en", item=older)
    page.button(key="show_go").click().run()
    assert f"{older} is shown from now on" in html(page)
    assert own.latest_id() == older
    assert open_view({}, EVERYTHING).now.snapshot_id == older


def test_a_pin_names_a_snapshot_and_puts_it_first_where_a_day_is_chosen(own: Shelf) -> None:
    older = own.ids()[2]
    page = opened(lang="en", item=older)
    page.text_input(key="pin_name").set_value("board report").run()
    page.button(key="pin_go").click().run()
    assert "is pinned as “board report”" in html(page)
    page = opened(lang="en", item=older)
    days = re.findall(r'href="\?snapshot=([^"]+)"[^>]*>([^<]+)</a>', html(page))
    assert days[1] == (older, f"{older[:10]} · board report")
    page.button(key="unpin_go").click().run()
    assert "is not pinned any more" in html(page)


def test_a_pin_without_a_name_is_refused_in_words(own: Shelf) -> None:
    page = opened(lang="en", item=own.ids()[0])
    page.button(key="pin_go").click().run()
    assert "A pin needs a name" in html(page)


@pytest.mark.usefixtures("at_home")
def test_nothing_can_be_changed_where_the_server_is_not_this_machines_own(at_home: Path) -> None:
    page = opened(lang="en", item=Shelf(at_home / "snapshots").ids()[1])
    assert "There is no sign-in" in html(page)
    keys = {button.key for button in page.button}
    assert "verify_go" in keys
    assert not keys & {"show_go", "pin_go", "unpin_go"}


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_difference_opens_with_its_file(part: str, language: str) -> None:
    text = html(opened(lang=language, list="diff", by=part))
    assert f"/api/v1/export/diff-{part}.csv?" in text
    assert 'class="facts"' in text


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("part", PARTS)
def test_the_difference_is_told_in_a_region_with_a_filter(part: str) -> None:
    text = html(opened(lang="en", list="diff", by=part, region="330000", status="certified"))
    assert f"diff-{part}" in text


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("part", ["regions", "stores", "deliveries"])
def test_a_view_without_stores_says_so(part: str) -> None:
    text = html(opened(lang="en", list="diff", by=part, region="330782", category="tea", status="revoked"))
    assert "There is nothing here in this view." in text


@pytest.mark.usefixtures("at_home")
def test_what_cannot_be_compared_is_a_sentence_on_the_page(at_home: Path) -> None:
    ids = Shelf(at_home / "snapshots").ids()
    assert "compared with itself" in html(opened(lang="en", list="diff", compare=ids[0]))
    assert "Nothing is compared" in html(opened(lang="en", list="diff", compare="none"))
    assert "or before, so nothing is held against a week before" in html(
        opened(lang="en", list="diff", snapshot=ids[-1])
    )


@pytest.mark.usefixtures("at_home")
def test_unknown_values_of_the_screen_fall_back() -> None:
    assert "There is no snapshot &lt;b&gt; on the shelf" in html(opened(lang="en", item="<b>"))
    assert 'aria-label="All snapshots"' in html(opened(lang="en", list="nonsense"))
    assert "diff-regions" in html(opened(lang="en", list="diff", by="nonsense"))
    text = html(opened(lang="en", list="diff", by="stores", measure="nonsense", page="999999"))
    assert "/api/v1/export/diff-stores.csv?" in text


@pytest.mark.usefixtures("at_home")
def test_the_file_of_stores_says_before_and_after_and_why() -> None:
    opened_view = open_view(parse("list=diff&by=stores&measure=pack&region=330000&level=city"), EVERYTHING)
    content = b"".join(exports.make(TABLES, "diff-stores", opened_view).csv()).decode("utf-8-sig").splitlines()
    header = content[0].split(",")
    for name in ("store_id", "words_zh", "reasons_en", "deliveries", "pack_used_before", "required_after_cny"):
        assert name in header
    assert len(content) == exports.row_count(TABLES, "diff-stores", opened_view) + 1


@pytest.mark.usefixtures("at_home")
def test_a_file_of_nothing_compared_is_refused() -> None:
    with pytest.raises(Refused, match="Nothing is compared"):
        exports.make(TABLES, "diff-regions", open_view(parse("compare=none"), EVERYTHING))
