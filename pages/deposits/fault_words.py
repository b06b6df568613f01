"""What is impossible about a draft, in words."""

from collections.abc import Mapping, Sequence

from data.language import Sentence, _
from models.drafts.faults import Fault


def fault_words(fault: Fault, rows: Sequence[int]) -> Sentence:
    """One clear sentence on what is impossible; `rows`: of each of the draft's tiers, its row in the table."""
    if not fault.row:
        return _("{why} {do}", why=fault.why, do=fault.do)
    words = {"subject": fault.subject, "value": fault.value, "why": fault.why, "do": fault.do}
    if fault.kind == "base_deposits":
        return _("Base deposit {subject}, “{value}”: {why}. {do}", **words)
    column = _columns_named().get(fault.column, fault.column)
    return _("Row {row} ({subject}), {column}, “{value}”: {why}. {do}", row=rows[fault.row - 1], column=column, **words)


def _columns_named() -> Mapping[str, Sentence]:
    return {
        "rank": _("Tried as"),
        "tier_code": _("Tier"),
        "schedule_id": _("Tier"),
        "reduction_pct": _("Reduction %"),
        "min_score": _("Lowest score"),
        "max_score": _("Highest score"),
        "store_types": _("Store types"),
        "name_zh": _("Chinese name"),
        "name_en": _("English name"),
        "effective_from": _("First day"),
    }
