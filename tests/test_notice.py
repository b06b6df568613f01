"""NOTICE names all that is used of others: every package of the lock, every reference table, the boundaries' term."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "NOTICE").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture
def notice() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notice", ROOT / "scripts" / "notice.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_of_the_lock_is_named_with_the_licence_that_it_states(notice: ModuleType) -> None:
    """`make notice` would change nothing."""
    assert notice.whole(TEXT, LOCK) == TEXT


def test_every_reference_table_and_the_term_of_the_boundaries_are_named() -> None:
    assert [path.name for path in (ROOT / "data").glob("*.csv") if path.name not in TEXT] == []
    assert "only; no grant to redistribute them is known" in TEXT


def test_a_package_that_some_machines_lack_is_taken_over_and_one_gone_from_the_lock_is_dropped(
    notice: ModuleType,
) -> None:
    lock = "rich==1 \\\n    --hash=x\nabsent==1 ; sys_platform == 'win32' \\\n"
    known = f"By hand.\n{notice.MARK}\n  absent  Zlib\n  gone    MIT\n  rich    anything\n"
    assert notice.whole(known, lock) == f"By hand.\n{notice.MARK}\n  absent  Zlib\n  rich    MIT\n"


def test_a_package_of_which_nothing_is_known_is_refused_by_name(notice: ModuleType) -> None:
    with pytest.raises(LookupError, match="absent is not installed here"):
        notice.whole(notice.MARK, "absent==1 \\\n")


def test_the_licence_and_the_notice_go_with_the_product() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["license"], project["license-files"]) == ("Apache-2.0", ["LICENSE", "NOTICE"])
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").split()[:4] == ["Apache", "License", "Version", "2.0,"]
