# service_stage.py: a made-up person whose service runs, on the session bus that is there.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody may ask a server oftener than once a minute. So that tests need not wait for it, a first
service runs on a clock that is behind and asks; what it leaves behind is then older than a minute
for the next one, which has the true clock, finds the numbers fresh enough to show them, and asks
only when a person wants it to."""

import contextlib
import os
import pathlib
import subprocess
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from stage import Stage  # noqa: E402

SERVICE = "io.github.plimsoll.Plimsoll.Service"
SERVICE_PATH = "/io/github/plimsoll/Plimsoll/Service"
WINDOW = "io.github.plimsoll.Plimsoll"
WINDOW_PATH = "/io/github/plimsoll/Plimsoll"
WINDOW_INTERFACE = """<node><interface name="org.freedesktop.Application">
<method name="Activate"><arg name="platform_data" type="a{sv}" direction="in"/></method>
<method name="ActivateAction"><arg name="action" type="s" direction="in"/>
<arg name="parameter" type="av" direction="in"/>
<arg name="platform_data" type="a{sv}" direction="in"/></method></interface></node>"""
# More than the minute between two askings, less than the interval after which the service asks.
BEHIND_SECONDS = 90
PATIENCE_SECONDS = 20
SESSION_VARIABLES = (
    "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "DISPLAY", "XDG_CURRENT_DESKTOP"
)  # fmt: skip


def wait_until(what, said, seconds=PATIENCE_SECONDS):
    """Lets the main loop run until `what` gives something true, and gives that."""
    end = time.monotonic() + seconds
    while True:
        while GLib.MainContext.default().iteration(False):
            pass
        value = what()
        if value:
            return value
        assert time.monotonic() < end, f"{said} did not come within {seconds} s"
        time.sleep(0.02)


class ServiceStage(Stage):
    """A Stage with the service on it, and with a stand-in for the window that tells `heard`."""

    def __init__(self, service, program, shift_clock, schemas, heard):
        super().__init__(program, shift_clock)
        self.service = os.path.abspath(service)
        self.heard = heard
        self.processes = []
        self.environment.update(
            {name: os.environ[name] for name in SESSION_VARIABLES if name in os.environ},
            GSETTINGS_BACKEND="keyfile",
            GSETTINGS_SCHEMA_DIR=os.path.abspath(schemas),
            XDG_CONFIG_HOME=str(self.root / "config"),
        )
        self.settings = self.root / "config/glib-2.0/settings/keyfile"
        self.settings.parent.mkdir(parents=True)
        self.set()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        self._open_window()

    def __exit__(self, *arguments):
        for process in self.processes:
            process.kill()
            process.wait()
        super().__exit__(*arguments)

    def set(self, **settings):
        """Writes the person's settings as GVariant texts; `_` stands for `-`. All others are
        as at first, but for the alerts: one over the tray would be looked at in its place."""
        settings = {"alerts": "@as []", **settings}
        lines = [f"{name.replace('_', '-')}={value}" for name, value in settings.items()]
        fresh = self.settings.with_suffix(".new")
        fresh.write_text("\n".join(["[io/github/plimsoll/Plimsoll]", *lines, ""]))
        fresh.rename(self.settings)

    def _open_window(self):
        self.bus.register_object(
            WINDOW_PATH,
            Gio.DBusNodeInfo.new_for_xml(WINDOW_INTERFACE).interfaces[0],
            self._on_window_called,
            None,
            None,
        )
        Gio.bus_own_name_on_connection(self.bus, WINDOW, Gio.BusNameOwnerFlags.NONE, None, None)

    def _on_window_called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        values = arguments.unpack()
        token = values[-1].get("activation-token")
        wish = "show" if method == "Activate" else values[0]
        self.heard(f"window {wish} {'with-token' if token else 'without-token'}")
        invocation.return_value(None)

    def start_service(self, later=0):
        """What it has to complain of goes where ours goes."""
        _, environment = self.command([], later)
        process = subprocess.Popen([self.service], env=environment)
        self.processes.append(process)
        return process

    def stop_service(self, process):
        """Gives its status."""
        process.terminate()
        self.processes.remove(process)
        return process.wait(PATIENCE_SECONDS)

    def call_service(self, interface, method, arguments=None):
        """What it answers, or None when it does not."""
        try:
            answer = self.bus.call_sync(
                SERVICE, SERVICE_PATH, interface, method, arguments, None,
                Gio.DBusCallFlags.NO_AUTO_START, 5000, None,
            )  # fmt: skip
        except GLib.Error:
            return None
        return answer.unpack()

    def has_numbers(self):
        """Whether the service shows any; it has written them down before."""
        answer = self.call_service(
            "org.freedesktop.DBus.Properties",
            "Get",
            GLib.Variant("(ss)", (SERVICE, "Accounts")),
        )
        return answer is not None and any("snapshot" in account for _, account in answer[0])

    def ask_once(self):
        """Lives through the first minute and a half in a moment."""
        process = self.start_service(-BEHIND_SECONDS)
        wait_until(self.has_numbers, "the first numbers")
        assert self.stop_service(process) == 0, "the first service failed"


def find_built(folder):
    """(service, program, shift-clock, schemas) in a build folder."""
    folder = pathlib.Path(folder)
    return (
        folder / "src/app/plimsoll-service",
        folder / "src/app/plimsoll",
        folder / "tests/app/libshift-clock.so",
        folder / "data",
    )


@contextlib.contextmanager
def screen(size="64x64"):
    """A display: the Ayatana library wants GTK, which wants one."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(theirs,), stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        with os.fdopen(ours) as number:
            os.environ["DISPLAY"] = ":" + number.readline().strip()
        yield
        process.terminate()
