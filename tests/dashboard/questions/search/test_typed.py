"""What is typed, as patterns over names."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questions.search.typed import SEPARATORS, Spelling, nearness, patterns, pinyin, plain

NAMES = (
    "浙江省",
    "重庆市",
    "西安市",
    "六安市",
    "厦门市",
    "长乐区",
    "义乌小商品",
    "南湖·乡里牛仔企业店",
    "ABC 母婴",
    "绿春县",
)
SPELLING = Spelling.of({character for name in NAMES for character in plain(name)})


def found(text: str) -> list[str]:
    typed = patterns(text, SPELLING)
    return [name for name in NAMES if typed and all(re.search(word, plain(name)) for word in typed)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("浙", ["浙江省"]),
        ("zj", ["浙江省"]),
        ("ZheJiang", ["浙江省"]),
        ("zhej", ["浙江省"]),
        ("zhejs", ["浙江省"]),
        ("cq", ["重庆市"]),
        ("zq", ["重庆市", "南湖·乡里牛仔企业店"]),
        ("chongqing", ["重庆市"]),
        ("xa", ["西安市"]),
        ("xi'an", ["西安市", "绿春县"]),
        ("xiamen", ["厦门市"]),
        ("cl", ["长乐区"]),
        ("yiwuxsp", ["义乌小商品"]),
        ("义乌xsp", ["义乌小商品"]),
        ("sp yw", ["义乌小商品"]),
        ("南湖乡里", ["南湖·乡里牛仔企业店"]),
        ("（南湖·乡里）nz", ["南湖·乡里牛仔企业店"]),
        ("ａｂｃ", ["ABC 母婴"]),
        ('="abcmy"', ["ABC 母婴"]),
        ("lvchun", ["绿春县"]),
        ("lüchun", ["绿春县"]),
        ("zx", []),
        ("", []),
        (" · ", []),
        ("[", []),
        (".*", []),
        ("浙 w", []),
    ],
)
def test_names_are_found_by_parts_pinyin_and_initials(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_names_pinyin_is_read_as_a_phrase() -> None:
    assert pinyin("重庆") == ("chongqing", "cq")
    assert pinyin("六安") == ("luan", "la")
    assert pinyin("ABC·母婴") == ("abcmuying", "amy")


@given(st.data(), st.sampled_from(NAMES))
def test_any_part_of_a_name_finds_it_however_it_is_typed(data: st.DataObject, name: str) -> None:
    bare = plain(name)
    start = data.draw(st.integers(0, len(bare) - 1))
    part = bare[start : data.draw(st.integers(start + 1, len(bare)))]
    read = [data.draw(st.sampled_from(sorted(readings(character)))) for character in part]
    assert name in found(part)
    assert name in found("".join(syllable[0] for syllable in read))
    if not part[0].isascii():  # letters before characters are found by initials alone
        assert name in found("".join(read))


def readings(character: str) -> set[str]:
    """The syllables that the spelling has a character under; of a letter, itself."""
    return {syllable for syllable, of in SPELLING.characters.items() if character in of} or {character}


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_pattern(text: str) -> None:
    for word in patterns(text, SPELLING):
        re.compile(word)


@pytest.mark.parametrize("text", ["an" * 29 + "v", "a" * 60, "an" * 20 + "v" + "an" * 9, "na" * 30])
def test_letters_that_can_be_cut_in_countless_ways_are_cut_in_a_few(text: str) -> None:
    started = time.process_time()
    (pattern,) = patterns(text, SPELLING)
    assert time.process_time() - started < 1
    assert len(pattern) < 20_000


def test_what_stands_between_the_parts_of_a_name_is_left_out() -> None:
    assert plain(f"南湖{SEPARATORS}Ａb") == "南湖ab"


def test_the_name_itself_is_nearest_then_what_begins_so_then_the_shorter() -> None:
    typed = patterns("zj", SPELLING)
    names = ("浙江", "浙江省", "浙江小商品", "小浙江", "义乌浙江")
    assert sorted(names, key=lambda name: nearness(name, typed)) == list(names)
