# check_shape.py: files and functions stay short, and every file says what it is.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths, heads and licence lines, and two figures that are told and not judged: the share of
comment lines, and how many lines of test there are to a line of source."""

import re

import tree

LONGEST_FILE = 600
LONGEST_FUNCTION = 60

# Text that people write and maintain; fixtures and translations are data.
WRITTEN = set(".c .h .py .sh .build .ui .css .in .xml .desktop .service".split())
WRITTEN_NAMES = {"meson_options.txt", ".editorconfig", ".clang-format", "lsan.supp"}
NOT_LICENSED = {"POTFILES.in"}
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
# Software catalogues want metadata itself under a licence that lets them copy it.
SPDX_METAINFO = "SPDX-License-Identifier: CC0-1.0"
HEAD_LINES = 12
FEWEST_WORDS_OF_PURPOSE = 3
FEWEST_WORDS_OF_PARAGRAPH = 6


def _is_script(path):
    with open(path, "rb") as file:
        return file.read(2) == b"#!"


def _written(root):
    for path in tree.files(root):
        if "fixtures" in path.parts or "corpus" in path.parts:
            continue
        if path.suffix in WRITTEN or path.name in WRITTEN_NAMES or _is_script(path):
            yield path


def check_sizes(root):
    """No file over 600 lines, no function over 60."""
    for path in _written(root):
        name, text = tree.relative(path, root), tree.read(path)
        lines = len(text.splitlines())
        if lines > LONGEST_FILE:
            yield f"{name}: {lines} lines; more than {LONGEST_FILE} want two files"
        if path.suffix not in (".c", ".h"):
            continue
        for function, line, length in tree.functions(text):
            if length > LONGEST_FUNCTION:
                yield f"{name}:{line}: {function} has {length} lines, over {LONGEST_FUNCTION}"
    _tell_figures(root)


def _tell_figures(root):
    source, tests = ([tree.read(p) for p in tree.c_files(root, d)] for d in ("src", "tests"))
    source_lines, test_lines = ("".join(texts).count("\n") for texts in (source, tests))
    if source_lines:
        share = sum(map(tree.comment_lines, source)) / source_lines
        print(f"src: {source_lines} lines, {share:.1%} of them with a comment")
        print(f"tests: {test_lines} lines, {test_lines / source_lines:.2f} to a line of src")


def _has_licence(path, text):
    wanted = (SPDX, SPDX_METAINFO) if ".metainfo." in path.name else (SPDX,)
    head = text.splitlines()[:HEAD_LINES]
    return any(licence in line for licence in wanted for line in head)


def _head(text):
    """The words of the comment that a C file opens with."""
    match = re.match(r"/\*(.*?)\*/", text, re.DOTALL)
    return [re.sub(r"^[ *]+", "", line).strip() for line in match[1].splitlines()] if match else []


def _check_head(path, text):
    head = [line for line in _head(text) if line]
    if not head or not head[0].startswith(path.name):
        yield f"its first line is not /* {path.name} - what it is for"
        return
    if len(head[0].split()) <= FEWEST_WORDS_OF_PURPOSE:
        yield "its first line does not say what it is for"
    paragraph = " ".join(line for line in head[1:] if "SPDX" not in line)
    if path.suffix == ".c" and len(paragraph.split()) < FEWEST_WORDS_OF_PARAGRAPH:
        yield "its head has no paragraph: what it is for, promises, and leaves to others"


def check_heads(root):
    """Licence line everywhere, purpose at the top of C files, `#pragma once` in headers."""
    for path in _written(root):
        name, text = tree.relative(path, root), tree.read(path)
        if path.name not in NOT_LICENSED and not _has_licence(path, text):
            yield f"{name}: no SPDX line ({SPDX}) near the top"
        if path.suffix in (".c", ".h"):
            yield from (f"{name}: {complaint}" for complaint in _check_head(path, text))
        if path.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
            yield f"{name}: no #pragma once"
