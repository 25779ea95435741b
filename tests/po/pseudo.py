# pseudo.py: build-aux/pseudo-locale as a module.
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script has no ending, as it is typed; so it has to be told how to be loaded."""

import importlib.machinery
import importlib.util
import pathlib


def load(root):
    """The script's functions."""
    script = pathlib.Path(root).resolve() / "build-aux" / "pseudo-locale"
    loader = importlib.machinery.SourceFileLoader("pseudo_locale", str(script))
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module
