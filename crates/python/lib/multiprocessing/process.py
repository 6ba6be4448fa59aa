"""Processes as they are seen: by who started them, and from inside."""

import os

import _worlds


class _MainProcess:
    name = "MainProcess"
    daemon = False
    exitcode = None
    _world = None

    @property
    def pid(self):
        return os.getpid()

    ident = pid

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"


_main_process = _MainProcess()
_children = set()


class BaseProcess:
    """A process; a class below it says by which way it is started."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._popen = None
        self._parent_pid = os.getpid()
        # Every process is counted, named or not.
        self._identity = _worlds.new_identity()
        self.name = name or f"{self._kind()}-{':'.join(map(str, self._identity))}"
        self.daemon = current_process().daemon if daemon is None else daemon

    def _kind(self):
        """What it is called as, before its number."""
        return type(self).__name__

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        assert self._popen is None, "cannot start a process twice"
        assert not current_process().daemon, "daemonic processes are not allowed to have children"
        self._popen = self._Popen(self)
        _children.add(self)

    def work(self):
        """What the process does when it has begun."""
        state = _worlds.pack(self)

        # Called as what no traceback of a process shows (`_worlds`).
        def _run():
            _worlds.unpack(state)._bootstrap()

        return _run

    def _bootstrap(self):
        _worlds.current.process = self
        self._popen = _worlds.current
        self.run()

    def __getstate__(self):
        return {**self.__dict__, "_popen": None}

    def join(self, timeout=None):
        assert self._popen is not None, "can only join a started process"
        self._popen.join(timeout)
        if not self._popen.is_alive():
            _children.discard(self)

    def terminate(self):
        self._signal(15)

    def kill(self):
        self._signal(9)

    def _signal(self, number):
        assert self._popen is not None, "can only terminate a started process"
        self._popen.kill(number)

    def is_alive(self):
        if self is current_process():
            return True
        return self._popen is not None and self._popen.is_alive()

    def close(self):
        if self.is_alive():
            raise ValueError(
                "Cannot close a process while it is still running. You should first call join() or terminate()."
            )

    @property
    def exitcode(self):
        return None if self._popen is None or self.is_alive() else self._popen.exitcode

    @property
    def pid(self):
        return None if self._popen is None else 1 + self._popen.number

    ident = pid

    def __repr__(self):
        parts = [type(self).__name__, f"name={self.name!r}"]
        if self._popen is not None:
            parts.append(f"pid={self.pid}")
        parts.append(f"parent={self._parent_pid}")
        state = "initial"
        if self._popen is not None:
            state = "started" if self.is_alive() else "stopped"
        parts.append(state)
        if state == "stopped":
            parts.append(f"exitcode={self.exitcode}")
        if self.daemon:
            parts.append("daemon")
        return f"<{' '.join(parts)}>"


def current_process():
    world = _worlds.current
    if world is None:
        return _main_process
    if not hasattr(world, "process"):
        world.process = process = BaseProcess.__new__(BaseProcess)
        process._target, process._args, process._kwargs = None, (), {}
        process._popen, process._parent_pid = world, 1
        process.name, process.daemon = world.name, world.daemon
    return world.process


def parent_process():
    return None if _worlds.current is None else _main_process


def active_children():
    for process in [process for process in _children if not process.is_alive()]:
        _children.discard(process)
    return list(_children)
