#!/usr/bin/python3
# test_launcher.py: what the launcher's menu offers is done, on the bus and by its command lines.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_launcher.py PLIMSOLL SERVICE WINDOW DESKTOP-FILE, with DISPLAY set. Speaks TAP.

A desktop starts an action either by org.freedesktop.Application or, when it knows no D-Bus
activation, by the action's own command line. GIO stands for the first kind, a shell for the second.
"""

import configparser
import functools
import json
import os
import pathlib
import re
import shlex
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lint"), str(TESTS / "window")]
import tap  # pylint: disable=wrong-import-position
from test_window_program import (  # pylint: disable=wrong-import-position
    APP, PLIMSOLL, WINDOW, Desk, wait_until,
)

DESKTOP_FILE = os.path.abspath(sys.argv[4])
# The bus forgets a call whose caller is gone before the program has started, and desktops stay: so
# this one asks for a word after it, which cannot come before.
LAUNCH = """
import contextlib, sys
from gi.repository import Gio, GLib
name, path, action = sys.argv[1:]
app = Gio.DesktopAppInfo.new_from_filename(path)
if action:
    app.launch_action(action, None)
else:
    app.launch([], None)
bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
with contextlib.suppress(GLib.Error):
    bus.call_sync(name, "/", "org.freedesktop.DBus.Peer", "Ping", None, None, 0, -1, None)
"""


def read_actions():
    """The actions of the launcher's menu and their command lines."""
    file = configparser.ConfigParser(interpolation=None)
    file.optionxform = str
    file.read(DESKTOP_FILE)
    names = file["Desktop Entry"]["Actions"].strip(";").split(";")
    return {name: file[f"Desktop Action {name}"]["Exec"] for name in names}


def by_bus(desk, action):
    """As GNOME, KDE and XFCE do."""
    # GIO takes no launcher whose program is not there, and this one is not installed.
    text = pathlib.Path(DESKTOP_FILE).read_text(encoding="utf-8")
    launcher = desk.root / f"{APP}.desktop"
    launcher.write_text(re.sub(r"^Exec=/.*$", f"Exec={WINDOW}", text, flags=re.M), encoding="utf-8")
    done = desk.run("/usr/bin/python3", "-c", LAUNCH, APP, launcher, action)
    assert done.returncode == 0, done.stderr


def by_command(desk, action):
    """As launchers do that only know Exec lines."""
    done = desk.run(*shlex.split(read_actions()[action]))
    assert done.returncode == 0, done.stderr


def titles(desk):
    """The titles of the windows that are seen."""
    found = desk.run("xdotool", "search", "--onlyvisible", "--name", ".").stdout.split()
    return {desk.run("xdotool", "getwindowname", window).stdout.strip() for window in found}


def polls(desk):
    """How often the service has asked its account."""
    done = desk.run(PLIMSOLL, "service", "status", "--json")
    return json.loads(done.stdout)["polls"] if done.returncode == 0 else 0


def check_start():
    """the launcher itself shows the window"""
    with Desk() as desk:
        by_bus(desk, "")
        wait_until(lambda: "Plimsoll" in titles(desk))
        by_bus(desk, "quit")
        wait_until(lambda: not desk.owns(APP))


def check_action_names():
    """the menu has Refresh, Preferences and Quit"""
    assert list(read_actions()) == ["refresh", "preferences", "quit"], read_actions()


def check_actions(start):
    """Refresh shows the window and asks, Preferences shows the settings, Quit ends the program"""
    with Desk() as desk:
        start(desk, "refresh")
        wait_until(lambda: "Plimsoll" in titles(desk))
        wait_until(lambda: polls(desk) >= 1)
        start(desk, "preferences")
        wait_until(lambda: "Preferences" in titles(desk))
        start(desk, "quit")
        wait_until(lambda: not desk.owns(APP))


def main():
    """Prints TAP."""
    cases = [(check.__doc__, tap.held(check)) for check in (check_start, check_action_names)]
    for start, words in ((by_bus, "on the bus"), (by_command, "by command line")):
        run = functools.partial(check_actions, start)
        cases.append((f"{words}: {check_actions.__doc__}", tap.held(run)))
    return tap.run(cases)


sys.exit(main())
