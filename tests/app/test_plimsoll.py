#!/usr/bin/python3
# test_plimsoll.py: the real command, a real login file and a real server, as a person has them.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, the module shift-clock, the schema of `show --json`."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from stage import REFRESH, TOKEN, Reply, Stage, usage  # pylint: disable=wrong-import-position

PROGRAM, SHIFT_CLOCK, SCHEMA = sys.argv[1:4]
# Each case has a home and a server of its own, and waits more than it works.
AT_ONCE = 3
JUDGE = jsonschema.Draft202012Validator(json.loads(pathlib.Path(SCHEMA).read_bytes()))


def error(kind, message):
    """A body as the server writes it when it refuses."""
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": None}


EXPIRED = error(
    "authentication_error", "OAuth access token has expired. Re-authenticate to continue."
)
INVALID = error("authentication_error", "Invalid authentication credentials")
SCOPE = error("permission_error", "OAuth token does not meet scope requirement user:profile")
LIMITED = {
    "error": {"type": "rate_limit_error", "message": "Rate limited. Please try again later."}
}
UPSTREAM = error("failed_dependency", "Upstream usage service unavailable")
HTML = "<html><body>403 Forbidden</body></html>"

# Name → (reply, condition, exit status when there is nothing older).
REFUSALS = {
    "401 expired": (Reply(401, EXPIRED), "expired", 77),
    "401 invalid": (Reply(401, INVALID), "signed-out", 77),
    "403 scope": (Reply(403, SCOPE), "no-scope", 77),
    "403 not allowed": (
        Reply(403, {"error": {"type": "forbidden", "message": "Request not allowed"}}),
        "blocked",
        69,
    ),
    "403 HTML": (Reply(403, HTML, "text/html"), "blocked", 69),
    "429": (Reply(429, LIMITED), "rate-limited", 69),
    "429 with Retry-After": (Reply(429, LIMITED, Retry_After="600"), "rate-limited", 69),
    "429 with Retry-After 0": (Reply(429, LIMITED, Retry_After="0"), "rate-limited", 69),
    "408": (Reply(408, "{}"), "trouble", 69),
    "424": (Reply(424, UPSTREAM), "trouble", 69),
    "500": (Reply(500, "{}"), "trouble", 69),
    "503 HTML": (Reply(503, HTML, "text/html"), "trouble", 69),
    "529": (Reply(529, {"error": {"type": "overloaded_error"}}), "trouble", 69),
    "400": (Reply(400, "{}"), "bad-reply", 69),
    "404": (Reply(404, "{}"), "bad-reply", 69),
    "409": (Reply(409, "{}"), "bad-reply", 69),
    "200 HTML": (Reply(200, HTML, "text/html"), "bad-reply", 69),
    "200 array": (Reply(200, "[]"), "bad-reply", 69),
    "200 empty": (Reply(200, ""), "bad-reply", 69),
    "200 cut short": (Reply(200, '{"five_hour": {"utiliz'), "bad-reply", 69),
    "302": (Reply(302, "", Location="http://127.0.0.1:9/"), "blocked", 69),
}


# What must be nowhere: the tokens without the part that a mask leaves.
SECRETS = [token[13:].encode() for token in (TOKEN, REFRESH)]


def run_for_bytes(here, words, stdout=subprocess.PIPE, **variables):
    """Runs the command where its output is no text, or goes elsewhere."""
    command, environment = here.command(words, **variables)
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, check=False, env=environment, timeout=60
    )


def stage():
    """A fresh person, home and server."""
    return Stage(PROGRAM, SHIFT_CLOCK)


def account(done):
    """The first account of a run with --json, held against the schema."""
    document = json.loads(done.stdout)
    JUDGE.validate(document)
    return document["accounts"][0]


def assert_silent(done):
    """Nothing secret was written anywhere, and nothing at all on standard error."""
    for text in (done.stdout, done.stderr):
        assert TOKEN not in text and TOKEN[13:] not in text, f"a token in: {text}"
        assert REFRESH not in text and REFRESH[13:] not in text, f"a token in: {text}"
    assert done.stderr == "", done.stderr


def expect(done, status):
    """The run ended with this status and told no secret."""
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    assert_silent(done)
    return done


