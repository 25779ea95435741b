#!/usr/bin/python3
# test_web.py: the real command with a session key of claude.ai, from login to logout.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument: the program plimsoll. The keyring is libsecret's own file, the settings are GLib's."""

import json
import os
import pathlib
import subprocess
import sys
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from stage import Reply, Stage  # pylint: disable=wrong-import-position

PROGRAM = sys.argv[1]
KEY = "sk-ant-sid01-FAKE0123456789abcdef0123456789-web"
SECRET_PART = "FAKE0123456789abcdef"
HOME = "00000000-0000-4000-8000-00000000000a"
WORK = "00000000-0000-4000-8000-00000000000b"
ESCAPE = "\x1b"


def organization(uuid, name):
    """One as claude.ai lists it."""
    return {"uuid": uuid, "name": name, "capabilities": ["chat", "claude_max"]}


class WebStage(Stage):
    """A person with a browser and without Claude Code."""

    def __init__(self):
        super().__init__(PROGRAM)
        self.credentials.unlink()
        self.environment.update(
            PLIMSOLL_CLAUDE_WEB_BASE_URL=self.server.url,
            XDG_CONFIG_HOME=str(self.root / "config"),
            GSETTINGS_BACKEND="keyfile",
            GSETTINGS_SCHEMA_DIR=os.environ["GSETTINGS_SCHEMA_DIR"],
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(self.root / "keyring"),
            SECRET_FILE_TEST_PASSWORD="fake",
            G_MESSAGES_DEBUG="all",
        )
        # libsecret 0.20 never frees the etag of the file that it writes.
        asan = self.environment.get("ASAN_OPTIONS", "")
        self.environment["ASAN_OPTIONS"] = f"{asan}:detect_leaks=0".lstrip(":")
        self.list(organization(HOME, "Somebody"))
        self.server.reply = Reply(200)

    def list(self, *organizations):
        """What claude.ai lists."""
        self.server.by_path["/api/organizations"] = Reply(200, list(organizations))

    def log_in_to_web(self, *words, typed=KEY + "\n", **variables):
        """Runs `login claude-web` with the key on standard input."""
        command, environment = self.command(["login", "claude-web", *words], **variables)
        done = subprocess.run(
            command,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=60,
        )
        assert SECRET_PART not in done.stdout + done.stderr, done
        return done

    def show(self, *words):
        """Status and the one account of `show --json`."""
        done = self.run("show", "--json", *words)
        assert SECRET_PART not in done.stdout + done.stderr, done
        return done.returncode, json.loads(done.stdout)["accounts"][0]

    def find_key(self):
        """The files in which the key, or a part of it, can be read."""
        files = [path for path in self.root.rglob("*") if path.is_file()]
        assert len(files) > 1, files
        return [path for path in files if SECRET_PART.encode() in path.read_bytes()]


def check_way():
    """handed over, shown, and taken back; in no file, no message and no report is the key"""
    with WebStage() as here:
        assert here.show()[0] == 77
        done = here.log_in_to_web()
        assert done.returncode == 0 and "in the keyring" in done.stdout, done
        status, account = here.show()
        assert (status, account["source"], account["plan"]) == (0, "web", "Max"), account
        assert here.server.requests[0][1]["Cookie"] == "sessionKey=" + KEY
        command, environment = here.command(["probe"])
        report = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout
        assert report and SECRET_PART.encode() not in report
        assert here.find_key() == [], here.find_key()

        done = here.run("logout", "claude-web")
        assert done.returncode == 0 and "gone" in done.stdout, done
        assert here.show()[0] == 77
        assert "no session key" in here.run("logout", "claude-web").stdout


def check_budget():
    """looking often asks claude.ai once in two minutes, by whatever programs"""
    with WebStage() as here:
        assert here.log_in_to_web().returncode == 0
        before = len(here.server.requests)
        for _ in range(4):
            assert here.show()[0] == 0
        assert len(here.server.requests) == before + 2, here.server.requests


def check_refused():
    """a key that does not work is not kept, and the words say whose fault it is"""
    with WebStage() as here:
        rows = (
            (Reply(401, {"error": {}}), 77, "no longer knows"),
            (Reply(403, "<title>Just a moment...</title>", "text/html"), 69, "check a browser"),
            (Reply(503, {}), 69, "having trouble"),
            (Reply(200, "<html>", "text/html"), 69, "web page"),
        )
        for reply, status, words in rows:
            here.server.by_path["/api/organizations"] = reply
            done = here.log_in_to_web()
            assert done.returncode == status and words in done.stderr, done
            assert "Nothing was stored" in done.stderr, done
            assert "no session key" in here.run("logout", "claude-web").stdout


