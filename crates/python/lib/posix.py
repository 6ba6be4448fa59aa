"""What `os` needs from an operating system: a disk in memory, an environment, and nothing else."""

import _thread
import errno as _errno
import stat as _stat_module

import _descriptor
import _disk
import _loopscope
import _loopscope_builtin
from _descriptor import O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY

error = OSError
environ = {b"HOME": b"/home/loopscope", b"LANG": b"C.UTF-8", b"PATH": b"/usr/bin"}
_have_functions = []

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_NONBLOCK, O_SYNC, O_CLOEXEC, O_NOFOLLOW = 2048, 1052672, 524288, 131072
EX_OK = 0


def _builtin(function):
    """A function of the operating system: no frame of its own in tracebacks."""
    return _loopscope_builtin.function(function, function.__name__)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        result = type(path).__fspath__(path)
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


fspath = _builtin(fspath)


def _text(path, function="stat", argument="path", also="or os.PathLike"):
    """A path as text; an exception shows it as it was given."""
    try:
        path = fspath(path)
    except TypeError:
        raise TypeError(
            f"{function}: {argument} should be string, bytes, os.PathLike or integer, not {type(path).__name__}"
            if also == "or integer"
            else f"{function}: {argument} should be string, bytes or os.PathLike, not {type(path).__name__}"
        ) from None
    if isinstance(path, bytes):
        path = path.decode("utf-8", "surrogateescape")
    if "\0" in path:
        raise ValueError(f"{function}: embedded null character in {argument}")
    return path


class _Fields(tuple):
    """A tuple whose elements have names, too."""

    __slots__ = ()
    _fields = ()

    def __init_subclass__(cls):
        for index, name in enumerate(cls._fields):
            setattr(cls, name, property(lambda self, index=index: self[index]))

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"os.{type(self).__name__}({shown})"


