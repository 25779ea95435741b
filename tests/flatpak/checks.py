# checks.py: what has to be true of the Flatpak, each as one function.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A check takes the visit, raises when it does not hold, and its first line is the requirement.
They are made in this order: later ones find what earlier ones built, installed and opened."""

import json
import pathlib
import re
import time

from desk import Missing, wait_for
from hosts import library
from stage import TOKEN
from visit import ID, NOTIFICATION_DAEMON, RUNTIME, SDK, SERVICE, SERVICE_PATH, TOP

MANIFEST = TOP / f"flatpak/{ID}.yml"
DEVEL_MANIFEST = TOP / f"flatpak/{ID}.Devel.yml"
ICON_COLOUR = (0xDD, 0x33, 0x40)
# The rows of the screen that are the panel's.
PANEL = (0, 40)
# In the notification of xfce4-notifyd, from its lower left corner.
OPEN_BUTTON = (60, 22)
# Session and week, then Open, Refresh now, Settings and Quit; a row of text is at least this high.
ROWS, LEAST_ROW_HEIGHT = 6, 14
# On the bus while this is tried.
OUT_OF_REACH = ("org.freedesktop.Notifications", "org.freedesktop.Flatpak", "org.xfce.Xfconf")
MOST_BUNDLE_BYTES = 2_000_000
OTHER_TOKEN = "sk-ant-oat01-FAKE" + "fedcba9876543210" * 4


def permissions_of(manifest):
    """What a manifest asks for, without settings of the environment."""
    words = re.findall(r"^  - (--\S+)$", manifest.read_text(encoding="utf-8"), re.MULTILINE)
    return [word for word in words if not word.startswith("--env=")]


def check_explained(_visit):
    """Both manifests ask for the same, and the README explains each permission."""
    asked = permissions_of(MANIFEST)
    assert len(asked) > 5, f"only {asked}"
    assert asked == permissions_of(DEVEL_MANIFEST), "the two manifests differ"
    readme = (TOP / "flatpak/README.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(--\S+)` \|", readme, re.MULTILINE)
    assert sorted(explained) == sorted(asked), f"explained {explained}, asked for {asked}"


def check_runtime(visit):
    """A runtime and an SDK come out of the distribution's packages."""
    said = visit.work(TOP / "tests/flatpak/make-runtime", visit.folder)
    for line in said.splitlines():
        print(f"# {line}")
    visit.flatpak("--user", "remote-add", "--no-gpg-verify", "local", visit.folder / "runtimes")
    visit.flatpak("--user", "install", "-y", "--noninteractive", "local", RUNTIME, SDK)


def check_bundle(visit):
    """The shipped manifest builds with that runtime, and is bundled in one small file."""
    start = time.monotonic()
    visit.work(
        TOP / "flatpak/bundle", "--runtime", RUNTIME, "--sdk", SDK,
        "--dir", visit.folder / "bundle", visit.bundle,
    )  # fmt: skip
    size = visit.bundle.stat().st_size
    print(f"# {size // 1024} KiB after {time.monotonic() - start:.0f} s")
    assert size < MOST_BUNDLE_BYTES, f"{size} bytes"


def check_devel(visit):
    """The Devel manifest builds as well, as a branch of its own."""
    visit.work(
        TOP / "flatpak/bundle", "--devel", "--runtime", RUNTIME, "--sdk", SDK,
        "--dir", visit.folder / "bundle-devel", visit.folder / "plimsoll-devel.flatpak",
    )  # fmt: skip
    said = visit.work("ostree", "refs", f"--repo={visit.folder / 'bundle-devel/repo'}")
    assert f"app/{ID}/" in said and "/devel" in said, said


def check_installed(visit):
    """The bundle installs for one person, with exactly the permissions of the manifest."""
    visit.furnish()
    visit.flatpak("--user", "install", "-y", "--noninteractive", "--bundle", visit.bundle)
    said = visit.flatpak("info", "--show-permissions", ID)
    seen = {}
    for line in said.splitlines():
        if "=" in line:
            name, _, value = line.partition("=")
            seen[name] = sorted(filter(None, value.split(";")))
    # Flatpak itself writes fallback-x11 as both words.
    assert seen == {
        "shared": ["ipc", "network"],
        "sockets": ["fallback-x11", "wayland", "x11"],
        "filesystems": ["~/.claude.json:ro", "~/.claude:ro", "~/.codex:ro"],
        "org.kde.StatusNotifierWatcher": ["talk"],
    }, said


def check_exports(visit):
    """What a desktop looks for is exported: desktop file, icons, and D-Bus service files."""
    for path in (
        f"applications/{ID}.desktop",
        f"icons/hicolor/scalable/apps/{ID}.svg",
        f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
    ):
        assert (visit.exports / path).is_file(), path
    for name in (ID, SERVICE):
        path = visit.exports / f"dbus-1/services/{name}.service"
        text = path.read_text(encoding="utf-8")
        assert f"Name={name}\n" in text and "flatpak run " in text, text
        # The host's systemd has no such unit.
        assert "SystemdService" not in text, text


