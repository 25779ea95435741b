# check_headers.py: every header compiles alone.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each header under src/ is included by an otherwise empty file and given to the compiler with the
flags that Meson gives its neighbours, so that a header needs nothing but its own floor."""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess

import tree

KEPT_WITH_VALUE = ("-I", "-isystem", "-D", "-U", "-include")
DROPPED = ("-Werror",)


def _flags(command, directory):
    """(compiler, include paths and definitions) of one line of compile_commands.json."""
    words = shlex.split(command)
    # Meson puts ccache before the compiler wherever it is installed.
    if pathlib.PurePath(words[0]).name in ("ccache", "sccache"):
        del words[0]
    compiler, flags = words[0], []
    rest = iter(words[1:])
    for word in rest:
        if word in KEPT_WITH_VALUE:
            word += next(rest, "")
        if word.startswith("-I"):
            flags.append("-I" + os.path.normpath(os.path.join(directory, word[2:])))
        elif word.startswith((*KEPT_WITH_VALUE, "-std=", "-pthread")) and word not in DROPPED:
            flags.append(word)
    return compiler, flags


def _flags_by_folder(root, build):
    """Folder → flags of the sources that lie in it, from the build's own records."""
    flags = {}
    compiler = os.environ.get("CC", "cc")
    records = pathlib.Path(build) / "compile_commands.json"
    for record in json.loads(records.read_text(encoding="utf-8")):
        path = pathlib.Path(os.path.normpath(os.path.join(record["directory"], record["file"])))
        if path.is_relative_to(root / "src"):
            compiler, found = _flags(record["command"], record["directory"])
            known = flags.setdefault(path.parent, [])
            known += [flag for flag in found if flag not in known]
    return compiler, flags


def _compile(compiler, header, flags):
    """What the compiler says about the header alone; nothing when it is content."""
    command = [compiler, "-fsyntax-only", "-Wall", "-Werror", "-x", "c", *flags, "-"]
    source = f'#include "{header}"\nextern int plimsoll_not_empty;\n'
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def check_headers(root, build=None):
    """Every header under src/ compiles on its own; build is the Meson folder that has the flags."""
    root = pathlib.Path(root).resolve()
    headers = [path for path in tree.c_files(root, "src") if path.suffix == ".h"]
    compiler, flags = _flags_by_folder(root, build) if build else ("cc", {})
    # For a folder of headers alone, and without a build, every folder is within reach.
    everything = list(dict.fromkeys(flag for known in flags.values() for flag in known))
    everything += [f"-I{folder}" for folder in sorted({path.parent for path in headers})]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = pool.map(
            lambda path: _compile(compiler, path, flags.get(path.parent, everything)), headers
        )
        for path, answer in zip(headers, answers):
            if answer:
                yield f"{tree.relative(path, root)} does not compile alone:\n{answer}"
