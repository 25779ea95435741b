#!/usr/bin/python3
# test_window_wayland.py: the real window in sway, a Wayland compositor.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_window_wayland.py PLIMSOLL SERVICE WINDOW SCHEMAS SHIFT-CLOCK [PICTURE.png], with
DISPLAY set. With PICTURE.png a picture of the compositor's screen is kept."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import tap
from seat import GAUGE, Seat, wait_until
from window_world import MIB

# More than the letters have of the gauge's colour.
LEAST_PIXELS = 200


class Visit:
    """The checks, in this order."""

    def __init__(self, seat):
        self.seat = seat

    def check_opens(self):
        """A call of Activate opens the window on Wayland, with the account's card"""
        self.seat.up()
        self.seat.activate()
        card = self.seat.look("panel", "Claude")
        assert any("Max 20x" in text for text in card.texts()), card.texts()
        maps = self.seat.window_maps()
        assert "libwayland-client" in maps
        # libGLX and libEGL are the doors to Mesa, libvulkan_… are Vulkan's drivers; libvulkan.so.1
        # itself is linked by newer GTK.
        drivers = ("libLLVM", "libgallium", "libGLX", "libEGL", "libvulkan_")
        assert not [name for name in drivers if name in maps], maps

    def check_numbers(self):
        """Its gauges say what the server said"""
        for name, words in (("Session", "61 % used"), ("Week", "22 % used")):
            self.seat.gauge_says(name, words)

    def check_picture(self):
        """It is seen: the picture of the screen has the gauge's colour on it"""
        colours = wait_until(self.count_gauge_pixels, "the gauge in the picture")
        assert colours > LEAST_PIXELS, colours

    def count_gauge_pixels(self):
        """How many pixels of the screen are of the accent colour of a calm gauge."""
        picture = pathlib.Path(sys.argv[6] if len(sys.argv) > 6 else self.seat.root / "seen.png")
        subprocess.run(["grim", str(picture)], check=True, env=self.seat.environment)
        command = ["convert", str(picture), "-alpha", "off", "-fuzz", "4%", "-fill", "black",
                   "+opaque", "#1b7f9e", "-fill", "white", "-opaque", "#1b7f9e", "-format",
                   "%[fx:round(mean*w*h)]", "info:"]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def check_memory(self):
        """With the light renderer it needs no more than 45 MiB, and what libadwaita brings along"""
        rss, private = self.seat.memory()
        bar = self.seat.memory_bar()
        print(f"# {rss / MIB:.1f} MiB RSS (bar {bar / MIB:.0f}), {private / MIB:.1f} MiB private")
        # Sanitizers take several times the memory of what they watch.
        assert rss <= bar or self.seat.is_sanitized(), rss

    def check_closes(self):
        """Escape closes it, a tray's click brings it and takes it away, and nobody complains"""
        subprocess.run(["xdotool", "mousemove", "300", "300"], check=True,
                       env=self.seat.environment | self.seat.hands)
        self.seat.press("Escape")
        self.seat.gone()
        self.seat.toggle()
        wait_until(lambda: "active" in self.seat.frame().states(), "the keyboard")
        assert self.seat.look(GAUGE, "Session")
        self.seat.toggle()
        self.seat.gone()
        self.seat.quit_window()
        assert not self.seat.complaints(), self.seat.said()

    def cases(self):
        """All of it for tap.run()."""
        checks = [self.check_opens, self.check_numbers, self.check_picture, self.check_memory]
        return [(check.__doc__, tap.held(check)) for check in [*checks, self.check_closes]]


def main():
    """Runs all of it."""
    with Seat(*sys.argv[1:6]) as seat:
        seat.start_sway()
        return tap.run(Visit(seat).cases())


if __name__ == "__main__":
    sys.exit(main())
