"""Every sentence of the code is in both catalogues, with the same placeholders."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from data.errors import Refused
from data.language import LOCALES, Named, Sentence, _

ROOT = Path(__file__).parent.parent


def extracted() -> Iterator[str]:
    """Messages that Babel finds, as `make messages` does."""
    for package in ("dashboard", "pages", "models", "data"):
        found = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords={"_": None})
        yield from (message for _file, _line, message, _comments, _context in found if isinstance(message, str))


MESSAGES = sorted(set(extracted()))


def catalogue(locale: str) -> dict[str, str]:
    with (ROOT / "data" / "locale" / f"{locale}.po").open("rb") as text:
        return {message.id: message.string for message in read_po(text, abort_invalid=True) if message.id}


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


CHINESE = catalogue(LOCALES["zh"])


def test_every_sentence_is_translated_into_chinese() -> None:
    assert [message for message in MESSAGES if not CHINESE.get(message)] == []


def test_a_translation_has_the_placeholders_of_its_sentence() -> None:
    differing = {
        message: CHINESE[message]
        for message in MESSAGES
        if CHINESE.get(message) and placeholders(CHINESE[message]) != placeholders(message)
    }
    assert differing == {}


def test_every_placeholder_is_named() -> None:
    assert [message for message in MESSAGES if "" in placeholders(message)] == []


def test_the_english_catalogue_says_what_the_code_says() -> None:
    assert {message: text for message, text in catalogue(LOCALES["en"]).items() if text not in ("", message)} == {}


def test_no_sentence_stands_inside_an_f_string() -> None:
    """Babel does not look there before Python 3.12, so the sentence would never reach the catalogues."""
    hidden = [
        (path.name, sentence.lineno)
        for package in ("dashboard", "pages", "models", "data")
        for path in (ROOT / package).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for sentence in ast.walk(text)
        if isinstance(sentence, ast.Call) and isinstance(sentence.func, ast.Name) and sentence.func.id == "_"
    ]
    assert hidden == []


def test_no_translation_is_kept_for_a_sentence_that_is_gone() -> None:
    assert sorted(CHINESE.keys() - set(MESSAGES)) == []


def test_a_sentence_is_said_with_its_values_and_those_that_are_sentences_or_names() -> None:
    inner = Sentence("{a} then {b}", {"a": Named("浙江", "Zhejiang"), "b": Sentence("{c}!", {"c": 7})})
    assert inner.say("en") == "Zhejiang then 7!"
    assert inner.say("zh") == "浙江 then 7!"


def test_braces_in_a_value_are_text() -> None:
    assert Sentence("said {a}", {"a": "{b}"}).say("en") == "said {b}"


def test_equal_sentences_are_one_key() -> None:
    assert len({_("x {a}", a=1), _("x {a}", a=1), _("x {a}", a=2)}) == 2


def test_a_refusal_speaks_chinese_unless_asked() -> None:
    refused = Refused(_("Stores"))
    assert (refused.say(), refused.say("en"), str(refused)) == (_("Stores").say("zh"), "Stores", "Stores")
