"""Settings, all from the environment with the prefix LAOTIE_ (docs: README, "Settings")."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set. Defaults serve one machine with SQLite and everything in ./var."""

    model_config = SettingsConfigDict(env_prefix="LAOTIE_", frozen=True)

    home: Path = Field(default=Path("var"), description="the one folder that holds all state")
    record_url: str = Field(default="", description="SQLAlchemy URL of the record; empty: SQLite in home")
    boundaries: Path | None = Field(
        default=None, description="folder with your own province.geojson and district.geojson"
    )
    few: int = Field(default=5, ge=1, description="fewer stores than this are shown as too few")
    export_rows: int = Field(default=1_000_000, ge=1, description="an export of more rows is refused")
    problem_rows: int = Field(default=200, ge=1, description="problems listed per file; the total is always said")
    file_bytes: int = Field(default=4 * 2**30, ge=1, description="largest file accepted, after unpacking")
    uploads: Literal["local", "on", "off"] = Field(
        default="local",
        description="whether the Data screen imports and publishes: on, off, or local (for this machine alone)",
    )
    upload_mb: int = Field(default=64, ge=1, le=2048, description="largest file that the Data screen takes, in MiB")
    trace: bool = Field(default=False, description="show the traceback of an unexpected failure")
    person: str = Field(default="", description="who is at the command line, for deliveries and the audit")

    @property
    def record(self) -> str:
        """The record's SQLAlchemy URL."""
        return self.record_url or f"sqlite:///{(self.home / 'record.sqlite').absolute()}"

    @property
    def snapshots(self) -> Path:
        """Where publications go."""
        return self.home / "snapshots"

    @property
    def boundary_layers(self) -> Path:
        """Where the boundary layers built for this machine are."""
        return self.home / "boundaries"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