def check_good():
    """A good answer is shown, in both forms, from one request with the right headers."""
    with stage() as here:
        text = expect(here.run("show"), 0).stdout
        assert text.startswith("Claude · Max 20x") and "Session  61 %" in text, text
        assert expect(here.run(), 0).stdout == text
        one = account(expect(here.run("--json"), 0))
        assert one["condition"] == "fresh" and one["limits"][0]["used_percent"] == 61.0
        assert len(here.server.requests) == 1
        path, headers = here.server.requests[0]
        assert path == "/api/oauth/usage", path
        assert headers["Authorization"] == f"Bearer {TOKEN}"
        assert headers["anthropic-beta"] == "oauth-2025-04-20"
        assert headers["User-Agent"].startswith("Plimsoll/"), headers


def check_refusal(reply, condition, status):
    """One refusal, in words and in JSON, before there is anything older and after."""
    with stage() as here:
        here.server.reply = reply
        done = expect(here.run("show", "--json"), status)
        one = account(done)
        assert (one["condition"], one["error"]["code"]) == (condition, condition), done.stdout
        text = expect(here.run("show"), status).stdout
        assert text == f"Claude\n{text[7:]}" and len(text) > 20, text

    with stage() as here:
        expect(here.run("show"), 0)
        here.server.reply = reply
        done = expect(here.run("show", "--json", later=120), 75)
        one = account(done)
        assert (one["condition"], one["error"]["code"]) == ("stale", condition), done.stdout
        assert one["limits"][0]["used_percent"] == 61.0 and one["age_seconds"] >= 119


def check_no_login():
    """Without a login: exit status 77, the sentence that says what to do, and no request."""
    with stage() as here:
        here.credentials.unlink()
        text = expect(here.run("show"), 77).stdout
        assert text.startswith("Claude\nNo Claude login found."), text
        assert "Plimsoll" in text and len(here.server.requests) == 0


def check_local_refusals():
    """A login that is known to be expired or to lack the scope is not sent at all."""
    logins = {"expired": {"expires_in": -60}, "no-scope": {"scopes": ["user:inference"]}}
    for kind, login in logins.items():
        with stage() as here:
            here.log_in(**login)
            assert account(expect(here.run("show", "--json"), 77))["condition"] == kind
            assert len(here.server.requests) == 0


def check_offline():
    """Nobody listening is offline."""
    with stage() as here:
        here.server.server_close()
        one = account(expect(here.run("show", "--json"), 69))
        assert one["condition"] == "offline" and one["retry_at"] is not None


def check_environment_token():
    """CLAUDE_CODE_OAUTH_TOKEN outranks the file, and is masked where it is named."""
    other = TOKEN.replace("0123", "9999")
    with stage() as here:
        expect(here.run("show", CLAUDE_CODE_OAUTH_TOKEN=other), 0)
        assert here.server.requests[0][1]["Authorization"] == f"Bearer {other}"
        text = expect(here.run("env", CLAUDE_CODE_OAUTH_TOKEN=other), 0).stdout
        assert "sk-ant-oat01…" in text and other[14:] not in text, text


def check_within_a_minute():
    """Within a minute nobody asks twice, not even by --refresh; after it, everybody may."""
    with stage() as here:
        for line in ("show", "show", "show --refresh", "show --json", "show -w 5h"):
            expect(here.run(*line.split()), 0)
        assert len(here.server.requests) == 1, here.server.requests
        here.server.reply = Reply(200, usage(70.0))
        assert "70 %" in expect(here.run("show", later=61), 0).stdout
        assert len(here.server.requests) == 2


def check_parallel():
    """Ten prompts that open at once make one request, and all of them show its answer."""
    with stage() as here:
        here.server.reply = Reply(delay=0.4)
        running = [here.start("show") for _ in range(10)]
        for process in running:
            out, err = process.communicate(timeout=60)
            assert process.returncode == 0 and "61 %" in out and err == "", (out, err)
        assert len(here.server.requests) == 1, len(here.server.requests)


def check_impatient():
    """A server that hangs is asked by one process; the others say so after a few seconds."""
    with stage() as here:
        here.server.reply = Reply(delay=8)
        first = here.start("show")
        while not here.server.requests:
            time.sleep(0.01)
        start = time.monotonic()
        done = expect(here.run("show", "--json"), 69)
        assert 4 < time.monotonic() - start < 7.5
        assert account(done)["condition"] == "trouble"
        assert "61 %" in first.communicate(timeout=60)[0]
        assert len(here.server.requests) == 1


def check_order():
    """Retry-After is kept by every later run, also by --refresh, and asked after it is over."""
    with stage() as here:
        here.server.reply = REFUSALS["429 with Retry-After"][0]
        first = account(expect(here.run("show", "--json"), 69))
        here.server.reply = Reply()
        for later in (30, 300, 590):
            again = account(expect(here.run("show", "--json", "--refresh", later=later), 69))
            assert again["retry_at"] == first["retry_at"] and again["condition"] == "rate-limited"
        assert len(here.server.requests) == 1
        expect(here.run("show", later=601), 0)
        assert len(here.server.requests) == 2


