# catalogues.py: the template and the catalogues as the tools of gettext read them.
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the languages and build-aux/pseudo-locale share.

A message is known by its key: its text, after its context and the byte 4 where it has one, as in a
compiled catalogue. What is fuzzy or empty is in none of those, so that it counts as missing."""

import gettext
import pathlib
import re
import subprocess
import tempfile

# What Meson's preset 'glib' hands to xgettext.
KEYWORDS = [
    "--from-code=UTF-8", "--add-comments", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
    "--keyword=NC_:1c,2", "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3",
    "--keyword=g_dpgettext2:2c,3", "--flag=N_:1:pass-c-format", "--flag=C_:2:pass-c-format",
    "--flag=NC_:2:pass-c-format", "--flag=g_dngettext:2:pass-c-format",
    "--flag=g_strdup_printf:1:c-format", "--flag=g_string_printf:2:c-format",
    "--flag=g_string_append_printf:2:c-format", "--flag=g_error_new:3:c-format",
    "--flag=g_set_error:4:c-format", "--flag=g_print:1:c-format", "--flag=g_printerr:1:c-format",
]


def run(*words):
    """Runs a tool; what it complains about is part of the error."""
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def list_languages(root):
    """The languages of po/LINGUAS."""
    lines = (pathlib.Path(root) / "po" / "LINGUAS").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def extract_template(root, path):
    """Writes a fresh template; (what xgettext complained about)."""
    return run(
        "xgettext", *KEYWORDS, "--package-name=plimsoll", f"--directory={root}",
        f"--files-from={pathlib.Path(root) / 'po' / 'POTFILES.in'}", f"--output={path}",
    )


def compile_catalogue(po, mo):
    """Checks a catalogue as strictly as msgfmt can, and compiles it."""
    pathlib.Path(mo).parent.mkdir(parents=True, exist_ok=True)
    return run("msgfmt", "--check", f"--output-file={mo}", po)


def read_compiled(mo):
    """(texts by key, header); a message with plural forms has a list of them."""
    with open(mo, "rb") as file:
        catalogue = gettext.GNUTranslations(file)
    texts = {}
    for key, text in catalogue._catalog.items():  # pylint: disable=protected-access
        if isinstance(key, tuple):
            texts.setdefault(key[0], []).append(text)
        elif key:
            texts[key] = text
    return texts, catalogue.info()


def read_template(root):
    """The texts of a fresh template by key, each as its own translation, and the complaints."""
    with tempfile.TemporaryDirectory() as folder:
        pot, filled, mo = (pathlib.Path(folder) / name for name in ("pot", "po", "mo"))
        complaints = extract_template(root, pot)
        # msgen takes a template of English and knows that English has two forms.
        run("msgen", f"--output-file={filled}", pot)
        head = filled.read_text(encoding="utf-8")
        head = re.sub(r"nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1", head)
        filled.write_text(head, encoding="utf-8")
        run("msgfmt", f"--output-file={mo}", filled)
        return read_compiled(mo)[0], complaints


def read_catalogue(root, language):
    """(texts by key, header) of po/<language>.po."""
    with tempfile.TemporaryDirectory() as folder:
        mo = pathlib.Path(folder) / "mo"
        compile_catalogue(pathlib.Path(root) / "po" / f"{language}.po", mo)
        return read_compiled(mo)
