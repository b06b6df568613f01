"""The boundary layers, built once for all tests and workers (a pytest plugin)."""

import fcntl
import os
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

import models.geography as geography
from models.geography.boundaries import Boundaries
from models.geography.building.build import build


def _home() -> Path:
    """A folder for layers of exactly this code: other code never meets them."""
    code = b"".join(file.read_bytes() for file in sorted(Path(geography.__file__).parent.rglob("*.py")))
    return Path(tempfile.gettempdir()) / f"laotie-test-boundaries-{os.getuid()}-{sha256(code).hexdigest()[:12]}"


@pytest.fixture(scope="session")
def built_boundaries() -> Boundaries:
    """Real boundary layers from the installed package; read, never written to."""
    home = _home()
    home.mkdir(mode=0o700, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return build(home)
