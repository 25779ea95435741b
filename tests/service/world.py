# world.py: the real service on a bus of its own, with a made-up person, server and desktop.
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the service share. Nothing of the machine's own is touched: the bus, the home,
the settings and the server are made for one test, and the system bus is hidden.

The service talks to the server of the stage. Commands run in another home without a login: what
they show can only come from the service, and what they ask themselves asks nobody."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import time

import gi

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "app"))
import stage  # pylint: disable=wrong-import-position,unused-import
from stage import Stage  # pylint: disable=wrong-import-position

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # pylint: disable=wrong-import-position

NAME = "io.github.plimsoll.Plimsoll.Service"
PATH = "/io/github/plimsoll/Plimsoll/Service"
PATIENCE = 30  # seconds; sanitizers on a busy machine are slow, and nothing waits longer than it
LOOK_EVERY = 0.01
BUS_CONFIG = """<busconfig>
  <type>session</type>
  <listen>unix:dir={run}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
  <limit name="max_incoming_bytes">1000000000</limit>
  <limit name="max_outgoing_bytes">1000000000</limit>
  <limit name="max_message_size">1000000000</limit>
  <limit name="service_start_timeout">20000</limit>
  <limit name="max_completed_connections">100000</limit>
  <limit name="max_connections_per_user">100000</limit>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
"""


def wait_until(holds, what, patience=PATIENCE):
    """Looks again and again, and gives back what was found."""
    end = time.monotonic() + patience
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"Not within {patience} s: {what}")
        time.sleep(LOOK_EVERY)


