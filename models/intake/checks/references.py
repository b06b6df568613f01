"""Checks across rows that several kinds share: what a row refers to must be known."""

from typing import Final, TypedDict

from data.language import _
from models.intake.contract.declaring import Check, Told


class UnknownStore(TypedDict):
    """A row of a store that is not in the record."""

    store_id: str


class UnknownRegion(TypedDict):
    """A row with a region code that is not known."""

    code: str


def _store_unknown(row: UnknownStore) -> Told:
    why = _("Store {store} is not in the record", store=row["store_id"])
    return why, _("Bring in the stores file that has it first, or correct the id.")


def _region_unknown(row: UnknownRegion) -> Told:
    why = _("Region code {code} is not known", code=row["code"])
    return why, _("Give a code of admin_codes.csv.")


STORE_KNOWN: Final = Check(
    "store_id",
    "SELECT row, store_id FROM arrived ANTI JOIN known_store USING (store_id)",
    _store_unknown,
)
REGIONS_KNOWN: Final = Check(
    "regions",
    "SELECT row, code FROM (SELECT row, unnest(string_split(regions, '|')) AS code FROM arrived "
    "WHERE regions <> '*') WHERE code NOT IN (SELECT adcode FROM known_region)",
    _region_unknown,
)
PARENT_KNOWN: Final = Check(
    "parent_adcode",
    "SELECT row, parent_adcode AS code FROM arrived "
    "WHERE parent_adcode <> '100000' AND parent_adcode NOT IN (SELECT adcode FROM combined)",
    _region_unknown,
)
