"""What a click on the map asks for. What was clicked is the browser's word: only its code is taken, and looked up."""

from collections.abc import Mapping, Sequence

from dashboard.drawing.layers import BELTS, REGIONS
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.views.view import PARAMETERS


def _code(picked: object, *path: str) -> str:
    for step in path:
        picked = picked.get(step) if isinstance(picked, Mapping) else None
    return picked if isinstance(picked, str) else ""


def _region(opened: Opened, picked: object) -> dict[str, str]:
    """A unit that the map draws: of the region in view, or beside a county in view."""
    view, of, code = opened.view, names(opened.now), _code(picked, "properties", "code")
    is_county = of.places[view.question.region].unit("county") == view.question.region
    around = of.path(view.question.region)[-2] if is_county else view.question.region
    if code == view.question.region or code not in of.children(around, view.question.level):
        return {}
    return {PARAMETERS["region"]: code}


def _belt(opened: Opened, picked: object) -> dict[str, str]:
    """A belt: a click filters by it, another takes the filter away."""
    code = _code(picked, "code")
    if code not in names(opened.now).belts:
        return {}
    return {PARAMETERS["belts"]: "" if opened.question.belts == (code,) else code}


def changes_of_click(opened: Opened, objects: Mapping[str, Sequence[object]]) -> dict[str, str]:
    """Query parameters that a selection on the map changes: `objects` are picked objects by layer."""
    wanted: dict[str, str] = {}
    for layer, picked in objects.items():
        if picked and layer.startswith(REGIONS):
            wanted |= _region(opened, picked[0])
        if picked and layer.startswith(BELTS):
            wanted |= _belt(opened, picked[0])
    return wanted
