"""Alembic's environment: the connection comes from models.record.migrate."""

from alembic import context

import models.record.tables  # noqa: F401 - declares the tables
from models.base import Recorded

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Recorded.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
