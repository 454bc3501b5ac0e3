"""A real server, a real Redis and a real Chromium for the tests that do what people do.

The package shares one of each; every device is a browser context of its own, and every test has a session of its own.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from palabre.own_server import OwnServer
from tests.e2e.hall import FLAGS, Hall, chromium
from tests.e2e.room import Room


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server on a free port, whose data outlives a restart."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with OwnServer(port, data_dir=tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of the system. It must be gone before a test with an event loop of its own begins."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def hall(server: OwnServer, browser: Browser) -> Iterator[Hall]:
    """Where people open pages; at the end no page may have broken the policy or said a word of error."""
    hall = Hall(browser, server)
    yield hall
    hall.leave()


@pytest.fixture
def room(hall: Hall) -> Iterator[Callable[[str], Room]]:
    """Begin a session with a deck, and have somebody there who steers it without a page."""
    with ExitStack() as stack:
        yield lambda deck: stack.enter_context(Room(hall.url, hall.begin(deck)))
