#!/usr/bin/python3
# test_kills.py: the service killed at any instant, a hundred times.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_kills.py PLIMSOLL SERVICE SCHEMAS

Each round begins with a new login, so that the service asks at once, and ends with SIGKILL after a
random while: before, during or after the poll. Numbers climb over the thresholds again and again,
each time in a new window."""

import collections
import pathlib
import random
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import World, stage, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
ROUNDS = 100
LONGEST = 0.12  # seconds from the start to the kill, unless the machine is slow
# A window's life; each crosses 80, 95 and 100.
STORY = (50, 82, 84, 85, 96, 97, 98, 100, 100, 100)


def band(title):
    """What an alert is about, without the reading that differs from poll to poll."""
    reading = re.search(r"(\d+) % used", title)
    if not reading:
        return title
    return "95" if int(reading[1]) >= 95 else "80"


def speeches(here):
    """What was said, one alert each: several of one poll are one notice with a line for each."""
    text = (here.root / "notifications").read_text(encoding="utf-8")
    for title, body in re.findall(r' Notify "Plimsoll" \d+ "[^"]*" "([^"]*)" "([^"]*)"', text):
        yield from body.splitlines() if " more" in title else [f"{title}. {body}"]


def told(here):
    """Each alert as (window, what): how often."""
    counts = collections.Counter()
    for speech in speeches(here):
        reset = re.search(r"Resets [^(]*\((\w* ?\d\d:\d\d)\)", speech)
        if speech.startswith("Session") and reset:
            counts[(reset[1], band(speech.split(". ")[0]))] += 1
    return counts


def find_pace(here):
    """How long a start with its poll takes here: sanitizers and a busy machine make it long."""
    begun = time.monotonic()
    process = here.up()
    wait_until(lambda: here.percent() is not None, "the first numbers")
    process.kill()
    process.wait()
    return max(LONGEST, 1.5 * (time.monotonic() - begun))


def check_kills():
    """A hundred kills lose at most the poll in flight: no alert twice, and the database stays."""
    chance = random.Random(20261120)
    with World(*ARGUMENTS) as here:
        here.start_desktop()
        here.set("alerts", "['threshold', 'used-up', 'available']")
        here.server.reply = stage.Reply(body=stage.usage(10))
        pace = find_pace(here)
        for number in range(ROUNDS):
            window, step = divmod(number, len(STORY))
            body = stage.usage(STORY[step])
            body["five_hour"]["resets_at"] = stage.rfc3339(1800 + 1200 * window)
            here.server.reply = stage.Reply(body=body)
            here.stage.log_in(token=f"sk-ant-oat01-FAKE{number:064d}")
            process = here.start_service()
            time.sleep(chance.uniform(0, pace))
            process.kill()
            process.wait()

        wait_until(lambda: not here.owner(), "the last one is gone")
        # Numbers that no round had: what is told after this was not told before.
        here.stage.log_in(token="sk-ant-oat01-FAKE" + "8" * 64)
        here.server.reply = stage.Reply(body=stage.usage(11))
        here.up()
        wait_until(lambda: here.percent() == 11, "numbers after it all")
        counts = told(here)
        assert len(counts) >= 5, f"too few alerts to mean anything: {counts}"
        twice = {what: count for what, count in counts.items() if count > 1}
        assert not twice, f"told twice: {twice}\n" + "\n".join(here.notices())
        status = here.status()
        assert status["store"] == "disk" and "store-notice" not in status, status
        names = {file.name for file in (here.root / "state" / "plimsoll").iterdir()}
        assert names <= {"direct", "plimsoll.db", "plimsoll.db-wal", "plimsoll.db-shm"}, names
        assert len(here.server.requests) <= ROUNDS + 2, len(here.server.requests)
        print(f"# {sum(counts.values())} alerts, {len(here.server.requests)} requests")


if __name__ == "__main__":
    sys.exit(tap.run([(check_kills.__doc__, tap.held(check_kills))]))
