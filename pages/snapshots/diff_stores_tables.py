"""The table of what is different between two snapshots store by store, in words, and as values in its file."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import STORE
from dashboard.tables.columns import Column, column, row, several
from dashboard.tables.table import Table
from dashboard.tables.words import cell_text
from dashboard.views.names import Names
from data.language import LANGUAGES, Language, Named, Sentence, _
from models.snapshots.comparison import Pair
from models.snapshots.dictionary import COLUMNS
from pages.snapshots.diff_questions import DIFFERENCE_KINDS, Kind, count, pair_in_view
from pages.snapshots.diff_stores_questions import DifferentStore, Explanation, different_stores, explain
from pages.snapshots.diff_words import (
    KIND_DEFINITIONS,
    KIND_NAMES,
    MAIN_COLUMNS,
    SUBJECT_NAMES,
    MainColumn,
    county_name,
)

TIME: Final = _("time passed: a deadline, a week, a rule or a day of entry came")


def listed_kind(opened: Opened) -> str:
    """Which stores the view lists: those of a kind of difference, or different in a subject."""
    return opened.view.choice("measure", DIFFERENCE_KINDS)


def count_stores(opened: Opened, kind: str) -> int:
    """How many stores a list has."""
    pair = pair_in_view(opened)
    return count(pair.later, opened.question, pair.earlier, kind)


def _steps(different: Sequence[MainColumn], store: DifferentStore, known: Names, language: Language) -> list[str]:
    """What some columns were and are."""

    def said(main: MainColumn, value: object) -> str:
        return cell_text(Column(main.name, main.kind, main.heading, of=lambda cell: cell), value, language)

    sides = [(main, main.cell(store.before, known), main.cell(store.after, known)) for main in different]
    return [f"{main.heading.say(language)} {said(main, before)} → {said(main, after)}" for main, before, after in sides]


def _is_different(name: str, store: DifferentStore) -> bool:
    """Whether a column is; nothing that became 0 is not."""
    before, after = getattr(store.before, name), getattr(store.after, name)
    return bool(before != after and (before, after) != (None, 0))


def difference_words(store: DifferentStore, known: Names) -> Named | Sentence:
    """What is different of a store, in words."""
    if store.is_added:
        return _("added: it was not in the earlier snapshot")
    if store.is_removed:
        return _("removed: it is not in the later snapshot")
    different = [main for main in MAIN_COLUMNS if _is_different(main.name, store)]
    if not different:
        subjects = [SUBJECT_NAMES[subject] for subject in store.subjects]
        return Named("、".join(name.say("zh") for name in subjects), ", ".join(name.say("en") for name in subjects))
    zh, en = (_steps(different, store, known, language) for language in LANGUAGES)
    return Named("；".join(zh), "; ".join(en))


def _reasons(store: DifferentStore, because: Explanation, files: Mapping[str, str]) -> Named | Sentence:
    """Which deliveries say so, by file and id; or that time passed."""
    if store.is_removed:
        return _("its row now tells of a later day of entry, or the record no longer has it")
    found = [f"{files[name]} ({name})" for name in because.deliveries if name in files]
    if not found:
        return TIME
    zh, en = ("; ".join([*found, *([TIME.say(language)] if because.is_time else [])]) for language in LANGUAGES)
    return Named(zh, en)


def _filed_name(name: str, side: str) -> str:
    """The name of a main column in files; that of money ends as money does."""
    return f"{name.removesuffix('_fen')}_{side}_fen" if name.endswith("_fen") else f"{name}_{side}"


def _before_and_after(_opened: Opened) -> Sequence[Column]:
    """The main columns as values, for files."""
    columns = []
    for main in MAIN_COLUMNS:
        kind = "code" if main.kind == "named" else main.kind
        meaning = COLUMNS[f"{main.name.removesuffix('_fen')}_cny" if kind == "fen" else main.name]
        headings = {"before": _("{what}: earlier", what=meaning), "after": _("{what}: later", what=meaning)}
        for side, heading in headings.items():
            cell = attrgetter(f"{side}.{main.name}")
            columns.append(Column(_filed_name(main.name, side), kind, heading, shown=False, of=cell))
    return columns


@row
class DifferentStoreRow:
    """One store that is different."""

    store_id: str = column("text", _("Store id"), opens=STORE)
    store_name: str | None = column("text", _("Store"))
    county_adcode: str = column("code", _("County, by code as delivered"), shown=False)
    region: Named = column("named", _("County"))
    kind: Kind = column("code", _("Kind of difference, by code: added, removed, changed or restated"), shown=False)
    kind_name: Sentence = column("named", _("Difference"))
    is_restated: bool = column("flag", _("restated"), KIND_DEFINITIONS["restated"])
    subjects: str | None = column("text", _("Subjects that are different, by code"), shown=False)
    words: Named | Sentence = column("named", _("What is different, earlier → later"))
    reasons: Named | Sentence = column(
        "named",
        _("Because of"),
        _(
            "The deliveries whose rows explain it: events by their own delivery; weeks of trade and rules by the files "
            "of that kind that came between the two snapshots"
        ),
    )
    deliveries: str | None = column("text", _("These deliveries, by id"), shown=False)
    is_time: bool = column("flag", _("Whether part of it came with time alone"), shown=False)
    store: DifferentStore = several(_before_and_after)


def _store_rows(opened: Opened, offset: int = 0, limit: int | None = None) -> Iterator[DifferentStoreRow]:
    pair = pair_in_view(opened)
    known, files = names(pair.later), _file_names(pair)
    for store in different_stores(pair, opened.question, listed_kind(opened), offset=offset, limit=limit):
        because = explain(pair, store)
        yield DifferentStoreRow(
            store_id=store.store_id,
            store_name=store.before.store_name if store.is_removed else store.after.store_name,
            county_adcode=store.county_adcode,
            region=county_name(known, store.county_adcode),
            kind=store.kind,
            kind_name=KIND_NAMES[store.kind],
            is_restated=store.is_restated,
            subjects="|".join(store.subjects) or None,
            words=difference_words(store, known),
            reasons=_reasons(store, because, files),
            deliveries="|".join(because.deliveries) or None,
            is_time=because.is_time,
            store=store,
        )


def _file_names(pair: Pair) -> Mapping[str, str]:
    """The deliveries of the later snapshot, by id."""
    return {delivery["delivery_id"]: delivery["file_name"] for delivery in pair.later.manifest["deliveries"]}


def _store_part(opened: Opened, offset: int, limit: int) -> Sequence[DifferentStoreRow]:
    return list(_store_rows(opened, offset, limit))


STORES: Final = Table(
    code="diff-stores",
    title=_("What is different, store by store"),
    about=_("Each store's differences in words, and the deliveries that say so; by county and id."),
    row=DifferentStoreRow,
    make=_store_rows,
    count=lambda opened: count_stores(opened, listed_kind(opened)),
    part=_store_part,
)
