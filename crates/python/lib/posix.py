"""What `os` needs from an operating system: a disk in memory, an environment, and nothing else."""

import errno as _errno
import stat as _stat_module

import _descriptor
import _disk
import _error_numbers
import _loopscope
import _loopscope_builtin
import _os_filesystem
import _os_numbers
import _os_process
import _loopscope_net
from _os_results import _status, stat_result, terminal_size, times_result, uname_result
from _descriptor import O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY

error = OSError
_have_functions = []

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_NONBLOCK, O_SYNC, O_CLOEXEC, O_NOFOLLOW = 2048, 1052672, 524288, 131072


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
        raise _error_numbers.failure(_errno.ENOTDIR, path)
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
    _disk.disk.make_folder(_text(path, "mkdir").rstrip("/") or "/", mode & ~_disk.disk.mask)


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
        raise _error_numbers.failure(_errno.EINVAL, path)
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
    old, _disk.disk.mask = _disk.disk.mask, mask & 0o777
    return old


# Open files.


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _descriptor.open_path(_text(path, "open"), flags, mode)


def close(fd):
    _descriptor.release(fd)


def closerange(fd_low, fd_high, /):
    for fd in range(fd_low, fd_high):
        try:
            _descriptor.release(fd)
        except OSError:
            pass


def read(fd, length):
    return _descriptor.get(fd).read(length)


def write(fd, data):
    return _descriptor.get(fd).write(bytes(data))


def lseek(fd, position, whence):
    return _descriptor.get(fd).seek(position, whence)


def pread(fd, length, offset, /):
    entry = _descriptor.get(fd)
    if not isinstance(entry, _descriptor.Open):
        raise _error_numbers.failure(_errno.ESPIPE)
    at, entry.at = entry.at, offset
    try:
        return entry.read(length)
    finally:
        entry.at = at


def pwrite(fd, buffer, offset, /):
    entry = _descriptor.get(fd)
    if not isinstance(entry, _descriptor.Open):
        raise _error_numbers.failure(_errno.ESPIPE)
    at, entry.at = entry.at, offset
    try:
        return entry.write(bytes(buffer))
    finally:
        entry.at = at


def dup(fd, /):
    entry = _descriptor.get(fd)
    number = _loopscope_net.dup(fd)
    if fd in _descriptor.table:
        _descriptor.table[number] = entry
    return number


def dup2(fd, fd2, inheritable=True):
    entry = _descriptor.get(fd)
    if fd2 < 0:
        raise _error_numbers.failure(_errno.EBADF)
    if fd2 != fd:
        if fd2 in _descriptor.table:
            _descriptor.release(fd2)
        _loopscope_net.dup2(fd, fd2)
        if fd in _descriptor.table:
            _descriptor.table[fd2] = entry
        set_inheritable(fd2, inheritable)
    return fd2


def pipe():
    return _loopscope_net.pipe()


def pipe2(flags, /):
    numbers = pipe()
    if flags & O_NONBLOCK:
        for number in numbers:
            set_blocking(number, False)
    return numbers


def fsync(fd):
    _descriptor.get(fd)


def isatty(fd):
    return False


def get_terminal_size(fd=1):
    raise _error_numbers.failure(_errno.ENOTTY)


def get_inheritable(fd, /):
    _descriptor.get(fd)
    return fd in _descriptor.inheritable


def set_inheritable(fd, inheritable, /):
    _descriptor.get(fd)
    if inheritable:
        _descriptor.inheritable.add(fd)
    else:
        _descriptor.inheritable.discard(fd)


def get_blocking(fd, /):
    return getattr(_descriptor.get(fd), "blocking", True)


def set_blocking(fd, blocking, /):
    _descriptor.get(fd).blocking = bool(blocking)


def _path_normpath(path):
    try:
        path = fspath(path)
    except TypeError:
        kind = type(path).__name__
        raise TypeError(f"_path_normpath: path should be string, bytes or os.PathLike, not {kind}") from None
    if isinstance(path, bytes):
        return _os_filesystem._normal(path.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return _os_filesystem._normal(path)


for _module in (_os_numbers, _os_filesystem, _os_process):
    globals().update({name: value for name, value in vars(_module).items() if name[0] != "_" or name == "_exit"})

for _name, _value in list(globals().items()):
    if type(_value) is type(_status) and _name not in ("_builtin", "_text", "_status", "_node", "_folder"):
        globals()[_name] = _builtin(_value)


def __getattr__(name):
    if name in ("fork", "forkpty", "system", "popen", "execv", "execve", "kill", "posix_spawn", "spawnv"):
        raise AttributeError(f"module 'os' has no attribute '{name}' in the browser: there are no processes here")
    raise AttributeError(f"module 'posix' has no attribute '{name}'")
