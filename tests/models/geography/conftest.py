import pytest

from data.reference import rows
from models.geography.boundaries import Boundaries
from models.geography.places import Place, places


@pytest.fixture(scope="session")
def boundaries(built_boundaries: Boundaries) -> Boundaries:
    """The real layers, under a short name."""
    return built_boundaries


@pytest.fixture(scope="session")
def known() -> dict[str, Place]:
    """Every region of the shipped table."""
    return places(rows("admin_codes"))