def check_shape():
    """what is no key is not sent; one on the command line is neither taken nor repeated"""
    with WebStage() as here:
        for typed in ("", "\n", "password\n", "sk-ant-oat01-FAKE0123456789abcdef0123456789\n"):
            done = here.log_in_to_web(typed=typed)
            assert done.returncode == 64 and "no session key" in done.stderr, done
        for words in ((KEY,), ("claude-web", KEY), ("claude-web", "--key=" + KEY), ()):
            done = here.run("login", *words)
            assert done.returncode == 64 and SECRET_PART not in done.stdout + done.stderr, done
        assert here.log_in_to_web("--account", "claude:nobody").returncode == 69
        assert here.log_in_to_web("--organization", "../x").returncode == 64
        assert here.server.requests == []


def check_organizations():
    """several organizations are listed, one is chosen, and names cannot play tricks"""
    with WebStage() as here:
        here.list(organization(HOME, f"{ESCAPE}[31mRed\n* {WORK}"), organization(WORK, "Work"))
        done = here.log_in_to_web()
        assert done.returncode == 0 and f"* {HOME}" in done.stdout, done
        assert ESCAPE not in done.stdout and f"\n* {WORK}" not in done.stdout, done
        done = here.log_in_to_web("--organization", WORK)
        assert done.returncode == 0 and f"* {WORK}  Work" in done.stdout, done
        here.server.requests.clear()
        assert here.show()[0] == 0
        assert here.server.requests[1][0] == f"/api/organizations/{WORK}/usage"

        # It is gone: nobody else's numbers in its place.
        here.list(organization(HOME, "Somebody"))
        done = here.log_in_to_web("--organization", WORK)
        assert done.returncode == 77 and "not one of this" in done.stderr, done


def check_no_keyring():
    """without a keyring both say so, and nothing is kept elsewhere"""
    with WebStage() as here:
        nobody = {
            "SECRET_BACKEND": "service",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={here.root}/no-bus",
        }
        done = here.log_in_to_web(**nobody)
        assert done.returncode == 69 and "No keyring" in done.stderr, done
        done = here.run("logout", "claude-web", **nobody)
        assert done.returncode == 69 and "No keyring" in done.stderr, done
        assert not (here.root / "keyring").exists()
        assert here.show()[0] == 77


def check_process():
    """while it is being used, the key stands in nobody's arguments"""
    with WebStage() as here:
        here.server.by_path["/api/organizations"] = Reply(
            200, [organization(HOME, "x")], delay=1.5
        )
        command, environment = here.command(["login", "claude-web"])
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        ) as running:
            running.stdin.write(KEY.encode() + b"\n")
            running.stdin.close()
            while not here.server.requests:
                time.sleep(0.02)
            seen = b"".join(
                path.read_bytes() for path in pathlib.Path("/proc").glob("[0-9]*/cmdline")
                if path.exists()
            )
            assert PROGRAM.encode() in seen and SECRET_PART.encode() not in seen
            assert running.wait(30) == 0


def check_terminal():
    """a key that is typed is not echoed, and the terminal is as before afterwards"""
    with WebStage() as here:
        master, slave = os.openpty()
        before = termios.tcgetattr(slave)
        command, environment = here.command(["login", "claude-web"])
        with subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment
        ) as running:
            seen = b""
            while b"not shown" not in seen:
                seen += os.read(master, 4096)
            while termios.tcgetattr(slave)[3] & termios.ECHO:
                time.sleep(0.01)
            os.write(master, KEY.encode() + b"\n")
            while b"in the keyring now" not in seen:
                seen += os.read(master, 4096)
            assert running.wait(30) == 0
        assert SECRET_PART.encode() not in seen, seen
        assert termios.tcgetattr(slave) == before
        os.close(master)
        os.close(slave)


def check_interrupted():
    """Ctrl-C at the question leaves the terminal as it was"""
    with WebStage() as here:
        master, slave = os.openpty()
        before = termios.tcgetattr(slave)
        command, environment = here.command(["login", "claude-web"])
        with subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment
        ) as running:
            while termios.tcgetattr(slave)[3] & termios.ECHO:
                time.sleep(0.01)
            running.send_signal(2)
            assert running.wait(30) == -2
        assert termios.tcgetattr(slave) == before
        os.close(master)
        os.close(slave)


def check_doctor_and_env():
    """doctor says what was asked instead; env names the variable"""
    with WebStage() as here:
        assert here.log_in_to_web().returncode == 0
        doctor = here.run("doctor")
        assert "asked claude.ai instead" in doctor.stdout, doctor
        assert SECRET_PART not in doctor.stdout + doctor.stderr
        assert "PLIMSOLL_CLAUDE_WEB_BASE_URL" in here.run("env").stdout


CHECKS = (
    check_way,
    check_budget,
    check_refused,
    check_shape,
    check_organizations,
    check_no_keyring,
    check_process,
    check_terminal,
    check_interrupted,
    check_doctor_and_env,
)
sys.exit(tap.run([(check.__doc__, tap.held(check)) for check in CHECKS]))
