#!/usr/bin/python3
# test_feed.py: the real status line feeds the real service, on a bus of its own.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_feed.py PLIMSOLL SERVICE SCHEMAS"""

import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import World, stage, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
LIMITED = {"error": {"type": "rate_limit_error", "message": "Rate limited."}}


def world():
    """A fresh one."""
    return World(*ARGUMENTS)


def said(session, week=31, **more):
    """What Claude Code gives its status line."""
    now = int(time.time())
    windows = {
        "five_hour": {"used_percentage": session, "resets_at": now + 7200},
        "seven_day": {"used_percentage": week, "resets_at": now + 4 * 86400},
    }
    return json.dumps({"rate_limits": windows, **more})


def line(here, text, *words, **variables):
    """One run of the real command, as Claude Code runs it."""
    done = subprocess.run(
        [here.stage.program, "statusline", *words],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env=dict(here.environment, **variables),
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def feeds(here):
    """The files in which status lines leave numbers."""
    return sorted((here.root / "run" / "plimsoll").glob("*.feed"))


def limit(here, name):
    """One limit as the bus has it."""
    limits = here.accounts()["claude:default"]["snapshot"]["limits"]
    return next(entry for entry in limits if entry["id"] == name)


def check_fed():
    """What a status line hears is on the bus at once, without any poll; the rest stays."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "the answer of the server")
        time.sleep(1.1)
        assert "Session 73 %" in line(here, said(73))
        wait_until(lambda: here.percent() == 73, "the number of the status line", 5)
        assert limit(here, "week")["used-percent"] == 31
        assert here.status()["polls"] == 1 and len(here.server.requests) == 1
        assert [file.stat().st_mode & 0o777 for file in feeds(here)] == [0o600]


def check_rate_limited():
    """While the server asks for quiet the two windows live on."""
    with world() as here:
        here.server.reply = stage.Reply(429, LIMITED, Retry_After="600")
        here.up()
        wait_until(lambda: here.condition() == "rate-limited", "the refusal")
        line(here, said(44))
        wait_until(lambda: here.percent() == 44, "the number of the status line", 5)
        assert len(here.server.requests) == 1


def check_before_start():
    """What was left while no service ran is there when it starts, and delays no asking."""
    with world() as here:
        line(here, said(70))
        here.up()
        wait_until(lambda: len(here.server.requests) == 1, "the first asking", 5)
        wait_until(lambda: here.condition() == "fresh", "numbers")
        assert {"session", "week"} <= {
            entry["id"] for entry in here.accounts()["claude:default"]["snapshot"]["limits"]
        }


def check_other_login():
    """Numbers of another folder, and of another login in the same one, are not taken."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "the answer of the server")
        other = here.root / "other"
        other.mkdir()
        line(here, said(90), CLAUDE_CONFIG_DIR=str(other))
        (mine,) = feeds(here)
        line(here, said(91), CLAUDE_CODE_OAUTH_TOKEN="sk-ant-oat01-FAKE" + "9" * 60)
        assert len(feeds(here)) == 2
        here.stage.log_in("sk-ant-oat01-FAKE" + "8" * 60)
        line(here, said(92))
        here.stage.log_in()
        mine.touch()
        time.sleep(1.5)
        assert here.percent() == 61


def check_rubbish():
    """Whatever lies there instead of numbers is passed over in silence."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "the answer of the server")
        time.sleep(1.1)
        line(here, said(62))
        wait_until(lambda: here.percent() == 62, "the number of the status line", 5)
        (file,) = feeds(here)
        good = file.read_bytes()
        for text in (b"", b"{}", good[:-7], b"\xff" * 4096, os.urandom(400_000)):
            draft = file.with_suffix(".draft")
            draft.write_bytes(text)
            draft.rename(file)
            time.sleep(0.3)
        file.unlink()
        file.mkdir()
        time.sleep(0.3)
        file.rmdir()
        assert here.percent() == 62 and "feed" not in here.said(), here.said()
        line(here, said(63))
        wait_until(lambda: here.percent() == 63, "the number of the status line", 5)


def wake_ups(process):
    """How often all threads of a process were woken so far."""
    total = 0
    for task in pathlib.Path(f"/proc/{process.pid}/task").iterdir():
        for entry in (task / "status").read_text().splitlines():
            if entry.startswith("voluntary_ctxt_switches"):
                total += int(entry.split()[1])
    return total


def check_quiet():
    """Between two changes nothing wakes the service, and the same numbers are written once."""
    with world() as here:
        process = here.up()
        wait_until(lambda: here.percent() == 61, "the answer of the server")
        time.sleep(1.1)
        text = said(64)
        line(here, text)
        wait_until(lambda: here.percent() == 64, "the number of the status line", 5)
        time.sleep(1)
        before = wake_ups(process)
        written = feeds(here)[0].stat().st_mtime_ns
        for _ in range(20):
            line(here, text)
        (here.root / "run" / "another-program").touch()
        time.sleep(1)
        assert feeds(here)[0].stat().st_mtime_ns == written
        assert wake_ups(process) == before, wake_ups(process) - before


def check_many_writers():
    """Twenty runs at once leave one whole file, of which the last number is a true one."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "the answer of the server")
        time.sleep(1.1)
        runs = []
        for number in range(70, 90):
            runs.append(
                here.start(
                    [here.stage.program, "statusline"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    text=True,
                )
            )
            runs[-1].stdin.write(said(number))
        for run in runs:
            run.stdin.close()
        assert [run.wait(20) for run in runs] == [0] * 20
        wait_until(lambda: (here.percent() or 0) >= 70, "one of the numbers", 5)
        folder = here.root / "run" / "plimsoll"
        assert [file.suffix for file in folder.iterdir()] == [".feed"], list(folder.iterdir())


def check_direct():
    """`show --direct` knows what the status line heard, and asks no oftener for it."""
    with world() as here:
        assert here.stage.run("show", "--direct").returncode == 0
        time.sleep(1.1)
        line(here, said(77))
        done = here.stage.run("show", "--direct", "--json")
        (one,) = json.loads(done.stdout)["accounts"]
        assert one["limits"][0]["used_percent"] == 77, one
        assert len(here.server.requests) == 1


def main():
    """Prints TAP."""
    checks = [check_fed, check_rate_limited, check_before_start, check_other_login]
    checks += [check_rubbish, check_quiet, check_many_writers, check_direct]
    return tap.run([(check.__doc__.split(";")[0], tap.held(check)) for check in checks])


sys.exit(main())