class stat_result(_Fields):
    _fields = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")
    n_sequence_fields = 10

    def __new__(cls, values, node=None):
        self = super().__new__(cls, values)
        if node is not None:
            self.st_atime_ns, self.st_mtime_ns, self.st_ctime_ns = node.accessed, node.modified, node.changed
        return self

    st_blksize = 4096
    st_blocks = property(lambda self: (self.st_size + 511) // 512)
    st_rdev = 0


# The whole seconds are in the tuple, the exact times in the attributes.
for _name in ("st_atime", "st_mtime", "st_ctime"):
    setattr(stat_result, _name, property(lambda self, name=_name + "_ns": getattr(self, name) / 1e9))


class terminal_size(_Fields):
    _fields = ("columns", "lines")


class uname_result(_Fields):
    _fields = ("sysname", "nodename", "release", "version", "machine")
    __module__ = "posix"


class times_result(_Fields):
    _fields = ("user", "system", "children_user", "children_system", "elapsed")
    __module__ = "posix"


def _status(node):
    times = (node.accessed // 10**9, node.modified // 10**9, node.changed // 10**9)
    return stat_result((node.mode, node.number, 1, node.links, node.owner, node.owner, node.size(), *times), node)


class DirEntry:
    """One name in a folder, as `os.scandir` tells it."""

    def __init__(self, folder, name, node):
        self._node = node
        self.name = name
        self.path = name if folder == "." else folder + name if folder.endswith("/") else f"{folder}/{name}"

    def inode(self):
        return self._node.number

    def _target(self, follow_symlinks):
        if follow_symlinks and isinstance(self._node, _disk.Link):
            try:
                return _disk.disk.find(self.path)
            except OSError:
                return None
        return self._node

    def is_dir(self, *, follow_symlinks=True):
        return isinstance(self._target(follow_symlinks), _disk.Folder)

    def is_file(self, *, follow_symlinks=True):
        return isinstance(self._target(follow_symlinks), _disk.File)

    def is_symlink(self):
        return isinstance(self._node, _disk.Link)

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    """What `os.scandir` gives: an iterator that can be closed."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


# Files and folders.


def _node(path, function, follow=True):
    if isinstance(path, int):
        return _descriptor.get(path).node
    try:
        return _disk.disk.find(_text(path, function, also="or integer"), follow)
    except OSError as failure:
        failure.filename = fspath(path)
        raise


def _folder(path, function):
    node = _node("." if path is None else path, function)
    if not isinstance(node, _disk.Folder):
        raise _disk.failure(_errno.ENOTDIR, path)
    return node


def getcwd():
    return _disk.disk.path_of(_disk.disk.folder)


def getcwdb():
    return _disk.disk.path_of(_disk.disk.folder).encode()


def chdir(path):
    _disk.disk.folder = _folder(path, "chdir")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _status(_node(path, "stat", follow_symlinks))


def lstat(path, *, dir_fd=None):
    return _status(_node(path, "lstat", False))


def fstat(fd):
    return _status(_descriptor.get(fd).node)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    try:
        return _node(path, "access").allows(mode)
    except OSError:
        return False


def listdir(path=None):
    names = list(_folder(path, "listdir").names)
    return [name.encode() for name in names] if isinstance(path, bytes) else names


def scandir(path=None):
    folder = _folder(path, "scandir")
    shown = "." if path is None else _text(path, "scandir")
    return _Scan([DirEntry(shown, name, node) for name, node in folder.names.items()])


def mkdir(path, mode=0o777, *, dir_fd=None):
    _disk.disk.make_folder(_text(path, "mkdir").rstrip("/") or "/", mode & ~0o022)


def unlink(path, *, dir_fd=None):
    _disk.disk.remove(_text(path, "unlink"))


def remove(path, *, dir_fd=None):
    _disk.disk.remove(_text(path, "remove"))


def rmdir(path, *, dir_fd=None):
    _disk.disk.remove_folder(_text(path, "rmdir"))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _disk.disk.rename(_text(src, "rename", "src"), _text(dst, "rename", "dst"))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _disk.disk.rename(_text(src, "replace", "src"), _text(dst, "replace", "dst"))


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _disk.disk.join(_node(src, "link"), _text(dst, "link", "dst"), _text(src, "link", "src"))


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _disk.disk.make_link(_text(src, "symlink", "src"), _text(dst, "symlink", "dst"))


def readlink(path, *, dir_fd=None):
    node = _node(path, "readlink", False)
    if not isinstance(node, _disk.Link):
        raise _disk.failure(_errno.EINVAL, path)
    return node.target


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    node = _node(path, "chmod")
    node.mode = _stat_module.S_IFMT(node.mode) | mode & 0o7777


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    node = _node(path, "utime")
    if ns is None:
        now = _loopscope.time_ns()
        ns = (now, now) if times is None else (round(times[0] * 1e9), round(times[1] * 1e9))
    node.accessed, node.modified = ns


def truncate(path, length):
    _disk.disk.resize(_node(path, "truncate"), length)


def ftruncate(fd, length):
    _disk.disk.resize(_descriptor.get(fd).node, length)


def umask(mask):
    return 0o022


# Open files.


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _descriptor.open_path(_text(path, "open"), flags, mode)


def close(fd):
    _descriptor.get(fd)
    del _descriptor.table[fd]


def read(fd, length):
    return _descriptor.get(fd).read(length)


def write(fd, data):
    return _descriptor.get(fd).write(bytes(data))


def lseek(fd, position, whence):
    return _descriptor.get(fd).seek(position, whence)


def dup(fd):
    return _descriptor.add(_descriptor.get(fd))


def fsync(fd):
    _descriptor.get(fd)


def isatty(fd):
    return False


def get_terminal_size(fd=1):
    raise _disk.failure(_errno.ENOTTY)


def get_inheritable(fd):
    return False


# The process.


def getpid():
    return 1 + _thread._process()


def getppid():
    return 0


def getuid():
    return 1000


def geteuid():
    return 1000


def getgid():
    return 1000


def getegid():
    return 1000


def getlogin():
    return "loopscope"


def cpu_count():
    return _loopscope.cores()


def urandom(size):
    return bytes(_loopscope.random_bytes(size))


def getrandom(size, flags=0):
    return bytes(_loopscope.random_bytes(size))


def putenv(name, value):
    pass


def unsetenv(name):
    pass


def strerror(code):
    return _disk.MESSAGES.get(code, f"Unknown error {code}")


def uname():
    return uname_result(("Linux", "loopscope", "6.0", "#1", "x86_64"))


def register_at_fork(**functions):
    pass


def times():
    return times_result((0.0, 0.0, 0.0, 0.0, _loopscope.monotonic()))


def _exit(status):
    _loopscope.leave(status)


def abort():
    _loopscope.leave(134)


def kill(pid, signal, /):
    """Sends a signal to oneself, or to a process that one started: no other can be seen."""
    if pid not in (0, getpid()):
        import sys

        multiprocessing = sys.modules.get("multiprocessing")
        for process in multiprocessing.active_children() if multiprocessing else ():
            if process.pid == pid:
                if signal != 0:
                    process._signal(int(signal))
                return
        raise ProcessLookupError(3, "No such process")
    if signal != 0:
        import signal as signals

        signals._send(signal)


def _path_normpath(path):
    absolute = path.startswith("/")
    kept = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part != ".." or not absolute:
            kept.append(part)
    return ("/" if absolute else "") + "/".join(kept) or "."


for _name, _value in list(globals().items()):
    if type(_value) is type(_status) and _name not in ("_builtin", "_text", "_status", "_node", "_folder"):
        globals()[_name] = _builtin(_value)


def __getattr__(name):
    if name in ("fork", "forkpty", "system", "popen", "execv", "execve", "kill", "posix_spawn", "spawnv"):
        raise AttributeError(f"module 'os' has no attribute '{name}' in the browser: there are no processes here")
    raise AttributeError(f"module 'posix' has no attribute '{name}'")
