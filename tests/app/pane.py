# pane.py: a real terminal of any size, kept by tmux, in which a test types and looks.
# SPDX-License-Identifier: GPL-3.0-or-later
"""tmux is the terminal: it keeps the screen that a program draws, and tells of alternate screen,
cursor and mouse. One server for each pane, with a socket and a configuration of its own."""

import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile
import time

PATIENCE_SECONDS = 20


class Pane:
    """A command in a terminal. A context manager; `environment` is all that the command gets."""

    def __init__(self, command, environment, width=80, height=24):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-pane-"))
        self.socket = str(self.folder / "tmux")
        self.outer = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        self.script = self.folder / "script"
        lines = [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
        self.script.write_text("\n".join([*lines, command]), encoding="utf-8")
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height),
            f"exec env -i bash --norc {shlex.quote(str(self.script))}",
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(
            ["tmux", "-S", self.socket, "kill-server"], env=self.outer, check=False, timeout=20,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        shutil.rmtree(self.folder, ignore_errors=True)

    def _tmux(self, *words):
        return subprocess.run(
            ["tmux", "-S", self.socket, *words],
            capture_output=True, text=True, check=True, env=self.outer, timeout=20,
        ).stdout  # fmt: skip

    def send(self, *keys):
        """Types keys by tmux's names for them."""
        for key in keys:
            self._tmux("send-keys", key)

    def send_bytes(self, text):
        """Types exactly these characters, such as what a mouse sends."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in text.encode()))

    def resize(self, width, height):
        """Makes the terminal another size."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def look(self, *how):
        """What is on the screen; with "-e" its attributes too."""
        return self._tmux("capture-pane", "-p", *how)

    def tell(self, what):
        """A variable of tmux."""
        return self._tmux("display-message", "-p", "#{" + what + "}").strip()

    def wait(self, holds, said):
        """Looks until `holds` of what is on the screen, and gives that."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            seen = self.look()
            if holds(seen):
                return seen
            assert time.monotonic() < end, f"{said} did not come; there is:\n{seen}"
            time.sleep(0.05)

    def wait_for(self, text):
        """Looks until the text is on the screen."""
        return self.wait(lambda seen: text in seen, repr(text))

    def wait_for_file(self, path):
        """The content of a file, once it is there and ends with a newline."""
        path = pathlib.Path(path)
        end = time.monotonic() + PATIENCE_SECONDS
        while not (path.exists() and path.read_text(encoding="utf-8").endswith("\n")):
            assert time.monotonic() < end, f"no {path.name}; there is:\n{self.look()}"
            time.sleep(0.05)
        return path.read_text(encoding="utf-8").strip()