def check_activation(visit):
    """A call over D-Bus starts the service in its sandbox; it reads the login and asks with it."""
    visit.open_desktop()
    wait_for(lambda: "'snapshot'" in visit.accounts(), said="the numbers")
    path, headers = visit.server.requests[0]
    assert path == "/api/oauth/usage", path
    assert headers["Authorization"] == f"Bearer {TOKEN}", "another token"
    assert visit.process("plimsoll-service") is not None, "no service in the sandbox"


def check_hardened(visit):
    """The service leaves no core behind, gets no privileges, and is held by a call filter."""
    folder = visit.process("plimsoll-service")
    limits = (folder / "limits").read_text(encoding="utf-8")
    assert re.search(r"^Max core file size\s+0\s", limits, re.MULTILINE), limits
    status = (folder / "status").read_text(encoding="utf-8")
    assert "NoNewPrivs:\t1\n" in status, status
    assert "Seccomp:\t2\n" in status, status


def windows(visit):
    """The numbers of our windows on the screen."""
    said = visit.desk.run("xdotool", "search", "--onlyvisible", "--name", "^Plimsoll$", check=False)
    return said.split()


def check_notification(visit):
    """The warning about a nearly used limit is shown, by way of the portal."""
    box = visit.desk.wait_changed(visit.screen_before, PANEL, "the notification")
    visit.keep_picture("notification")
    said = visit.monitor.log.read_text(errors="replace")
    assert "member=AddNotification" in said and "Session 96" in said, said
    visit.notification = box


def check_answered(visit):
    """Its button Open comes back through the portal and opens the window."""
    left, _top, _right, bottom = visit.notification
    visit.desk.move(left + OPEN_BUTTON[0], bottom - OPEN_BUTTON[1])
    visit.desk.click(1)
    wait_for(lambda: windows(visit), said="the window")
    visit.desk.key("Escape")
    wait_for(lambda: not windows(visit), said="the end of the window")


def check_icon(visit):
    """The panel shows the icon."""
    visit.desk.stop(visit.notification_daemon)
    visit.icon = visit.desk.find(ICON_COLOUR)


def check_menu(visit):
    """A right click opens the menu with the numbers."""
    desk = visit.desk
    desk.move(*visit.icon)
    time.sleep(0.3)
    before = desk.look()
    desk.click(3)
    _left, top, _right, bottom = desk.wait_changed(before, PANEL, "the menu")
    assert bottom - top >= ROWS * LEAST_ROW_HEIGHT, f"from {top} to {bottom}"
    visit.keep_picture("menu")
    desk.key("Escape")


def check_window(visit):
    """A left click opens the window, from the sandbox."""
    assert not windows(visit), "there was one before"
    visit.desk.move(*visit.icon)
    visit.desk.click(1)
    wait_for(lambda: windows(visit), said="the window")
    assert visit.process("plimsoll-window") is not None, "not in the sandbox"
    visit.desk.wait_still("the painted window")
    visit.keep_picture("window")


def check_command(visit):
    """The command prints what the service has, without asking again."""
    asked = len(visit.server.requests)
    status, text = visit.plimsoll("show", "--json")
    assert status == 0, f"{status}: {text}"
    account = json.loads(text)["accounts"][0]
    assert account["condition"] == "fresh" and account["plan"] == "Max 20x", account
    assert account["limits"][0]["used_percent"] == 96.0, account
    assert len(visit.server.requests) == asked, "it asked the server"


def check_probe(visit):
    """The worker that the service starts lies at /app/bin and finds the login by itself."""
    # Its status speaks of Codex as well, of which there is a file and no login.
    said = visit.inside("command -v plimsoll; plimsoll doctor", check=False)
    assert said.startswith("/app/bin/plimsoll\n"), said
    assert "✓ Login" in said and "✓ Answer" in said, said
    assert ".codex/auth.json" in said, said
    assert TOKEN not in said, "the token is printed"


def check_renewed(visit):
    """A login that is replaced while the service runs is seen through the sandbox."""
    visit.log_in(OTHER_TOKEN)

    def is_used():
        return any(OTHER_TOKEN in headers["Authorization"] for _, headers in visit.server.requests)

    wait_for(is_used, said="a request with the new login")


def check_unreadable(visit):
    """Nothing else of the home can be read: it is not there."""
    said = visit.inside('ls -A "$HOME" "$HOME/.ssh" "$HOME/Documents" 2>&1; cat ~/.bashrc', False)
    listed = re.search(r"^(/\S+):\n((?:\S+\n)*)", said, re.MULTILINE)
    assert listed is not None and set(listed[2].split()) <= {
        ".claude", ".claude.json", ".codex", ".var",
    }, said  # fmt: skip
    for name in (".ssh", "Documents", ".bashrc"):
        assert re.search(rf"{re.escape(name)}'?: No such file", said), f"{name}: {said}"
    assert "SECRET" not in said, said


