# seat.py: a person before the real window: a screen, a keyboard, and ears for what a reader says.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Seat is a world with a window program in which everything is found that a screen reader would
find, over the accessibility bus, and in which keys are pressed."""

import os
import subprocess

import gi

from window_world import GLib, WindowWorld, wait_until

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # pylint: disable=wrong-import-position

# What a screen reader calls a gauge: AT-SPI has no meter of its own.
GAUGE = "level bar"
# What newer releases of GTK and at-spi2-core (seen with 4.18 and 2.56) call the same things.
OLDER_WORDS = {"grouping": "panel", "button": "push button"}


class Part:
    """What a reader is told of one widget, at the moment it is asked."""

    def __init__(self, accessible):
        self.accessible = accessible
        role = accessible.get_role_name()
        self.role = OLDER_WORDS.get(role, role)
        self.name = accessible.get_name()

    @property
    def words(self):
        """The description; for a gauge the value in words."""
        return self.accessible.get_description()

    def states(self):
        """Names of states."""
        return {state.value_nick for state in self.accessible.get_state_set().get_states()}

    def has_size(self):
        """Whether it takes any room: a page that is not shown has none, before it ever was."""
        box = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        return box.width > 0 and box.height > 0

    def parts(self):
        """It and all below it, top down."""
        yield self
        for number in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(number)
            if child is not None:
                yield from Part(child).parts()

    def find(self, role, name=None):
        """All below it of this role, and of this name if one is given."""
        return [part for part in self.parts() if part.role == role and name in (None, part.name)]

    def texts(self):
        """All that is written on labels below it."""
        return [part.name for part in self.find("label")]


class Seat(WindowWorld):
    """See above. A context manager. One for a process: libatspi connects once."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        os.environ["AT_SPI_BUS_ADDRESS"] = self.start_accessibility()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.address
        Atspi.init()

    def start_manager(self):
        """A window manager, so that the keyboard goes where it goes for a person."""
        with open(self.root / "manager", "wb") as log:
            self.start(["xfwm4", "--compositor=off"], stdout=log, stderr=log)
        ask = ["xdotool", "get_num_desktops"]
        wait_until(lambda: subprocess.run(
            ask, env=self.environment, capture_output=True, check=False).returncode == 0,
            "a window manager")

    def frames(self):
        """The windows of the program that are shown, by their titles."""
        found = {}
        try:
            for part in self.applications():
                for number in range(part.accessible.get_child_count()):
                    frame = Part(part.accessible.get_child_at_index(number))
                    if "showing" in frame.states():
                        found[frame.name] = frame
        except (AttributeError, GLib.Error):
            # A window went while it was looked at.
            return {}
        return found

    def applications(self):
        """Ours among those that speak to the reader."""
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for number in range(desktop.get_child_count()):
            accessible = desktop.get_child_at_index(number)
            if accessible is not None and accessible.get_name() == "plimsoll-window":
                accessible.clear_cache()
                yield Part(accessible)

    def frame(self, title="Plimsoll"):
        """A window by its title, when it is there."""
        return wait_until(lambda: self.frames().get(title), f"the window “{title}”")

    def gone(self, title="Plimsoll"):
        """Waits until there is no such window."""
        wait_until(lambda: title not in self.frames(), f"the window “{title}” goes")

    def look(self, role, name=None, title="Plimsoll"):
        """The first part of this role and name in a window, when it is there."""

        def find():
            try:
                return next(iter(self.frame(title).find(role, name)), None)
            except (AttributeError, GLib.Error):
                return None

        return wait_until(find, f"{role} “{name}” in “{title}”")

    def written(self, text, title="Plimsoll"):
        """Waits until a label with `text` in it is there; all of the label."""

        def find():
            try:
                labels = self.frame(title).find("label")
                return next((part.name for part in labels
                             if text in part.name and part.has_size()), None)
            except (AttributeError, GLib.Error):
                return None

        return wait_until(find, f"“{text}” in “{title}”")

    def gauge_says(self, name, text):
        """Waits until the gauge of this name is described by words with `text` in them."""
        return wait_until(lambda: text in self.look(GAUGE, name).words,
                          f"“{text}” on the gauge “{name}”")

    # The keyboard

    def press(self, *keys, title="Plimsoll"):
        """Presses keys once the window has the keyboard."""
        wait_until(lambda: "active" in self.frame(title).states(), f"the keyboard at “{title}”")
        subprocess.run(["xdotool", "key", *keys], check=True, env=self.environment | self.hands)

    def focus(self, title="Plimsoll"):
        """(role, name) of what has the keyboard."""
        for part in self.frame(title).parts():
            if "focused" in part.states():
                return part.role, part.name
        return None
