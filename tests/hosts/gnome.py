# gnome.py: GNOME Shell without a screen, with the AppIndicator extension.
# SPDX-License-Identifier: GPL-3.0-or-later
"""There is no X server to look at or to click in: the shell's own interfaces do both."""

import glob
import pathlib
import subprocess
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from desk import Desk, Missing, Picture, wait_for  # noqa: E402
from hosts import Host  # noqa: E402

REMOTE = "org.gnome.Mutter.RemoteDesktop"
# Linux's codes of the mouse buttons, by their X numbers.
BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}
# Further than any screen is wide.
FAR = 10000
SETTINGS = (
    ("org.gnome.shell", "disable-user-extensions", "false"),
    ("org.gnome.shell", "welcome-dialog-last-shown-version", "'99'"),
    ("org.gnome.desktop.interface", "enable-animations", "false"),
    # What the shell has to say about its strange surroundings would lie beside the menu.
    ("org.gnome.desktop.notifications", "show-banners", "false"),
    ("org.gnome.desktop.background", "picture-options", "'none'"),
    ("org.gnome.desktop.background", "primary-color", "'#2b5566'"),
)


class GnomeDesk(Desk):
    """Looks through the shell's Screenshot, points through Mutter's RemoteDesktop."""

    def __init__(self, name, size):
        super().__init__(name, size)
        self.bus = None
        self.session = None
        self.size = [int(part) for part in size.split("x")]
        self.place = None

    def call(self, name, path, interface, method, arguments=None):
        if self.bus is None:
            self.bus = Gio.DBusConnection.new_for_address_sync(
                self.env["DBUS_SESSION_BUS_ADDRESS"],
                Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
                None,
                None,
            )
        try:
            answer = self.bus.call_sync(
                name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000, None
            )
        except GLib.Error as error:
            raise Missing(f"{method}: {error.message}") from error
        return answer.unpack()

    def look(self):
        path = self.folder / "look.png"
        self.call(
            "org.gnome.Shell.Screenshot", "/org/gnome/Shell/Screenshot",
            "org.gnome.Shell.Screenshot", "Screenshot",
            GLib.Variant("(bbs)", (False, False, str(path))),
        )  # fmt: skip
        return Picture(
            subprocess.run(
                ["convert", str(path), "-alpha", "off", "-depth", "8", "ppm:-"],
                check=True, stdout=subprocess.PIPE,
            ).stdout
        )  # fmt: skip

    def open_session(self):
        """A shell that was started anew knows nothing of the hand before."""
        (self.session,) = self.call(
            REMOTE, "/org/gnome/Mutter/RemoteDesktop", REMOTE, "CreateSession"
        )
        self.call(REMOTE, self.session, f"{REMOTE}.Session", "Start")
        self.place = None

    def point(self, method, arguments):
        self.call(REMOTE, self.session, f"{REMOTE}.Session", method, arguments)
        time.sleep(0.05)

    def move(self, x, y):
        """From where the pointer is known to be: the upper left corner opens the overview."""
        if self.place is None:
            self.point("NotifyPointerMotionRelative", GLib.Variant("(dd)", (FAR, FAR)))
            self.place = [self.size[0] - 1, self.size[1] - 1]
        for target in ((x + 4, y + 2), (x, y)):
            step = (target[0] - self.place[0], target[1] - self.place[1])
            self.point("NotifyPointerMotionRelative", GLib.Variant("(dd)", step))
            self.place = target

    def click(self, button):
        for is_down in (True, False):
            self.point("NotifyPointerButton", GLib.Variant("(ib)", (BUTTONS[button], is_down)))


class Gnome(Host):
    name = "gnome-shell"
    size = "1280x720"
    desk_class = GnomeDesk
    # The panel, without the arrow of the menu under it.
    panel_half_height = 18
    # Above its first row a menu here has more than others.
    menu_padding = 14

    def prepare(self, desk):
        super().prepare(desk)
        desk.env.update(
            DBUS_SYSTEM_BUS_ADDRESS=desk.env["DBUS_SYSTEM_BUS_ADDRESS"],
            XDG_CURRENT_DESKTOP="GNOME",
            XDG_SESSION_TYPE="wayland",
            LIBGL_ALWAYS_SOFTWARE="1",
        )
        desk.env.pop("DISPLAY")
        # Fedora and Arch name the extension otherwise than Debian and Ubuntu.
        names = [
            pathlib.Path(path).name
            for path in glob.glob("/usr/share/gnome-shell/extensions/*appindicator*")
        ]
        enabled = ("org.gnome.shell", "enabled-extensions", str(names))
        for schema, key, value in (*SETTINGS, enabled):
            desk.run("gsettings", "set", schema, key, value)
        desk.start(["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"])
        wait_for(
            lambda: b"login1"
            in desk.run(
                "dbus-send", "--bus=" + desk.env["DBUS_SYSTEM_BUS_ADDRESS"], "--print-reply",
                "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames",
            ),
            said="logind",
        )  # fmt: skip

    def start(self, desk):
        shell = desk.start(
            [
                "gnome-shell", "--headless", "--unsafe-mode", "--virtual-monitor", self.size,
                "--wayland-display=plimsoll-desk",
            ]
        )  # fmt: skip
        for name in ("org.kde.StatusNotifierWatcher", REMOTE, "org.gnome.Shell.Screenshot"):
            wait_for(lambda name=name: desk.has_name(name), 40, name)
        desk.open_session()
        # The overview is what a session starts with, at some moment of its own.
        wait_for(lambda: self.is_plain(desk), said="the plain desktop")
        return shell

    def is_plain(self, desk):
        script = "Main.overview.hide(); !Main.layoutManager._startingUp && !Main.overview.visible"
        answer = desk.call(
            "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell", "Eval",
            GLib.Variant("(s)", (script,)),
        )  # fmt: skip
        return answer == (True, "true")

    def left_click(self, desk):
        """One click opens the menu there; two are a left click."""
        desk.click(1)
        desk.click(1)
