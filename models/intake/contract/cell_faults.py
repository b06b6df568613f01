"""What can be wrong with one cell: the code SQL finds, and the sentence a person reads."""

from collections.abc import Mapping
from typing import Final

from data.language import _
from models.intake.contract.declaring import Column, Told
from models.intake.contract.values import CONTROL, EARLIEST, LATEST, SCIENTIFIC, literal

UNREADABLE: Final[Mapping[str, Told]] = {
    "date": (
        _("This is no date, or not one between 1990 and 2100"),
        _("Write it as 2026-01-05, 2026/1/5 or 2026年1月5日."),
    ),
    "instant": (
        _("This is no instant, or not one between 1990 and 2100"),
        _("Write it as 2026-01-05 10:30:00, or 2026-01-05T10:30:00+08:00."),
    ),
    "integer": (_("This is no whole number"), _("Write digits, such as 1200 or 1,200 or 1.2万.")),
    "number": (
        _("This is no number with at most four decimals"),
        _("Write digits without a unit, such as 0.1 or 1,200 or 1.2万."),
    ),
    "money": (
        _("This is no amount in CNY with at most two decimals"),
        _("Write it as 1200.50, 1,200.50 or ￥1,200.50."),
    ),
    "decimal": (_("This is no decimal number"), _("Write digits with a point, such as 4.7.")),
    "percent": (_("This is no percentage"), _("Write digits with a point, such as 12.5.")),
    "flag": (_("This is neither yes nor no"), _("Write yes, no, 是, 否, true, false, 1 or 0.")),
    "email": (_("This is no e-mail address"), _("Write it as name@company.cn.")),
}


def fault(column: Column, cell: str, value: str, note: str) -> str:
    """SQL of the code of what is wrong with a cell, NULL where nothing is."""
    cases = [f"WHEN {cell} IS NULL THEN {literal('required') if column.required else 'NULL'}"]
    if column.type in {"identifier", "reference"}:
        cases.append(f"WHEN regexp_full_match({cell}, {literal(SCIENTIFIC)}) THEN 'scientific'")
    if column.type == "identifier":
        cases.append(f"WHEN regexp_full_match({cell}, {literal(CONTROL)}) THEN 'control'")
    if column.is_lookup:
        cases.append(f"WHEN starts_with({note}, 'ambiguous') THEN {note}")
    if column.type == "email":
        cases.append(rf"WHEN NOT regexp_full_match({value}, '[^@\s]+@[^@\s]+\.[^@\s]+') THEN 'unreadable'")
    cases.append(f"WHEN {value} IS NULL THEN 'unreadable'")
    if column.longest:
        cases.append(f"WHEN length({value}) > {column.longest} THEN 'long'")
    if column.least is not None:
        cases.append(f"WHEN {value} < {column.least:.0f} THEN 'range'")
    if column.most is not None:
        cases.append(f"WHEN {value} > {column.most:.0f} THEN 'range'")
    if column.type in {"date", "instant"}:
        cases.append(f"WHEN CAST({value} AS DATE) NOT BETWEEN {EARLIEST} AND {LATEST} THEN 'unreadable'")
    return f"CASE {' '.join(cases)} END"


def explain(column: Column, code: str) -> Told:
    """Why a cell is refused, and what to do about it."""
    if code.startswith("ambiguous:"):
        ids = code.removeprefix("ambiguous:")
        return _("Several have this name: {ids}", ids=ids), _("Give the id instead of the name.")
    if code == "unreadable":
        return _unreadable(column)
    return {
        "required": (_("The cell is empty, and it is required"), _("Fill it in.")),
        "total": (
            _("This is a row of totals, which is no row of data"),
            _("Delete the row and bring the file in again."),
        ),
        "scientific": (
            _("The identifier is in scientific notation and has lost digits"),
            _("Make the column text in the spreadsheet and export it again."),
        ),
        "control": (
            _("The identifier holds a line break or another control character"),
            _("Write it on one line."),
        ),
        "long": (
            _("The text is longer than {n} characters", n=column.longest),
            _("Shorten it to {n} characters.", n=column.longest),
        ),
        "range": (_("The value is out of range: {range}", range=_range(column)), _("Correct the value.")),
    }[code]


def _range(column: Column) -> str:
    least = "" if column.least is None else f"{column.least:g} ≤ "
    most = "" if column.most is None else f" ≤ {column.most:g}"
    return f"{least}{column.name}{most}"


def _unreadable(column: Column) -> Told:
    if column.type == "reference":
        return {
            "belt": (_("No belt has this id or Chinese name"), _("Give a belt of belts.csv.")),
            "category": (_("No category has this code or name"), _("Give a category of categories.csv.")),
            "county": (
                _("No county has this code, now or before it was renewed"),
                _("Give the six-digit code of a county in admin_codes.csv."),
            ),
            "measure": (
                _("No measure has this code or name"),
                _("Give traffic-pack, red-envelope or a code of the programme's measures."),
            ),
        }[column.refers]
    if column.type in {"choice", "choices"}:
        choices = ", ".join(f"{code} ({zh})" for code, zh in column.choices.items())
        return _("This is none of the allowed values"), _("Give one of {choices}.", choices=choices)
    return UNREADABLE[column.type]
