"""What became of a file."""

from dataclasses import dataclass

from data.language import Sentence
from models.record.tables import Delivery


@dataclass(frozen=True)
class Problem:
    """Something wrong (or, as a warning, doubtful) in one place of a file.

    `line` is the physical line on which the row begins; `value` is the cell as delivered, cut at 100
    characters; `why` and `do` say what is wrong and what to do.
    """

    file: str
    line: int
    column: str
    value: str
    why: Sentence
    do: Sentence


@dataclass(frozen=True)
class Outcome:
    """What became of a file: stored, the same as before, only tried, or refused with its problems.

    Attributes:
        delivery: the accepted delivery; the earlier one if `is_repeat`; None if refused.
        is_repeat: the same file was accepted before (when and by whom: `delivery`), nothing was done.
        is_stored: the record changed.
        unchanged: rows that the record held already, just so.
        warned: rows with a warning; `warnings` lists the first of them.
        problem_total: all problems; `problems` lists the first of them.
        notes: what else a person should know.
    """

    kind: str
    file_name: str
    delivery: Delivery | None
    is_repeat: bool = False
    is_stored: bool = False
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    recoded: int = 0
    warned: int = 0
    unknown_columns: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_total: int = 0
    notes: tuple[Sentence, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file has problems, so that nothing of it was stored."""
        return self.problem_total > 0
