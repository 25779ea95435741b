#!/usr/bin/python3
# test_hooks.py: the person's own programs, run by the real service when something happens.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_hooks.py PLIMSOLL SERVICE SCHEMAS"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from desk import Desk, poll  # pylint: disable=wrong-import-position
from world import wait_until  # pylint: disable=wrong-import-position

HOOKS = """[keep]
events=threshold;used-up
command=/bin/sh;-c;cat >> {out}
pause=0
[late]
events=threshold
command=/bin/sh;-c;echo started >> {late}\\; exec sleep 600
timeout=1s
pause=1h
"""


class Hooked(Desk):
    """A desk with two hooks: one keeps what it is told, one never ends."""

    def __init__(self, text=HOOKS):
        super().__init__()
        self.out = self.stage.root / "told"
        self.late = self.stage.root / "late"
        folder = self.stage.root / "config/plimsoll"
        folder.mkdir(parents=True)
        (folder / "hooks.ini").write_text(text.format(out=self.out, late=self.late))

    def told(self):
        """Every event, oldest first."""
        text = self.out.read_text(encoding="utf-8") if self.out.exists() else ""
        return [json.loads(line) for line in text.splitlines()]


def check_events():
    """A threshold runs a hook once, with JSON that says which; no second time for the same."""
    with Hooked() as here:
        poll(here, 61, 1)
        assert not here.told()
        poll(here, 85, 2)
        wait_until(lambda: len(here.told()) == 1, "the hook")
        event = here.told()[0]
        assert event["schema"] == 1 and event["event"] == "threshold", event
        assert event["account"] == "claude:default" and event["limit"] == "session", event
        assert event["used_percent"] == 85 and event["resets_at"].endswith("Z"), event
        assert "Session" in event["title"], event
        poll(here, 86, 3)
        poll(here, 100, 4)
        wait_until(lambda: len(here.told()) == 2, "the second event")
        assert here.told()[1]["event"] == "used-up", here.told()


def check_switched_off():
    """Whoever wants no notifications may want hooks: these go by their own file alone."""
    with Hooked() as here:
        here.set("alerts", "[]")
        poll(here, 85, 1)
        wait_until(lambda: len(here.told()) == 1, "the hook")
        here.expect(0)


def check_endless():
    """A hook that never ends is ended, and meanwhile the service goes on as ever."""
    with Hooked() as here:
        poll(here, 85, 1)
        wait_until(here.late.exists, "the start of it")
        assert here.percent() == 85
        assert "running" in here.run("service", "status").stdout


def check_damaged():
    """A file that makes no sense runs nothing, and the command says what is wrong in it."""
    with Hooked("[keep]\nevents=treshold\ncommand=/bin/true\n") as here:
        poll(here, 85, 1)
        done = here.run("hooks")
        assert done.returncode == 64 and "[keep]: 'events'" in done.stderr, done
        assert here.percent() == 85


def check_command():
    """The command lists what the service will run, and tries one with an invented event."""
    with Hooked() as here:
        done = here.run("hooks")
        assert done.returncode == 0 and done.stdout.startswith("keep\n  threshold, used-up\n"), done
        listed = json.loads(here.run("hooks", "list", "--json").stdout)
        assert [hook["name"] for hook in listed["hooks"]] == ["keep", "late"], listed
        done = here.run("hooks", "test", "keep")
        assert done.returncode == 0, done
        assert here.told()[0]["account"] == "demo:default", here.told()
        done = here.run("hooks", "test", "late")
        assert done.returncode == 69 and "took too long" in done.stderr, done
        assert here.run("hooks", "test", "nobody").returncode == 64


def main():
    """Prints TAP."""
    checks = [check_events, check_switched_off, check_endless, check_damaged, check_command]
    return tap.run([(check.__doc__, tap.held(check)) for check in checks])


sys.exit(main())
