"""The ways to start a process. They differ in who executes the script for it, and who sees what this prints (`_worlds.World`)."""

import os
import sys

from . import process


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


class Process(process.BaseProcess):
    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _PROCESSES[get_start_method()]._Popen(process_obj)


class ForkServerProcess(process.BaseProcess):
    _start_method = "forkserver"

    @staticmethod
    def _Popen(process_obj):
        from .popen_forkserver import Popen

        return Popen(process_obj, process_obj._start_method or get_start_method())


class SpawnProcess(ForkServerProcess):
    _start_method = "spawn"


class ForkProcess(ForkServerProcess):
    _start_method = "fork"


def cpu_count():
    """The number of cores that the playground has."""
    return os.cpu_count()


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    from .pool import Pool

    return Pool(processes, initializer, initargs, maxtasksperchild)


def Manager():
    """A manager that is at work."""
    from .managers import SyncManager

    return SyncManager()


def Pipe(duplex=True):
    """Two ends that are connected; one way only, the first one receives."""
    from .connection import Pipe

    return Pipe(duplex)


def freeze_support():
    pass


def allow_connection_pickling():
    """Connections and sockets can be passed on as they are."""


#: The way that was chosen; the first who asks chooses the default.
_chosen = None


def get_start_method(allow_none=False):
    global _chosen
    if _chosen is None and not allow_none:
        _chosen = "forkserver"
    return _chosen


def set_start_method(method, force=False):
    global _chosen
    if _chosen is not None and not force:
        raise RuntimeError("context has already been set")
    if method is not None:
        _check(method)
    _chosen = method


def get_all_start_methods():
    return ["forkserver", "fork", "spawn"]


def _check(method):
    if method not in _PROCESSES:
        raise ValueError(f"cannot find context for {method!r}")


class BaseContext:
    """All of `multiprocessing`, with processes of one way."""

    def __init__(self, method):
        self._method = method
        self.Process = _PROCESSES[method]

    def get_start_method(self, allow_none=False):
        return self._method

    def set_start_method(self, method, force=False):
        raise ValueError("cannot set start method of concrete context")

    def get_context(self, method=None):
        return self if method is None else get_context(method)

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        from .pool import Pool

        return Pool(processes, initializer, initargs, maxtasksperchild, context=self)

    def __getattr__(self, name):
        return getattr(sys.modules["multiprocessing"], name)


_PROCESSES = {"forkserver": ForkServerProcess, "spawn": SpawnProcess, "fork": ForkProcess}


def class_of(context):
    """The class of the processes of a context, or of the way that was chosen."""
    return _PROCESSES[context.get_start_method() if context else get_start_method()]


def get_context(method=None):
    """`multiprocessing` itself; or with the processes of one way."""
    if method is None:
        return sys.modules["multiprocessing"]
    _check(method)
    return BaseContext(method)
