#!/usr/bin/python3
# test_install.py: what `meson install` puts where, whether it is sound, and that it can be undone.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: build folder, source folder, then NAME=VALUE for the folders, the version and the
parts that are built. Installs into a folder of its own (DESTDIR) and looks at what is there."""

import configparser
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position

BUILD, SOURCE = (pathlib.Path(path) for path in sys.argv[1:3])
NAMES = dict(word.split("=", 1) for word in sys.argv[3:])
PARTS = NAMES["parts"].split(",")
APP = "io.github.plimsoll.Plimsoll"
# Meson's own notes of what it installed, which `ninja uninstall` goes by. A person's installation
# has left its notes there, and they have to be there afterwards.
NOTES = BUILD / "meson-logs" / "install-log.txt"
# appstreamcli's complaints that are looked at and meant: the id is what it is, and AppStream 0.16
# does not know how 1.0 wants developers named.
MEANT = ("cid-contains-uppercase-letter", "unknown-tag developer")
SVG = "{http://www.w3.org/2000/svg}svg"


def run(*words):
    """Runs a command and gives all that it said; its failure is ours."""
    words = [str(word) for word in words]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


class Installed:
    """The installed files, below a folder that goes away."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-install-"))
        self.notes = NOTES.read_bytes() if NOTES.exists() else None
        run("meson", "install", "--no-rebuild", "-C", BUILD, "--destdir", self.root)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.notes is None:
            NOTES.unlink(missing_ok=True)
        else:
            NOTES.write_bytes(self.notes)
        shutil.rmtree(self.root)

    def files(self):
        """The absolute names under which they will be known."""
        return sorted(
            "/" + path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if not path.is_dir()
        )

    def at(self, name):
        """Where a file lies now; `@datadir@` and its like stand for folders."""
        return self.root / expand(name).lstrip("/")


def expand(name):
    """Folders in the place of their names."""
    return re.sub(r"@(\w+)@", lambda match: NAMES[match[1]], name)


def lines_of(path):
    """The lines of a list, without its remarks."""
    lines = (SOURCE / path).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def expected_files():
    """expected-files for what is built here."""
    languages = lines_of("po/LINGUAS")
    for line in lines_of("tests/install/expected-files"):
        condition, _, name = line.rpartition(" ")
        if condition == "@languages@":
            yield from (expand(name.replace("@language@", language)) for language in languages)
        elif not condition or condition.strip("@") in PARTS:
            yield expand(name)


def check_list(here):
    """the installed files are exactly those of the list"""
    found, wanted = set(here.files()), set(expected_files())
    assert found == wanted, f"not expected: {found - wanted}; missing: {wanted - found}"


def check_modes(here):
    """programs can be run by everybody, all else can only be read, and nothing is a link"""
    for name in here.files():
        mode = (here.root / name[1:]).lstat().st_mode
        is_program = name.startswith((NAMES["bindir"] + "/", NAMES["libexecdir"] + "/"))
        assert stat.S_ISREG(mode), name
        assert stat.S_IMODE(mode) == (0o755 if is_program else 0o644), f"{name}: {mode:o}"


def check_folders_of_the_builder(here):
    """no text names a folder of the machine that built it, and no gap was left unfilled"""
    for name in here.files():
        data = (here.root / name[1:]).read_bytes()
        if data.startswith(b"\x7fELF"):
            continue
        for folder in (BUILD, SOURCE, here.root):
            assert str(folder).encode() not in data, f"{name} names {folder}"
        assert not re.search(rb"@\w+dir@|@version@", data), f"{name} has a gap"


def check_programs_named(here):
    """what starts a program names one that is installed"""
    starts = re.compile(r"^(?:Exec|TryExec|ExecStart)=(/\S+)", re.MULTILINE)
    found = 0
    for name in here.files():
        if name.endswith((".service", ".desktop")):
            for program in starts.findall((here.root / name[1:]).read_text(encoding="utf-8")):
                assert program in here.files(), f"{name} starts {program}"
                found += 1
    assert found >= 2, found


def check_bus_names(here):
    """each D-Bus service file is called after its name, and systemd's unit is the installed one"""
    folder = here.at("@datadir@/dbus-1/services")
    for path in folder.iterdir():
        service = configparser.ConfigParser()
        service.read(path)
        assert service["D-BUS Service"]["Name"] == path.stem
        unit = service["D-BUS Service"].get("SystemdService")
        assert unit in (None, "plimsoll.service"), unit
    text = here.at("@prefix@/lib/systemd/user/plimsoll.service").read_text(encoding="utf-8")
    assert f"BusName={APP}.Service\n" in text


