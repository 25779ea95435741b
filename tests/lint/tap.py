# tap.py: how the tests of the house tell Meson what they found.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A case is (sentence, function); the function returns (whether it holds, what was seen)."""

import concurrent.futures


def run(cases, at_once=1):
    """Runs all cases, `at_once` of them beside each other, prints TAP, returns the exit status."""
    print(f"1..{len(cases)}")
    everything_holds = True
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        map_all = map if at_once == 1 else pool.map
        answers = map_all(lambda case: case[1](), cases)
        for number, ((sentence, _), (holds, seen)) in enumerate(zip(cases, answers), 1):
            everything_holds = everything_holds and holds
            print(f"{'ok' if holds else 'not ok'} {number} - {sentence}", flush=True)
            if not holds:
                print("\n".join("# " + line for line in seen.splitlines()))
    return 0 if everything_holds else 1


def held(function):
    """A case from a function that asserts: it holds when nothing is raised."""

    def case():
        try:
            function()
        except Exception as error:  # pylint: disable=broad-except
            return False, f"{type(error).__name__}: {error}"
        return True, ""

    return case
