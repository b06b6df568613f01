"""Lines over days, named at their ends; what is under the pointer is read off all lines at once."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from dashboard.drawing.charts.canvas import (
    BOLD,
    Spec,
    as_it_is,
    at,
    canvas,
    clicked,
    labelled,
    layer,
    linear,
    name,
    number,
    pointed,
)
from dashboard.drawing.charts.end_labels import pushed_apart
from dashboard.drawing.charts.events import Note, notes
from dashboard.drawing.charts.lines_shown import LinesOver
from dashboard.drawing.charts.read_off import read_off
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.charts.ticks import share_ticks, ticks
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from data.language import Language

HEIGHT: Final = 300
NARROW_HEIGHT: Final = 240
LABEL: Final = 18
"""Pixels from the plot to the labels at the ends of lines."""
_DAY_ROOM: Final = 62
"""Pixels that the label of a day takes, with what parts it from the next."""
_AROUND: Final = 80
"""Pixels above and below the plot, at most: notes and days."""
_DAYS: Final = 24
"""Pixels that the days below the plot take."""
_DASHES: Final = 8
"""Days of a band that are dashed one by one, at most."""
_NOTE: Final = 17
"""Pixels that a line of notes above the plot takes."""
_NEAR: Final = 14
"""Pixels within which the label of the target takes the place of an axis label."""


class Plot:
    """Where things stand on a chart of lines."""

    def __init__(self, shown: LinesOver, look: Look, language: Language) -> None:
        """Lay the chart out: how high it is, what its axis reaches over, and the room beside it."""
        self.shown, self.look, self.language = shown, look, language
        self.height = float(min(NARROW_HEIGHT if look.is_narrow else HEIGHT, look.height - _AROUND))
        self.steps = self._steps()
        self.inks = shown.inks(look.theme)
        words = [f"{line.name} {line.told[last]}" for line in shown.lines if (last := line.last) is not None]
        self.right = LABEL + max(text_width(each, is_bold=True) for each in words) + 6
        if not look.is_narrow:
            self.right += max(text_width(line.span) for line in shown.lines) + 18
        axis = [*self.axis_words.values(), shown.target.words if shown.target else ""]
        self.left = 13 + max(text_width(each, is_bold=True) for each in axis)
        self.width = max(look.width - self.left - self.right, 60.0)
        self.span = max((shown.days[-1] - shown.days[0]).days, 1)

    def _steps(self) -> tuple[float, ...]:
        known = [value for line in self.shown.lines for value in line.values if value is not None]
        known += [self.shown.target.value] if self.shown.target else []
        about = 4 if self.look.is_narrow else 6
        if self.shown.unit == "percent":
            return share_ticks(known, about)
        return ticks(known, about, from_zero=self.shown.from_zero)

    @cached_property
    def axis_words(self) -> dict[float, str]:
        """The labels of the axis; the target's stands for one that it would touch."""
        target = self.shown.target
        steps = [step for step in self.steps if target is None or abs(self.y(step) - self.y(target.value)) > _NEAR]
        words = {step: numbers.bound(step, self.shown.unit, self.language) for step in steps}
        return words | ({target.value: target.words} if target else {})

    def y(self, value: float) -> float:
        """Pixels from the top."""
        low, high = self.steps[0], self.steps[-1]
        return self.height * (1 - (value - low) / (high - low))

    def value(self, y: float) -> float:
        """The value that stands so many pixels from the top."""
        low, high = self.steps[0], self.steps[-1]
        return low + (1 - y / self.height) * (high - low)


