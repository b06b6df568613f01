"""The text of a file: which encoding it is in, and the same as clean UTF-8 with LF line ends."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.errors import Refused
from data.language import Sentence, _

CHUNK: Final = 1 << 23
MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NO_TEXT: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f\ue000-\uf8ff]")
"""What a text in GB18030 never has; random bytes read as GB18030 soon do."""


RARE: Final = tuple(mark.encode() for mark in ("\u3000", "\u00a0", "\u200b", "\ufeff", "\t", "=", "'"))
"""What must not be in a file whose cells are taken as they stand."""


@dataclass(frozen=True)
class Text:
    """A file of clean UTF-8 with LF line ends and no mark, and the encoding it came in."""

    path: Path
    encoding: str

    def is_plain(self, plain_lines: int) -> bool:
        """Whether cells surely have no blanks around them but spaces, and no spreadsheet's guards.

        `plain_lines` is how many lines the file has if no cell holds a line break. A no costs time, no more.
        """
        lines, seam = 0, b""
        for chunk in _chunks(self.path):
            seam += chunk[:2]  # a mark may be cut in two by the end of a chunk
            if any(mark in chunk or mark in seam for mark in RARE):
                return False
            lines, seam = lines + chunk.count(b"\n"), chunk[-2:]
        return lines <= plain_lines


def as_utf8(path: Path, scratch: Path) -> Text:
    """The file as clean UTF-8: itself where it is that already, else rewritten in `scratch`.

    Raises:
        Refused: it holds NUL bytes, or is text in no encoding that is read.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused(_("{file} is empty.", file=path.name))
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            if encoding == "utf-8" and _is_clean(path):
                return Text(path, "utf-8")
            return _rewritten(path, scratch / "utf8", encoding)
        except UnicodeError:
            continue
    raise Refused(
        _(
            "{file} is no text in UTF-8, UTF-16 or GB18030: save it as “CSV UTF-8” and bring it in again.",
            file=path.name,
        )
    )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_clean(path: Path) -> bool:
    """Whether a file is UTF-8 that needs no rewriting.

    Raises:
        UnicodeError: it is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_returns = False
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise Refused(_with_nul(path))
        decoder.decode(chunk)
        has_returns = has_returns or b"\r" in chunk
    decoder.decode(b"", final=True)
    return not has_returns


def _with_nul(path: Path) -> Sentence:
    return _(
        "{file} holds NUL bytes, so it is no text (a workbook, or UTF-16 without its mark): "
        "save it as “CSV UTF-8” and bring it in again.",
        file=path.name,
    )


def _rewritten(path: Path, target: Path, encoding: str) -> Text:
    decoder = codecs.getincrementaldecoder(encoding)()
    held = ""  # a CR that may be half of a CRLF
    with target.open("w", encoding="utf-8", newline="") as clean:
        for chunk in _chunks(path):
            text = held + decoder.decode(chunk)
            held = "\r" if text.endswith("\r") else ""
            clean.write(_checked(text.removesuffix("\r"), path, encoding))
        clean.write(_checked(held + decoder.decode(b"", final=True), path, encoding))
    return Text(target, "utf-8" if encoding.startswith("utf-8") else encoding)


def _checked(text: str, path: Path, encoding: str) -> str:
    if "\0" in text:
        raise Refused(_with_nul(path))
    if encoding == "gb18030" and NO_TEXT.search(text):
        raise UnicodeError
    return text.replace("\r\n", "\n").replace("\r", "\n")
