# first_frame.py: when a window came, and when its pixels changed, as the X server saw it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the server and not the program: a frame counts when it is there to be seen. By ctypes, so
that a measurement needs nothing that GTK itself does not need."""

import ctypes
import select
import time

# From X.h and Xdamage.h.
CREATE_NOTIFY, UNMAP_NOTIFY, MAP_NOTIFY = 16, 18, 19
SUBSTRUCTURE_NOTIFY = 1 << 19
RAW_RECTANGLES = 0
Z_PIXMAP, ALL_PLANES = 2, ctypes.c_ulong(-1)
# What is damaged within one frame arrives in one go.
FRAME_SECONDS = 0.004


class AnyEvent(ctypes.Structure):
    """What CreateNotify, MapNotify and XDamageNotify begin with; `first`, `second` are windows."""

    _fields_ = [
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int),
        ("display", ctypes.c_void_p), ("first", ctypes.c_ulong), ("second", ctypes.c_ulong),
        ("rest", ctypes.c_long * 24),
    ]


class Image(ctypes.Structure):
    """The beginning of XImage."""

    _fields_ = [
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("offset", ctypes.c_int),
        ("format", ctypes.c_int), ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int),
        ("unit", ctypes.c_int), ("bit_order", ctypes.c_int), ("pad", ctypes.c_int),
        ("depth", ctypes.c_int), ("stride", ctypes.c_int), ("bits", ctypes.c_int),
    ]


class Watcher:
    """Eyes on one display."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.damage = ctypes.CDLL("libXdamage.so.1")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(Image)
        self.damage.XDamageCreate.restype = ctypes.c_ulong
        # Windows come and go; to be late for one is no mistake.
        handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        self.ignore = handler(lambda _display, _error: 0)
        self.x11.XSetErrorHandler(self.ignore)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        base, error = ctypes.c_int(), ctypes.c_int()
        self.damage.XDamageQueryExtension(self.display, ctypes.byref(base), ctypes.byref(error))
        self.damage_event = base.value
        self.socket = self.x11.XConnectionNumber(self.display)
        root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.x11.XSelectInput(self.display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self.x11.XSync(self.display, 0)

    def events(self, seconds):
        """(moment, type, window) of everything within so many seconds."""
        end = time.monotonic() + seconds
        event = (AnyEvent * 2)()
        while True:
            while self.x11.XPending(self.display):
                self.x11.XNextEvent(self.display, event)
                found = event[0]
                if found.type == CREATE_NOTIFY:
                    window = ctypes.c_ulong(found.second)
                    self.damage.XDamageCreate(self.display, window, RAW_RECTANGLES)
                    self.x11.XFlush(self.display)
                window = found.first if found.type == self.damage_event else found.second
                yield time.monotonic(), found.type, window
            left = end - time.monotonic()
            if left <= 0:
                return
            select.select([self.socket], [], [], left)

    def count_pixels(self, window, colour):
        """How many pixels of a window have this colour (blue, green, red)."""
        where = [ctypes.c_ulong()] + [ctypes.c_int() for _ in range(2)]
        size = [ctypes.c_uint() for _ in range(4)]
        self.x11.XGetGeometry(self.display, ctypes.c_ulong(window),
                              *(ctypes.byref(value) for value in (*where, *size)))
        image = self.x11.XGetImage(self.display, ctypes.c_ulong(window), 0, 0, size[0], size[1],
                                   ALL_PLANES, Z_PIXMAP)
        if not image:
            return 0
        data = ctypes.string_at(image.contents.data, image.contents.stride * image.contents.height)
        self.x11.XFree(ctypes.c_void_p(image.contents.data))
        self.x11.XFree(image)
        return data.count(colour)

    def wait_for_colours(self, colours, least, seconds):
        """The moments (by time.monotonic()) at which the window that comes next has so many pixels
        of the first colour, of the second, and so on; fewer where they did not come in time. The
        server tells of damage also when it shows a window in which nobody has drawn."""
        shown, moments = set(), []
        for moment, kind, window in self.events(seconds):
            if kind == MAP_NOTIFY:
                shown.add(window)
            elif kind == self.damage_event and window in shown:
                while self.count_pixels(window, colours[len(moments)]) >= least:
                    moments.append(moment)
                    if len(moments) == len(colours):
                        return moments
        return moments

    def count_frames(self, seconds):
        """How often anything on the screen was drawn in that time."""
        moments = [moment for moment, kind, _ in self.events(seconds) if kind == self.damage_event]
        return sum(late - early > FRAME_SECONDS
                   for early, late in zip([0.0, *moments], moments))
