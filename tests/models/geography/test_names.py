import re

import pytest

from data.reference import rows
from models.geography.names import customary, divided, names
from models.geography.places import Place


@pytest.mark.parametrize(
    ("adcode", "short_zh", "short_en", "name_en"),
    [
        ("330000", "浙江", "Zhejiang", "Zhejiang"),
        ("140000", "山西", "Shanxi", "Shanxi"),
        ("610000", "陕西", "Shaanxi", "Shaanxi"),
        ("150000", "内蒙古", "Inner Mongolia", "Inner Mongolia"),
        ("650000", "新疆", "Xinjiang", "Xinjiang"),
        ("540000", "西藏", "Tibet", "Tibet"),
        ("450000", "广西", "Guangxi", "Guangxi"),
        ("710000", "台湾", "Taiwan", "Taiwan"),
        ("810000", "香港", "Hong Kong", "Hong Kong"),
        ("820000", "澳门", "Macao", "Macao"),
        ("330100", "杭州", "Hangzhou", "Hangzhou"),
        ("222400", "延边", "Yanbian", "Yanbian Prefecture"),
        ("422800", "恩施", "Enshi", "Enshi Prefecture"),
        ("653000", "克孜勒苏", "Kizilsu", "Kizilsu Prefecture"),
        ("152500", "锡林郭勒", "Xilingol", "Xilingol League"),
        ("653100", "喀什", "Kashgar", "Kashgar Prefecture"),
        ("610100", "西安", "Xi'an", "Xi'an"),
        ("310115", "浦东", "Pudong", "Pudong New Area"),
        ("140109", "万柏林", "Wanbailin", "Wanbailin District"),
        ("429021", "神农架", "Shennongjia", "Shennongjia Forestry District"),
        ("520203", "六枝", "Liuzhi", "Liuzhi Special District"),
        ("530828", "澜沧", "Lancang", "Lancang Autonomous County"),
        ("622926", "东乡", "Dongxiang", "Dongxiang Autonomous County"),
        ("150722", "莫力达瓦", "Morin Dawa", "Morin Dawa Autonomous Banner"),
        ("150521", "科尔沁左翼中旗", "Horqin Left Middle", "Horqin Left Middle Banner"),
        ("410304", "瀍河", "Chanhe", "Chanhe Hui District"),
        ("510402", "东区", "East", "East District"),
        ("140302", "城区", "Chengqu", "Chengqu District"),
        ("533103", "芒市", "Mangshi", "Mangshi"),
        ("340223", "南陵", "Nanling", "Nanling County"),
        ("441802", "清城", "Qingcheng", "Qingcheng District"),
        ("441803", "清新", "Qingxin", "Qingxin District"),
        ("632857", "大柴旦", "Da Qaidam", "Da Qaidam Administrative Committee"),
        ("710001", "高雄", "Kaohsiung", "Kaohsiung"),
    ],
)
def test_a_region_is_called_as_it_is_customarily_called(
    known: dict[str, Place], adcode: str, short_zh: str, short_en: str, name_en: str
) -> None:
    place = known[adcode]
    assert (place.short_zh, place.short_en, place.name_en) == (short_zh, short_en, name_en)


def test_every_region_has_names_that_read_as_names(known: dict[str, Place]) -> None:
    assert len(known) == 3254 + 1
    for place in known.values():
        for name in (place.name_en, place.short_en):
            assert re.fullmatch(r"[A-ZÜ][A-Za-zü']*([ -][A-ZU][A-Za-zü']*|, [A-Z][a-z]+| and [A-Z][a-z]+)*", name), (
                place
            )
        assert place.short_zh
        assert place.name_zh.startswith(place.short_zh), place


def test_a_word_for_the_kind_that_is_part_of_the_name_stays() -> None:
    assert divided("万柏林区", "市辖区") == ("万柏林", "区")
    assert divided("神农架林区", "林区") == ("神农架", "林区")
    assert divided("泾县") == ("泾", "县")
    assert divided("矿区") == ("矿区", "区")
    assert divided("马场") == ("马场", "")


def test_pinyin_that_cannot_be_cut_is_still_a_name() -> None:
    assert names("000001", "某地", "县", "unknown").name_en == "Unknown"


def test_each_customary_name_is_of_a_region_and_differs_from_pinyin(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = customary()
    assert list(compiled) == sorted(compiled)
    assert set(compiled) <= {row["adcode"] for row in rows("admin_codes")}
    monkeypatch.setattr("models.geography.names.customary", dict)
    for row in rows("admin_codes"):
        plain = names(row["adcode"], row["name"], row["type"], row["pinyin"]).short_en
        assert plain != compiled.get(row["adcode"])
