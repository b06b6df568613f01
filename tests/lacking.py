"""What this machine lacks for some tests (a pytest plugin): they are skipped, or fail under `--lacking=fail`.

A test names the programs that it needs beyond pip's packages by `@pytest.mark.needs("nginx")`; a fixture that
cannot be made calls `lacks`. Either way the last lines before pytest's own say what was lacking, and for how many.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

import pytest

SAYS = "this machine lacks "


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--lacking",
        choices=("skip", "fail"),
        default="skip",
        help="what becomes of a test that needs what this machine lacks",
    )


def lacks(config: pytest.Config, what: str) -> NoReturn:
    """End the test that cannot be had without `what`."""
    if config.getoption("lacking") == "fail":
        raise pytest.fail.Exception(SAYS + what, pytrace=False) from None  # without what was tried before
    pytest.skip(SAYS + what)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program) is None:
                lacks(item.config, program)


def _said(report: object) -> str:
    """What a report says was lacking; empty where nothing was."""
    if not isinstance(report, pytest.TestReport) or report.when != "setup":
        return ""
    told = report.longrepr
    text = told[-1] if isinstance(told, tuple) else str(told)
    before, said, what = text.partition(SAYS)
    return what.strip() if said and before in ("", "Skipped: ", "Failed: ") else ""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    stats = terminalreporter.stats
    lacking = Counter(what for reports in stats.values() for what in map(_said, reports) if what)
    if lacking:
        terminalreporter.write_sep("=", "what this machine lacks")
    for what, tests in sorted(lacking.items()):
        terminalreporter.write_line(f"{what}: {tests} test{'s' * (tests > 1)}")
