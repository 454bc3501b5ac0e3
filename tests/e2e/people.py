"""People at their pages, by what they read and press, never by the page's inside.

Pia facilitates at the desk, Ada moderates, everybody else holds a phone, and the stage is what they all look at.
"""

import re
from typing import Final

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.e2e.hall import LAPTOP, PHONE, PROJECTOR, Hall, eventually, heading

#: A press on a control that has just changed its meaning is not taken (run/step.ts); people need longer to read it.
SETTLED_MS: Final = 600
#: A figure isolates each text, so that right-to-left answers stand beside left-to-right ones.
ISOLATE: Final = "[\u2066-\u2069]?"


def press(place: Page | Locator, name: str, *, exact: bool = False) -> None:
    """Press the button of that name."""
    place.get_by_role("button", name=name, exact=exact).first.click()


def gone(page: Page, text: str) -> None:
    """Not have this text anywhere in the page, shown or not."""
    eventually(page, lambda: text not in page.content(), f"nothing of “{text}” in the page")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there. Fail if the keyboard does not lead there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("(it) => it === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not lead to {target}")


class Phone:
    """A participant's page."""

    def __init__(
        self, hall: Hall, code: str, lang: str = "en", *, dark: bool = False, size: tuple[int, int] = PHONE
    ) -> None:
        """Open the session's short address, as the QR code does."""
        self.page = hall.device(size, lang, dark=dark)
        self.page.goto(f"{hall.url}/{code}")

    def reads(self, text: str) -> None:
        """See this heading."""
        heading(self.page, text)

    def sees(self, text: str) -> None:
        """See this text somewhere."""
        expect(self.page.get_by_text(text, exact=True).first).to_be_visible()

    def lacks(self, text: str) -> None:
        """Not have this text anywhere in the page, shown or not."""
        gone(self.page, text)

    def picks(self, *names: str) -> None:
        """Tick these swatches or options."""
        for name in names:
            self.page.get_by_role("checkbox", name=name, exact=True).check()

    def drops(self, *names: str) -> None:
        """Untick these swatches or options."""
        for name in names:
            self.page.get_by_role("checkbox", name=name, exact=True).uncheck()

    def chooses(self, name: str) -> None:
        """Choose the one option."""
        self.page.get_by_role("radio", name=name, exact=True).check()

    def rates(self, statement: str, value: str) -> None:
        """Rate a statement."""
        self.page.get_by_role("group", name=statement).get_by_role("radio", name=value).first.check(
            force=True
        )

    def types(self, *words: str) -> None:
        """Type these answers, each in its own field."""
        for place, word in enumerate(words):
            if place:
                self.page.keyboard.press("Enter")
            self.page.get_by_role("textbox").nth(place).fill(word)

    def sends(self, name: str = "Send my answer") -> None:
        """Press the one action of the page."""
        press(self.page, name)

    def types_and_counts(self, *words: str) -> None:
        """Answer with words and see that it counts."""
        self.types(*words)
        self.sends()
        self.reads("Your answer counts")


class Stage:
    """The projected page."""

    def __init__(
        self,
        hall: Hall,
        link: str,
        lang: str = "en",
        *,
        dark: bool = False,
        size: tuple[int, int] = PROJECTOR,
    ) -> None:
        self.page = hall.device(size, lang, dark=dark)
        self.page.goto(hall.here(link))

    @property
    def figure(self) -> Locator:
        """What Plotly draws; it is hidden from screen readers, so it has no role."""
        return self.page.locator(".js-plotly-plot")

    def says(self, text: str) -> None:
        """Show this text somewhere."""
        expect(self.page.get_by_text(text, exact=True).first).to_be_visible()

    def draws(self, word: str) -> None:
        """Have this word in its figure."""
        expect(
            self.figure.get_by_text(re.compile(f"^{ISOLATE}{re.escape(word)}{ISOLATE}$")).first
        ).to_be_visible()

    def texts(self) -> list[str]:
        """Return the texts of the figure, in the order in which they are drawn."""
        return [
            re.sub("[\u2066-\u2069]", "", text) for text in self.figure.locator("text").all_text_contents()
        ]

    def lacks(self, *words: str) -> None:
        """Not have these words anywhere in the page, neither drawn nor in a table nor waiting to be shown."""
        for word in words:
            gone(self.page, word)

    def presses(self, *keys: str) -> None:
        """Press these keys, with nothing in particular in focus."""
        for key in keys:
            self.page.keyboard.press(key)

    def table(self) -> list[list[str]]:
        """Return the rows of the table beside the figure, for those who do not see it."""
        rows = self.page.get_by_role("table").last.get_by_role("row").all()
        return [
            row.get_by_role("cell").or_(row.get_by_role("rowheader")).all_inner_texts() for row in rows[1:]
        ]


