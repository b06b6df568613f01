"""A deck as a PPTX file: native tables and charts, fonts named in its theme, the same bytes each time."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from dashboard.drawing.theme import LIGHT, rgba
from dashboard.markup.pictures import writable
from dashboard.pictures.files import png
from dashboard.pictures.lettering import LEAST, lines, width
from dashboard.pictures.plane import Rectangle
from dashboard.reports.slide import (
    FOOT,
    HEIGHT,
    PAD,
    TITLE,
    TITLE_SIZES,
    WIDTH,
    ChartPart,
    Deck,
    Ink,
    Part,
    PicturePart,
    Said,
    Slide,
    TablePart,
    TextPart,
)

LATIN: Final = "Arial"
CHINESE: Final = "Microsoft YaHei"
"""Fonts that PowerPoint and WPS have on Windows and macOS; the theme names them, and no text names another."""
_INKS: Final[dict[Ink, str]] = {
    "ink": LIGHT.ink,
    "faint": LIGHT.ink_2,
    "better": LIGHT.better,
    "worse": LIGHT.worse,
    "warn": LIGHT.warn,
}
_TITLE_ONLY: Final = 5
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PICTURE_SCALE: Final = 2.0


def _colour(of: str) -> RGBColor:
    red, green, blue, _alpha = rgba(of)
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _emu(points: float) -> Emu:
    return Emu(round(points * 12_700))


def _placed(at: Rectangle) -> tuple[Emu, Emu, Emu, Emu]:
    return _emu(at.x), _emu(at.y), _emu(at.width), _emu(at.height)


# The template: python-pptx's own, with one layout left, on a wide slide, in our fonts


def _without_other_layouts(deck: Any) -> None:
    """Leave the layout of a title alone, and nothing of the template's own footers, printer or thumbnail."""
    layouts = deck.slide_layouts
    for layout in [layouts[at] for at in range(len(layouts)) if at != _TITLE_ONLY]:
        layouts.remove(layout)
    for shape in [*layouts[0].placeholders, *deck.slide_master.placeholders]:
        if shape.placeholder_format.type != PP_PLACEHOLDER.TITLE:
            shape.element.getparent().remove(shape.element)
    for part in (deck.part, deck.part.package):
        relations = part._rels  # noqa: SLF001 - python-pptx drops relations of slides alone
        for name in [name for name, of in relations.items() if of.reltype.endswith(("/printerSettings", "/thumbnail"))]:
            relations.pop(name)


def _named_fonts(deck: Any) -> None:
    """Both fonts of the theme, for Latin and for Chinese, and Chinese where a program asks by script."""
    (part,) = [of.target_part for of in deck.slide_master.part.rels.values() if of.reltype.endswith("/theme")]
    theme = parse_xml(part.blob)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", LATIN)
        fonts.find(qn("a:ea")).set("typeface", CHINESE)
        for font in fonts.findall(qn("a:font")):
            if font.get("script") == "Hans":
                font.set("typeface", CHINESE)
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 - python-pptx knows a theme as bytes alone


def _template() -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = _emu(WIDTH), _emu(HEIGHT)
    _without_other_layouts(deck)
    _named_fonts(deck)
    for title in (deck.slide_master.placeholders[0], deck.slide_layouts[0].placeholders[0]):
        title.left, title.top, title.width, title.height = _placed(TITLE)
    return deck


# Words


def _language(words: str) -> Any:
    """The language of words, by which a program chooses between both fonts and looks for faults of spelling."""
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in words)
    return MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE if is_chinese else MSO_LANGUAGE_ID.ENGLISH_UK


def _run(paragraph: Any, said: Said, size: float) -> None:
    run = paragraph.add_run()
    run.text = writable(said.words)
    run.font.size, run.font.bold = Pt(size), said.is_bold
    run.font.color.rgb = _colour(_INKS[said.ink])
    run.font.language_id = _language(said.words)


def _frame(frame: Any, anchor: Any) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _text(slide: Any, part: TextPart, *, align: Any = PP_ALIGN.LEFT, anchor: Any = MSO_ANCHOR.TOP) -> None:
    box = slide.shapes.add_textbox(*_placed(part.at))
    box.name = part.name
    _frame(box.text_frame, anchor)
    for at, said in enumerate(part.paragraphs):
        paragraph = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
        paragraph.alignment, paragraph.line_spacing = align, 1.0
        paragraph.space_after = Pt(2)
        _run(paragraph, said, part.size)


def _titled(slide: Any, words: str) -> None:
    title = slide.shapes.title
    _frame(title.text_frame, MSO_ANCHOR.TOP)
    size = next((size for size in TITLE_SIZES if len(lines(words, size, TITLE.width, 9)) <= 2), TITLE_SIZES[-1])
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 1.0
    _run(paragraph, Said(words, is_bold=True), size)


# Tables


def _edge(cell: Any, side: str, colour: str | None) -> None:
    """One edge of a cell: three quarters of a point, or none."""
    if colour is None:
        inside, points = "<a:noFill/>", 0.0
    else:
        inside, points = f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>', 0.75
    edge = parse_xml(f'<a:{side} {nsdecls("a")} w="{round(points * 12_700)}">{inside}</a:{side}>')
    cell._tc.get_or_add_tcPr().append(edge)  # noqa: SLF001 - python-pptx draws no edges


