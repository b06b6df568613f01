"""What must hold for a grant on every day: granted ≥ claimed ≥ used; budget ≥ issued − returned ≥ used."""

from datetime import date
from typing import Final, TypedDict

from data.language import _
from models.intake.contract.declaring import Check, Told

IDENTITY: Final = """
    SELECT max(row) AS row, grant_id, count(DISTINCT measure_code) AS measures,
           count(DISTINCT unit) AS units, count(DISTINCT store_id) AS stores
    FROM combined GROUP BY grant_id
    HAVING min(measure_code) <> max(measure_code) OR min(unit) <> max(unit) OR min(store_id) <> max(store_id)"""

GRANTED_FIRST: Final = """
    SELECT max(row) AS row, grant_id, arg_min(event, occurred_at) AS event,
           min(occurred_at) FILTER (event = 'granted') AS granted_at
    FROM combined GROUP BY grant_id
    HAVING granted_at IS NULL OR granted_at > min(occurred_at)"""

# One row a grant and day; running sums; then the first day on which an inequality fails.
DAYS: Final = """
    WITH days AS (
        SELECT grant_id, any_value(measure_code) AS measure_code, CAST(occurred_at AS DATE) AS day,
               max(row) AS row,
               coalesce(sum(amount) FILTER (event = 'granted'), 0) AS granted,
               coalesce(sum(amount) FILTER (event = 'claimed'), 0) AS claimed,
               coalesce(sum(amount) FILTER (event = 'issued'), 0)
                   - coalesce(sum(amount) FILTER (event = 'returned'), 0) AS issued,
               coalesce(sum(amount) FILTER (event = 'used'), 0) AS used
        FROM combined GROUP BY grant_id, CAST(occurred_at AS DATE)
    ), running AS (
        SELECT grant_id, measure_code, day, max(row) OVER (PARTITION BY grant_id) AS some_row, row,
               sum(granted) OVER sofar AS granted, sum(claimed) OVER sofar AS claimed,
               sum(issued) OVER sofar AS issued, sum(used) OVER sofar AS used
        FROM days WINDOW sofar AS (PARTITION BY grant_id ORDER BY day)
    ), judged AS (
        SELECT *, CASE
            WHEN granted < claimed THEN 'granted<claimed'
            WHEN measure_code = 'red-envelope' AND granted < issued THEN 'granted<issued'
            WHEN measure_code = 'red-envelope' AND issued < used THEN 'issued<used'
            WHEN measure_code <> 'red-envelope' AND claimed < used THEN 'claimed<used'
        END AS fault
        FROM running
    )
    SELECT coalesce(arg_min(row, day), any_value(some_row)) AS row, grant_id, arg_min(fault, day) AS fault,
           min(day) AS day, arg_min(granted, day) AS granted, arg_min(claimed, day) AS claimed,
           arg_min(issued, day) AS issued, arg_min(used, day) AS used
    FROM judged WHERE fault IS NOT NULL GROUP BY grant_id"""


class OfGrant(TypedDict):
    """A grant that something is wrong with."""

    grant_id: str


class Ungranted(OfGrant):
    """A grant whose first event is another than granted."""

    event: str


class Exceeded(OfGrant):
    """A grant, the first day on which an inequality fails, and its sums to that day."""

    fault: str
    day: date
    granted: int
    claimed: int
    issued: int
    used: int


def _mixed(row: OfGrant) -> Told:
    why = _("Grant {grant} has more than one measure, unit or store", grant=row["grant_id"])
    return why, _("Give the grant's rows one measure, one unit and one store.")


def _ungranted(row: Ungranted) -> Told:
    why = _("Grant {grant} has {event} before it was granted", grant=row["grant_id"], event=row["event"])
    return why, _("Add the granted row, or correct the times.")


def _exceeded(row: Exceeded) -> Told:
    facts = {
        "grant": row["grant_id"],
        "day": row["day"].isoformat(),
        "granted": row["granted"],
        "claimed": row["claimed"],
        "issued": row["issued"],
        "used": row["used"],
    }
    why = {
        "granted<claimed": _("On {day} grant {grant} has more claimed ({claimed}) than granted ({granted})", **facts),
        "granted<issued": _(
            "On {day} red envelope {grant} has more issued less returned ({issued}) than its budget ({granted})",
            **facts,
        ),
        "issued<used": _(
            "On {day} red envelope {grant} has more used ({used}) than issued less returned ({issued})", **facts
        ),
        "claimed<used": _("On {day} grant {grant} has more used ({used}) than claimed ({claimed})", **facts),
    }[row["fault"]]
    return why, _("Correct the amounts, or add the missing event.")


BENEFIT_CHECKS: Final = (
    Check("grant_id", IDENTITY, _mixed),
    Check("grant_id", GRANTED_FIRST, _ungranted),
    Check("grant_id", DAYS, _exceeded),
)
