#!/usr/bin/python3
# test_codex.py: the real Codex, asked by the real plimsoll where the server refuses.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument: the program plimsoll. Codex is fetched once, into the cache folder or the one that
PLIMSOLL_REALCLI_CACHE names; that is the only step that needs a network. Everything else runs in
a network of its own with invented answers, so this proves how the two programs behave, not how
OpenAI's servers do."""

import base64
import glob
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import lone_net  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position

CODEX = "node_modules/@openai/codex-linux-*/vendor/*/bin/codex"
USAGE = "chatgpt.com/backend-api/wham/usage"
TOKENS = "auth.openai.com/oauth/token"
HOSTS = ("chatgpt.com", "auth.openai.com", "api.openai.com")
KEPT = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
REFUSED = {"detail": "Unauthorized"}


def token(name, expires_in):
    """A login's token: its name, its end, and a signature that nobody checks."""
    account = {"chatgpt_account_id": "acct-FAKE-0001", "chatgpt_plan_type": "plus"}
    claims = {
        "iss": "https://auth.openai.com",
        "sub": name,
        "exp": int(time.time()) + expires_in,
        "email": "me@example.invalid",
        "https://api.openai.com/auth": account,
    }
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    texts = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts]
    return ".".join((*texts, "RkFLRQ"))


def usage():
    """A good answer."""
    now = int(time.time())
    windows = {
        "primary_window": (34, 18000, now + 7200),
        "secondary_window": (58, 604800, now + 300000),
    }
    names = ("used_percent", "limit_window_seconds", "reset_at")
    limits = {place: dict(zip(names, values)) for place, values in windows.items()}
    for window in limits.values():
        window["reset_after_seconds"] = window["reset_at"] - now
    credit = {"has_credits": True, "unlimited": False, "balance": "12.50"}
    return {
        "plan_type": "plus",
        "rate_limit": {"allowed": True, "limit_reached": False, **limits},
        "credits": credit,
    }


class Person:
    """A home with the real Codex in it, and the command."""

    def __init__(self, program, codex, net):
        self.program = program
        self.net = net
        net.forget()
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-clis-"))
        self.folder = self.root / "home" / ".codex"
        self.folder.mkdir(parents=True)
        (self.root / "run").mkdir(mode=0o700)
        (self.root / "home" / "bin").mkdir()
        (self.root / "home" / "bin" / "codex").symlink_to(codex)
        self.environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environment.update(
            HOME=str(self.root / "home"),
            XDG_STATE_HOME=str(self.root / "state"),
            XDG_RUNTIME_DIR=str(self.root / "run"),
            PATH="/usr/bin:/bin",
            LC_ALL="C.UTF-8",
            GIO_USE_PROXY_RESOLVER="dummy",
            GSETTINGS_BACKEND="memory",
            CODEX_CA_CERTIFICATE=str(net.authority),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root)

    @property
    def login(self):
        """The file with the login."""
        return self.folder / "auth.json"

    def log_in(self, name, expires_in):
        """Writes a login as Codex does, an hour ago."""
        text = token(name, expires_in)
        tokens = {
            "id_token": text,
            "access_token": text,
            "refresh_token": f"rt-FAKE-{name}",
            "account_id": "acct-FAKE-0001",
        }
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))
        file = {"OPENAI_API_KEY": None, "tokens": tokens, "last_refresh": when}
        self.login.write_text(json.dumps(file), encoding="utf-8")
        self.login.chmod(0o600)

    def hash_login(self):
        """What is in it, to compare."""
        return hashlib.sha256(self.login.read_bytes()).hexdigest()

    def show(self):
        """The one account as `show --json` has it; nothing of Codex runs any more behind it."""
        words = [self.program, "show", "--provider", "codex", "--json"]
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, env=self.environment, timeout=60
        )
        assert done.stderr == "", done
        assert "RkFLRQ" not in done.stdout and "rt-FAKE" not in done.stdout, done.stdout
        self.expect_no_codex()
        return json.loads(done.stdout)["accounts"][0]

    def expect_no_codex(self):
        """Nobody of this home's programs was left behind."""
        left = [path for path in glob.glob("/proc/[0-9]*/environ") if self.owns(path)]
        assert left == [], left

    def owns(self, path):
        """Whether a process has this home."""
        try:
            return f"HOME={self.root}/home".encode() in pathlib.Path(path).read_bytes()
        except OSError:
            return False

    def asked(self, name):
        """Who asked for this, by User-Agent."""
        return [
            {key.lower(): value for key, value in headers.items()}.get("user-agent", "")
            for where, headers, _ in self.net.requests
            if where == name
        ]


