#!/usr/bin/python3
# test_incidents.py: the real service and a status page that tells of trouble.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_incidents.py PLIMSOLL SERVICE SCHEMAS"""

import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import World, stage, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
TITLE = "Elevated <b>errors</b>"


def page(*incidents):
    """What a status page answers."""
    return {
        "page": {"name": "Claude"},
        "status": {"indicator": "none", "description": "All Systems Operational"},
        "incidents": [
            {"name": title, "impact": "major", "status": "investigating",
             "created_at": stage.rfc3339(-600)} for title in incidents
        ],
    }  # fmt: skip


class Pages(World):
    """A world with a status page in it; a context manager."""

    def __init__(self, *incidents):
        super().__init__(*ARGUMENTS)
        self.page = stage.Server()
        self.page.reply = stage.Reply(body=page(*incidents))
        self.environment["PLIMSOLL_CLAUDE_STATUS_URL"] = self.page.url
        self.callback(self.page.server_close)
        self.callback(self.page.shutdown)

    def incident(self):
        """As the bus has it; None when there is none."""
        return self.accounts().get("claude:default", {}).get("incident")


def check_told():
    """What the page tells is on the bus and in `show`, as plain text; no login goes there."""
    with Pages(TITLE) as here:
        here.up()
        wait_until(here.incident, "the incident")
        assert here.incident()["title"] == TITLE and here.incident()["impact"] == "major"
        done = here.run("show")
        assert f"Status page: {TITLE} (since " in " ".join(done.stdout.split()), done
        (one,) = json.loads(here.run("show", "--json").stdout)["accounts"]
        assert (one["incident"]["title"], one["condition"]) == (TITLE, "fresh"), one
        ((path, headers),) = here.page.requests
        assert path == "/api/v2/summary.json" and "Authorization" not in headers, headers
        assert not any("sk-ant" in value for value in headers.values()), headers


def check_trouble():
    """A server in trouble is explained by its page."""
    with Pages(TITLE) as here:
        here.server.reply = stage.Reply(529, {"error": {"type": "overloaded_error"}})
        here.up()
        wait_until(here.incident, "the incident")
        (one,) = json.loads(here.run("show", "--json").stdout)["accounts"]
        assert one["condition"] == "trouble" and TITLE in one["message"], one


def check_quiet_failure():
    """A page that is down, lies or never answers changes nothing and is not spoken of."""
    for reply in (stage.Reply(500, "{}"), stage.Reply(200, "<html>log in</html>", "text/html"),
                  stage.Reply(200, "{}"), stage.Reply(302, "", Location="http://127.0.0.1:9/"),
                  stage.Reply(200, '{"page":{},"status":{' * 40_000)):
        with Pages(TITLE) as here:
            here.page.reply = reply
            here.up()
            wait_until(lambda: here.page.requests, "the asking")  # noqa: B023
            wait_until(lambda: here.percent() == 61, "numbers")
            time.sleep(0.3)
            assert here.incident() is None and here.condition() == "fresh"
            assert "probe" not in here.said(), here.said()


def check_once():
    """Within minutes the page is asked once, however often somebody refreshes."""
    with Pages() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        wait_until(lambda: here.page.requests, "the asking")
        here.stage.log_in("sk-ant-oat01-FAKE" + "7" * 60)
        wait_until(lambda: here.status()["polls"] == 2, "another poll")
        time.sleep(0.3)
        assert len(here.page.requests) == 1, here.page.requests


def check_switched_off():
    """Switched off nothing is asked, and what was told is gone at once."""
    with Pages(TITLE) as here:
        here.up()
        wait_until(here.incident, "the incident")
        here.set("incidents", "false")
        wait_until(lambda: here.incident() is None, "silence", 5)
        n_before = len(here.page.requests)
        here.stage.log_in("sk-ant-oat01-FAKE" + "7" * 60)
        wait_until(lambda: here.status()["polls"] == 2, "another poll")
        time.sleep(0.3)
        assert len(here.page.requests) == n_before


def check_no_account():
    """Without an account of a provider its page is left alone; another server has no such page."""
    with Pages(TITLE) as here:
        here.set("disabled-accounts", "['claude:default']")
        here.up()
        wait_until(lambda: here.status()["listed"], "the list")
        time.sleep(0.5)
        assert not here.page.requests
    with Pages(TITLE) as here:
        del here.environment["PLIMSOLL_CLAUDE_STATUS_URL"]
        done = subprocess.run(
            [here.stage.program, "probe", "--incidents", "claude"],
            capture_output=True, check=False, env=here.environment, timeout=20)  # fmt: skip
        assert (done.returncode, done.stdout) == (69, b""), done


def main():
    """Prints TAP."""
    checks = [check_told, check_trouble, check_quiet_failure, check_once, check_switched_off]
    checks += [check_no_account]
    return tap.run([(check.__doc__.split(";")[0], tap.held(check)) for check in checks])


sys.exit(main())
