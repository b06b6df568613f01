"""A page as a reader meets it: what it says, which cards say nothing, and where its links lead.

It knows no module of the product: it reads the HTML and the elements that Streamlit's page is made of.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import orjson
import pyarrow as pa
from streamlit.testing.v1 import AppTest

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
DRAWN = frozenset({"img", "svg", "i"})
"""Elements that are seen though they hold no text (a swatch is an empty `i`)."""
NEVER_EMPTY = frozenset({"p", "ul", "ol", "li", "dl", "dt", "dd", "nav", "section", "article", "figure", "h1", "h2",
                         "h3", "tr"})  # fmt: skip
NEVER_EMPTY_CLASSES = frozenset({"facts", "cards", "notes"})
FIGURES = frozenset({"fact", "card"})
"""Classes of what shows a single figure, in bold."""
NO_CONTENT = frozenset({"nav", "thead"})
NO_CONTENT_CLASSES = frozenset({"card-head", "sheet-foot", "file"})
"""What stands around a card's content, and is none."""
HEADINGS = frozenset({"h1", "h2", "h3"})
WHY = frozenset({"nothing", "notes", "nomap"})
"""Classes of a sentence that says why there is nothing."""
UNSEEN = frozenset({"empty", "bidi_component"})
SPOKEN = ("title", "aria-label", "alt", "placeholder")
WORDS = frozenset({"label", "help", "placeholder", "alt", "options", "body", "text"})
"""Fields of Streamlit's own elements that a reader sees."""
UNSAID = re.compile(
    r"\bNone\b(?!,? [a-z])|\b(?:nan|NaN)\b(?!['’-])|\bNaT\b|<NA>|\bundefined\b|\bnull\b"
    r"|\{[a-z_]*\}|\b(?:Named|Sentence|Decimal|datetime|Row)\(|<(?:function|object|class)\b"
)
"""Values that were never told: what no reader should see."""
PLACE = re.compile(r'File ".*/((?:dashboard|pages|models|data)/[^"]+)", line (\d+), in ([^\n]+)')
"""A line of a traceback that names a place of the product."""


@dataclass
class Tag:
    """An element of HTML."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Tag | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def all(self, *names: str) -> Iterator["Tag"]:
        """The elements of these names (without names: all) from this one down, as the text has them."""
        if not names or self.name in names:
            yield self
        for part in self.inside:
            if isinstance(part, Tag):
                yield from part.all(*names)

    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text() for part in self.inside)

    @property
    def is_blank(self) -> bool:
        return not self.text().strip() and not any(tag.name in DRAWN for tag in self.all())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Tag("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag in (one.name for one in self.open):
            while self.open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Tag:
    """HTML as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


@dataclass
class Part:
    """An element of Streamlit, or a block with others inside."""

    kind: str
    key: str
    proto: Any
    tag: Tag | None = None
    inside: list["Part"] | None = None

    @property
    def within(self) -> list["Part"]:
        return self.inside or []

    def all(self) -> Iterator["Part"]:
        """This and all within, from top to bottom."""
        yield self
        for part in self.within:
            yield from part.all()


def _parted(node: Any) -> Part:
    inside = [_parted(child) for child in node.children.values()] if hasattr(node, "children") else None
    proto = getattr(node, "proto", None)
    tag = read(proto.body) if node.type == "html" else None
    return Part(str(node.type), str(getattr(node, "key", None) or ""), proto, tag, inside)


def _rows(found: Any) -> pa.Table:
    """The rows that a chart was given: as Streamlit sends them, or within its description."""
    if isinstance(found, dict):
        return pa.Table.from_pylist(found.get("data", {}).get("values", []))
    return pa.ipc.open_stream(found.data.data).read_all() if found.data.data else pa.table({})


def is_drawn(proto: Any) -> bool:
    """Whether a chart has anything to draw: a row with a number, or with a mark for a missing one."""
    spec = orjson.loads(proto.spec)
    whole = _rows(proto)
    named = {one.name: _rows(one) for one in proto.datasets}
    return any(_is_layer_drawn(layer, whole, named) for layer in spec.get("layer") or [spec])