def check_guess():
    """Without Retry-After: five minutes, then ten; a person may pass it after one."""
    with stage() as here:
        here.server.reply = REFUSALS["429 with Retry-After 0"][0]
        for later, requests in ((0, 1), (290, 1), (301, 2), (890, 2), (905, 3)):
            expect(here.run("show", later=later), 69)
            assert len(here.server.requests) == requests, (later, len(here.server.requests))
        expect(here.run("show", "--refresh", later=970), 69)
        assert len(here.server.requests) == 4


def check_new_login():
    """A new login is tried at once, whatever the old one was told, and sees none of its numbers."""
    with stage() as here:
        here.server.reply = REFUSALS["429 with Retry-After"][0]
        expect(here.run("show"), 69)
        here.log_in(token=TOKEN.replace("0123", "7777"))
        here.server.reply = Reply()
        expect(here.run("show"), 0)
        here.log_in(token=TOKEN.replace("0123", "8888"))
        here.server.reply = Reply(500, "{}")
        expect(here.run("show"), 69)


def check_identity():
    """An e-mail address is shown to who asks for it, costs one request more, and then no other."""
    with stage() as here:
        state = {"oauthAccount": {"emailAddress": "someone@example.org"}}
        (here.root / "home" / ".claude.json").write_text(json.dumps(state), encoding="utf-8")
        seen = []
        for words in (["show"], ["show", "--identity"], ["show"], ["show", "--identity", "--json"]):
            seen.append("someone@example.org" in expect(here.run(*words), 0).stdout)
        assert seen == [False, True, False, True], seen
        assert len(here.server.requests) == 2


def check_state_files():
    """What is remembered is the person's alone and holds no token."""
    with stage() as here:
        expect(here.run("show"), 0)
        files = [path for path in (here.root / "state").rglob("*") if path.is_file()]
        assert any(path.name == "claude+default" for path in files), files
        for path in files:
            assert path.stat().st_mode & 0o777 == 0o600, path
            data = path.read_bytes()
            assert b"sk-ant" not in data and TOKEN[13:].encode() not in data


def check_unwritable_state():
    """Without a place to remember everything works; doctor says that it is so."""
    with stage() as here:
        (here.root / "state").write_text("a file in the way", encoding="utf-8")
        for _ in range(2):
            expect(here.run("show"), 0)
        assert len(here.server.requests) == 2
        findings = json.loads(here.run("doctor", "--json").stdout)["findings"]
        states = [finding for finding in findings if finding["id"] == "state"]
        assert [state["level"] for state in states] == ["warning"], findings


def check_damaged_state():
    """Rubbish in the state folder is as good as nothing."""
    with stage() as here:
        expect(here.run("show"), 0)
        path = here.root / "state" / "plimsoll" / "direct" / "claude+default"
        path.write_bytes(os.urandom(4096))
        expect(here.run("show"), 0)
        assert len(here.server.requests) == 2


def check_no_secret(reply, logins=({},)):
    """No command tells the token, whatever the server says, in whatever form."""
    lines = ("show", "show --json --identity", "doctor", "doctor --json", "env", "env --json")
    lines += ("probe", "probe --json")
    for variables in logins:
        with stage() as here:
            here.server.reply = reply
            for line in lines:
                done = run_for_bytes(here, line.split(), **variables)
                for text in (done.stdout, done.stderr):
                    assert not any(secret in text for secret in SECRETS), line


def check_hostile_echo():
    """A server that sends the token back in every place it has does not get it shown."""
    for reply in (
        Reply(403, error(TOKEN, TOKEN)),
        Reply(429, {"error": {"message": TOKEN}}, Retry_After=TOKEN),
        Reply(302, TOKEN, Location=f"http://127.0.0.1:9/{TOKEN}"),
        Reply(200, TOKEN),
    ):
        check_no_secret(reply, logins=({}, {"CLAUDE_CODE_OAUTH_TOKEN": TOKEN}))


