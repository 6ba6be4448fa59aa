"""What SQLite asks of the disk. What fails raises: SQLite has words of its own for it."""

import errno
import os
import posix
import time

import _loopscope
from _disk import File, Folder, Link, disk


def _name(path):
    return path.decode("utf-8", "surrogateescape")


def open_file(path, writes, creates, alone):
    """The file, its number, and whether it can only be read."""
    if path is None:
        made = File(0o600)
        made.links = 0
        return made, made.number, False
    name = _name(path)
    node = disk.place(name)[2]
    if node is None:
        if not creates:
            raise FileNotFoundError(errno.ENOENT, name)
        _loopscope.disk("open", "sqlite3")
        node = disk.make_file(name, 0o666 & ~disk.mask)
    elif alone or isinstance(node, Folder):
        raise IsADirectoryError(errno.EISDIR, name)
    if not node.allows(4) or writes and not node.allows(2):
        raise PermissionError(errno.EACCES, name)
    return node, node.number, not writes


def delete(path):
    name = _name(path)
    if disk.place(name, follow=False)[2] is None:
        return False
    disk.remove(name)
    return True


def access(path, writes):
    try:
        node = disk.find(_name(path))
    except OSError:
        return False
    if writes:
        return node.allows(6)
    return not isinstance(node, File) or node.size() > 0


def full_path(path):
    name = os.path.join(posix.getcwd(), _name(path))
    parts = [part for part in name.split("/") if part not in ("", ".")]
    whole = []
    for part in parts:
        if part == "..":
            del whole[-1:]
            continue
        whole.append(part)
        seen = 0
        while isinstance(node := _there("/" + "/".join(whole)), Link):
            seen += 1
            if seen > 40:
                raise OSError(errno.ELOOP, name)
            target = os.path.join("/" + "/".join(whole[:-1]), node.target)
            whole = [part for part in os.path.normpath(target).split("/") if part]
    return ("/" + "/".join(whole)).encode("utf-8", "surrogateescape")


def _there(path):
    try:
        return disk.place(path, follow=False)[2]
    except OSError:
        return None


def read(file, at, length):
    return bytes(file.data[at : at + length]) if isinstance(file, File) else b""


def write(file, at, data):
    disk.write(file, at, data)


def truncate(file, size):
    if isinstance(file, File):
        disk.resize(file, size)


def size(file):
    return file.size()


def shared(path, size):
    """The file that stands for memory which connections share."""
    name = _name(path)
    node = disk.place(name)[2] or disk.make_file(name, 0o666 & ~disk.mask)
    if node.size() < size:
        disk.resize(node, size)


def sleep(seconds):
    time.sleep(seconds)


def time_ms():
    return time.time_ns() // 1_000_000
