#!/usr/bin/python3
# test_run.py: build-aux/run on a desktop, without a session bus, and without a display.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_run.py, with DISPLAY set. Speaks TAP. Builds in build/run of the source tree, as the
script does for everybody; so the first time takes minutes."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "lint"))
import tap  # pylint: disable=wrong-import-position

RUN = str(TOP / "build-aux" / "run")
PREFIX = str(TOP / "build" / "prefix")
PATIENCE_SECONDS = 60
# Neither a bus nor settings of the person who runs the tests.
FOREIGN = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "GSETTINGS_SCHEMA_DIR", "XDG_DATA_DIRS",
           "PLIMSOLL_DEMO", "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CONFIG_DIR")


def ours():
    """The processes that run a program of the private prefix."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                program = os.readlink(entry / "exe").removesuffix(" (deleted)")
                if program.startswith(PREFIX):
                    found[int(entry.name)] = pathlib.Path(program).name
    return found


def wait_until(is_true, said):
    """Waits for something that takes a moment."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < end, said
        time.sleep(0.1)


class Person:
    """Somebody with a home of their own. A context manager."""

    def __init__(self, **more):
        self.home = tempfile.TemporaryDirectory(prefix="plimsoll-run-")
        self.environment = {
            name: value for name, value in os.environ.items() if name not in FOREIGN
        }
        self.environment.update(HOME=self.home.name, XDG_RUNTIME_DIR=self.home.name, **more)
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            self.environment.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.home.cleanup()

    def types(self, *words):
        """(exit status, what was said) of a command."""
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr


def check_desktop():
    """on a desktop service and window run from the private prefix, and it says what stays"""
    script = (f"'{RUN}' --no-install --demo; '{RUN}' --no-install --demo; "
              "timeout 60 xdotool search --sync --onlyvisible --name '^Plimsoll$'; "
              f"'{RUN}' --stop")
    with Person() as person:
        status, said = person.types("dbus-run-session", "--", "bash", "-c", script)
        assert status == 0, said
        services = re.findall(r"the service, process (\d+)", said)
        assert len(services) == 2 and services[0] != services[1], said
        assert said.count("with the demo account") == 2 and "build-aux/run --stop" in said, said
        # What follows the second start is the number of a window that can be seen.
        assert re.search(r"--stop\n\d+\n", said), said
        wait_until(lambda: not ours(), f"left behind: {ours()}")


def check_other_service():
    """a service from elsewhere is named and left alone"""
    other = TOP / "build" / "other-service"
    other.write_bytes(pathlib.Path(PREFIX, "libexec/plimsoll/plimsoll-service").read_bytes())
    other.chmod(0o755)
    script = (f"'{other}' & sleep 1; '{RUN}' --no-install --demo && echo took it; "
              f"'{PREFIX}/bin/plimsoll' service stop")
    try:
        with Person() as person:
            _, said = person.types("dbus-run-session", "--", "bash", "-c", script)
            assert f"Another Plimsoll runs in this session: {other}" in said, said
            assert "took it" not in said and "has been stopped" in said, said
    finally:
        other.unlink()


def check_no_bus():
    """without a session bus it brings one, stays in the terminal, and Ctrl+C ends all of it"""
    with Person() as person:
        with subprocess.Popen(
            [RUN, "--no-install", "--demo"], env=person.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as process:
            said = ""
            while "Ctrl+C" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            assert sorted(ours().values()) == ["plimsoll-service", "plimsoll-window"], ours()
            os.killpg(process.pid, signal.SIGINT)
        wait_until(lambda: not ours(), f"left behind: {ours()}")


def check_no_display():
    """without a display it says so and shows the numbers; nothing is started"""
    with Person(DISPLAY="") as person:
        status, said = person.types(RUN, "--no-install", "--demo")
        assert status == 0 and "There is no display here" in said and "Session" in said, said
        status, said = person.types(RUN, "--no-install")
        assert status == 0 and "There is no usable login here" in said, said
        assert not ours(), ours()


def check_arguments():
    """other words go to `plimsoll show`, whose exit status comes back"""
    with Person() as person:
        status, said = person.types(RUN, "--no-install", "--json")
        assert status == 77 and '"schema"' in said, (status, said)
        assert not ours(), ours()


def main():
    """Prints TAP."""
    checks = [check_no_display, check_desktop, check_other_service, check_no_bus, check_arguments]
    return tap.run([(check.__doc__, tap.held(check)) for check in checks])


sys.exit(main())
