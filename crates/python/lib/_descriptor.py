"""Open files: what a number stands for, and the raw file object on top of it."""

import errno as _errno
import io
import stat as _stat
import sys

import _disk
import _loopscope
import _loopscope_builtin
import _loopscope_net
from _disk import disk
from _error_numbers import failure

O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 64, 128, 512, 1024
O_DIRECTORY = 65536


class Open:
    """An open file with its position."""

    def __init__(self, node, flags, installed=False):
        self.node = node
        self.installed = installed
        self.readable = flags & 3 in (O_RDONLY, O_RDWR)
        self.writable = flags & 3 in (O_WRONLY, O_RDWR)
        self.append = bool(flags & O_APPEND)
        self.at = 0

    def read(self, size):
        if isinstance(self.node, _disk.Folder):
            raise failure(_errno.EISDIR)
        if not self.readable:
            raise failure(_errno.EBADF)
        if isinstance(self.node, _disk.File):
            if not self.installed:
                _loopscope.disk("read", "file.read")
        if isinstance(self.node, _disk.Null):
            return self.node.read(size)
        data = bytes(self.node.data[self.at : self.at + size]) if isinstance(self.node, _disk.File) else b""
        self.at += len(data)
        return data

    def write(self, data):
        if not self.writable:
            raise failure(_errno.EBADF)
        if isinstance(self.node, _disk.File):
            _loopscope.disk("write", "file.write")
        if self.append:
            self.at = self.node.size()
        written = disk.write(self.node, self.at, data)
        self.at += written
        return written

    def seek(self, offset, whence):
        at = offset + (0, self.at, self.node.size())[whence]
        if at < 0:
            raise failure(_errno.EINVAL)
        self.at = at
        return at


class Console:
    """Standard input, output and error: streams, with no position."""

    def __init__(self, number):
        self.node = _disk.Null(0o620)
        self.number = number

    def read(self, size):
        return bytes(_loopscope_builtin.read_input(size)) if self.number == 0 else b""

    def write(self, data):
        _loopscope.write(self.number, bytes(data).decode("utf-8", "replace"))
        return len(data)

    def seek(self, offset, whence):
        raise failure(_errno.ESPIPE)


class _Socket(_disk.Node):
    kind = _stat.S_IFSOCK


class _Fifo(_disk.Node):
    kind = _stat.S_IFIFO


class _Unnamed(_disk.Node):
    """What has no name and is no file: an epoll."""


class Channel:
    """A socket, a pipe, an epoll: the machine's network knows it by its number."""

    def __init__(self, number, kind):
        self.number = number
        self.kind = kind

    @property
    def node(self):
        node = {"socket": _Socket, "pipe": _Fifo}.get(self.kind, _Unnamed)(0o600 if self.kind != "socket" else 0o777)
        node.number = 1_000_000 + _loopscope_net.file_number(self.number)
        return node

    @property
    def blocking(self):
        return _loopscope_net.get_blocking(self.number)

    @blocking.setter
    def blocking(self, blocking):
        _loopscope_net.set_blocking(self.number, blocking)

    def read(self, size):
        return bytes(_loopscope_net.read(self.number, size))

    def write(self, data):
        return _loopscope_net.write(self.number, data)

    def seek(self, offset, whence):
        raise failure(_errno.ESPIPE)


#: What is not of the network.
table = {number: Console(number) for number in range(3)}
#: Numbers that a program would pass on to those it starts.
inheritable = set(table)


def get(number):
    try:
        return table[number]
    except (KeyError, TypeError):
        pass
    if not hasattr(type(number), "__index__"):
        raise TypeError(f"'{type(number).__name__}' object cannot be interpreted as an integer")
    if not -(2**31) <= number < 2**31:
        raise OverflowError("Python int too large to convert to C int")
    kind = _loopscope_net.kind(number) if number >= 0 else None
    if kind is None:
        raise failure(_errno.EBADF) from None
    return Channel(number, kind)


def add(entry):
    number = _loopscope_net.claim()
    table[number] = entry
    return number


def _in_another_process():
    worlds = sys.modules.get("_worlds")
    return worlds is not None and worlds.current is not None


def release(number):
    """`close(2)`. What several numbers stand for is closed with the last of them."""
    entry = get(number)
    if isinstance(entry, Console) and number == entry.number and _in_another_process():
        # A process closes its own; those of the others stay open.
        return
    table.pop(number, None)
    inheritable.discard(number)
    _loopscope_net.close(number)
    if hasattr(entry, "closed") and entry not in table.values():
        entry.closed()


def make_socket(path):
    """The file that `bind(2)` makes for a Unix socket: its number."""
    try:
        folder, name, node = disk.place(path, False)
    except OSError as error:
        raise failure(error.errno) from None
    if node is not None:
        raise failure(_errno.EADDRINUSE)
    node = disk.make_file(path, 0o777 & ~disk.mask)
    node.mode = _stat.S_IFSOCK | 0o777 & ~disk.mask
    return node.number


def find_socket(path):
    """The number of the file that a Unix socket's name leads to."""
    try:
        node = disk.find(path)
    except OSError as error:
        raise failure(error.errno) from None
    if not _stat.S_ISSOCK(node.mode):
        raise failure(_errno.ECONNREFUSED)
    return node.number


