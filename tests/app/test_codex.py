#!/usr/bin/python3
# test_codex.py: the real command with a Codex login beside Claude's, or without one.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, the schema of `show --json`."""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import time

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from stage import Reply, Stage  # pylint: disable=wrong-import-position

PROGRAM, SCHEMA = sys.argv[1:3]
JUDGE = jsonschema.Draft202012Validator(json.loads(pathlib.Path(SCHEMA).read_bytes()))
SIGNATURE = "RkFLRS1zaWduYXR1cmU"


def token(expires_in):
    """A token that says until when it is valid, as ChatGPT's do."""
    claims = json.dumps({"exp": int(time.time()) + expires_in}).encode()
    return f"e30.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.{SIGNATURE}"


def usage():
    """A good answer."""
    now = int(time.time())
    return {
        "plan_type": "plus",
        "rate_limit": {
            "primary_window": {
                "used_percent": 34,
                "limit_window_seconds": 18000,
                "reset_at": now + 7200,
            },
            "secondary_window": {
                "used_percent": 58,
                "limit_window_seconds": 604800,
                "reset_at": now + 300000,
            },
        },
        "credits": {"has_credits": True, "unlimited": False, "balance": "12.50"},
    }


class CodexStage(Stage):
    """A person who uses Codex as well."""

    def __init__(self):
        super().__init__(PROGRAM)
        self.environment["PLIMSOLL_CODEX_BASE_URL"] = self.server.url + "/backend-api"
        self.server.reply = Reply(200, usage())

    @property
    def folder(self):
        """Where Codex keeps its files."""
        return self.root / "home" / ".codex"

    def log_in_to_codex(self, expires_in=86400):
        """Writes a login as Codex does."""
        self.folder.mkdir(exist_ok=True)
        tokens = {"access_token": token(expires_in), "account_id": "acct-FAKE-0001"}
        login = self.folder / "auth.json"
        login.write_text(json.dumps({"tokens": tokens}), encoding="utf-8")
        login.chmod(0o600)

    def hash_files(self):
        """What is in the person's home, to compare."""
        files = sorted(path for path in (self.root / "home").rglob("*") if path.is_file())
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def list_logins(self):
        """What a probe tells the service of the logins there are, as bytes."""
        command, environment = self.command(["probe", "--list"])
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout

    def ids(self, *words):
        """Run and ids of the accounts of `show --json`, held against the schema."""
        done = self.run("show", "--json", *words)
        document = json.loads(done.stdout)
        JUDGE.validate(document)
        assert SIGNATURE not in done.stdout + done.stderr
        return done, [account["id"] for account in document["accounts"]]


def check_absent():
    """who never used Codex sees nothing of it, but when it is named"""
    with CodexStage() as here:
        assert here.ids()[1] == ["claude:default"]
        done, ids = here.ids("--provider", "codex")
        assert (done.returncode, ids) == (77, ["codex:default"]), done
        assert "codex login" in here.run("show", "--provider", "codex").stdout
        assert b"codex:default" not in here.list_logins()
        # The service learns of a first login all the same.
        assert b".codex/auth.json" in here.list_logins()


def check_present():
    """beside Claude there is Codex, with its own numbers, and no file of the person's changes"""
    with CodexStage() as here:
        here.log_in_to_codex()
        before = here.hash_files()
        done, ids = here.ids()
        assert ids == ["claude:default", "codex:default"], ids
        accounts = json.loads(done.stdout)["accounts"]
        limits = {limit["id"]: limit["used_percent"] for limit in accounts[1]["limits"]}
        assert limits == {"session": 34, "week": 58, "credits": None}, limits
        assert (accounts[1]["plan"], accounts[1]["source"]) == ("Plus", "oauth")
        assert b"codex:default" in here.list_logins()
        text = here.run("show", "--provider", "codex").stdout
        assert "Codex · Plus" in text and "34 %" in text and "12.50" in text, text
        assert here.hash_files() == before
        paths = [path for path, _ in here.server.requests]
        assert paths.count("/backend-api/wham/usage") == 1, paths


def check_first_login():
    """Codex is shown as soon as its folder is there, signed out until there is a login"""
    with CodexStage() as here:
        here.folder.mkdir()
        assert here.ids()[1] == ["claude:default", "codex:default"]
        assert "signed-out" in here.run("show", "--json", "--provider", "codex").stdout
        here.log_in_to_codex()
        assert here.ids("--provider", "codex")[0].returncode == 0


def check_expired():
    """an expired login is not sent, and is no login that is lost"""
    with CodexStage() as here:
        here.log_in_to_codex(expires_in=-60)
        done, _ = here.ids("--provider", "codex")
        assert done.returncode == 77 and '"expired"' in done.stdout, done
        assert here.server.requests == []


def check_doctor_and_env():
    """doctor and env speak of Codex and tell no secret"""
    with CodexStage() as here:
        here.log_in_to_codex()
        doctor = here.run("doctor", "--provider", "codex")
        assert doctor.returncode == 0 and ".codex/auth.json" in doctor.stdout, doctor
        names = here.run("env").stdout
        assert "CODEX_HOME" in names and "PLIMSOLL_CODEX_BASE_URL" in names, names
        assert SIGNATURE not in doctor.stdout + names


def check_state():
    """what is remembered of it holds no token"""
    with CodexStage() as here:
        here.log_in_to_codex()
        assert here.ids("--provider", "codex")[0].returncode == 0
        kept = [path for path in (here.root / "state").rglob("*") if path.is_file()]
        assert kept
        assert all(SIGNATURE.encode() not in path.read_bytes() for path in kept)


CHECKS = (
    check_absent,
    check_present,
    check_first_login,
    check_expired,
    check_doctor_and_env,
    check_state,
)
sys.exit(tap.run([(check.__doc__, tap.held(check)) for check in CHECKS]))
