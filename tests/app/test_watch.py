#!/usr/bin/python3
# test_watch.py: the live view in a real terminal, and what is left of that terminal afterwards.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the programs plimsoll and plimsoll-service. Every case runs the former in tmux, as a
person would."""

import contextlib
import functools
import hashlib
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import tap
from pane import Pane
from stage import Reply, Stage, usage

PROGRAM, SERVICE = sys.argv[1:3]
SIZES = [(30, 8), (40, 20), (72, 14), (100, 24), (200, 60)]
TERMS = ["xterm-256color", "screen", "linux"]
READY = "quit"
# An attribute that sets the colour of characters; 39 takes one back.
COLOR = r"\[(?:\d;)*(?:3[0-8]|9[0-7])"
# What a terminal sends for the wheel turned down, and for a click at column 1 of line 3.
WHEEL_DOWN, CLICK = "\x1b[<65;5;5M", "\x1b[<0;1;3M"


class View(Pane):
    """plimsoll watch in a pane, started by a shell that writes down how the terminal was before
    and after, and how it ended."""

    def __init__(self, here, *words, size=(80, 24), **variables):
        environment = dict(here.environment, **variables)
        environment["OUT"] = self.out = str(here.root / "out")
        pathlib.Path(self.out).mkdir(exist_ok=True)
        for old in pathlib.Path(self.out).iterdir():
            old.unlink()
        command = f"""
            echo before the view
            stty -a >$OUT/before
            (echo $BASHPID >$OUT/pid; exec {PROGRAM} watch {' '.join(words)})
            echo $? >$OUT/status
            stty -a >$OUT/after
            echo behind the view
            exec sleep 60"""
        super().__init__(command, environment, *size)

    def pid(self):
        """The process of the view."""
        return int(self.wait_for_file(f"{self.out}/pid"))

    def ended(self):
        """The exit status, once it has ended and the shell has spoken."""
        self.wait_for("behind the view")
        return int(self.wait_for_file(f"{self.out}/status"))

    def assert_clean(self):
        """The terminal is as it was before."""
        out = pathlib.Path(self.out)
        before, after = ((out / name).read_text(encoding="utf-8") for name in ("before", "after"))
        assert before == after, f"{before}\n{after}"
        flags = ("alternate_on", "cursor_flag", "mouse_any_flag", "mouse_sgr_flag", "wrap_flag")
        assert [self.tell(flag) for flag in flags] == ["0", "1", "0", "0", "1"], flags
        assert "before the view" in self.look()


@contextlib.contextmanager
def view(*words, **how):
    """A view with good numbers, once it stands."""
    with Stage(PROGRAM) as here, View(here, *words, **how) as pane:
        pane.wait_for(READY)
        pane.here = here
        yield pane


def check_size(size, term):
    """numbers stand on a screen, and nothing is torn"""
    width, height = size
    with view(size=size, TERM=term) as pane:
        seen = pane.wait_for("61 %")
        lines = seen.rstrip("\n").split("\n")
        assert len(lines) == height, seen
        assert "All" in lines[0] and READY in lines[-1], seen
        assert "Session" in seen and "22 %" in seen, seen
        assert all(len(line) <= width for line in lines), seen
        if width >= 72:
            assert re.search(r"61 %  █+.*resets in 2 h.* \(\d\d:\d\d\)", seen), seen
        pane.send("q")
        assert pane.ended() == 0
        pane.assert_clean()


def check_keys():
    """keys filter, open pages and close them"""
    with view() as pane:
        pane.wait_for("Week")
        pane.send("5")
        pane.wait(lambda seen: "Week" not in seen and "Session" in seen, "sessions")
        pane.send("7")
        pane.wait(lambda seen: "Week" in seen and "Session" not in seen, "weeks")
        pane.send("a")
        pane.wait(lambda seen: "Week" in seen and "Session" in seen, "all")
        pane.send("j")
        pane.wait_for('"schema" : 1')
        pane.send("End")
        pane.wait(lambda seen: seen.rstrip().split("\n")[-3].strip() == "}", "the end of the JSON")
        pane.send("Home")
        pane.wait_for('"schema" : 1')
        pane.send("?")
        pane.wait_for("Only sessions")
        pane.send("h")
        pane.wait_for("last day")
        pane.send("s", "Right")
        pane.wait_for("last 7 days  2/2")
        pane.send("Escape")
        pane.wait(lambda seen: "last 7 days" not in seen and "Session" in seen, "the gauges")
        pane.send("Escape")
        assert pane.ended() == 0
        pane.assert_clean()


def check_mouse():
    """the wheel scrolls, a click on a limit opens its history, and q is no click"""
    with view(size=(80, 10)) as pane:
        pane.wait_for("61 %")
        assert pane.tell("mouse_any_flag") == "1"
        pane.send("j")
        pane.wait_for('"schema" : 1')
        pane.send_bytes(WHEEL_DOWN)
        pane.wait(lambda seen: '"schema" : 1' not in seen, "lines further down")
        pane.send("j")
        pane.wait_for("61 %")
        pane.send_bytes(CLICK)
        pane.wait_for("last day")
    with view("--no-mouse") as pane:
        assert pane.tell("mouse_any_flag") == "0"


def check_refresh():
    """r asks for new numbers, and they come by themselves onto the screen"""
    with view() as pane:
        pane.wait_for("61 %")
        pane.send("r")
        # The ledger lets nobody ask twice within a minute: what is shown stays good.
        pane.wait(lambda seen: "61 %" in seen and "asking" not in seen, "the numbers")


def check_trouble():
    """without a login the view says so, and quits as well"""
    with Stage(PROGRAM) as here:
        here.credentials.unlink()
        with View(here, size=(50, 12)) as pane:
            pane.wait_for("Log in with Claude Code")
            pane.send("q")
            assert pane.ended() == 0


def check_signal(number, status):
    """a signal ends it with its own status, and the terminal is as before"""
    with view() as pane:
        pane.wait_for("61 %")
        os.kill(pane.pid(), number)
        assert pane.ended() == status
        pane.assert_clean()


def check_interrupt():
    """Ctrl+C leaves as q does"""
    with view() as pane:
        pane.send("C-c")
        assert pane.ended() == 0
        pane.assert_clean()


def check_lost_terminal():
    """a terminal that goes away ends it"""
    with view() as pane:
        pid = pane.pid()
        pane.send("")
        os.kill(int(pane.tell("pid")), signal.SIGKILL)
        end = time.monotonic() + 20
        while pathlib.Path(f"/proc/{pid}").exists():
            assert time.monotonic() < end, "it stays"
            time.sleep(0.05)


def check_stop():
    """Ctrl+Z gives the terminal back, and fg takes it again"""
    with Stage(PROGRAM) as here:
        shell = "exec bash --norc --noprofile -i"
        with Pane(shell, dict(here.environment, PS1="ready> ", HISTFILE="")) as pane:
            pane.wait_for("ready>")
            pane.send(f"{PROGRAM} watch", "Enter")
            pane.wait_for("61 %")
            pane.send("C-z")
            pane.wait(lambda seen: "Stopped" in seen and "61 %" not in seen, "the shell")
            assert [pane.tell("alternate_on"), pane.tell("cursor_flag")] == ["0", "1"]
            pane.send("stty -a | grep -o -- ' -echo '", "Enter", "echo fine", "Enter")
            assert "\n -echo" not in pane.wait_for("\nfine")
            pane.resize(60, 15)
            pane.send("fg", "Enter")
            pane.wait(lambda seen: "61 %" in seen and "Stopped" not in seen, "the view")
            assert pane.tell("alternate_on") == "1"
            pane.send("q")
            pane.wait(lambda seen: "61 %" not in seen, "the shell")


def check_background():
    """in the background it waits for its turn, is brought back, and ends when it is told to"""
    with Stage(PROGRAM) as here:
        shell = "exec bash --norc --noprofile -i"
        with Pane(shell, dict(here.environment, PS1="ready> ", HISTFILE="")) as pane:
            pane.wait_for("ready>")
            running = 'while [ -n "$(jobs -r)" ]; do sleep 0.1; done; echo it waits'
            pane.send(f"{PROGRAM} watch &", "Enter", running, "Enter")
            pane.wait_for("\nit waits")
            pane.send("fg", "Enter")
            pane.wait_for("61 %")
            pane.send("C-z")
            pane.wait(lambda seen: "61 %" not in seen, "the shell")
            pane.send("kill %1; kill -CONT %1; wait %1; echo status $?", "Enter")
            pane.wait_for("\nstatus 143")
            assert [pane.tell("alternate_on"), pane.tell("cursor_flag")] == ["0", "1"]
            pane.send(f"timeout 3 {PROGRAM} watch; echo then $?", "Enter")
            pane.wait_for("\nthen 124")


def check_resize_storm():
    """a hundred new sizes leave a right picture, and one that is too small a word"""
    with view() as pane:
        pane.wait_for("61 %")
        for step in range(100):
            pane.resize(20 + step * 7 % 130, 4 + step * 5 % 50)
        pane.resize(100, 24)
        seen = pane.wait(lambda seen: re.search(r"61 %  █+.*\(\d\d:\d\d\)", seen), "the picture")
        assert seen.count("Session") == 1 and seen.count("quit") == 1, seen
        assert len(seen.rstrip("\n").split("\n")) == 24, seen
        pane.resize(29, 8)
        pane.wait_for("Too small")
        pane.resize(30, 8)
        pane.wait_for("61 %")


def check_charset():
    """where only ASCII can be written, only that is"""
    with view(LC_ALL="C", LANG="C") as pane:
        seen = pane.wait_for("61 %")
        assert seen.isascii() and "####" in seen, seen


def check_colors():
    """NO_COLOR is obeyed, and otherwise a gauge has as many colours as the terminal"""
    wanted = {
        ("xterm", ""): "\x1b[36m", ("xterm-256color", ""): "38;5;31",
        ("xterm-256color", "truecolor"): "38;2;33;140;173", ("vt220", ""): None,
    }  # fmt: skip
    for (term, colorterm), code in wanted.items():
        with view(TERM=term, COLORTERM=colorterm) as pane:
            pane.wait_for("61 %")
            seen = pane.look("-e")
            assert (code in seen) if code else not re.search(COLOR, seen), (term, seen)
    with view(TERM="xterm-256color", NO_COLOR="1") as pane:
        pane.wait_for("61 %")
        assert not re.search(COLOR, pane.look("-e")), pane.look("-e")


def check_hostile():
    """nothing that a server says reaches the terminal as an escape"""
    name = "\x1b]0;owned\x07\x1b[2J\u202e\u009b31m日本"
    scope = {"model": {"display_name": name}}
    body = dict(usage(), limits=[{"kind": "weekly_scoped", "percent": 5, "scope": scope}])
    with Stage(PROGRAM) as here:
        here.server.reply = Reply(body=body)
        with View(here, size=(100, 24)) as pane:
            seen = pane.wait_for("日本")
            assert "owned" not in pane.tell("pane_title") and "\u202e" not in seen, seen
            assert READY in seen and "\x9b" not in seen, seen


def check_no_terminal():
    """without a terminal, or on one that cannot, it says so and ends with 64"""
    with Stage(PROGRAM) as here:
        done = here.run("watch")
        assert done.returncode == 64 and "plimsoll show" in done.stderr and not done.stdout, done
        with View(here, TERM="dumb") as pane:
            assert pane.ended() == 64
            assert "plimsoll show" in pane.look() and "\x1b" not in pane.look("-e")


def put_history(here, account, limit):
    """A day of readings in the database, as the service writes them; the rest of it is empty."""
    number = int.from_bytes(hashlib.sha256(f"{account}\n{limit}".encode()).digest()[:6], "big")
    folder = here.root / "state" / "plimsoll"
    folder.mkdir(parents=True)
    now = int(time.time())
    with contextlib.closing(sqlite3.connect(folder / "plimsoll.db")) as database:
        database.executescript(
            "CREATE TABLE limits (number INTEGER PRIMARY KEY, account TEXT, id TEXT);"
            "CREATE TABLE samples (limit_number INTEGER, at INTEGER, until INTEGER, percent REAL,"
            " cycle INTEGER, PRIMARY KEY (limit_number, at));"
            "PRAGMA user_version = 1; PRAGMA application_id = 0x504c494d;"
        )
        database.execute("INSERT INTO limits VALUES (?, ?, ?)", (number, account, limit))
        for age in range(0, 86400, 300):
            row = (number, now - age, now - age, 100 * (1 - age / 86400), 0)
            database.execute("INSERT INTO samples VALUES (?, ?, ?, ?, ?)", row)
        database.commit()


def check_history():
    """without a service the past comes from the database: as a curve, and as a chart with times"""
    with Stage(PROGRAM) as here:
        del here.environment["PLIMSOLL_CLAUDE_BASE_URL"]
        put_history(here, "demo:default", "session")
        with View(here, "--provider", "demo", size=(100, 24)) as pane:
            pane.wait_for("▁▁▁▂▂")
            pane.send("h")
            seen = pane.wait(lambda seen: re.search(r"\d\d:\d\d *\n", seen), "the times")
            assert "100 %│" in seen and "█" in seen and re.search(r"└┬─+┬", seen), seen
            assert re.search(r"\d\d:\d\d +\d\d:\d\d", seen), seen


@contextlib.contextmanager
def running_service(here):
    """A service that shows the demo, on a bus of its own; gives the bus's address."""
    bus = Gio.TestDBus.new(Gio.TestDBusFlags.NONE)
    bus.up()
    address = bus.get_bus_address()
    environment = dict(
        here.environment, PLIMSOLL_DEMO="1", DBUS_SESSION_BUS_ADDRESS=address,
        GSETTINGS_BACKEND="memory", GSETTINGS_SCHEMA_DIR=os.environ["GSETTINGS_SCHEMA_DIR"],
    )  # fmt: skip
    try:
        with subprocess.Popen([SERVICE], env=environment) as process:
            try:
                yield address
            finally:
                process.terminate()
    finally:
        bus.stop()


