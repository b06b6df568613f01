"""The Snapshots screen's parts: the shelf, one snapshot with what can be done to it, and the difference of two."""

from collections.abc import Callable

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.reading.opening import Opened
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tables import heading
from dashboard.ui.tabs import tabs
from data.errors import Refused
from data.language import Language, Sentence, _
from models.snapshots.comparison import SUBJECTS, Pair
from models.snapshots.pins import LONGEST
from pages.snapshots import archive_route as snapshots_route
from pages.snapshots import diff_questions as diff
from pages.snapshots import diff_tables as different
from pages.snapshots import shelf_entries as snapshot_desk
from pages.snapshots.shelf_entries import Shelved
from pages.snapshots.tables import FILES, SHELF, WENT_IN, size

DONE = "snapshot_done"
MOST_ROWS = 60
SHOWING = _(
    "Every link that asks for the latest will show this snapshot then. The others stay, so you can go back the same "
    "way. Its files are verified first, and the change is written into the audit."
)
PINNING = _(
    "A pin is a name under which this snapshot is kept and listed first where a day is chosen. Nothing in this product "
    "removes a snapshot, pinned or not."
)
BY = {
    "regions": _("By region"),
    "benefits": _("By benefit"),
    "stores": _("Store by store"),
    "deliveries": _("By delivery"),
}


def shut() -> Sentence | None:
    """Why nothing may be changed here; None where it may."""
    return snapshot_desk.shut(st.get_option("server.address"), dict(st.context.headers))


def shelf_card(opened: Opened) -> None:
    """Every snapshot on the shelf."""
    sheet_card(opened, SHELF, rows=MOST_ROWS)


def _state(held: Shelved) -> Sentence:
    if held.is_shown:
        return _("shown: what “latest” means")
    return _("not shown, unless a link names it")


def _facts(held: Shelved, language: Language) -> None:
    manifest = held.manifest
    stores = held.files.get("stores.parquet", {}).get("rows")
    found = [
        Fact(_("Day"), held.day, _state(held).say(language)),
        Fact(_("Stores"), f"{stores:,}" if stores is not None else "–"),
        Fact(
            _("Size"), size(held.total("bytes")).say(language), _("{n} rows", n=f"{held.total('rows'):,}").say(language)
        ),
        Fact(_("Deliveries"), str(len(held.deliveries))),
        Fact(_("Deposit schedule"), ", ".join(manifest.get("rules") or []) or "–"),
        Fact(
            _("Made by"),
            str(manifest.get("code_version", "–")),
            _("schema {n}", n=manifest.get("schema_version", "–")).say(language),
        ),
        Fact(_("Boundaries"), str(manifest.get("boundary_version") or "–")),
    ]
    if restates := manifest.get("restates"):
        found.append(Fact(_("Restates"), str(len(restates)), ", ".join(restates)))
    facts(found, language)


def _verify(held: Shelved, language: Language) -> None:
    """Hash every file, telling which."""
    shown = st.progress(0.0)

    def told(name: str, part: float) -> None:
        shown.progress(part, text=name)

    try:
        snapshot_desk.verify(held.snapshot_id, told)
        verdict = _(
            "{snapshot} is sound: all {n} files are those that were published.",
            snapshot=held.snapshot_id,
            n=len(held.files),
        )
    except Refused as refusal:
        verdict = refusal.sentence
    shown.empty()
    said(verdict, language)


def _do(work: Callable[[], None], done: Sentence) -> None:
    """Do what somebody pressed for, if it may still be done; the next run says what came of it."""
    try:
        if closed := shut():
            raise Refused(closed)  # noqa: TRY301 - said as any refusal is
        work()
        st.session_state[DONE] = done
    except Refused as refusal:
        st.session_state[DONE] = refusal.sentence


def _show(snapshot_id: str) -> None:
    _do(
        lambda: snapshot_desk.show(snapshot_id),
        _("{snapshot} is shown from now on wherever a link asks for the latest.", snapshot=snapshot_id),
    )


def _pin(snapshot_id: str) -> None:
    name = str(st.session_state["pin_name"])
    _do(
        lambda: snapshot_desk.pin(snapshot_id, name),
        _("{snapshot} is pinned as “{name}”.", snapshot=snapshot_id, name=name.strip()),
    )


def _unpin(snapshot_id: str) -> None:
    _do(lambda: snapshot_desk.unpin(snapshot_id), _("{snapshot} is not pinned any more.", snapshot=snapshot_id))


def _moves(held: Shelved, language: Language) -> None:
    """Showing it, and pinning it."""
    key = held.snapshot_id
    if not held.is_shown:
        with st.popover(_("Show this snapshot").say(language), key="show_open", disabled=held.fault is not None):
            st.html(safe(SHOWING.say(language)))
            st.button(
                _("Show it from now on").say(language), key="show_go", type="primary", on_click=_show, args=(key,)
            )
    if held.pin:
        st.button(_("Unpin").say(language), key="unpin_go", on_click=_unpin, args=(key,))
        return
    with st.popover(_("Pin").say(language), key="pin_open"):
        st.html(safe(PINNING.say(language)))
        st.text_input(_("Name, like “board report Q3”").say(language), key="pin_name", max_chars=LONGEST)
        st.button(_("Pin it").say(language), key="pin_go", type="primary", on_click=_pin, args=(key,))


