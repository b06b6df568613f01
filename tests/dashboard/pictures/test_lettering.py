"""Words are given room without a font; a machine that has one confirms it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pictures.lettering import ELLIPSIS, cut, fitting, lines, width

WORDS = st.text(st.sampled_from("流量包享用率，。 abcdeMWil0123456789%·"), max_size=60)


@given(WORDS, st.integers(20, 400), st.integers(1, 4))
def test_lines_hold_the_words_in_their_order_within_the_room(words: str, room: int, most: int) -> None:
    found = lines(words, 12, room, most)
    assert len(found) <= most
    whole = "".join(found).replace(" ", "")
    wanted = words.replace(" ", "")
    if whole.endswith(ELLIPSIS):
        assert wanted.startswith(whole.removesuffix(ELLIPSIS))
    else:
        assert whole == wanted


@given(WORDS.filter(str.strip), st.integers(40, 400))
def test_what_is_cut_fits_and_says_that_it_is_cut(words: str, room: int) -> None:
    found = cut(words, 12, room)
    assert width(found, 12) <= room
    assert found == words.rstrip() or found.endswith(ELLIPSIS)


@pytest.mark.parametrize("words", ["流量包享用率（人数）", "Traffic-pack uptake by head"])
def test_letters_get_smaller_only_as_far_as_they_may(words: str) -> None:
    assert fitting(words, 24, 10_000) == 24
    assert fitting(words, 24, 1) == 12
    assert width(words, fitting(words, 24, 200, 1)) <= 200.001
