"""A real browser, and the real product served to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from lacking import lacks
from playwright.sync_api import Browser, Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--enable-unsafe-swiftshader",
]


class NoBrowserError(Exception):
    """No browser is installed, and none could be brought in."""


def installed_browser() -> str | None:
    """The path of a Chromium or Chrome on this machine."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, *MAC) if path and Path(path).exists()), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser; where the machine has none, Playwright's own is brought in."""
    with sync_playwright() as playwright:
        path = installed_browser()
        try:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        except Error:
            if path:
                raise
            try:
                subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
                browser = playwright.chromium.launch(args=QUIET)
            except (subprocess.CalledProcessError, Error) as why:
                raise NoBrowserError("install Chromium or Chrome: Playwright could not bring its own") from why
        yield browser
        browser.close()


@contextmanager
def served(home: Path, checkout: Path | None = None, **settings: str) -> Iterator[str]:
    """The product (that of another checkout, where one is named), served from a home on a free port; its address."""
    settings = {"LAOTIE_HOME": str(home)} | settings
    with running("dashboard", "serve", "--port", checkout=checkout, **settings) as address:
        yield address


@contextmanager
def running(*module: str, checkout: Path | None = None, **settings: str) -> Iterator[str]:
    """A server of Streamlit's, by its module and arguments, of which the port is the last; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *module, str(port)],
        env=os.environ | settings,
        cwd=checkout,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _await(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once: {process.stderr.read() if process.stderr else ''}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not answer within a minute")


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One browser for the session."""
    with ExitStack() as until_the_end:
        try:
            one = until_the_end.enter_context(launched())
        except NoBrowserError as why:
            lacks(pytestconfig, f"a browser ({why})")
        yield one


@pytest.fixture(scope="session")
def address(published_home: Path) -> Iterator[str]:
    """Where the published demonstration data are served."""
    with served(published_home) as at:
        yield at
