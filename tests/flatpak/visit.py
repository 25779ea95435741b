# visit.py: a made-up person's home, desktop and private Flatpak installation.
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: folders, the desk with panel, portal and notification daemon, the server,
and ways to run something inside the sandbox and to look at it from outside."""

import glob
import os
import pathlib
import resource
import shutil
import subprocess

from desk import Desk
from hosts import Xfce, library
from stage import TOKEN, Reply, Server, login, usage

TOP = pathlib.Path(__file__).resolve().parents[2]
ID = "io.github.plimsoll.Plimsoll"
SERVICE = ID + ".Service"
SERVICE_PATH = "/io/github/plimsoll/Plimsoll/Service"
RUNTIME, SDK = "org.example.Platform//local", "org.example.Sdk//local"
# Critical: a ring that is nearly full of a colour that no desktop has by itself.
SESSION_PERCENT = 96.0
BUILD_SECONDS = 900
# What the desktop portal is made of, without the document portal, which wants FUSE; and Flatpak's
# own helper, through which programs of the host can be run.
SESSION_SERVICES = (
    "org.freedesktop.Flatpak",
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.impl.portal.PermissionStore",
    "org.freedesktop.impl.portal.desktop.gtk",
)
NOTIFICATION_DAEMON = "xfce4/notifyd/xfce4-notifyd"
BUS_SERVICES = pathlib.Path("/usr/share/dbus-1/services")


class Visit:
    """One installation, and one session in which it is used."""

    def __init__(self, folder, pictures):
        self.folder = folder
        self.pictures = pictures
        self.bundle = folder / "plimsoll.flatpak"
        self.server = Server()
        self.server.reply = Reply(body=usage(SESSION_PERCENT))
        # As much as there may be, so that a program that wants no core is seen to want none.
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        self.host = Xfce()
        self.desk = Desk("flatpak", self.host.size)
        self.home = self.desk.folder
        self.installation = folder / "installation"
        shutil.rmtree(self.installation, ignore_errors=True)
        self.exports = self.installation / "exports/share"
        self.notification = None
        self.icon = None
        self.screen_before = None
        self.monitor = None
        self.notification_daemon = None
        self.desk.env.update(
            FLATPAK_USER_DIR=str(self.installation),
            PLIMSOLL_CLAUDE_BASE_URL=self.server.url,
            XDG_CURRENT_DESKTOP="XFCE",
            XDG_DATA_DIRS=f"{self.exports}:/usr/local/share:/usr/share",
            TZ="UTC",
        )
        for name in list(self.desk.env):
            # The sandbox has to choose these by itself.
            if name in ("GSETTINGS_BACKEND", "GIO_USE_VFS"):
                del self.desk.env[name]

    def close(self, keep):
        """Ends what runs in the sandbox, then the desk."""
        subprocess.run(["flatpak", "kill", ID], env=self.desk.env, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        self.server.shutdown()
        self.server.server_close()
        self.desk.close(keep=keep)

    # Building and installing

    def work(self, *command, seconds=BUILD_SECONDS):
        """Something long; what it says comes with a failure."""
        done = subprocess.run(
            [str(word) for word in command],
            env={**os.environ, **self.desk.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
        said = done.stdout.decode(errors="replace")
        assert done.returncode == 0, f"{command[0]} ended with {done.returncode}:\n{said[-3000:]}"
        return said

    def flatpak(self, *words):
        """One flatpak command on the private installation."""
        return self.work("flatpak", *words)

    # Logins, and what else lies in a home

    def log_in(self, token=TOKEN):
        """Writes a login as Claude Code does: a new file in the place of the old one."""
        path = self.home / ".claude/.credentials.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(login(token), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.rename(path)

    def furnish(self):
        """A home with a login, and with things that are nobody's business."""
        for name in (".claude", ".codex", ".ssh", "Documents"):
            (self.home / name).mkdir(exist_ok=True)
        self.log_in()
        (self.home / ".claude.json").write_text('{"oauthAccount": {"seatTier": null}}')
        (self.home / ".codex/auth.json").write_text("{}")
        (self.home / ".ssh/id_ed25519").write_text("SECRET")
        (self.home / ".bashrc").write_text("# SECRET\n")
        (self.home / "Documents/letter.txt").write_text("SECRET")
        program = self.home / ".local/bin/claude"
        program.parent.mkdir(parents=True)
        program.write_text('#!/bin/sh\necho "host $CLAUDE_CONFIG_DIR $*"\ncat ~/.bashrc\n')
        program.chmod(0o755)

    # The desktop

    def open_desktop(self):
        """Panel, portal and notification daemon, and a bus that knows what was installed."""
        host = self.host
        services = [str(BUS_SERVICES / f"{name}.service") for name in SESSION_SERVICES]
        host.services = (*services, str(self.exports / "dbus-1/services/*.service"))
        host.prepare(self.desk)
        self.notification_daemon = self.desk.start([library(NOTIFICATION_DAEMON)])
        self.desk.wait_for_name("org.freedesktop.Notifications")
        self.monitor = self.desk.start(
            ["dbus-monitor", "--session", "interface='org.freedesktop.portal.Notification'"]
        )
        host.start(self.desk)
        self.desk.wait_for_name("org.kde.StatusNotifierWatcher")
        self.screen_before = self.desk.wait_still("the empty panel")

    def call(self, name, path, method, *arguments, check=True):
        """A D-Bus call from outside, which may start whom it calls."""
        return self.desk.run(
            "gdbus", "call", "--session", "--timeout=25", "--dest", name, "--object-path", path,
            "--method", method, *arguments, check=check,
        ).decode()  # fmt: skip

    def accounts(self):
        """What the service says of its accounts, as text."""
        return self.call(
            SERVICE, SERVICE_PATH, "org.freedesktop.DBus.Properties.Get", SERVICE, "Accounts"
        )

    def keep_picture(self, name, box=None):
        """The screen, or the part of it in the box, for people to look at."""
        if self.pictures is None:
            return
        self.pictures.mkdir(parents=True, exist_ok=True)
        crop = []
        if box is not None:
            left, top, right, bottom = box
            crop = ["-crop", f"{right - left}x{bottom - top}+{left}+{top}", "+repage"]
        picture = self.desk.look()
        ppm = b"P6 %d %d 255\n" % (picture.width, picture.height) + picture.pixels
        path = str(self.pictures.resolve() / f"{name}.png")
        subprocess.run(["convert", "ppm:-", *crop, "-strip", path], input=ppm, check=True)

    # The sandbox

    def run_in_sandbox(self, *words):
        """(status, output) of a `flatpak run`."""
        done = subprocess.run(
            ["flatpak", "run", *words],
            env=self.desk.env,
            cwd=self.home,
            stdout=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout.decode(errors="replace")

    def inside(self, script, check=True):
        """What a shell in a new sandbox of the program says to the script."""
        status, said = self.run_in_sandbox("--command=bash", ID, "-c", f"exec 2>&1\n{script}")
        assert not check or status == 0, f"{script}: {status}: {said}"
        return said

    def plimsoll(self, *words):
        """(status, output) of the command, run as a person would."""
        return self.run_in_sandbox(ID, *words)

    def process(self, program):
        """The folder in /proc of a program that runs in the sandbox; None when there is none."""
        for path in glob.glob("/proc/[0-9]*/root/.flatpak-info"):
            folder = pathlib.Path(path).parents[1]
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                info = pathlib.Path(path).read_text(encoding="utf-8")
            except OSError:
                continue
            if words[0].endswith(program.encode()) and str(self.installation) in info:
                return folder
        return None
