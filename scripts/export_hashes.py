"""Write every export of a home in fixed views and print what each came to: the proof that exports do not change.

Run it in a checkout, with the home to read from, before a change and after it, or in two checkouts:

    LAOTIE_HOME=/srv/demo .venv/bin/python scripts/export_hashes.py > before.txt
    LAOTIE_HOME=/srv/demo .venv/bin/python scripts/export_hashes.py --against before.txt

The packages are those of the current directory, wherever the script itself lies. A line is a table, the number of
the view, the SHA-256 of the CSV and of its manifest, and the rows; or, after these two, the sentence that refuses it.

The script knows the product from outside only: the command line (`laotie export TABLE --view QUERY --out FILE`), the
names in addresses, and the files in a home (Parquet, manifests, drafts). So the code below it can move freely.

The home is not written to. Every export is made of a home beside it, with links to the snapshots and the boundaries
and a copy of the record (of SQLite), and with what a home may be without: saved drafts, a pin, and a restated day.
"""

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlencode

import duckdb
import orjson

NARROWED: Final = (
    "region={province}&level=city&category={category}~{category_2}"
    "&status=certified~rejected~expired~applied~in_review~info_requested"
    "&compare={before}&metric=deposit-released&lang=en"
)
HISTORY: Final = (
    "region={city}&level=county&snapshot={snapshot}&compare=none&codes=then&order=rising"
    "&type={type}~{type_2}~{type_3}&metric=pack-lapsed"
)
VIEWS: Final = ("", NARROWED, HISTORY)
"""The query strings of views 1 to 3. What is in braces is found in the home's files (`found`).

1. What a reader sees who chooses nothing: the country by province, in Chinese, against the week before.
2. The province with the most stores by city, narrowed to two categories and six certification statuses (those that are
   open or refused keep the lists of applications from being empty), four weeks apart, in English, a metric in CNY.
3. The city with the most stores elsewhere by county, of an earlier day by the codes of then, compared with nothing,
   rising, the three largest store types, a metric in traffic.
"""