def _is_layer_drawn(layer: dict[str, Any], whole: pa.Table, named: dict[str, pa.Table]) -> bool:
    own = layer.get("data", {})
    rows = named.get(own["name"], pa.table({})) if "name" in own else _rows(layer) if "values" in own else whole
    mark = layer["mark"] if isinstance(layer["mark"], str) else layer["mark"]["type"]
    channels = [channel for channel in layer["encoding"].values() if isinstance(channel, dict)]
    numbers = {channel["field"] for channel in channels if channel.get("type") == "quantitative"}
    has_number = any(rows[name].null_count < rows.num_rows for name in numbers & set(rows.column_names))
    return bool(rows.num_rows) and mark != "rule" and (has_number or not numbers)


@dataclass
class Step:
    """One step through a page from top to bottom."""

    piece: Literal["heading", "content", "opens", "closes"]
    told: str = ""
    level: int = 0
    says_why: bool = False


class Crawled:
    """A page that was opened: its elements, its HTML, and what is wrong with it."""

    def __init__(self, page: AppTest) -> None:
        self.page = page
        self.whole = _parted(page.main)
        self.parts = list(self.whole.all())
        self.html = [part.tag for part in self.parts if part.tag]
        self.address = {name: value[-1] if isinstance(value, list) else value
                        for name, value in page.query_params.items()}  # fmt: skip

    # What is wrong

    def faults(self) -> list[str]:
        """Everything that is wrong, each in a line."""
        if self.page.exception:
            return [_raised(found.proto) for found in self.page.exception]
        refused = [tag.text() for html in self.html for tag in html.all("section") if "empty" in tag.classes]
        return [
            *(f"refused: {text[:200]}" for text in refused),
            *([] if self._is_filled() else ["nothing below what surrounds every page"]),
            *(f"an error is shown: {found.value}" for found in self.page.error),
            *dict.fromkeys((*self._unsaid(), *self._hollow(), *self._empty_cards())),
        ]

    def texts(self) -> Iterator[str]:
        """All text that a reader sees or hears."""
        for html in self.html:
            for tag in html.all():
                yield from (part for part in tag.inside if isinstance(part, str) and part.strip())
                yield from (tag.attributes[name] for name in SPOKEN if name in tag.attributes)
        for part in self.parts:
            if part.kind != "html" and hasattr(part.proto, "ListFields"):
                yield from _strings(part.proto)
            if part.kind == "vega_lite_chart":
                yield from _charted(_rows(part.proto))
                yield from (told for one in part.proto.datasets for told in _charted(_rows(one)))

    def _is_filled(self) -> bool:
        """Whether there is anything but what surrounds every page."""
        return any(tag.name in HEADINGS or tag.classes & (WHY | FIGURES) for html in self.html for tag in html.all())

    def _unsaid(self) -> Iterator[str]:
        for text in self.texts():
            if found := UNSAID.search(text):
                yield f"{found[0]} in “{text[max(found.start() - 60, 0) : found.end() + 60].strip()}”"
        for html in self.html:
            for tag in html.all("a"):
                if found := re.search(r"=(None|nan|NaT)\b", tag.attributes.get("href", "")):
                    yield f"{found[1]} in the link {tag.attributes['href']}"

    def _hollow(self) -> Iterator[str]:
        """Elements that never stand empty, and do."""
        for html in self.html:
            for tag in html.all():
                figures = list(tag.all("b")) if tag.classes & FIGURES else []
                if any(one.is_blank for one in figures):
                    yield f"no figure in “{tag.text()}”"
                elif (tag.name in NEVER_EMPTY or tag.classes & NEVER_EMPTY_CLASSES) and tag.is_blank:
                    yield f"nothing in <{tag.name} class={' '.join(sorted(tag.classes))!r}>"

    def _empty_cards(self) -> Iterator[str]:
        yield from _unfilled(list(_walk(self.whole)))
        for block in (part for part in self.parts if part.inside is not None):
            contents = [step for step in _walk(block) if step.piece == "content"]
            if "card" in block.key and not contents:
                yield f"nothing in the container {block.key}"
            if not any(step.says_why for step in contents):
                yield from (fault for part in block.within for fault in _bare(part))

    # Where it leads

    def links(self) -> Iterator[tuple[dict[str, str], bool]]:
        """Addresses on this screen that its links lead to, as query parameters; whether a link is one of its tabs."""
        here = self.path()
        for html in self.html:
            tabs = {id(tag) for nav in html.all("nav") for tag in nav.all("a")}
            for tag in html.all("a"):
                there = urlsplit(tag.attributes.get("href", ""))
                asked = dict(parse_qsl(there.query, keep_blank_values=True))
                if "v" in asked and there.path in ("", here):
                    yield asked, id(tag) in tabs

    def path(self) -> str:
        """The address of the screen that is shown, as the way to it on the page names it."""
        here = (tag for html in self._screens() for tag in html.all("a") if "aria-current" in tag.attributes)
        return next((urlsplit(tag.attributes["href"]).path for tag in here), "")

    def screens(self) -> set[str]:
        """The addresses of all screens that the page leads to."""
        return {urlsplit(tag.attributes["href"]).path for nav in self._screens() for tag in nav.all("a")}

    def _screens(self) -> Iterator[Tag]:
        return (nav for html in self.html for nav in html.all("nav") if "screens" in nav.classes)


