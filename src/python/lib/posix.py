"""What `os` needs from an operating system, where there is none: an empty machine with one folder."""

import errno as _errno

error = OSError
environ = {b"HOME": b"/home/loopscope", b"LANG": b"C.UTF-8", b"PATH": b"/usr/bin"}
_cwd = "/home/loopscope"
_have_functions = []

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK, O_CLOEXEC = 64, 128, 512, 1024, 2048, 524288
EX_OK = 0


class stat_result(tuple):
    _fields = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")
    for _index, _name in enumerate(_fields):
        locals()[_name] = property(lambda self, index=_index: self[index])
    del _index, _name


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])


class DirEntry:
    pass


def _missing(path):
    raise FileNotFoundError(_errno.ENOENT, "No such file or directory", path)


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


def getcwd():
    return _cwd


def getcwdb():
    return _cwd.encode()


def stat(path, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, str) and path in ("/", "/home", _cwd):
        return stat_result((0o040755, 1, 1, 1, 1000, 1000, 0, 0, 0, 0))
    _missing(path)


def lstat(path, *, dir_fd=None):
    return stat(path)


def access(path, mode, **options):
    return False


def listdir(path="."):
    if path in (".", _cwd):
        return []
    _missing(path)


def scandir(path="."):
    listdir(path)
    return iter(())


def open(path, flags, mode=0o777, *, dir_fd=None):
    _missing(path)


def mkdir(path, mode=0o777, *, dir_fd=None):
    raise PermissionError(_errno.EACCES, "Permission denied", path)


def unlink(path, *, dir_fd=None):
    _missing(path)


remove = unlink
rmdir = unlink


def readlink(path, *, dir_fd=None):
    _missing(path)


def isatty(fd):
    return False


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


def getpid():
    return 1


def getppid():
    return 0


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def getlogin():
    return "loopscope"


def cpu_count():
    return 4


def umask(mask):
    return 0o022


def urandom(size):
    import _loopscope

    return _loopscope.random_bytes(size)


def getrandom(size, flags=0):
    return urandom(size)


def putenv(name, value):
    pass


def unsetenv(name):
    pass


def strerror(code):
    return {_errno.ENOENT: "No such file or directory", _errno.EACCES: "Permission denied"}.get(code, f"Unknown error {code}")


def uname():
    return ("Loopscope", "loopscope", "0", "0", "wasm32")


def register_at_fork(**functions):
    pass


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def times():
    return (0.0, 0.0, 0.0, 0.0, 0.0)


def get_inheritable(fd):
    return False


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


def __getattr__(name):
    if name in ("fork", "forkpty", "system", "popen", "execv", "execve", "kill", "posix_spawn", "spawnv"):
        raise AttributeError(f"module 'os' has no attribute '{name}' in the browser: there are no processes here")
    raise AttributeError(f"module 'posix' has no attribute '{name}'")
