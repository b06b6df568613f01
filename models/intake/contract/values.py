r"""Text to values, as SQL macros of DuckDB: the shapes of formats.md, common ones on a fast path.

Each macro gives NULL where the text is no such value, and must not fail on any text, not even in a branch
that is not taken: DuckDB computes an expression that occurs twice before it chooses the branch. Numbers are
exact: digits are scaled as whole numbers, never as floating point.
"""

from typing import Final

from models.intake.contract.declaring import Column

BLANKS: Final = " \t\r\n\u3000\u00a0\u200b\ufeff"
MISSING: Final = ("", "-", "--", "/", "N/A", "n/a", "无")
TOTALS: Final = ("合计", "总计")
SCIENTIFIC: Final = r"\d(\.\d+)?[Ee]\+\d+"
CONTROL: Final = r"(?s).*[\x00-\x1f\x7f].*"
EARLIEST, LATEST = "DATE '1990-01-01'", "DATE '2100-12-31'"

MACROS: Final = r"""
CREATE MACRO half_width(x) AS
    CASE WHEN regexp_full_match(x, '[ -~]*') THEN x
         ELSE translate(x, '０１２３４５６７８９，．－＋：／％　', '0123456789,.-+:/% ') END;
CREATE MACRO ten(n) AS CAST(power(10, least(n, 20)) AS HUGEINT);
CREATE MACRO scaled(digits, fraction, up) AS
    CASE WHEN digits * ten(up) % ten(fraction) = 0
    THEN TRY_CAST(digits * ten(up) // ten(fraction) AS BIGINT) END;
CREATE MACRO number_parts(n, up) AS
    scaled(TRY_CAST(left(replace(n, '.', ''), 20) AS HUGEINT),
           CASE WHEN contains(n, '.') THEN length(n) - position('.' IN n) ELSE 0 END, up);
CREATE MACRO exact(x, up) AS
    CASE WHEN regexp_full_match(x, '[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,8})?[万亿]?')
    THEN number_parts(rtrim(replace(ltrim(x, '+'), ',', ''), '万亿'),
                      up + CASE right(x, 1) WHEN '万' THEN 4 WHEN '亿' THEN 8 ELSE 0 END) END;
CREATE MACRO bare(x) AS regexp_replace(regexp_replace(x, '^([+-]?)[￥¥] ?', '\1'), ' ?元$', '');

CREATE MACRO integer_of(x) AS
    CASE WHEN regexp_full_match(x, '\d{1,18}') THEN TRY_CAST(x AS BIGINT) ELSE exact(half_width(x), 0) END;
CREATE MACRO number_of(x) AS exact(half_width(x), 4) / 10000;
CREATE MACRO money_of(x) AS
    CASE WHEN regexp_full_match(x, '\d{1,15}') THEN TRY_CAST(x || '00' AS BIGINT)
         WHEN regexp_full_match(x, '\d{1,15}\.\d{1,2}') THEN CAST(TRY_CAST(x AS DECIMAL(18, 2)) * 100 AS BIGINT)
         ELSE exact(bare(half_width(x)), 2) END;
CREATE MACRO decimal_of(x) AS
    CASE WHEN regexp_full_match(x, '-?\d{1,9}(\.\d{1,20})?') THEN TRY_CAST(x AS DOUBLE)
         WHEN regexp_full_match(half_width(x), '[+-]?\d{1,9}(\.\d{1,20})?')
         THEN TRY_CAST(ltrim(half_width(x), '+') AS DOUBLE) END;
CREATE MACRO percent_of(x) AS decimal_of(rtrim(half_width(x), '% '));
CREATE MACRO flag_of(x) AS
    CASE WHEN lower(x) IN ('yes', 'true', '1', '是') THEN true
         WHEN lower(x) IN ('no', 'false', '0', '否') THEN false END;

CREATE MACRO day_of(x) AS
    CASE WHEN regexp_full_match(x, '\d{4}(-\d{1,2}-|/\d{1,2}/)\d{1,2}')
         THEN TRY_CAST(replace(x, '/', '-') AS DATE)
         WHEN regexp_full_match(x, '\d{4}年\d{1,2}月\d{1,2}日')
         THEN TRY_CAST(replace(replace(rtrim(x, '日'), '年', '-'), '月', '-') AS DATE) END;
CREATE MACRO date_of(x) AS
    CASE WHEN regexp_full_match(x, '\d{4}-\d\d-\d\d') THEN TRY_CAST(x AS DATE)
         WHEN regexp_full_match(half_width(x), '\d{5}')
         THEN DATE '1899-12-30' + TRY_CAST(left(half_width(x), 5) AS INTEGER)
         ELSE day_of(half_width(x)) END;
CREATE MACRO minutes_of(zone) AS
    CASE WHEN zone = '' THEN 480 WHEN zone = 'Z' THEN 0
         ELSE CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END
              * (TRY_CAST(zone[2:3] AS INTEGER) * 60
                 + CASE WHEN length(zone) > 3 THEN TRY_CAST(right(zone, 2) AS INTEGER) ELSE 0 END) END;
CREATE MACRO moment(day, clock, zone) AS
    TRY_CAST(strftime(day, '%Y-%m-%d') || CASE WHEN clock[2] = ':' THEN ' 0' ELSE ' ' END || clock AS TIMESTAMP)
    + to_minutes(480 - minutes_of(zone));
CREATE MACRO long_instant(x) AS
    CASE WHEN regexp_full_match(
        x, '[^T ]+[T ]([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-][01]\d(:?[0-5]\d)?)?')
    THEN moment(day_of(regexp_extract(x, '^[^T ]+')),
                replace(regexp_extract(x, '[T ](\d{1,2}:\d\d(:\d\d([.,]\d{1,9})?)?)', 1), ',', '.'),
                regexp_extract(x, '[T ][0-9:.,]+(Z|[+-].+)$', 1))
    ELSE CAST(day_of(x) AS TIMESTAMP) END;
CREATE MACRO instant_of(x) AS
    CASE WHEN regexp_full_match(x, '\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d') THEN TRY_CAST(x AS TIMESTAMP)
         ELSE long_instant(half_width(x)) END;
"""

