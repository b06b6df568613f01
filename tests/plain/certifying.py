"""Certification a second time: a store's last step, and its applications one after another."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
STEPS = ("applied", "in_review", "info_requested", "rejected", "certified", "expired", "revoked")


def happened(events: Iterable[Row], day: date) -> list[Row]:
    """The steps to the day in the order in which they count."""
    known = [event for event in events if event["changed_at"].date() <= day]
    return sorted(known, key=lambda event: (event["changed_at"], STEPS.index(event["status"])))


def applications(events: Iterable[Row], day: date) -> list[Row]:
    """One store's applications, numbered from 1."""
    filed: list[Row] = []
    before = None
    for event in happened(events, day):
        status, at = event["status"], event["changed_at"]
        is_renewal = status == "in_review" and before == "certified"
        if status == "applied" or is_renewal:
            filed.append(
                {"number": len(filed) + 1, "is_renewal": is_renewal, "applied_at": at}
                | dict.fromkeys(("review_at", "asked_at", "decided_at"))
            )
        before = status
        if not filed or status in ("expired", "revoked"):
            continue
        one = filed[-1]
        one |= {"status": status, "since": at, "reason": event["reason"]}
        mark = {"in_review": "review_at", "info_requested": "asked_at"}.get(status)
        if status in ("certified", "rejected"):
            mark = "decided_at"
        if mark and one[mark] is None:
            one[mark] = at
    for one in filed:
        one["is_last"] = one["number"] == len(filed)
        one["wait_days"] = None if one["is_renewal"] else days(one["applied_at"], one["review_at"])
        one["review_days"] = days(one["review_at"], one["decided_at"])
    return filed


def days(earlier: Any, later: Any) -> float | None:
    return None if earlier is None or later is None else (later - earlier).total_seconds() / 86_400


def certification(events: Iterable[Row], day: date) -> Row:
    events = list(events)
    steps = happened(events, day)
    if not steps:
        names = ("certification_since", "certified_on", "valid_until", "applied_on", "certification_reason")
        return dict.fromkeys(names) | {"certification_status": "none"}
    last = steps[-1]
    status, since, until = last["status"], last["changed_at"].date(), last["valid_until"]
    if status == "certified" and until is not None and until < day:
        status, since = "expired", until + timedelta(days=1)
    first = [event["changed_at"].date() for event in steps if event["status"] == "certified"]
    filed = applications(events, day)
    return {
        "certification_status": status,
        "certification_since": since,
        "certified_on": first[0] if first else None,
        "valid_until": until,
        "applied_on": filed[-1]["applied_at"].date() if filed else None,
        "certification_reason": last["reason"],
    }