def _raised(proto: Any) -> str:
    """An exception in a line: what, and the last places of the product that it came through."""
    ways = (PLACE.match(line.strip()) for line in proto.stack_trace)
    places = ["{}:{} {}".format(*way.groups()) for way in ways if way]
    return f"{proto.type}: {proto.message} ({' < '.join(reversed(places[-3:]))})"


def _strings(proto: Any) -> Iterator[str]:
    """What an element of Streamlit's own says."""
    for described, value in proto.ListFields():
        if described.name in WORDS and not hasattr(value, "ListFields"):
            yield from [value] if isinstance(value, str) else (str(getattr(one, "content", one)) for one in value)


def _charted(rows: pa.Table) -> Iterator[str]:
    """What a chart says of its rows."""
    for column in rows.columns:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            yield from (str(value) for value in column.to_pylist() if value is not None)


def _walk(part: Part) -> Iterator[Step]:
    """The steps through a block or an element of Streamlit."""
    if part.inside is not None:
        yield Step("opens")
        for one in part.inside:
            yield from _walk(one)
        yield Step("closes")
    elif part.tag:
        yield from _html(part.tag)
    elif part.kind not in UNSEEN and (part.kind != "vega_lite_chart" or is_drawn(part.proto)):
        yield Step("content", part.kind)


def _html(tag: Tag, *, may_be_content: bool = True) -> Iterator[Step]:
    """The steps through an element of HTML."""
    if re.fullmatch("h[1-6]", tag.name):
        yield Step("heading", tag.text().strip(), int(tag.name[1]))
        return
    is_section = tag.name in ("section", "article")
    if is_section:
        yield Step("opens")
    may_be_content = may_be_content and tag.name not in NO_CONTENT and not tag.classes & NO_CONTENT_CLASSES
    says_why = bool(tag.classes & WHY) and not tag.is_blank
    if may_be_content and (says_why or tag.name in DRAWN):
        yield Step("content", tag.text(), says_why=says_why)
    for part in tag.inside:
        if isinstance(part, Tag):
            yield from _html(part, may_be_content=may_be_content)
        elif part.strip() and may_be_content:
            yield Step("content", part)
    if is_section:
        yield Step("closes")


def _unfilled(steps: list[Step]) -> Iterator[str]:
    """Headings with nothing below them before the next of their rank, or the end of what they stand in."""
    for at, step in enumerate(steps):
        if step.piece == "heading" and not _has_content(steps[at + 1 :], step.level):
            yield f"nothing under the heading “{step.told}”"


def _has_content(rest: Iterable[Step], level: int) -> bool:
    depth = 0
    for step in rest:
        depth += {"opens": 1, "closes": -1}.get(step.piece, 0)
        if depth < 0 or (step.piece == "heading" and step.level <= level):
            return False
        if step.piece == "content":
            return True
    return False


def _bare(part: Part) -> Iterator[str]:
    """Tables without a row and charts without a mark."""
    if part.kind == "vega_lite_chart" and not is_drawn(part.proto):
        yield f"an empty chart: {part.proto.alt}"
    for table in part.tag.all("table") if part.tag else ():
        heads = {id(row) for head in table.all("thead") for row in head.all("tr")}
        if not any(id(row) not in heads for row in table.all("tr")):
            yield f"a table without rows: {table.text()[:80]}"