AGAINST: Final = "compare={before}"
BELT: Final = ("item={belt}", "item={belt}", "item={belt}")
STORE: Final = ("item={store}", "item={store}", "item={store}")
ENVELOPE: Final = ("", "measure=red-envelope", "")
COHORTS: Final = ("", "measure=again&by=category", "measure=recent", "measure=renewal")
DRAFT: Final = ("item={draft}&by=region", "item={draft_2}&by=type", "by=belt", "item={draft_3}&by=category")
MEASURES: Final = (
    "item=laotie-good-store&measure=traffic", "item=growth-traffic", "item=zero-deposit&measure=traffic", "",
    *(f"item={code}" for code in (
        "laotie-good-store&measure=fen", "return-freight", "ai-tools", "risk-assist", "doujin", "scene-cold-start",
        "brand-newcomer&measure=fen", "fair-environment",
    )),
)  # fmt: skip
NARROW: Final = "region={city}&"
UNDRAWN: Final = "region={undrawn}&level=county"
OWN: Final[Mapping[str, tuple[str, ...]]] = {
    # The map's tables: every metric, and the filters that the three views leave out.
    "regions": ("", "", "", "level=city&metric=stores", "tier={tier}", "belt={belt}~none", UNDRAWN, *(
        f"metric={code}" for code in (
            "certified-stores", "certification-rate", "pack-uptake-value", "pack-consumption", "envelope-issue-rate",
            "envelope-redemption", "envelope-lapsed", "reduced-stores", "mean-reduction", "deposit-shortfall",
            "tier-stores", "exempt-stores", "fee-waived", "active-rate", "live-rate", "gmv-week",
        )
    )),
    "belts": ("", "", "", "metric=fee-waived", "metric=active-rate"),
    "stores": ("", "", "", f"{NARROW}tier={{tier}}~NONE", f"{NARROW}belt={{belt}}~none", UNDRAWN),
    # Belts: the page of one belt, the orders of the list, the stores that explain a fall.
    "belt-list": ("", "sort=gmv_28d_fen", "sort=gmv_change", *(
        f"sort={by}" for by in ("certification_rate", "pack_uptake", "gmv_growth", "score")
    )),
    "belt-fall-stores": ("", "", "item={belt}"),
    **dict.fromkeys(("belt-standing", "belt-uptake", "belt-tiers", "belt-weeks", "belt-peers"), BELT),
    # Stores: the search, the columns and the orders of the list, and one store.
    "store-list": (
        "", "sort=shortfall&cols=store_id~belt_id~required_fen~shortfall_fen~is_exempt~store_score",
        "q={name}&sort=gmv", "q={store}&cols=delivery_id", f"{NARROW}cols={{columns}}",
        *(f"{NARROW}sort={by}" for by in (
            "name", "newest", "score", "expiry", "unclaimed", "unused", "envelope", "released",
        )),
    ),
    **dict.fromkeys(("store-grants", "store-deposits", "store-events"), STORE),
    # The work list: every list, and the stores of one account manager.
    "worklist": ("", "list=packs-to-use&by={owner}", "list=shortfalls", *(f"list={code}" for code in (
        "most-cash", "most-ad-credit", "packs-to-claim", "sessions-without-envelope", "not-live-yet", "lost-sales",
        "applications", "certifications-to-expire", "lower-tier", "near-tier", "designated-belt",
    ))),
    "worklist-tally": ("", "by={owner}", ""),
    "calls": ("", "by={owner}", "reason=shortfalls", "due=overdue", "reason=lapsing-traffic&due=week", "only=changed",
              "since={before}&only=changed"),
    # Certification and benefits: cohorts, dimensions, and the red envelope beside the traffic pack.
    "certification-steps": COHORTS,
    "certification-funnel": COHORTS,
    "certifications-ended": ("", "category=&status=expired~revoked", ""),
    "claim-times": ("", "measure=red-envelope&by=category", "by=week"),
    "benefit-cohorts": ("", "measure=red-envelope&by=region&item={month}", "by=region"),
    **dict.fromkeys(("benefit-ledger", "claim-hours", "belt-deciles", "decile-belts", "low-uptake"), ENVELOPE),
    # Deposits and drafts of another schedule; view 3 has none, and is of the schedule in force.
    "deposit-tiers": ("", "by=type", "by=belt"),
    "deposit-groups": ("", "by=belt", "by=category", "by=type"),
    **dict.fromkeys(("whatif-groups", "whatif-matrix", "draft-tiers"), DRAFT),
    "draft-bases": ("item={draft_2}", "item={draft_2}", ""),
    "whatif-stores": (
        "item={draft_3}", "item={draft_2}&measure=less", "item={draft_3}&measure=all",
        *(f"item={{draft_{at}}}&measure={move}" for at, move in (
            (2, "out"), (2, "more"), (3, "down"), (2, "up"), (3, "other"),
        )),
        "item=000000000000",
    ),
    **dict.fromkeys(("draft-comparison", "draft-rules"), ("series={draft}~{draft_2}~{draft_3}",) * 2),
    # The ten measures, one by one.
    **dict.fromkeys(("measures", "measure-uptake", "measure-caps"), ("", "item=growth-traffic", "")),
    **dict.fromkeys(("measure-weeks", "measure-regions", "measure-eligible", "measure-eligible-regions"), MEASURES),
    # Trends: what is followed, and how far back.
    "trend": ("", "by=category&series={category}~{category_2}", "by=belt&series={belt}&item=all-weeks"),
    # Records: what a store lacks, another snapshot's files, and what is different between two days.
    "stores-lacking": ("by=belt", "by=score", "by=owner", "by=coordinates", "by=deposit", "by=activity",
                       f"{UNDRAWN}&by=region"),
    "restated": ("", "compare={restated}", ""),
    **dict.fromkeys(("snapshot-files", "snapshot-deliveries"), ("", "item={before}", "")),
    **dict.fromkeys(("diff-benefits", "diff-deliveries"), ("", "", AGAINST)),
    "diff-regions": ("", "", AGAINST, "compare=none"),
    "diff-stores": ("", "measure=added", f"{AGAINST}&measure=deposit", *(f"{NARROW}measure={what}" for what in (
        "removed", "changed", "restated", "store", "certification", "pack", "envelope", "trade", "waiver", "measure",
    ))),
}  # fmt: skip
"""What a table is asked besides, in view 1, 2 and 3: the fields of its own screen, without which it would be empty.

What follows these three is asked of view 1 too, as view 4 and on: choices that are a question of their own.
"""
BACK: Final = 4
"""How many published days before the newest view 2 compares with and view 3 shows."""

