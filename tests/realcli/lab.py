# lab.py: a made-up home, and a server that answers for the vendor, for the real Claude Code.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside the namespace that `run` makes. Everything is invented; tokens are visibly fake."""

import datetime
import hashlib
import http.server
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import threading
import time

ACCOUNT = "11111111-1111-4111-8111-111111111111"
HOUR_MS = 3600 * 1000


def moment(hours):
    """RFC 3339, so many hours from now."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now + datetime.timedelta(hours=hours)).isoformat()


def usage(session):
    """A body of today's form."""

    def window(percent, hours):
        return {"utilization": percent, "resets_at": moment(hours)}

    def entry(kind, group, percent, hours, scope=None):
        return {"kind": kind, "group": group, "percent": percent, "severity": "normal",
                "resets_at": moment(hours), "scope": scope, "is_active": False}

    fable = {"model": {"id": None, "display_name": "Fable"}, "surface": None}
    return {
        "five_hour": window(session, 3),
        "seven_day": window(63.0, 90),
        "limits": [
            entry("session", "session", round(session), 3),
            entry("weekly_all", "weekly", 63, 90),
            entry("weekly_scoped", "weekly", 88, 90, fable),
        ],
    }


class Server:
    """Answers for the vendor on port 443, and keeps the one refresh token that is good."""

    def __init__(self, certificate):
        self.requests = []
        self.session = 42.0
        self.usage_status = 200
        self.generation = 1
        self.refused = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            """One request."""

            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                """Says nothing: standard output is TAP."""

            def answer(self):
                """Any method."""
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                status, reply = outer.reply(self.command, self.path.split("?")[0], body)
                outer.requests.append(
                    (self.command, self.path, self.headers.get("User-Agent") or "",
                     self.headers.get("Authorization") or ""))
                data = json.dumps(reply).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(data)
                except OSError:
                    pass

            do_GET = do_POST = do_PUT = do_HEAD = do_OPTIONS = do_PATCH = do_DELETE = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def refresh_token(self):
        """The only one that is good now."""
        return f"sk-ant-ort01-FAKErefresh{self.generation:04d}"

    @property
    def access_token(self):
        """What goes with it."""
        return f"sk-ant-oat01-FAKEaccess{self.generation:04d}"

    def reply(self, method, path, body):
        """(status, object)"""
        if path == "/v1/oauth/token" and method == "POST":
            return self.renew(body)
        if path == "/api/oauth/usage":
            if self.usage_status != 200:
                return self.usage_status, {"error": {"type": "x", "message": "no"}}
            return 200, usage(self.session)
        if path == "/api/oauth/profile":
            return 200, {
                "account": {"uuid": ACCOUNT, "email": "lab@example.invalid", "display_name": "Lab"},
                "organization": {"uuid": "22222222-2222-4222-8222-222222222222",
                                 "organization_type": "claude_max",
                                 "rate_limit_tier": "default_claude_max_20x"},
            }
        return 404, {"type": "error", "error": {"type": "not_found_error", "message": "none"}}

    def renew(self, body):
        """Single use: whoever comes with an older one loses the login."""
        if self.refresh_token.encode() not in body:
            self.refused += 1
            return 400, {"error": "invalid_grant", "error_description": "reused"}
        self.generation += 1
        return 200, {"token_type": "Bearer", "access_token": self.access_token,
                     "refresh_token": self.refresh_token, "expires_in": 28800,
                     "scope": "user:inference user:profile"}

    def asked(self, path, agent=""):
        """How often, by programs whose name holds `agent`."""
        return sum(1 for _, asked, name, _ in self.requests
                   if asked.split("?")[0] == path and agent.lower() in name.lower())


