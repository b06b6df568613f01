"""What is different between two snapshots: its headline, and a tab each by region, benefit, store and delivery."""

from typing import Final

from dashboard.reading.opening import Opened
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.errors import Refused
from data.language import Sentence, _
from models.snapshots.comparison import SUBJECTS, Pair
from pages.snapshots.diff_questions import ANY, KINDS, all_stores, pair_in_view
from pages.snapshots.diff_stores_tables import STORES, count_stores
from pages.snapshots.diff_tables import BENEFITS, DELIVERIES, REGIONS
from pages.snapshots.diff_words import KIND_DEFINITIONS, KIND_NAMES, SUBJECT_NAMES

MOST_ROWS: Final = 60
BY: Final[dict[str, Sentence]] = {
    "regions": _("By region"),
    "benefits": _("By benefit"),
    "stores": _("Store by store"),
    "deliveries": _("By delivery"),
}


def _headline(opened: Opened, pair: Pair) -> None:
    language = opened.language
    counts = all_stores(pair.later, opened.question, pair.earlier)
    kinds = [
        Fact(_("Stores {what}", what=name), f"{counts.different[kind]:,}", says=KIND_DEFINITIONS[kind])
        for kind, name in KIND_NAMES.items()
    ]
    found = [
        Fact(_("Earlier"), pair.earlier.as_of, _("{n} stores", n=f"{counts.then:,}").say(language)),
        Fact(_("Later"), pair.later.as_of, _("{n} stores", n=f"{counts.now:,}").say(language)),
        *kinds,
        Fact(_("Deliveries between"), str(len(pair.delivered)), _("files in the later one alone").say(language)),
    ]
    facts(found, language)


def _stores(opened: Opened, pair: Pair) -> None:
    """Store by store; what is listed is chosen by tabs with counts."""
    counts = all_stores(pair.later, opened.question, pair.earlier)
    lists: dict[str, Sentence] = {ANY: _("Any difference")}
    lists |= {kind: KIND_NAMES[kind] for kind in KINDS}
    lists |= {subject: SUBJECT_NAMES[subject] for subject in SUBJECTS}
    sizes: dict[str, str] = {kind: f"{count:,}" for kind, count in counts.different.items()}
    sizes[ANY] = f"{count_stores(opened, ANY):,}"

    def list_tabs() -> None:
        tabs(opened, "measure", lists, sizes)

    table_card(opened, STORES, above=list_tabs)


def difference(opened: Opened) -> None:
    """What is different between the snapshot shown and the one it is compared with."""
    try:
        pair = pair_in_view(opened)
    except Refused as refusal:
        note(refusal.sentence, opened.language)
        return
    _headline(opened, pair)
    match tabs(opened, "by", BY):
        case "benefits":
            table_card(opened, BENEFITS, rows=MOST_ROWS)
        case "stores":
            _stores(opened, pair)
        case "deliveries":
            table_card(opened, DELIVERIES, rows=MOST_ROWS)
        case _:
            table_card(opened, REGIONS, rows=MOST_ROWS)
