# test_window_program.py: the real window against the real service, on its own bus and display.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_window_program.py PLIMSOLL SERVICE WINDOW, with DISPLAY set. Speaks TAP."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PLIMSOLL, SERVICE, WINDOW = (os.path.abspath(path) for path in sys.argv[1:4])
APP = "io.github.plimsoll.Plimsoll"
CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir={0}</listen>
<servicedir>{0}</servicedir><policy context="default"><allow send_destination="*"
eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Desk:
    """A bus that knows how to start the service and the window. A context manager."""

    def __init__(self, with_window=True):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-window-"))
        programs = {f"{APP}.Service": SERVICE}
        if with_window:
            programs[APP] = f"{WINDOW} --gapplication-service"
        for name, program in programs.items():
            text = f"[D-BUS Service]\nName={name}\nExec={program}\n"
            (self.root / f"{name}.service").write_text(text, encoding="utf-8")
        (self.root / "bus.conf").write_text(CONFIG.format(self.root), encoding="utf-8")
        self.environment = dict(
            os.environ,
            HOME=str(self.root),
            XDG_STATE_HOME=str(self.root / "state"),
            XDG_CONFIG_HOME=str(self.root / "config"),
            XDG_RUNTIME_DIR=str(self.root),
            PLIMSOLL_DEMO="1",
        )
        self.bus = subprocess.Popen(  # pylint: disable=consider-using-with
            ["dbus-daemon", f"--config-file={self.root}/bus.conf", "--print-address"],
            stdout=subprocess.PIPE, text=True, env=self.environment,
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(subprocess.SubprocessError):
            self.call(f"{APP}.Service", "Quit")
        self.bus.terminate()
        self.bus.wait()
        self.bus.stdout.close()
        # What the bus started ends with it; its last files come and go until then.
        wait_until(lambda: not children_with(str(self.root)))
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, *words, **more):
        """Runs a command on this desk to its end."""
        return subprocess.run(
            words, env=dict(self.environment, **more), capture_output=True, text=True,
            check=False, timeout=60,
        )

    def call(self, name, method, *arguments):
        """Calls a method of the object that goes by its own name; text of the reply."""
        path = "/" + name.replace(".", "/")
        interface = name if name.endswith(".Service") else "org.freedesktop.Application"
        return self.run("gdbus", "call", "--session", "-d", name, "-o", path, "-m",
                        f"{interface}.{method}", *arguments).stdout

    def owns(self, name):
        """Whether somebody has this name now."""
        return "true" in self.run(
            "gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o", "/", "-m",
            "org.freedesktop.DBus.NameHasOwner", name).stdout

    def windows(self):
        """How many windows of ours are seen."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", "^Plimsoll$").stdout
        return len(found.split())


def children_with(text):
    """Processes that have this in their environment."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and entry.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                if f"HOME={text}".encode() in (entry / "environ").read_bytes():
                    found.append(entry.name)
    return found


def wait_until(is_true):
    """Waits as long as it takes; whoever runs the test has a limit."""
    while not is_true():
        time.sleep(0.05)


def check_no_bus():
    """Without a bus: one sentence, and exit status 69 once the window that says so is closed."""
    environment = dict(os.environ, DBUS_SESSION_BUS_ADDRESS="disabled:")
    with subprocess.Popen([WINDOW], stderr=subprocess.PIPE, text=True, env=environment) as window:
        def close():
            done = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", "^Plimsoll$"],
                capture_output=True, text=True, check=False)
            for identity in done.stdout.split():
                subprocess.run(["xdotool", "key", "--window", identity, "Escape"], check=False)
            return window.poll() is not None

        wait_until(close)
        said = window.stderr.read()
    assert window.returncode == 69, window.returncode
    assert "There is no session bus" in said, said


def check_no_display():
    """Without a display: one sentence and exit status 69."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run([WINDOW], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 69, done
    assert "no display" in done.stderr and done.stderr.count("\n") == 1, done.stderr


def check_tray_click():
    """The tray's call starts window and service, a second one closes it, a third is instant."""
    with Desk() as desk:
        toggle = ("ActivateAction", "toggle", "[]", "{'activation-token': <'token_TIME123'>}")
        desk.call(APP, *toggle)
        wait_until(lambda: desk.windows() == 1)
        wait_until(lambda: desk.owns(f"{APP}.Service"))
        time.sleep(1)
        desk.call(APP, *toggle)
        wait_until(lambda: desk.windows() == 0)
        assert desk.owns(APP), "the window program did not stay for a while"
        desk.call(APP, *toggle)
        wait_until(lambda: desk.windows() == 1)
        desk.call(APP, "ActivateAction", "quit", "[]", "{}")
        wait_until(lambda: not desk.owns(APP))


def check_single():
    """A second start shows the first one's window and ends at once."""
    with Desk() as desk:
        desk.call(APP, "Activate", "{}")
        wait_until(lambda: desk.windows() == 1)
        assert desk.run(WINDOW).returncode == 0
        assert desk.windows() == 1
        desk.call(APP, "ActivateAction", "quit", "[]", "{}")
        wait_until(lambda: not desk.owns(APP))


def check_bare_command():
    """`plimsoll` opens the window, unless a program reads its output or there is no window."""
    with Desk() as desk, open(os.devnull, "w", encoding="utf-8") as nowhere:
        def bare(**more):
            return subprocess.run([PLIMSOLL], env=dict(desk.environment, **more), stdout=nowhere,
                                  check=False, timeout=60)

        assert "Session" in desk.run(PLIMSOLL).stdout
        assert not desk.owns(APP)
        assert bare().returncode == 0
        wait_until(lambda: desk.windows() == 1)
        desk.call(APP, "ActivateAction", "quit", "[]", "{}")
        wait_until(lambda: not desk.owns(APP))
        bare(DISPLAY="")
        assert not desk.owns(APP), "no display, and yet a window"

    with Desk(with_window=False) as desk:
        assert "Session" in desk.run("script", "-qec", PLIMSOLL, os.devnull).stdout


def check_light():
    """No GPU library is loaded: the light renderer was chosen before GTK started."""
    with Desk() as desk:
        for name in ("GSK_RENDERER", "GDK_DEBUG", "GDK_DISABLE"):
            desk.environment.pop(name, None)
        with subprocess.Popen([WINDOW], env=desk.environment) as window:
            wait_until(lambda: desk.windows() == 1)
            maps = pathlib.Path(f"/proc/{window.pid}/maps").read_text(encoding="utf-8")
            desk.call(APP, "ActivateAction", "quit", "[]", "{}")
        assert window.returncode == 0
        assert "libLLVM" not in maps and "_dri.so" not in maps and "libgallium" not in maps


def main():
    """Runs all of it."""
    checks = [check_no_bus, check_no_display, check_tray_click, check_single, check_bare_command,
              check_light]
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        name = check.__name__.removeprefix("check_").replace("_", " ")
        try:
            check()
        except AssertionError as error:
            print(f"not ok {number} {name}\n# {error!r}", flush=True)
        else:
            print(f"ok {number} {name}", flush=True)


if __name__ == "__main__":
    main()
