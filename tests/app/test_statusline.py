#!/usr/bin/python3
# test_statusline.py: the real `plimsoll statusline`, as Claude Code runs it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll."""

import json
import os
import pathlib
import resource
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from stage import Stage, TOKEN  # pylint: disable=wrong-import-position

PROGRAM = sys.argv[1]
BIG = 3 * 1024 * 1024


def said(session=42, **more):
    """What Claude Code gives its status line."""
    now = int(time.time())
    windows = {
        "five_hour": {"used_percentage": session, "resets_at": now + 7200},
        "seven_day": {"used_percentage": 18, "resets_at": now + 4 * 86400},
    }
    return json.dumps({"model": {"display_name": "Fable"}, "cwd": "/a/plim",
                       "rate_limits": windows, **more})  # fmt: skip


def run(here, text, *words, **more):
    """One run; bytes in, bytes out."""
    variables = more.pop("variables", {})
    data = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(
        [here.program, "statusline", *words],
        input=data,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        check=False,
        env=dict(here.environment, **variables),
        timeout=30,
        **more,
    )


def line(here, text, *words, **variables):
    """The line of a run that goes well."""
    done = run(here, text, *words, variables=variables)
    assert (done.returncode, done.stderr) == (0, b""), done
    return done.stdout.decode()


def check_line():
    """One line with both windows; colours unless NO_COLOR, TERM or the person says otherwise."""
    with Stage(PROGRAM) as here:
        text = line(here, said())
        assert text.startswith("Session 42 % · resets ") and text.endswith(" · Week 18 %\n"), text
        assert text.count("\n") == 1 and len(here.server.requests) == 0
        high = said(97)
        assert "\033[31m97 %\033[0m" in line(here, high)
        assert "\033" in line(here, high, "--color", "always", NO_COLOR="1")
        for words, variables in ((["--color=never"], {}), ([], {"NO_COLOR": "1"}),
                                 ([], {"TERM": "dumb"})):
            assert "\033" not in line(here, high, *words, **variables)
        assert line(here, said(), "-t", "{dir}/{model} {session.left}") == "plim/Fable 58 %\n"


def check_before_first_reply():
    """Without limits the last known ones with their age are shown, and before all others a name."""
    with Stage(PROGRAM) as here:
        first = json.dumps({"model": {"display_name": "Fable"}, "cwd": "/a/plim"})
        assert line(here, first) == "Fable · plim\n"
        transcript = here.root / "run.jsonl"
        transcript.write_text("{}\n")
        os.utime(transcript, (time.time() - 600,) * 2)
        line(here, said(transcript_path=str(transcript)))
        assert line(here, first).endswith(" · Week 18 % · 10 min ago\n")
        assert line(here, first, CLAUDE_CONFIG_DIR=str(here.root)) == "Fable · plim\n"


def check_hostile_input():
    """Whatever comes, there is one line, the status is 0 and nothing is kept of it."""
    with Stage(PROGRAM) as here:
        inputs = [b"", b"\0" * 100, b"[" * 200_000, b"{" + b" " * BIG, b"\xff\xfe{}",
                  b'{"rate_limits": {"five_hour": {"used_percentage": 1e9}}}',
                  said()[:-3].encode(),
                  json.dumps({"model": {"display_name": "\033]0;x\7"}}).encode()]
        for data in inputs:
            done = run(here, data)
            assert done.returncode == 0 and done.stdout.count(b"\n") == 1, done
            assert b"\033" not in done.stdout and len(done.stdout) < 200, done
        assert not (here.root / "run" / "plimsoll").exists()


def check_no_terminal():
    """Typed by a person it explains itself and does not wait for input."""
    with Stage(PROGRAM) as here:
        leader, follower = os.openpty()
        done = subprocess.run([here.program, "statusline"], stdin=follower, capture_output=True,
                              text=True, check=False, env=here.environment, timeout=10)  # fmt: skip
        os.close(leader)
        os.close(follower)
        assert done.returncode == 64 and "--install" in done.stderr, done


def check_wrong_words():
    """A mistake is told of, with status 64, and no token that was pasted comes back."""
    with Stage(PROGRAM) as here:
        for words in (["--template", "{nothing}"], ["--color", "maybe"], ["--yes"], ["more"],
                      ["--install", "--remove"], ["--install", "--", "cat"],
                      ["-t", "{" + TOKEN + "}"]):
            done = run(here, said(), *words)
            assert done.returncode == 64 and done.stderr.startswith(b"plimsoll: "), done
            assert b"FAKE0123" not in done.stderr, done


