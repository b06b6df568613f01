"""Which font draws Chinese is asked of what draws, not of a list of folders."""

import pytest

from dashboard.pictures import fonts
from dashboard.pictures.fonts import UNNAMED, chinese_font


@pytest.fixture(autouse=True)
def _anew() -> None:
    fonts._looks.cache_clear()


def machine(monkeypatch: pytest.MonkeyPatch, *families: str, has_chinese: bool) -> None:
    """A machine that has these families; each other draws nothing, and the generic one whatever there is."""

    def looks(said: str, family: str) -> bytes:
        if family in families:
            return said.encode()
        is_drawn = family == "sans-serif" and has_chinese
        return said.encode() if is_drawn else b""

    monkeypatch.setattr(fonts, "_looks", looks)


def test_the_first_of_the_stack_that_is_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "Noto Sans SC", "WenQuanYi Micro Hei", has_chinese=True)
    assert chinese_font() == "Noto Sans SC"


def test_another_font_that_draws_chinese_is_good_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, has_chinese=True)
    assert chinese_font() == UNNAMED


def test_a_machine_without_any_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "DejaVu Sans", has_chinese=False)
    assert chinese_font() is None


def test_a_family_that_there_is_not_draws_nothing() -> None:
    assert fonts._looks("老", "no such family") == fonts._looks("", "no such family")
