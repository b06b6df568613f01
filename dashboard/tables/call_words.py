"""The reasons to call a store in words: what each is, what is known of it, and by when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from dashboard.questions.worklist.calls import Call, Reason
from dashboard.reading.naming import measure_name
from dashboard.tables.words import UNITS
from data.language import Named, Sentence, _

_LAPSING: Final[Mapping[tuple[str, str], Sentence]] = {
    ("unclaimed", "traffic"): _("Traffic not claimed"),
    ("unclaimed", "fen"): _("Cash not claimed"),
    ("unclaimed", "ad-fen"): _("Ad credit not claimed"),
    ("unused", "traffic"): _("Traffic not used"),
    ("unused", "fen"): _("Cash not used"),
    ("unused", "ad-fen"): _("Ad credit not used"),
}
_OTHERS: Final[Mapping[str, Sentence]] = {
    "documents": _("Documents to bring"),
    "shortfall": _("Deposit short"),
    "expiry": _("Certification ends"),
}
REASON_NAMES: Final[Mapping[str, Sentence]] = {
    "lapsing-traffic": _("Traffic about to lapse"),
    "lapsing-cash": _("Cash about to lapse"),
    "lapsing-ad-credit": _("Ad credit about to lapse"),
    "shortfalls": _("Deposit short"),
    "documents": _("Documents to bring"),
    "certifications-to-expire": _("Certification ends"),
}
"""The reasons that are asked for, by code."""
STAKES: Final[Mapping[str, Sentence | Named]] = {
    "short": _("short"),
    "fen": _("cash"),
    "ad-fen": _("ad credit"),
    "traffic": UNITS["traffic"],
}
"""What is at stake, in the order in which it is told: each in its own unit, never added."""


def day_in(day: date, today: date) -> Named:
    """A day, short within the year of another."""
    english = f"{day.day} {day:%b}"
    if day.year == today.year:
        return Named(f"{day:%m-%d}", english)
    return Named(day.isoformat(), f"{english} {day.year}")


def exact(value: int, unit: str) -> str:
    """An amount with every digit that matters: traffic, or money without fen where there are none."""
    if unit == "traffic":
        return f"{value:,}"
    return f"¥{value // 100:,}" if value % 100 == 0 else f"¥{value / 100:,.2f}"


def days(count: int) -> Sentence:
    """So many days."""
    return _("1 day") if count == 1 else _("{n} days", n=f"{count:,}")


def title(reason: Reason) -> Sentence:
    """What a reason is."""
    return _LAPSING[reason.reason, reason.unit or ""] if reason.measure_code else _OTHERS[reason.reason]


def detail(reason: Reason) -> Sentence | Named | None:
    """What is known of a reason: the documents, what is owed, the measure."""
    if reason.measure_code:
        return measure_name(reason.measure_code)
    if reason.reason == "documents":
        return Named(reason.note, reason.note) if reason.note else None
    if reason.reason == "expiry":
        return _("not renewed yet")
    paid = (reason.whole or 0) - (reason.value or 0)
    return _("{required} required, {paid} paid", required=exact(reason.whole or 0, "fen"), paid=exact(paid, "fen"))


def when(reason: Reason, today: date) -> Sentence:
    """By when, or since when too late."""
    day = day_in(reason.due, today)
    if reason.reason == "documents":
        if reason.due < today:
            return _("waiting for {days}", days=days((today - reason.since).days))
        return _("bring by {day}", day=day)
    if reason.reason == "shortfall":
        return days_left(reason.due, today) if reason.due < today else _("pay by {day}", day=day)
    if reason.reason == "expiry":
        return _("ends {day}", day=day)
    return _("lapses after {day}", day=day)


def days_left(due: date, today: date) -> Sentence:
    """How long a day is past, or how far away it is."""
    left = (due - today).days
    if left < 0:
        return _("{days} overdue", days=days(-left))
    return _("today") if left == 0 else _("{days} left", days=days(left))


def stakes(call: Call) -> Mapping[str, int]:
    """What a store has at stake, by the keys of STAKES: what is short, and what is about to lapse in each currency."""
    sums: dict[str, int] = {}
    for reason in call.reasons:
        if reason.value is not None and reason.unit:
            key = "short" if reason.reason == "shortfall" else reason.unit
            sums[key] = sums.get(key, 0) + reason.value
    return {key: sums[key] for key in STAKES if key in sums}


def joined(sentences: Iterable[Sentence]) -> Sentence | None:
    """Sentences as one, set apart by semicolons; None where there are none."""
    found: Sentence | None = None
    for one in sentences:
        found = one if found is None else _("{first}; {rest}", first=found, rest=one)
    return found


def reason_told(reason: Reason, today: date) -> Sentence:
    """A reason in one phrase: what, what is known of it, by when."""
    known = detail(reason)
    if known is None:
        return _("{what}: {when}", what=title(reason), when=when(reason, today))
    return _("{what}: {known}, {when}", what=title(reason), known=known, when=when(reason, today))


def stake_told(key: str, value: int) -> Sentence:
    """An amount at stake with what it is."""
    return _("{amount} {unit}", amount=exact(value, "traffic" if key == "traffic" else "fen"), unit=STAKES[key])
