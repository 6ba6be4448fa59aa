"""The standard library: its folder on the disk, and the specs of its modules, which are those of an installation's files.

A module's code lies on a shelf; its text on another, which is fetched when somebody reads it: a traceback, `inspect`.
"""

import sys
import traceback

import _imp
import _loopscope_library
import _packages
import _script
from _disk import INSTALLED, disk
from _frozen_importlib import FrozenImporter
from _installed import Directory
from _path_importing import external, unseen

#: What is in the interpreter itself, as in CPython's: no file of the script's can stand for it.
_INSIDE = frozenset(sys.builtin_module_names).union(
    # Python/frozen.c
    "_collections_abc _sitebuiltins abc codecs genericpath importlib._bootstrap importlib._bootstrap_external importlib.machinery "
    "importlib.util io ntpath os posixpath runpy site stat zipimport".split()
)


class _Library(Directory):
    """The folder of the library, with that of the packages in it."""

    def __init__(self, parent):
        super().__init__(parent, INSTALLED, "", None)

    def _level(self):
        tree = {"site-packages": None}
        for file, shelf in _loopscope_library.files().items():
            *folders, name = file.split("/")
            level = tree
            for folder in folders:
                level = level.setdefault(folder, {})
            level[name] = None, shelf
        return tree

    def _node(self, name, what):
        return _packages.Site(self) if what is None else super()._node(name, what)


def mount():
    """Puts the folder on the disk."""
    *above, last = INSTALLED.strip("/").split("/")
    path = ""
    for name in above:
        path += "/" + name
        parent = disk.make_folder(path, 0o755, privileged=True)
    parent.names[last] = _Library(parent)
    parent.links += 1


class SourceFileLoader(external.SourceFileLoader):
    """Loads a module as one in a file is loaded, but for its code, which is there already."""

    @unseen
    def get_code(self, fullname):
        return _imp.get_frozen_object(fullname)


SourceFileLoader.__module__ = external.SourceFileLoader.__module__


def find_spec(name):
    """The spec of a module of the library; `None` where it is none, or one that is found in another way."""
    file = None if name in _INSIDE else _loopscope_library.file(name)
    if file is None:
        return None
    if "." not in name and _script.folder is not None:
        # Whoever calls a file `random.py` imports that one, and so does the library.
        spec = _in_front(name)
        if spec is not None:
            return spec
    path = f"{INSTALLED}/{file}"
    folders = [path.rpartition("/")[0]] if file.endswith("/__init__.py") else None
    return external.spec_from_file_location(name, path, loader=SourceFileLoader(name, path), submodule_search_locations=folders)


def _in_front(name):
    """A module in a folder that `sys.path` names before the library's."""
    for folder in sys.path:
        if folder.startswith(INSTALLED):
            return None
        if folder == _script.folder and name == _script.name():
            # The script itself is run, and called as the person likes.
            continue
        try:
            names = disk.find(folder or ".").names
        except (AttributeError, OSError):
            continue
        if name + ".py" in names or name in names:
            sys.path_importer_cache.pop(folder, None)
            spec = external.PathFinder.find_spec(name, [folder])
            if spec is not None and spec.loader is not None:
                return spec
    return None


def settle():
    """Gives the modules that have been imported before anybody could look here the specs that they would have."""
    sys._stdlib_dir = INSTALLED
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if getattr(spec, "loader", None) is not FrozenImporter:
            continue
        found = find_spec(spec.name)
        if found is None:
            file = _loopscope_library.file(spec.name)
            if file is not None:
                module.__file__ = f"{INSTALLED}/{file}"
            continue
        module.__spec__, module.__loader__, module.__file__, module.__cached__ = found, found.loader, found.origin, found.cached
        if found.submodule_search_locations is not None:
            module.__path__ = found.submodule_search_locations


#: The columns of code of the library, by its file's path: by where each begins, what each is called, and how long it is.
_columns = {}
_position = traceback._get_code_position


def code_position(code, instruction):
    """Where an instruction stands in the text (`traceback._get_code_position`). The code of the library was compiled
    without columns: they are found by compiling its text."""
    place = _position(code, instruction)
    file = code.co_filename
    if place[2] is not None or not file.startswith(INSTALLED) or file.startswith(_packages.SITE):
        return place
    if file not in _columns:
        _columns[file] = {}
        try:
            whole = compile(disk.find(file).data, file, "exec", dont_inherit=True)
        except (OSError, SyntaxError, RecursionError):
            return place
        _note(whole, _columns[file])
    twin = _columns[file].get(_key(code))
    return place if twin is None else _position(twin, instruction)


def _key(code):
    return code.co_qualname, code.co_firstlineno, len(code.co_code)


def _note(code, noted):
    noted[_key(code)] = code
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            _note(constant, noted)
