"""The map's layers, one a file, from the ground up, and the deck that stacks them (deck.py).

Regions (fill, then their borders), the lines every map of China must show, the outline of the region in view, belts or
stores, names. Plain values only, geometry by address, colours by message. Nothing here opens a connection or draws.
"""

from dashboard.drawing.layers.belts import BELTS
from dashboard.drawing.layers.camera import Camera
from dashboard.drawing.layers.deck import Scene, draw
from dashboard.drawing.layers.regions import REGIONS
from dashboard.drawing.layers.stores import STORES

__all__ = ["BELTS", "REGIONS", "STORES", "Camera", "Scene", "draw"]
