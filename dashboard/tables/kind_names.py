"""What kinds of files are called."""

from data.language import Named
from models.intake.kinds import KINDS


def kind_name(code: str) -> Named:
    """What a kind of file is called."""
    return Named(KINDS[code].alias, code) if code in KINDS else Named(code, code)
