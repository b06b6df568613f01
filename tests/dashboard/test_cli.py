"""The command: help in both languages, one sentence for a refusal, never a traceback."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made.record import DAY, Made, store

from dashboard import cli
from dashboard.commands import speaking
from models.record.store import open_record
from models.record.tables import Store
from models.settings import settings
from models.snapshots.shelf import Shelf

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def laotie(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process: exit code, what it printed, what it complained of."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["laotie", *words])
        speaking.language.cache_clear()
        settings.cache_clear()
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run


@pytest.fixture
def recorded() -> Path:
    """A record with one store, nothing published."""
    Made().add("stores", [store("s1")]).into(open_record(settings().record))
    return settings().home


def one_sentence(complaint: str) -> bool:
    """Whether nothing but one sentence stands there, after what progress was shown."""
    lines = [line for line in complaint.strip().splitlines() if "━" not in line]
    return "Traceback" not in complaint and len(lines) == 1


def test_publishing_listing_and_rolling_back(laotie: Run, recorded: Path) -> None:
    code, out, _err = laotie("publish", "--as-of", "2026-03-08", "--as-of", "2026-03-15")
    assert code == 0
    newer, older = Shelf(recorded / "snapshots").ids()
    assert newer in out
    assert older in out
    assert f"* {newer}" in laotie("snapshots", "list")[1]
    assert laotie("snapshots", "use", older)[0] == 0
    listed = laotie("snapshots", "list")[1]
    assert f"* {older}" in listed
    assert f"* {newer}" not in listed
    assert laotie("snapshots", "verify")[0] == 0
    actions = [(entry.action, entry.subject) for entry in open_record(settings().record).audit()]
    assert actions[0] == ("use", older)
    assert set(actions[1:3]) == {("publish", older), ("publish", newer)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publish", "--as-of", "2026-03-15"), "empty"),
        (("publish", "--as-of", "yesterday"), "yesterday"),
        (("publish", "--as-of", "2026-13-01"), "2026-13-01"),
        (("snapshots", "list"), "Nothing is published"),
        (("snapshots", "verify"), "Nothing is published"),
        (("snapshots", "verify", "2026-03-15-000000000000"), "2026-03-15-000000000000"),
        (("snapshots", "use", "2026-03-15-000000000000"), "2026-03-15-000000000000"),
        (("export", "stores", "--out", "x.csv"), "Nothing is published"),
        (("export", "stores", "--out", "x.csv", "--snapshot", "2026-03-15-000000000000"), "2026-03-15-000000000000"),
        (("picture", "map", "--out", "x.png"), "Nothing is published"),
        (("deck", "--out", "x.pptx"), "Nothing is published"),
        (("deck", "--out", "x.odp"), "x.odp"),
        (("import", "stores", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_a_refusal_is_one_sentence_and_a_failure(laotie: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = laotie(*words)
    assert code == 1
    assert out == ""
    assert told in err
    assert one_sentence(err)


@pytest.mark.parametrize("words", [("import", "gossip", "x.csv"), ("dance",)])
def test_a_word_that_is_none_is_a_usage_error(laotie: Run, words: tuple[str, ...]) -> None:
    code, _out, err = laotie(*words)
    assert code == 2
    assert words[-3 if words[0] == "export" else -2 if len(words) > 1 else -1] in err
    assert "Traceback" not in err


def test_a_damaged_snapshot_is_named_with_the_command_that_repairs_it(laotie: Run, recorded: Path) -> None:
    laotie("publish", "--as-of", DAY.isoformat())
    name = Shelf(recorded / "snapshots").ids()[0]
    (recorded / "snapshots" / name / "stores.parquet").write_bytes(b"")
    code, _out, err = laotie("snapshots", "verify")
    assert code == 1
    assert name in err
    assert f"laotie publish --as-of {DAY.isoformat()}" in err
    assert laotie("publish", "--as-of", DAY.isoformat())[0] == 0
    assert laotie("snapshots", "verify", name)[0] == 0


def test_an_export_says_how_many_rows_it_wrote_and_what_it_could_not_read(
    laotie: Run, at_home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "regions.zip"
    code, said, err = laotie("export", "regions", "--view", "?lang=en&region=moon", "--out", str(out))
    assert code == 0
    assert str(out) in said
    assert "moon" in err
    assert out.read_bytes().startswith(b"PK")


def test_a_picture_is_written_in_the_format_of_its_ending(laotie: Run, at_home: Path, tmp_path: Path) -> None:
    beginnings = {"svg": b"<svg", "png": b"\x89PNG"}
    for ending, beginning in beginnings.items():
        out = tmp_path / f"map.{ending}"
        code, said, err = laotie("picture", "map", "--view", "?lang=en&region=330000", "--out", str(out))
        assert (code, err) == (0, "")
        assert str(out) in said
        assert out.read_bytes().startswith(beginning)


def test_a_deck_is_written(laotie: Run, at_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "monday.pptx"
    code, said, err = laotie("deck", "--view", "?lang=en&region=330000", "--out", str(out))
    assert (code, err) == (0, "")
    assert str(out) in said
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("picture", "out"), [("map", "map.jpeg"), ("map", "map"), ("moon", "moon.png")])
def test_a_picture_that_there_is_not_is_refused_and_nothing_written(
    laotie: Run, at_home: Path, tmp_path: Path, picture: str, out: str
) -> None:
    code, said, err = laotie("picture", picture, "--out", str(tmp_path / out))
    assert (code, said) == (1, "")
    assert "There is no picture" in err
    assert one_sentence(err)
    assert list(tmp_path.glob("*.*")) == []


def test_an_unexpected_failure_is_one_sentence_unless_the_trace_is_asked_for(
    laotie: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_url: str) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("models.record.store.open_record", fail)
    code, _out, err = laotie("publish", "--as-of", "2026-03-15")
    assert code == 2
    assert "ZeroDivisionError: by nothing" in err
    assert "LAOTIE_TRACE" in err
    assert one_sentence(err)
    monkeypatch.setenv("LAOTIE_TRACE", "1")
    settings.cache_clear()
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_doctor_says_what_is_missing_and_what_to_do(laotie: Run) -> None:
    code, out, _err = laotie("doctor")
    assert code == 1
    for command in ("laotie boundaries build", "laotie import stores FILE", "laotie publish"):
        assert command in out


def test_doctor_is_content_with_a_whole_home(laotie: Run, at_home: Path) -> None:
    code, out, _err = laotie("doctor")
    assert (code, "✗" in out) == (0, False)


@pytest.mark.parametrize(
    ("font", "told"),
    [(None, "apt install fonts-noto-cjk"), ("", "this machine's own font"), ("MiSans", "drawn in MiSans")],
)
def test_doctor_names_the_font_of_pictures(
    laotie: Run, at_home: Path, monkeypatch: pytest.MonkeyPatch, font: str | None, told: str
) -> None:
    monkeypatch.setattr("dashboard.commands.doctor.chinese_font", lambda: font)
    code, out, _err = laotie("doctor")
    assert (code, told in out) == (0, True)


def test_doctor_does_not_tell_a_password(laotie: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    password = "hush-hush"  # pragma: allowlist secret
    monkeypatch.setenv("LAOTIE_RECORD_URL", f"postgresql://somebody:{password}@127.0.0.1:1/none")
    code, out, err = laotie("doctor")
    assert code == 1
    assert password not in out + err


HELP = """
from typer.testing import CliRunner
from dashboard.cli import app
for word in ("", "demo", "import", "publish", "export", "picture", "deck", "serve", "snapshots", "boundaries"):
    run = CliRunner().invoke(app, [*word.split(), "--help"])
    assert run.exit_code == 0
    print(run.stdout, end="\\f")
