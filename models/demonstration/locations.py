"""Where made-up stores stand: the shipped belts and counties, weighted as trade is spread."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from data import reference
from models.demonstration.days import Floats, Ints, Rng

PROVINCE_WEIGHT = {
    "33": 5.0,
    "44": 5.0,
    "35": 3.2,
    "32": 3.0,
    "37": 2.6,
    "41": 2.2,
    "13": 1.6,
    "51": 1.2,
    "34": 1.2,
    "43": 1.1,
    "42": 1.1,
    "36": 1.0,
    "50": 0.8,
    "31": 1.0,
    "11": 0.8,
    "21": 0.8,
    "45": 0.7,
    "53": 0.7,
    "54": 0.15,
    "63": 0.2,
    "64": 0.3,
    "71": 0.0,
    "81": 0.0,
    "82": 0.0,
}
STRAYS = ("653228", "653229", "540422", "540530", "460321")
"""Codes without a polygon, and old codes that the crosswalk renews."""


@dataclass(frozen=True)
class Locations:
    """Places as indexes into `codes`: counties, prefectures without counties, and strays."""

    codes: list[str]
    names: list[str]
    provinces: list[str]
    province: Ints
    prefectures: list[str]
    prefecture: Ints
    weight: Floats
    belt_place: Ints
    belt_category: Ints

    @property
    def strays(self) -> Ints:
        """Places of the stray codes."""
        return np.array([self.codes.index(code) for code in STRAYS], dtype=np.int64)

    def neighbours(self, places: Ints, rng: Rng) -> Ints:
        """For each place, one of the same prefecture."""
        order = np.argsort(self.prefecture, kind="stable")
        counts = np.bincount(self.prefecture, minlength=len(self.prefectures))
        first = np.cumsum(counts) - counts
        group = self.prefecture[places]
        picked: Ints = order[first[group] + (rng.random(len(places)) * counts[group]).astype(np.int64)]
        return picked


def short(name: str, prefecture: str) -> str:
    """A place as a shop sign says it."""
    name = name if len(name) <= 4 else prefecture
    for ending in ("自治州", "地区", "市", "县", "区", "旗", "盟"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


@cache
def locations() -> Locations:
    """The locations of the shipped reference tables."""
    regions = {row["adcode"]: row for row in reference.rows("admin_codes")}
    parents = {row["parent_adcode"] for row in regions.values()}
    codes = [
        code
        for code, row in regions.items()
        if row["level"] == "county" or (row["level"] == "prefecture" and code not in parents)
    ]
    codes += [code for code in STRAYS if code not in regions]
    renewed = reference.renewed_codes()
    rows = [regions.get(code) or regions[renewed[code]] for code in codes]
    provinces = sorted({row["province_adcode"] for row in rows})
    groups = [row["parent_adcode"] if row["level"] == "county" else row["adcode"] for row in rows]
    prefectures = sorted(set(groups))
    place = {code: index for index, code in enumerate(codes)}
    kinds = [row["code"] for row in reference.rows("categories")]
    belts = reference.rows("belts")
    return Locations(
        codes=codes,
        names=[short(row["name"], regions[group]["name"]) for row, group in zip(rows, groups, strict=True)],
        provinces=provinces,
        province=np.array([provinces.index(row["province_adcode"]) for row in rows]),
        prefectures=prefectures,
        prefecture=np.array([prefectures.index(group) for group in groups]),
        weight=np.array(
            [
                0.0 if code in STRAYS or row["type"] == "非GB/T 2260" else PROVINCE_WEIGHT.get(code[:2], 0.5)
                for code, row in zip(codes, rows, strict=True)
            ]
        ),
        belt_place=np.array([place[belt["county_adcode"]] for belt in belts]),
        belt_category=np.array([kinds.index(belt["category"]) for belt in belts]),
    )