def _cell(cell: Any, said: Said, size: float, *, is_number: bool, is_heading: bool) -> None:
    cell.margin_left = cell.margin_right = _emu(PAD)
    cell.margin_top = cell.margin_bottom = _emu(PAD / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    cell.text_frame.word_wrap = True
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    _run(paragraph, said, size)
    for side in ("lnL", "lnR", "lnT"):
        _edge(cell, side, None)
    _edge(cell, "lnB", LIGHT.ink_2 if is_heading else LIGHT.line)
    cell.fill.background()


def _table(slide: Any, part: TablePart) -> None:
    heights = part.row_heights()
    left, top, across, _down = _placed(part.at)
    frame = slide.shapes.add_table(len(heights), len(part.columns), left, top, across, _emu(sum(heights)))
    frame.name = part.name
    table = frame.table
    table.horz_banding = False
    for column, made in zip(part.columns, table.columns, strict=True):
        made.width = _emu(column.width)
    heading = [Said(column.heading, "faint") for column in part.columns]
    for at, (row, height) in enumerate(zip([heading, *part.rows], heights, strict=True)):
        table.rows[at].height = _emu(height)
        for cell, said, column in zip(table.rows[at].cells, row, part.columns, strict=True):
            size = LEAST if at == 0 else part.size
            _cell(cell, said, size, is_number=column.is_number, is_heading=at == 0)


# Charts


def _chart(slide: Any, part: ChartPart) -> None:
    data: Any = CategoryChartData(number_format=part.number_format)  # type: ignore[no-untyped-call]
    data.categories = [writable(name) for name in part.categories]
    for series in part.series:
        data.add_series(writable(series.name), list(series.values))
    kind = XL_CHART_TYPE.LINE if part.kind == "lines" else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *_placed(part.at), data)
    frame.name = part.name
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(LEAST), _colour(LIGHT.ink_2)
    chart.has_title = part.has_title
    if part.has_title:
        _run(chart.chart_title.text_frame.paragraphs[0], Said(part.name, is_bold=True), 13.0)
    chart.has_legend = len(part.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(LEAST)
    _axes(chart, part)
    for series, made in zip(part.series, chart.plots[0].series, strict=True):
        if part.kind == "lines":
            made.smooth = False
            made.format.line.color.rgb = _colour(series.colour)
            made.format.line.width = Pt(3.0 if series.is_strong else 2.0)
            made.marker.style = XL_MARKER_STYLE.NONE
            if series.is_dashed:
                made.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        else:
            made.format.fill.solid()
            made.format.fill.fore_color.rgb = _colour(series.colour)
    if part.kind == "bars":
        chart.plots[0].gap_width, chart.plots[0].overlap = 60, -5


def _axes(chart: Any, part: ChartPart) -> None:
    down, across = chart.value_axis, chart.category_axis
    down.has_major_gridlines = True
    down.format.line.fill.background()
    down.major_gridlines.format.line.color.rgb = _colour(LIGHT.line)
    down.tick_labels.font.size, down.tick_labels.number_format = Pt(LEAST), part.number_format
    down.tick_labels.number_format_is_linked = False
    if part.starts_at_zero:
        down.minimum_scale = 0
    across.tick_labels.font.size = Pt(LEAST)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.format.line.color.rgb = _colour(LIGHT.line)


# Slides


def _picture(slide: Any, part: PicturePart) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(png(part.svg, _PICTURE_SCALE)), *_placed(part.at))
    picture.name = part.name
    picture._element.nvPicPr.cNvPr.set("descr", part.name)  # noqa: SLF001 - python-pptx has no words for who cannot see


def _part(slide: Any, part: Part) -> None:
    match part:
        case TablePart():
            _table(slide, part)
        case ChartPart():
            _chart(slide, part)
        case PicturePart():
            _picture(slide, part)
        case TextPart():
            _text(slide, part)


def _foot(slide: Any, deck: Deck, at: int) -> None:
    number = f"{at} / {len(deck.slides)}"
    marked = width(deck.mark, LEAST) + 16 if deck.mark else 0.0
    beside = max(marked, 40.0)
    room = FOOT.width - beside - 12
    written = [Said(line, "faint") for said in deck.foot for line in lines(said, LEAST, room, 1)]
    _text(slide, TextPart("source", Rectangle(FOOT.x, FOOT.y, room, FOOT.height), written, LEAST))
    right = Rectangle(FOOT.right - beside, FOOT.y, beside, FOOT.height)
    said = [Said(number, "faint"), *([Said(deck.mark, "warn", is_bold=True)] if deck.mark else [])]
    _text(slide, TextPart("page", right, said, LEAST), align=PP_ALIGN.RIGHT)


def _slide(made: Any, deck: Deck, slide: Slide, at: int) -> None:
    new = made.slides.add_slide(made.slide_layouts[0])
    _titled(new, slide.title)
    for part in slide.parts:
        _part(new, part)
    _foot(new, deck, at)


def written(deck: Deck) -> bytes:
    """The deck as a PPTX file."""
    made = _template()
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = deck.title, "", "", ""
    about.language = {"zh": "zh-CN", "en": "en-GB"}[deck.language]
    about.created = about.modified = datetime.fromisoformat(deck.day)
    about.revision = 1
    for at, slide in enumerate(deck.slides, 1):
        _slide(made, deck, slide, at)
    out = io.BytesIO()
    made.save(out)
    return _timeless(out.getvalue(), deck.day)


_made_at = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def _timeless(archive: bytes, day: str) -> bytes:
    """The same archive without the time at which it was made, in the books of its charts as well."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in read.namelist():
            content = read.read(name)
            if name.endswith(".xlsx"):
                content = _timeless(content, day)
            elif name == "docProps/core.xml":
                content = _made_at.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return out.getvalue()
