"""`laotie doctor`: what is configured, what is missing, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import make_url

from dashboard.commands.speaking import say
from dashboard.pictures.fonts import UNNAMED, chinese_font
from dashboard.reading.opening import shelf
from data.errors import Refused
from data.language import Sentence, _
from models.geography.boundaries import load
from models.record.store import open_record
from models.record.tables import TABLES
from models.settings import settings


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    is_well: bool
    sentence: Sentence
    is_optional: bool = False

    @property
    def mark(self) -> str:
        """✓ well, – could be more, ✗ missing."""
        return "–" if self.is_optional else "✓" if self.is_well else "✗"


def examine() -> bool:
    """Say every finding; whether all is well."""
    findings = list(_findings())
    for finding in findings:
        say(_("{mark} {sentence}", mark=finding.mark, sentence=finding.sentence))
    return all(finding.is_well for finding in findings)


def _findings() -> Iterator[Finding]:
    home = settings().home.absolute()
    yield Finding(True, _("State lives in {home} (LAOTIE_HOME)", home=home))
    for look in (_record, _boundaries, _snapshots, _fonts):
        yield from _guarded(look)


def _guarded(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except Refused as refused:
        yield Finding(False, refused.sentence)


def _record() -> Iterator[Finding]:
    url = make_url(settings().record).render_as_string(hide_password=True)
    record = open_record(settings().record)
    yield Finding(True, _("The record is {url} (LAOTIE_RECORD_URL)", url=url))
    empty = [kind for kind, table in TABLES.items() if not record.count(table)]
    for kind in empty:
        is_needed = kind in {"admin_codes", "categories", "stores"}
        yield Finding(
            not is_needed,
            _("The record has no {kind} yet; import them with: laotie import {kind} FILE", kind=kind),
            is_optional=not is_needed,
        )
    if not empty:
        yield Finding(True, _("Every kind of file has been imported"))


def _boundaries() -> Iterator[Finding]:
    layers = load(settings().boundary_layers)
    yield Finding(True, _("Boundary layers {version} are built", version=layers.version))


def _snapshots() -> Iterator[Finding]:
    latest = shelf().open()
    latest.verify()
    yield Finding(
        True,
        _(
            "{count} days are published; {snapshot} is shown and whole",
            count=len(shelf().ids()),
            snapshot=latest.snapshot_id,
        ),
    )


def _fonts() -> Iterator[Finding]:
    font = chinese_font()
    if font is None:
        yield Finding(
            True,
            _(
                "No Chinese font is installed, so the Chinese in PNG pictures stays blank (SVG and the deck name fonts "
                "of whoever opens them); install one, for example: apt install fonts-noto-cjk"
            ),
            is_optional=True,
        )
    elif font == UNNAMED:
        yield Finding(True, _("Chinese in pictures is drawn in this machine's own font"))
    else:
        yield Finding(True, _("Chinese in pictures is drawn in {font}", font=font))
