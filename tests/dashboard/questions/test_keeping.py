"""Answers are kept by their arguments, and one that many ask at once is worked out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from dashboard.questions.keeping import kept


def test_a_question_that_many_ask_at_once_is_worked_out_once() -> None:
    many, asked, guard = 16, list[int](), Lock()
    together = Barrier(many)

    @kept
    def doubled(number: int) -> int:
        with guard:
            asked.append(number)
        return 2 * number

    def ask(number: int) -> int:
        together.wait()
        return doubled(number)

    with ThreadPoolExecutor(many) as pool:
        answers = list(pool.map(ask, [at % 2 for at in range(many)]))
    assert answers == [2 * (at % 2) for at in range(many)]
    assert sorted(asked) == [0, 1]


def test_a_failure_is_not_kept() -> None:
    tried = []

    @kept
    def fails_once(number: int) -> int:
        tried.append(number)
        if len(tried) == 1:
            raise ZeroDivisionError
        return number

    with pytest.raises(ZeroDivisionError):
        fails_once(3)
    assert (fails_once(3), fails_once(3)) == (3, 3)
    assert tried == [3, 3]
