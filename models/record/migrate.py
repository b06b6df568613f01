"""The record's schema: moved to the newest by alembic, configured here rather than in an .ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from data.errors import Refused
from data.language import _


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a revision, up or down; nothing is done where it is there already.

    Raises:
        Refused: the record was written by a newer version of this program.
    """
    with engine.begin() as connection:
        setup = configuration(connection)
        now = MigrationContext.configure(connection).get_current_revision()
        if to == "head" and now == ScriptDirectory.from_config(setup).get_current_head():
            return
        try:
            move = command.downgrade if to == "base" else command.upgrade
            move(setup, to)
        except CommandError as unknown:
            raise Refused(
                _(
                    "The record is at revision {revision}, which this version does not know: "
                    "install the version of laotie that wrote it, or a newer one.",
                    revision=str(now),
                )
            ) from unknown


def configuration(connection: Connection) -> Config:
    """Alembic's configuration over an open connection."""
    setup = Config()
    setup.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    setup.attributes["connection"] = connection
    return setup
