#!/usr/bin/python3
# test_lint_catches.py: shows every lint check a mistake and sees that it is caught.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts from a small tree that all checks accept, makes one mistake in it, and runs the very
command that the lint suite runs. Each case is one line of TAP."""

import functools
import pathlib
import shutil
import subprocess
import sys
import tempfile

import check_format
import tap

HERE = pathlib.Path(__file__).resolve().parent
SPDX = "SPDX-License-Identifier: " + "GPL-3.0-or-later"
PARAGRAPH = "Here so that the checks have something good to look at before anything is broken."


def c_source(name, includes, body=""):
    """A well-kept C file, or header, with these includes and this body."""
    lines = [f"/* {name}: one small part of a tree", " *", f" * {SPDX}", " *"]
    lines += [f" * {PARAGRAPH}", " */"]
    lines += ["", "#pragma once"] if name.endswith(".h") else []
    lines += [""] + [f"#include {include}" for include in includes]
    return "\n".join(lines) + "\n" + body


def function(name, lines):
    """A function of exactly so many lines, its return type and braces included."""
    return f"\nint\n{name} (void)\n{{\n" + "  ;\n" * (lines - 5) + "  return 0;\n}\n"


BASE_H, CLOCK_C = "src/base/plimsoll-clock.h", "src/base/plimsoll-clock.c"
LIMIT_H, LIMIT_C = "src/model/plimsoll-limit.h", "src/model/plimsoll-limit.c"
STORE_H, ENGINE_C = "src/store/plimsoll-store.h", "src/engine/plimsoll-schedule.c"
SCRIPT = "build-aux/hello"

GOOD = {
    BASE_H: c_source("plimsoll-clock.h", ["<stdint.h>"], "\nint64_t plimsoll_now (void);\n"),
    CLOCK_C: c_source("plimsoll-clock.c", ['"plimsoll-clock.h"'], function("tick", 60)),
    LIMIT_H: c_source("plimsoll-limit.h", ['"plimsoll-clock.h"'], "\nint plimsoll_limit (void);\n"),
    LIMIT_C: c_source("plimsoll-limit.c", ['"plimsoll-limit.h"'], '\nchar *x = N_ ("Week");\n'),
    STORE_H: c_source("plimsoll-store.h", ['"plimsoll-limit.h"'], "\nint plimsoll_open (void);\n"),
    ENGINE_C: c_source("plimsoll-schedule.c", ['"plimsoll-limit.h"', "<gio/gio.h>"]),
    "tests/engine/test-schedule.c": c_source("test-schedule.c", ['"plimsoll-limit.h"']),
    "po/POTFILES.in": f"# Texts.\n{LIMIT_C}\n",
    SCRIPT: f"#!/bin/sh\n# {SPDX}\necho hello\n",
}


def put(name, text):
    """A mistake: the file holds this text instead."""
    return lambda root: (root / name).write_text(text, encoding="utf-8")


def new(name, text):
    """A mistake: there is one file more."""

    def write(root):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return write


def edit(name, old, text):
    """A mistake: in the good file this stands instead of that."""
    assert old in GOOD[name]
    return put(name, GOOD[name].replace(old, text))


def add_include(name, include):
    """A mistake: one include more."""
    return put(name, GOOD[name] + f"#include {include}\n")


# (what is wrong, the check that must see it, the mistake, words of the complaint)
CASES = [
    ("upward include", "floors", add_include(CLOCK_C, '"plimsoll-limit.h"'), "base/ may not"),
    ("sibling include", "floors", add_include(ENGINE_C, '"plimsoll-store.h"'), "engine/ may not"),
    ("include with ..", "floors", add_include(LIMIT_C, '"../base/plimsoll-clock.h"'), "climbs"),
    ("include with a path", "floors", add_include(LIMIT_C, '"base/plimsoll-clock.h"'), "flat"),
    ("include of nothing", "floors", add_include(LIMIT_C, '"plimsoll-gone.h"'), "nowhere"),
    ("library of another floor", "floors", add_include(ENGINE_C, "<sqlite3.h>"), "of sqlite"),
    ("unknown library", "floors", add_include(ENGINE_C, "<curl/curl.h>"), "does not know"),
    ("folder without a floor", "floors", new("src/misc/a.h", GOOD[BASE_H]), "no line in"),
    ("one name twice", "floors", new("src/store/plimsoll-clock.h", GOOD[BASE_H]), "2 times"),
    (
        "test above its floor",
        "floors",
        put("tests/engine/test-schedule.c", '#include "plimsoll-store.h"\n'),
        "engine/ may not",
    ),
    ("include circle", "circles", add_include(BASE_H, '"plimsoll-limit.h"'), "plimsoll-clock ↔"),
    (
        "include circle by way of a .c",
        "circles",
        add_include(CLOCK_C, '"plimsoll-store.h"'),
        "plimsoll-clock ↔ plimsoll-limit ↔ plimsoll-store",
    ),
    ("61-line function", "sizes", put(CLOCK_C, function("slow", 61)), "slow has 61"),
    (
        "61-line function behind odd braces",
        "sizes",
        put(CLOCK_C, 'char *s = "{{{";\n/* {{ */\nchar c = \'{\';\n' + function("slow", 61)),
        "slow has 61",
    ),
    ("61-line function in a test", "sizes", new("tests/t.c", function("f", 61)), "f has 61"),
    ("601-line file", "sizes", put(CLOCK_C, "int x;\n" * 601), "601 lines"),
    ("missing SPDX in C", "heads", edit(CLOCK_C, SPDX, "Free"), "no SPDX"),
    ("missing SPDX in a script", "heads", put(SCRIPT, "#!/bin/sh\necho hello\n"), "no SPDX"),
    ("missing SPDX in Meson", "heads", new("src/meson.build", "project('x')\n"), "no SPDX"),
    ("missing #pragma once", "heads", edit(BASE_H, "#pragma once\n", ""), "no #pragma once"),
    ("head without its name", "heads", edit(LIMIT_C, "plimsoll-limit.c: ", ""), "first line"),
    ("head without a paragraph", "heads", edit(LIMIT_C, PARAGRAPH, "Short."), "no paragraph"),
    (
        "header that does not compile alone",
        "headers",
        edit(BASE_H, "#include <stdint.h>\n", ""),
        "plimsoll-clock.h does not compile alone",
    ),
    ("missing POTFILES entry", "texts", put("po/POTFILES.in", "# Texts.\n"), "not in po"),
    ("POTFILES entry too many", "texts", put("po/POTFILES.in", f"{LIMIT_C}\n{CLOCK_C}\n"), "no t"),
    ("text of a window for English alone", "texts",
     put("src/base/x.ui", '<property name="label">Not yet</property>\n'), "not translatable"),
    ("macro within a message", "texts",
     put("src/base/x.c", '_ ("%" G_GUINT64_FORMAT " times");\n'), "a macro in it"),
    ("POTFILES entry of nothing", "texts", put("po/POTFILES.in", f"{LIMIT_C}\nx.c\n"), "not exist"),
    ("line of 101 columns", "format", put(CLOCK_C, f"int {'x' * 96};\n"), "101 columns"),
    ("tab", "format", put(CLOCK_C, "int\tx;\n"), "a tab"),
    ("trailing blank", "format", put(CLOCK_C, "int x; \n"), "blanks at the end"),
    ("no newline at the end", "format", put(CLOCK_C, "int x;"), "one newline"),
    ("unquoted variable in a script", "scripts", edit(SCRIPT, "hello\n", "$1\n"), "SC2086"),
]
# Only the judge among the versions of clang-format may say more than that.
if check_format.formatter_version() == check_format.JUDGE:
    CASES.append(("brace on the wrong line", "format", put(CLOCK_C, "int f() {return 0;}\n"), "-i"))


def plant(root):
    """The good tree, with the real .clang-format."""
    for name, text in GOOD.items():
        new(name, text)(root)
    shutil.copy(HERE.parents[1] / ".clang-format", root)


def run(check, root):
    """(exit status, everything printed) of the lint command."""
    command = [sys.executable, str(HERE / "lint.py"), check, "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def accepts_good_tree():
    """All checks are content with the tree that the mistakes are made in."""
    with tempfile.TemporaryDirectory() as folder:
        plant(pathlib.Path(folder))
        status, output = run("all", folder)
    return status == 0, output


def catches(check, mistake, words):
    """The check fails, with these words, because of the mistake."""
    with tempfile.TemporaryDirectory() as folder:
        plant(pathlib.Path(folder))
        mistake(pathlib.Path(folder))
        status, output = run(check, folder)
    return status == 1 and words in output, output


def main():
    """Runs all cases; returns the exit status."""
    cases = [("a good tree is accepted", accepts_good_tree)]
    cases += [(f"caught: {name}", functools.partial(catches, *case)) for name, *case in CASES]
    return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main())
