# check_texts.py: what is shown to people is translatable, and translators are told about all of it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists exactly the files under src/ with translatable text; whatever else it lists
(desktop file, metainfo, schemas) has to exist. A .ui file shows no text that is not translatable,
and no message is put together from macros, which xgettext cannot read."""

import pathlib
import re

import tree

MARKED_C = re.compile(r"(?<![\w>.])(?:_|N_|C_|NC_|n?gettext|g_d?[np]?gettext2?|g_dn?gettext)\s*\(")
MARKED_UI = re.compile(r"""translatable=["'](?:yes|true|1)["']""")

# What GTK and libadwaita show or read aloud.
SHOWN_UI = re.compile(
    r"""<(?:property|attribute) name=["'](?:[\w-]*label|[\w-]*title|subtitle|description|text|"""
    r"""tooltip-text|tooltip-markup|placeholder-text|body|heading)["']([^>]*)>([^<]*)<"""
)
WORD = re.compile(r"[^\W\d_]{2,}")
MACRO_IN_MESSAGE = re.compile(
    r"""(?<![\w>.])(?:_|N_|C_|NC_|g_dngettext)\s*\([^;]*?"\s*(?:G_\w+_FORMAT|PRI[a-zA-Z]\w+)"""
)


def _is_translatable(path):
    text = tree.read(path)
    if path.suffix == ".ui":
        return bool(MARKED_UI.search(text))
    if path.suffix not in (".c", ".h"):
        return False
    code = tree.without_preprocessor(tree.without_comments(text, keep_strings=False))
    return bool(MARKED_C.search(code))


def _listed(potfiles):
    lines = (line.strip() for line in tree.read(potfiles).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _find_escapes(path):
    """What in a file would be shown in English for ever."""
    text = tree.read(path)
    if path.suffix == ".ui":
        for attributes, words in SHOWN_UI.findall(text):
            if WORD.search(words) and not MARKED_UI.search(attributes):
                yield f'shows "{words.strip()}", which is not translatable'
    elif path.suffix == ".c":
        code = tree.without_comments(text, keep_strings=True)
        if MACRO_IN_MESSAGE.search(code):
            yield "has a message with a macro in it, which xgettext cannot read"


def check_texts(root):
    """POTFILES.in is complete, has nothing twice and nothing that is gone."""
    root = pathlib.Path(root)
    potfiles = root / "po" / "POTFILES.in"
    listed = _listed(potfiles) if potfiles.exists() else []
    wanted = {tree.relative(f, root) for f in tree.files(root, "src") if _is_translatable(f)}
    for path in tree.files(root, "src"):
        for complaint in _find_escapes(path):
            yield f"{tree.relative(path, root)} {complaint}"
    for name in sorted(wanted - set(listed)):
        yield f"{name} has translatable text and is not in po/POTFILES.in"
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield f"po/POTFILES.in lists {name} twice"
    for name in sorted(set(listed) - wanted):
        if not (root / name).exists():
            yield f"po/POTFILES.in lists {name}, which does not exist"
        elif name.startswith("src/"):
            yield f"po/POTFILES.in lists {name}, which has no translatable text"
