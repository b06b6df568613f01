"""Where the map looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Camera:
    """Degrees and zoom; `flight` counts the flights, so that every one is seen as a new one."""

    lon: float
    lat: float
    zoom: float
    flight: int = 0
    flight_ms: int = 0

    def description(self) -> dict[str, float]:
        """The view state as deck.gl reads it. A hair's breadth of difference makes the browser take it up again."""
        hair = self.flight * 1e-7
        state = {
            "longitude": self.lon + hair,
            "latitude": self.lat + hair,
            "zoom": self.zoom + hair,
            "pitch": 0,
            "bearing": 0,
            "minZoom": 2,
            "maxZoom": 14,
        }
        return state | ({"transitionDuration": self.flight_ms + self.flight % 2} if self.flight_ms else {})
