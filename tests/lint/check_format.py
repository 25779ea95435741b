# check_format.py: C is laid out by .clang-format, scripts are good shell.
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-format changes its mind between versions, and nobody should have to install a particular
one to be able to commit. So one version is the judge, that of Debian 12, where CI runs. The rules
that need no parser are held everywhere: columns, tabs, trailing blanks, the last newline."""

import re
import subprocess

import tree

JUDGE = 14
COLUMNS = 100


def formatter_version():
    """The major version of the installed clang-format, 0 when there is none."""
    try:
        answer = subprocess.run(
            ["clang-format", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r"version (\d+)", answer.stdout)
    return int(match[1]) if match else 0


def _check_lines(name, text):
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS:
            yield f"{name}:{number}: {len(line)} columns, over {COLUMNS}"
        if "\t" in line:
            yield f"{name}:{number}: a tab; indent with spaces"
        if line != line.rstrip():
            yield f"{name}:{number}: blanks at the end of the line"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield f"{name}: wants exactly one newline at its end"


def check_format(root):
    """C under src/ and tests/ as .clang-format wants it, Python within the columns."""
    sources = [path for path in tree.c_files(root) if "fixtures" not in path.parts]
    python = [path for path in tree.files(root) if path.suffix == ".py"]
    for path in sources + python:
        yield from _check_lines(tree.relative(path, root), tree.read(path))
    version = formatter_version()
    if version != JUDGE:
        print(f"clang-format is {version or 'missing'}, the judge is {JUDGE}: lines were checked")
    elif sources:
        command = ["clang-format", "--dry-run", "-Werror", "--style=file", *map(str, sources)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
        if done.returncode:
            yield f"clang-format -i would change this:\n{done.stderr.strip()}"


def check_scripts(root):
    """shellcheck has nothing to say about any shell script."""
    scripts = [
        str(path)
        for path in tree.files(root)
        if re.match(r"#!.*\b(?:ba|da)?sh\b", tree.read(path).split("\n", 1)[0])
    ]
    if scripts:
        command = ["shellcheck", "--external-sources", "--format=gcc", *scripts]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
        if done.returncode:
            yield f"shellcheck says:\n{done.stdout.strip() or done.stderr.strip()}"
