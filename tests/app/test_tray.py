#!/usr/bin/python3
# test_tray.py: the real service's tray item, seen by somebody who shows items, or by nobody.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the build folder, and the tray's backend in it, sni or ayatana."""

import contextlib
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import tap
from service_stage import SERVICE, Gio, GLib, ServiceStage, find_built, screen, wait_until
from stage import Reply, usage
from tray_host import TrayHost

PLACES, BACKEND = find_built(sys.argv[1]), sys.argv[2]
POINT = GLib.Variant("(ii)", (10, 10))


@contextlib.contextmanager
def scene(percent=61.0):
    """A service that has its numbers, on a bus on which nobody shows items yet."""
    # Nothing on this bus is started behind our back.
    bus = Gio.TestDBus.new(Gio.TestDBusFlags.NONE)
    bus.up()
    # GLib has put it into the environment where Python does not look.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.get_bus_address()
    heard = []
    try:
        with ServiceStage(*PLACES, heard.append) as here:
            here.window_calls = heard
            here.server.reply = Reply(body=usage(percent))
            here.ask_once()
            here.process = here.start_service()
            wait_until(here.has_numbers, "the numbers")
            yield here
            here.bus.close_sync()
    finally:
        bus.stop()


@contextlib.contextmanager
def shown(percent=61.0):
    """The same, with somebody who shows the item."""
    with scene(percent) as here:
        host = TrayHost()
        wait_until(host.has_item, "the item")
        wait_until(lambda: len(host.rows()) > 5, "the rows")
        yield here, host
        host.leave()


def tray_state(here):
    """What the service says of its tray."""
    return here.call_service(SERVICE, "GetStatus")[0]["tray"]


def find_in_doctor(here, name, **environment):
    """The one finding of doctor under this name."""
    done = here.run("doctor", "--json", **environment)
    found = [entry for entry in json.loads(done.stdout)["findings"] if entry["id"] == name]
    assert len(found) == 1, done.stdout
    return found[0]


def tray_finding(here, desktop):
    """(level, advice) of what doctor says about the tray."""
    found = find_in_doctor(here, "tray", XDG_CURRENT_DESKTOP=desktop)
    return found["level"], found["advice"]


def check_no_host():
    """Where nobody shows tray icons doctor says so once, with the remedy for that desktop."""
    with scene() as here:
        wait_until(lambda: tray_state(here) == "no-host", "the state")
        for desktop, word in (("GNOME", "GNOME needs the AppIndicator extension"),
                              ("sway", "Waybar"), ("Odd", "StatusNotifier")):
            level, advice = tray_finding(here, desktop)
            assert level == "warning" and word in advice, (desktop, level, advice)
        assert here.process.poll() is None


def check_late_host():
    """The item appears when a host does, also when that came late, went and came again."""
    with scene() as here:
        for _ in range(3):
            host = TrayHost()
            wait_until(host.has_item, "the item")
            wait_until(lambda: tray_state(here) == "shown", "the state")
            assert tray_finding(here, "GNOME") == ("good", None)
            host.leave()
            wait_until(lambda: tray_state(here) == "no-host", "the end of the state")


def check_rows():
    """The menu carries the numbers, and the title does."""
    with shown() as (_, host):
        labels = [label for _, label, _ in host.rows()]
        assert labels[0].startswith("Session 61 % · resets "), labels
        assert labels[1].startswith("Week 22 % · resets "), labels
        assert labels[-4:] == ["Open Plimsoll", "Refresh now", "Settings", "Quit"], labels
        assert host.get("Title") == "Claude: session 61 %, week 22 %", host.get("Title")


def check_window():
    """A left click, ContextMenu, Open and Settings reach the window; the token goes along once."""
    with shown() as (here, host):
        token = GLib.Variant("(s)", ("made-up-token",))
        host.tell("ProvideXdgActivationToken", token)
        host.tell("Activate", POINT)
        wait_until(lambda: len(here.window_calls) == 1, "the call")
        host.tell("ContextMenu", POINT)
        wait_until(lambda: len(here.window_calls) == 2, "the call")
        host.choose("Open Plimsoll")
        wait_until(lambda: len(here.window_calls) == 3, "the call")
        host.choose("Settings")
        wait_until(lambda: len(here.window_calls) == 4, "the call")
        assert here.window_calls == [
            "window toggle with-token",
            "window toggle without-token",
            "window show without-token",
            "window preferences without-token",
        ], here.window_calls


def check_refresh():
    """A middle click makes the server see a request; within a minute nothing makes another."""
    with shown() as (here, host):
        asked = len(here.server.requests)
        host.tell("SecondaryActivate", POINT)
        wait_until(lambda: len(here.server.requests) == asked + 1, "the request")
        wait_until(
            lambda: here.call_service(SERVICE, "GetStatus")[0]["polls"] > 0, "the end of the poll"
        )
        for _ in range(5):
            host.choose("Refresh now")
        # A request would come as soon as a probe has started.
        time.sleep(0.5)
        assert len(here.server.requests) == asked + 1, here.server.requests


def check_new_numbers():
    """New numbers change rows in place: ids stay, and nobody has to read the menu again."""
    with shown() as (here, host):
        before = {label.split()[0]: row for row, label, _ in host.rows()}
        here.server.reply = Reply(body=usage(72.0))
        del host.signals[:]
        host.choose("Refresh now")
        wait_until(lambda: "Session 72 %" in host.rows()[0][1], "the number")
        assert {label.split()[0]: row for row, label, _ in host.rows()} == before
        wait_until(lambda: "NewIcon" in host.signals, "the picture")
        assert "LayoutUpdated" not in host.signals, host.signals


