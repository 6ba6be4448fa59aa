"""Packages from PyPI: their folder on the disk, and how the modules in it are imported.

The folder is that of an installation. What lies in it is found out when somebody asks: the engine knows the names in it,
a shelf those in its packages, and text is read when a file is, that of modules from a shelf of its own. A module's code
is not compiled from that text: it lies on the shelf.
"""

import errno

import _loopscope_library as _library
from importlib.machinery import ModuleSpec
from _disk import INSTALLED, File, Folder, disk
from _error_numbers import failure
from _path_importing import external

SITE = INSTALLED + "/site-packages"
#: The shelf that tells which distributions there are.
_DISTRIBUTIONS = "distributions"
#: When they were installed, in nanoseconds: as the clock says when a run begins.
_TIME = 1767225600_000000000

_shelves = _library.site()
_trees = {}


def _part(shelf, key):
    try:
        return _library.part(shelf, key)
    except ImportError:
        raise failure(errno.EIO, f"{SITE}/{key}") from None


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


class _Text(File):
    """A file. The run's clock does not see it being read: the disk with its times is for the script's own files."""

    def __init__(self, path, size, shelf):
        self._content = None
        super().__init__(0o644, 0)
        self.accessed = self.modified = self.changed = _TIME
        self._path, self._size, self._shelf = path, size, shelf

    def size(self):
        return self._size

    @property
    def data(self):
        if self._content is None:
            self._content = _part(self._shelf, self._path)
        return self._content

    @data.setter
    def data(self, nothing):
        """What is made empty is filled when it is read."""


class _Directory(Folder):
    def __init__(self, parent, path, tree):
        self._nodes = None
        super().__init__(0o755, 0, parent)
        self.accessed = self.modified = self.changed = _TIME
        self._path, self._tree = path, tree

    def _level(self):
        return self._tree

    @property
    def names(self):
        if self._nodes is None:
            self._nodes = {name: self._node(name, what) for name, what in sorted(self._level().items())}
        return self._nodes

    @names.setter
    def names(self, nothing):
        """What is made empty is filled when it is looked into."""

    def _node(self, name, what):
        path = f"{self._path}/{name}" if self._path else name
        return _Directory(self, path, what) if isinstance(what, dict) else _Text(path, *what[:2])


class _Package(_Directory):
    """A folder of which only its shelf knows what is in it."""

    def _level(self):
        try:
            return _tree(self._tree)[self._path]
        except ImportError:
            raise failure(errno.EIO, f"{SITE}/{self._path}") from None


class _Site(_Directory):
    """The folder of all packages, and of what is said about them."""

    def _level(self):
        try:
            return _shelves | _tree(_DISTRIBUTIONS)
        except ImportError:
            raise failure(errno.EIO, SITE) from None

    def _node(self, name, what):
        if not isinstance(what, str):
            return super()._node(name, what)
        if name.endswith(".py"):
            return _Text(name, *_tree(what)[name][:2])
        return _Package(self, name, what)


def mount():
    """Puts the folder on the disk."""
    path = ""
    for name in INSTALLED.strip("/").split("/"):
        path += "/" + name
        parent = disk.make_folder(path, 0o755, privileged=True)
    parent.names["site-packages"] = _Site(parent, "", None)
    parent.links += 1


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

    def get_code(self, fullname):
        try:
            return _library.part_code(self._shelf, self.path[len(SITE) + 1 :])
        except ImportError as error:
            raise ModuleNotFoundError(f"No module named '{fullname}' here: {error}", name=fullname) from None


SourceFileLoader.__module__ = external.SourceFileLoader.__module__