HOME: Final = "# home"
"""How the line begins that says what is published in the home; two homes cannot be compared."""

# A home to export from


@dataclass(frozen=True)
class Staged:
    """A home to export from, the days in it from the newest on, and the ids of its drafts."""

    folder: Path
    days: tuple[str, ...]
    drafts: tuple[str, ...]


def staged(home: Path, folder: Path) -> Staged:
    """A home that links to what another has published."""
    days = tuple(sorted((path.parent.name for path in home.glob("snapshots/[0-9]*/manifest.json")), reverse=True))
    if len(days) <= BACK + 1:
        sys.exit(f"{home} has {len(days)} published days; {BACK + 2} are needed. Make them with: laotie demo")
    shelf = folder / "snapshots"
    shelf.mkdir()
    for day in days:
        (shelf / day).symlink_to(home / "snapshots" / day)
    (folder / "boundaries").symlink_to(home / "boundaries")
    if (home / "record.sqlite").is_file():  # opening a record may bring its schema up to date: not that of the home
        shutil.copyfile(home / "record.sqlite", folder / "record.sqlite")
    _restate(shelf, days[1], days[2])
    (shelf / "latest").write_text(f"{days[0]}\n", encoding="utf-8")
    pin = {days[-1]: {"name": "first day", "person": "export hashes", "at": "2026-01-01T09:00:00"}}
    (shelf / "pins.json").write_text(json.dumps(pin), encoding="utf-8")
    return Staged(folder, days, tuple(_keep_drafts(folder / "drafts", shelf / days[0])))


def _dumped(value: Any, *, is_sorted: bool = False) -> bytes:
    """JSON as the product hashes it: sorted without a space, or as it is kept."""
    kept = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS if is_sorted else kept)


def _restate(shelf: Path, day: str, week_before: str) -> None:
    """Make a day one that was published twice: first, it seems, with no more than was known a week before."""
    manifest = json.loads((shelf / week_before / "manifest.json").read_bytes())
    facts = {name: value for name, value in manifest.items() if name not in ("snapshot_id", "restates")}
    facts["as_of"] = day[:10]
    first = f"{day[:10]}-{hashlib.sha256(_dumped(facts, is_sorted=True)).hexdigest()[:12]}"
    (shelf / first).mkdir()
    for file in facts["files"]:
        (shelf / first / file).symlink_to((shelf / week_before / file).resolve())
    (shelf / first / "manifest.json").write_bytes(_dumped({"snapshot_id": first} | facts | {"restates": []}))
    published = (shelf / day).resolve()
    (shelf / day).unlink()
    (shelf / day).mkdir()
    for file in facts["files"]:
        (shelf / day / file).symlink_to(published / file)
    standing = json.loads((published / "manifest.json").read_bytes())
    standing["restates"] = [*standing["restates"], first]
    (shelf / day / "manifest.json").write_bytes(_dumped(standing))


TIER: Final = ("tier_code", "rank", "name_zh", "name_en", "store_types", "min_score", "max_score",
               "requires_no_violation", "requires_certified", "requires_designated_belt", "reduction_pct")  # fmt: skip