def check_quit():
    """Quit ends the service, and the host has its answer before."""
    with shown() as (here, host):
        host.choose("Quit")
        here.processes.remove(here.process)
        assert here.process.wait(20) == 0


def check_switch():
    """The tray is switched off and on while the service runs."""
    with shown() as (here, host):
        here.set(tray="false")
        wait_until(lambda: tray_state(here) == "off", "the end of the item")
        assert not host.has_item()
        assert tray_finding(here, "GNOME")[0] == "note"
        here.set(tray="true")
        wait_until(lambda: tray_state(here) == "shown", "the item")
        wait_until(host.has_item, "the item")
        assert len(host.items) == 2, host.items


def names_on_bus(here):
    """What the service calls its accounts."""
    answer = here.call_service(
        "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (SERVICE, "Accounts"))
    )
    return [account["name"] for _, account in answer[0]]


def check_name():
    """The name that a person gives an account is said everywhere at once, and nobody is asked."""
    with shown() as (here, host):
        asked = len(here.server.requests)
        here.set(account_names="{'claude:default': 'At <i>home</i>', 'demo:default': 'No'}")
        wait_until(lambda: "home" in host.get("Title"), "the name in the tray")
        wait_until(lambda: names_on_bus(here) == ["At <i>home</i>"], "the name on the bus")
        assert len(here.server.requests) == asked, here.server.requests[asked:]
        assert "At <i>home</i>" in here.run("show").stdout
        here.set()
        wait_until(lambda: names_on_bus(here) == ["Claude"], "the usual name")


def check_incidents():
    """Doctor says whether the status pages are asked, as the settings have it."""
    with scene() as here:
        assert find_in_doctor(here, "incidents")["level"] == "good"
        here.set(incidents="false")
        assert find_in_doctor(here, "incidents")["text"] == "switched off in the settings"


def check_looks():
    """Style, limit and colours change the picture at once, and back again to the very same one."""
    with shown() as (here, host):
        plain = host.get("IconPixmap")
        seen = [plain]
        for change in ({"tray_style": "'bars'"}, {"tray_style": "'number'"},
                       {"tray_limit": "'week'"}, {"tray_colors": "'dark'"},
                       {"tray_colors": "'light'"}):
            here.set(**change)
            wait_until(lambda: host.get("IconPixmap") not in seen, f"the look of {change}")
            seen.append(host.get("IconPixmap"))
        here.set()
        wait_until(lambda: host.get("IconPixmap") == plain, "the first look")


def check_label():
    """The label beside the icon comes and goes with its setting, and follows the limit shown."""
    with shown() as (here, host):

        def label():
            try:
                return host.get("XAyatanaLabel")
            except GLib.Error:
                # There is none: MATE's panel would make room for an empty one.
                return ""

        assert label() == ""
        here.set(tray_label="true")
        wait_until(lambda: label() == "61 %", "the label")
        here.set(tray_label="true", tray_limit="'week'")
        wait_until(lambda: label() == "22 %", "the other limit")
        here.set(tray_label="true", show_left="true")
        wait_until(lambda: label() == "39 %", "what is left")
        assert "Session 39 % left" in host.rows()[0][1], host.rows()
        table = here.run("show").stdout
        assert "39 % left" in table, table
        told = json.loads(here.run("show", "--json").stdout)
        assert told["accounts"][0]["limits"][0]["used_percent"] == 61, told
        here.set()
        wait_until(lambda: label() == "", "the end of the label")


def check_icon_files():
    """The picture is a file of its own name in a folder of our own; two are kept at most."""
    with shown() as (here, host):
        folder = here.root / "run/plimsoll/tray-icons"
        seen = [host.get("IconName")]
        for change in ({"tray_style": "'bars'"}, {"tray_style": "'number'"},
                       {"tray_limit": "'week'"}, {"tray_colors": "'dark'"}):
            here.set(**change)
            wait_until(lambda: host.get("IconName") not in seen, f"the look of {change}")
            seen.append(host.get("IconName"))
            picture = pathlib.Path(seen[-1])
            assert picture.parent == folder and picture.read_bytes()[1:4] == b"PNG", seen
            assert len(list(folder.iterdir())) <= 2, list(folder.iterdir())
        assert folder.stat().st_mode & 0o777 == 0o700
        here.set()
        wait_until(lambda: host.get("IconName") == seen[0], "the first look")
        here.stop_service(here.process)
        assert not list(folder.iterdir()), list(folder.iterdir())


def check_no_display():
    """Without a display nobody shows anything, and the service does its work."""
    display = os.environ.pop("DISPLAY")
    try:
        with scene() as here:
            TrayHost()
            assert tray_state(here) == "no-host"
            here.set(tray="false")
            wait_until(lambda: tray_state(here) == "off", "the end of the tray")
    finally:
        os.environ["DISPLAY"] = display


def main():
    """Prints TAP."""
    checks = [check_no_host, check_late_host, check_rows, check_refresh, check_new_numbers]
    checks += [check_quit, check_switch, check_label, check_name]
    checks += [check_incidents]
    if BACKEND == "sni":
        checks += [check_window, check_looks]
    else:
        checks += [check_icon_files, check_no_display]
    with screen() if BACKEND == "ayatana" else contextlib.nullcontext():
        return tap.run([(check.__doc__, tap.held(check)) for check in checks])


sys.exit(main())
