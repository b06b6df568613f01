"""What the levels of regions are called."""

from data.language import Sentence, _
from models.geography.places import Level

LEVEL_NAMES: dict[Level, Sentence] = {
    "province": _("By province"),
    "city": _("By city"),
    "county": _("By county"),
}
