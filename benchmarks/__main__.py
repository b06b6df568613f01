"""Every figure of the speed table: `make bench`, or `make bench ARGS="--stores 1000000"`.

Works in a home of its own below LAOTIE_HOME, made when it is not there yet. The machine is shared and noisy:
read the figures beside each other, of one run.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from models.settings import settings


def main() -> None:
    """Make the home, then measure: import, questions, screens, page."""
    arguments = argparse.ArgumentParser(prog="benchmarks")
    arguments.add_argument("--stores", type=int, default=20_000)
    arguments.add_argument("--weeks", type=int, default=13)
    arguments.add_argument("--only", choices=("intake", "questions", "page", "screens"))
    arguments.add_argument("--home", type=Path, help="a home that is published already, measured as it is")
    arguments.add_argument("--screen", default="", help="of the screens, this one alone")
    chosen = arguments.parse_args()
    home = chosen.home or settings().home.absolute() / f"bench-{chosen.stores}"
    os.environ["LAOTIE_HOME"] = str(home)
    settings.cache_clear()
    _prepared(home, chosen.stores, chosen.weeks)
    from benchmarks import intake, page, questions, screens

    parts: dict[str, Callable[[], None]] = {
        "intake": lambda: intake.main(chosen.stores),
        "questions": questions.report,
        "screens": lambda: screens.report(chosen.screen),
        "page": page.report,
    }
    for name, report in parts.items():
        if chosen.only in (None, name):
            print(f"{name}:")
            report()


def _prepared(home: Path, stores: int, weeks: int) -> None:
    from dashboard.commands.demonstration import prepare
    from dashboard.commands.speaking import bars
    from models.geography.building.build import build

    if (home / "snapshots" / "latest").is_file():
        return
    begun = perf_counter()
    with bars() as progress:
        boundaries = build(settings().boundary_layers, settings().boundaries, progress)
    prepare(boundaries, stores=stores, weeks=weeks, seed=20260101)
    print(f"demonstration data of {stores:,} stores: written, imported and published in {perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
