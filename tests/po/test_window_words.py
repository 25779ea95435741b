#!/usr/bin/python3
# test_window_words.py: no word of the real window is hard-wired, seen or heard.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: PLIMSOLL SERVICE WINDOW SCHEMAS SHIFT-CLOCK, libredirect-catalogues.so, the top of the
source tree; with DISPLAY set. The window speaks the language of accents (build-aux/pseudo-locale),
and everything that a screen reader finds in it and in the preferences is looked through."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("lint", "window", "app")]
# pylint: disable=wrong-import-position
import pseudo
import tap
from seat import GAUGE, Seat, wait_until

# What nobody translates here: a plan and a model by the provider's names, money, days by the
# locale, and the account's id.
NAMES = {
    "Max", "Fable", "EUR", "USD", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "claude",
    "default",
}
# What GTK and libadwaita say out of catalogues of their own, and the classes that older ones name.
TOOLKIT = re.compile(
    r"(?:Close|Maximize|Minimize)(?: the window)?|No Results Found|Try a different search\.|"
    r"Search|Back|Increase|Decrease|Show Text|Hide Text|(?:Adw|Gtk|Plimsoll)(?:[A-Z][a-z]+)+"
)
PLAIN_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])")


def find_plain(frame):
    """Names and descriptions with a plain English word, in a window and all below it."""
    said = {text for part in frame.parts() for text in (part.name, part.words) if text}
    assert len(said) > 5, said
    return sorted(text for text in said
                  if set(PLAIN_WORD.findall(text)) - NAMES and not TOOLKIT.fullmatch(text))


class Evening:
    """The window first, and then what it opens."""

    def __init__(self, seat, language, speech):
        self.seat = seat
        self.speech = speech
        self.title = language.say("Plimsoll")
        self.preferences = language.say("Preferences")

    def check_window(self):
        """the card, its gauges, buttons and headline speak the language"""
        self.seat.up(**self.speech)
        wait_until(lambda: self.seat.percent() is not None, "numbers")
        self.seat.activate()
        self.seat.look(GAUGE, title=self.title)
        plain = find_plain(self.seat.frame(self.title))
        assert not plain, plain

    def check_preferences(self):
        """every page of the preferences speaks the language"""
        self.seat.press("ctrl+comma", title=self.title)
        plain = find_plain(self.seat.frame(self.preferences))
        assert not plain, plain


def make_locale(folder):
    """A locale that gettext translates in, whatever is installed."""
    subprocess.run(["localedef", "--quiet", "--no-archive", "-i", "en_US", "-f", "UTF-8",
                    f"{folder}/en_US.UTF-8"], capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": "en_US.UTF-8"}


def main():
    """Runs both checks in one window."""
    with tempfile.TemporaryDirectory() as folder, Seat(*sys.argv[1:6]) as seat:
        language = pseudo.load(sys.argv[7])
        language.write_pseudo_locale(folder)
        asan = seat.environment.get("ASAN_OPTIONS", "")
        speech = dict(
            make_locale(folder), LANGUAGE=language.LANGUAGE, PLIMSOLL_TEST_LOCALEDIR=folder,
            LD_PRELOAD=os.path.abspath(sys.argv[6]),
            ASAN_OPTIONS=f"{asan}:verify_asan_link_order=0".lstrip(":"),
        )
        seat.environment.update(speech)
        seat.tell_bus()
        seat.start_manager()
        evening = Evening(seat, language, speech)
        checks = (evening.check_window, evening.check_preferences)
        return tap.run([(check.__doc__, tap.held(check)) for check in checks])


if __name__ == "__main__":
    sys.exit(main())
