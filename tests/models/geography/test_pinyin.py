import pytest

from data.reference import rows
from models.geography.pinyin import SYLLABLES, syllables, written


@pytest.mark.parametrize(
    ("hanzi", "pinyin", "name"),
    [
        ("西安", "xian", "Xi'an"),
        ("县", "xian", "Xian"),
        ("建瓯", "jianou", "Jian'ou"),
        ("天峨", "tiane", "Tian'e"),
        ("吕梁", "lvliang", "Lüliang"),
        ("略阳", "lveyang", "Lüeyang"),
        ("齐河", "qihe", "Qihe"),
    ],
)
def test_a_name_is_written_with_its_apostrophe_and_umlaut(hanzi: str, pinyin: str, name: str) -> None:
    parts = syllables(hanzi, pinyin)
    assert parts is not None
    assert written(parts) == name


def test_a_known_character_settles_where_a_syllable_begins() -> None:
    assert syllables("方安", "fangan") == ("fang", "an")
    assert syllables("反甘", "fangan") == ("fan", "gan")


def test_pinyin_that_does_not_fit_its_characters_is_not_guessed_at() -> None:
    assert syllables("杭州", "hangzhoushi") is None
    assert syllables("杭州", "xyz") is None


def test_every_shipped_name_is_cut_into_one_syllable_a_character() -> None:
    for row in rows("admin_codes"):
        parts = syllables(row["name"], row["pinyin"])
        assert parts is not None, row["name"]
        assert len(parts) == len(row["name"])
        assert "".join(parts) == row["pinyin"]
        assert set(parts) <= SYLLABLES
