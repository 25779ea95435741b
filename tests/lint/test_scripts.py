#!/usr/bin/python3
# test_scripts.py: the scripts of build-aux count and install what they should.
# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/count-tests is given test logs with all that can happen in them; build-aux/packages is
sourced with stand-ins for the package managers of systems that are not this one."""

import functools
import json
import pathlib
import subprocess
import sys
import tempfile

import tap

BUILD_AUX = pathlib.Path(__file__).resolve().parents[2] / "build-aux"
TAP_GOOD = "1..2\nok 1 /a\nok 2 - /b\n"
TAP_SKIP = "1..2\nok 1 /a\nok 2 /b # SKIP no bus\n"
TAP_BAD = "1..2\nok 1 /a\nnot ok 2 /b\n"


def result(verdict, stdout="", stderr=""):
    """One line of Meson's test log."""
    return {"name": "x / t", "result": verdict, "stdout": stdout, "stderr": stderr}


def counts(builds, last_line, status):
    """The builds (each a list of results, None for no log) close with this line and status."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, results in enumerate(builds):
            logs = pathlib.Path(folder) / f"build-{number}" / "meson-logs"
            logs.mkdir(parents=True)
            names.append(str(logs.parent))
            if results is not None:
                text = "".join(json.dumps(one) + "\n" for one in results)
                (logs / "testlog.json").write_text(text, encoding="utf-8")
        command = [sys.executable, str(BUILD_AUX / "count-tests"), *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    seen = done.stdout + done.stderr
    return done.stdout.splitlines()[-1] == last_line and done.returncode == status, seen


COUNTS = [
    ("behaviours are counted, programs without any as one",
     [[result("OK", TAP_GOOD), result("OK")], [result("OK", TAP_GOOD)]], "5 passed, 0 failed", 0),
    ("a skipped behaviour has failed", [[result("OK", TAP_SKIP)]], "1 passed, 1 failed", 1),
    ("a skipped program has failed", [[result("SKIP")]], "0 passed, 1 failed", 1),
    ("a behaviour that failed is counted once",
     [[result("FAIL", TAP_BAD)]], "1 passed, 1 failed", 1),
    ("a leak after the last good behaviour is a failure",
     [[result("ERROR", TAP_GOOD, "leaked")]], "2 passed, 1 failed", 1),
    ("a test that took too long has failed", [[result("TIMEOUT")]], "0 passed, 1 failed", 1),
    ("a test that should fail and passed has failed",
     [[result("UNEXPECTEDPASS")]], "0 passed, 1 failed", 1),
    ("a build without results has failed",
     [[result("OK")], None], "1 passed, 1 failed", 1),
    ("a build that ran no test has failed", [[]], "0 passed, 1 failed", 1),
    ("no build at all is no success", [], "0 passed, 0 failed", 1),
]  # fmt: skip


def shell(script, expected, status=0):
    """The script, run after build-aux/packages, prints all that is expected and ends like this."""
    command = ["bash", "-c", f". '{BUILD_AUX}/packages'\n{script}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seen = done.stdout + done.stderr
    holds = all(text in seen for text in expected) and done.returncode == status
    return holds, f"{seen}\nended with {done.returncode}"


# Stand-ins: a system whose package manager knows the installed ones by a file of its own, here
# a shell variable, and says aloud what it was asked to do.
STAND_INS = """
installed=' meson '
has () { case "$installed" in *" $1 "*) true ;; *) false ;; esac; }
rpm () { has "$3"; }
pacman () { if [ "$1" = -T ]; then has "$2"; else echo "pacman $*"; installed=" $* meson "; fi; }
dnf () { echo "dnf $*"; installed=" $* meson "; }
id () { echo 0; }
"""
PACKAGES = [
    ("every need has a purpose and a name in three families",
     "plimsoll_package_table | awk 'NF && NF != 4 { print; bad = 1 } END { exit bad }'", [], 0),
    ("Fedora is asked for Fedora's names",
     STAND_INS + "plimsoll_family () { echo fedora; }\nplimsoll_ensure yes build",
     ["will install them", "dnf install -y", "libsoup3-devel", "json-glib-devel"], 0),
    ("Arch is asked for Arch's names",
     STAND_INS + "plimsoll_family () { echo arch; }\nplimsoll_ensure yes build test",
     ["pacman -S --needed --noconfirm", "libsoup3", "python-dbusmock"], 0),
    ("what is installed is not asked for again",
     STAND_INS + "plimsoll_family () { echo arch; }\nplimsoll_missing build | grep -x meson",
     [], 1),
    ("whoever may not install is told what is missing",
     STAND_INS + "plimsoll_family () { echo arch; }\nplimsoll_ensure no build",
     ["Missing packages:", "libsoup3"], 1),
    ("an ordinary user goes by sudo",
     "id () { echo 1000; }\nsudo () { echo \"sudo $*\"; }\nplimsoll_install fedora meson",
     ["sudo dnf install -y"], 0),
    ("a package that does not come is named",
     STAND_INS + "dnf () { :; }\nplimsoll_family () { echo fedora; }\nplimsoll_ensure yes build",
     ["could not be installed:", "libsoup3-devel"], 1),
    ("Debian's package is built with what the table names",
     "diff <(plimsoll_wanted debian build) <(sed -n '/^Build-Depends:/,/^Standards/"
     f"s/^ \\([a-z0-9.-]*\\).*/\\1/p' '{BUILD_AUX}/debian/control' |"
     " grep -v debhelper | sort -u)", [], 0),
    ("an unknown system is left to Meson",
     "plimsoll_family () { echo unknown; }\nplimsoll_ensure no build test", [], 0),
]  # fmt: skip


def main():
    """Runs all cases; returns the exit status."""
    cases = [(name, functools.partial(counts, *case)) for name, *case in COUNTS]
    cases += [(name, functools.partial(shell, *case)) for name, *case in PACKAGES]
    return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main())
