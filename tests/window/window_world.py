# window_world.py: the real window program on a bus that can start it, on a screen of its own.
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests and measurements of the window share. Wants DISPLAY to be set."""

import glob
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "service"))
# pylint: disable=wrong-import-position,unused-import
from world import Gio, GLib, World, wait_until

WINDOW = "io.github.plimsoll.Plimsoll"
WINDOW_PATH = "/" + WINDOW.replace(".", "/")
APPLICATION = "org.freedesktop.Application"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher")
# More than the minute between two askings, less than the interval after which the service asks.
BEHIND_SECONDS = 90
MIB = 1024 * 1024
# Of the window with the light renderer. Debian 13's libadwaita (1.7) links libappstream, and that
# curl, Kerberos and two libraries for TLS, of which the window calls nothing: their being loaded is
# 7.3 MiB, and no choice of ours. Its icon theme has only SVG besides: 5 MiB of librsvg.
MEMORY_BAR, APPSTREAM_SHARE = 45 * MIB, 8 * MIB
# What no program of ours may say; sanitizers and GLib begin their complaints like this.
COMPLAINTS = ("-CRITICAL **", "-WARNING **", "ERROR: ", "runtime error")


class WindowWorld(World):
    """A World with a window program. A context manager."""

    def __init__(self, program, service, window, schemas, shift_clock):
        super().__init__(program, service, schemas)
        self.shift_clock = os.path.abspath(shift_clock)
        self.window = os.path.abspath(window)
        self.environment["DISPLAY"] = os.environ["DISPLAY"]
        # Whose keyboard and pointer are moved, also when the window is elsewhere.
        self.hands = {"DISPLAY": os.environ["DISPLAY"]}
        self.install_window()

    def install_window(self):
        """So that the bus starts it, as a panel or a launcher has it started."""
        wrapper = self.root / "window-started-by-bus"
        wrapper.write_text(
            f"#!/bin/sh\nexec '{self.window}' --gapplication-service 2>>'{self.journal}'\n"
        )
        wrapper.chmod(0o755)
        file = self.root / "data" / "dbus-1" / "services" / f"{WINDOW}.service"
        file.write_text(f"[D-BUS Service]\nName={WINDOW}\nExec={wrapper}\n")
        self.tell_bus()

    def start_accessibility(self):
        """The bus of screen readers, as every desktop has one; its address."""
        launcher = next(path for path in LAUNCHERS if os.path.exists(path))
        with open(self.root / "ears", "wb") as log:
            process = self.start([launcher, "--launch-immediately"], stdout=log, stderr=log,
                                 start_new_session=True)
        # It starts a bus of its own, which would outlive it.
        self.callback(os.killpg, process.pid, signal.SIGTERM)
        wait_until(lambda: self.owner("org.a11y.Bus"), "the accessibility bus")
        return self.ask("GetAddress", None, "org.a11y.Bus", "/org/a11y/bus")[0]

    def start_sway(self, more=""):
        """A Wayland compositor in the display; the window knows no other from now on. It refuses
        to run as root: then it runs as nobody."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-sway-"))
        self.callback(shutil.rmtree, folder, ignore_errors=True)
        config = folder / "config"
        # The window is as large as it wants to be, as on every desktop that does not tile.
        config.write_text("default_border none\nfor_window [app_id=.*] floating enable\n" + more)
        options = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        environment = dict(
            PATH=os.environ["PATH"], HOME=str(folder), XDG_RUNTIME_DIR=str(folder),
            LC_ALL="C.UTF-8", DISPLAY=self.environment.pop("DISPLAY"), WLR_BACKENDS="x11",
            WLR_RENDERER="pixman",
        )
        with open(self.root / "sway", "wb") as log:
            self.start(["sway", "-c", str(config)], env=environment, stdout=log, stderr=log,
                       cwd=folder, **options)
        (path,) = wait_until(lambda: [path for path in glob.glob(f"{folder}/wayland-*")
                                      if not path.endswith(".lock")], "sway")
        self.environment.update(WAYLAND_DISPLAY=path, GDK_BACKEND="wayland")
        self.hands = {"DISPLAY": environment["DISPLAY"]}
        self.tell_bus()

    def ask_once(self):
        """Lives through a minute and a half in a moment: a service whose clock is behind asks, and
        the next one finds its numbers old enough to ask again when a person wants it."""
        asan = f"{self.environment.get('ASAN_OPTIONS', '')}:verify_asan_link_order=0".lstrip(":")
        before = self.up(LD_PRELOAD=self.shift_clock, PLIMSOLL_TEST_SHIFT=str(-BEHIND_SECONDS),
                         ASAN_OPTIONS=asan)
        wait_until(lambda: self.percent() is not None, "the first numbers")
        self.end(before)

    def end(self, process):
        """Ends a service as its user would."""
        process.terminate()
        assert process.wait(20) == 0, self.said()
        wait_until(lambda: not self.owner(), "the service is gone")

    def tell_window(self, method, *arguments):
        """One call to the program, which is started by it."""
        signature = {"Activate": "(a{sv})", "ActivateAction": "(sava{sv})"}[method]
        self.connection.call_sync(
            *(WINDOW, WINDOW_PATH, APPLICATION, method),
            *(GLib.Variant(signature, (*arguments, {})), None, 0, 20000, None),
        )

    def activate(self):
        """As a launcher does."""
        self.tell_window("Activate")

    def toggle(self):
        """As a click on the tray does."""
        self.tell_window("ActivateAction", "toggle", [])

    def quit_window(self):
        """Ends the program, and waits until it has ended."""
        if self.owner(WINDOW):
            self.tell_window("ActivateAction", "quit", [])
            wait_until(lambda: not self.owner(WINDOW), "the end of the window program")

    def window_pid(self):
        """The process of the window."""
        name = GLib.Variant("(s)", (WINDOW,))
        place = "org.freedesktop.DBus", "/org/freedesktop/DBus"
        return self.ask("GetConnectionUnixProcessID", name, *place)[0]

    def memory(self):
        """(RSS, private) of the window program in bytes, as the kernel counts."""
        return self.memory_of(self.window_pid())

    def memory_bar(self):
        """The RSS in bytes that the window program may have, with the libraries of this machine."""
        has_appstream = "libappstream" in self.window_maps()
        return MEMORY_BAR + (APPSTREAM_SHARE if has_appstream else 0)

    def window_maps(self):
        """What the window program has mapped, as the kernel writes it."""
        return pathlib.Path(f"/proc/{self.window_pid()}/maps").read_text(encoding="utf-8")

    def ask_display(self, *words):
        """What xdotool says, in words."""
        return subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        ).stdout.split()

    def is_seen(self):
        """The window's number on an X display, while it is shown."""
        return self.ask_display("search", "--onlyvisible", "--name", "^Plimsoll$")

    def is_focused(self):
        """Whether it has the keyboard."""
        return self.ask_display("getwindowfocus")[:1] == self.is_seen()[:1]

    def open_and_close(self, times):
        """As often, by call and click; each tenth time the program ends as well."""
        for number in range(times):
            self.activate()
            wait_until(self.is_seen, "the window")
            # A click on a window that has not got the keyboard yet is a wish to see it.
            wait_until(self.is_focused, "the keyboard")
            self.toggle()
            wait_until(lambda: not self.is_seen(), "no window")
            if number % 10 == 9:
                self.quit_window()

    def is_sanitized(self):
        """Whether the programs were built with the address sanitizer."""
        return b"__asan_init" in pathlib.Path(self.window).read_bytes()

    @staticmethod
    def own_memory_of(pid):
        """The bytes that one process alone has; what everybody may know, of a service that lets
        nobody look into its memory."""
        text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"RssAnon:\s+(\d+) kB", text)[1]) * 1024

    @staticmethod
    def memory_of(pid):
        """(RSS, private) of one process in bytes, as the kernel counts."""
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        found = {name: int(size) * 1024 for name, size in re.findall(r"(\w+): +(\d+) kB", text)}
        return found["Rss"], found["Private_Clean"] + found["Private_Dirty"]

    def complaints(self):
        """Lines of the journal that should not be there."""
        return [line for line in self.said().splitlines()
                if any(complaint in line for complaint in COMPLAINTS)]
