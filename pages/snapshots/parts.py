"""The shelf of snapshots, and one snapshot with what can be done to it."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard.markup.elements import element, text, together
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.labels import plain
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading, table_card
from data.errors import Refused
from data.language import Language, Sentence, _
from models.snapshots.pins import LONGEST
from pages.snapshots import archive_route, shelf_changes
from pages.snapshots.shelf_entries import ShelfEntry, shelf_entry
from pages.snapshots.tables import SNAPSHOT_DELIVERIES, SNAPSHOT_FILES, SNAPSHOTS, size

DONE: Final = "snapshot_done"
MOST_ROWS: Final = 60
SHOWING: Final = _(
    "Every link that asks for the latest will show this snapshot then. The others stay, so you can go back the same "
    "way. Its files are verified first, and the change is written into the audit."
)
PINNING: Final = _(
    "A pin is a name under which this snapshot is kept and listed first where a day is chosen. Nothing in this product "
    "removes a snapshot, pinned or not."
)


def why_read_only() -> Sentence | None:
    """Why nothing may be changed here; None where it may."""
    return shelf_changes.why_read_only(st.get_option("server.address"), dict(st.context.headers))


def shelf_card(opened: Opened) -> None:
    """Every snapshot on the shelf."""
    table_card(opened, SNAPSHOTS, rows=MOST_ROWS)


def _state(entry: ShelfEntry) -> Sentence:
    if entry.is_shown:
        return _("shown: what “latest” means")
    return _("not shown, unless a link names it")


def _facts(entry: ShelfEntry, language: Language) -> None:
    manifest = entry.manifest
    rows = _("{n} rows", n=f"{manifest.rows or 0:,}")
    schema = _("schema {n}", n="–" if manifest.schema_version is None else manifest.schema_version)
    found = [
        Fact(_("Day"), entry.day, _state(entry).say(language)),
        Fact(_("Stores"), "–" if manifest.stores is None else f"{manifest.stores:,}"),
        Fact(_("Size"), size(manifest.bytes or 0).say(language), rows.say(language)),
        Fact(_("Deliveries"), str(len(manifest.deliveries))),
        Fact(_("Deposit schedule"), ", ".join(manifest.rules) or "–"),
        Fact(_("Made by"), manifest.code_version or "–", schema.say(language)),
        Fact(_("Boundaries"), manifest.boundary_version or "–"),
    ]
    if manifest.restates:
        found.append(Fact(_("Restates"), str(len(manifest.restates)), ", ".join(manifest.restates)))
    facts(found, language)


def _verify(entry: ShelfEntry, language: Language) -> None:
    """Hash every file, telling which."""
    bar = st.progress(0.0)

    def progress(name: str, share_done: float) -> None:
        bar.progress(share_done, text=plain(name))

    try:
        shelf_changes.verify(entry.snapshot_id, progress)
        verdict = _(
            "{snapshot} is sound: all {n} files are those that were published.",
            snapshot=entry.snapshot_id,
            n=len(entry.manifest.files),
        )
    except Refused as refusal:
        verdict = refusal.sentence
    bar.empty()
    note(verdict, language)


def _do(work: Callable[[], None], done: Sentence) -> None:
    """Do what somebody pressed for, if it may still be done; the next run says what came of it."""
    try:
        if closed := why_read_only():
            raise Refused(closed)  # noqa: TRY301 - said as any refusal is
        work()
        st.session_state[DONE] = done
    except Refused as refusal:
        st.session_state[DONE] = refusal.sentence


def _show(snapshot_id: str) -> None:
    _do(
        lambda: shelf_changes.point_latest_to(snapshot_id),
        _("{snapshot} is shown from now on wherever a link asks for the latest.", snapshot=snapshot_id),
    )


def _pin(snapshot_id: str) -> None:
    name = str(st.session_state["pin_name"])
    _do(
        lambda: shelf_changes.pin(snapshot_id, name),
        _("{snapshot} is pinned as “{name}”.", snapshot=snapshot_id, name=name.strip()),
    )


def _unpin(snapshot_id: str) -> None:
    _do(lambda: shelf_changes.unpin(snapshot_id), _("{snapshot} is not pinned any more.", snapshot=snapshot_id))


def _changes(entry: ShelfEntry, language: Language) -> None:
    """Showing it, and pinning it."""
    key = entry.snapshot_id
    if not entry.is_shown:
        with st.popover(
            plain(_("Show this snapshot").say(language)), key="show_open", disabled=entry.fault is not None
        ):
            put(text(SHOWING.say(language)))
            st.button(
                plain(_("Show it from now on").say(language)),
                key="show_go",
                type="primary",
                on_click=_show,
                args=(key,),
            )
    if entry.pin:
        st.button(plain(_("Unpin").say(language)), key="unpin_go", on_click=_unpin, args=(key,))
        return
    with st.popover(plain(_("Pin").say(language)), key="pin_open"):
        put(text(PINNING.say(language)))
        st.text_input(plain(_("Name, like “board report Q3”").say(language)), key="pin_name", max_chars=LONGEST)
        st.button(plain(_("Pin it").say(language)), key="pin_go", type="primary", on_click=_pin, args=(key,))


def _ways(entry: ShelfEntry, opened: Opened) -> None:
    """Its archive, its day on the map, and what is different since."""
    language, elsewhere = opened.language, opened.view.elsewhere()
    download = _("Download (tar, {size})", size=size(entry.manifest.bytes or 0)).say(language)
    there = archive_route.link(entry.snapshot_id, language)
    put(element("a", download, class_="file", href=there, download=True), width="content")
    its_day = elsewhere.but(snapshot=entry.snapshot_id)
    since = elsewhere.but(compare=entry.snapshot_id, listing="diff")
    ways = together(
        to_screen("map", its_day, _("Look at this day").say(language), css="file"),
        to_screen("", since, _("What is different since").say(language), css="file"),
    )
    put(ways, width="content")


def _pinned(entry: ShelfEntry) -> Sentence | None:
    if entry.pin is None:
        return None
    day = entry.pin.at.date().isoformat()
    return _("Pinned as “{name}” by {person}, {day}.", name=entry.pin.name, person=entry.pin.person, day=day)


def _actions(entry: ShelfEntry, opened: Opened) -> None:
    language, is_damaged = opened.language, entry.fault is not None
    with st.container(key="card_snapshot"):
        put(heading(_("Snapshot {snapshot}", snapshot=entry.snapshot_id), _pinned(entry), opened))
        if entry.fault:
            note(entry.fault, language)
        closed = why_read_only()
        with st.container(horizontal=True, vertical_alignment="center", key="snapshot_actions"):
            wants_verifying = st.button(plain(_("Verify").say(language)), key="verify_go", disabled=is_damaged)
            if not closed:
                _changes(entry, language)
            if not is_damaged:
                _ways(entry, opened)
        if wants_verifying:
            _verify(entry, language)
        if done := st.session_state.pop(DONE, None):
            note(done, language)
        if closed:
            put(element("p", closed.say(language), class_="hint"))


def snapshot_page(opened: Opened) -> None:
    """One snapshot: what it is, what can be done to it, its files and what went in."""
    language = opened.language
    every = _("All snapshots").say(language)
    back = to_screen("", opened.view.elsewhere(), f"← {every}")
    put(element("nav", back, class_="tabs", aria_label=every))
    try:
        entry = shelf_entry(opened.presentation.item)
    except Refused as refusal:
        note(refusal.sentence, language)
        return
    title = _("Snapshot {snapshot}", snapshot=entry.snapshot_id).say(language)
    put(element("h1", title, class_="unseen"), has_title=True)
    _facts(entry, language)
    _actions(entry, opened)
    if entry.manifest.files:
        table_card(opened, SNAPSHOT_FILES, rows=MOST_ROWS)
    if entry.manifest.deliveries:
        table_card(opened, SNAPSHOT_DELIVERIES, rows=MOST_ROWS)
