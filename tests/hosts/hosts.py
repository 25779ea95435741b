# hosts.py: how to start each desktop's panel so that it shows a tray and little else.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host has a name, the purpose in build-aux/packages that installs it, and four steps."""

import glob
import json
import os
import pathlib
import pwd

from desk import Desk, wait_for

XFCE_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="known-items" type="array">
        <value type="string" value="io.github.plimsoll.Plimsoll"/>
      </property>
    </property>
  </property>
</channel>
"""

KDE_PANEL = """[Containments][1]
formfactor=0
immutability=1
lastScreen=0
location=0
plugin=org.kde.desktopcontainment
wallpaperplugin=org.kde.color

[Containments][1][Wallpaper][org.kde.color][General]
Color=255,255,255

[Containments][2]
formfactor=2
immutability=1
lastScreen=0
location=4
plugin=org.kde.panel

[Containments][2][Applets][7]
immutability=1
plugin=org.kde.plasma.systemtray

[Containments][2][Applets][7][Configuration]
SystrayContainmentId=8

[Containments][2][General]
AppletOrder=7

[Containments][8]
formfactor=2
immutability=1
lastScreen=0
location=4
plugin=org.kde.plasma.private.systemtray

[Containments][8][General]
extraItems=
knownItems={known}
showAllItems=true
"""

# Applets that would otherwise join the tray.
KDE_KNOWN = (
    "battery keyboardlayout manage-inputmethod mediacontroller devicenotifier clipboard "
    "notifications keyboardindicator printmanager vault volume networkmanagement bluetooth "
    "nightcolorcontrol cameraindicator weather"
)

LXQT_PANEL = """[General]
panels=panel1

[panel1]
plugins=statusnotifier
panelSize=32
position=Bottom

[statusnotifier]
type=statusnotifier
alignment=Right
"""

WAYBAR = {
    "layer": "top",
    "position": "top",
    "height": 30,
    "modules-right": ["tray"],
    "tray": {"icon-size": 22, "spacing": 8},
}


def library(pattern):
    """The one file of this name among the places where distributions keep helpers."""
    for folder in ("/usr/lib/*/", "/usr/lib/", "/usr/libexec/", "/usr/lib64/"):
        found = glob.glob(folder + pattern)
        if found:
            return found[0]
    raise FileNotFoundError(pattern)


class Host:
    """A desktop's panel. `prepare` once, then `start` as often as wanted."""

    name = ""
    packages = "hosts-long"
    # The rows of pixels above and below the icon's middle that belong to the panel.
    panel_half_height = 24
    # What menus have above their first row and under their last one, about.
    menu_padding = 4
    services = ()
    size = "800x600"
    desk_class = Desk

    def prepare(self, desk):
        desk.open_bus([path for pattern in self.services for path in glob.glob(pattern)])

    def start(self, desk):
        """The process that may be killed and started again."""
        raise NotImplementedError

    def left_click(self, desk):
        desk.click(1)


class Xfce(Host):
    name = "xfce4-panel"
    packages = "hosts"

    def prepare(self, desk):
        super().prepare(desk)
        folder = desk.folder / "config/xfce4/xfconf/xfce-perchannel-xml"
        folder.mkdir(parents=True)
        (folder / "xfce4-panel.xml").write_text(XFCE_PANEL)
        desk.start([library("xfce4/xfconf/xfconfd")])
        desk.wait_for_name("org.xfce.Xfconf")
        desk.start(["xfwm4", "--compositor=off"])

    def start(self, desk):
        return desk.start(["xfce4-panel", "--disable-wm-check"])


class Kde(Host):
    name = "plasmashell"

    def prepare(self, desk):
        super().prepare(desk)
        config = desk.folder / "config"
        (config / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
        (config / "plasmashellrc").write_text("[softwarerenderer]\nneverShow=true\n")
        known = ",".join("org.kde.plasma." + name for name in KDE_KNOWN.split())
        (config / "plasma-org.kde.plasma.desktop-appletsrc").write_text(
            KDE_PANEL.format(known=known)
        )
        modules = glob.glob("/usr/lib/*/qt5/plugins/kf5/kded/*.so")
        names = [pathlib.Path(path).stem for path in modules]
        (config / "kded5rc").write_text(
            "".join(
                f"[Module-{name}]\nautoload=false\n\n"
                for name in names
                if name != "statusnotifierwatcher"
            )
        )
        desk.env.update(
            QT_QPA_PLATFORM="xcb",
            QT_QUICK_BACKEND="software",
            QT_XCB_GL_INTEGRATION="none",
            LIBGL_ALWAYS_SOFTWARE="1",
            KDE_FULL_SESSION="true",
            KDE_SESSION_VERSION="5",
            XDG_CURRENT_DESKTOP="KDE",
            XDG_SESSION_TYPE="x11",
        )
        desk.start([library("libexec/kactivitymanagerd")])
        desk.start(["kded5"])
        desk.wait_for_name("org.kde.StatusNotifierWatcher")
        desk.wait_for_name("org.kde.ActivityManager")

    def start(self, desk):
        return desk.start(["plasmashell", "--no-respawn"])


class Waybar(Host):
    name = "waybar"
    size = "1280x720"
    # Its menus open over the lower half of the bar.
    panel_half_height = 15

    def prepare(self, desk):
        super().prepare(desk)
        (desk.folder / "waybar.json").write_text(json.dumps(WAYBAR))
        (desk.folder / "sway.conf").write_text(
            "output X11-1 resolution 1280x720 position 0 0 bg #202040 solid_color\n"
            "default_border none\n"
        )
        desk.env.update(
            WLR_BACKENDS="x11",
            WLR_RENDERER="pixman",
            XDG_CURRENT_DESKTOP="sway",
            XDG_SESSION_TYPE="wayland",
        )
        # sway refuses to run as root: then it runs as nobody, who owns the folder meanwhile.
        options = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in [desk.folder, *desk.folder.rglob("*")]:
                os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
            options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        desk.start(["sway", "-c", str(desk.folder / "sway.conf")], **options)
        sockets = str(desk.folder / "run/wayland-?")
        path = wait_for(lambda: glob.glob(sockets), said="sway")[0]
        desk.env["WAYLAND_DISPLAY"] = pathlib.Path(path).name

    def start(self, desk):
        return desk.start(
            ["waybar", "-c", str(desk.folder / "waybar.json")], env={"GDK_BACKEND": "wayland"}
        )


class Lxqt(Host):
    name = "lxqt-panel"

    def prepare(self, desk):
        super().prepare(desk)
        (desk.folder / "config/lxqt").mkdir()
        (desk.folder / "config/lxqt/panel.conf").write_text(LXQT_PANEL)
        desk.env.update(QT_QPA_PLATFORM="xcb", XDG_CURRENT_DESKTOP="LXQt")
        desk.start(["xfwm4", "--compositor=off"])

    def start(self, desk):
        return desk.start(["lxqt-panel"])


class Mate(Host):
    name = "mate-panel"
    services = ("/usr/share/dbus-1/services/org.mate.panel.applet.*",)

    def prepare(self, desk):
        super().prepare(desk)
        desk.env["XDG_CURRENT_DESKTOP"] = "MATE"
        desk.run("gsettings", "set", "org.mate.panel", "default-layout", "default")
        desk.start(["xfwm4", "--compositor=off"])

    def start(self, desk):
        return desk.start(["mate-panel"])