"""


def test_help_is_in_the_language_of_the_terminal() -> None:
    told = {}
    for language in ("zh", "en"):
        environment = os.environ | {"LAOTIE_LANG": language, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run([sys.executable, "-c", HELP], env=environment, capture_output=True, check=True)
        told[language] = run.stdout.decode().split("\f")[:-1]
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in told["zh"])
    assert not any("\u4e00" <= letter <= "\u9fff" for text in told["en"] for letter in text)


STORES = "店铺ID,店铺名称,店铺类型,类目,区县代码,入驻日期,备注\n"


@pytest.fixture
def referred(laotie: Run) -> None:
    """A record with the shipped reference tables."""
    for kind in ("admin_codes", "categories", "belts"):
        assert laotie("import", kind, str(ROOT / "data" / f"{kind}.csv"))[0] == 0


@pytest.mark.usefixtures("referred")
def test_a_file_is_tried_then_stored_then_known(laotie: Run, tmp_path: Path) -> None:
    """A dry run stores nothing; the same file a second time says by whom it was accepted."""
    path = tmp_path / "stores.csv"
    path.write_text(STORES + "S1,义乌好店,普通企业店,服装内衣,330782,2025年1月5日,x\n", encoding="gb18030")
    code, out, _err = laotie("import", "stores", str(path), "--dry-run")
    assert code == 0
    assert "dry run" in out
    assert "备注" in out  # a column that the format does not have
    assert open_record(settings().record).count(Store) == 0
    code, out, _err = laotie("import", "stores", str(path))
    assert code == 0
    assert "1 rows; 1 new, 0 changed" in out
    assert open_record(settings().record).count(Store) == 1
    code, out, _err = laotie("import", "stores", str(path))
    assert code == 0
    assert "was accepted on" in out


@pytest.mark.usefixtures("referred")
def test_a_wrong_file_lists_every_problem_and_stores_nothing(laotie: Run, tmp_path: Path) -> None:
    """Each problem is a line with file, line, column, value, why and what to do; the end is a refusal."""
    path = tmp_path / "stores.csv"
    path.write_text(
        STORES + "S1,好店,普通企业店,服装内衣,330782,2025-01-05,\nS2,好店,什么店,服装内衣,999999,明天,\n",
        encoding="utf-8",
    )
    code, _out, err = laotie("import", "stores", str(path))
    lines = [line for line in err.splitlines() if line.startswith("stores.csv, line 3")]
    assert code == 1
    assert len(lines) == 3
    assert "3 problems" in err.splitlines()[-1]
    assert open_record(settings().record).count(Store) == 0


def test_a_taken_port_is_a_sentence(laotie: Run) -> None:
    """Whoever starts a second server is told what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _out, err = laotie("serve", "--port", port)
    assert code == 1
    assert one_sentence(err)
    assert port in err


def test_demonstration_data_are_never_mixed_with_delivered_data(laotie: Run, recorded: Path, at_home: Path) -> None:
    """`laotie demo` refuses a record that holds anything but the same demonstration data."""
    code, _out, err = laotie("demo", "--stores", "7")
    assert code == 1
    assert "other demonstration data" in err
    os.environ["LAOTIE_HOME"] = str(recorded)
    settings.cache_clear()
    (recorded / "boundaries").symlink_to(at_home / "boundaries")
    code, _out, err = laotie("demo", "--stores", "7")
    assert code == 1
    assert "delivered data" in err
