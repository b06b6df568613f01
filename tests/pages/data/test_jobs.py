"""Long work goes on by itself, one piece at a time, and whatever goes wrong is a sentence."""

from threading import Event
from typing import Any

import pytest

from data.errors import Refused
from data.language import Sentence
from pages.data.jobs import Job, JobRunner

NAME = Sentence("Import")
LONG = 20.0


def ended(job: Job) -> Job:
    for _turn in range(int(LONG * 100)):
        if not job.is_running:
            return job
        Event().wait(0.01)
    raise AssertionError("the work does not end")


def test_work_is_told_while_it_runs_and_leaves_its_result() -> None:
    told, go = Event(), Event()

    def work(tell: Any) -> str:
        tell(Sentence("Stores"), 1, 2)
        told.set()
        go.wait(LONG)
        return "made"

    runner = JobRunner()
    assert runner.last is None
    job = runner.start(NAME, "王五", work)
    assert told.wait(LONG)
    assert (runner.last, job.is_running, job.share_done, job.person) == (job, True, 0.5, "王五")
    assert job.doing == Sentence("Stores")
    go.set()
    assert (ended(job).result, job.refusal) == ("made", None)


def test_a_second_piece_of_work_waits_for_the_first() -> None:
    go, runner = Event(), JobRunner()
    first = runner.start(NAME, "a", lambda _tell: go.wait(LONG))
    with pytest.raises(Refused) as refusal:
        runner.start(NAME, "b", lambda _tell: None)
    assert refusal.value.sentence.values["job"] == NAME
    go.set()
    ended(first)
    second = ended(runner.start(NAME, "b", lambda _tell: 2))
    assert (runner.last, second.result) == (second, 2)


def test_a_refusal_and_a_failure_are_kept_as_sentences() -> None:
    runner, refusal = JobRunner(), Refused(NAME)

    def refuse(_tell: Any) -> None:
        raise refusal

    assert ended(runner.start(NAME, "a", refuse)).refusal is refusal
    failed = ended(runner.start(NAME, "a", lambda _tell: {}["nothing"]))
    assert failed.refusal is not None
    assert failed.refusal.sentence.values["what"] == "KeyError: 'nothing'"


@pytest.mark.parametrize(("done", "of", "share"), [(-1, 1, 0.0), (1, 4, 0.25), (7, 1, 1.0), (0, 0, 0.0)])
def test_progress_stays_between_nothing_and_all(done: int, of: int, share: float) -> None:
    job = Job(NAME, "a")
    job.report(NAME, done, of)
    assert job.share_done == share
