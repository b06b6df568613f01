"""Only the steps of the certification's lifecycle are taken (docs: GLOSSARY, "certification")."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypedDict

from data.language import _
from models.intake.contract.declaring import Check, Told
from models.programme.terms import CERTIFICATION_STEPS

NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "none": ("applied",),
    "applied": ("in_review",),
    "in_review": ("certified", "rejected", "info_requested"),
    "info_requested": ("in_review",),
    "rejected": ("applied",),
    "certified": ("expired", "revoked", "in_review"),
    "lapsed": ("expired", "applied"),  # certified, and past its last day: expired without a step that says so
    "expired": ("applied",),
    "revoked": ("applied",),
}


def _broken() -> str:
    allowed = ", ".join(f"'{state}>{after}'" for state, all_after in NEXT.items() for after in all_after)
    order = ", ".join(f"'{status}'" for status in CERTIFICATION_STEPS)
    return f"""
        WITH steps AS (
            SELECT row, store_id, changed_at, status, lag(status) OVER each AS before,
                   lag(valid_until) OVER each AS until, max(row) OVER (PARTITION BY store_id) AS some_row
            FROM combined
            WINDOW each AS (PARTITION BY store_id ORDER BY changed_at, list_position([{order}], status))
        ), judged AS (
            SELECT *, CASE WHEN before = 'certified' AND until < CAST(changed_at AS DATE) THEN 'lapsed'
                           ELSE coalesce(before, 'none') END AS state
            FROM steps
        )
        SELECT coalesce(row, some_row) AS row, store_id, state, status, changed_at, row IS NULL AS is_held
        FROM judged WHERE state || '>' || status NOT IN ({allowed})"""  # noqa: S608 - words declared here


class Step(TypedDict):
    """A step that the state before it does not allow; `is_held`: the record has it, and the file what precedes it."""

    store_id: str
    state: str
    status: str
    changed_at: datetime
    is_held: bool


def _explain(row: Step) -> Told:
    facts = {
        "store": row["store_id"],
        "state": row["state"],
        "status": row["status"],
        "at": row["changed_at"].isoformat(sep=" "),
        "allowed": ", ".join(NEXT[row["state"]]),
    }
    if row["is_held"]:
        why = _(
            "With this file store {store} would go from {state} to {status} at {at}, "
            "a step already in the record; from {state} only {allowed} may follow",
            **facts,
        )
    else:
        why = _("Store {store} cannot go from {state} to {status}: only {allowed} may follow", **facts)
    return why, _("Add the missing step or correct the status or time.")


TRANSITIONS_ALLOWED: Final = Check("status", _broken(), _explain)
