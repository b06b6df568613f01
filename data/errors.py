"""The one error meant for people: a sentence, never a traceback."""

from data.language import Language, Sentence


class Refused(Exception):  # noqa: N818 - a refusal is what it is, not an accident
    """Something was refused; `sentence` says what, where, why and what to do.

    Every surface (command, page, route) catches this class in one place and shows the sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.msgid)
        self.sentence = sentence

    def say(self, language: Language = "zh") -> str:
        """The sentence in a language."""
        return self.sentence.say(language)

    def __str__(self) -> str:
        return self.sentence.say("en")
