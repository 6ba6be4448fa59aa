"""What `os` tells of the file system and its limits, and does with several buffers or descriptors at once: as on Linux."""

import errno as _errno
import stat as _stat

import _descriptor
import _disk
from _error_numbers import failure as _failure
from _os_results import statvfs_result

pathconf_names = {
    "PC_ASYNC_IO": 10, "PC_CHOWN_RESTRICTED": 6, "PC_FILESIZEBITS": 13, "PC_LINK_MAX": 0, "PC_MAX_CANON": 1,
    "PC_MAX_INPUT": 2, "PC_NAME_MAX": 3, "PC_NO_TRUNC": 7, "PC_PATH_MAX": 4, "PC_PIPE_BUF": 5, "PC_PRIO_IO": 11,
    "PC_SOCK_MAXBUF": 12, "PC_SYNC_IO": 9, "PC_VDISABLE": 8, "PC_ALLOC_SIZE_MIN": 18, "PC_REC_INCR_XFER_SIZE": 14,
    "PC_REC_MAX_XFER_SIZE": 15, "PC_REC_MIN_XFER_SIZE": 16, "PC_REC_XFER_ALIGN": 17, "PC_SYMLINK_MAX": 19,
}
#: By number; the others have no limit, which is -1.
_LIMITS = {
    0: 32000, 1: 255, 2: 255, 3: _disk.LONGEST_NAME, 4: _disk.LONGEST_PATH + 1, 5: 4096, 6: 1, 7: 1, 8: 0, 13: 64, 16: 4096,
    17: 4096, 18: 4096,
}

_BLOCK = 4096


def _normal(path):
    """A path without what says nothing in it (`_Py_normpath`)."""
    # Two slashes at its beginning say something; more of them are one.
    start = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    kept = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part != ".." or not start:
            kept.append(part)
    return start + "/".join(kept) or "."


def _of_path(path, function):
    if isinstance(path, int):
        return _descriptor.get(path).node
    import posix

    return posix._node(path, function)


def pathconf(path, name):
    _of_path(path, "pathconf")
    if isinstance(name, str):
        try:
            name = pathconf_names[name]
        except KeyError:
            raise ValueError("unrecognized configuration name") from None
    elif not isinstance(name, int):
        raise TypeError("configuration names must be strings or integers")
    if name not in pathconf_names.values():
        raise _failure(_errno.EINVAL)
    return _LIMITS.get(name, -1)


def fpathconf(fd, name, /):
    return pathconf(fd, name)


def statvfs(path):
    _of_path(path, "statvfs")
    blocks, free = _disk.LIMIT // _BLOCK, (_disk.LIMIT - _disk.disk.used) // _BLOCK
    return statvfs_result((_BLOCK, _BLOCK, blocks, free, free, 65536, 65536, 65536, 4096, _disk.LONGEST_NAME))


def fstatvfs(fd, /):
    return statvfs(fd)


def sync():
    pass


def fdatasync(fd):
    _descriptor.get(fd)


def posix_fadvise(fd, offset, length, advice, /):
    _descriptor.get(fd)


def sendfile(out_fd, in_fd, offset, count):
    """Bytes of a file, from `offset` or from where it is, to whatever takes them; how many were taken."""
    source, target = _descriptor.get(in_fd), _descriptor.get(out_fd)
    if not isinstance(source, _descriptor.Open):
        raise _failure(_errno.EINVAL if offset is None else _errno.ESPIPE)
    if not _stat.S_ISREG(source.node.mode):
        raise _failure(_errno.EINVAL)
    before = source.at
    if offset is not None:
        source.at = offset
    begins = source.at
    taken = 0
    try:
        data = source.read(count)
        if data:
            taken = target.write(data)
    finally:
        source.at = before if offset is not None else begins + taken
    return taken


def writev(fd, buffers, /):
    return _descriptor.get(fd).write(b"".join(bytes(buffer) for buffer in buffers))


def readv(fd, buffers, /):
    views = [memoryview(buffer).cast("B") for buffer in buffers]
    data = _descriptor.get(fd).read(sum(map(len, views)))
    at = 0
    for view in views:
        part = data[at : at + len(view)]
        view[: len(part)] = part
        at += len(part)
    return len(data)
