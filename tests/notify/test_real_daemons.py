#!/usr/bin/python3
# test_real_daemons.py: a notice on the screen of a real daemon, and a real click on it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_real_daemons.py dunst|xfce4-notifyd SAY PICTURE

A screen of its own (Xvfb), a bus of its own without service folders, a home of its own. SAY is the
notifier as a program; PICTURE is where the screen is kept for people to look at. A person's click
is dunst's own dunstctl there, and the pointer on a button of xfce4-notifyd."""

import contextlib
import os
import pathlib
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 60  # seconds; on a busy machine everything takes long, and nothing waits longer than it
LOOK_EVERY = 0.05
CLICK_EVERY = 1.0
ID = "claude:default/session"
TITLE = "Session: 95 % used"
BODY = "R&D <b>resets</b> today 14:10"
# A notification with two lines of text has grey tones by the dozen; an empty one has a few.
FEWEST_COLOURS = 16

BUS_CONFIG = """<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow own="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""
SERVICES = pathlib.Path("/usr/share/dbus-1/services")


def program_of(name):
    """The program behind a bus name: distributions put these in different folders."""
    for file in SERVICES.glob("*.service"):
        text = file.read_text(encoding="utf-8")
        # Several daemons own the same name; the file is told from others by its Exec line.
        match = re.search(rf"^Exec=(\S*{re.escape(name)})\b", text, re.MULTILINE)
        if match:
            return match[1]
    raise AssertionError(f"{name} is not installed")


class Desk:
    """Screen, bus, home and daemon of one test; all processes end with it."""

    def __init__(self, stack):
        self.stack = stack
        self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory",
            "GDK_BACKEND": "x11",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.start_screen()
        self.start_bus()

    def start(self, *command, **more):
        """A process that is ended with the desk."""
        process = subprocess.Popen(command, env=self.environment, **more)
        self.stack.callback(process.wait)
        self.stack.callback(process.terminate)
        return process

    def start_screen(self):
        reading, writing = os.pipe()
        self.start(
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"),
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as number:
            self.environment["DISPLAY"] = ":" + number.readline().strip()

    def start_bus(self):
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(folder=self.folder / "run"), encoding="utf-8")
        bus = self.start(
            *("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.stack.callback(bus.stdout.close)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

    def output(self, *command):
        """What a program prints; empty when it fails, as many do until something is there."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout if done.returncode == 0 else ""

    def owns(self, name):
        call = "org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner"
        destination, path, method = call.split()
        return "true" in self.output(
            *("gdbus", "call", "--session", "-d", destination, "-o", path, "-m", method, name)
        )

    def start_service(self, program, name):
        self.start(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: self.owns(name), f"{program} owns {name}")

    def window(self, of_class):
        """x, y, width and height of the daemon's window, or None while there is none."""
        found = self.output("xdotool", "search", "--onlyvisible", "--class", of_class).split()
        if not found:
            return None
        shape = self.output("xdotool", "getwindowgeometry", "--shell", found[-1])
        values = dict(re.findall(r"^([A-Z]+)=(\d+)$", shape, re.MULTILINE))
        wanted = [int(values.get(key, 0)) for key in ("X", "Y", "WIDTH", "HEIGHT")]
        return wanted if wanted[2] > 50 and wanted[3] > 20 else None

    def click(self, x, y):
        """As a hand does it: GTK wants to see the pointer arrive before it takes a click."""
        for step in (6, 3, 0):
            self.output("xdotool", "mousemove", str(x - step), str(y))
        self.output("xdotool", "click", "1")

    def colours(self, window, picture):
        """How many colours the window has; the picture of it is kept."""
        x, y, width, height = window
        crop = f"{width}x{height}+{x}+{y}"
        self.output("import", "-window", "root", "-crop", crop, "+repage", str(picture))
        return int(self.output("identify", "-format", "%k", str(picture)) or 0)


def wait_until(holds, what, do=None, every=LOOK_EVERY):
    """Looks again and again, does `do` in between, and gives back what was found."""
    end = time.monotonic() + PATIENCE
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"Not within {PATIENCE} s: {what}")
        if do:
            do()
        time.sleep(every)


class Sayer:
    """The notifier as a program, and the lines it wrote."""

    def __init__(self, desk, say):
        self.process = desk.start(say, ID, TITLE, BODY, stdout=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def heard(self):
        """The next line, or None if there is none yet."""
        with contextlib.suppress(queue.Empty):
            return self.lines.get(timeout=LOOK_EVERY)
        return None

    def end(self):
        self.process.terminate()
        status = self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()
        assert status == 0, f"say ended with {status}"


class Dunst:
    """dunst, and what its own remote control does."""

    window_class = "Dunst"

    def start(self, desk):
        desk.start_service("dunst", "org.freedesktop.Notifications")

    def open(self, desk, window):
        desk.output("dunstctl", "action", "0")

    # Its second action is only in a menu of another program.
    snooze = None


class Xfce:
    """xfce4-notifyd: a row of buttons along the bottom, Open at its left, Snooze at its right."""

    window_class = "xfce4-notifyd"

    def start(self, desk):
        desk.start_service(program_of("xfconfd"), "org.xfce.Xfconf")
        desk.start_service(program_of("xfce4-notifyd"), "org.freedesktop.Notifications")

    def open(self, desk, window):
        x, y, _, height = window
        desk.click(x + 40, y + height - 30)

    def snooze(self, desk, window):
        x, y, width, height = window
        desk.click(x + width - 60, y + height - 30)


DAEMONS = {"dunst": Dunst(), "xfce4-notifyd": Xfce()}


def check(daemon, say, picture, act, expected):
    """One notice, seen and clicked."""
    with contextlib.ExitStack() as stack:
        desk = Desk(stack)
        daemon.start(desk)
        sayer = Sayer(desk, say)
        window = wait_until(lambda: desk.window(daemon.window_class), "a window on the screen")
        wait_until(lambda: desk.colours(window, picture) >= FEWEST_COLOURS, "text in the window")
        heard = wait_until(
            sayer.heard, "the click", lambda: act(desk, window), every=CLICK_EVERY
        )
        assert heard == expected, f"heard {heard}"
        wait_until(lambda: not desk.window(daemon.window_class), "the window gone after the click")
        sayer.end()


def main():
    name, say, picture = sys.argv[1:]
    daemon = DAEMONS[name]
    cases = [("a click on Open arrives", daemon.open, f"open {ID} without a token")]
    if daemon.snooze:
        cases.append(("a click on Snooze arrives", daemon.snooze, f"snooze {ID}"))
    status = 0
    print(f"1..{len(cases)}")
    for number, (sentence, act, expected) in enumerate(cases, 1):
        try:
            check(daemon, say, picture, act, expected)
            print(f"ok {number} - {name}: {sentence}", flush=True)
        except (AssertionError, OSError) as error:
            print(f"not ok {number} - {name}: {sentence}\n# {error}", flush=True)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
