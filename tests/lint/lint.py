#!/usr/bin/python3
# lint.py: runs one of the checks of tests/lint over a source tree.
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint.py CHECK [--root FOLDER] [--build FOLDER]

Prints what it found, one complaint a line, and exits with 1 if that is anything. CHECK is one of
the names below, or `all`.
"""

import argparse
import functools
import pathlib
import sys

import check_floors
import check_format
import check_headers
import check_shape
import check_texts

CHECKS = {
    "floors": check_floors.check_floors,
    "circles": check_floors.check_circles,
    "sizes": check_shape.check_sizes,
    "heads": check_shape.check_heads,
    "headers": check_headers.check_headers,
    "texts": check_texts.check_texts,
    "format": check_format.check_format,
    "scripts": check_format.check_scripts,
}


def parse(arguments):
    """The command line."""
    parser = argparse.ArgumentParser(description="Hold the source tree against the house rules.")
    parser.add_argument("check", choices=[*CHECKS, "all"])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).parents[2])
    parser.add_argument("--build", type=pathlib.Path, help="the Meson folder, for compiler flags")
    return parser.parse_args(arguments)


def main(arguments):
    """Returns the exit status."""
    options = parse(arguments)
    names = CHECKS if options.check == "all" else [options.check]
    complaints = []
    for name in names:
        check = CHECKS[name]
        if name == "headers":
            check = functools.partial(check, build=options.build)
        complaints += check(options.root.resolve())
    for complaint in complaints:
        print(complaint)
    print(f"{options.check}: {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
