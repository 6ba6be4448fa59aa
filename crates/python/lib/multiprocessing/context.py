"""The ways to start a process. All of them are the fork server's here, which is the default on Linux."""

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
        return ForkServerProcess._Popen(process_obj)


class ForkServerProcess(process.BaseProcess):
    _start_method = "forkserver"

    @staticmethod
    def _Popen(process_obj):
        from .popen_forkserver import Popen

        return Popen(process_obj)


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


def get_start_method(allow_none=False):
    return "forkserver"


def set_start_method(method, force=False):
    if method not in get_all_start_methods():
        raise ValueError(f"cannot find context for {method!r}")


def get_all_start_methods():
    return ["forkserver", "spawn", "fork"]


def get_context(method=None):
    if method is not None and method not in get_all_start_methods():
        raise ValueError(f"cannot find context for {method!r}")
    return sys.modules["multiprocessing"]