def check_service():
    """with a service the numbers and the past come from there"""
    with Stage(PROGRAM) as here:
        del here.environment["PLIMSOLL_CLAUDE_BASE_URL"]
        with running_service(here) as address:
            # Nothing of what the service keeps on disk is to be found from here.
            here.environment.update(
                DBUS_SESSION_BUS_ADDRESS=address, XDG_STATE_HOME=str(here.root / "other")
            )
            with View(here, "--provider", "demo") as pane:
                pane.wait_for("Session")
                pane.send("h")
                # The service may still be writing its first reading down.
                end = time.monotonic() + 20
                while "100 %│" not in pane.wait(lambda seen: "last day" in seen, "the history"):
                    assert time.monotonic() < end, pane.look()
                    pane.send("C-l")
                pane.send("q")
                assert pane.ended() == 0
            assert not (here.root / "other").exists(), "it asked by itself"


def check_idle():
    """a view in which nothing changes takes no processor time and writes nothing"""
    with view() as pane:
        pane.wait_for("61 %")
        pid = pane.pid()
        stat = pathlib.Path(f"/proc/{pid}/stat")
        written = pathlib.Path(f"/proc/{pid}/io")
        time.sleep(1)

        def spent():
            return [int(field) for field in stat.read_text().rsplit(")", 1)[1].split()[11:13]]

        before, wrote = spent(), _written(written)
        time.sleep(3)
        assert sum(spent()) - sum(before) <= 1, (before, spent())
        assert _written(written) - wrote < 400, "it writes all the time"


