"""Words as labels of widgets. Streamlit reads labels as Markdown; ours, and names that were delivered, are none."""

import re
from typing import Final

_JOINER: Final = "\N{WORD JOINER}"
_MEANT: Final = re.compile(r"[\\`*_\[\]<>$~:&|!#{}]|^[-+=]")
"""What Markdown gives a meaning anywhere in a line, or at its beginning."""
_TURNED: Final = re.compile(r"(?<=[-<>~])(?=[-=>])|(?<=:)(?=streamlit:|material[/_]|//)|(?<=@)|(?<=www)(?=\.)")
"""Where Streamlit makes arrows, its logo or a link of text even if it was escaped."""


def plain(words: str) -> str:
    """The label that shows these words as they are written, in one line."""
    line = re.sub(r"\s*[\r\n]\s*", " ", words).strip(" \t\r\n")
    return _MEANT.sub(r"\\\g<0>", _TURNED.sub(_JOINER, line))
