"""Modules that an image has imported ahead: they are out of sight until a script imports them."""

import sys
from importlib.machinery import ModuleSpec

#: What an import of each name brought in: modules by their names.
_brought = {}


def import_ahead(name):
    """Imports a module, and takes out of sight all that this brought in."""
    before = set(sys.modules)
    __import__(name)
    brought = {each: module for each, module in sys.modules.items() if each not in before}
    for each, module in brought.items():
        del sys.modules[each]
        parent, _, last = each.rpartition(".")
        # A package of before knows its new parts as attributes.
        if parent in before and vars(sys.modules[parent]).get(last) is module:
            delattr(sys.modules[parent], last)
    if brought:
        _brought[name] = brought
        if Finder not in sys.meta_path:
            sys.meta_path.insert(0, Finder)


class Finder:
    """Gives a script what was imported ahead, all at once, as importing it would have brought it in."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        brought = _brought.get(name)
        # Parts of it are there already, of the script's own import: both together would be two of each.
        if brought is None or not brought.keys().isdisjoint(sys.modules):
            return None
        return ModuleSpec(name, _Loader(brought))


class _Loader:
    def __init__(self, brought):
        self._brought = brought

    def create_module(self, spec):
        module = self._brought[spec.name]
        self._spec = module.__spec__
        return module

    def exec_module(self, module):
        module.__spec__ = self._spec
        for name, each in self._brought.items():
            sys.modules[name] = each
            parent, _, last = name.rpartition(".")
            if parent and parent not in self._brought:
                setattr(sys.modules[parent], last, each)
