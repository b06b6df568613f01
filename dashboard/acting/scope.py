"""Whose view it is: the regions that the reader may see."""

from models.geography.scope import EVERYTHING, Scope


def scope_of_reader() -> Scope:
    """The reader's scope. There is no sign-in in this version, so everybody's is the country."""
    return EVERYTHING
