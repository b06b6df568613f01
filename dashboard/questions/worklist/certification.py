"""Lists of certification: applications that wait, and certifications that end."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Date, and_, cast, or_

from dashboard.questions.worklist.listing import ListColumns, ListFacts, Listing, ListInputs, both
from data.language import Sentence, _
from models.base import columns
from models.snapshots.tables import Application, StoreDay

APPLICATION, STORE = columns(Application), columns(StoreDay)
GROUP: Final = _("Certification")

# Applications waiting


def _waiting(inputs: ListInputs) -> ColumnElement[bool]:
    target = inputs.day - timedelta(days=inputs.days("review-days"))
    is_late = and_(APPLICATION.status == "in_review", cast(APPLICATION.review_at, Date) < target)
    is_open = and_(APPLICATION.is_last, APPLICATION.status == APPLICATION.certification_status)
    return and_(is_open, or_(is_late, APPLICATION.status == "info_requested"))


def _waiting_columns(inputs: ListInputs) -> ListColumns:
    return {
        "deadline": cast(APPLICATION.review_at, Date) + inputs.days("review-days"),
        "step": APPLICATION.status,
        "reviewed_on": cast(APPLICATION.review_at, Date),
        "since": cast(APPLICATION.since, Date),
        "is_renewal": APPLICATION.is_renewal,
        "asked_for": APPLICATION.reason,
    }


@dataclass(frozen=True)
class WaitingApplication(ListFacts):
    """A store whose application is in review for too long (since `reviewed_on`), or waits on documents."""

    step: str
    reviewed_on: date | None
    since: date
    is_renewal: bool
    asked_for: str | None

    def reason(self, inputs: ListInputs, /) -> Sentence:
        """What it waits on, for how long."""
        if self.step == "info_requested" or self.reviewed_on is None:
            return self._on_documents(inputs.day)
        days, target = (inputs.day - self.reviewed_on).days, inputs.days("review-days")
        if self.is_renewal:
            return _(
                "Renewal in review for {n} days, since {day}; the target is {target}.",
                n=days,
                day=self.reviewed_on,
                target=target,
            )
        return _(
            "In review for {n} days, since {day}; the target is {target}.", n=days, day=self.reviewed_on, target=target
        )

    def _on_documents(self, day: date) -> Sentence:
        waits = _("Waits on documents since {day}, for {n} days.", day=self.since, n=(day - self.since).days)
        return both(waits, _("Asked for: {what}.", what=self.asked_for)) if self.asked_for else waits


def _about_waiting(inputs: ListInputs) -> Sentence:
    return _(
        "Applications for certification and renewals that are in review for more than {n} days since their "
        "first review, and those that wait on documents from the store.",
        n=inputs.days("review-days"),
    )


# Certifications to expire


def _expiring(inputs: ListInputs) -> ColumnElement[bool]:
    return and_(STORE.certification_status == "certified", STORE.valid_until <= inputs.until("expiry-days"))


def _expiring_columns(_inputs: ListInputs) -> ListColumns:
    return {"deadline": STORE.valid_until}


@dataclass(frozen=True)
class ExpiringCertification(ListFacts):
    """A store whose certification ends soon."""

    certification_since: date

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """Since when, and until when."""
        return _(
            "Certified since {since}, valid until {day}; new grants stop when it expires.",
            since=self.certification_since,
            day=self.deadline,
        )


def _about_expiring(inputs: ListInputs) -> Sentence:
    return _("Certified stores whose certification ends in {n} days or less.", n=inputs.days("expiry-days"))


LISTS: Final = (
    Listing(
        code="applications",
        group=GROUP,
        title=_("Applications waiting"),
        about=_about_waiting,
        table=Application,
        condition=_waiting,
        columns=_waiting_columns,
        facts=WaitingApplication,
        due=_("Decision due"),
    ),
    Listing(
        code="certifications-to-expire",
        group=GROUP,
        title=_("Certifications to expire"),
        about=_about_expiring,
        table=StoreDay,
        condition=_expiring,
        columns=_expiring_columns,
        facts=ExpiringCertification,
        due=_("Valid until"),
    ),
)
