"""Pipes: what is written at one end is read at the other, as `pipe(2)` has it."""

import errno
import stat

import _disk
import _thread
from _error_numbers import failure

CAPACITY = 65536
"""Bytes that wait in a pipe until whoever writes has to wait, too."""


class _Fifo(_disk.Node):
    kind = stat.S_IFIFO


class _Pipe:
    def __init__(self):
        self.data = bytearray()
        self.ends = {"read": True, "write": True}
        self.node = _Fifo(0o600)
        self._waiting = []

    def wait(self):
        """Until something has changed."""
        lock = _thread.allocate_lock()
        lock.acquire()
        self._waiting.append(lock)
        lock.acquire()

    def changed(self):
        waiting, self._waiting = self._waiting, []
        for lock in waiting:
            lock.release()


class _End:
    """An open end of a pipe. `blocking` says whether it waits, or raises BlockingIOError."""

    kind = ""

    def __init__(self, pipe):
        self.pipe = pipe
        self.node = pipe.node
        self.blocking = True

    def wait(self):
        if not self.blocking:
            raise failure(errno.EAGAIN)
        self.pipe.wait()

    def read(self, size):
        raise failure(errno.EBADF)

    def write(self, data):
        raise failure(errno.EBADF)

    def seek(self, offset, whence):
        raise failure(errno.ESPIPE)

    def closed(self):
        """The last number that stood for it is gone."""
        self.pipe.ends[self.kind] = False
        self.pipe.changed()


class _ReadEnd(_End):
    kind = "read"

    def read(self, size):
        pipe = self.pipe
        while size and not pipe.data:
            if not pipe.ends["write"]:
                return b""
            self.wait()
        data = bytes(pipe.data[:size])
        del pipe.data[:size]
        pipe.changed()
        return data


class _WriteEnd(_End):
    kind = "write"

    def write(self, data):
        pipe, written = self.pipe, 0
        while True:
            if not pipe.ends["read"]:
                # Python ignores SIGPIPE.
                raise failure(errno.EPIPE)
            taken = data[written : written + CAPACITY - len(pipe.data)]
            if taken:
                pipe.data += taken
                written += len(taken)
                pipe.changed()
            if written == len(data) or written and not self.blocking:
                return written
            self.wait()


def ends():
    """Both ends of a new pipe, as entries of the table of open files."""
    pipe = _Pipe()
    return _ReadEnd(pipe), _WriteEnd(pipe)
