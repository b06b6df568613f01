"""The palette can be read: every colour on the grounds that it stands on (WCAG 2.2), in both looks."""

from itertools import product

import pytest

from dashboard.drawing.theme import DARK, LIGHT, Theme

TEXT, EDGE = 4.5, 3.0
GROUNDS = ("ground", "surface", "sunk", "hover")
ON_SOFT = (("accent", "accent_soft"), ("worse", "worse_soft"), ("warn", "warn_soft"), ("info", "info_soft"))


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#b83c0a", "#ffffff") == pytest.approx(5.7, abs=0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.mode)
def test_words_stand_out_from_every_ground_they_stand_on(theme: Theme) -> None:
    words = ("ink", "ink_2", "ink_3", "accent", "better", "worse", "warn", "info")
    pairs = [*product(words, GROUNDS), *ON_SOFT, ("on_accent", "accent_fill"), ("surface", "ink")]
    weak = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.mode)
def test_edges_bars_and_lines_stand_out_from_cards(theme: Theme) -> None:
    lines = [theme.control, theme.bar, theme.target, *theme.series]
    assert [colour for colour in lines if contrast(colour, theme.surface) < EDGE] == []
    assert contrast(theme.bar, theme.bar_track) >= EDGE