def check_store():
    """The numbers lie in the runtime folder, closed to others; without one below the state."""
    with Stage(PROGRAM) as here:
        line(here, said())
        (file,) = (here.root / "run" / "plimsoll").iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert TOKEN[13:].encode() not in file.read_bytes()
        line(here, said(), XDG_RUNTIME_DIR="")
        (other,) = (here.root / "state" / "plimsoll" / "feed").iterdir()
        assert other.name == file.name


def check_store_fails():
    """Where nothing can be kept the line is shown all the same."""
    with Stage(PROGRAM) as here:
        (here.root / "run" / "plimsoll").write_text("in the way")
        assert line(here, said()).startswith("Session 42 %")


def check_pass_on():
    """Another command gets every byte, also of very big input that is no JSON; its line is it."""
    with Stage(PROGRAM) as here:
        copy = here.root / "copy"
        for data in (said().encode(), b"\0\1\2" * 1000, os.urandom(BIG)):
            done = run(here, data, "--", "sh", "-c", f"cat >'{copy}'; echo its line; echo oops >&2")
            assert (done.returncode, done.stdout, done.stderr) == (0, b"its line\n", b"oops\n")
            assert copy.read_bytes() == data
        assert len(list((here.root / "run" / "plimsoll").iterdir())) == 1


def check_pass_on_status():
    """Its status survives: its own, that of a signal, and those of a command that is not there."""
    with Stage(PROGRAM) as here:
        for script, status in (("exit 0", 0), ("exit 3", 3), ("exit 255", 255),
                               ("kill -TERM $$", 128 + signal.SIGTERM)):
            assert run(here, said(), "--", "sh", "-c", script).returncode == status, script
        assert run(here, said(), "--", "/no/such/command").returncode == 127
        assert run(here, said(), "--", str(here.root)).returncode == 126


def check_pass_on_deaf():
    """A command that reads nothing is no trouble, and dies of a closed pipe as it would alone."""
    with Stage(PROGRAM) as here:
        done = run(here, b"x" * BIG, "--", "sh", "-c", "echo deaf")
        assert (done.returncode, done.stdout) == (0, b"deaf\n"), done
        script = "(yes; echo $? >&2) | true"
        done = run(here, said(), "--", "sh", "-c", script)
        assert done.returncode == 0 and done.stderr.strip() in (b"141", b""), done
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = run(here, said(), "--", "cat", stdout=write_end)
        os.close(write_end)
        assert done.returncode == 128 + signal.SIGPIPE, done


def check_reader_gone():
    """Nobody reading our line is no reason to complain."""
    with Stage(PROGRAM) as here:
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = run(here, said(), stdout=write_end)
        os.close(write_end)
        assert (done.returncode, done.stderr) == (0, b""), done


def check_slow_command():
    """The numbers are kept before a slow command has ended, also when all of it is killed."""
    with Stage(PROGRAM) as here:
        process = subprocess.Popen(  # pylint: disable=consider-using-with
            [here.program, "statusline", "--", "sleep", "30"],
            stdin=subprocess.PIPE, env=here.environment, start_new_session=True)  # fmt: skip
        process.stdin.write(said().encode())
        process.stdin.close()
        folder = here.root / "run" / "plimsoll"
        end = time.monotonic() + 5
        while not (folder.exists() and list(folder.glob("*.feed"))):
            assert time.monotonic() < end and process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(5) == -signal.SIGTERM


def check_both_lines():
    """With a template of one's own our line is shown beside the other's."""
    with Stage(PROGRAM) as here:
        done = run(here, said(), "-t", "{session.percent}", "--", "echo", "theirs")
        assert done.stdout == b"theirs\n42 %\n", done


def check_cheap():
    """A run is over before anybody notices: little processor time and no thread is left waiting."""
    with Stage(PROGRAM) as here:
        text = said()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(20):
            line(here, text)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        limit = 1.0 if "ASAN_OPTIONS" in os.environ else 0.1
        assert spent / 20 < limit, spent / 20


def settings_of(here):
    """Claude Code's settings, as text."""
    return here.root / "home" / ".claude" / "settings.json"


WRITTEN = """{
    "model": "opus",
    "statusLine": {"type": "command", "command": "jq -r '.model.display_name' | tr a-z A-Z"},
    "unknown": [1, {"b": 2, "a": 1}]
}
"""


