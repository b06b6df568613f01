"""Who may write – bring files in, publish, note what is wrong: without a sign-in, whoever is on the serving machine."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final

from data.language import Sentence, _
from models.settings import settings

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers that say that a proxy stands between: then the reader may be anyone."""


def _is_loopback(host: str) -> bool:
    name = host.strip("[]")
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    return header.partition("]")[0] + "]" if header.startswith("[") else header.partition(":")[0]


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether only people on this machine can ask: the server listens on it alone, and no proxy speaks for others."""
    sent = {name.lower(): value for name, value in headers.items()}
    if any(name in sent for name in FORWARDED):
        return False
    return _is_loopback(address or "") and _is_loopback(_host(sent.get("host", "")))


def may_write(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether who asks may write: the operator's setting, or, where it says `local`, that he is on this machine."""
    uploads = settings().uploads
    return uploads == "on" or (uploads == "local" and is_local(address, headers))


def why_nothing_is_noted(address: str | None, headers: Mapping[str, str]) -> Sentence | None:
    """Why what a reader says is not kept here; None where it is."""
    if may_write(address, headers):
        return None
    if settings().uploads == "off":
        return _("Notes are not taken on this page (LAOTIE_UPLOADS=off): tell whoever delivers the data.")
    return _(
        "There is no sign-in, so notes are taken only when the dashboard is opened on the machine that serves it: tell "
        "whoever delivers the data, or have LAOTIE_UPLOADS=on set if everyone who can reach this page may write."
    )


def why_read_only(address: str | None, headers: Mapping[str, str]) -> Sentence | None:
    """Why nothing may be brought in here; None where it may."""
    if may_write(address, headers):
        return None
    if settings().uploads == "off":
        return _(
            "Importing and publishing on this page are switched off (LAOTIE_UPLOADS=off). Use laotie import and "
            "laotie publish on the server."
        )
    return _(
        "There is no sign-in, so files are taken here only when the dashboard is opened on the machine that serves it. "
        "Use laotie import and laotie publish on the server, or set LAOTIE_UPLOADS=on if everyone who can reach "
        "this page may deliver data."
    )


def max_upload_mib(address: str | None) -> int:
    """How many MiB a browser may send to the server: nothing to speak of where nothing can be brought in."""
    allowed = settings().uploads == "on" or (settings().uploads == "local" and _is_loopback(address or ""))
    return settings().upload_mb if allowed else 1
