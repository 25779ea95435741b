# stage.py: a made-up person with a made-up login, and a made-up server that they talk to.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the real command needs to be run for real: a home, a state folder, an environment with
nothing of the machine's own in it, and an HTTP server on the loopback that says what a test tells
it."""

import contextlib
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

TOKEN = "sk-ant-oat01-FAKE" + "0123456789abcdef" * 4
REFRESH = "sk-ant-ort01-FAKE" + "fedcba9876543210" * 4
KEPT = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "PATH", "G_DEBUG", "G_SLICE")
JSON = "application/json"


def rfc3339(seconds_from_now):
    """A moment as the server writes it."""
    moment = time.gmtime(time.time() + seconds_from_now)
    return time.strftime("%Y-%m-%dT%H:%M:%S.123456+00:00", moment)


def usage(percent=61.0):
    """A good answer."""
    return {
        "five_hour": {"utilization": percent, "resets_at": rfc3339(2 * 3600)},
        "seven_day": {"utilization": 22.0, "resets_at": rfc3339(4 * 86400)},
    }


def login(token=TOKEN, expires_in=4 * 3600, scopes=("user:inference", "user:profile")):
    """What Claude Code keeps of a login, as text."""
    oauth = {
        "accessToken": token,
        "refreshToken": REFRESH,
        "expiresAt": int((time.time() + expires_in) * 1000),
        "scopes": list(scopes),
        "subscriptionType": "max",
        "rateLimitTier": "default_claude_max_20x",
    }
    return json.dumps({"claudeAiOauth": oauth})


def pass_over_gone(_function, _path, failure):
    """A database that is being closed takes its own files away while we do."""
    if not isinstance(failure[1], FileNotFoundError):
        raise failure[1]


class Reply:
    """What the server says: status, body (text, or something to be made JSON of), headers."""

    def __init__(self, status=200, body=None, content_type=JSON, delay=0, **headers):
        self.status = status
        self.content_type = content_type
        self.delay = delay
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, str) else json.dumps(usage() if body is None else body)
        self.body = text.encode()


class Server(http.server.ThreadingHTTPServer):
    """Answers every request with `reply` and remembers them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.reply = Reply()
        self.replies = {}  # by token, before that
        self.by_path = {}  # before both
        self.requests = []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self):
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection to a Server."""

    # One packet for an answer, sent at once: nobody wants to measure Nagle's algorithm.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):  # pylint: disable=invalid-name
        """Says what there is to say."""
        self.server.requests.append((self.path, dict(self.headers)))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        reply = self.server.replies.get(token, self.server.reply)
        reply = self.server.by_path.get(self.path, reply)
        time.sleep(reply.delay)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        """Standard error is the test's own."""


class Stage:
    """A home with a login, a server, and the command between them. A context manager."""

    def __init__(self, program, shift_clock=None):
        self.program = os.path.abspath(program)
        self.shift_clock = os.path.abspath(shift_clock) if shift_clock else None
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-app-"))
        self.server = Server()
        self.environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environment.update(
            HOME=str(self.root / "home"),
            XDG_STATE_HOME=str(self.root / "state"),
            XDG_RUNTIME_DIR=str(self.root / "run"),
            LC_ALL="C.UTF-8",
            TZ="UTC",
            TERM="xterm",
            GIO_USE_VFS="local",
            GIO_USE_PROXY_RESOLVER="dummy",
            PLIMSOLL_CLAUDE_BASE_URL=self.server.url,
        )
        (self.root / "home" / ".claude").mkdir(parents=True)
        (self.root / "run").mkdir(mode=0o700)
        self.log_in()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.root, onerror=pass_over_gone)

    @property
    def credentials(self):
        """The file with the login."""
        return self.root / "home" / ".claude" / ".credentials.json"

    def log_in(self, token=TOKEN, expires_in=4 * 3600, scopes=("user:inference", "user:profile")):
        """Writes a login as Claude Code does."""
        self.credentials.write_text(login(token, expires_in, scopes), encoding="utf-8")
        self.credentials.chmod(0o600)

    def command(self, words, later=0, **variables):
        """(words, environment) of a run that happens `later` seconds from now."""
        environment = dict(self.environment, **variables)
        if later:
            environment["LD_PRELOAD"] = self.shift_clock
            environment["PLIMSOLL_TEST_SHIFT"] = str(later)
            asan = environment.get("ASAN_OPTIONS", "")
            environment["ASAN_OPTIONS"] = f"{asan}:verify_asan_link_order=0".lstrip(":")
        return [self.program, *words], environment

    def run(self, *words, later=0, **variables):
        """Runs the command to its end."""
        command, environment = self.command(words, later, **variables)
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, timeout=60
        )
        assert done.returncode >= 0, f"{words} died of signal {-done.returncode}: {done.stderr}"
        return done

    def start(self, *words, **variables):
        """Starts the command and leaves it running."""
        command, environment = self.command(words, **variables)
        return subprocess.Popen(  # pylint: disable=consider-using-with
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