def check_unwritable(visit):
    """Nothing of Claude's or Codex's can be written, renamed or removed."""
    before = {path: path.read_bytes() for path in visit.home.glob(".c*/*") if path.is_file()}
    before[visit.home / ".claude.json"] = (visit.home / ".claude.json").read_bytes()
    script = """
      cd
      try () { "$@" 2>/dev/null && echo "did: $*"; }
      try touch .claude/new; try touch .codex/new
      try rm -f .claude/.credentials.json; try rm -f .codex/auth.json; try rm -f .claude.json
      try mv .claude/.credentials.json .claude/elsewhere
      try dd if=/dev/zero of=.claude/.credentials.json count=1
      try dd if=/dev/zero of=.claude.json count=1
      try dd if=/dev/zero of=.codex/auth.json count=1
      try mount -o remount,rw,bind .claude
      echo end
    """
    said = visit.inside(script, check=False)
    assert said.strip() == "end", said
    after = {path: path.read_bytes() for path in before}
    assert before == after, "a file changed"
    assert not (visit.home / ".claude/new").exists(), "a file more"


def check_bus(visit):
    """Of the session bus only the tray, the portals and its own names can be reached."""
    visit.desk.start([library(NOTIFICATION_DAEMON)])
    for name in OUT_OF_REACH:
        visit.desk.wait_for_name(name)
    script = f"""
      ping () {{
        gdbus call --session --dest "$1" --object-path "$2" --timeout 5 \\
          --method org.freedesktop.DBus.Peer.Ping >/dev/null
      }}
      for name in {' '.join(OUT_OF_REACH)}; do
        ping $name / 2>/dev/null && echo "reached $name"
      done
      ping org.kde.StatusNotifierWatcher /StatusNotifierWatcher && echo tray
      ping org.freedesktop.portal.Desktop /org/freedesktop/portal/desktop && echo portal
    """
    said = visit.inside(script, check=False)
    assert said.split() == ["tray", "portal"], said


def check_host(visit):
    """Programs of the host run only after the person allowed it as the README says."""
    script = "CLAUDE_CONFIG_DIR=/somewhere claude --print 'two words'"
    told = visit.inside(script, check=False)
    assert "command not found" in told, told
    told = visit.inside(f"PATH=/app/libexec/plimsoll/host:$PATH; {script}", check=False)
    assert "SECRET" not in told and not told.startswith("host "), told

    readme = (TOP / "flatpak/README.md").read_text(encoding="utf-8").replace("\\\n", "")
    commands = re.findall(r"^(flatpak override --user --talk-name=.*)$", readme, re.MULTILINE)
    assert len(commands) == 1, commands
    visit.flatpak(*commands[0].split()[1:])
    try:
        told = visit.inside(script)
    finally:
        visit.flatpak("override", "--user", "--reset", ID)
    assert told == "host /somewhere --print two words\n# SECRET\n", told


def check_traces(visit):
    """All that the program leaves in the home is in its own folder there."""
    own = visit.home / f".var/app/{ID}"
    database = own / ".local/state/plimsoll/plimsoll.db"
    assert database.is_file(), [str(path) for path in own.rglob("*")]
    assert database.stat().st_mode & 0o777 == 0o600, oct(database.stat().st_mode)
    stray = [
        path
        for path in visit.home.rglob("*plimsoll*")
        if path.relative_to(visit.home).parts[0] not in (".var", "run", "services")
    ]
    assert not stray, stray
    for path in own.rglob("*"):
        if path.is_file():
            assert b"FAKE" not in path.read_bytes(), f"a token in {path}"


def check_runtime_folder(visit):
    """In the runtime folder it has what Flatpak gives it, and nothing else."""
    run = pathlib.Path(visit.desk.env["XDG_RUNTIME_DIR"])
    assert not (run / "plimsoll").exists(), "a folder outside of its own"
    said = visit.inside('test -w "$XDG_RUNTIME_DIR/app/$FLATPAK_ID" && echo writable')
    assert said.strip() == "writable", said
    assert (run / "app" / ID).is_dir(), list(run.iterdir())


def check_end(visit):
    """Quit ends the service and the window, and the sandboxes with them."""
    visit.call(ID, "/io/github/plimsoll/Plimsoll", "org.freedesktop.Application.ActivateAction",
               "quit", "[]", "{}", check=False)  # fmt: skip
    visit.call(SERVICE, SERVICE_PATH, f"{SERVICE}.Quit", check=False)

    def is_quiet():
        return not visit.flatpak("ps", "--columns=application").strip()

    wait_for(is_quiet, said="the end of the last sandbox")
    try:
        wait_for(lambda: visit.desk.look().find(ICON_COLOUR) is None, said="the empty panel")
    except Missing:
        visit.keep_picture("not-gone")
        raise


ALL = (
    check_explained,
    check_runtime,
    check_bundle,
    check_devel,
    check_installed,
    check_exports,
    check_activation,
    check_hardened,
    check_notification,
    check_answered,
    check_icon,
    check_menu,
    check_window,
    check_command,
    check_probe,
    check_renewed,
    check_unreadable,
    check_unwritable,
    check_bus,
    check_host,
    check_traces,
    check_runtime_folder,
    check_end,
)
# Without these there is nothing to look at.
FOUNDATIONS = (check_runtime, check_bundle, check_installed, check_activation)
