"""Answers that are kept: by the snapshot and the question, for a snapshot never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Final, Generic, ParamSpec, TypeVar

MOST: Final = 2048
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Once(Generic[Answer]):
    """An answer that is worked out once, by the first that asks; the others wait for it. A failure is not kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: list[Answer] = []

    def get(self, work: Callable[[], Answer]) -> Answer:
        """The answer."""
        if not self._found:
            with self._lock:
                if not self._found:
                    self._found.append(work())
        return self._found[0]


def kept(question: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Keep a question's answers by its arguments, and work out one that many ask at once once."""
    making = Lock()

    def new(*_args: Given.args, **_more: Given.kwargs) -> Once[Answer]:
        return Once()

    place: Callable[..., Once[Answer]] = lru_cache(maxsize=MOST)(new)

    @wraps(question)
    def answer(*args: Given.args, **more: Given.kwargs) -> Answer:
        with making:
            once = place(*args, **more)
        return once.get(lambda: question(*args, **more))

    return answer
