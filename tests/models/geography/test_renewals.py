"""Renewed codes: of a day that knows the new code and the old one no more."""

import pytest

from data import reference
from models.geography.places import places
from models.geography.renewals import renewals

ROWS = {row["adcode"]: row for row in reference.rows("admin_codes")}
CITY = [ROWS[code] for code in ("540000", "540400")]
NEW = ROWS["540481"]
OLD = NEW | {"adcode": "540422", "name": "米林县"}


@pytest.mark.parametrize(
    ("rows", "known"), [([NEW], {"540422": "540481"}), ([OLD], {}), ([OLD, NEW], {}), ([], {})], ids=str
)
def test_a_code_is_renewed_where_the_new_one_is_known_and_the_old_one_is_not(
    rows: list[dict[str, str]], known: dict[str, str]
) -> None:
    found = renewals(places([*CITY, *rows]))
    assert {renewal.old: renewal.place.adcode for renewal in found} == known


def test_two_codes_may_be_renewed_to_one() -> None:
    found = renewals(places(ROWS.values()))
    assert {renewal.old for renewal in found if renewal.place.adcode == "500157"} == {"500105", "500112"}
    assert all(renewal.place.unit("province") == renewal.old[:2] + "0000" for renewal in found)