_BY_TYPE: Final = {
    "integer": "integer_of",
    "number": "number_of",
    "money": "money_of",
    "decimal": "decimal_of",
    "percent": "percent_of",
    "flag": "flag_of",
    "date": "date_of",
    "instant": "instant_of",
}


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def trimmed(cell: str, *, of_all: bool = True) -> str:
    """SQL of a cell without blanks around it (a fifth of the time: of spaces alone)."""
    return f"trim({cell}, {literal(BLANKS)})" if of_all else f"trim({cell})"


def unguarded(cell: str) -> str:
    """SQL of a trimmed cell without a spreadsheet's text guards."""
    inner = f"substring({cell}, 3, length({cell}) - 3)"
    return (
        f"CASE WHEN starts_with({cell}, '=\"') AND ends_with({cell}, '\"') AND length({cell}) > 2 "
        f"THEN {trimmed(inner)} WHEN starts_with({cell}, '''') THEN {trimmed(f'substring({cell}, 2)')} ELSE {cell} END"
    )


def present(cell: str) -> str:
    """SQL of an unguarded cell, NULL where it says that it is missing."""
    return f"CASE WHEN {cell} IN ({', '.join(map(literal, MISSING))}) THEN NULL ELSE {cell} END"


def value(column: Column, cell: str, found: str) -> str:
    """SQL of a column's value from its present cell; `found` is its code where it is looked up."""
    if column.is_lookup:
        return found
    if column.type in _BY_TYPE:
        return f"{_BY_TYPE[column.type]}({cell})"
    if column.type == "email":
        return f"lower({cell})"
    if column.name.endswith("adcode"):
        return f"half_width({cell})"
    if column.type == "regions":
        parts = f"string_split(half_width(translate({cell}, '｜', '|')), '|')"
        return f"array_to_string(list_filter(list_transform({parts}, lambda p: trim(p)), lambda p: p <> ''), '|')"
    if column.type == "choices":
        return _choices(column, cell)
    return cell


def _choices(column: Column, cell: str) -> str:
    spelt = {s.lower(): code for code, zh in column.choices.items() for s in (code, zh)}
    codes = f"MAP {{{', '.join(f'{literal(s)}: {literal(code)}' for s, code in spelt.items())}}}"
    parts = f"string_split(translate({cell}, '｜', '|'), '|')"
    named = f"list_transform({parts}, lambda p: {codes}[lower(trim(p))])"
    known = f"NOT list_contains({parts}, '') AND len(list_filter({named}, lambda p: p IS NULL)) = 0"
    joined = f"array_to_string(list_sort(list_distinct({named})), '|')"
    return f"CASE WHEN {cell} = '*' THEN '*' WHEN {known} THEN {joined} END"
