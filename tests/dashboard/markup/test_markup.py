"""Markup: what is text stays text in elements, attributes, pictures and tooltips."""

from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dashboard.markup.elements import element, joined, placeholder, stylesheet, text, together
from dashboard.markup.pictures import picture, shape


@given(words=st.text())
def test_text_neither_ends_an_element_nor_an_attribute_nor_opens_a_placeholder(words: str) -> None:
    assert not set(text(words)) & set("<>{}\"'")
    assert element("b", words) == f"<b>{text(words)}</b>"
    assert element("b", title=words) == f'<b title="{text(words)}"></b>'


@given(words=st.text())
def test_markup_in_an_attribute_stays_but_cannot_end_it(words: str) -> None:
    written = element("b", class_=together("g", placeholder("g"), words, Markup('"')))
    assert written == f'<b class="g{{g}}{text(words)}&quot;"></b>'


def test_attributes_that_are_nothing_are_left_out_and_true_ones_stand_by_their_name() -> None:
    written = element("a", None, [], download=True, hidden=False, title=None, data_go="?", tabindex=0, class_="")
    assert written == '<a download data-go="?" tabindex="0" class=""></a>'
    assert element("img", alt="") == '<img alt="">'


def test_what_is_joined_is_escaped_once() -> None:
    assert joined(["a&b", element("i"), None], element("b", "&")) == "a&amp;b<b>&amp;</b><i></i><b>&amp;</b>"
    assert joined(["a", "<"], " & ") == "a &amp; &lt;"


def test_a_rule_that_could_end_its_stylesheet_is_refused() -> None:
    assert stylesheet("a{b:c}", ".r{code}{}") == "<style>\na{b:c}\n.r{code}{}\n</style>"
    with pytest.raises(ValueError, match="</style"):
        stylesheet("a{content:'</style>'}")


@given(words=st.text(), width=st.integers(1, 500))
def test_a_picture_is_one_image_whose_drawing_can_be_read(words: str, width: int) -> None:
    written = picture(shape("path", d="M0 0", stroke_width=1.5), width=width, height=2, says=words, css="spark")
    address = written.partition('src="')[2].partition('"')[0]
    drawn = ET.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))
    assert [(child.tag.rpartition("}")[2], child.attrib) for child in drawn] == [
        ("path", {"d": "M0 0", "stroke-width": "1.5"})
    ]
    assert written.count("<") == 1
    assert written.endswith(f'width="{width}" height="2" alt="{text(words)}">')
