"""What a machine lacks is never passed over in silence: it ends the report, and fails where all is required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest
from lacking import lacks

@pytest.fixture(scope="session")
def window(pytestconfig):
    try:
        raise OSError
    except OSError:
        lacks(pytestconfig, "a window")

@pytest.mark.needs("no-such-program")
def test_program(): ...

@pytest.mark.needs("sh")
def test_shell(): ...

@pytest.mark.parametrize("number", [1, 2])
def test_window(window, number): ...
"""
ROOT = Path(__file__).parents[1]


def _run(folder: Path, *options: str) -> tuple[int, list[str]]:
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -q\nmarkers = needs: programs\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "lacking", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "tests"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return run.returncode, run.stdout.splitlines()


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_what_is_lacking_stands_last_before_pytests_own_line(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, lines = _run(tmp_path, *options)
    assert code == 0
    assert "what this machine lacks" in lines[-4]
    assert lines[-3:-1] == ["a window: 2 tests", "no-such-program: 1 test"]
    assert lines[-1].startswith("1 passed, 3 skipped in")


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_where_everything_is_required_what_is_lacking_fails(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, lines = _run(tmp_path, "--lacking=fail", *options)
    assert code == 1
    assert lines[-3:-1] == ["a window: 2 tests", "no-such-program: 1 test"]
    assert lines[-1].startswith("1 passed, 3 errors in")


def test_nothing_is_said_where_nothing_is_lacking(tmp_path: Path) -> None:
    code, lines = _run(tmp_path, "-k", "shell")
    assert (code, len(lines)) == (0, 2)
    assert lines[-1].startswith("1 passed, 3 deselected")


def test_ci_requires_everything_and_ends_with_pytests_own_lines() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert steps[-2:] == ["make check", "make test-all"]
    made = subprocess.run(
        ["make", "--no-print-directory", "-n", "test-all"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    assert "-m pytest" in made[-1]
    assert "--lacking=fail" in made[-1]
