#!/usr/bin/python3
# test_past.py: `plimsoll history` against the real service, and against its database alone.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, the service, the folder with the compiled settings."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import World, wait_until  # pylint: disable=wrong-import-position


def look_back(here, *more):
    """(limit, percent) of every reading, as JSON has it."""
    done = here.run("history", "--json", "--since", "1h", *more)
    assert done.returncode == 0, done
    (account,) = json.loads(done.stdout)["accounts"]
    return [(limit["id"], sample["used_percent"])
            for limit in account["limits"] for sample in limit["samples"]]


def check_running():
    """a service that runs is asked, and its database when it is gone; nothing else tells more"""
    with World(*sys.argv[1:4]) as here:
        process = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        assert look_back(here) == [("session", 61.0), ("week", 22.0)]
        assert look_back(here, "--limit", "week") == [("week", 22.0)]
        table = here.run("history", "--since", "1h").stdout
        assert "highest 61 %" in table and "22 %" in table, table
        before = here.run("history", "--csv", "--since", "1h").stdout
        process.terminate()
        assert process.wait(20) == 0
        after = here.run("history", "--csv", "--since", "1h").stdout
        assert before == after and before.count("\n") == 3, (before, after)


def check_nothing():
    """where no service ever ran there is nothing to see, and nothing is made for the look"""
    with World(*sys.argv[1:4]) as here:
        done = here.run("history")
        assert done.returncode == 69 and "Nothing is kept of the last 7 d" in done.stderr, done
        assert not list(here.root.glob("state/plimsoll/*.db*"))


def main():
    """Prints TAP."""
    checks = (check_running, check_nothing)
    return tap.run([(check.__doc__, tap.held(check)) for check in checks])


if __name__ == "__main__":
    sys.exit(main())