def check_desktop_files(here):
    """desktop-file-validate has nothing to say about the launcher and the autostart entry"""
    files = [name for name in here.files() if name.endswith(".desktop")]
    assert len(files) == ("window" in PARTS) + ("autostart" in PARTS), files
    for name in files:
        said = run("desktop-file-validate", here.root / name[1:])
        assert not said, said


def check_metainfo(here):
    """appstreamcli finds no error, no warning, and no remark that was not thought about"""
    path = here.at(f"@datadir@/metainfo/{APP}.metainfo.xml")
    said = run("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", path)
    remarks = [line for line in said.splitlines() if re.match(r"^[EWIP]: ", line)]
    assert all(any(meant in line for meant in MEANT) for line in remarks), said


def check_catalogue(here):
    """what a catalogue wants is there: screenshots, releases, rating, launcher, licences"""
    root = ElementTree.parse(here.at(f"@datadir@/metainfo/{APP}.metainfo.xml")).getroot()
    for wanted in ("content_rating", "screenshots/screenshot/image", "releases/release/description",
                   "project_license", "metadata_license", "description/p", "url[@type='homepage']"):
        assert root.find(wanted) is not None, wanted
    launcher = root.findtext("launchable")
    assert here.at(f"@datadir@/applications/{launcher}").exists(), launcher
    for image in root.iter("image"):
        assert (SOURCE / "data" / "screenshots" / image.text.rsplit("/", 1)[1]).exists(), image.text


def check_version(here):
    """the version of the build is that of the change log, of the catalogue and of the command"""
    changes = (SOURCE / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(r"^## (\S+) \((\S+)\)$", changes, re.MULTILINE)
    assert heading[1] == NAMES["version"], heading[1]
    assert NAMES["version"] in run(here.at("@bindir@/plimsoll"), "--version")
    if "window" in PARTS:
        root = ElementTree.parse(here.at(f"@datadir@/metainfo/{APP}.metainfo.xml")).getroot()
        release = root.find("releases/release")
        assert (release.get("version"), release.get("date")) == heading.groups(), release.attrib


def check_schema(here):
    """the settings compile, strictly"""
    folder = here.at("@datadir@/glib-2.0/schemas")
    said = run("glib-compile-schemas", "--strict", "--dry-run", folder)
    assert not said.strip(), said


def check_icons(here):
    """both icons are square drawings that need no other file, and the symbolic one is called so"""
    icons = [name for name in here.files() if "/icons/" in name]
    assert len(icons) == 2, icons
    for name in icons:
        root = ElementTree.parse(here.root / name[1:]).getroot()
        x, y, width, height = (float(word) for word in root.get("viewBox").split())
        assert root.tag == SVG and (x, y) == (0, 0) and width == height, (name, root.attrib)
        text = (here.root / name[1:]).read_text(encoding="utf-8")
        assert "<image" not in text and "xlink:href=\"http" not in text, name
        assert name.endswith("-symbolic.svg") == ("/symbolic/" in name), name


def check_manuals(here):
    """mandoc and groff have nothing to say about any page"""
    pages = [name for name in here.files() if re.search(r"\.[18]$", name)]
    assert len(pages) == 2 + ("window" in PARTS), pages
    for name in pages:
        run("mandoc", "-T", "lint", "-W", "warning", here.root / name[1:])
        said = subprocess.run(
            ["groff", "-mdoc", "-ww", "-z", here.root / name[1:]],
            capture_output=True, text=True, check=False,
        ).stderr
        assert not said, said


def check_uninstall(here):
    """after uninstalling no file is left"""
    run("ninja", "-C", BUILD, "uninstall")
    assert not here.files(), here.files()


def main():
    """Prints TAP."""
    checks = [check_list, check_modes, check_folders_of_the_builder, check_programs_named,
              check_bus_names, check_desktop_files, check_version, check_schema, check_icons,
              check_manuals]
    if "window" in PARTS:
        checks += [check_metainfo, check_catalogue]
    with Installed() as here:
        cases = [(check.__doc__, tap.held(lambda check=check: check(here))) for check in checks]
        # Last of all.
        cases += [(check_uninstall.__doc__, tap.held(lambda: check_uninstall(here)))]
        return tap.run(cases)


sys.exit(main())
