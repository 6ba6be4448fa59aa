"""Packages from PyPI: their folder on the disk, and how the modules in it are imported.

The folder is that of an installation. What lies in it is found out when somebody asks: the engine knows the names in it,
a shelf those in its packages, and text is read when a file is, that of modules from a shelf of its own. A module's code
is not compiled from that text: it lies on the shelf.
"""

import errno

import _loopscope_library as _library
from importlib.machinery import ModuleSpec
from _disk import INSTALLED
from _error_numbers import failure
from _installed import Directory, Text
from _path_importing import external, unseen

SITE = INSTALLED + "/site-packages"
#: The shelf that tells which distributions there are.
_DISTRIBUTIONS = "distributions"

_shelves = _library.site()
_trees = {}


def _tree(shelf):
    """What a shelf has: a dict for a folder; for a file its size, the shelf where its text is, and that where its code is."""
    tree = _trees.get(shelf)
    if tree is None:
        tree = _trees[shelf] = {}
        try:
            lines = _library.part(shelf, "").decode().splitlines()
        except ImportError:
            del _trees[shelf]
            raise
        for line in lines:
            path, size, text, code = line.split("\t")
            *folders, name = path.split("/")
            level = tree
            for folder in folders:
                level = level.setdefault(folder, {})
            level[name] = int(size), text, code
    return tree


class _Package(Directory):
    """A folder of which only its shelf knows what is in it."""

    def _level(self):
        try:
            return _tree(self._tree)[self._path]
        except ImportError:
            raise failure(errno.EIO, f"{SITE}/{self._path}") from None


class Site(Directory):
    """The folder of all packages, and of what is said about them."""

    def __init__(self, parent):
        super().__init__(parent, SITE, "", None)

    def _level(self):
        try:
            return _shelves | _tree(_DISTRIBUTIONS)
        except ImportError:
            raise failure(errno.EIO, SITE) from None

    def _node(self, name, what):
        if not isinstance(what, str):
            return super()._node(name, what)
        if name.endswith(".py"):
            return Text(SITE, name, *_tree(what)[name][:2])
        return _Package(self, SITE, name, what)


def find_spec(name, folder):
    """The spec of a module in a folder of packages; `None` where there is none."""
    last = name.rpartition(".")[2]
    inside = folder[len(SITE) :].strip("/")
    shelf = _shelves.get(inside.partition("/")[0] or last) or _shelves.get(last + ".py")
    if shelf is None:
        return None
    try:
        level = _tree(shelf)
    except ImportError as error:
        raise ModuleNotFoundError(f"No module named '{name}' here: {error}", name=name) from None
    for part in inside.split("/") if inside else ():
        level = level.get(part, {})
    found = level.get(last)
    if isinstance(found, dict):
        if "__init__.py" in found:
            return _spec(name, f"{folder}/{last}/__init__.py", found["__init__.py"], [f"{folder}/{last}"])
        if last + ".py" not in level:
            return _namespace(name, f"{folder}/{last}")
    if last + ".py" in level:
        return _spec(name, f"{folder}/{last}.py", level[last + ".py"], None)
    return None


def _namespace(name, folder):
    spec = ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [folder]
    return spec


def _spec(name, path, file, folders):
    loader = SourceFileLoader(name, path)
    loader._shelf = file[2]
    return external.spec_from_file_location(name, path, loader=loader, submodule_search_locations=folders)


class SourceFileLoader(external.SourceFileLoader):
    """Loads a module as one in a file is loaded, but for its code, which is there already."""

    @unseen
    def get_code(self, fullname):
        try:
            return _library.part_code(self._shelf, self.path[len(SITE) + 1 :])
        except ImportError as error:
            raise ModuleNotFoundError(f"No module named '{fullname}' here: {error}", name=fullname) from None


SourceFileLoader.__module__ = external.SourceFileLoader.__module__