def check_direct(person):
    """a good login is used by Plimsoll alone, under the true host name, and Codex is not started"""
    person.log_in("good", 86400)
    before = person.hash_login()
    person.net.answers[USAGE] = (200, usage())
    account = person.show()
    assert (account["condition"], account["source"]) == ("fresh", "oauth"), account
    assert len(person.net.requests) == 1, person.net.requests
    assert person.asked(USAGE)[0].startswith("Plimsoll/"), person.net.requests
    assert person.hash_login() == before


def check_expired(person):
    """an expired login is renewed by Codex, under its own locks, and its numbers are shown"""
    person.log_in("old", -3600)
    new = token("new", 86400)
    renewed = {"id_token": new, "access_token": new, "refresh_token": "rt-FAKE-new"}
    person.net.answers[TOKENS] = (200, renewed)
    person.net.answers[USAGE] = (200, usage())
    account = person.show()
    assert (account["condition"], account["source"]) == ("fresh", "cli"), account
    limits = {limit["id"]: limit["used_percent"] for limit in account["limits"]}
    assert limits == {"session": 34, "week": 58, "credits": None}, limits
    assert account["plan"] == "Plus", account
    # Plimsoll sent the old login to nobody, and the file on disk is the one that was given out.
    assert not any(name.startswith("Plimsoll/") for name in person.asked(USAGE))
    kept = json.loads(person.login.read_text(encoding="utf-8"))["tokens"]
    assert (kept["access_token"], kept["refresh_token"]) == (new, "rt-FAKE-new"), kept

    # The next time Plimsoll asks with the new login itself.
    person.net.requests.clear()
    account = person.show()
    assert (account["condition"], account["source"]) == ("fresh", "oauth"), account
    assert person.asked(TOKENS) == []


def check_dead(person):
    """a login that can no longer be renewed is over, and says what to do"""
    person.log_in("dead", -3600)
    refusal = {"error": {"code": "refresh_token_reused", "message": "Please log in again."}}
    person.net.answers[TOKENS] = (401, refusal)
    person.net.answers[USAGE] = (401, REFUSED)
    account = person.show()
    # Codex does not say whether it failed for now or for good.
    assert account["condition"] == "expired", account
    assert "codex login" in account["error"]["message"], account


def check_renewal_down(person):
    """while the renewal itself has trouble the file stays as it is"""
    person.log_in("stuck", -3600)
    before = person.hash_login()
    person.net.answers[TOKENS] = (500, {"error": "down"})
    person.net.answers[USAGE] = (401, REFUSED)
    account = person.show()
    assert account["condition"] == "expired", account
    assert account["limits"] == [], account
    assert person.hash_login() == before


def check_quiet(person):
    """a server that wants quiet is not asked a second time by way of Codex"""
    person.log_in("busy", 86400)
    person.net.answers[USAGE] = (429, {})
    account = person.show()
    assert account["condition"] == "rate-limited", account
    assert len(person.net.requests) == 1, person.net.requests


def check_keyring(person):
    """without a login in a file Codex says itself that there is none"""
    config = person.folder / "config.toml"
    config.write_text('cli_auth_credentials_store = "auto"\n', encoding="utf-8")
    account = person.show()
    assert account["condition"] == "signed-out", account
    assert "codex login" in account["error"]["message"], account


CHECKS = (
    check_direct,
    check_expired,
    check_dead,
    check_renewal_down,
    check_quiet,
    check_keyring,
)


def fetch_codex():
    """The path of the real Codex."""
    home_cache = os.path.expanduser("~/.cache")
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or home_cache, "plimsoll-tests", "codex")
    cache = os.environ.get("PLIMSOLL_REALCLI_CACHE") or cache
    if not glob.glob(os.path.join(cache, CODEX)):
        os.makedirs(cache, exist_ok=True)
        npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", cache]
        subprocess.run([*npm, "@openai/codex"], check=True, stdout=sys.stderr)
    return os.path.abspath(glob.glob(os.path.join(cache, CODEX))[0])


def main():
    """Prints TAP."""
    program = os.path.abspath(sys.argv[1])
    codex = fetch_codex()
    lone_net.enter()
    with tempfile.TemporaryDirectory(prefix="plimsoll-net-") as folder:
        net = lone_net.LoneNet(folder, HOSTS)

        def play(check):
            with Person(program, codex, net) as person:
                check(person)

        cases = [(check.__doc__, tap.held(lambda check=check: play(check))) for check in CHECKS]
        return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main())
