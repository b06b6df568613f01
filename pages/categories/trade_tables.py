"""The tables of the trade of certified stores: beside their peers, in the last whole week, in their cold start."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from functools import partial
from typing import Final, TypeVar

from dashboard.figures.figure import STATUSES, share
from dashboard.questions.cold_start import ColdStart, cold_start
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count, Missing
from data.language import Named, _
from pages.categories.category_cells import Category, category_name
from pages.categories.trade_questions import PeerGap, Trading, peer_cells, peer_gap, trading


@row
class PeerMeans:
    """GMV per store of certified stores and of their peers."""

    certified: Count = column(
        "stores", _("certified"), _("Certified stores whose activity is known, in the cells compared")
    )
    peers: Count = column(
        "stores",
        _("peers"),
        _("Stores of the same belts and categories that are not certified and whose activity is known"),
    )
    certified_mean_fen: Amount = column(
        "fen", _("GMV per certified store"), _("GMV of the last four whole weeks ÷ certified stores")
    )
    peers_mean_fen: Amount = column(
        "fen",
        _("GMV per peer"),
        _(
            "GMV of the last four whole weeks ÷ peers in each cell of belt and category; the mean of the cells, each "
            "weighing as much as it has certified stores"
        ),
    )
    difference_fen: Amount = column("fen", _("difference"), _("GMV per certified store less GMV per peer"), signed=True)
    difference_pct: Amount = column("percent", _("in per cent"), _("The difference ÷ GMV per peer"))


MeansRow = TypeVar("MeansRow", bound=PeerMeans)


def _with_means(make: Callable[..., MeansRow], gap: PeerGap | None) -> MeansRow:
    """A row with what its cells say, or without where none of them has enough stores on both sides."""
    return make(
        certified=gap.certified if gap else Missing(STATUSES["few"]),
        peers=gap.peers if gap else None,
        certified_mean_fen=gap.certified_mean_fen if gap else None,
        peers_mean_fen=gap.peers_mean_fen if gap else None,
        difference_fen=gap.difference_fen if gap else None,
        difference_pct=gap.difference_pct if gap else None,
    )


@row
class PeersRow(Category, PeerMeans):
    """Certified stores of a category beside their peers."""

    compared: int = column(
        "count", _("cells compared"), _("Belts of the category in which both sides have enough stores")
    )
    left_out: int | None = column(
        "count", _("cells left out"), _("Belts of the category in which a side has too few stores")
    )


def peer_rows(opened: Opened) -> Iterator[PeersRow]:
    """Certified stores and their peers, over all categories and in each."""
    cells = peer_cells(opened.now, opened.question)
    codes: list[str | None] = [*sorted({cell.category_code for cell in cells})]
    for code in [None, *codes] if codes else []:
        gap = peer_gap((cell for cell in cells if code in (None, cell.category_code)), opened.question.few)
        row_of_category = partial(
            PeersRow,
            category_code=code,
            category=category_name(opened, code),
            compared=gap.compared if gap else 0,
            left_out=gap.left_out if gap else None,
        )
        yield _with_means(row_of_category, gap)


PEERS: Final = Table(
    code="certified-and-peers",
    title=_("Certified stores and their uncertified peers: GMV of 28 days"),
    about=_(
        "Mean GMV per store over the cells of belt and category in which both sides have enough stores; stores of no "
        "belt, and stores whose activity is not known, are left out. A difference, not proof of cause: stores that "
        "trade well are also more likely to be certified."
    ),
    row=PeersRow,
    make=peer_rows,
)


@row
class Belt:
    """The belt of a row; without a name where the snapshot knows it no more."""

    belt_id: str = column("code", _("Belt, by id"), shown=False)
    belt: Named | None = column("named", _("Belt"), opens=BELT)


@row
class PeerBeltRow(Belt, Category, PeerMeans):
    """Certified stores of a belt and category beside their peers."""


def peer_belt_rows(opened: Opened) -> Iterator[PeerBeltRow]:
    """The cells of belt and category that are compared, the largest first."""
    names_now, few = names(opened.now), opened.question.few
    cells = [cell for cell in peer_cells(opened.now, opened.question) if cell.is_compared(few)]
    for cell in sorted(cells, key=lambda cell: (-cell.certified, cell.belt_id, cell.category_code)):
        row_of_cell = partial(
            PeerBeltRow,
            belt_id=cell.belt_id,
            belt=names_now.belt_labelled(cell.belt_id) if cell.belt_id in names_now.belts else None,
            category_code=cell.category_code,
            category=category_name(opened, cell.category_code),
        )
        yield _with_means(row_of_cell, peer_gap([cell], few))


PEER_BELTS: Final = Table(
    code="certified-and-peers-belts",
    title=_("The same, belt by belt"),
    about=_("Every cell of belt and category that is compared above."),
    row=PeerBeltRow,
    make=peer_belt_rows,
)

Counted = TypeVar("Counted", Trading, ColdStart)


def _all_then_each(by_category: Mapping[str, Counted]) -> Iterator[tuple[str | None, Counted]]:
    """The counts of all categories together, under None, then those of each."""
    if by_category:
        parts = [by_category[code] for code in sorted(by_category)]
        kind = type(parts[0])
        yield None, kind(*map(sum, zip(*map(astuple, parts), strict=True)))
        yield from zip(sorted(by_category), parts, strict=True)


@row
class TradingRow(Category):
    """What the certified stores of a category did in the last whole week."""

    certified: Count = column("stores", _("certified"), _("Certified stores on the day"))
    known: Count = column(
        "stores",
        _("activity known"),
        _("Certified stores with any trading week delivered: what is divided by"),
    )
    active: Count = column("stores", _("had sales"), _("With an order in the week"))
    active_pct: Amount = column("percent", _("had sales ÷ known"), bar=True)
    live: Count = column("stores", _("went live"), _("With a live session in the week"))
    live_pct: Amount = column("percent", _("went live ÷ known"), bar=True)
    both: Count = column("stores", _("both"), _("With an order and a live session in the week"))
    both_pct: Amount = column("percent", _("both ÷ known"), bar=True)


def trading_rows(opened: Opened) -> Iterator[TradingRow]:
    """Certified stores that sell and go live, over all categories and in each."""
    for code, counts in _all_then_each(trading(opened.now, opened.question)):
        yield TradingRow(
            category_code=code,
            category=category_name(opened, code),
            certified=counts.certified,
            known=counts.known,
            active=counts.active,
            active_pct=share(counts.active, counts.known),
            live=counts.live,
            live_pct=share(counts.live, counts.known),
            both=counts.both,
            both_pct=share(counts.both, counts.known),
        )


TRADING: Final = Table(
    code="certified-trading",
    title=_("Certified stores that sell and go live"),
    about=_(
        "In the last whole week: stores with at least one paid order, with at least one live session, and with both, "
        "out of the certified stores whose activity is known."
    ),
    row=TradingRow,
    make=trading_rows,
    few="known",
    within=("is_whole",),
)


@row
class ColdStartRow(Category):
    """The newly certified stores of a category that passed their cold start."""

    newly: Count = column(
        "stores",
        _("newly certified"),
        _("First certified in the last 90 days, entered after the trading weeks begin, activity known"),
    )
    due_7: Count = column(
        "stores",
        _("7 days over"),
        _("Of these: seven days since entry are covered by the weeks delivered"),
    )
    passed_7: Count = column("stores", _("sold in 7 days"), _("Of these: first sale within 7 days"))
    passed_7_pct: Amount = column("percent", _("sold ÷ 7 days over"), bar=True)
    due_30: Count = column(
        "stores",
        _("30 days over"),
        _("Of the newly certified: thirty days since entry are covered by the weeks delivered"),
    )
    passed_30: Count = column("stores", _("sold in 30 days"), _("Of these: first sale within 30 days"))
    passed_30_pct: Amount = column("percent", _("sold ÷ 30 days over"), bar=True)
    least: Count
    """The fewest stores that any of its shares speaks of."""


def cold_start_rows(opened: Opened) -> Iterator[ColdStartRow]:
    """Newly certified stores that pass the cold start, over all categories and in each."""
    for code, counts in _all_then_each(cold_start(opened.now, opened.question)):
        yield ColdStartRow(
            category_code=code,
            category=category_name(opened, code),
            newly=counts.newly,
            due_7=counts.due_7,
            passed_7=counts.passed_7,
            passed_7_pct=share(counts.passed_7, counts.due_7),
            due_30=counts.due_30,
            passed_30=counts.passed_30,
            passed_30_pct=share(counts.passed_30, counts.due_30),
            least=counts.least,
        )


COLD_START: Final = Table(
    code="cold-start",
    title=_("Newly certified stores that pass the cold start"),
    about=_(
        "Stores first certified in the last 90 days that entered after the trading weeks begin and whose activity is "
        "known. Sales are known by week: a first sale counts as within 7 or 30 days of entry when the Monday of its "
        "week is at most 7 or 30 days after the day of entry. Stores whose days are not over yet are not divided by."
    ),
    row=ColdStartRow,
    make=cold_start_rows,
    few="least",
    within=("is_whole",),
)
