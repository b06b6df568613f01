"""The columns that a link chooses, and what the links of the menu lead to."""

from dashboard.tables.choosing import choices, on_page
from dashboard.tables.columns import Column
from data.language import Sentence

WORDS = Sentence("Words")
COLUMNS = (
    Column("name", "named", WORDS),
    Column("stores", "stores", WORDS),
    Column("code", "code", WORDS, shown=False),
    Column("note", "text", WORDS, shown=False),
    Column("due", "day", WORDS, shown=False, is_void=True),
)


def shown(*wanted: str, order: tuple[str, ...] = ()) -> list[str]:
    return [column.name for column in on_page("made", COLUMNS, wanted, order)]


def test_a_link_adds_and_takes_away_columns_of_its_table_alone() -> None:
    assert shown() == ["name", "stores"]
    assert shown("made.note", "made.-stores", "other.-name", "made.nothing") == ["name", "note"]
    assert shown("made.code", "made.due") == ["name", "stores", "code"][:2]
    assert shown("made.note", order=("stores", "name")) == ["stores", "name", "note"]
    assert all(column.shown for column in on_page("made", COLUMNS, ("made.note",)))


def test_each_choice_turns_one_column_and_back() -> None:
    wanted: tuple[str, ...] = ("other.x",)
    assert [(one.name, one.is_on) for one in choices("made", COLUMNS, wanted).columns] == [
        ("stores", True), ("note", False),
    ]  # fmt: skip
    assert choices("made", COLUMNS, wanted).usual is None
    for one in choices("made", COLUMNS, wanted).columns:
        turned = choices("made", COLUMNS, one.turned)
        again = next(other for other in turned.columns if other.name == one.name)
        assert (again.is_on, again.turned) == (not one.is_on, wanted)
        assert turned.usual == wanted
