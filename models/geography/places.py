"""The regions of the programme and how they nest: country, province, city, county.

A *unit* of a level is what that level's map draws as one area. Not every region has all levels: the
municipalities, Taiwan, Hong Kong and Macao are one unit by city; a county run by its province is its own
city; 东莞, 中山, 儋州, 嘉峪关 and Macao have no counties and are their own county.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from models.geography.names import names

Level = Literal["province", "city", "county"]
LEVELS: Final[tuple[Level, ...]] = ("province", "city", "county")
COUNTRY_CODE: Final = "100000"
_LEVEL_OF: Final[Mapping[str, Level]] = {"province": "province", "prefecture": "city", "county": "county"}
_ONE_CITY: Final = frozenset({"110000", "120000", "310000", "500000", "710000", "810000", "820000"})
Places = Mapping[str, "Place"]


@dataclass(frozen=True)
class Place:
    """A region and the units it lies in; a unit code is None where the region is larger than that unit."""

    adcode: str
    level: Literal["country", "province", "city", "county"]
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    parent_adcode: str
    province_adcode: str | None
    city_adcode: str | None
    county_adcode: str | None
    is_drawn: bool

    def unit(self, level: Level) -> str | None:
        """The unit of a level this place lies in."""
        return {"province": self.province_adcode, "city": self.city_adcode, "county": self.county_adcode}[level]

    def name(self, language: Literal["zh", "en"]) -> str:
        """The full name in a language."""
        return self.name_zh if language == "zh" else self.name_en

    def short(self, language: Literal["zh", "en"]) -> str:
        """The name for a label on the map."""
        return self.short_zh if language == "zh" else self.short_en


COUNTRY: Final = Place(
    COUNTRY_CODE, "country", "全国", "All China", "全国", "All China", "", None, None, None, is_drawn=True
)


def _city_unit(row: Mapping[str, str]) -> str | None:
    if row["province_adcode"] in _ONE_CITY:
        return row["province_adcode"]
    if row["level"] == "province":
        return None
    if row["level"] == "prefecture" or row["parent_adcode"] == row["province_adcode"]:
        return row["adcode"]
    return row["parent_adcode"]


def _place(row: Mapping[str, str], parents: frozenset[str]) -> Place:
    named = names(row["adcode"], row["name"], row["type"], row["pinyin"])
    is_county = row["level"] == "county" or row["adcode"] not in parents
    return Place(
        adcode=row["adcode"],
        level=_LEVEL_OF[row["level"]],
        **named._asdict(),
        parent_adcode=row["parent_adcode"],
        province_adcode=row["province_adcode"],
        city_adcode=_city_unit(row),
        county_adcode=row["adcode"] if is_county else None,
        is_drawn=row["has_boundary"] in {"True", "true", "1"},
    )


def _told_apart(found: dict[str, Place]) -> dict[str, Place]:
    """Names that could be mistaken: 伊宁市 beside 伊宁县 keeps its full label; Suzhou says of which province."""
    labels = Counter((p.city_adcode, p.short_zh) for p in found.values() if p.level == "county")
    cities = Counter(p.name_en for p in found.values() if p.city_adcode == p.adcode)
    for code, place in found.items():
        if place.level == "county" and labels[place.city_adcode, place.short_zh] > 1:
            found[code] = replace(place, short_zh=place.name_zh, short_en=place.name_en)
        elif place.city_adcode == code and cities[place.name_en] > 1:
            province = found[str(place.province_adcode)].name_en
            found[code] = replace(place, name_en=f"{place.name_en}, {province}")
    return found


def places(rows: Iterable[Mapping[str, object]]) -> dict[str, Place]:
    """Every region of admin_codes rows by its code, in order of code, and the country itself first.

    `rows` have the columns of admin_codes.csv; `has_boundary` may be text or a truth value.
    """
    told = ({name: str(value) for name, value in row.items()} for row in rows)
    in_order = sorted(told, key=lambda row: row["adcode"])
    parents = frozenset(row["parent_adcode"] for row in in_order)
    return {COUNTRY_CODE: COUNTRY} | _told_apart({row["adcode"]: _place(row, parents) for row in in_order})


def children(known: Places, region: str, level: Level) -> tuple[Place, ...]:
    """The units of a level within a region (a county lies within itself), by code; undrawn ones too."""
    return tuple(
        place
        for place in known.values()
        if place.adcode != COUNTRY_CODE
        and place.unit(level) == place.adcode
        and region in (COUNTRY_CODE, place.province_adcode, place.city_adcode, place.county_adcode)
    )


def levels(place: Place) -> tuple[Level, ...]:
    """The levels a region's map can be drawn by, coarsest first."""
    if place.level == "country":
        return ("province", "city")
    return ("city", "county") if place.city_adcode is None else ("county",)


def usual_level(adcode: str) -> Level:
    """The coarsest level of a region's map by its code alone, which tells the region's kind."""
    if adcode == COUNTRY_CODE:
        return "province"
    return "city" if adcode.endswith("0000") and adcode not in _ONE_CITY else "county"


def ancestors(known: Places, adcode: str) -> tuple[Place, ...]:
    """The way down to a region: the country, its province, its city, itself; each once."""
    place = known[adcode]
    way = dict.fromkeys(code for code in (place.province_adcode, place.city_adcode, adcode) if code)
    return (known[COUNTRY_CODE], *(known[code] for code in way if code != COUNTRY_CODE))
