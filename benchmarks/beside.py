"""Two checkouts side by side in one run: what each screen costs the server, as CPU milliseconds and their ratio.

    LAOTIE_HOME=/srv/demo .venv/bin/python -m benchmarks.beside ../before

Each checkout is measured in processes of its own that take turns, on the same home, so that what the machine does
beside falls on both. It knows the product by its addresses alone.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time

ADDRESSES = (
    "worklist?",
    "worklist?list=packs-to-claim",
    "worklist?list=call-first",
    "worklist?list=summary",
    "?",
    "?region=330000&level=city",
    "stores?",
    "belts?",
    "belts?list=categories",
    "certification?",
    "certification?list=funnel",
    "benefits?",
    "benefits?list=belts",
    "deposits?",
    "deposits?list=whatif",
    "categories?",
    "categories?list=matrix",
    "measures?",
    "trends?",
    "trends?list=compare",
    "snapshots?",
    "snapshots?list=diff",
    "data?",
    "data?list=dictionary",
)
RUNS = 9


def _measured(only: str) -> dict[str, float]:
    """Median CPU milliseconds of a run of each address, once its answers are kept."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    found = {}
    for address in (one for one in ADDRESSES if only in one):
        path, _mark, query = address.partition("?")
        page = AppTest.from_file(str(Path.cwd() / "dashboard" / "main.py"), default_timeout=300)
        for pair in filter(None, query.split("&")):
            name, _is, value = pair.partition("=")
            page.query_params[name] = value
        if path:
            page._page_hash = calc_hash(path)  # noqa: SLF001 - AppTest goes to a page by its file alone before a run
        page.run()
        taken = []
        for _run in range(RUNS):
            begun = process_time()
            page.run()
            taken.append(1000 * (process_time() - begun))
        if page.exception:
            raise RuntimeError(f"{address}: {page.exception[0].message}")
        found[address] = median(taken)
    return found


def _in(checkout: Path, only: str) -> dict[str, float]:
    here = Path(__file__).resolve()
    run = subprocess.run(
        [sys.executable, str(here), "--measure", "--only", only],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(run.stdout.splitlines()[-1]))


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(prog="benchmarks.beside")
    arguments.add_argument("before", type=Path, nargs="?", help="the other checkout")
    arguments.add_argument("--turns", type=int, default=3, help="how often each checkout is measured")
    arguments.add_argument("--only", default="", help="those addresses alone that hold this text")
    arguments.add_argument("--measure", action="store_true", help="measure this checkout and print it as JSON")
    chosen = arguments.parse_args()
    if chosen.measure:
        print(json.dumps(_measured(chosen.only)))
        return
    checkouts = (chosen.before.resolve(), Path.cwd())
    turns = [[_in(checkout, chosen.only) for checkout in checkouts] for _turn in range(chosen.turns)]
    print(f"{'screen':36}{'before':>10}{'now':>10}{'ratio':>8}   CPU ms a run, median of {chosen.turns} turns")
    for address in turns[0][0]:
        before, now = (median(turn[side][address] for turn in turns) for side in (0, 1))
        print(f"/{address:35}{before:10.1f}{now:10.1f}{now / before:8.2f}")


if __name__ == "__main__":
    main()