def _actions(held: Shelved, opened: Opened) -> None:
    language, view = opened.view.language, opened.view
    with st.container(key="card_snapshot"):
        name = _("Snapshot {snapshot}", snapshot=held.snapshot_id)
        pinned = held.pin and _("Pinned as “{name}” by {person}, {day}.", name=held.pin.name, person=held.pin.person,
                                day=held.pin.at.date().isoformat())  # fmt: skip
        st.html(heading(name, pinned or None, opened))
        if held.fault:
            said(held.fault, language)
        closed = shut()
        with st.container(horizontal=True, vertical_alignment="center", key="snapshot_actions"):
            wants = st.button(_("Verify").say(language), key="verify_go", disabled=held.fault is not None)
            if not closed:
                _moves(held, language)
            if not held.fault:
                away = snapshots_route.link(held.snapshot_id, language)
                text = _("Download (tar, {size})", size=size(held.total("bytes"))).say(language)
                st.html(f'<a class="file" href="{safe(away)}" download>{safe(text)}</a>', width="content")
                seen = view.elsewhere().but(snapshot=held.snapshot_id)
                words = safe(_("Look at this day").say(language))
                compare = view.elsewhere().but(compare=held.snapshot_id, listing="diff")
                other = safe(_("What is different since").say(language))
                st.html(f'{to_screen("map", seen, words, css="file")}{to_screen("", compare, other, css="file")}',
                        width="content")  # fmt: skip
        if wants:
            _verify(held, language)
        if done := st.session_state.pop(DONE, None):
            said(done, language)
        if closed:
            st.html(f'<p class="hint">{safe(closed.say(language))}</p>')


def snapshot_page(opened: Opened) -> None:
    """One snapshot: what it is, what can be done to it, its files and what went in."""
    language, view = opened.view.language, opened.view
    back = safe(_("All snapshots").say(language))
    st.html(f'<nav class="tabs">{to_screen("", view.elsewhere(), f"← {back}")}</nav>')
    try:
        held = snapshot_desk.one(view.presentation.item)
    except Refused as refusal:
        said(refusal.sentence, language)
        return
    _facts(held, language)
    _actions(held, opened)
    if held.files:
        sheet_card(opened, FILES, rows=MOST_ROWS)
    if held.deliveries:
        sheet_card(opened, WENT_IN, rows=MOST_ROWS)


def _headline(opened: Opened, pair: Pair) -> None:
    language = opened.view.language
    counts = diff.whole(pair.later, opened.question, pair.earlier)
    new = len(pair.delivered)
    found = [
        Fact(_("Earlier"), pair.earlier.as_of, _("{n} stores", n=f"{counts.then:,}").say(language)),
        Fact(_("Later"), pair.later.as_of, _("{n} stores", n=f"{counts.now:,}").say(language)),
        *(
            Fact(_("Stores {what}", what=name), f"{counts.of[kind]:,}", says=_SAYS[kind])
            for kind, name in different.KIND_NAMES.items()
        ),
        Fact(_("Deliveries between"), str(new), _("files in the later one alone").say(language)),
    ]
    facts(found, language)


_SAYS = {
    "added": _("Stores in the later snapshot alone"),
    "removed": _("Stores in the earlier snapshot alone"),
    "changed": _("Stores in both of which any column is different, other than the delivery that wrote it"),
    "restated": different.RESTATED_SAYS,
}


def _stores(opened: Opened, pair: Pair) -> None:
    """Store by store; what is listed is chosen by tabs with counts."""
    counts = diff.whole(pair.later, opened.question, pair.earlier)
    chosen = {diff.ANY: _("Any difference")} | dict(different.KIND_NAMES)
    chosen |= {subject: different.SUBJECT_NAMES[subject] for subject in SUBJECTS}
    notes = {name: f"{counts.of[name]:,}" for name in chosen if name != diff.ANY}
    notes[diff.ANY] = f"{different.count_stores(opened, diff.ANY):,}"

    def above() -> None:
        tabs(opened, "measure", chosen, notes)

    sheet_card(opened, different.STORES, above=above)


def difference(opened: Opened) -> None:
    """What is different between the snapshot shown and the one it is compared with."""
    try:
        pair = diff.compared(opened)
    except Refused as refusal:
        said(refusal.sentence, opened.view.language)
        return
    _headline(opened, pair)
    match tabs(opened, "by", BY):
        case "benefits":
            sheet_card(opened, different.BENEFITS, rows=MOST_ROWS)
        case "stores":
            _stores(opened, pair)
        case "deliveries":
            sheet_card(opened, different.DELIVERIES, rows=MOST_ROWS)
        case _:
            sheet_card(opened, different.REGIONS, rows=MOST_ROWS)