def _axes(plot: Plot) -> tuple[Spec, Spec]:
    shown, theme = plot.shown, plot.look.theme
    every = max(1, -(-len(shown.days) * _DAY_ROOM // int(plot.width)))
    drawn = [day for nth, day in enumerate(reversed(shown.days)) if nth % every == 0]
    words = [shown.day_words(day) for day in drawn]
    days = labelled([shown.x(day) for day in drawn], words, grid=False, labelBound=False, labelFlush=False)
    values = labelled(list(plot.axis_words), list(plot.axis_words.values()))
    if shown.target:
        is_target = f"datum.value === {shown.target.value}"

        def where_target(then: object, otherwise: object) -> Spec:
            return {"condition": {"test": is_target, "value": then}, "value": otherwise}

        values |= {
            "labelFontWeight": where_target(BOLD, 400),
            "labelColor": where_target(theme.target, theme.ink_3),
            "gridOpacity": where_target(0, 1),
        }
    across = number("x", scale=linear(0, plot.span), axis=days)
    return across, number("y", scale=linear(plot.steps[0], plot.steps[-1]), axis=values)


def _target(plot: Plot) -> list[Spec]:
    """The target as a dashed line, above the bands; its label stands among those of the axis."""
    if plot.shown.target is None:
        return []
    dashed = {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 1.5, "color": plot.look.theme.target}
    return [layer(dashed, {"x": at(0.0), "x2": at("width"), "y": number("y")}, [{"y": plot.shown.target.value}])]


def _runs(plot: Plot) -> list[Spec]:
    """The lines themselves; a value without a neighbour, and the last, is a dot."""
    shown, across_up = plot.shown, _axes(plot)
    rows, dots = [], []
    for nth, (line, ink) in enumerate(zip(shown.lines, plot.inks, strict=True)):
        values = (None, *line.values, None)
        for day, before, value, after in zip(shown.days, values, values[1:], values[2:], strict=False):
            row = {"x": shown.x(day), "y": value, "line": nth, "ink": ink, "is_whole": line.is_whole}
            rows.append(row)
            if value is not None and ((before is None and after is None) or (after is None and day == shown.days[-1])):
                dots.append(row)
    heavy = {"condition": {"test": "datum.is_whole", "value": 3}, "value": 2}
    mark = {"type": "line", "strokeCap": "round", "strokeJoin": "round"}
    place: Spec = {"x": number("x"), "y": number("y"), "color": as_it_is("ink")}
    run = {"x": across_up[0], "y": across_up[1], "color": as_it_is("ink")}
    run |= {"detail": name("line"), "strokeWidth": heavy, "order": number("x")}
    return [layer(mark, run, rows), layer({"type": "point", "filled": True, "size": 46, "opacity": 1}, place, dots)]


def _labels(plot: Plot) -> list[Spec]:
    """Names and last values at the ends of the lines, with leaders, and the change over the span in grey."""
    shown = plot.shown
    ends = [
        (line, ink, last, value)
        for line, ink in zip(shown.lines, plot.inks, strict=True)
        if (last := line.last) is not None and (value := line.values[last]) is not None
    ]
    stand = pushed_apart([plot.y(value) for _line, _ink, _last, value in ends], 0, plot.height)
    rows = [
        {
            "y": value,
            "at": plot.value(place),
            "words": f"{line.name} {line.told[last]}",
            "span": line.span,
            "ink": ink,
            shown.picks or "code": line.code,
        }
        for (line, ink, last, value), place in zip(ends, stand, strict=True)
    ]
    ink, beside = as_it_is("ink"), at(f"width + {LABEL}")
    codes = {shown.picks: ""} if shown.picks else {}
    lead = {"x": at("width + 4"), "x2": at(f"width + {LABEL - 3}"), "y": number("y"), "y2": {"field": "at"}}
    named = pointed({"type": "text", "align": "left", "fontWeight": BOLD}, codes)
    layers = [
        layer({"type": "rule", "strokeWidth": 1}, lead | {"color": ink}, rows),
        layer(named, {"x": beside, "y": number("at"), "text": name("words"), "color": ink}, rows, **clicked(codes)),
    ]
    if not plot.look.is_narrow:
        grey = {"type": "text", "align": "right", "color": plot.look.theme.ink_2}
        far = at(f"width + {plot.right - 4:.0f}")
        layers.append(layer(grey, {"x": far, "y": number("at"), "text": name("span")}, rows))
    return layers


def _notes(plot: Plot) -> list[Note]:
    shown = plot.shown
    events = [event for event in shown.events if shown.days[0] <= event.day <= shown.days[-1]]
    per_day = plot.width / plot.span
    places = {event.day: shown.x(event.day) * per_day for event in events}
    return notes(events, places, plot.width + plot.right, plot.language)


def _events(plot: Plot, found: Sequence[Note]) -> list[Spec]:
    """Upright dashes on days of change, a band behind those that are told together, and the notes above."""
    shown, theme = plot.shown, plot.look.theme
    bands = [{"x": shown.x(note.days[0]), "to": shown.x(note.days[-1])} for note in found if len(note.days) > 1]
    days = [{"x": shown.x(day)} for note in found if len(note.days) <= _DASHES for day in note.days]
    words = [
        {"words": line, "x": note.x, "y": -8 - _NOTE * (note.top - 1 - nth), "weight": BOLD if nth == 0 else 400}
        for note in found
        for nth, line in enumerate(note.words)
    ]
    dashed = {"type": "rule", "strokeDash": [3, 3], "strokeWidth": 1, "color": theme.ink_3}
    bold = {"condition": {"test": f"datum.weight === {BOLD}", "value": theme.ink}, "value": theme.ink_2}
    # Text of two weights is two layers: a mark has one weight.
    by_weight = [
        layer(
            {"type": "text", "align": "left", "baseline": "bottom", "fontWeight": weight},
            {"x": at("datum.x"), "y": at("datum.y"), "text": name("words"), "color": bold},
            [row for row in words if row["weight"] == weight],
        )
        for weight in (BOLD, 400)
    ]
    return [
        layer({"type": "rect", "color": theme.sunk}, {"x": number("x"), "x2": {"field": "to"}}, bands),
        layer(dashed, {"x": number("x")}, days),
        *by_weight,
    ]


def lines(shown: LinesOver, look: Look, language: Language) -> Spec:
    """Lines over days, in at most MOST_LINES colours; the axis of values may be cut."""
    plot = Plot(shown, look, language)
    found = _notes(plot)
    behind = _events(plot, found) if found else []
    drawn = [*behind, *_target(plot), *_runs(plot), *_labels(plot), *read_off(shown, plot.inks, look, language)]
    above = _NOTE * max((note.top for note in found), default=0) + 8
    return canvas(drawn, look, language, height=plot.height, above=above, below=_DAYS)