def check_install():
    """The change is shown and made only with --yes; what was wrapped still runs, and comes out."""
    with Stage(PROGRAM) as here:
        file = settings_of(here)
        file.write_text(WRITTEN)
        file.chmod(0o640)
        done = here.run("statusline", "--install")
        assert done.returncode == 0 and "Nothing was changed" in done.stdout, done
        assert '\n-    "statusLine"' in done.stdout and '\n+    "statusLine"' in done.stdout
        assert '\n     "model": "opus"' in done.stdout and done.stdout.startswith("--- "), done
        assert file.read_text() == WRITTEN and len(list(file.parent.glob("settings*"))) == 1
        done = here.run("statusline", "--install", "--yes")
        assert done.returncode == 0 and "Changed." in done.stdout, done
        (backup,) = file.parent.glob("settings.json.before-plimsoll-*")
        assert backup.read_text() == WRITTEN and str(backup) in done.stdout
        assert {stat.S_IMODE(one.stat().st_mode) for one in (file, backup)} == {0o640}
        command = json.loads(file.read_text())["statusLine"]["command"]
        ran = subprocess.run(["sh", "-c", command], input=said(), capture_output=True, text=True,
                             check=True, env=here.environment, timeout=10)  # fmt: skip
        assert ran.stdout == "FABLE\n" and list((here.root / "run" / "plimsoll").iterdir()), ran
        assert "already" in here.run("statusline", "--install", "--yes").stdout
        assert here.run("statusline", "--remove", "--yes").returncode == 0
        assert file.read_text() == WRITTEN and stat.S_IMODE(file.stat().st_mode) == 0o640


def check_install_diff():
    """What is shown is a diff that `patch` understands and that makes the same file."""
    with Stage(PROGRAM) as here:
        file = settings_of(here)
        for text in (WRITTEN, "{}\n", '{"a": 1}', WRITTEN.replace("\n    ", "\n  ")):
            file.write_text(text)
            shown = here.run("statusline", "--install").stdout.split("\n\nNothing")[0] + "\n"
            draft = here.root / "draft"
            draft.write_text(text)
            subprocess.run(["patch", "-s", str(draft)], input=shown, text=True, check=True)
            here.run("statusline", "--install", "--yes")
            assert draft.read_text().rstrip("\n") == file.read_text().rstrip("\n"), shown


def check_install_link():
    """A link to settings elsewhere stays a link, and what it points to is what changes."""
    with Stage(PROGRAM) as here:
        real = here.root / "dotfiles.json"
        real.write_text(WRITTEN)
        settings_of(here).symlink_to(real)
        assert here.run("statusline", "--install", "--yes").returncode == 0
        assert settings_of(here).is_symlink() and "statusline -- sh -c" in real.read_text()


def check_install_nothing():
    """Without settings there will be some, in the folder that is meant; removing undoes it."""
    with Stage(PROGRAM) as here:
        folder = here.root / "other"
        done = here.run("statusline", "--install", "--yes", CLAUDE_CONFIG_DIR=str(folder))
        assert done.returncode == 0, done
        assert json.loads((folder / "settings.json").read_text())["statusLine"]["type"] == "command"
        here.run("statusline", "--remove", "--yes", CLAUDE_CONFIG_DIR=str(folder))
        assert (folder / "settings.json").read_text() == "{}\n"
        assert not settings_of(here).exists()
        assert "nothing to change" in here.run("statusline", "--remove", "--yes").stdout


def check_install_refused():
    """Damaged settings, a folder in their place and a relative one are left as they are."""
    with Stage(PROGRAM) as here:
        file = settings_of(here)
        for text in ("{", '{"a": 1} // word', '{"statusLine": 5}', "\0{}"):
            file.write_text(text)
            for wish in ("--install", "--remove"):
                done = here.run("statusline", wish, "--yes")
                assert done.returncode == 69 and done.stderr.startswith("plimsoll: "), done
            assert file.read_text() == text
        assert len(list(file.parent.glob("settings*"))) == 1
        file.unlink()
        file.mkdir()
        assert here.run("statusline", "--install", "--yes").returncode == 69
        done = here.run("statusline", "--install", "--yes", CLAUDE_CONFIG_DIR="relative")
        assert done.returncode == 69 and "absolute" in done.stderr, done


def check_only_with_yes():
    """No run but one with --yes changes any file in Claude Code's folder."""
    with Stage(PROGRAM) as here:
        settings_of(here).write_text(WRITTEN)

        def snapshot():
            return {
                str(file): (file.read_bytes(), file.stat().st_mtime_ns)
                for file in (here.root / "home").rglob("*")
                if file.is_file()
            }

        before = snapshot()
        line(here, said())
        run(here, said(), "--", "cat")
        here.run("statusline", "--install")
        here.run("statusline", "--remove")
        assert snapshot() == before


def main():
    """Prints TAP."""
    checks = [check_line, check_before_first_reply, check_hostile_input, check_no_terminal]
    checks += [check_wrong_words, check_store, check_store_fails, check_pass_on]
    checks += [check_pass_on_status, check_pass_on_deaf, check_reader_gone, check_slow_command]
    checks += [check_both_lines, check_cheap, check_install, check_install_diff]
    checks += [check_install_link, check_install_nothing, check_install_refused]
    checks += [check_only_with_yes]
    return tap.run([(check.__doc__.split(";")[0], tap.held(check)) for check in checks])


sys.exit(main())
