"""What the press says around the plan: quoted, with its source; none of it is delivered data."""

from collections.abc import Iterator
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.views.view import View
from data.language import Named, _
from models.programme.press import PressFact, peer_offers, press_facts
from models.programme.public_facts import measures

_RELIABILITY: Final = _("A: platform text, or press that quotes it; B: repost of a platform notice")


@row
class PressFactRow:
    """A figure that the press quotes."""

    code: str = column("code", _("Fact, by code"), shown=False)
    name: Named = column("named", _("Figure"))
    amount: Named = column("named", _("As quoted"))
    period: Named = column("named", _("Period"))
    reliability: str = column("text", _("Reliability"), _RELIABILITY)
    source: str = column("text", _("Source"))


def amount_of(fact: PressFact) -> Named:
    """The figure as both languages write it."""
    if fact.unit == "percent":
        zh, en = ("超 ", "over ") if fact.is_above else ("", "")
        return Named(f"{zh}{fact.amount:g}%", f"{en}{fact.amount:g}%")
    return Named(f"{fact.amount / 1e8:,.0f} 亿元", f"CNY {fact.amount / 1e9:,.1f} bn")


def _facts(_opened: Opened) -> Iterator[PressFactRow]:
    for fact in press_facts():
        yield PressFactRow(
            code=fact.code,
            name=fact.name,
            amount=amount_of(fact),
            period=fact.period,
            reliability=fact.reliability,
            source=fact.source,
        )


PLAN_PRESS: Final = Table(
    "plan-press",
    _("What the press said around the plan"),
    _("Press, not delivered data: quoted with period, source and reliability, and in no figure of this dashboard."),
    row=PressFactRow,
    make=_facts,
)


def _open_dimension(of: "PeerRow", view: View) -> tuple[str, View]:
    first = next(code for code, one in measures().items() if one.dimension.zh == of.dimension.zh)
    return "measures", view.elsewhere().but(item=first)


@row
class PeerRow:
    """What another platform offers its merchants."""

    code: str = column("code", _("Platform, by code"), shown=False)
    platform: Named = column("named", _("Platform"))
    offer: Named = column("named", _("What it offers"))
    dimension: Named = column("named", _("Beside it here"), _("The dimension of the plan that is nearest; our reading"))
    ours: Named = column("named", _("Measures of that dimension"), opens=_open_dimension)
    reliability: str = column("text", _("Reliability"), _RELIABILITY)
    source: str = column("text", _("Source"))


def _ours(dimension: Named) -> Named:
    found = [one.name for one in measures().values() if one.dimension.zh == dimension.zh]
    return Named("、".join(name.zh for name in found), ", ".join(name.en for name in found))


def _peers(_opened: Opened) -> Iterator[PeerRow]:
    for peer in peer_offers():
        yield PeerRow(
            code=peer.code,
            platform=peer.platform,
            offer=peer.offer,
            dimension=peer.dimension,
            ours=_ours(peer.dimension),
            reliability=peer.reliability,
            source=peer.source,
        )


PLAN_PEERS: Final = Table(
    "plan-peers",
    _("What other platforms offer instead"),
    _("Press, not delivered data. Which dimension of the plan each is set beside is our reading."),
    row=PeerRow,
    make=_peers,
)