class Home:
    """A home folder with a login in it, and a plimsoll that lives there."""

    def __init__(self, lab, name, plimsoll, claude):
        self.folder = pathlib.Path(lab) / name
        self.lab = pathlib.Path(lab)
        self.plimsoll, self.claude = plimsoll, claude
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / ".claude").mkdir(parents=True)
        (self.folder / "run").mkdir(mode=0o700)
        (self.folder / ".claude.json").write_text(json.dumps({
            "hasCompletedOnboarding": True, "theme": "dark",
            "oauthAccount": {"accountUuid": ACCOUNT, "emailAddress": "lab@example.invalid",
                             "organizationType": "claude_max"},
        }))

    @property
    def login(self):
        """The file with the tokens."""
        return self.folder / ".claude/.credentials.json"

    def log_in(self, server, valid_for_ms=8 * HOUR_MS):
        """As the server's present generation; valid for less than nothing is expired."""
        self.login.write_text(json.dumps({"claudeAiOauth": {
            "accessToken": server.access_token, "refreshToken": server.refresh_token,
            "expiresAt": int(time.time() * 1000) + valid_for_ms,
            "scopes": ["user:inference", "user:profile"], "subscriptionType": "max",
            "rateLimitTier": "default_claude_max_20x"}}))
        self.login.chmod(0o600)

    def tokens(self):
        """What stands in the file now."""
        return json.loads(self.login.read_text())["claudeAiOauth"]

    def environment(self, sources):
        """Nothing of the caller's but the way to the build."""
        return {
            "HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "GSETTINGS_BACKEND": "memory",
            "GSETTINGS_SCHEMA_DIR": os.environ["GSETTINGS_SCHEMA_DIR"],
            "NODE_EXTRA_CA_CERTS": str(self.lab / "ca.pem"),
            "PLIMSOLL_CLAUDE_PROGRAM": self.claude, "PLIMSOLL_CLAUDE_SOURCES": sources,
            # Must not reach Claude Code, or it would never ask.
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "ANTHROPIC_API_KEY": "sk-ant-FAKE",
        }

    def start(self, *words, sources="auto"):
        """A plimsoll under way."""
        return subprocess.Popen([self.plimsoll, *words], env=self.environment(sources),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                cwd=self.folder, start_new_session=True)

    def probe(self, *words, sources="auto"):
        """The account that `plimsoll probe` tells of."""
        out, err = self.start("probe", "--json", *words, sources=sources).communicate(timeout=120)
        assert out, err.decode()
        return json.loads(out)["accounts"][0]

    def claudes(self):
        """The processes of Claude Code that run in this home."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if os.readlink(entry / "exe") == os.path.realpath(self.claude):
                    environment = (entry / "environ").read_bytes()
                    if f"HOME={self.folder}".encode() in environment.split(b"\0"):
                        found.append(int(entry.name))
            except OSError:
                pass
        return found

    def wait_for_claudes(self, patience=40):
        """Until the last one has gone by itself."""
        end = time.monotonic() + patience
        while self.claudes():
            assert time.monotonic() < end, "Claude Code stays"
            time.sleep(0.05)

    def transcripts(self):
        """What a person's work would leave."""
        return list((self.folder / ".claude").glob("projects/*/*.jsonl"))

    def remember(self, body, age_seconds):
        """As Claude Code keeps the numbers of a while ago."""
        path = self.folder / ".claude.json"
        document = json.loads(path.read_text())
        document["cachedUsageUtilization"] = {
            "fetchedAtMs": int((time.time() - age_seconds) * 1000),
            "accountUuid": ACCOUNT, "utilization": body}
        path.write_text(json.dumps(document))

    def forget_turn(self):
        """As if the account's last turn were long ago; what each source said is remembered."""
        (self.folder / "state/plimsoll/direct/claude+default").unlink()

    def forget_everything(self):
        """As if Plimsoll had never run."""
        shutil.rmtree(self.folder / "state", ignore_errors=True)

    def hash_login(self):
        """Changes when a byte of the file does."""
        return hashlib.sha256(self.login.read_bytes()).hexdigest()