def _written(path):
    """Bytes that a process wrote; 0 where the system does not tell."""
    try:
        return int(re.search(r"wchar: (\d+)", path.read_text(encoding="utf-8"))[1])
    except PermissionError:
        return 0


def main():
    """Prints TAP."""
    subprocess.run(["tmux", "-V"], check=True, stdout=subprocess.DEVNULL)
    cases = []
    for number, size in enumerate(SIZES):
        term = TERMS[number % len(TERMS)]
        sentence = f"{check_size.__doc__}: {size[0]} by {size[1]}, {term}"
        cases.append((sentence, tap.held(functools.partial(check_size, size, term))))
    signals = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 0}
    deaths = (signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT, signal.SIGBUS, signal.SIGFPE)
    signals.update({number: 128 + number for number in deaths})
    for number, status in signals.items():
        sentence = f"{check_signal.__doc__}: {number.name}"
        cases.append((sentence, tap.held(functools.partial(check_signal, number, status))))
    checks = [check_keys, check_mouse, check_refresh, check_trouble, check_interrupt]
    checks += [check_lost_terminal, check_stop, check_background, check_resize_storm]
    checks += [check_charset, check_colors]
    checks += [check_hostile, check_no_terminal, check_history, check_service, check_idle]
    cases += [(check.__doc__, tap.held(check)) for check in checks]
    return tap.run(cases)


sys.exit(main())
