#!/usr/bin/python3
# test_catalogues.py: every language says all there is to say, and breaks nothing in saying it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument: the top of the source tree."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
import catalogues
import tap

ROOT = pathlib.Path(sys.argv[1]).resolve()
# How many forms a language has, and which of them 0, 1, 2 and 5 of something take.
FORMS = {
    "de": (2, "1011"), "es": (2, "1011"), "fr": (2, "0011"), "pt_BR": (2, "0011"),
    "ja": (1, "0000"), "zh_CN": (1, "0000"),
}
# Their typography has a no-break space between a number and the sign.
SPACED_PERCENT = ("de", "es", "fr")
# What programs, and not people, read: names in a template, code, variables, addresses, and ids.
KEPT = re.compile(
    r"\{[^{}]*\}|`[^`]*`|\b[A-Z]+(?:_[A-Z]+)+\b|(?<![\w-])--[a-z]+|~/[\w./-]+|"
    r"\b\w+\.(?:com|org)\b[\w/]*|\b\w+:(?:default|work|fable|profile)\b"
)
# "_Preferences", and no name with an underline such as https_proxy.
MNEMONIC = re.compile(r"^_[A-Z]")


def texts_of(key, text):
    """The source texts of a message and its translations, one pair for each form."""
    source = key.split("\x04")[-1]
    return [(source, form) for form in (text if isinstance(text, list) else [text])]


def pairs(language):
    """Every (source, translation) of a language."""
    texts, _ = catalogues.read_catalogue(ROOT, language)
    return [pair for key, text in texts.items() for pair in texts_of(key, text)]


def assert_none(complaints):
    """Fails with all that there is to complain about."""
    assert not complaints, "\n".join(complaints)


def check_template():
    """all text for people can be extracted, and no tool doubts any of it"""
    template, complaints = catalogues.read_template(ROOT)
    assert len(template) > 400, len(template)
    assert not complaints, complaints


def check_languages():
    """the six languages are there, and every catalogue is listed"""
    listed = catalogues.list_languages(ROOT)
    assert sorted(FORMS) == listed, listed
    there = sorted(path.stem for path in (ROOT / "po").glob("*.po"))
    assert there == listed, there


def check_complete(language):
    """nothing of today's text is missing or only guessed at"""
    template, _ = catalogues.read_template(ROOT)
    texts, _ = catalogues.read_catalogue(ROOT, language)
    assert_none([f"missing: {key!r}" for key in sorted(set(template) - set(texts))])


def check_header(language):
    """the head names the language and its plural forms"""
    texts, head = catalogues.read_catalogue(ROOT, language)
    count, forms = FORMS[language]
    assert head["language"] == language, head["language"]
    assert f"nplurals={count};" in head["plural-forms"], head["plural-forms"]
    found = catalogues.gettext.c2py(head["plural-forms"].split("plural=")[1].rstrip(";"))
    assert "".join(str(int(found(n))) for n in (0, 1, 2, 5)) == forms, head["plural-forms"]
    assert all(len(text) == count for text in texts.values() if isinstance(text, list))


def check_kept(language):
    """what programs read stays as it is"""
    assert_none([
        f"{source!r} became {text!r}" for source, text in pairs(language)
        if sorted(KEPT.findall(source)) != sorted(KEPT.findall(text))
    ])


def check_edges(language):
    """blanks and line ends at either end stay, so that sentences can be joined"""
    edge = re.compile(r"^[ \n]*|[ \n]*\Z")
    assert_none([
        f"{source!r} became {text!r}" for source, text in pairs(language)
        # A sentence of a language without spaces is joined without one.
        if edge.findall(source)[0] != edge.findall(text)[0] and language not in ("ja", "zh_CN")
        or source.endswith("\n") != text.endswith("\n")
        # The list of keywords of a desktop file ends so.
        or source.endswith(";") != text.endswith(";")
    ])


def check_mnemonics(language):
    """what the keyboard reaches in English it reaches here"""
    assert any(MNEMONIC.match(source) for source, _ in pairs(language))
    assert_none([
        f"{source!r} became {text!r}" for source, text in pairs(language)
        if source.count("_") != text.count("_")
    ])


def check_percent(language):
    """a percentage is never broken from its sign at the end of a line"""
    loose = re.compile(r"(?:\d|%\.0f) %(?!s)")
    assert_none([text for _, text in pairs(language) if loose.search(text)])


CASES = [check_template, check_languages] + [
    (check, language)
    for check in (check_complete, check_header, check_kept, check_edges, check_mnemonics)
    for language in FORMS
] + [(check_percent, language) for language in SPACED_PERCENT]


def make_case(what):
    """A sentence and its function."""
    check, *rest = what if isinstance(what, tuple) else (what,)
    sentence = " ".join([f"{name}:" for name in rest] + [check.__doc__])
    return sentence, tap.held(lambda: check(*rest))


sys.exit(tap.run([make_case(what) for what in CASES]))
