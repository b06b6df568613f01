"""Names of regions in both languages, full and short, from the official name and its pinyin.

Customary English names that plain pinyin misses (Inner Mongolia, Hohhot, Kashgar) are our compilation in
data/region_names.csv: the name without the word for its kind, which follows from the official name.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from models.geography.pinyin import syllables, written

_KINDS: Final = {
    "特别行政区": "",
    "行政委员会": " Administrative Committee",
    "回族区": " Hui District",
    "达斡尔族区": " Daur District",
    "自治区": "",
    "自治州": " Prefecture",
    "自治县": " Autonomous County",
    "自治旗": " Autonomous Banner",
    "地区": " Prefecture",
    "新区": " New Area",
    "矿区": " Mining District",
    "林区": " Forestry District",
    "特区": " Special District",
    "省": "",
    "市": "",
    "盟": " League",
    "区": " District",
    "县": " County",
    "旗": " Banner",
}
_COMPASS: Final = {"东区": "East", "西区": "West", "南区": "South", "北区": "North"}
_PEOPLES: Final = re.compile(
    "(?:蒙古族|土家族|布依族|朝鲜族|哈尼族|景颇族|傈僳族|仫佬族|仡佬族|毛南族|纳西族|拉祜族|布朗族|独龙族|普米族"
    "|裕固族|哈萨克族|东乡族|保安族|撒拉族|达斡尔族|鄂温克族|满族|回族|藏族|羌族|彝族|苗族|侗族|白族|傣族|壮族"
    "|黎族|瑶族|畲族|水族|佤族|怒族|土族|各族|柯尔克孜|维吾尔|哈萨克|塔吉克|锡伯|蒙古)+$"
)


class Names(NamedTuple):
    """A region's names: official, English, and short forms for labels on the map."""

    name_zh: str
    name_en: str
    short_zh: str
    short_en: str


@cache
def customary() -> dict[str, str]:
    """English names that differ from pinyin: adcode -> name without the word for its kind."""
    text = (files("data") / "region_names.csv").read_text(encoding="utf-8")
    return {row["adcode"]: row["name_en"] for row in csv.DictReader(text.splitlines())}


def _without_peoples(base: str) -> str:
    """`恩施土家族苗族` → `恩施`; a name that is itself a people's (`东乡族`) loses 族 alone."""
    bare = _PEOPLES.sub("", base)
    return bare if len(bare) >= 2 else base.removesuffix("族")


def divided(name: str, official: str = "") -> tuple[str, str]:
    """The bare name and the word for its kind: `浦东新区` → `浦东`, `新区`; `城区` → `城区`, `区`.

    `official` is the kind in the register: it tells 神农架林区 (a 林区) from 万柏林区 (a 市辖区).
    """
    for kind in _KINDS:
        base = name.removesuffix(kind)
        if base == name or (kind == "林区" and official != kind):
            continue
        if len(base) >= 2 or (base and kind == "县"):
            return (_without_peoples(base) if "自治" in kind else base), kind
    return name, "区" if name.endswith("区") else ""


def names(adcode: str, name: str, official: str, pinyin: str) -> Names:
    """All names of a region. `pinyin` is the official name's, lower case, without tones."""
    base, kind = divided(name, official)
    parts = syllables(name, pinyin)
    plain = written(parts[: len(base)]) if parts else pinyin.capitalize()
    english = customary().get(adcode) or _COMPASS.get(name) or plain
    short = name if kind == "旗" or len(base) < 2 else base
    return Names(name, english + _KINDS.get(kind, ""), short, english)
