"""Bringing a file in on the page: choose, try, import, publish. What is not allowed here is explained instead."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from dashboard.acting import permission
from dashboard.markup.elements import element
from dashboard.reading.opening import Opened
from dashboard.ui.labels import plain
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading
from data.errors import Refused
from data.language import Language, Sentence, _
from models.intake.kinds import KINDS
from models.intake.reading.outcomes import Outcome
from models.programme.clock import day_of, now
from models.settings import settings
from pages.data import uploads
from pages.data.jobs import JOBS, Job
from pages.data.outcomes import show_outcome
from pages.data.uploads import TRIED, TriedUpload, Upload

TRIED_LAST: Final = "import_tried"
"""Where the session keeps the upload that was tried last."""
REFUSED_LAST: Final = "import_failed"
"""Where it keeps why the last wish was refused."""
DATUMS: Final[Mapping[str, Sentence]] = {
    "gcj02": _("GCJ-02 (Chinese maps)"),
    "bd09": _("BD-09 (Baidu)"),
    "wgs84": _("WGS-84 (GPS)"),
}
LEAST_SHARE_DRAWN: Final = 0.03
"""As little of the bar as can be seen."""
POLL_SECONDS: Final = 1.0
"""Seconds between looks at work that is running."""
DEMONSTRATION_NOTE: Final = _(
    "The record holds demonstration data: what is imported here stands beside them, and every screen goes on saying "
    "that data are made up. Use another LAOTIE_HOME for your own files."
)
TRY_FIRST_NOTE: Final = _("After a try of the same file without problems")
PUBLISH: Final = _("Publish a day")
ABOUT_PUBLISHING: Final = _(
    "The record as it stood at the end of that day becomes a snapshot; if it is the newest day, it is shown at once."
)
TITLE: Final = _("Bring a file in")
ABOUT: Final = _(
    "A file is tried first: everything wrong with it is listed and nothing is stored. It is imported whole or not at "
    "all, and is seen on the screens once a day is published."
)


def why_read_only() -> Sentence | None:
    """Why nothing may be brought in here; None where it may."""
    return permission.why_read_only(st.get_option("server.address"), dict(st.context.headers))


def _choices(language: Language) -> Upload | None:
    """The file that was chosen, and what it is said to be."""
    left, right = st.columns([2, 3])
    with left:
        kind = st.selectbox(
            plain(_("Kind of file").say(language)),
            list(KINDS),
            format_func=lambda code: f"{KINDS[code].alias} · {code}" if language == "zh" else code,
            key="import_kind",
        )
        datum = ""
        if KINDS[kind].has_coordinates:
            datum = st.selectbox(
                plain(_("Coordinates are in").say(language)),
                list(DATUMS),
                format_func=lambda code: DATUMS[code].say(language),
                key="import_datum",
            )
    with right:
        label = _(
            "File: .csv, .csv.gz or .zip, at most {n} MiB (choose with the button, or drop it here)",
            n=settings().upload_mb,
        )
        sent = st.file_uploader(
            plain(label.say(language)),
            key="import_file",
            max_upload_size=settings().upload_mb,
            type=["csv", "gz", "zip", "txt"],
        )
    return Upload(kind, sent.name, sent.getvalue(), datum) if sent else None


def _attempt(work: Callable[[], object]) -> None:
    """Do something that may be refused; the refusal is shown on the next run."""
    try:
        work()
        st.session_state.pop(REFUSED_LAST, None)
    except Refused as refusal:
        st.session_state[REFUSED_LAST] = refusal.sentence


def _try(upload: Upload, language: Language) -> None:
    progress_bar = st.progress(0.0)

    def progress(doing: Sentence, done: int, of: int) -> None:
        progress_bar.progress(done / of, text=plain(doing.say(language)))

    def work() -> None:
        st.session_state.pop(TRIED_LAST, None)
        outcome = uploads.dry_run(upload, progress)
        st.session_state[TRIED_LAST] = TriedUpload(upload.identity, outcome, TRIED.keep(outcome))

    _attempt(work)
    progress_bar.empty()


def _follow(job: Job, language: Language) -> None:
    """How far work is that is running; looks again by itself until it is done."""

    @st.fragment(run_every=POLL_SECONDS)
    def look() -> None:
        if not job.is_running:
            st.rerun()
        st.progress(max(job.share_done, LEAST_SHARE_DRAWN), text=plain((job.doing or job.name).say(language)))
        put(element("p", _("You may leave this page; the work goes on.").say(language), class_="hint"))

    look()


def _ended(job: Job, language: Language) -> None:
    """What became of the last work of this server."""
    if job.refusal:
        note(job.refusal.sentence, language)
    elif isinstance(job.result, Outcome):
        show_outcome(job.result, "", language)
    else:
        note(_("Published {snapshot}.", snapshot=job.result), language)


def work_card(opened: Opened) -> None:
    """The work of this server that runs, or that ran last."""
    job, language = JOBS.last, opened.language
    if job is None or why_read_only():
        return
    with st.container(key="card_work"):
        started = f"{job.started_at:%Y-%m-%d %H:%M}"
        put(heading(job.name, _("Started at {at} by {person}.", at=started, person=job.person), opened))
        if job.is_running:
            _follow(job, language)
        else:
            _ended(job, language)


def _import(upload: Upload, tried: TriedUpload) -> None:
    def work() -> None:
        uploads.start_import(upload)
        st.session_state.pop(TRIED_LAST, None)

    if tried.identity == upload.identity:
        _attempt(work)


def _publish() -> None:
    st.session_state.pop(TRIED_LAST, None)
    _attempt(lambda: uploads.start_publication(day_of(st.session_state["publish_day"])))


def _buttons(upload: Upload | None, language: Language, *, is_busy: bool) -> None:
    tried: TriedUpload | None = st.session_state.get(TRIED_LAST)
    is_same = bool(tried and upload and tried.identity == upload.identity)
    may = is_same and tried is not None and uploads.may_import(tried.outcome)
    with st.container(horizontal=True):
        wants = st.button(plain(_("Try").say(language)), key="import_try", disabled=upload is None, type="secondary")
        st.button(
            plain(_("Import").say(language)),
            key="import_go",
            type="primary",
            disabled=not may or is_busy,
            on_click=_import,
            args=(upload, tried),
            help=TRY_FIRST_NOTE.say(language),
        )
    if wants and upload:
        _try(upload, language)
        st.rerun()
    if tried and (upload is None or is_same):
        show_outcome(tried.outcome, tried.ticket, language)


def import_card(opened: Opened) -> None:
    """Choose a file, try it, import it."""
    language = opened.language
    with st.container(key="card_import"):
        put(heading(TITLE, ABOUT, opened))
        if closed := why_read_only():
            note(closed, language)
            return
        if opened.now.is_demonstration:
            note(DEMONSTRATION_NOTE, language)
        upload = _choices(language)
        if REFUSED_LAST in st.session_state:
            note(st.session_state[REFUSED_LAST], language)
        _buttons(upload, language, is_busy=bool(JOBS.last and JOBS.last.is_running))


def publish_card(opened: Opened) -> None:
    """Publish a day."""
    language = opened.language
    if why_read_only():
        return
    job = JOBS.last
    with st.container(key="card_publish"):
        put(heading(PUBLISH, ABOUT_PUBLISHING, opened))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                plain(_("Day, like 2026-01-31").say(language)),
                value=now().date().isoformat(),
                key="publish_day",
                width=220,
            )
            st.button(
                plain(_("Publish").say(language)),
                key="publish_go",
                disabled=bool(job and job.is_running),
                on_click=_publish,
            )
