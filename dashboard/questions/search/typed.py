"""What a reader types, as patterns over names: part of a name, its pinyin (`zhejiang`, `zhej`), initials (`zj`).

A pattern is a regular expression that Python and RE2 read alike. Pinyin is not looked up in an index: each syllable or
initial becomes the class of characters that are read so, of those that occur in the names searched (重 is both zhong
and chong).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final
from unicodedata import combining, normalize

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from models.geography.pinyin import SYLLABLES

LONGEST: Final = 60
"""Characters that are looked for at most."""
SEPARATORS: Final = " ·・•‧.,，。-_—/（）()'’\"“”="
"""What stands between the parts of a name or around a pasted id; left out of names and of what is typed alike."""
_LEFT_OUT: Final = str.maketrans("", "", SEPARATORS)
_RUNS: Final = re.compile("[a-z]+|[^a-z]+")
_RARE: Final = 20
"""A reading that fewer than one in so many phrases has is left out: 宁 may be zhu, but nobody looks for it so."""
_LONGEST_SYLLABLE: Final = 6
_MOST_WAYS: Final = 16
"""Ways to cut letters into syllables that are tried."""
Token = tuple[str, bool]
"""The letters of one character, and whether they are its whole syllable."""


def plain(text: str) -> str:
    """A name as it is searched: small letters of usual width, without what stands between its parts."""
    return normalize("NFKC", text).lower().replace("ü", "v").translate(_LEFT_OUT)


@cache
def _toneless(syllable: str) -> str:
    told = normalize("NFD", syllable).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(letter for letter in told if not combining(letter))


@cache
def _usual_readings() -> Mapping[str, Counter[str]]:
    """How often each character of the phrases that pypinyin knows is read how."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for character, reading in zip(phrase, readings, strict=False):  # a few phrases hold a comma
            found[character][_toneless(reading[0])] += 1
    return found


@cache
def _readings(character: str) -> frozenset[str]:
    """How a character is read: its first reading, and those that one in so many of its phrases has."""
    if character.isascii():
        return frozenset({character})  # a letter of a name is looked for as itself
    first = PINYIN_DICT.get(ord(character), "").partition(",")[0]
    counted = _usual_readings().get(character, Counter())
    usual = {reading for reading, times in counted.items() if 1 < times >= counted.total() / _RARE}
    return frozenset({_toneless(first)} | usual) - {""}


def pinyin(name: str) -> tuple[str, str]:
    """A name's pinyin as one reads it (重庆 is chongqing), and its initials; letters stay as they are."""
    syllables = lazy_pinyin(plain(name), v_to_u=False)
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


@dataclass(frozen=True)
class Spelling:
    """The characters that occur in names, by how they may be read."""

    characters: Mapping[str, str]

    @classmethod
    def of(cls, characters: Iterable[str]) -> "Spelling":
        """The spelling of some characters."""
        read: dict[str, list[str]] = {}
        for character in sorted(set(characters)):
            for syllable in _readings(character):
                read.setdefault(syllable, []).append(character)
        return cls({syllable: "".join(of) for syllable, of in read.items()})

    def read_as(self, letters: str, *, is_whole: bool) -> str:
        """The characters of a syllable, or of all syllables that begin with some letters."""
        if is_whole:
            return self.characters.get(letters, "")
        return "".join(
            sorted({c for syllable, of in self.characters.items() if syllable.startswith(letters) for c in of})
        )


@lru_cache(maxsize=4096)
def _spelled(letters: str) -> tuple[tuple[Token, ...], ...]:
    """Ways to cut letters into whole syllables, the last of which may be begun only; long syllables first."""
    if not letters:
        return ((),)
    begun = [((letters, False),)] if len(letters) < _LONGEST_SYLLABLE and letters not in SYLLABLES else []
    whole = (
        ((letters[:length], True), *rest)
        for length in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1)
        if letters[:length] in SYLLABLES
        for rest in _spelled(letters[length:])
    )
    return (*begun, *islice(whole, _MOST_WAYS))  # each suffix is cut once, and never in more ways than these


def _initials(letters: str) -> tuple[Token, ...]:
    return tuple((letter, False) for letter in letters)


def _ways(letters: str) -> Iterable[tuple[Token, ...]]:
    """As initials; as syllables; as syllables and then initials (`yiwuxb`)."""
    yield _initials(letters)
    yield from _spelled(letters)
    for start in range(len(letters) - 2, 1, -1):
        if whole := next((way for way in _spelled(letters[:start]) if way[-1][1]), None):
            yield (*whole, *_initials(letters[start:]))
            return


def _run(letters: str, spelling: Spelling) -> str:
    """The pattern of a run of letters: they themselves, or what may be read so."""
    found = [re.escape(letters)]
    for way in dict.fromkeys(_ways(letters)):
        classes = [spelling.read_as(part, is_whole=is_whole) for part, is_whole in way]
        if all(classes):
            found.append("".join(f"[{of}]" for of in classes))
    return f"(?:{'|'.join(found)})"


def patterns(text: str, spelling: Spelling) -> tuple[str, ...]:
    """The patterns of what was typed, one a word: a name is found where each of them is."""
    words = (plain(word) for word in text[:LONGEST].split())
    return tuple(
        "".join(
            _run(run, spelling) if run.isascii() and run.isalpha() else re.escape(run) for run in _RUNS.findall(word)
        )
        for word in words
        if word
    )


def nearness(name: str, found: Sequence[str]) -> tuple[int, int]:
    """How near a plain name is to what was typed, nearest first: it itself, begins so, holds it; then the shorter."""
    whole = "".join(found)
    if re.fullmatch(whole, name):
        return 0, len(name)
    return 1 if re.match(found[0], name) else 2, len(name)
