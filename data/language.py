"""Sentences in Simplified Chinese and English.

Code names a message by its English text, `_("{n} stores", n=3)`, and gets a `Sentence` that any
surface can say in the reader's language. English is the text itself; Chinese is looked up in
data/locale/zh_CN.po, a plain .po file read as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
LOCALES: Final[Mapping[Language, str]] = {"zh": "zh_CN", "en": "en"}


@cache
def chinese() -> Mapping[str, str]:
    """English text -> Chinese text, of every message that has one."""
    with (files("data") / "locale" / f"{LOCALES['zh']}.po").open("rb") as text:
        return {str(message.id): str(message.string) for message in read_po(text) if message.id and message.string}


@dataclass(frozen=True)
class Sentence:
    """A message and its values, not yet in any language. Values may be sentences themselves."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The message in a language, its `{placeholders}` filled."""
        text = chinese().get(self.msgid, self.msgid) if language == "zh" else self.msgid
        if not self.values:
            return text
        return text.format(
            **{k: v.say(language) if isinstance(v, (Sentence, Named)) else v for k, v in self.values.items()}
        )

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(self.values.items())))


@dataclass(frozen=True)
class Named:
    """A name from data, in both languages; names are data, not messages."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The name in a language."""
        return self.zh if language == "zh" else self.en


def _(msgid: str, **values: object) -> Sentence:
    """A sentence; `msgid` is its English text (Babel extracts calls of this name)."""
    return Sentence(msgid, values)
