# tray_host.py: somebody who shows tray items, as far as a test has to see them.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A watcher and a host in one, on a connection of its own, so that it may come and go."""

import os

from service_stage import Gio, GLib

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
# Where an item lies that registers by its bus name alone.
USUAL_PATH = "/StatusNotifierItem"
INTERFACE = f"""<node><interface name="{WATCHER}">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
<method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
<property name="RegisteredStatusNotifierItems" type="as" access="read"/>
<property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
<property name="ProtocolVersion" type="i" access="read"/></interface></node>"""


def connect():
    """A connection of one's own to the session bus."""
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        os.environ["DBUS_SESSION_BUS_ADDRESS"],
        flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
        None,
        None,
    )


class TrayHost:
    """Shows items from its making to `leave`."""

    def __init__(self):
        self.bus = connect()
        # As they registered: a bus name, and where the item lies.
        self.items = []
        self.signals = []
        self.bus.register_object(
            WATCHER_PATH,
            Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0],
            self._on_call,
            self._on_get,
            None,
        )
        self.bus.signal_subscribe(
            None, None, None, None, None, Gio.DBusSignalFlags.NONE, self._on_signal
        )
        Gio.bus_own_name_on_connection(self.bus, WATCHER, Gio.BusNameOwnerFlags.NONE, None, None)

    def leave(self):
        """As a panel that crashed."""
        self.bus.close_sync()

    def _on_call(self, _bus, sender, _path, _interface, method, arguments, invocation):
        if method == "RegisterStatusNotifierItem":
            name = arguments.unpack()[0]
            is_path = name.startswith("/")
            self.items.append((sender, name) if is_path else (name, USUAL_PATH))
        invocation.return_value(None)

    def _on_get(self, _bus, _sender, _path, _interface, name):
        return {
            "RegisteredStatusNotifierItems": GLib.Variant(
                "as", [f"{name}{path}" for name, path in self.items]
            ),
            "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
            "ProtocolVersion": GLib.Variant("i", 0),
        }[name]

    def _on_signal(self, _bus, _sender, _path, interface, name, _arguments):
        if interface in (ITEM, MENU):
            self.signals.append(name)

    def call(self, path, interface, method, arguments=None):
        """What the newest item answers."""
        answer = self.bus.call_sync(
            self.items[-1][0], path, interface, method, arguments, None,
            Gio.DBusCallFlags.NONE, 5000, None,
        )  # fmt: skip
        return answer.unpack()

    def get(self, name):
        """One property of the newest item."""
        return self.call(
            self.items[-1][1], "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (ITEM, name)),
        )[0]  # fmt: skip

    def tell(self, method, arguments):
        """A person does something with the newest item."""
        self.call(self.items[-1][1], ITEM, method, arguments)

    def has_item(self):
        """Whether the newest item is still there."""
        try:
            return bool(self.items) and self.get("Status") != "Passive"
        except GLib.Error:
            return False

    def rows(self):
        """(id, label, whether it can be chosen) of each row with words."""
        arguments = GLib.Variant("(iias)", (0, -1, []))
        _revision, (_id, _properties, children) = self.call(
            self.get("Menu"), MENU, "GetLayout", arguments
        )
        return [
            (row, properties["label"], properties.get("enabled", True))
            for row, properties, _ in children
            if "label" in properties
        ]

    def choose(self, label):
        """Clicks on the row with these words."""
        row = next(row for row, words, _ in self.rows() if words == label)
        event = GLib.Variant("(isvu)", (row, "clicked", GLib.Variant("i", 0), 0))
        self.call(self.get("Menu"), MENU, "Event", event)
