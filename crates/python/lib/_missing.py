"""Says why a module of the standard library cannot be imported here, and what to use instead."""

import sys
import types

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
    "ensurepip": "nothing can be installed; the standard library is what there is",
    "fcntl": "there are no files to lock; use asyncio.Lock",
    "grp": "there is one user; use os.getuid()",
    "imp": "it was removed from Python 3.12; use importlib",
    "mmap": "there are no files to map; read them into bytes",
    "nis": "it was removed from Python 3.13",
    "pip": "nothing can be installed; the standard library is what there is",
    "pty": _TERMINAL,
    "pwd": "there is one user; use os.getlogin()",
    "readline": _TERMINAL,
    "resource": "there is no operating system to ask",
    "sqlite3": "there is no database; keep data in a dict or in JSON files",
    "ssl": "encryption is not simulated yet; talk to hosts by http://",
    "subprocess": _PROCESSES,
    "syslog": "there is no operating system; use logging",
    "termios": _TERMINAL,
    "tkinter": "there is no window system; print to the console",
    "tty": _TERMINAL,
    "turtle": "there is no window system; print to the console",
    "venv": "nothing can be installed; the standard library is what there is",
    "webbrowser": "the script cannot open pages; print the address",
}


class Finder:
    """The last of `sys.meta_path`: what comes here, nobody else has found."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        spec = _on_disk(name, path, target)
        if spec is not None:
            return spec
        reason = _REASONS.get(name) or _REASONS.get(name.partition(".")[0])
        if reason is not None:
            raise ModuleNotFoundError(f"'{name}' is not available in the browser: {reason}", name=name)
        return None

    @staticmethod
    def find_distributions(*args, **kwargs):
        """What `importlib.metadata` asks for: distributions that lie on the disk."""
        return _external().PathFinder.find_distributions(*args, **kwargs)

    @staticmethod
    def invalidate_caches():
        sys.path_importer_cache.clear()


def _on_disk(name, path, target):
    """A module that the script itself wrote to the disk."""
    import posix

    last = name.rpartition(".")[2]
    for folder in sys.path if path is None else path:
        if posix.access(f"{folder}/{last}", 4) or posix.access(f"{folder}/{last}.py", 4):
            break
    else:
        return None
    external = _external()
    sys.path_importer_cache.clear()
    return external.PathFinder.find_spec(name, path, target)


def _external():
    """The part of the import system that looks into folders, made ready when it is first needed."""
    from importlib import _bootstrap_external as external

    if getattr(external, "_bootstrap", None) is None:
        bootstrap = sys.modules["_frozen_importlib"]
        external._set_bootstrap_module(bootstrap)
        bootstrap._bootstrap_external = external
    if not sys.path_hooks:
        hook = external.FileFinder.path_hook((external.SourceFileLoader, external.SOURCE_SUFFIXES))
        sys.path_hooks.append(hook)
    return external


class _Hollow(types.ModuleType):
    """Stands in for a module that a module of the library names, and needs in no part that works here."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {}) if name[0].isupper() else 0


class Hollow:
    """Finds those modules of the library which need help: they import modules that are not there, and get hollow ones;
    or they are changed once they are loaded."""

    _WANT = {
        "asyncio.streams": ("socket",),
        "asyncio._library_base_events": ("subprocess",),
        "asyncio._library_unix_events": ("subprocess",),
        "imaplib": ("subprocess",),
    }
    #: Modules that `_mended.library` has a file for, named as they are.
    _CHANGED = ("argparse", "array", "concurrent.futures.thread", "json.decoder", "logging", "struct", "zlib", "zoneinfo", "zoneinfo._common")

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name not in cls._WANT and name not in cls._CHANGED:
            return None
        import _frozen_importlib

        for finder in (_frozen_importlib.FrozenImporter, _frozen_importlib.BuiltinImporter):
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = cls(spec.loader, cls._WANT.get(name, ()))
                return spec
        return None

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
        if module.__name__ in self._CHANGED:
            name = f"_mended.library.{module.__name__.replace('.', '_')}"
            __import__(name)
            sys.modules[name].mend(module)

    def __getattr__(self, name):
        return getattr(self._loader, name)