def check_process():
    """While it runs neither arguments nor a core file tell, and nobody may look into it."""
    with stage() as here, tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "plimsoll"
        shutil.copy(PROGRAM, program)
        user = {}
        if os.geteuid() == 0:
            # Root may look into everything, so somebody else has to run it.
            user = {"user": 65534, "group": 65534, "extra_groups": []}
            subprocess.run(["chown", "-R", "65534:65534", here.root, folder], check=True)
        here.server.reply = Reply(delay=1.5)
        _, environment = here.command(["show"])
        with subprocess.Popen(
            [program, "show"], stdout=subprocess.PIPE, env=environment, text=True, **user
        ) as process:
            while not here.server.requests and process.poll() is None:
                time.sleep(0.01)
            proc = pathlib.Path("/proc") / str(process.pid)
            command_line = (proc / "cmdline").read_bytes()
            limits = (proc / "limits").read_text(encoding="ascii")
            # The kernel gives the folder of a process that may not be dumped to root.
            owner = (proc / "environ").stat().st_uid
            out = process.communicate(timeout=60)[0]
        assert "61 %" in out, out
        assert b"sk-ant" not in command_line
        assert any(line.split()[4] == "0" for line in limits.splitlines()
                   if line.startswith("Max core file size")), limits
        assert owner == 0


def check_demo():
    """The demo needs no login and asks nobody, by name and by PLIMSOLL_DEMO, and is labelled."""
    with stage() as here:
        here.credentials.unlink()
        ways = ((["show", "--provider", "demo"], {}), (["show"], {"PLIMSOLL_DEMO": "1"}))
        for words, variables in ways:
            done = expect(here.run(*words, **variables), 0)
            assert "Demo" in done.stdout.splitlines()[0], done.stdout
            one = account(expect(here.run(*words, "--json", **variables), 0))
            assert one["provider"] == "demo" and one["source"] == "demo"
            assert len(one["limits"]) >= 2
        assert len(here.server.requests) == 0
        assert not (here.root / "state").exists()


def check_probe():
    """A probe writes bytes for a pipe; two programs that probe within a minute make one request."""
    with stage() as here:
        for _ in range(2):
            done = run_for_bytes(here, ["probe"])
            assert b"claude:default" in done.stdout and not done.stdout.startswith(b"{")
        assert len(here.server.requests) == 1
        expect(here.run("show"), 0)
        assert len(here.server.requests) == 1


def check_help():
    """Every command has its help; what is misspelt gets a suggestion and exit status 64."""
    with stage() as here:
        for command in ("show", "refresh", "doctor", "env", "probe", "service", "statusline"):
            done = expect(here.run(command, "--help"), 0)
            assert done.stdout.startswith(f"Usage:\n  plimsoll {command}"), done.stdout
        assert "Commands:" in expect(here.run("--help"), 0).stdout
        assert expect(here.run("--version"), 0).stdout.startswith("plimsoll ")
        for words, near in ((["shwo"], "show"), (["show", "--jsno"], "--json"),
                            (["show", "--provider", "cloude"], "claude")):
            done = here.run(*words)
            assert done.returncode == 64 and f"Did you mean {near}?" in done.stderr, done.stderr
        assert len(here.server.requests) == 0


def check_pipes():
    """A reader that goes away is no reason to complain; a full disk is."""
    with stage() as here:
        words = ["show", "--provider", "demo"]
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = run_for_bytes(here, words, stdout=write_end)
        os.close(write_end)
        assert (done.returncode, done.stderr) == (0, b""), done
        with open("/dev/full", "wb") as full:
            done = run_for_bytes(here, words, stdout=full)
        assert done.returncode == 74 and b"No space left" in done.stderr, done


def check_unsafe_base_url():
    """An address that is neither https nor loopback gets no token."""
    with stage() as here:
        done = here.run("show", "--json", PLIMSOLL_CLAUDE_BASE_URL="http://192.0.2.1:80")
        assert done.returncode in (69, 77), done
        assert_silent(done)
        assert account(done)["error"] is not None


def main():
    """Prints TAP."""
    # The long wait first, so that the others run beside it.
    checks = [check_impatient, check_good, check_no_login, check_local_refusals, check_offline]
    checks += [check_environment_token, check_within_a_minute, check_parallel]
    checks += [check_order, check_guess, check_new_login, check_identity, check_state_files]
    checks += [check_unwritable_state, check_damaged_state, check_hostile_echo, check_process]
    checks += [check_demo, check_probe, check_help, check_pipes, check_unsafe_base_url]
    cases = [(check.__doc__.split(";")[0], tap.held(check)) for check in checks]
    for name, (reply, condition, status) in REFUSALS.items():
        sentence = f"{name} is {condition}"
        refused = functools.partial(check_refusal, reply, condition, status)
        cases.append((sentence, tap.held(refused)))
        silent = functools.partial(check_no_secret, reply)
        cases.append((f"{name} tells no secret", tap.held(silent)))
    return tap.run(cases, at_once=AT_ONCE)


sys.exit(main())
