"""What every test has: no way to the real store, one published demonstration, real boundaries."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

from dashboard.commands import demonstration
from models.geography.boundaries import Boundaries
from models.settings import settings

pytest_plugins = ["lacking", "browser_fixture", "geography_fixture", "postgres_fixture"]

ALWAYS = hypothesis_settings(deadline=None, derandomize=True, database=None, print_blob=False)
hypothesis_settings.register_profile("laotie", ALWAYS)
hypothesis_settings.register_profile("glance", ALWAYS, phases=[Phase.explicit, Phase.generate])
hypothesis_settings.register_profile(
    "glance", parent=hypothesis_settings.get_profile("laotie"), phases=[Phase.explicit, Phase.generate]
)
hypothesis_settings.load_profile("laotie")

NOWHERE = Path(tempfile.gettempdir()) / "laotie-tests-have-no-home"
STORES, WEEKS, SEED = 1_500, 10, 7


def _point(home: Path, patch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LAOTIE_")]:
        patch.delenv(name)
    patch.setenv("LAOTIE_HOME", str(home))
    patch.setenv("LAOTIE_LANG", "en")
    settings.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _no_home() -> Iterator[None]:
    """Fixtures of a session find no store either, unless they make one."""
    with pytest.MonkeyPatch.context() as patch:
        _point(NOWHERE, patch)
        yield
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has an empty store of its own."""
    _point(tmp_path / "home", monkeypatch)
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory, built_boundaries: Boundaries) -> Path:
    """A LAOTIE_HOME with boundaries and a small demonstration, published weekly; read, never written to."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published-home"
    home.mkdir(exist_ok=True)
    with (home / ".lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "snapshots" / "latest").is_file():
            _point(home, patch)
            (home / "boundaries").symlink_to(built_boundaries.folder.parent)
            demonstration.prepare(built_boundaries, stores=STORES, weeks=WEEKS, seed=SEED)
    settings.cache_clear()
    return home


@pytest.fixture
def at_home(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published demonstration is the store in use."""
    _point(published_home, monkeypatch)
    return published_home
