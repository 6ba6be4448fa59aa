"""Pipes between processes."""

import threading as _threading

import _worlds

from .shared import find, keep


class _Way:
    """One direction of a pipe: what was sent and not yet received, and how many hold each end."""

    def __init__(self):
        self.messages = []
        self.changed = _threading.Condition()
        self.readers = self.writers = 0


class Connection:
    """An end of a pipe. Each process that is given it holds one of its own."""

    def __init__(self, incoming, outgoing):
        self._number = keep((incoming, outgoing))
        self._open(incoming, outgoing)
        self._count()

    def _open(self, incoming, outgoing):
        self._incoming, self._outgoing = incoming, outgoing
        self.closed = False

    def _count(self):
        if self._incoming is not None:
            self._incoming.readers += 1
        if self._outgoing is not None:
            self._outgoing.writers += 1

    def __reduce__(self):
        # Counted as it leaves: who passes it on may close its own before the other one is there.
        self._count()
        return _connect, (self._number,)

    readable = property(lambda self: self._incoming is not None)
    writable = property(lambda self: self._outgoing is not None)

    def _check(self, way, what):
        if self.closed:
            raise OSError("handle is closed")
        if way is None:
            raise OSError(f"connection is {what}-only")

    def send_bytes(self, buf, offset=0, size=None):
        self._check(self._outgoing, "read")
        data = bytes(memoryview(buf)[offset : None if size is None else offset + size])
        way = self._outgoing
        if not way.readers:
            raise BrokenPipeError(32, "Broken pipe")
        with way.changed:
            way.messages.append(data)
            way.changed.notify_all()

    def recv_bytes(self, maxlength=None):
        self._check(self._incoming, "write")
        return self._recv_bytes(maxlength)

    def _recv_bytes(self, maxlength=None):
        data = self._recv(maxlength)
        if data is None:
            self.close()
            raise OSError("bad message length")
        return data

    def _recv(self, maxlength):
        way = self._incoming
        with way.changed:
            while not way.messages:
                if not way.writers:
                    raise EOFError
                way.changed.wait()
            if maxlength is not None and len(way.messages[0]) > maxlength:
                return None
            return way.messages.pop(0)

    def send(self, obj):
        self.send_bytes(_worlds.pack(obj))

    def recv(self):
        self._check(self._incoming, "write")
        return _worlds.unpack(self._recv_bytes())

    def poll(self, timeout=0.0):
        self._check(self._incoming, "write")
        way = self._incoming
        with way.changed:
            return bool(way.changed.wait_for(lambda: way.messages or not way.writers, timeout))

    def close(self):
        if self.closed:
            return
        self.closed = True
        for way, end in ((self._incoming, "readers"), (self._outgoing, "writers")):
            if way is not None:
                setattr(way, end, getattr(way, end) - 1)
                with way.changed:
                    way.changed.notify_all()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _connect(number):
    connection = Connection.__new__(Connection)
    connection._number = number
    connection._open(*find(number))
    return connection


def Pipe(duplex=True):
    """Two ends that are connected; one way only, the first one receives."""
    there, back = _Way(), _Way() if duplex else None
    return Connection(there, back), Connection(back, there)


class _Abandoned(Connection):
    """A connection whose other end was closed before it was answered."""

    def __init__(self):
        self.closed = False
        self._incoming = self

    def _recv(self, maxlength):
        raise ConnectionResetError(104, "Connection reset by peer")

    def close(self):
        self.closed = True


def abandoned():
    return _Abandoned()


def answer_challenge(connection):
    """What a process does first when it connects to another."""
    return connection.recv_bytes(256)
