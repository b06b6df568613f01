"""Where a store is, in words short enough for a cell."""

from dashboard.views.names import Names
from data.language import Named


def county_with_city(known: Names, adcode: str) -> Named:
    """A county's name after that of its city; a code that no region has stands as it is."""
    if adcode not in known.places:
        return Named(adcode, adcode)
    below = [known.short(code) for code in known.path(adcode)[1:][-2:]]
    named = [name for at, name in enumerate(below) if at == 0 or name != below[at - 1]]
    return Named(" ".join(name.zh for name in named), ", ".join(name.en for name in reversed(named)))
