# tree.py: the source tree as the checks see it: which files there are and what is in them.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads files and takes C apart just far enough for the checks: comments, includes, functions.

It promises to survive anything that compiles and to keep line numbers. It is no parser: it leans on
the GNU layout that the format check enforces (a `}` in the first column ends a function).
"""

import os
import pathlib
import re

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)
      |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""",
    re.DOTALL | re.VERBOSE,
)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


def _is_built_or_hidden(name):
    """Build folders and tools' own folders are nobody's source; build-aux and .ci are ours."""
    return (name.startswith("build") and name != "build-aux") or (
        name.startswith(".") and name != ".ci"
    ) or name == "__pycache__"


def files(root, *folders):
    """All files below root, or below these folders of it, in a stable order."""
    root = pathlib.Path(root)
    found = []
    for start in [root / folder for folder in folders] or [root]:
        for where, folders_here, names in os.walk(start):
            folders_here[:] = [name for name in folders_here if not _is_built_or_hidden(name)]
            found += [pathlib.Path(where) / name for name in names]
    return sorted(found)


def c_files(root, *folders):
    """The .c and .h files below these folders (default: src and tests)."""
    return [f for f in files(root, *(folders or ("src", "tests"))) if f.suffix in (".c", ".h")]


def read(path):
    """The text of a file; a stray byte is a replacement character, not the end of the check."""
    return path.read_text(encoding="utf-8", errors="replace")


def relative(path, root):
    """How a file is called in a message."""
    return path.relative_to(root).as_posix()


def _blank(text):
    """As many lines as before, and nothing on them."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text, keep_strings=True):
    """The code alone, every line where it was. Without strings their quotes remain."""

    def replace(match):
        token = match[0]
        if match["comment"] is not None:
            return _blank(token)
        return token if keep_strings else token[0] + _blank(token[1:-1]) + token[-1]

    return TOKEN.sub(replace, text)


def without_preprocessor(code):
    """Code with directives and macro bodies blanked."""
    return PREPROCESSOR.sub(lambda match: _blank(match[0]), code)


def comment_lines(text):
    """How many lines hold some comment."""
    lines = set()
    for match in TOKEN.finditer(text):
        if match["comment"] is not None:
            first = text.count("\n", 0, match.start())
            lines.update(range(first, first + match[0].count("\n") + 1))
    return len(lines)


def includes(text):
    """(line, "<" or '"', name) for each include."""
    code = without_comments(text)
    return [(code.count("\n", 0, m.start(2)) + 1, m[1], m[2]) for m in INCLUDE.finditer(code)]


def _function_start(code, begin, brace):
    """Where the declaration in front of a brace starts: after the last empty line outside
    parentheses, so that a macro call standing alone above is not counted in."""
    start, depth = begin, 0
    for match in re.finditer(r"[()]|\n(?=[ \t]*\n)", code[begin:brace]):
        if match[0] in "()":
            depth += 1 if match[0] == "(" else -1
        elif depth == 0:
            start = begin + match.end()
    while start < brace and code[start].isspace():
        start += 1
    return start


def _is_function(declaration):
    """A declaration in front of `{` is a function's when it ends with its parameters."""
    return declaration.rstrip().endswith(")") and "=" not in declaration


def functions(text):
    """(name, first line, number of lines) of each function, from return type to closing brace."""
    code = without_preprocessor(without_comments(text, keep_strings=False))
    found, depth, begin, start = [], 0, 0, None
    for match in re.finditer(r"^\}|[{};]", code, re.MULTILINE):
        position, token = match.start(), match[0]
        if token == "{":
            if depth == 0:
                start = _function_start(code, begin, position)
                start = start if _is_function(code[start:position]) else None
            depth += 1
            continue
        if token == "}":
            in_first_column = position == 0 or code[position - 1] == "\n"
            depth = 0 if in_first_column else max(depth - 1, 0)
            if depth == 0 and start is not None:
                found.append(_describe(code, start, position))
                start = None
        if depth == 0:
            begin = match.end()
    return found


def _describe(code, start, end):
    """The triple that functions() gives for one function."""
    name = re.search(r"(\w+)\s*\(", code[start:end])
    line = code.count("\n", 0, start) + 1
    return (name[1] if name else "?", line, code.count("\n", start, end) + 1)
