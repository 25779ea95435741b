#!/usr/bin/python3
# test_completions.py: what each shell offers at the Tab key, asked of the shells themselves.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, its completions for bash, fish and zsh."""

import functools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position

PROGRAM, BASH, FISH, ZSH = (os.path.abspath(path) for path in sys.argv[1:5])
SHELLS = {"bash": BASH, "fish": FISH, "zsh": ZSH}
TOKEN = "sk-ant-oat01-FAKE" + "0123456789abcdef" * 4
OPTION = re.compile(r"^  (?:-\w, )?--([\w-]+)", re.MULTILINE)
# To bash "=" and ":" are words of their own.
BASH_WORDS = re.compile(r"[=:]|[^=:]+")
# zsh's own machinery, as far as ours asks it: everything that it is handed is written down.
ZSH_STAND_INS = r"""
compdef () { :; }
_describe () { local name=$argv[-1]; print -rl -- ${${(P)name}%%:*}; }
_arguments () {
  local one spelt
  for one in "$@"; do
    [[ $one != *:*'('*')' ]] || print -rl -- ${(s: :)${${one##*'('}%')'}}
    [[ $one != *:_plimsoll_accounts ]] || _plimsoll_accounts
    # Without what excludes it, a name ends where its value or description begins.
    spelt=${one#'('*')'}
    [[ $spelt != --* ]] || print -r -- ${spelt%%('='|'[')*}
  done
}
"""


def say(*words):
    """What the command writes."""
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True).stdout


def list_commands():
    """The commands that --help names."""
    block = say("--help").split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in block.splitlines()]


def list_options(command):
    """The long options of a command."""
    return {f"--{name}" for name in OPTION.findall(say(command, "--help"))}


def run_shell(*words, home):
    """What a shell with the program on its path says; it must not complain."""
    environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home,
                       PATH=f"{os.path.dirname(PROGRAM)}:{os.environ['PATH']}")
    environment.pop("CLAUDE_CODE_OAUTH_TOKEN", None)
    environment.pop("CLAUDE_CONFIG_DIR", None)
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, f"{words}: {done.stderr}"
    return done.stdout.splitlines()


def offer(shell, *words, home="/nonexistent"):
    """The words that a shell offers in the place of the last of these."""
    if shell == "fish":
        line = " ".join(words)
        script = f"source {shlex.quote(FISH)}; complete -C {shlex.quote(line)}"
        lines = run_shell("fish", "--no-config", "-c", script, home=home)
        return {line.split("\t")[0] for line in lines}
    if shell == "bash":
        parts = [part for word in words for part in (BASH_WORDS.findall(word) or [""])]
        script = (f". {shlex.quote(BASH)}; COMP_WORDS=({shlex.join(parts)}); "
                  f"COMP_CWORD={len(parts) - 1}; _plimsoll; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
        return set(run_shell("bash", "--norc", "-c", script, home=home))
    script = (f"{ZSH_STAND_INS}\nwords=({shlex.join(words)})\nCURRENT={len(words)}\n"
              f". {shlex.quote(ZSH)}")
    return set(run_shell("zsh", "-f", "-c", script, home=home))


def check_syntax(shell):
    """the shell reads its completion without a complaint"""
    run_shell(shell, "-n", SHELLS[shell], home="/nonexistent")


def check_commands(shell):
    """every command is offered in the first place"""
    missing = set(list_commands()) - offer(shell, "plimsoll", "")
    assert not missing, missing


def check_options(shell):
    """every option of every command is offered behind it, and no other"""
    for command in list_commands():
        offered = {word for word in offer(shell, "plimsoll", command, "--") if word[:2] == "--"}
        # One for the program alone is offered where the command can be left out.
        assert offered - {"--version"} == list_options(command), (command, offered)


def check_bare(shell):
    """without a command the options of show are offered"""
    assert list_options("show") <= offer(shell, "plimsoll", "--"), offer(shell, "plimsoll", "--")


def check_values(shell):
    """what an option can be told is offered, and so are the words that a command takes"""
    assert {"5h", "7d"} <= offer(shell, "plimsoll", "show", "--window", "")
    assert {"claude", "demo"} <= offer(shell, "plimsoll", "show", "--provider", "")
    assert {"status", "stop"} <= offer(shell, "plimsoll", "service", "")


def check_accounts(shell):
    """the accounts of the person at the keyboard are offered"""
    with tempfile.TemporaryDirectory() as home:
        login = {"claudeAiOauth": {"accessToken": TOKEN, "expiresAt": 4102444800000,
                                   "scopes": ["user:profile"]}}
        path = pathlib.Path(home) / ".claude" / ".credentials.json"
        path.parent.mkdir()
        path.write_text(json.dumps(login), encoding="utf-8")
        offered = offer(shell, "plimsoll", "show", "--account", "", home=home)
        assert any("claude" in word for word in offered), offered
        assert not any("FAKE" in word for word in offered), offered


def check_others(shell):
    """behind "--" the commands of the system are offered, where one is run"""
    assert "bash" in offer(shell, "plimsoll", "guard", "--below", "80", "--", "bas")
    assert "bash" in offer(shell, "plimsoll", "guard", "--", "bas")


def check_bash_pieces():
    """bash is handed the rest of an account or of an option's value behind what was typed"""
    assert offer("bash", "plimsoll", "show", "--window=5") == {"5h"}
    assert offer("bash", "plimsoll", "show", "--window=") == {"5h", "7d"}
    assert offer("bash", "plimsoll", "show", "--account=claude:de") == {"default"}
    assert offer("bash", "plimsoll", "show", "-a", "claude:de") == {"default"}


def main():
    """Prints TAP."""
    checks = (check_syntax, check_commands, check_options, check_bare, check_values, check_accounts)
    cases = [
        (f"{shell}: {check.__doc__}", tap.held(functools.partial(check, shell)))
        for shell in SHELLS
        for check in checks
    ]
    # In zsh its own machinery does this, which has no say here.
    cases += [
        (f"{shell}: {check_others.__doc__}", tap.held(functools.partial(check_others, shell)))
        for shell in ("bash", "fish")
    ]
    cases.append((check_bash_pieces.__doc__, tap.held(check_bash_pieces)))
    return tap.run(cases)


sys.exit(main())
