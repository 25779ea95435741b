# words.py: what the command can be told, read from what it says of itself.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks `plimsoll --help` and `plimsoll COMMAND --help` in the language of the source. Knows their
layout and nothing of any single command."""

import dataclasses
import os
import re
import subprocess

# `  -a, --account=ACCOUNT     Only this account`
OPTION = re.compile(
    r"^  (?:-(?P<short>\w), )?--(?P<long>[\w-]+)(?:=(?P<value>\S+))?\s+(?P<about>.*)$"
)
# `waybar|tmux`, a choice among words; `PCT|--reset` is none.
CHOICE = re.compile(r"^[a-z0-9][a-z0-9-]*(?:\|[a-z0-9][a-z0-9-]*)+$")
# `… one provider: claude, demo`: what can stand for a value that has only a name.
EXAMPLES = re.compile(r": ([a-z0-9-]+(?:, [a-z0-9-]+)*)$")
FILES = ("FILE", "FOLDER", "DIR", "DIRECTORY", "PATH")
ACCOUNTS = "ACCOUNT"


@dataclasses.dataclass
class Option:
    """One option; `value` is None when it takes none, `choices` what can be told."""

    short: str
    long: str
    value: str
    choices: list
    about: str


@dataclasses.dataclass
class Command:
    """One command, with the words that can stand in the place of its first option."""

    name: str
    about: str
    verbs: list
    options: list
    runs_others: bool


def _say(program, *words):
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LC_ALL": "C",
        "HOME": "/nonexistent",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "GSETTINGS_BACKEND": "memory",
        "GSETTINGS_SCHEMA_DIR": os.path.join(os.path.dirname(program), "../../data"),
        "ASAN_OPTIONS": "detect_leaks=0:intercept_tls_get_addr=0",
    }
    command = [program, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def _block(text, head):
    return text.split(head + ":\n", 1)[1].split("\n\n")[0].splitlines()


def _choices(value):
    return value.split("|") if value and CHOICE.match(value) else []


def _read_options(lines):
    found = [OPTION.match(line) for line in lines]
    return [
        Option(one["short"], one["long"], one["value"], _choices(one["value"]), one["about"])
        for one in found
        if one
    ]


def _read_verbs(args):
    """The first choice among plain words that stands in a usage line."""
    words = (word.strip("[]") for word in args.split())
    return next((word.split("|") for word in words if CHOICE.match(word)), [])


def _read_command(program, name, about):
    text = _say(program, name, "--help")
    args = text.split(f"plimsoll {name}", 1)[1].split("\n", 1)[0]
    return Command(
        name, about, _read_verbs(args), _read_options(_block(text, "Options")), " -- " in args
    )


def _share_examples(commands):
    """What one command says of a value holds for the same value of all."""
    known = {}
    options = [option for command in commands for option in command.options if option.value]
    for option in options:
        match = EXAMPLES.search(option.about)
        if match:
            known.setdefault(option.value, match[1].split(", "))
    for option in options:
        option.choices = option.choices or known.get(option.value, [])


def read(program):
    """(the commands in their order, the options of the program itself)."""
    text = _say(program, "--help")
    lines = [line.split(None, 1) for line in _block(text, "Commands")]
    commands = [_read_command(program, name, about.strip()) for name, about in lines]
    _share_examples(commands)
    return commands, _read_options(_block(text, "Options"))
