"""Pinyin without tones: cut into syllables, and written as a name (`xianshi` → Xi, an, shi → Xi'an)."""

from functools import cache
from typing import Final

_FINALS: Final = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er ou",
}
SYLLABLES: Final = frozenset(start + end for start, ends in _FINALS.items() for end in ends.split())
_OPEN: Final = frozenset("安阿鄂峨额恩二尔洱耳儿奥敖澳欧瓯昂岸鞍爱艾鳌饿庵俄厄噩埃隘")
"""Characters of place names whose syllable begins with a, e or o: they settle fan-gan against fang-an."""


@cache
def syllables(hanzi: str, pinyin: str) -> tuple[str, ...] | None:
    """The syllables of `pinyin`, one a character of `hanzi`; None where they cannot be told apart."""
    if not hanzi:
        return None if pinyin else ()
    found = []
    for length in range(1, min(6, len(pinyin)) + 1):
        head = pinyin[:length]
        if head in SYLLABLES and (head[0] in "aeo") == (hanzi[0] in _OPEN):
            rest = syllables(hanzi[1:], pinyin[length:])
            if rest is not None:
                found.append((head, *rest))
    return found[0] if len(found) == 1 else None


def written(parts: tuple[str, ...]) -> str:
    """Syllables as a name: capital, ü, and an apostrophe before a later a, e or o."""
    joined = "".join(f"'{p}" if i and p[0] in "aeo" else p for i, p in enumerate(parts))
    return joined.replace("v", "ü").capitalize()