class World(contextlib.ExitStack):
    """Bus, home, server, service and command of one test. A context manager."""

    def __init__(self, program, service, schemas):
        super().__init__()
        self.stage = self.enter_context(Stage(program))
        self.service = os.path.abspath(service)
        self.server = self.stage.server
        self.root = self.stage.root
        self.journal = self.root / "journal"
        self.processes = []
        self.environment = dict(
            self.stage.environment,
            GSETTINGS_BACKEND="keyfile",
            GSETTINGS_SCHEMA_DIR=os.path.abspath(schemas),
            XDG_CONFIG_HOME=str(self.root / "config"),
            XDG_DATA_HOME=str(self.root / "data"),
            DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nonexistent",
            G_MESSAGES_DEBUG="",
        )
        (self.root / "data" / "dbus-1" / "services").mkdir(parents=True)
        (self.root / "empty-home").mkdir()
        self.callback(self.end_all)
        self.start_bus()

    def start_bus(self):
        """A daemon that knows no services but ours."""
        config = self.root / "bus.conf"
        services = self.root / "data" / "dbus-1" / "services"
        config.write_text(BUS_CONFIG.format(run=self.root / "run", services=services))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        self.bus = self.start(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.bus.stdout.readline().strip()
        self.bus.stdout.close()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        self.connection = self.connect()

    def connect(self):
        """A connection of the test's own; it survives the bus."""
        flags = Gio.DBusConnectionFlags
        connection = Gio.DBusConnection.new_for_address_sync(
            self.address,
            flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        connection.set_exit_on_close(False)
        return connection

    def start(self, command, **more):
        """A process that ends with the world at the latest."""
        more.setdefault("env", self.environment)
        process = subprocess.Popen(command, **more)  # pylint: disable=consider-using-with
        self.processes.append(process)
        return process

    def end_all(self):
        """Newest first, so that the bus ends last."""
        for process in reversed(self.processes):
            if process.poll() is None:
                process.kill()
            process.wait()

    def place_beside(self, script):
        """Puts a fake `plimsoll` beside a copy of the service, which it then starts."""
        folder = self.root / "programs"
        folder.mkdir(exist_ok=True)
        if not (folder / "plimsoll-service").exists():
            shutil.copy(self.service, folder)
        self.service = str(folder / "plimsoll-service")
        draft = folder / "draft"
        draft.write_text(script, encoding="utf-8")
        draft.chmod(0o755)
        draft.rename(folder / "plimsoll")

    def start_service(self, **variables):
        """The service itself; what it says goes into the journal."""
        with open(self.journal, "ab") as journal:
            return self.start(
                [self.service], env=dict(self.environment, **variables), stderr=journal
            )

    def up(self, **variables):
        """The service, when it has its name."""
        process = self.start_service(**variables)
        wait_until(lambda: self.owner() or process.poll() is not None, "the service has its name")
        assert process.poll() is None, (process.returncode, self.said())
        return process

    def said(self):
        """The journal so far."""
        return self.journal.read_text(encoding="utf-8") if self.journal.exists() else ""

    def owner(self, name=NAME):
        """Whether somebody has the name."""
        call = GLib.Variant("(s)", (name,))
        return self.ask("NameHasOwner", call, "org.freedesktop.DBus", "/org/freedesktop/DBus")[0]

    def ask(self, method, arguments=None, name=NAME, path=PATH, connection=None, interface=None):
        """One call and its reply, unpacked."""
        reply = (connection or self.connection).call_sync(
            *(name, path, interface or name, method, arguments, None),
            *(Gio.DBusCallFlags.NO_AUTO_START, 20000, None),
        )
        return reply.unpack()

    def accounts(self):
        """The property, as id → dictionary."""
        arguments = GLib.Variant("(ss)", (NAME, "Accounts"))
        (found,) = self.ask("Get", arguments, interface="org.freedesktop.DBus.Properties")
        return {entry["account"]: entry for _, entry in found}

    def condition(self, account="claude:default"):
        """Of one account; None while there is none."""
        return self.accounts().get(account, {}).get("condition")

    def percent(self, account="claude:default"):
        """What the session of an account is used; None while nobody knows."""
        limits = self.accounts().get(account, {}).get("snapshot", {}).get("limits", [])
        return limits[0]["used-percent"] if limits else None

    def status(self):
        """What the service says of itself."""
        return self.ask("GetStatus")[0]

    def run(self, *words, **variables):
        """The command of somebody who is not logged in here, and lets the service do it."""
        environment = dict(self.environment, HOME=str(self.root / "empty-home"), **variables)
        del environment["PLIMSOLL_CLAUDE_BASE_URL"]
        return subprocess.run(
            [self.stage.program, *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=PATIENCE,
        )

    def set(self, key, value):
        """Changes a setting as `gsettings set` does."""
        command = ["gsettings", "set", "io.github.plimsoll.Plimsoll", key, value]
        subprocess.run(command, check=True, env=self.environment)

    def install(self):
        """The activation file that makes the bus start the service."""
        wrapper = self.root / "started-by-bus"
        wrapper.write_text(f"#!/bin/sh\nexec '{self.service}' 2>>'{self.journal}'\n")
        wrapper.chmod(0o755)
        file = self.root / "data" / "dbus-1" / "services" / f"{NAME}.service"
        file.write_text(f"[D-BUS Service]\nName={NAME}\nExec={wrapper}\n")
        self.tell_bus()

    def tell_bus(self):
        """What it can start, and with which environment."""
        self.ask("ReloadConfig", None, "org.freedesktop.DBus", "/org/freedesktop/DBus")
        variables = {
            key: value for key, value in self.environment.items() if "=" not in key
        }
        self.ask(
            "UpdateActivationEnvironment",
            GLib.Variant("(a{ss})", (variables,)),
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
        )

    def start_desktop(self):
        """dbusmock's notification daemon; what it is told is in its log."""
        log = self.root / "notifications"
        command = ["/usr/bin/python3", "-m", "dbusmock", "--session", "-l", str(log)]
        command += ["--template", "notification_daemon", "-p", '{"capabilities": "actions body"}']
        self.start(command)
        wait_until(lambda: self.owner("org.freedesktop.Notifications"), "a notification daemon")

    def notices(self):
        """What was told so far, line by line."""
        log = self.root / "notifications"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if " Notify " in line]

    def click(self, number, action):
        """As the daemon tells of a click on its notification."""
        values = [GLib.Variant("u", number), GLib.Variant("s", action)]
        arguments = GLib.Variant(
            "(sssav)", ("org.freedesktop.Notifications", "ActionInvoked", "us", values)
        )
        self.ask(
            *("EmitSignal", arguments, "org.freedesktop.Notifications"),
            path="/org/freedesktop/Notifications",
            interface="org.freedesktop.DBus.Mock",
        )
