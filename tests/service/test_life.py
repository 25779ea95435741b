#!/usr/bin/python3
# test_life.py: the real service from its start to its end, with the real command beside it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_life.py PLIMSOLL SERVICE SCHEMAS"""

import json
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from world import Gio, GLib, World, stage, wait_until  # pylint: disable=wrong-import-position

ARGUMENTS = sys.argv[1:4]
FORBIDDEN = ("gtk", "soup", "json-glib", "libsecret", "gnutls", "adwaita", "GL.so", "curl")
NEWER = "PRAGMA user_version = 9999; CREATE TABLE later (x); PRAGMA application_id = 0;"


def world():
    """A fresh one."""
    return World(*ARGUMENTS)


def check_activation():
    """`plimsoll show` starts the service, and shows what the service learnt by one request."""
    with world() as here:
        here.install()
        done = here.run("show", "--json")
        assert done.returncode == 0 and done.stderr == "", done
        (one,) = json.loads(done.stdout)["accounts"]
        assert (one["condition"], one["limits"][0]["used_percent"]) == ("fresh", 61.0), one
        assert here.owner() and here.run("show").returncode == 0
        assert len(here.server.requests) == 1, here.server.requests
        assert here.run("service", "stop").returncode == 0
        wait_until(lambda: not here.owner(), "the service is gone")


def check_refresh_starts():
    """`plimsoll refresh` starts the service too, and is not told that there is no account."""
    with world() as here:
        here.install()
        done = here.run("refresh")
        assert (done.returncode, done.stderr) == (0, ""), done
        assert "on their way" in done.stdout, done
        wait_until(lambda: here.percent() == 61, "numbers")
        assert len(here.server.requests) == 1


def check_second_start():
    """A second service gives way with status 0; the first goes on and asked once."""
    with world() as here:
        first = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        assert here.start_service().wait(20) == 0
        assert first.poll() is None and here.status()["pid"] == first.pid
        assert len(here.server.requests) == 1


def check_commands():
    """`service status`, `service stop` and `refresh` say how it is, and what is wrong with that."""
    with world() as here:
        done = here.run("service", "status")
        assert done.returncode == 69 and "not running" in done.stderr, done
        process = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        done = here.run("service", "status", "--json")
        told = json.loads(done.stdout)
        assert (told["pid"], told["polls"], told["store"]) == (process.pid, 1, "disk"), told
        assert "less than a minute" in here.run("refresh").stdout
        done = here.run("refresh", "--account", "claude:nobody")
        assert done.returncode == 64 and "no such account" in done.stderr, done
        assert here.run("service", "stop").returncode == 0
        assert process.wait(20) == 0


def check_signals():
    """SIGTERM and SIGINT end it with status 0, and a probe that is under way with it."""
    for kill in ("terminate", "send_signal"):
        with world() as here:
            here.place_beside(
                f"#!/bin/sh\ntest $2 = --list && exec '{ARGUMENTS[0]}' \"$@\"\n"
                f"echo $$ >'{here.root}/pid'\nexec sleep 60\n"
            )
            process = here.up()
            file = here.root / "pid"
            wait_until(lambda f=file: f.exists() and f.read_text().strip(), "a probe")
            getattr(process, kill)(*([2] if kill == "send_signal" else []))
            assert process.wait(20) == 0
            probe = pathlib.Path("/proc") / file.read_text().strip() / "cmdline"
            wait_until(lambda p=probe: not runs(p), "the probe ends too")


def runs(cmdline):
    """Whether there is such a process; one that waits for its parent's word is none."""
    try:
        return cmdline.read_bytes() != b""
    except OSError:
        return False


def check_bus_goes():
    """When the bus goes away it ends within a second and says so by its status."""
    with world() as here:
        process = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        here.bus.kill()
        assert process.wait(5) == 69
        assert here.start_service().wait(20) == 69
        assert "There is no session bus." in here.said()


