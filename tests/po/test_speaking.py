#!/usr/bin/python3
# test_speaking.py: the real command speaks every language, and counts and tells time as it does.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, libredirect-catalogues.so, the top of the source tree.

No locale but C.UTF-8 need be installed, and gettext translates nothing in that one: those of the
languages are made here, in a folder that goes away."""

import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import catalogues
import pseudo
import tap

PROGRAM, REDIRECT = (os.path.abspath(path) for path in sys.argv[1:3])
ROOT = pathlib.Path(sys.argv[3]).resolve()
LOCALES = {"de": "de_DE", "es": "es_ES", "fr": "fr_FR", "ja": "ja_JP", "pt_BR": "pt_BR",
           "zh_CN": "zh_CN"}
# How each writes 61 percent, and an amount of which the cents are to be seen.
PERCENT = {"de": "\xa0%", "es": "\xa0%", "fr": "\xa0%", "ja": "%", "pt_BR": "%", "zh_CN": "%"}
DECIMAL_POINT = {"de": ",", "es": ",", "fr": ",", "ja": ".", "pt_BR": ",", "zh_CN": "."}
# What is no word of ours: names, what is typed, and the texts of GLib, which has catalogues itself.
NAMES = {
    "Claude", "Codex", "Plimsoll", "Fable", "EUR", "USD", "JSON", "Options", "show", "refresh",
    "bar", "wait", "guard", "hooks", "doctor", "env", "probe", "service", "statusline", "history",
    "costs", "watch", "export", "login", "logout", "plimsoll", "shew",
}
WIDTH = 40


class Stage:
    """A home with catalogues and locales of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.home = self.folder / "home"
        self.home.mkdir()
        (self.folder / "locales").mkdir()
        for language in LOCALES:
            catalogues.compile_catalogue(
                ROOT / "po" / f"{language}.po",
                self.folder / language / "LC_MESSAGES" / "plimsoll.mo",
            )
        self.pseudo = pseudo.load(ROOT)
        self.pseudo.write_pseudo_locale(self.folder)

    @functools.lru_cache(maxsize=None)
    def make_locale(self, name):
        """A locale by its name, "de_DE.UTF-8"; made once."""
        # It ends with 1 when it had something to remark.
        subprocess.run(
            ["localedef", "--quiet", "--no-archive", "-i", name, "-f", "UTF-8",
             str(self.folder / "locales" / f"{name}.UTF-8")],
            capture_output=True, check=False,
        )
        assert (self.folder / "locales" / f"{name}.UTF-8" / "LC_TIME").exists(), name
        return f"{name}.UTF-8"

    def say(self, locale, language, *words, columns=80):
        """What the command writes; a mistake's words too."""
        environment = {key: value for key, value in os.environ.items()
                       if key.startswith(("GSETTINGS", "ASAN", "UBSAN", "LSAN"))}
        environment.update(
            HOME=str(self.home), LC_ALL=self.make_locale(locale), LANGUAGE=language, TZ="UTC",
            LOCPATH=str(self.folder / "locales"), LD_PRELOAD=REDIRECT, COLUMNS=str(columns),
            PLIMSOLL_TEST_LOCALEDIR=str(self.folder), XDG_RUNTIME_DIR=str(self.home),
            PATH="/usr/bin:/bin",
        )
        # The catalogues' redirection is loaded before a sanitizer's runtime, which minds.
        asan = environment.get("ASAN_OPTIONS", "")
        environment["ASAN_OPTIONS"] = f"{asan}:verify_asan_link_order=0".lstrip(":")
        done = subprocess.run([PROGRAM, *words], env=environment, capture_output=True, text=True,
                              check=False, timeout=60)
        assert "runtime error" not in done.stderr, done.stderr
        return done.stdout + done.stderr


def measure(line):
    """How many cells a terminal gives to a line."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else
               0 if unicodedata.combining(letter) else 1 for letter in line)


def check_speaks(stage, language):
    """the table is in the language, with its numbers"""
    texts, _ = catalogues.read_catalogue(ROOT, language)
    said = stage.say(LOCALES[language], language, "show", "--provider", "demo", "--direct")
    for source in ("Session", "Week", "invented numbers", "just now"):
        assert texts[source] in said, f"{texts[source]} is not in\n{said}"
    assert re.search(r"\d" + PERCENT[language] + r"(?!\w)", said), said
    assert re.search(r"\d" + re.escape(DECIMAL_POINT[language]) + r"\d\d\b", said), said
    assert "resets in" not in said, said


def check_narrow(stage, language):
    """nothing is wider than a terminal of forty columns"""
    said = stage.say(LOCALES[language], language, "show", "--provider", "demo", "--direct",
                     columns=WIDTH)
    wide = [line for line in said.splitlines() if measure(line) > WIDTH]
    assert said and not wide, said


def check_help(stage, language):
    """help and mistakes are in the language"""
    texts, _ = catalogues.read_catalogue(ROOT, language)
    assert texts["Commands:"] in stage.say(LOCALES[language], language, "--help")
    mistake = stage.say(LOCALES[language], language, "shew")
    assert texts["There is no command '%s'."] % "shew" in mistake, mistake


def check_clock(stage):
    """an American clock has twelve hours, whatever the language; a German one has twenty-four"""
    show = ("show", "--provider", "demo", "--direct")
    american = stage.say("en_US", "de", *show)
    german = stage.say("de_DE", "en", *show)
    assert re.search(r"\d:\d\d (AM|PM)", american) and "Sitzung" in american, american
    assert re.search(r"\(\d\d:\d\d\)", german) and "Session" in german, german
    assert not re.search(r"\d (AM|PM)", german), german


def check_hard_wired(stage, *words):
    """no plain English word is left in a language made up of accents"""
    said = stage.say("en_US", stage.pseudo.LANGUAGE, *words)
    # Options, addresses, paths and files are typed as they are.
    bare = re.sub(r"--?[\w-]+=?|\{[^}]*\}|[\w.~]*/[\w./]*|\b\w+:\w+|\b[A-Z]+(?:_[A-Z]+)+\b|"
                  r"\b\w+\|[\w|]+", " ", said)
    plain = set(re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", bare))
    # The days of the week are the locale's.
    plain -= NAMES | {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
    assert said and not plain, f"{sorted(plain)} in\n{said}"


PSEUDO = [
    ["show", "--provider", "demo", "--direct"], ["--help"], ["show", "--help"], ["bar", "--help"],
    ["wait", "--help"], ["guard", "--help"], ["hooks", "--help"], ["hooks", "list"],
    ["doctor", "--help"], ["refresh"], ["service", "status"], ["show", "--account", "demo:none"],
    ["doctor", "--provider", "demo"], ["statusline", "--help"], ["shew"],
]


def main():
    """Says how every check went."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(folder)
        cases = [
            (f"{language}: {check.__doc__}", tap.held(functools.partial(check, stage, language)))
            for check in (check_speaks, check_narrow, check_help) for language in LOCALES
        ]
        cases.append((check_clock.__doc__, tap.held(functools.partial(check_clock, stage))))
        cases += [
            (f"{check_hard_wired.__doc__}: {' '.join(words)}",
             tap.held(functools.partial(check_hard_wired, stage, *words)))
            for words in PSEUDO
        ]
        return tap.run(cases)


sys.exit(main())
