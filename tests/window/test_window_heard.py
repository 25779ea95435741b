#!/usr/bin/python3
# test_window_heard.py: the real window as a screen reader finds it, with a real service and server.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_window_heard.py PLIMSOLL SERVICE WINDOW SCHEMAS SHIFT-CLOCK, with DISPLAY set.

One person sits through all of it: each check finds the desktop as it wants it and leaves it so."""

import pathlib
import shutil
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import tap
from seat import GAUGE, Seat, wait_until
from world import stage

PAGES = {
    "General": "Start at login",
    "Tray": "Style",
    "Notifications": "Quiet hours",
    "Accounts": "Logins",
    "Privacy": "Keeps",
}
# A ring of focusable widgets in one window is never longer than this.
MOST_TABS = 60
# tests/bench/window takes a thousand, and a finer measure.
WARMING, OPENINGS, GROWTH_BAR = 20, 60, 2048


def is_tab(focus):
    """Whether what Seat.focus() found is the tab of a page."""
    return focus is not None and focus[0] == "page tab"


class Evening:
    """The checks, in this order."""

    def __init__(self, seat):
        self.seat = seat
        self.service = None
        self.failed = None

    def check_opens(self):
        """A call of Activate opens the window with a card that has the account's name"""
        self.seat.ask_once()
        self.service = self.seat.up()
        self.seat.activate()
        card = self.seat.look("panel", "Claude")
        assert card.find(GAUGE), "no gauge on the card"
        assert "Claude" in card.texts() and any("Max 20x" in text for text in card.texts())

    def check_gauges(self):
        """Each gauge has a role, a name, and the server's percentage in words"""
        for name, percent in (("Session", "61 % used"), ("Week", "22 % used")):
            words = self.seat.look(GAUGE, name).words
            assert words.startswith(percent) and "Resets in" in words, words
        names = [part.name for part in self.seat.frame().find(GAUGE)]
        assert sorted(names) == ["Session", "Week"], names

    def check_refresh(self):
        """F5, and after a service's new start Ctrl+R, make the server see a request"""
        for key, percent in (("F5", 67.0), ("ctrl+r", 73.0)):
            self.seat.server.reply = stage.Reply(body=stage.usage(percent))
            seen = len(self.seat.server.requests)
            self.seat.press(key)
            wait_until(lambda n=seen: len(self.seat.server.requests) > n, f"a request after {key}")
            self.seat.gauge_says("Session", f"{percent:.0f} % used")
            assert len(self.seat.server.requests) == seen + 1
            self.grow_older()

    def forget(self):
        """Whoever starts now knows no numbers, and not that somebody asked just now."""
        shutil.rmtree(self.seat.root / "state")

    def grow_older(self):
        """Has a service run that asked a minute and a half ago."""
        self.seat.end(self.service)
        self.forget()
        self.seat.ask_once()
        self.service = self.seat.up()
        wait_until(lambda: self.seat.percent() is not None, "numbers again")

    def check_preferences(self):
        """Ctrl+comma opens the preferences, and each of their pages is reached by keyboard"""
        title = "Preferences"
        self.seat.press("ctrl+comma")
        for page, row in PAGES.items():
            self.walk_to(("page tab", page), title)
            self.seat.press("space", title=title)
            self.seat.written(row, title)
        self.seat.press("Escape", title=title)
        self.seat.gone(title)

    def walk_to(self, part, title):
        """Goes on until `part` has the keyboard: by Tab, and by an arrow where that leaves the
        tabs, which for newer GTK are one stop."""
        for _ in range(MOST_TABS):
            here = self.seat.focus(title)
            if here == part:
                return
            self.seat.press("Tab", title=title)
            if is_tab(here) and not is_tab(self.seat.focus(title)):
                self.seat.press("shift+Tab", "Right", title=title)
        raise AssertionError(self.seat.focus(title))

    def check_shortcuts(self):
        """Ctrl+? shows the keys, and Escape takes them away again"""
        title = "Keyboard shortcuts"
        self.seat.press("ctrl+question")
        self.seat.frame(title)
        self.seat.press("Escape", title=title)
        self.seat.gone(title)

    def check_close(self):
        """Escape closes the window, and a tray's click brings it and takes it away"""
        self.seat.press("Escape")
        self.seat.gone()
        assert self.seat.owner("io.github.plimsoll.Plimsoll"), "the program did not stay"
        self.seat.toggle()
        wait_until(lambda: "active" in self.seat.frame().states(), "the keyboard")
        self.seat.toggle()
        self.seat.gone()
        self.seat.activate()
        self.seat.frame()

    def check_closed_while_refreshing(self):
        """Closed while an answer is on its way the window is gone, and has it when it is back"""
        self.seat.server.reply = stage.Reply(body=stage.usage(79.0), delay=1)
        seen = len(self.seat.server.requests)
        self.seat.press("F5", "Escape")
        self.seat.gone()
        wait_until(lambda: len(self.seat.server.requests) > seen, "a request")
        wait_until(lambda: self.seat.percent() == 79, "the answer")
        self.seat.activate()
        self.seat.gauge_says("Session", "79 % used")

    def check_killed(self):
        """A service that dies under the window leaves the cards, and its successor is found"""
        before = self.seat.look(GAUGE, "Session").words[:4]
        self.service.send_signal(signal.SIGKILL)
        self.service.wait()
        self.seat.written("The Plimsoll service has ended")
        assert self.seat.look(GAUGE, "Session").words.startswith(before)
        self.seat.server.reply = stage.Reply(body=stage.usage(88.0))
        self.forget()
        self.service = self.seat.up()
        self.seat.gauge_says("Session", "88 % used")

    def check_many_openings(self):
        """A window that comes and goes leaves nothing in the service"""
        self.seat.quit_window()
        self.seat.open_and_close(WARMING)
        before = self.seat.own_memory_of(self.service.pid)
        self.seat.open_and_close(OPENINGS)
        growth = self.seat.own_memory_of(self.service.pid) - before
        print(f"# {growth} bytes after {OPENINGS} openings")
        # A sanitizer keeps what is freed for a while.
        assert growth <= OPENINGS * GROWTH_BAR or self.seat.is_sanitized(), growth

    def check_signed_out(self):
        """Without a login there is one button, reached by keyboard, and it starts the demo"""
        self.seat.end(self.service)
        self.seat.quit_window()
        self.seat.stage.credentials.unlink()
        self.forget()
        self.service = self.seat.up()
        self.seat.activate()
        self.seat.written("No Claude Login Yet")
        buttons = [part.name for part in self.seat.frame().find("push button")
                   if part.has_size() and "Demo" in part.name]
        assert len(buttons) == 1, buttons
        for _ in range(MOST_TABS):
            if "Demo" in (self.seat.focus() or ("", ""))[1]:
                break
            self.seat.press("Tab")
        self.seat.press("Return")
        self.seat.look("panel", "Demo")

    def check_starts_service(self):
        """Where no service runs, opening the window starts it"""
        self.seat.end(self.service)
        self.seat.quit_window()
        self.seat.install()
        self.seat.stage.log_in()
        self.seat.activate()
        wait_until(self.seat.owner, "the service")
        self.seat.gauge_says("Session", "88 % used")
        self.seat.quit_window()
        self.seat.ask("Quit")
        wait_until(lambda: not self.seat.owner(), "the end of the service")

    def check_quiet(self):
        """Nobody complained of anything while all that went on"""
        assert not self.seat.complaints(), self.seat.said()

    def cases(self):
        """All of it for tap.run()."""
        checks = [self.check_opens, self.check_gauges, self.check_refresh, self.check_preferences]
        checks += [self.check_shortcuts, self.check_close, self.check_closed_while_refreshing]
        checks += [self.check_killed, self.check_many_openings, self.check_signed_out]
        checks += [self.check_starts_service, self.check_quiet]
        return [(check.__doc__, self.until_first_failure(check)) for check in checks]

    def until_first_failure(self, check):
        """A case. What follows a failure is not tried: it would wait long for what cannot come."""

        def case():
            if self.failed:
                return False, f"not tried after: {self.failed}"
            holds, seen = tap.held(check)()
            if not holds:
                self.failed = check.__name__
                seen += f"\n{self.seat.said()}"
            return holds, seen

        return case


def main():
    """Runs all of it."""
    with Seat(*sys.argv[1:6]) as seat:
        seat.start_manager()
        return tap.run(Evening(seat).cases())


if __name__ == "__main__":
    sys.exit(main())
