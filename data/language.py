"""Sentences in Simplified Chinese and English, from the message catalogues in data/locale.

Code names a message by its English text, `_("{n} stores", n=3)`, and gets a `Sentence` that any
surface can say in the reader's language. Catalogues are plain .po files, read as they are.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final, Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
LOCALES: Final[Mapping[Language, str]] = {"zh": "zh_CN", "en": "en"}


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The messages of a language, from its .po file."""
    source = files("data") / "locale" / f"{LOCALES[language]}.po"
    with source.open("rb") as text:
        messages = read_po(text, locale=LOCALES[language])
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True)
class Sentence:
    """A message and its values, not yet in any language. Values may be sentences themselves."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The message in a language, its `{placeholders}` filled."""
        text = catalogue(language).gettext(self.msgid)
        if not self.values:
            return text
        return text.format(
            **{k: v.say(language) if isinstance(v, Sentence | Named) else v for k, v in self.values.items()}
        )

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(self.values.items())))


@dataclass(frozen=True)
class Named:
    """A name from data, in both languages; names are data, not catalogue entries."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The name in a language."""
        return self.zh if language == "zh" else self.en


def _(msgid: str, **values: object) -> Sentence:
    """A sentence; `msgid` is its English text (Babel extracts calls of this name)."""
    return Sentence(msgid, values)
