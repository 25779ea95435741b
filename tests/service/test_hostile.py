#!/usr/bin/python3
# test_hostile.py: crowds and hostile callers on the bus of the real service.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_hostile.py PLIMSOLL SERVICE SCHEMAS"""

import pathlib
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import NAME, PATH, Gio, GLib, World, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
CLIENTS = 200
FLOOD = 10000
LONG = "x" * (10 * 1024 * 1024)
INVALID = "org.freedesktop.DBus.Error.InvalidArgs"
# Slower than a person notices; with sanitizers everything is several times as slow.
PROMPT_MS = 50
ODD_CALLS = (
    ("Refresh", GLib.Variant("(s)", (LONG,))),
    ("Refresh", GLib.Variant("(u)", (7,))),
    ("Refresh", GLib.Variant("(ss)", ("a", "b"))),
    ("Refresh", None),
    ("Snooze", GLib.Variant("(ss)", (LONG, LONG))),
    ("Snooze", GLib.Variant("(ss)", ("claude:default", LONG))),
    ("Snooze", GLib.Variant("(s)", ("claude:default",))),
    ("History", GLib.Variant("(ssxxu)", (LONG, "session", 0, 1, 1))),
    ("History", GLib.Variant("(ssxxu)", ("claude:default", "session", 5, 1, 1))),
    ("History", GLib.Variant("(ssxxu)", ("claude:default", "session", 0, 1, 2**32 - 1))),
    ("History", GLib.Variant("(ssxxu)", ("claude:default", "session", 0, 1, 0))),
    ("History", GLib.Variant("(v)", (GLib.Variant("i", 1),))),
    ("GetStatus", GLib.Variant("(s)", ("why",))),
    ("NoSuchMethod", None),
)


def ready(here):
    """A service with its numbers."""
    process = here.up()
    wait_until(lambda: here.percent() == 61, "numbers")
    return process


def is_sanitized(here):
    """Whether this build is slow on purpose."""
    return "ASAN_OPTIONS" in here.environment and b"__asan_init" in pathlib.Path(
        here.service
    ).read_bytes()


def check_odd_calls():
    """Wrong types, wrong values and 10 MiB texts are refused and change nothing."""
    with World(*ARGUMENTS) as here:
        process = ready(here)
        before = here.accounts()
        for method, arguments in ODD_CALLS:
            try:
                here.ask(method, arguments)
            except GLib.Error as error:
                remote = Gio.DBusError.get_remote_error(error)
                assert remote in (INVALID, "org.freedesktop.DBus.Error.UnknownMethod"), remote
            else:
                raise AssertionError(f"{method} was not refused")
        value = GLib.Variant("(ssv)", (NAME, "Accounts", GLib.Variant("s", "mine")))
        try:
            here.ask("Set", value, interface="org.freedesktop.DBus.Properties")
        except GLib.Error:
            pass
        else:
            raise AssertionError("the property can be written")
        huge = GLib.Variant("(ssxxu)", ("claude:default", LONG, -(2**63), 2**63 - 1, 2000))
        assert here.ask("History", huge) == ([],)
        assert here.accounts() == before and process.poll() is None
        assert here.status()["polls"] == 1 and len(here.server.requests) == 1


def check_crowd():
    """200 clients at once are all answered, and the server hears none of them."""
    with World(*ARGUMENTS) as here:
        ready(here)
        answers = []

        def live():
            connection = here.connect()
            (found,) = here.ask(
                *("Get", GLib.Variant("(ss)", (NAME, "Accounts"))),
                interface="org.freedesktop.DBus.Properties",
                connection=connection,
            )
            verdict = here.ask("Refresh", GLib.Variant("(s)", ("",)), connection=connection)[0]
            answers.append((len(found), verdict))
            connection.close_sync(None)

        threads = [threading.Thread(target=live) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == CLIENTS and set(answers) == {(1, "too-soon")}, set(answers)
        assert len(here.server.requests) == 1


def check_flood():
    """10 000 calls of Refresh reach no server, and others are answered promptly meanwhile."""
    with World(*ARGUMENTS) as here:
        process = ready(here)
        flooder = here.connect()
        over = threading.Event()

        def flood():
            for _ in range(FLOOD):
                message = Gio.DBusMessage.new_method_call(NAME, PATH, NAME, "Refresh")
                message.set_body(GLib.Variant("(s)", ("claude:default",)))
                flooder.send_message(message, Gio.DBusSendMessageFlags.NONE)
            flooder.flush_sync(None)
            over.set()

        thread = threading.Thread(target=flood)
        thread.start()
        waits = []
        while not over.is_set() or len(waits) < 20:
            begun = time.monotonic()
            here.status()
            waits.append((time.monotonic() - begun) * 1000)
        thread.join()
        print(f"# {len(waits)} calls meanwhile: median {statistics.median(waits):.1f} ms, "
              f"worst {max(waits):.1f} ms")
        if not is_sanitized(here):
            assert statistics.median(waits) < PROMPT_MS, waits
        assert len(here.server.requests) == 1 and process.poll() is None
        flooder.close_sync(None)


def check_flood_of_everything():
    """A caller who goes away with thousands of answers unread costs no memory for good."""
    with World(*ARGUMENTS) as here:
        process = ready(here)

        def size():
            with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * 4096 / 1024 / 1024

        def rush():
            caller = here.connect()
            for _ in range(2000):
                message = Gio.DBusMessage.new_method_call(
                    *(NAME, PATH, "org.freedesktop.DBus.Properties", "GetAll")
                )
                message.set_body(GLib.Variant("(s)", (NAME,)))
                caller.send_message(message, Gio.DBusSendMessageFlags.NONE)
            caller.flush_sync(None)
            caller.close_sync(None)
            here.status()

        rush()
        rush()
        before = size()
        for _ in range(5):
            rush()
        grown = size() - before
        print(f"# {before:.1f} MiB, and {grown:.1f} MiB more after 10 000 calls")
        assert is_sanitized(here) or grown < 4, f"{grown} MiB"
        assert process.poll() is None


CHECKS = [check_odd_calls, check_crowd, check_flood, check_flood_of_everything]

if __name__ == "__main__":
    sys.exit(tap.run([(check.__doc__, tap.held(check)) for check in CHECKS]))
