"""Finds what lies on the disk, and says why something cannot be imported here, and what to use instead."""

import sys
import types

import _library
import _loopscope_builtin
import _packages
import _script
from _frozen_importlib import BuiltinImporter
from _path_importing import external

_PROCESSES = "there are no processes; use asyncio tasks"
_MACHINE = "there is no machine code to call"
_TERMINAL = "there is no terminal; print to the console"

_REASONS = {
    "_ctypes": _MACHINE,
    "cProfile": "code takes no virtual time; look at the timeline",
    "cgi": "it was removed from Python 3.13",
    "ctypes": _MACHINE,
    "curses": _TERMINAL,
    "distutils": "it was removed from Python 3.12",
    "ensurepip": "nothing can be installed; packages that people use are there already",
    "fcntl": "there are no files to lock; use asyncio.Lock",
    "grp": "there is one user; use os.getuid()",
    "imp": "it was removed from Python 3.12; use importlib",
    "mmap": "there are no files to map; read them into bytes",
    "nis": "it was removed from Python 3.13",
    "pip": "nothing can be installed; packages that people use are there already",
    "pty": _TERMINAL,
    "pwd": "there is one user; use os.getlogin()",
    "readline": _TERMINAL,
    "resource": "there is no operating system to ask",
    "subprocess": _PROCESSES,
    "syslog": "there is no operating system; use logging",
    "tkinter": "there is no window system; print to the console",
    "turtle": "there is no window system; print to the console",
    "venv": "nothing can be installed; packages that people use are there already",
    "webbrowser": "the script cannot open pages; print the address",
}


def _find_spec(name, path=None, target=None):
    spec = _on_disk(name, path, target)
    if spec is not None:
        return spec
    if name == "main":
        return _script_itself()
    if sys._getframe(2).f_code.co_name != "_find_and_load_unlocked":
        # Nothing is imported: `importlib.util.find_spec` asks whether it could be.
        return None
    top = name.partition(".")[0]
    reason = _REASONS.get(name) or _REASONS.get(top)
    if reason is not None:
        raise ModuleNotFoundError(f"'{name}' is not available in the browser: {reason}", name=name)
    import _absent

    if top in _absent.NEAREST:
        error = ModuleNotFoundError(f"No module named '{name}'", name=name)
        error.add_note(f"'{top}' is not among the packages here: {_absent.NEAREST[top]}.")
        raise error
    return None


def _script_itself():
    """The page's script has no name of its own: `script.py`. Lessons call it `main`, as in `uvicorn.run("main:app")`."""
    path = _script.file or ""
    return external.spec_from_file_location("main", path) if path.rpartition("/")[2] == "script.py" else None


class Finder:
    """The last of `sys.meta_path`: what comes here, nobody else has found."""

    # As in CPython, no frame of the import system's is in a traceback.
    find_spec = staticmethod(_loopscope_builtin.function(_find_spec, "find_spec"))

    @staticmethod
    def find_distributions(*args, **kwargs):
        """What `importlib.metadata` asks for: distributions that lie on the disk."""
        return external.PathFinder.find_distributions(*args, **kwargs)

    @staticmethod
    def invalidate_caches():
        sys.path_importer_cache.clear()


def _on_disk(name, path, target):
    """A module on the disk: one that the script itself wrote there, or a package's."""
    import posix

    last = name.rpartition(".")[2]
    for folder in sys.path if path is None else path:
        if folder.startswith(_packages.SITE):
            spec = _packages.find_spec(name, folder)
            if spec is not None:
                return spec
        elif posix.access(f"{folder or '.'}/{last}", 4) or posix.access(f"{folder or '.'}/{last}.py", 4):
            break
    else:
        return None
    finder = external.PathFinder
    sys.path_importer_cache.clear()
    return finder.find_spec(name, path, target)


class _Hollow(types.ModuleType):
    """Stands in for a module that a module of the library names, and needs in no part that works here."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {}) if name[0].isupper() else 0


class Hollow:
    """Finds the modules of the library, and helps those which need it: they import modules that are not there, and get
    hollow ones; or they are changed once they are loaded."""

    _WANT = {
        "asyncio.streams": ("socket",),
        "asyncio._library_base_events": ("subprocess",),
        "asyncio._library_unix_events": ("subprocess",),
        "imaplib": ("subprocess",),
    }
    #: Modules that `_mended.library` has a file for, named as they are.
    _CHANGED = ("argparse", "array", "concurrent.futures.thread", "json.decoder", "logging", "platform", "struct", "sysconfig", "zlib", "zoneinfo", "zoneinfo._common")

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = _library.find_spec(name)
        if name not in cls._WANT and name not in cls._CHANGED:
            return spec
        if spec is None:
            spec = BuiltinImporter.find_spec(name, path, target)
        elif not isinstance(spec.loader, _library.SourceFileLoader):
            # One of the script's own files.
            return spec
        spec.loader = cls(spec.loader, cls._WANT.get(name, ()))
        return spec

    def __init__(self, loader, wanted):
        self._loader = loader
        self._wanted = wanted

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        absent = [name for name in self._wanted if name not in sys.modules]
        for name in absent:
            sys.modules[name] = _Hollow(name)
        try:
            self._loader.exec_module(module)
        finally:
            for name in absent:
                sys.modules.pop(name, None)
        module.__spec__.loader = module.__loader__ = self._loader
        if module.__name__ in self._CHANGED:
            name = f"_mended.library.{module.__name__.replace('.', '_')}"
            __import__(name)
            sys.modules[name].mend(module)

    def __getattr__(self, name):
        return getattr(self._loader, name)
