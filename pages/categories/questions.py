"""Questions of categories: the metric by category and region."""

from dashboard.figures.figure import Figure, figures
from dashboard.figures.withholding import withheld_cells
from dashboard.questions.asking import drawn, unit
from dashboard.questions.keeping import kept
from dashboard.questions.uptake import summed
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow


@kept
def matrix(snapshot: Snapshot, question: Question) -> dict[tuple[str, str | None], Figure]:
    """The metric by category and unit of the view's level, as {(category, adcode): figure}; None: in no unit drawn.

    Totals of categories and of regions are shown, so neither gives a single cell away.
    """
    by = [columns(CubeRow).category_code, unit(snapshot, CubeRow, question)]
    groups = summed(snapshot, question, by, drawn(snapshot, question))
    cells = {(str(category), region): sums for (category, region), sums in groups.items()}
    return figures(question.measured, cells, question.few, withheld_cells)
