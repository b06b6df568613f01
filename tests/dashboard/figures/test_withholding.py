"""What is withheld: too few stores, and what a total would give away."""

from hypothesis import given
from hypothesis import strategies as st
from plain import withholding as plain

from dashboard.figures.withholding import too_few, unless_few, withheld, withheld_cells

groups = st.dictionaries(st.sampled_from([None, *"abcdefg"]), st.integers(0, 12))
matrices = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from([None, *"xyz"])), st.integers(0, 9))
fews = st.integers(1, 6)


@given(groups, fews)
def test_a_group_is_withheld_as_plain_loops_do(stores: dict[str | None, int], few: int) -> None:
    assert withheld(stores, few) == plain.hidden(stores, few)


@given(groups, fews)
def test_no_single_row_is_left_to_be_had_from_the_total(stores: dict[str | None, int], few: int) -> None:
    hidden = withheld(stores, few)
    assert too_few(stores, few) <= hidden
    shown = [code for code, count in stores.items() if count and code not in hidden]
    assert len(hidden) != 1 or not shown
    assert len(hidden - too_few(stores, few)) <= 1


def test_a_number_by_itself_is_withheld_from_one_to_less_than_few() -> None:
    assert [unless_few(stores, 3) for stores in range(5)] == [0, None, None, 3, 4]


@given(matrices, fews)
def test_no_single_cell_of_a_row_or_a_column_is_left_to_be_had(
    stores: dict[tuple[str, str | None], int], few: int
) -> None:
    hidden = withheld_cells(stores, few)
    assert too_few(stores, few) <= hidden <= {cell for cell, count in stores.items() if count}
    for side in (0, 1):
        for line in {cell[side] for cell in stores}:
            own = {cell for cell, count in stores.items() if cell[side] == line and count}
            assert len(own & hidden) != 1 or own <= hidden
    assert too_few(stores, few) or not hidden
