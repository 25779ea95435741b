# check_floors.py: includes go down the floors, flat, and never in a circle.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every include of src/, and of tests/<floor>/, against the table in floors.py, and finds
circles between units. A unit is a .c and its .h, with foo-private.h part of foo."""

import pathlib

import floors
import tree


class Includes:
    """All files under src/ by name, with what each of them includes."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.source = tree.c_files(root, "src")
        self.by_name = {}
        for path in self.source:
            self.by_name.setdefault(path.name, []).append(path)

    def floor(self, path):
        """The floor of a file under src/."""
        return floors.floor_of(path.parent.relative_to(self.root / "src").as_posix())

    def floor_of_header(self, name):
        """The floor that a flat include leads to: one of the table, "everyone", or None."""
        if name in self.by_name:
            return self.floor(self.by_name[name][0])
        return floors.GENERATED.get(name)


def _check_own(known, floor, name):
    """What is wrong with `#include "name"` on this floor, or None."""
    if "/" in name:
        return f'include "{name}" has a path in it; includes are flat'
    other = known.floor_of_header(name)
    if other is None:
        return f'include "{name}" is nowhere under src/; a generated one belongs in floors.py'
    if other != "everyone" and not floors.may_include(floor, other):
        return f'{floor}/ may not include "{name}" of {other}/'
    return None


def _check_outside(floor, name, file_name):
    """What is wrong with `#include <name>` in this file of this floor, or None."""
    library = floors.library_of(name)
    if library is None:
        return f"include <{name}> is of a library that floors.py does not know"
    if not floors.may_use(floor, library, file_name):
        return f"{floor}/ may not include <{name}> of {library}"
    return None


def _check_file(known, path, floor, helpers=None):
    """Complaints about one file. A test (which has helpers, headers of its own that it may include)
    may use any outside library."""
    for line, kind, name in tree.includes(tree.read(path)):
        complaint = None
        if ".." in name.split("/"):
            complaint = f"include of {name} climbs with `..`"
        elif kind == '"' and name not in (helpers or ()):
            complaint = _check_own(known, floor, name)
        elif kind == "<" and helpers is None:
            complaint = _check_outside(floor, name, path.name)
        if complaint:
            yield f"{tree.relative(path, known.root)}:{line}: {complaint}"


def _check_source(known):
    for name, paths in known.by_name.items():
        if len(paths) > 1:
            yield f"{name} exists {len(paths)} times under src/; file names are unique"
    for path in known.source:
        floor = known.floor(path)
        if floor is None:
            yield f"{tree.relative(path, known.root)}: its folder has no line in floors.py"
        else:
            yield from _check_file(known, path, floor)


def _check_tests(known):
    """Tests in tests/<floor>/ stand on that floor; all they may add is helpers of their own."""
    paths = tree.c_files(known.root, "tests")
    helpers = {path.name for path in paths if path.suffix == ".h"}
    for path in paths:
        folder = path.parent.relative_to(known.root / "tests").as_posix()
        floor = floors.floor_of(folder)
        if floor:
            yield from _check_file(known, path, floor, helpers)


def check_floors(root):
    """Every include goes to a floor below, every outside library is where it belongs."""
    known = Includes(root)
    yield from _check_source(known)
    yield from _check_tests(known)


def _unit(name):
    return pathlib.PurePath(name).stem.removesuffix("-private")


def _edges(known):
    """Unit → units that it includes."""
    edges = {}
    for path in known.source:
        out = edges.setdefault(_unit(path.name), set())
        for _, kind, name in tree.includes(tree.read(path)):
            if kind == '"' and _unit(name) != _unit(path.name):
                out.add(_unit(name))
    return edges


def _reachable(edges, start):
    """All units that can be reached from start, start itself only by a circle."""
    seen, waiting = set(), list(edges.get(start, ()))
    while waiting:
        unit = waiting.pop()
        if unit not in seen:
            seen.add(unit)
            waiting.extend(edges.get(unit, ()))
    return seen


def check_circles(root):
    """No unit includes itself by way of others."""
    edges = _edges(Includes(root))
    reach = {unit: _reachable(edges, unit) for unit in edges}
    told = set()
    for unit in sorted(edges):
        if unit in reach[unit] and unit not in told:
            circle = sorted(u for u in reach[unit] if u in reach and unit in reach[u])
            told.update(circle)
            yield f"include circle: {' ↔ '.join(circle)}"