class SlowLine:
    """The line of a page that is about to be opened: what the server says can be held up, what the page says cannot."""

    def __init__(self, page: Page) -> None:
        self._held: list[str | bytes] | None = None
        page.route_web_socket("**/api/live", self._join)

    def hold(self) -> None:
        """Hold up what the server says from now on."""
        self._held = []

    def release(self) -> None:
        """Let through what was held up, and all that follows."""
        held, self._held = self._held or [], None
        for frame in held:
            self._page.send(frame)

    def _join(self, page: WebSocketRoute) -> None:
        self._page = page
        page.connect_to_server().on_message(self._hear)

    def _hear(self, frame: str | bytes) -> None:
        if self._held is None:
            self._page.send(frame)
        else:
            self._held.append(frame)


class Desk:
    """The facilitator's run page."""

    def __init__(
        self, hall: Hall, link: str, size: tuple[int, int] = LAPTOP, lang: str = "en", *, dark: bool = False
    ) -> None:
        self.page = hall.device(size, lang, dark=dark)
        self.page.goto(hall.here(link))

    def does(self, name: str) -> None:
        """Press one of the stage's controls, once it has said this long enough to be meant."""
        control = self.page.get_by_role("group", name="Controls of the stage").get_by_role(
            "button", name=name
        )
        expect(control).to_be_enabled()
        self.page.wait_for_timeout(SETTLED_MS)
        control.click()

    def told(self, text: str) -> None:
        """Be told this."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def row(self, question: str) -> Locator:
        """The list's line of a poll, which unfolds what can be done with it."""
        return self.page.get_by_role("listitem").filter(has_text=question)

    def unfolds(self, question: str) -> Locator:
        """Unfold a poll of the list and return its line."""
        row = self.row(question)
        toggle = row.get_by_role("button", expanded=False)
        toggle.click()
        return row

    def order(self) -> list[str]:
        """Return the questions as the list has them, top to bottom."""
        rows = self.page.get_by_role("list").last.get_by_role("listitem").all()
        return [row.get_by_role("button", expanded=False).or_(row.get_by_role("button", expanded=True))
                .inner_text().split("\n")[1] for row in rows]  # fmt: skip

    def begins(self, kind: str, question: str) -> None:
        """Open the editor on a kind and write the question."""
        press(self.page, "Add a poll")
        self.page.get_by_role("radio", name=kind).check(force=True)
        self.page.get_by_label("Question", exact=True).fill(question)

    def adds(self) -> None:
        """Save what was written and see that it was added."""
        press(self.page, "Add the poll")
        self.told("The poll was added.")


class Ada:
    """The moderator's page."""

    def __init__(self, hall: Hall, link: str, *, dark: bool = False, lang: str = "en") -> None:
        self.page = hall.device(LAPTOP, lang, dark=dark)
        self.page.goto(hall.here(link))

    def hides(self, word: str) -> None:
        """Hide an answer and see that it is hidden."""
        press(self.page, f"Hide “{word}”")
        expect(self.page.get_by_role("button", name=f"Show “{word}” again")).to_be_visible()
