"""Every sentence of the code is in the Chinese catalogue, with the same placeholders."""

import ast
import importlib.util
from pathlib import Path
from string import Formatter
from types import ModuleType

from babel.messages.pofile import read_po

from data.errors import Refused
from data.language import Named, Sentence, _, chinese

ROOT = Path(__file__).parent.parent


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_script", ROOT / "scripts" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()
MESSAGES = sorted(set(SCRIPT.messages()))


def catalogue() -> dict[str, str]:
    with SCRIPT.CHINESE.open("rb") as text:
        return {message.id: message.string for message in read_po(text, abort_invalid=True) if message.id}


CHINESE = catalogue()


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


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


def test_english_is_the_text_that_the_code_names() -> None:
    assert {message: Sentence(message).say("en") for message in MESSAGES} == {message: message for message in MESSAGES}
    assert [path.name for path in SCRIPT.CHINESE.parent.iterdir()] == [SCRIPT.CHINESE.name]


def test_chinese_is_what_the_catalogue_says() -> None:
    assert {message: Sentence(message).say("zh") for message in MESSAGES} == CHINESE


def test_a_sentence_without_a_translation_is_said_in_english() -> None:
    assert Sentence("Nobody has ever translated this").say("zh") == "Nobody has ever translated this"


def test_make_messages_takes_over_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    copy = tmp_path / SCRIPT.CHINESE.name
    copy.write_bytes(SCRIPT.CHINESE.read_bytes())
    assert SCRIPT.update(copy, {"Stores", "Something new"}) == 1
    with copy.open("rb") as text:
        assert {message.id: message.string for message in read_po(text) if message.id} == {
            "Something new": "",
            "Stores": chinese()["Stores"],
        }


def test_make_messages_would_change_nothing(tmp_path: Path) -> None:
    copy = tmp_path / SCRIPT.CHINESE.name
    copy.write_bytes(SCRIPT.CHINESE.read_bytes())
    assert SCRIPT.update(copy, set(MESSAGES)) == 0
    assert copy.read_bytes() == SCRIPT.CHINESE.read_bytes()


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
