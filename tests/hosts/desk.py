# desk.py: a screen, two buses and a home of their own, and eyes and hands to test a desktop with.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a Desk starts it also ends, by process id, last one first."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# Nothing on a bus without service folders is started behind our back.
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:dir={run}</listen>{services}
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""

# A colour counts as found when it differs by less than this: hosts scale and brighten icons.
TOLERANCE = 24
# Fewer pixels than this are a letter or an edge somewhere, not an icon.
LEAST_ICON_PIXELS = 80
PATIENCE_SECONDS = 20


class Missing(Exception):
    """What was waited for did not come."""


def wait_for(what, seconds=PATIENCE_SECONDS, said="it"):
    """The first true value that `what` gives; polls, so that nothing waits longer than it must."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(f"{said} did not come within {seconds} s")
        time.sleep(0.1)


class Picture:
    """Pixels of the screen at one moment, from a binary PPM."""

    def __init__(self, ppm):
        fields = ppm.split(maxsplit=4)
        if len(fields) < 5 or fields[0] != b"P6":
            raise Missing("the picture of the screen")
        self.width, self.height = int(fields[1]), int(fields[2])
        self.pixels = ppm[-self.width * self.height * 3 :]

    def find(self, colour):
        """The middle of everything that has this colour (r, g, b), or None."""
        xs, ys = [], []
        pixels, width = self.pixels, self.width
        red, green, blue = colour
        for i in range(0, len(pixels), 3):
            if (
                abs(pixels[i] - red) < TOLERANCE
                and abs(pixels[i + 1] - green) < TOLERANCE
                and abs(pixels[i + 2] - blue) < TOLERANCE
            ):
                ys.append(i // 3 // width)
                xs.append(i // 3 % width)
        if len(xs) < LEAST_ICON_PIXELS:
            return None
        return sorted(xs)[len(xs) // 2], sorted(ys)[len(ys) // 2]

    def changed_box(self, before, band):
        """Left, top, right, bottom of what differs from `before` outside the rows in `band`."""
        stride = self.width * 3
        box = None
        for y in range(self.height):
            row = self.pixels[y * stride : (y + 1) * stride]
            old = before.pixels[y * stride : (y + 1) * stride]
            if band[0] <= y <= band[1] or row == old:
                continue
            xs = [x for x in range(self.width) if row[3 * x : 3 * x + 3] != old[3 * x : 3 * x + 3]]
            if box is None:
                box = [xs[0], y, xs[-1], y]
            box = [min(box[0], xs[0]), box[1], max(box[2], xs[-1]), y]
        return box


class Desk:
    """One made-up person's session."""

    def __init__(self, name, size="800x600"):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-desk-"))
        self.running = []
        self.log_files = []
        self.grab = ["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"]
        for part in ("run", "config", "cache", "data", "state", "services"):
            (self.folder / part).mkdir(mode=0o700)
        self.env = {
            "PATH": os.environ["PATH"] + ":/usr/sbin:/usr/games",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "QT_ACCESSIBILITY": "0",
            "GSETTINGS_BACKEND": "keyfile",
            "GIO_USE_VFS": "local",
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
        }
        for name_kept in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name_kept in os.environ:
                self.env[name_kept] = os.environ[name_kept]
        self._start_screen(size)
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = self._start_bus("system-bus", "")

    def open_bus(self, service_files=()):
        """The session bus, on which only these services may be started by being called."""
        for path in service_files:
            shutil.copy(path, self.folder / "services")
        services = f"<servicedir>{self.folder / 'services'}</servicedir>" if service_files else ""
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus("session-bus", services)

    def _start_screen(self, size):
        reading, writing = os.pipe()
        self.start(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.env["DISPLAY"] = ":" + number.readline().strip()

    def _start_bus(self, name, services):
        config = self.folder / f"{name}.conf"
        config.write_text(BUS_CONFIG.format(run=self.folder / "run", services=services))
        process = self.start(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
        )
        return process.stdout.readline().decode().strip()

    def start(self, command, env=None, **options):
        """Runs a program in this session; what it says goes to a file that a failure shows."""
        path = self.folder / f"{len(self.log_files):02}-{pathlib.Path(command[0]).name}.log"
        self.log_files.append(path)
        with path.open("wb") as log:
            options.setdefault("stdout", log)
            process = subprocess.Popen(
                command,
                env={**self.env, **(env or {})},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                **options,
            )
        process.log = path
        self.running.append(process)
        return process

    def run(self, *command, check=True):
        """Runs a program to its end and gives what it said."""
        done = subprocess.run(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30
        )
        if check and done.returncode != 0:
            raise Missing(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout

    def stop(self, process, how=signal.SIGTERM):
        """Ends one program and whatever it started."""
        if process in self.running:
            self.running.remove(process)
        for sign in (how, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(timeout=3)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        process.wait()

    def close(self, keep=False):
        """Ends everything; shows what the programs said when that may explain a failure."""
        for process in reversed(list(self.running)):
            self.stop(process)
        if keep:
            for path in self.log_files:
                text = path.read_text(errors="replace").splitlines()[-15:]
                for line in text:
                    print(f"# {path.name}: {line}", file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)

    def has_name(self, name):
        """Whether somebody on the session bus has this name."""
        said = self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
            "org.freedesktop.DBus.NameHasOwner", f"string:{name}", check=False,
        )  # fmt: skip
        return b"boolean true" in said

    def wait_for_name(self, name):
        wait_for(lambda: self.has_name(name), said=name)

    # Eyes and hands.

    def look(self):
        return Picture(self.run(*self.grab))

    def find(self, colour):
        """Where the colour is on the screen; waits for it to settle in one place."""
        seen = []

        def is_settled():
            seen.append(self.look().find(colour))
            return len(seen) > 1 and seen[-1] is not None and seen[-1] == seen[-2]

        wait_for(is_settled, said=f"the colour {colour}")
        return seen[-1]

    def wait_still(self, said):
        """The screen, once two looks at it agree."""
        looks = []

        def is_settled():
            looks.append(self.look())
            time.sleep(0.3)
            return len(looks) > 1 and looks[-1].pixels == looks[-2].pixels

        wait_for(is_settled, said=said)
        return looks[-1]

    def wait_changed(self, before, band, said):
        """The box of what differs from `before` outside the rows in `band`, once it is settled."""
        wait_for(lambda: self.look().changed_box(before, band), said=said)
        return self.wait_still(said).changed_box(before, band)

    def move(self, x, y):
        """In small steps: Qt's menus ignore the first motion they see."""
        for dx, dy in ((6, 4), (3, 2), (0, 0)):
            self.run("xdotool", "mousemove", str(x + dx), str(y + dy))
            time.sleep(0.08)

    def click(self, button):
        self.run("xdotool", "click", str(button))

    def key(self, name):
        self.run("xdotool", "key", name)
