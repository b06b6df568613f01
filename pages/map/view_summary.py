"""Below the map: what is in this view in one paragraph, the deposit tiers, and the files to take away."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.markup.bars import bar
from dashboard.markup.elements import Node, element
from dashboard.markup.links import link
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui.codes import codes_account
from dashboard.ui.page import nothing, put
from dashboard.ui.pictures import deck_link, picture_links
from dashboard.ui.tables import links_to_files
from dashboard.views.filters_in_words import filters_in_words
from dashboard.views.levels import LEVEL_NAMES
from data.language import Named, Sentence, _
from models.programme.terms import NO_BELT, NO_DEPOSIT
from models.settings import settings
from pages.map.pictures import MAP
from pages.map.tables import BELTS, REGIONS, STORES, BeltRow, RegionRow


def _asked(opened: Opened) -> list[Sentence]:
    """Region, metric, filters, stores and the day compared with."""
    question, known, language = opened.question, names(opened.now), opened.language
    metric, filters = question.measured, filters_in_words(opened.view, known)
    return [
        _(
            "{region}, {level}, as of the end of {day}.",
            region=known.region(question.region),
            level=LEVEL_NAMES[question.level],
            day=opened.now.as_of,
        ),
        _("{metric}: {definition}", metric=metric.name, definition=metric.definition),
        _("Filters: {filters}.", filters=("；" if language == "zh" else "; ").join(filters))
        if filters
        else _("No filter is set."),
        _("{n} stores are counted.", n=numbers.full_number(questions.stores(opened.now, question), "stores")),
        _("Changes are against {day}.", day=opened.before.as_of)
        if opened.before
        else _("There is nothing to compare with."),
    ]


def _not_shown(regions: Sequence[RegionRow], least: int) -> list[Sentence]:
    """How many regions have no value, and why; fewer stores than `least` are too few."""
    few = sum(row.figure.status == "few" for row in regions)
    more = sum(row.figure.status == "withheld" for row in regions)
    none = sum(row.figure.status == "none" and row.region_code is not None for row in regions)
    sentences = []
    if few and more:
        sentences.append(
            _(
                "{n} regions have too few stores to show (fewer than {few}), and {more} more is withheld so that "
                "the total does not give them away.",
                n=few,
                few=least,
                more=more,
            )
        )
    elif few:
        sentences.append(_("{n} regions have too few stores to show (fewer than {few}).", n=few, few=least))
    if none:
        sentences.append(_("{n} regions have no data.", n=none))
    return sentences


def _unmatched(regions: Sequence[RegionRow]) -> list[Sentence]:
    figures = [row.ranked.now for row in regions if row.region_code is None and row.ranked.now.stores]
    return [
        _(
            "{n} stores are matched to no region drawn here; they stand in the table's last row.",
            n=numbers.stores(figure),
        )
        for figure in figures[:1]
    ]


def view_in_words(opened: Opened, regions: Sequence[RegionRow]) -> list[Sentence]:
    """What is in this view, sentence by sentence."""
    codes = codes_account(opened, opened.before) if opened.before else []
    return [*_asked(opened), *_not_shown(regions, opened.question.few), *_unmatched(regions), *codes]


def summary_card(opened: Opened, regions: Sequence[RegionRow]) -> None:
    """What is in this view."""
    language = opened.language
    listed = element("ul", [element("li", sentence.say(language)) for sentence in view_in_words(opened, regions)])
    put(element("section", element("h2", _("What is in this view").say(language)), listed, class_="card-box account"))


def _tier_line(row: Ranked, name: Named | Sentence, most: float, opened: Opened) -> Markup:
    metric, language = opened.question.measured, opened.language
    change = numbers.change(row.change, metric.unit, language) if opened.before else ""
    return element(
        "tr",
        element("th", link(f"tier={row.code}", name.say(language)), scope="row"),
        element("td", bar((row.now.value or 0) / most if most else 0), class_="wide"),
        element("td", element("b", numbers.figure_text(row.now, metric, language)), class_="n"),
        element("td", change, class_="n faint"),
    )


def tiers_card(opened: Opened) -> None:
    """How the stores with a deposit spread over the tiers; a click filters by one."""
    tiers = names(opened.now).tiers
    now = questions.tiers(opened.now, opened.question)
    earlier = questions.tiers(opened.before, opened.question) if opened.before else {}
    rows = {code: Ranked(code, Named("", ""), now[code], earlier.get(code)) for code in tiers if code in now}
    most = max((row.now.value or 0 for row in rows.values()), default=0)
    lines = [
        _tier_line(row, tiers[code], most, opened) for code, row in rows.items() if code not in (NO_DEPOSIT, NO_BELT)
    ]
    title = element("h2", _("Stores by deposit tier").say(opened.language))
    body = element("table", element("tbody", lines), class_="ranked tiers") if lines else nothing(opened.language)
    put(element("section", title, body, class_="card-box"))


def _file_row(title: Sentence, code: str, rows: int, opened: Opened) -> Markup:
    language, limit = opened.language, settings().export_rows
    files: Node = links_to_files(opened, code)
    if rows > limit:
        why = _(
            "Too many for one file (at most {limit}): narrow the view by region, category or status.",
            limit=f"{limit:,}",
        )
        files = element("small", why.say(language))
    count = element("small", _("{n} rows", n=f"{rows:,}").say(language))
    return element("li", element("span", title.say(language), count), element("span", files))


def files_card(opened: Opened, regions: Sequence[RegionRow], belts: Sequence[BeltRow]) -> None:
    """The three files of the view, with their rows, exactly as filtered on screen, its map and the deck."""
    counted = ((REGIONS, len(regions)), (BELTS, len(belts)), (STORES, STORES.size(opened)))
    pictures = element("span", picture_links(opened, MAP.code, MAP.titled(opened)), class_="files-of")
    rows = [_file_row(table.title, table.code, count, opened) for table, count in counted]
    rows.append(element("li", element("span", _("The map as a picture for a slide").say(opened.language)), pictures))
    deck = element("span", deck_link(opened), class_="files-of")
    rows.append(element("li", element("span", _("The week's deck for the meeting").say(opened.language)), deck))
    title = element("h2", _("Download this view").say(opened.language))
    put(element("section", title, element("ul", rows), class_="card-box files"))
