#!/usr/bin/python3
# test_claude.py: the real Claude Code gives its numbers, and never loses its login by it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: plimsoll, claude, a folder. To be started by `run`, inside its namespace."""

import os
import pathlib
import signal
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
from lab import Home, Server, usage  # noqa: E402
import tap  # noqa: E402

PLIMSOLL, CLAUDE, LAB = sys.argv[1:4]
SERVER = Server(f"{LAB}/server.pem")
# When our own program is ended, in seconds: after its start, and after the server gave the new
# login away, which Claude Code then has in memory and not yet on disk.
AFTER_START = (0.05, 0.2, 0.4)
AFTER_RENEWAL = (0, 0.01, 0.02, 0.04, 0.07, 0.12)


def make_home(name):
    """A fresh one, and a server that has nothing against anybody."""
    SERVER.requests.clear()
    SERVER.usage_status = 200
    SERVER.session = 42.0
    return Home(LAB, name, PLIMSOLL, CLAUDE)


def percents(account):
    """Limit to number."""
    return {limit["id"]: limit["used_percent"] for limit in account["limits"]}


def check_numbers():
    """Asked by the control request it gives the numbers and the plan, and no message is sent."""
    home = make_home("numbers")
    home.log_in(SERVER)
    before = home.hash_login()
    account = home.probe(sources="cli")
    assert account["condition"] == "fresh" and account["source"] == "cli", account
    assert percents(account) == {"session": 42.0, "week": 63.0, "week:fable": 88.0}, account
    assert account["plan"] == "Max 20x", account
    assert SERVER.asked("/api/oauth/usage", "claude") == 1, SERVER.requests
    assert SERVER.asked("/api/oauth/usage", "plimsoll") == 0, SERVER.requests
    assert not [r for r in SERVER.requests if r[1].startswith("/v1/messages")], SERVER.requests
    assert home.hash_login() == before, "the login changed"
    assert not home.transcripts(), "asking looks like a person's work"


def check_budget():
    """Within its rest it is not started again; what it said then is shown."""
    home = make_home("budget")
    home.log_in(SERVER)
    home.probe(sources="cli")
    n_requests = len(SERVER.requests)
    SERVER.session = 50.0
    account = home.probe(sources="cli")
    assert percents(account)["session"] == 42.0 and account["condition"] == "fresh", account
    assert len(SERVER.requests) == n_requests, SERVER.requests[n_requests:]


def check_expired():
    """An expired login: Claude Code renews it and gives numbers; the next turn is the server's."""
    home = make_home("expired")
    home.log_in(SERVER, valid_for_ms=-60000)
    account = home.probe()
    assert account["condition"] == "fresh" and account["source"] == "cli", account
    assert home.tokens()["refreshToken"] == SERVER.refresh_token, home.tokens()
    assert home.tokens()["accessToken"] == SERVER.access_token, home.tokens()
    home.forget_turn()
    account = home.probe()
    assert account["source"] == "oauth" and account["condition"] == "fresh", account
    assert SERVER.asked("/api/oauth/usage", "plimsoll") == 1, SERVER.requests


def check_refusals():
    """What the server refuses to it is no number: not 0 %, and no number of its own cache."""
    for status in (401, 429, 500):
        home = make_home(f"refused{status}")
        home.log_in(SERVER)
        SERVER.usage_status = status
        account = home.probe(sources="cli")
        assert account["condition"] == "trouble" and not account["limits"], account


def check_cached():
    """Numbers that it kept from before, without saying so, are not taken for new ones."""
    home = make_home("cached")
    home.log_in(SERVER)
    # Too old for it to be content with, too young for it to be dropped.
    home.remember(usage(42.0), age_seconds=600)
    SERVER.usage_status = 500
    account = home.probe(sources="cli")
    assert account["condition"] == "trouble" and not account["limits"], account
    # What it kept may be shown, for there it says how old it is.
    home.forget_everything()
    home.remember(usage(42.0), age_seconds=600)
    account = home.probe(sources="cli,cache")
    assert account["condition"] == "stale" and account["source"] == "cache", account
    assert 590 <= account["age_seconds"] <= 700, account


def check_no_login():
    """Without a login it has no limits to tell, and that is what is said."""
    home = make_home("nobody")
    account = home.probe(sources="cli")
    assert account["condition"] in ("no-scope", "signed-out") and not account["limits"], account


def end_at(name, is_after_renewal, moment, end):
    """One probe that is ended by `end` at that moment; the login must be whole afterwards."""
    home = make_home(name)
    home.log_in(SERVER, valid_for_ms=-60000)
    refused, generation = SERVER.refused, SERVER.generation
    process = home.start("probe", sources="cli")
    give_up = time.monotonic() + 20
    while is_after_renewal and SERVER.generation == generation:
        assert time.monotonic() < give_up, "nothing was renewed"
        time.sleep(0.001)
    time.sleep(moment)
    end(process)
    process.communicate(timeout=60)
    home.wait_for_claudes()
    tokens = home.tokens()
    assert tokens["refreshToken"] == SERVER.refresh_token, (name, tokens)
    assert SERVER.refused == refused, name
    assert not (home.folder / ".claude/.oauth_refresh.lock").exists(), name


def check_kills():
    """However our own program is ended, and whenever, the login on disk stays the good one."""
    ends = {
        "terminated": lambda process: process.send_signal(signal.SIGTERM),
        "killed": lambda process: process.send_signal(signal.SIGKILL),
        # As a terminal does: everything in the foreground hears it.
        "interrupted": lambda process: os.killpg(process.pid, signal.SIGINT),
        "hung-up": lambda process: os.killpg(process.pid, signal.SIGHUP),
    }
    for word, end in ends.items():
        for moment in AFTER_START:
            end_at(f"{word}-{moment}", False, moment, end)
        for moment in AFTER_RENEWAL:
            end_at(f"{word}-renewed-{moment}", True, moment, end)


def check_one_at_a_time():
    """Two that ask at once start one Claude Code, and both show its answer."""
    home = make_home("two")
    home.log_in(SERVER)
    both = [home.start("probe", "--json", sources="cli") for _ in range(2)]
    texts = [process.communicate(timeout=120)[0].decode() for process in both]
    assert all('"used_percent" : 42.0' in text for text in texts), texts
    assert SERVER.asked("/api/oauth/usage", "claude") == 1, SERVER.requests


def check_doctor():
    """Doctor says in words what was tried and why."""
    home = make_home("doctor")
    home.log_in(SERVER)
    SERVER.usage_status = 429
    out, _ = home.start("doctor").communicate(timeout=120)
    text = " ".join(out.decode().split())
    assert "asked the OAuth endpoint: rate limited" in text, text
    assert "asked Claude Code instead: no numbers" in text, text


def main():
    """Prints TAP."""
    checks = (check_numbers, check_budget, check_expired, check_refusals, check_cached,
              check_no_login, check_kills, check_one_at_a_time, check_doctor)
    return tap.run([(check.__doc__, tap.held(check)) for check in checks])


if __name__ == "__main__":
    sys.exit(main())
