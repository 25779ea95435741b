# floors.py: which folder may include what. The table of docs/architecture.md as data.
# SPDX-License-Identifier: GPL-3.0-or-later
"""To add a floor or an outside library, add a line here and say why in the commit.

A folder below a floor belongs to it unless it has a line of its own. A folder of src/ without a
line is a mistake.
"""

# Folder under src/ → (floors it may include, outside libraries it may include).
# GLib, GObject and GIO, the C library and POSIX are everybody's.
FLOORS = {
    "base": ((), ()),
    "model": (("base",), ()),
    "engine": (("model", "base"), ()),
    "providers/http": (("model", "base"), ("soup", "json-glib")),
    # Installed programs that are asked in lines of JSON, which the transport's reader parses.
    "providers/agent": (("providers/http", "model", "base"), ("json-glib",)),
    # The desktop's keyring: the one folder that knows libsecret.
    "providers/keyring": (("model", "base"), ("secret",)),
    "providers/claude": (
        ("providers/agent", "providers/keyring", "providers/http", "model", "base"),
        ("soup", "json-glib"),
    ),
    "providers/codex": (
        ("providers/agent", "providers/http", "model", "base"),
        ("soup", "json-glib"),
    ),
    # The demo account feeds the real parser, so it stands on the provider whose bodies it makes.
    "providers/demo": (
        ("providers/claude", "providers/http", "model", "base"),
        ("soup", "json-glib"),
    ),
    "store": (("model", "base"), ("sqlite",)),
    "bus": (("model", "base"), ()),
    "tray": (("model", "base"), ("cairo",)),
    "notify": (("model", "base"), ("notify",)),
    "service": (("engine", "store", "bus", "model", "base"), ()),
    "window": (("bus", "model", "base"), ("gtk", "adwaita", "cairo")),
    "terminal": (("bus", "model", "base"), ("json-glib",)),
    "app": (("*",), ()),
}

# File → outside libraries that it alone may include, beyond those of its floor.
EXCEPTIONS = {
    # An opt-in backend; GTK 3 comes with the library and is built nowhere else.
    "plimsoll-tray-ayatana.c": ("ayatana", "gtk"),
    "plimsoll-ayatana-menu.c": ("gtk",),
    "plimsoll-ayatana-icons.c": ("gtk",),
    # `export --listen`: the terminal links no HTTP, the providers only ask, and a floor of its own
    # for one file of 100 lines would be more to know than this line.
    "plimsoll-page-server.c": ("soup",),
}

# Headers that exist only in a build folder → the floor that makes them, or "everyone".
GENERATED = {
    "config.h": "everyone",
    "plimsoll-config.h": "everyone",
    "plimsoll-bus-generated.h": "bus",
    "plimsoll-window-resources.h": "window",
    "plimsoll-card-resources.h": "window",
}

# How an outside header is recognised: a prefix of its name → the library.
LIBRARIES = {
    "glib": "glib",
    "gobject/": "glib",
    "gmodule": "glib",
    "gio/": "glib",
    "libsoup/": "soup",
    "json-glib/": "json-glib",
    "libsecret/": "secret",
    "sqlite3": "sqlite",
    "cairo": "cairo",
    "libnotify/": "notify",
    "adwaita": "adwaita",
    "gtk/": "gtk",
    "gdk": "gtk",
    "gsk/": "gtk",
    "graphene": "gtk",
    "pango": "gtk",
    "libayatana-": "ayatana",
    "sys/": "libc",
    "linux/": "libc",
    "netinet/": "libc",
    "arpa/": "libc",
    "net/": "libc",
}

LIBC = frozenset(
    """assert ctype dirent dlfcn errno fcntl fenv float fnmatch getopt glob grp inttypes langinfo
    libintl limits locale malloc math netdb poll pthread pwd sched search semaphore setjmp signal
    spawn stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings syslog
    sysexits termios time unistd utime wchar wctype wordexp""".split()
)


def floor_of(folder):
    """The floor a folder (relative to src/) belongs to, or None."""
    while folder and folder != ".":
        if folder in FLOORS:
            return folder
        folder = folder.rpartition("/")[0]
    return None


def may_include(floor, other):
    """Whether one floor may include a header of the other."""
    allowed = FLOORS[floor][0]
    return floor == other or "*" in allowed or other in allowed


def library_of(header):
    """The library of an outside header, or None when nobody here knows it."""
    if header.endswith(".h") and header[:-2] in LIBC:
        return "libc"
    for prefix, library in LIBRARIES.items():
        if header.startswith(prefix):
            return library
    return None


def may_use(floor, library, name=""):
    """Whether a floor, or a file of this name on it, may include this outside library's headers."""
    own = (*FLOORS[floor][1], *EXCEPTIONS.get(name, ()))
    return library in ("glib", "libc") or library in own
