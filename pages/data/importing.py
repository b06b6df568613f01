"""Bringing a file in on the page: choose, try, import, publish. What is not allowed here is explained instead."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard.acting import permission
from dashboard.drawing.tips import safe
from dashboard.reading.opening import Opened
from dashboard.ui.facts import Fact, facts
from dashboard.ui.said import said
from dashboard.ui.tables import heading
from data.errors import Refused
from data.language import Language, Sentence, _
from models.intake.kinds import KINDS
from models.intake.reading.outcomes import Outcome, Problem
from models.programme.clock import day_of, now
from models.settings import settings
from pages.data import problems_route
from pages.data import uploads as intake_desk
from pages.data.jobs import BENCH, Job
from pages.data.uploads import TRIES, Try, Upload

TRIED, FAILED = "import_tried", "import_failed"
DATUMS: Final[dict[str, Sentence]] = {
    "gcj02": _("GCJ-02 (Chinese maps)"),
    "bd09": _("BD-09 (Baidu)"),
    "wgs84": _("WGS-84 (GPS)"),
}
DELIMITERS: Final[dict[str, Sentence]] = {",": _("comma"), "\t": _("tab"), ";": _("semicolon")}
SEEN: Final = 0.03
"""As little of the bar as can be seen."""
EVERY: Final = 1.0
"""Seconds between looks at work that is running."""
BESIDE: Final = _(
    "The record holds demonstration data: what is imported here stands beside them, and every screen goes on saying "
    "that data are made up. Use another LAOTIE_HOME for your own files."
)
ONLY_AFTER: Final = _("After a try of the same file without problems")
PUBLISH: Final = _("Publish a day")
ABOUT_PUBLISHING: Final = _(
    "The record as it stood at the end of that day becomes a snapshot; if it is the newest day, it is shown at once."
)
TITLE: Final = _("Bring a file in")
ABOUT: Final = _(
    "A file is tried first: everything wrong with it is listed and nothing is stored. It is imported whole or not at "
    "all, and is seen on the screens once a day is published."
)


def shut() -> Sentence | None:
    """Why nothing may be brought in here; None where it may."""
    return permission.why_read_only(st.get_option("server.address"), dict(st.context.headers))


def _choices(language: Language) -> Upload | None:
    """The file that was chosen, and what it is said to be."""
    left, right = st.columns([2, 3])
    with left:
        kind = st.selectbox(
            _("Kind of file").say(language),
            list(KINDS),
            format_func=lambda code: f"{KINDS[code].alias} · {code}" if language == "zh" else code,
            key="import_kind",
        )
        datum = ""
        if KINDS[kind].has_coordinates:
            datum = st.selectbox(
                _("Coordinates are in").say(language),
                list(DATUMS),
                format_func=lambda code: DATUMS[code].say(language),
                key="import_datum",
            )
    with right:
        label = _("File: .csv, .csv.gz or .zip, at most {n} MiB (choose with the button, or drop it here)",
                  n=settings().upload_mb)  # fmt: skip
        sent = st.file_uploader(
            label.say(language),
            key="import_file",
            max_upload_size=settings().upload_mb,
            type=["csv", "gz", "zip", "txt"],
        )
    return Upload(kind, sent.name, sent.getvalue(), datum) if sent else None


def _attempt(work: Callable[[], object]) -> None:
    """Do something that may be refused; the refusal is shown on the next run."""
    try:
        work()
        st.session_state.pop(FAILED, None)
    except Refused as refusal:
        st.session_state[FAILED] = refusal.sentence


def _try(upload: Upload, language: Language) -> None:
    shown = st.progress(0.0)

    def told(what: Sentence, part: float) -> None:
        shown.progress(part, text=what.say(language))

    def work() -> None:
        st.session_state.pop(TRIED, None)
        outcome = intake_desk.try_out(upload, told)
        st.session_state[TRIED] = Try(upload.identity, outcome, TRIES.keep(outcome))

    _attempt(work)
    shown.empty()


def _row(problem: Problem, language: Language) -> str:
    cells = (problem.column, problem.value, problem.why.say(language), problem.do.say(language))
    return (
        f'<tr><td class="n">{problem.line:,}</td>{"".join(f"<td class=words>{safe(text)}</td>" for text in cells)}</tr>'
    )


def _problems(title: Sentence, problems: tuple[Problem, ...], ticket: str, language: Language) -> str:
    names = (_("Line"), _("Column"), _("Value"), _("Why"), _("What to do"))
    head = "".join(f'<th scope="col">{safe(name.say(language))}</th>' for name in names)
    rows = "".join(_row(problem, language) for problem in problems)
    away = f'<a class="file" href="{safe(problems_route.link(ticket, language))}" download>CSV</a>' if ticket else ""
    words = safe(title.say(language))
    return (
        f'<header class="card-head"><h2>{words}</h2></header>'
        f'<div class="scroll sheet" tabindex="0" role="region" aria-label="{words}"><table class="ranked">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<footer class="sheet-foot"><span class="files-of">{away}</span></footer>'
    )


def _counted(outcome: Outcome, language: Language) -> list[Fact]:
    fates = (
        (_("New rows"), outcome.added),
        (_("Changed rows"), outcome.changed),
        (_("Rows as they were"), outcome.unchanged),
        (_("Region codes renewed"), outcome.recoded),
        (_("Rows with a warning"), outcome.warned),
    )
    named = ((_("Rows"), outcome.rows), *(() if outcome.is_refused else fates))
    delimiter = DELIMITERS.get(outcome.delimiter)
    form = Fact(_("Encoding"), outcome.encoding, delimiter.say(language) if delimiter else "")
    return [*(Fact(name, f"{count:,}") for name, count in named), form]


def _verdict(outcome: Outcome) -> Sentence:
    if outcome.is_refused:
        return _(
            "{file} has {count} problems, so nothing of it can be stored. Correct them and try it again.",
            file=outcome.file_name,
            count=f"{outcome.problem_total:,}",
        )
    if outcome.is_repeat:
        return outcome.notes[0]
    if outcome.is_stored:
        return _("{file} was stored. Publish a day to see it on the screens.", file=outcome.file_name)
    return _("{file} can be imported: it has no problems. Nothing is stored yet.", file=outcome.file_name)


def _outcome(outcome: Outcome, ticket: str, language: Language) -> None:
    """What was found in a file."""
    said(_verdict(outcome), language)
    facts(_counted(outcome, language), language)
    for note in () if outcome.is_repeat else outcome.notes:
        said(note, language)
    if outcome.unknown_columns:
        names = ", ".join(outcome.unknown_columns)
        said(_("Columns that the format does not have were left out: {names}", names=names), language)
    shown = f"{len(outcome.problems):,}", f"{outcome.problem_total:,}"
    if outcome.problems:
        title = _("Problems: {shown} of {total} are listed", shown=shown[0], total=shown[1])
        st.html(_problems(title, outcome.problems, ticket, language))
    if outcome.warnings:
        title = _("Warnings: {shown} of {total} are listed", shown=f"{len(outcome.warnings):,}", total=outcome.warned)
        st.html(_problems(title, outcome.warnings, ticket, language))


def _follow(job: Job, language: Language) -> None:
    """How far work is that is running; looks again by itself until it is done."""

    @st.fragment(run_every=EVERY)
    def look() -> None:
        if not job.is_running:
            st.rerun()
        st.progress(max(job.part, SEEN), text=(job.what or job.name).say(language))
        told = _("You may leave this page; the work goes on.")
        st.html(f'<p class="hint">{safe(told.say(language))}</p>')

    look()


def _ended(job: Job, language: Language) -> None:
    """What became of the last work of this server."""
    if job.refusal:
        said(job.refusal.sentence, language)
    elif isinstance(job.result, Outcome):
        _outcome(job.result, "", language)
    else:
        said(_("Published {snapshot}.", snapshot=job.result), language)


def work_card(opened: Opened) -> None:
    """The work of this server that runs, or that ran last."""
    job, language = BENCH.last, opened.view.language
    if job is None or shut():
        return
    with st.container(key="card_work"):
        at = f"{job.started_at:%Y-%m-%d %H:%M}"
        st.html(heading(job.name, _("Started at {at} by {person}.", at=at, person=job.person), opened))
        if job.is_running:
            _follow(job, language)
        else:
            _ended(job, language)


def _import(upload: Upload, tried: Try) -> None:
    def work() -> None:
        intake_desk.start_import(upload)
        st.session_state.pop(TRIED, None)

    if tried.identity == upload.identity:
        _attempt(work)


def _publish() -> None:
    st.session_state.pop(TRIED, None)
    _attempt(lambda: intake_desk.start_publication(day_of(st.session_state["publish_day"])))


def _buttons(upload: Upload | None, language: Language, *, is_busy: bool) -> None:
    tried: Try | None = st.session_state.get(TRIED)
    is_same = bool(tried and upload and tried.identity == upload.identity)
    may = is_same and tried is not None and intake_desk.may_follow(tried.outcome)
    with st.container(horizontal=True):
        wants = st.button(_("Try").say(language), key="import_try", disabled=upload is None, type="secondary")
        st.button(
            _("Import").say(language), key="import_go", type="primary", disabled=not may or is_busy,
            on_click=_import, args=(upload, tried), help=ONLY_AFTER.say(language),
        )  # fmt: skip
    if wants and upload:
        _try(upload, language)
        st.rerun()
    if tried and (upload is None or is_same):
        _outcome(tried.outcome, tried.ticket, language)


def import_card(opened: Opened) -> None:
    """Choose a file, try it, import it."""
    language = opened.view.language
    with st.container(key="card_import"):
        st.html(heading(TITLE, ABOUT, opened))
        if closed := shut():
            said(closed, language)
            return
        if opened.now.is_demonstration:
            said(BESIDE, language)
        upload = _choices(language)
        if FAILED in st.session_state:
            said(st.session_state[FAILED], language)
        _buttons(upload, language, is_busy=bool(BENCH.last and BENCH.last.is_running))


def publish_card(opened: Opened) -> None:
    """Publish a day."""
    language = opened.view.language
    if shut():
        return
    job = BENCH.last
    with st.container(key="card_publish"):
        st.html(heading(PUBLISH, ABOUT_PUBLISHING, opened))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                _("Day, like 2026-01-31").say(language), value=now().date().isoformat(), key="publish_day", width=220
            )
            st.button(_("Publish").say(language), key="publish_go", disabled=bool(job and job.is_running),
                      on_click=_publish)  # fmt: skip