def open_path(path, flags, mode=0o777):
    """`open(2)`: gives a number."""
    installed = path.startswith(_disk.INSTALLED)
    if not installed:
        _loopscope.disk("open", f"open({path!r})")
    follow = flags & (O_CREAT | O_EXCL) != O_CREAT | O_EXCL
    folder, name, node = disk.place(path, follow)
    writes = flags & 3 != O_RDONLY
    if node is None:
        if not flags & O_CREAT:
            raise failure(_errno.ENOENT, path)
        node = disk.make_file(path, mode & ~disk.mask)
    else:
        if flags & O_CREAT and flags & O_EXCL:
            raise failure(_errno.EEXIST, path)
        if isinstance(node, _disk.Folder) and (writes or flags & O_CREAT):
            raise failure(_errno.EISDIR, path)
        if flags & O_DIRECTORY and not isinstance(node, _disk.Folder):
            raise failure(_errno.ENOTDIR, path)
        if not node.allows((4, 2, 6)[flags & 3]):
            raise failure(_errno.EACCES, path)
        if flags & O_TRUNC and isinstance(node, _disk.File):
            disk.resize(node, 0)
    return add(Open(node, flags, installed))


class FileIO(io.RawIOBase):
    """A raw file, as `_io.FileIO`."""

    def __init__(self, file, mode="r", closefd=True, opener=None):
        kinds = [kind for kind in mode if kind in "rwax"]
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        kind, plus = kinds[0], "+" in mode
        flags = O_RDWR if plus else O_RDONLY if kind == "r" else O_WRONLY
        flags |= {"r": 0, "w": O_CREAT | O_TRUNC, "a": O_CREAT | O_APPEND, "x": O_CREAT | O_EXCL}[kind]
        self._number = -1
        self._closefd = True
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            get(file)
            self._number, self._closefd = file, closefd
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            self._number = opener(file, flags) if opener is not None else open_path(_text(file), flags, 0o666)
            if not isinstance(self._number, int):
                raise TypeError("expected integer from opener")
        if isinstance(get(self._number).node, _disk.Folder):
            release(self._number)
            self._number = -1
            raise failure(_errno.EISDIR, file)
        self.name = file
        self._reads = kind == "r" or plus
        self._writes = kind != "r" or plus
        self._created = kind
        if kind == "a" and _stat.S_ISREG(get(self._number).node.mode):
            get(self._number).seek(0, 2)

    @property
    def mode(self):
        plus = "+" if self._reads and self._writes else ""
        kind = self._created if self._created in "xa" else "r" if self._reads else "w"
        return f"{kind}b{plus}"

    @property
    def closefd(self):
        return self._closefd

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return get(self._number)

    def readable(self):
        self._open()
        return self._reads

    def writable(self):
        self._open()
        return self._writes

    def seekable(self):
        return hasattr(self._open(), "at")

    def fileno(self):
        self._open()
        return self._number

    def isatty(self):
        self._open()
        return False

    def readinto(self, buffer):
        if not self._reads:
            raise io.UnsupportedOperation("File not open for reading")
        data = self._open().read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readall(self):
        if not self._reads:
            raise io.UnsupportedOperation("File not open for reading")
        entry = self._open()
        data = piece = entry.read(max(entry.node.size(), 65536))
        while piece and not hasattr(entry, "at"):
            # A stream: as long as something comes.
            piece = entry.read(65536)
            data += piece
        return data

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        if not self._reads:
            raise io.UnsupportedOperation("File not open for reading")
        return self._open().read(size)

    def write(self, data):
        if not self._writes:
            raise io.UnsupportedOperation("File not open for writing")
        return self._open().write(memoryview(data).cast("B"))

    def seek(self, offset, whence=0):
        return self._open().seek(offset, whence)

    def tell(self):
        return self._open().seek(0, 1)

    def truncate(self, size=None):
        entry = self._open()
        if not self._writes:
            raise io.UnsupportedOperation("File not open for writing")
        disk.resize(entry.node, entry.at if size is None else size)
        return entry.node.size()

    def close(self):
        if not self.closed:
            super().close()
            if self._closefd:
                release(self._number)

    def __repr__(self):
        if self.closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd}>"


FileIO.__module__ = "_io"


def _text(path):
    import os

    path = os.fspath(path)
    path = path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
    if "\0" in path:
        raise ValueError("embedded null byte")
    return path


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """`io.open` on the disk in memory."""
    if not isinstance(file, int):
        import os

        file = os.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = set(mode)
    if kinds - set("axrwb+t") or len(mode) > len(kinds):
        raise ValueError(f"invalid mode: {mode!r}")
    text, binary = "t" in kinds, "b" in kinds
    if text and binary:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds & set("axrw")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    raw = FileIO(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    try:
        if buffering == 0:
            if not binary:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
        kind = io.BufferedRandom if "+" in kinds else io.BufferedReader if "r" in kinds else io.BufferedWriter
        buffer = kind(raw, size)
        if binary:
            return buffer
        wrapped = io.TextIOWrapper(buffer, encoding or "UTF-8", errors, newline, buffering == 1)
        wrapped.mode = mode
        return wrapped
    except BaseException:
        raw.close()
        raise
