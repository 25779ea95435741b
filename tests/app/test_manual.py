#!/usr/bin/python3
# test_manual.py: the manual is sound, and says of the command what the command says of itself.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, plimsoll.1, plimsoll-service.8, plimsoll-exit.h."""

import functools
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position

PROGRAM, COMMAND_PAGE, SERVICE_PAGE, EXIT_HEADER = sys.argv[1:5]
# `  -a, --account=ACCOUNT     Show one account`
OPTION = re.compile(r"^  (?:-(\w), )?--([\w-]+)")


def read(path):
    """The text of a file."""
    return pathlib.Path(path).read_text(encoding="utf-8")


def say(*words):
    """What the command writes."""
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True).stdout


def list_commands():
    """The commands that --help names."""
    block = say("--help").split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in block.splitlines()]


def section(name):
    """The lines of one section or subsection of the command's page."""
    parts = re.split(r"^\.S[hs] ", read(COMMAND_PAGE), flags=re.MULTILINE)
    found = [part for part in parts if part.split("\n", 1)[0] == name]
    assert len(found) == 1, f"{len(found)} sections {name}"
    return found[0]


def check_lint(page):
    """a page has no mistake that mandoc knows"""
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def check_commands():
    """every command has its section, and no other has one"""
    documented = re.findall(r"^\.Ss (.*)$", read(COMMAND_PAGE), flags=re.MULTILINE)
    assert sorted(documented) == sorted(list_commands()), documented


def check_options(command):
    """the options of a command are those of its section"""
    lines = say(command, "--help").split("Options:\n")[1].splitlines()
    real = {OPTION.match(line).groups() for line in lines if OPTION.match(line)} - {("h", "help")}
    found = re.findall(r"^\.It Fl (\w) , -([\w-]+)", section(command), flags=re.MULTILINE)
    found += [(None, name) for name in
              re.findall(r"^\.It Fl -([\w-]+)$", section(command), flags=re.MULTILINE)]
    assert set(found) == real, f"{found} for {real}"


def check_variables():
    """the environment variables are those that `plimsoll env` names"""
    real = {variable["name"] for variable in json.loads(say("env", "--json"))["variables"]}
    items = re.findall(r"^\.It Ev (.*)$", section("ENVIRONMENT"), flags=re.MULTILINE)
    found = {name for item in items for name in item.split(" , ")}
    assert found == real, found ^ real


def check_statuses():
    """the exit statuses are those that the command has"""
    real = set(re.findall(r"^  PLIMSOLL_EXIT_\w+ = (\d+)", read(EXIT_HEADER), flags=re.MULTILINE))
    found = set(re.findall(r"^\.It (\d+)$", section("EXIT STATUS"), flags=re.MULTILINE))
    assert found == real and real, found ^ real


def main():
    """Prints TAP."""
    cases = [(check.__doc__, tap.held(check)) for check in
             (check_commands, check_variables, check_statuses)]
    for command in list_commands():
        documented = functools.partial(check_options, command)
        cases.append((f"the options of {command} are those of its section", tap.held(documented)))
    for page in (COMMAND_PAGE, SERVICE_PAGE):
        name = pathlib.Path(page).name
        sound = functools.partial(check_lint, page)
        cases.append((f"{name} has no mistake that mandoc knows", tap.held(sound)))
    return tap.run(cases)


sys.exit(main())
