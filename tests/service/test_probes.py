#!/usr/bin/python3
# test_probes.py: probes that crash, hang, flood or lie, below the real service.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_probes.py PLIMSOLL SERVICE SCHEMAS"""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import World, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
# What a probe does instead → what the journal says of it.
MISDEEDS = {
    "crashes": ("kill -SEGV $$", "ended by signal 11."),
    "fails": ("exit 3", "failed with status 3."),
    "floods": ("exec cat /dev/zero", "said too much."),
    "says nothing": ("exit 0", ""),
    "talks garbage": ("exec head -c 1000 /dev/urandom", ""),
    "floods standard error": ("head -c 1000000 /dev/zero >&2; exit 3", "failed with status 3."),
}


def fake(misdeed):
    """A `plimsoll` that lists as the real one and then misbehaves."""
    return f"#!/bin/sh\ntest $2 = --list && exec '{ARGUMENTS[0]}' \"$@\"\n{misdeed}\n"


def check_misdeed(misdeed, word):
    """One line in the journal, trouble, and the next try by the schedule."""
    with World(*ARGUMENTS) as here:
        here.place_beside(fake(misdeed))
        process = here.up()
        wait_until(lambda: here.condition() == "trouble", "trouble")
        lines = [line for line in here.said().splitlines() if "The probe of" in line]
        assert len(lines) == 1 and "claude:default" in lines[0], here.said()
        assert not word.endswith(".") or lines[0].endswith(word), lines
        assert len(lines[0]) < 300 and lines[0].isprintable(), lines
        wait = here.accounts()["claude:default"]["next-try"] - time.time()
        assert 100 < wait < 1000, wait
        assert process.poll() is None and here.status()["failed-polls"] == 1

        # A new helper mends it: the person's Refresh would come too soon, a new login does not.
        here.place_beside(f"#!/bin/sh\nexec '{ARGUMENTS[0]}' \"$@\"\n")
        here.stage.log_in(token="sk-ant-oat01-FAKE" + "9" * 64)
        wait_until(lambda: here.percent() == 61, "numbers")


def check_hang():
    """A probe that hangs keeps nobody else waiting: another account gets its numbers."""
    with World(*ARGUMENTS) as here:
        other = here.root / "work"
        other.mkdir()
        (other / ".credentials.json").write_text(here.stage.credentials.read_text())
        here.set("config-directories", f"{{'work': '{other}'}}")
        here.place_beside(
            fake(f"test $3 = claude:default && exec sleep 60\nexec '{ARGUMENTS[0]}' \"$@\"")
        )
        here.up()
        wait_until(lambda: here.percent("claude:work") == 61, "the other's numbers")
        assert here.condition() == "loading"
        done = here.run("service", "stop")
        assert done.returncode == 0, done


def check_no_helper():
    """Without a helper that can be started the service stays and says why, once."""
    with World(*ARGUMENTS) as here:
        here.place_beside("#!/nonexistent/interpreter\n")
        process = here.up()
        wait_until(lambda: "list of accounts could not be had" in here.said(), "a word about it")
        assert here.said().count("list of accounts") == 1, here.said()
        assert process.poll() is None and here.accounts() == {}


def main():
    """Prints TAP."""
    cases = [
        (f"a probe that {name} costs one poll", tap.held(lambda m=m, w=w: check_misdeed(m, w)))
        for name, (m, w) in MISDEEDS.items()
    ]
    cases += [(check.__doc__, tap.held(check)) for check in (check_hang, check_no_helper)]
    return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main())
