#!/usr/bin/python3
# test_notices.py: what the real service says on a desktop, and what a click there does.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_notices.py PLIMSOLL SERVICE SCHEMAS"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from desk import Desk, poll  # pylint: disable=wrong-import-position
from world import GLib, World, stage, wait_until  # pylint: disable=wrong-import-position


def check_each_login():
    """Each login is told of by itself: what one was told is news of the other."""
    with Desk() as here:
        other = here.root / "work"
        other.mkdir()
        token = stage.TOKEN.replace("0", "1")
        text = here.stage.credentials.read_text().replace(stage.TOKEN, token)
        (other / ".credentials.json").write_text(text)
        for name in (stage.TOKEN, token):
            body = dict(stage.usage(85), five_hour=here.session(85))
            here.server.replies[name] = stage.Reply(body=body)
        here.set("config-directories", f"{{'work': '{other}'}}")
        here.process = here.up()
        here.expect(2)
        told = "".join(here.notices())
        assert told.count(': Session 85 % used"') == 2, told
        assert told.count('"Claude (work): Session 85 % used"') == 1, told


def check_threshold():
    """A threshold that is crossed shows one notice with the right words, and no second one."""
    with Desk() as here:
        poll(here, 61, 1)
        here.expect(0)
        poll(here, 85, 2)
        here.expect(1, '"Session 85 % used"', "Resets in ", '"snooze", "Snooze until reset"',
                    '"default", "Open"', '"desktop-entry": "io.github.plimsoll.Plimsoll"')
        poll(here, 86, 3)
        here.expect(1)
        poll(here, 96, 4)
        here.expect(2, '"Session 96 % used"')


def check_snooze():
    """Snooze stops the next one, also over a restart; Open ends nothing."""
    with Desk() as here:
        poll(here, 85, 1)
        here.expect(1)
        here.click(1, "snooze")
        wait_until(lambda: "CloseNotification 1" in (here.root / "notifications").read_text(),
                   "it is taken from the screen")
        poll(here, 96, 2)
        poll(here, 100, 3)
        here.expect(1)

    with Desk() as here:
        poll(here, 85, 1)
        here.expect(1)
        here.click(1, "default")
        assert here.status()["pid"] == here.process.pid
        poll(here, 96, 2)
        here.expect(2)


def check_snooze_by_name():
    """The call Snooze does the same before anything was said."""
    with Desk() as here:
        poll(here, 61, 1)
        here.ask("Snooze", GLib.Variant("(ss)", ("claude:default", "session")))
        poll(here, 85, 2)
        here.expect(0)


def check_signed_out():
    """A login that is gone is told once, and that it is back."""
    with Desk() as here:
        poll(here, 61, 1)
        here.stage.credentials.unlink()
        here.expect(1, "Signed out of Claude")
        poll(here, 62, 2)
        here.expect(2, "Signed in to Claude again")


def check_preferences():
    """The person's own thresholds count."""
    with Desk() as here:
        here.set("thresholds", "[40]")
        poll(here, 45, 1)
        here.expect(1, '"Session 45 % used"')


def check_no_desktop():
    """Without a notification daemon it is quiet and goes on."""
    with World(*sys.argv[1:4]) as here:
        here.server.reply = stage.Reply(body=stage.usage(85))
        process = here.up()
        wait_until(lambda: here.percent() == 85, "numbers")
        here.status()
        assert process.poll() is None and here.said() == "", here.said()


CHECKS = [check_threshold, check_snooze, check_snooze_by_name, check_signed_out, check_preferences]
CHECKS += [check_each_login, check_no_desktop]

if __name__ == "__main__":
    sys.exit(tap.run([(check.__doc__, tap.held(check)) for check in CHECKS]))
