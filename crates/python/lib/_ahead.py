"""Modules that an image has imported ahead: they are out of sight until a script imports them.

A script may import any of them in any order, and one of the library's, `json` say, that packages have brought in as well. So what
each imports is noted, and where one is asked for, it comes with all that it needs, as importing it would have brought that in.
"""

import builtins
import sys
from importlib.machinery import ModuleSpec

#: By name: modules that are out of sight.
_hidden = {}
#: By name: the modules that a module has imported, whether they were there or not.
_needs = {}


def import_ahead(name):
    """Imports a module, and takes out of sight all that this brought in."""
    before = set(sys.modules)
    if Finder not in sys.meta_path:
        sys.meta_path.insert(0, Finder)
    original = builtins.__import__
    builtins.__import__ = _noting(original)
    try:
        __import__(name)
    finally:
        builtins.__import__ = original
    brought = {each: module for each, module in sys.modules.items() if each not in before}
    for each, module in brought.items():
        del sys.modules[each]
        parent, _, last = each.rpartition(".")
        # A package of before knows its new parts as attributes.
        if parent in before and vars(sys.modules[parent]).get(last) is module:
            delattr(sys.modules[parent], last)
    _hidden.update(brought)


def _noting(original):
    """`__import__` that notes who imports what."""

    def __import__(name, globals=None, locals=None, fromlist=(), level=0):
        module = original(name, globals, locals, fromlist, level)
        by = globals and globals.get("__name__")
        # What a function imports when it is called, no module needs.
        if by and getattr(globals.get("__spec__"), "_initializing", False):
            needs = _needs.setdefault(by, set())
            top = name
            if level:
                package = globals.get("__package__") or by.rpartition(".")[0]
                package = package.rsplit(".", level - 1)[0] if level > 1 else package
                top = f"{package}.{name}" if name else package
            needs.add(top)
            needs.update(f"{top}.{each}" for each in fromlist or () if f"{top}.{each}" in sys.modules)
        return module

    return __import__


def _with_needs(name):
    """A module that is out of sight, and all that it needs of those that are: by name, in the order of asking."""
    found = {}
    left = [name]
    while left:
        each = left.pop()
        module = _hidden.get(each)
        if module is None or each in found:
            continue
        found[each] = module
        left.extend(sorted(_needs.get(each, ()), reverse=True))
        # A package is imported before its parts.
        parent = each.rpartition(".")[0]
        if parent:
            left.append(parent)
    return found


class Finder:
    """Gives a script what was imported ahead."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        import _script

        # What the person wrote comes first.
        if name not in _hidden or name.partition(".")[0] in _script.named():
            return None
        return ModuleSpec(name, _Loader(name))


class _Loader:
    def __init__(self, name):
        self._name = name

    def create_module(self, spec):
        module = _hidden[self._name]
        self._spec = module.__spec__
        return module

    def exec_module(self, module):
        module.__spec__ = self._spec
        for name, each in _with_needs(self._name).items():
            if name in sys.modules and name != self._name:
                continue
            sys.modules[name] = each
            parent, _, last = name.rpartition(".")
            # One that was out of sight has its parts still, and names of its own in the place of some.
            if parent in sys.modules and parent not in _hidden:
                setattr(sys.modules[parent], last, each)
