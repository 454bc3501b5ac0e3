"""A real Chromium on a real server: devices that tests take in hand, and what is held against every page.

Every page that is opened here is watched: a console error, an exception or a breach of the content
security policy fails the test. `looked_at` runs axe-core in the state the page is in and, where
`PALABRE_SHOTS` names a folder, takes its picture.
"""

import itertools
import os
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from playwright.sync_api import Browser, BrowserContext, Page, expect

from palabre.api import Begun, NewSession
from palabre.own_server import OwnServer

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE: Final = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
STANDARDS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS: Final = os.environ.get("PALABRE_SHOTS")
PHONE: Final = (360, 740)
NARROW: Final = (320, 640)
LAPTOP: Final = (1440, 900)
PROJECTOR: Final = (1920, 1080)

#: How long a person looks before saying that it did not happen.
PATIENCE_MS: Final = 10_000
#: Told to the console, and so to the test, when the page asks for something that the policy forbids.
WATCH: Final = """addEventListener("securitypolicyviolation", (breach) =>
  console.error("policy", breach.violatedDirective, breach.blockedURI, breach.sourceFile));"""
#: What Chromium itself says of a server that is not there; only a test that takes it away may hear it.
CUT: Final = "net::ERR_"

#: What axe-core finds, in a line for each rule that is broken.
LOOK: Final = """(tags) => axe.run({ runOnly: tags }).then((report) => report.violations.map((rule) =>
  `${rule.id}: ${rule.help}: ` + rule.nodes.map((node) => node.html.slice(0, 200)).join(" | ")))"""
#: No transition that ends is still under way, and every letter is there.
SETTLED: Final = """() => document.fonts.status === "loaded" && document.getAnimations().every((it) =>
  it.playState !== "running" || it.effect.getComputedTiming().endTime === Infinity)"""


expect.set_options(timeout=PATIENCE_MS)
_houses = itertools.count(1)


def chromium() -> str:
    """Return where Chromium is. Fail with a sentence if it is nowhere."""
    named = os.environ.get("PALABRE_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((path for path in APPLICATIONS if Path(path).exists()), None)
    assert found is not None, (
        "The end-to-end tests need Chromium: run .ci/chromium, which installs it or says how,"
        " or name one with PALABRE_CHROMIUM=/path/to/chromium."
    )
    return found


@cache
def axe() -> str:
    """Return axe-core's source. Fail with a sentence if it is not there."""
    assert AXE.exists(), "The end-to-end tests need axe-core: run `make client/node_modules/.tools`."
    return AXE.read_text(encoding="utf-8")


class Hall:
    """The devices of one test."""

    def __init__(self, browser: Browser, server: OwnServer) -> None:
        self.url = server.url
        self.server = server
        self.complaints: list[str] = []
        self._browser = browser
        self._devices: list[BrowserContext] = []
        self._forgiven: tuple[str, ...] = ()

    def device(self, size: tuple[int, int], lang: str = "en", *, dark: bool = False) -> Page:
        """Take a new device in hand and open a blank page on it."""
        device = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=lang,
            color_scheme="dark" if dark else "light", has_touch=size in (PHONE, NARROW),
        )  # fmt: skip
        device.grant_permissions(["clipboard-read", "clipboard-write"])
        device.set_default_timeout(PATIENCE_MS)
        device.add_init_script(WATCH)
        device.on("page", self._watch)
        self._devices.append(device)
        return device.new_page()

    def begin(self, deck: str) -> Begun:
        """Begin a session with a deck, each as from another house: one house may begin only so many."""
        house = f"10.0.{next(_houses) // 256}.{next(_houses) % 256}"
        request = urllib.request.Request(  # noqa: S310 (our own address)
            f"{self.url}/api/sessions", msgspec.json.encode(NewSession(deck=deck)), {"x-forwarded-for": house}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return msgspec.json.decode(answer.read(), type=Begun)

    def here(self, link: str) -> str:
        """Return a link as this machine reaches it."""
        return self.url + "/" + link.split("/", 3)[3]

    @contextmanager
    def away(self) -> Iterator[None]:
        """Take the server and its Redis away, and start them again on what they had kept."""
        self.server.stop()
        yield
        self.server.__enter__()

    def forgive(self, *words: str) -> None:
        """Take no notice of complaints with these words: this test brings them about."""
        self._forgiven += words

    def leave(self) -> None:
        """Close every device. Fail if a page had something to complain about."""
        for device in self._devices:
            device.close()
        told = [what for what in self.complaints if not any(word in what for word in self._forgiven)]
        assert told == []

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: self.complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None,
        )


def looked_at(page: Page, name: str) -> None:
    """Have axe-core look at the page as it is now, and keep its picture where one is wanted."""
    page.wait_for_function(SETTLED)
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png")
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    found = page.evaluate(LOOK, STANDARDS)
    assert found == [], f"{name}: {found}"


def fits(page: Page, name: str = "page") -> None:
    """Fail if the page has to be scrolled sideways."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{name}: {wide} px on a screen of {room} px"


def eventually(page: Page, look: Callable[[], bool], what: str) -> None:
    """Wait until `look` sees it; the page lives on meanwhile."""
    for _ in range(PATIENCE_MS // 100):
        if look():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {what}")


def heading(page: Page, text: str) -> None:
    """See this heading."""
    expect(page.get_by_role("heading", name=text, level=1)).to_be_visible()
