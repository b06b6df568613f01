"""The pins of the snapshots that are published."""

from dashboard.reading.opening import shelf
from models.snapshots.pins import Pin, pins


def pinned() -> dict[str, Pin]:
    """The pins of snapshots that are on the shelf."""
    published = shelf()
    ids = set(published.ids())
    return {name: pin for name, pin in pins(published.folder).items() if name in ids}
