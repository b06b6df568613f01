"""The locks are complete, and set-up takes them as they are."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent


@pytest.fixture
def locks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("locks", ROOT / "scripts" / "locks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_locks_are_complete(locks: ModuleType) -> None:
    assert locks.main() == 0


def test_a_package_left_out_is_named_with_who_asks_for_it(locks: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    lock.write_text("\n".join(line for line in lines if not line.startswith("coverage==")), encoding="utf-8")
    (fault,) = locks.faults(lock, [Requirement("pytest-cov")])
    assert fault.startswith("some.lock lacks coverage")
    assert fault.endswith("which pytest-cov asks for")


def test_a_pin_that_does_not_fit_is_named(locks: ModuleType) -> None:
    (fault,) = locks.faults(ROOT / "requirements-dev.lock", [Requirement("pytest-cov<1")])
    assert "but pyproject.toml asks for pytest-cov<1" in fault


def test_set_up_resolves_nothing() -> None:
    script = (ROOT / "scripts" / "set-up").read_text(encoding="utf-8")
    installs = [line for line in script.splitlines() if "pip install" in line]
    assert installs
    assert all("--no-deps" in line for line in installs)
    assert "--require-hashes" in script