def _keep_drafts(folder: Path, snapshot: Path) -> Iterator[str]:
    """Three drafts: with a name and a first day; of certified stores and other bases; without the first tier."""
    tiers = _rows(
        snapshot,
        f"SELECT {', '.join(TIER)} FROM schedules WHERE $day BETWEEN effective_from "  # noqa: S608
        "AND coalesce(effective_to, DATE '9999-12-31') ORDER BY rank, tier_code",
        day=snapshot.name[:10],
    )
    bases = _rows(
        snapshot, "SELECT category_code, store_type, base_fen FROM bases ORDER BY category_code, store_type LIMIT 40"
    )
    said = {
        "bases": [], "is_certified_only": False, "is_designated_only": False, "begins_on": "", "name": "",
        "author": "", "made_on": "",
    }  # fmt: skip
    saved = {"name": "A tenth more", "author": "export hashes", "made_on": "2026-01-01", "begins_on": "2099-01-01"}
    higher = [tier | {"reduction_pct": min(tier["reduction_pct"] * 1.1, 100.0)} for tier in tiers]
    stricter = [tier | {"min_score": (tier["min_score"] or 0.0) + 0.2} for tier in tiers]
    halved = [base | {"base_fen": base["base_fen"] // 2} for base in bases]
    folder.mkdir()
    for draft in (
        {"tiers": higher} | said | saved,
        {"tiers": stricter} | said | {"bases": halved, "is_certified_only": True},
        {"tiers": tiers[1:]} | said | {"name": "Without the first", "made_on": "2026-01-02"},
    ):
        content = _dumped(draft)
        name = hashlib.sha256(content).hexdigest()[:12]
        (folder / f"{name}.json").write_bytes(content)
        yield name


# What the views name


def _rows(snapshot: Path, sql: str, **bound: str) -> list[dict[str, Any]]:
    """Rows of a question to a snapshot's files."""
    with duckdb.connect() as engine:
        for file in sorted(snapshot.glob("*.parquet")):
            engine.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{file.resolve()}')")  # noqa: S608
        return engine.sql(sql, params=bound).to_arrow_table().to_pylist()


def _most(snapshot: Path, column: str, where: str = "true", table: str = "stores", **bound: str) -> list[str]:
    """A column's values in some rows, the most frequent first."""
    sql = (
        f"SELECT {column} AS code FROM {table} WHERE {column} IS NOT NULL AND {where} "  # noqa: S608
        "GROUP BY 1 ORDER BY count(*) DESC, 1"
    )
    return [str(row["code"]) for row in _rows(snapshot, sql, **bound)]


def found(home: Staged) -> list[dict[str, str]]:
    """What stands in the braces of each view: by the most stores, or the most events, of the view's day and region."""
    newest, older = (home.folder / "snapshots" / home.days[at] for at in (0, BACK))
    province = _most(newest, "province_adcode")[0]
    city = _most(older, "city_adcode", "province_adcode <> $province", province=province)[0]
    return [
        _in(newest, home, "true"),
        _in(newest, home, "province_adcode = $code", province),
        _in(older, home, "city_adcode = $code", city),
    ]


def _in(snapshot: Path, home: Staged, where: str, code: str = "") -> dict[str, str]:
    """What stands in the braces of a view of a day and a region."""
    bound = {"code": code} if code else {}

    def most(column: str) -> list[str]:
        return _most(snapshot, column, where, **bound)

    stores = f"store_id IN (SELECT store_id FROM stores WHERE {where} AND store_name IS NOT NULL)"  # noqa: S608
    store = _most(snapshot, "store_id", stores, "events", **bound)[0]
    name = _rows(snapshot, "SELECT store_name FROM stores WHERE store_id = $store", store=store)[0]["store_name"]
    undrawn = _most(snapshot, "province_adcode", "county_adcode IN (SELECT adcode FROM places WHERE NOT is_drawn)")
    columns = _rows(snapshot, "SELECT column_name AS name FROM (DESCRIBE stores)")
    ordered = {column: most(column) for column in ("category_code", "store_type", "tier_code", "belt_id")}
    return {
        "province": code,
        "city": code or most("city_adcode")[0],
        "undrawn": (undrawn or most("province_adcode"))[0],
        "snapshot": snapshot.name,
        "before": home.days[BACK] if snapshot.name == home.days[0] else home.days[-1],
        "restated": home.days[1],
        "store": store,
        "name": name[:2],
        "columns": "~".join(row["name"] for row in columns[:64]),
        "owner": most("owner")[0],
        "month": most("strftime(certified_on, '%Y-%m')")[0],
        "belt": ordered["belt_id"][0],
        "tier": ordered["tier_code"][0],
        "category": ordered["category_code"][0],
        "category_2": ordered["category_code"][1],
        **dict(zip(("type", "type_2", "type_3"), ordered["store_type"], strict=False)),
        **dict(zip(("draft", "draft_2", "draft_3"), home.drafts, strict=True)),
    }


def asked(table: str, facts: list[dict[str, str]]) -> Iterator[str]:
    """The queries of a table, view by view; of a name that comes twice in a query the last one counts."""
    own = OWN.get(table, ())
    for at in range(max(len(VIEWS), len(own))):
        base, more = VIEWS[at] if at < len(VIEWS) else "", own[at] if at < len(own) else ""
        known = facts[at if at < len(VIEWS) else 0]
        pairs = (pair.partition("=") for part in (base, more) if part for pair in part.split("&"))
        yield urlencode({name: value.format_map(known) for name, _equals, value in pairs})


# The exports


def _laotie(*arguments: str) -> tuple[int, str]:
    """What the command leaves with, and what it says of it."""
    main, said = import_module("dashboard.cli").main, io.StringIO()
    sys.argv = ["laotie", *arguments]
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            main()
        code: Any = 0
    except SystemExit as left:
        code = left.code or 0
    return int(code), " ".join(said.getvalue().split())


def tables() -> list[str]:
    """The tables that there are, as the refusal of one that there is not names them."""
    _code, said = _laotie("export", "no-such-table", "--out", os.devnull)
    return sorted(said.rpartition(": ")[2].rstrip(".").split(", "))


def exported(table: str, query: str, out: Path) -> str:
    """What an export came to."""
    code, said = _laotie("export", table, "--view", query, "--out", str(out))
    if code:
        return f"{'refused' if code == 1 else 'failed'}: {said}"
    if said:
        print(f"{table} {query}: {said}", file=sys.stderr)
    manifest = out.with_suffix(".manifest.json").read_bytes()
    hashes = (hashlib.sha256(content).hexdigest() for content in (out.read_bytes(), manifest))
    return f"{' '.join(hashes)} {json.loads(manifest)['rows']}"


def lines(home: Path, keep: Path) -> list[str]:
    """A line an export, sorted, after one that names the days published in the home."""
    with TemporaryDirectory(prefix="laotie-hashes-") as temporary:
        held = staged(home, Path(temporary))
        _settle(held.folder)
        facts = found(held)
        todo = sorted((at, name, query) for name in tables() for at, query in enumerate(asked(name, facts), start=1))
        made = sorted(f"{name} {at} {exported(name, query, keep / f'{name}.{at}.csv')}" for at, name, query in todo)
    days = hashlib.sha256(" ".join(held.days).encode()).hexdigest()[:12]
    return [f"{HOME} {days} of {len(held.days)} days", *made]


def _settle(home: Path) -> None:
    """Settings of the run: the defaults, a language, and the home; the packages are those of the current directory."""
    for name in [name for name in os.environ if name.startswith("LAOTIE_")]:
        del os.environ[name]
    os.environ |= {"LAOTIE_HOME": str(home), "LAOTIE_LANG": "en"}
    sys.path.insert(0, str(Path.cwd()))
    source = Path(import_module("dashboard").__file__ or "").parents[1]
    if source != Path.cwd():
        sys.exit(f"The packages are those of {source}: run this in the folder of a checkout.")


# What came of it


def _read(text: Iterable[str]) -> dict[str, str]:
    """What each table and view came to."""
    parts = (line.rstrip("\n").split(" ", 2) for line in text if line.strip())
    return {f"{name} {view}": told for name, view, told in parts}


def _is_made(told: str) -> bool:
    """Whether an export came to a file: its hashes and its rows."""
    return re.fullmatch("[0-9a-f]{64} [0-9a-f]{64} [0-9]+", told) is not None


def _differs(before: str | None, now: str | None) -> str:
    """How an export differs, in words; empty: it does not."""
    if before == now:
        return ""
    if before is None or now is None:
        return "is new" if before is None else "is not made any more"
    if not (_is_made(before) and _is_made(now)):
        was, then_is = (f"made, {told.split(' ')[-1]} rows" if _is_made(told) else told for told in (before, now))
        return f"was {was}; is {then_is}"
    then, again = before.split(" "), now.split(" ")
    rows = f"{then[2]} rows" if then[2] == again[2] else f"{then[2]} rows, now {again[2]}"
    return f"{'another manifest beside the same CSV' if then[0] == again[0] else 'another CSV'} ({rows})"


def differences(before: Iterable[str], now: Iterable[str]) -> tuple[list[str], int]:
    """A sentence for each export that differs, by table and view, and how many are equal."""
    then, again = _read(before), _read(now)
    if then.pop(HOME, None) != again.pop(HOME, None):
        return ["The days published in the two homes are not the same: compare exports of one home."], 0
    told = {key: _differs(then.get(key), again.get(key)) for key in sorted(then.keys() | again.keys())}
    different = [f"{' view '.join(key.split(' '))}: {said}" for key, said in told.items() if said]
    return different, len(told) - len(different)


def _state(told: str) -> str:
    """Whether an export was refused, failed, or made without a row."""
    if not _is_made(told):
        return told.partition(": ")[0]
    return "empty" if told.endswith(" 0") else "filled"


def _tell(made: list[str], seconds: float) -> None:
    """How many exports are empty or refused, view by view, for whoever tunes the views."""
    views: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, told in _read(made[1:]).items():
        name, view = key.split(" ")
        views[int(view)][_state(told)].append(name)
    for view, states in sorted(views.items()):
        without = "; ".join(f"{len(of)} {state} ({', '.join(of)})" for state, of in states.items() if state != "filled")
        count = sum(map(len, states.values()))
        print(f"view {view}: {count} exports, {without or 'none empty or refused'}", file=sys.stderr)
    every = {name for states in views.values() for of in states.values() for name in of}
    filled = {name for states in views.values() for name in states["filled"]}
    print(f"without a row in any view: {', '.join(sorted(every - filled)) or 'no table'}", file=sys.stderr)
    print(f"{len(made) - 1} exports of {len(every)} tables in {seconds:.0f} s", file=sys.stderr)


def main() -> int:
    """Print the lines, or what differs from those of before; 1 where anything does."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--against", type=Path, metavar="FILE", help="say what differs from the lines in this file")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the exported files here")
    chosen = options.parse_args()
    before = chosen.against.read_text(encoding="utf-8").splitlines() if chosen.against else None
    home, start = Path(os.environ.get("LAOTIE_HOME", "var")).absolute(), time.monotonic()
    with TemporaryDirectory(prefix="laotie-exports-") as temporary:
        keep = (chosen.keep or Path(temporary)).absolute()
        keep.mkdir(parents=True, exist_ok=True)
        made = lines(home, keep)
    _tell(made, time.monotonic() - start)
    if before is None:
        print("\n".join(made))
        return 0
    different, equal = differences(before, made)
    print("\n".join([*different, f"{equal} exports equal" + (f", {len(different)} different" if different else "")]))
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