def check_fallback():
    """A service that cannot start is passed over with a word; no bus at all without one."""
    with world() as here:
        here.service = "/bin/false"
        here.install()
        done = here.run("show")
        assert done.returncode == 77 and "No Claude login found" in done.stdout, done
        assert done.stderr == "plimsoll: The service does not answer; asking without it.\n", done
        done = here.run("show", DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        assert (done.returncode, done.stderr) == (77, ""), done
        assert not here.server.requests


def check_disabled():
    """With all accounts switched off nothing is asked, and nobody waits for them."""
    with world() as here:
        here.set("disabled-accounts", "['claude:default']")
        here.up()
        wait_until(lambda: here.status()["listed"], "the list")
        done = here.run("show")
        assert done.returncode == 69, done
        done = here.run("show", "--account", "claude:default")
        assert done.returncode == 77, done
        assert not here.server.requests and here.accounts() == {}
        here.set("disabled-accounts", "[]")
        wait_until(lambda: here.percent() == 61, "numbers")


def check_two_logins():
    """A second login is an account of its own; it goes and comes back with its numbers."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        other = here.root / "work"
        other.mkdir()
        token = stage.TOKEN.replace("0", "1")
        text = here.stage.credentials.read_text().replace(stage.TOKEN, token)
        (other / ".credentials.json").write_text(text)
        here.server.reply = stage.Reply(body=stage.usage(12))
        here.set("config-directories", f"{{'work': '{other}'}}")
        wait_until(lambda: here.percent("claude:work") == 12, "the other's numbers")
        assert here.percent() == 61
        sent = [headers["Authorization"] for _, headers in here.server.requests]
        assert sent == [f"Bearer {stage.TOKEN}", f"Bearer {token}"], sent

        here.set("config-directories", "{}")
        wait_until(lambda: "claude:work" not in here.accounts(), "it goes")
        here.set("config-directories", f"{{'work': '{other}'}}")
        wait_until(lambda: here.percent("claude:work") == 12, "it comes back")
        assert len(here.server.requests) == 2


def check_budget_of_each():
    """Each login has a cool-down of its own; one that must wait holds up nobody else."""
    with world() as here:
        other = here.root / "work"
        other.mkdir()
        token = stage.TOKEN.replace("0", "1")
        text = here.stage.credentials.read_text().replace(stage.TOKEN, token)
        (other / ".credentials.json").write_text(text)
        here.server.replies = {
            stage.TOKEN: stage.Reply(429, {"error": {"message": "x"}}, Retry_After="600"),
            token: stage.Reply(body=stage.usage(12)),
        }
        here.set("config-directories", f"{{'work': '{other}'}}")
        here.up()
        wait_until(lambda: here.percent("claude:work") == 12, "the other's numbers")
        wait_until(lambda: here.condition() == "rate-limited", "the first is told to wait")
        assert here.condition("claude:work") == "fresh"
        verdict, retry_at = here.ask("Refresh", GLib.Variant("(s)", ("claude:default",)))
        assert verdict == "rate-limited" and retry_at > time.time() + 500, (verdict, retry_at)
        verdict, retry_at = here.ask("Refresh", GLib.Variant("(s)", ("claude:work",)))
        assert verdict == "too-soon" and retry_at < time.time() + 61, (verdict, retry_at)
        next_try = {name: entry["next-try"] for name, entry in here.accounts().items()}
        assert next_try["claude:default"] > time.time() + 500, next_try
        assert next_try["claude:work"] < time.time() + 400, next_try
        assert len(here.server.requests) == 2, here.server.requests


# Plays Claude Code: says when it was started, answers after a while, and tells how it ended.
CLAUDE_CODE = """#!/bin/sh
# As its runtime does: nobody who listens is no reason to end.
trap '' PIPE
trap 'echo terminated >>"{trace}"; exit 143' TERM
read -r first
read -r second
echo started >>"{trace}"
{pause}
echo '{answer}'
cat >/dev/null
sleep 0.5
echo finished >>"{trace}"
"""


def play_claude_code(here, pause):
    """Puts it in place; the file in which it tells of itself."""
    trace, program = here.root / "trace", here.root / "claude"
    limit = {"kind": "session", "group": "session", "percent": 33, "severity": "normal",
             "resets_at": stage.rfc3339(7200), "scope": None, "is_active": True}
    response = {"rate_limits_available": True, "rate_limits": {"limits": [limit]}}
    answer = {"type": "control_response", "response": {
        "subtype": "success", "request_id": "usage-1", "response": response}}
    program.write_text(
        CLAUDE_CODE.format(trace=trace, pause=pause, answer=json.dumps(answer)))
    program.chmod(0o755)
    here.environment["PLIMSOLL_CLAUDE_PROGRAM"] = str(program)
    return trace


def check_stands_in():
    """An expired login gets its numbers from Claude Code, and the server is not asked with it."""
    with world() as here:
        trace = play_claude_code(here, "")
        here.stage.log_in(expires_in=-3600)
        here.up()
        wait_until(lambda: here.percent() == 33, "numbers")
        account = here.accounts()["claude:default"]
        assert account["condition"] == "fresh" and account["snapshot"]["source"] == "cli", account
        assert trace.read_text() == "started\nfinished\n", trace.read_text()
        assert not here.server.requests


def check_lets_finish():
    """A service that ends while Claude Code is being asked leaves it alone: it ends by itself."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with world() as here:
            trace = play_claude_code(here, "sleep 1")
            here.stage.log_in(expires_in=-3600)
            process = here.up()
            wait_until(trace.exists, "Claude Code is asked")
            process.send_signal(number)
            process.wait(10)
            wait_until(lambda: "finished" in trace.read_text(), "it ends by itself")
            assert trace.read_text() == "started\nfinished\n", trace.read_text()


def check_first_login():
    """Somebody who logs in while the service runs is seen at once."""
    with world() as here:
        folder = here.stage.credentials.parent
        here.stage.credentials.unlink()
        folder.rmdir()
        here.up()
        wait_until(lambda: here.condition() == "signed-out", "signed out")
        folder.mkdir()
        here.stage.log_in()
        wait_until(lambda: here.percent() == 61, "numbers")


def check_new_login():
    """A login that changes on disk is asked at once; one that is only touched is not."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        here.stage.log_in()
        here.server.reply = stage.Reply(body=stage.usage(20))
        here.stage.log_in(token=stage.TOKEN.replace("0", "2"))
        wait_until(lambda: here.percent() == 20, "the new login's numbers")
        assert len(here.server.requests) == 2


def check_restart():
    """After a restart the numbers are there at once, without a request."""
    with world() as here:
        process = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        process.kill()
        process.wait()
        wait_until(lambda: not here.owner(), "it is gone")
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers again")
        assert here.condition() == "fresh" and len(here.server.requests) == 1


def state(here):
    """The folder of the database."""
    return here.root / "state" / "plimsoll"


def check_damaged_database():
    """A damaged database, or a later one, is set aside and told of; all goes on."""
    for damage in ("garbage", "newer"):
        with world() as here:
            state(here).mkdir(parents=True)
            file = state(here) / "plimsoll.db"
            if damage == "garbage":
                file.write_bytes(b"no database " * 1000)
            else:
                with sqlite3.connect(file) as database:
                    database.executescript(NEWER)
            process = here.up()
            wait_until(lambda h=here: h.percent() == 61, "numbers")
            status = here.status()
            assert status["store"] == "disk" and status["store-notice"], status
            assert here.said().count(status["store-notice"]) == 1, here.said()
            assert status["store-notice"] in here.run("service", "status").stdout
            process.terminate()
            process.wait()
            here.up()
            wait_until(lambda h=here: h.percent() == 61, "numbers")
            assert "store-notice" not in here.status()
            aside = [f.name for f in state(here).iterdir() if not f.name.startswith("plimsoll.db")]
            assert aside or len(list(state(here).glob("plimsoll.db*20*"))) >= 1


def check_unwritable_state():
    """Where nothing can be kept it goes on in memory, and status and doctor say so."""
    with world() as here:
        # A file where the folder should be stops root as well.
        (here.root / "state").write_text("in the way")
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        status = here.status()
        assert status["store"] == "memory" and status["store-notice"], status
        assert "Nothing is kept on disk." in here.run("service", "status").stdout
        told = " ".join(here.run("doctor").stdout.split())
        assert status["store-notice"][:60] in told, told


def refused(here, method, arguments=None):
    """The name of the error that a call is refused with."""
    try:
        here.ask(method, arguments)
    except GLib.Error as error:
        return Gio.DBusError.get_remote_error(error)
    raise AssertionError(f"{method} was not refused")


def check_history():
    """History has what was seen; DeleteHistory forgets it, and says when it cannot."""
    with world() as here:
        process = here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        now = int(time.time())
        question = GLib.Variant("(ssxxu)", ("claude:default", "session", now - 600, now + 600, 9))
        ((moment, percent),) = here.ask("History", question)[0]
        assert percent == 61 and abs(moment - now) < 60, (moment, percent)
        nobody = GLib.Variant("(ssxxu)", ("claude:nobody", "session", 0, now, 9))
        assert refused(here, "History", nobody).endswith("InvalidArgs")
        here.ask("DeleteHistory")
        assert here.ask("History", question) == ([],)
        process.kill()
        process.wait()
        with sqlite3.connect(state(here) / "plimsoll.db") as database:
            for table in ("limits", "samples", "reports"):
                assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table

    with world() as here:
        (here.root / "state").write_text("in the way")
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        assert refused(here, "DeleteHistory").endswith("Failed")


def check_show_refresh():
    """`show --refresh` waits for the new numbers, and shows the old ones when it is too soon."""
    with world() as here:
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        here.server.reply = stage.Reply(body=stage.usage(70))
        done = here.run("show", "--refresh")
        assert done.returncode == 0 and "61 %" in done.stdout, done
        assert len(here.server.requests) == 1


def check_secrets():
    """No token and no address is on the bus, in the journal or on disk, whatever is asked."""
    with world() as here:
        state_file = here.root / "home" / ".claude.json"
        state_file.write_text(json.dumps({"oauthAccount": {"emailAddress": "someone@example.org"}}))
        heard = here.root / "heard"
        with open(heard, "wb") as output:
            here.start(["dbus-monitor", "--address", here.address], stdout=output)
        wait_until(heard.stat, "the monitor listens") and wait_until(
            lambda: heard.stat().st_size > 0, "the monitor hears"
        )
        here.up(G_MESSAGES_DEBUG="all")
        wait_until(lambda: here.percent() == 61, "numbers")
        here.server.reply = stage.Reply(401, {"error": {"message": f"bad {stage.TOKEN}"}})
        here.stage.log_in(token=stage.TOKEN.replace("0", "3"))
        wait_until(lambda: here.condition() == "signed-out", "the refusal")
        for words in (["show"], ["refresh"], ["service", "status"], ["doctor"]):
            here.run(*words)
        everything = GLib.Variant("(s)", ("io.github.plimsoll.Plimsoll.Service",))
        here.ask("GetAll", everything, interface="org.freedesktop.DBus.Properties")
        wait_until(lambda: b"GetAll" in heard.read_bytes(), "all of it heard")
        places = {"bus": heard.read_bytes(), "journal": here.said().encode()}
        for file in state(here).rglob("*"):
            if file.is_file():
                places[str(file)] = file.read_bytes()
        assert len(places) >= 3
        for place, data in places.items():
            for secret in (b"0123456789abcdef0123", b"3123456789abcdef3123", b"sk-ant-o",
                           b"someone@example.org"):
                assert secret not in data, f"{secret} in {place}"


def check_identity():
    """The address is on the bus when the person wants it, and gone when not."""
    with world() as here:
        state_file = here.root / "home" / ".claude.json"
        state_file.write_text(json.dumps({"oauthAccount": {"emailAddress": "someone@example.org"}}))
        here.set("show-identity", "true")
        here.up()
        wait_until(lambda: here.percent() == 61, "numbers")
        assert here.accounts()["claude:default"]["snapshot"]["identity"] == "someone@example.org"
        here.set("show-identity", "false")
        wait_until(
            lambda: "identity" not in here.accounts()["claude:default"]["snapshot"], "it goes"
        )


def check_libraries():
    """What lives for weeks links nothing that talks to a network, a display or a keyring."""
    done = subprocess.run(["ldd", ARGUMENTS[1]], capture_output=True, text=True, check=True)
    assert "libgio-2.0" in done.stdout, done.stdout
    for name in FORBIDDEN:
        assert name.lower() not in done.stdout.lower(), f"{name} is linked:\n{done.stdout}"


CHECKS = [check_activation, check_refresh_starts, check_second_start, check_commands, check_signals]
CHECKS += [check_bus_goes, check_fallback, check_disabled, check_two_logins]
CHECKS += [check_stands_in, check_lets_finish, check_budget_of_each]
CHECKS += [check_first_login, check_new_login]
CHECKS += [check_restart, check_damaged_database, check_unwritable_state, check_history]
CHECKS += [check_show_refresh]
CHECKS += [check_secrets, check_identity, check_libraries]

if __name__ == "__main__":
    sys.exit(tap.run([(check.__doc__.split(";")[0], tap.held(check)) for check in CHECKS]))
