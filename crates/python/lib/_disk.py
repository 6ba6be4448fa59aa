"""A disk in memory: what `posix` and `open` work on. Every run begins with an empty one that holds the script."""

import errno as _errno
import stat as _stat

import _loopscope
from _error_numbers import failure

LIMIT = 64 * 1024 * 1024
"""Bytes that all files may hold together: then `No space left on device`."""

LONGEST_NAME, LONGEST_PATH = 255, 4095
"""Bytes of a name, and of a path: then `File name too long`."""

USER = 1000

INSTALLED = "/usr/local/lib/python3.14"
"""Where Python itself is: what lies there is read in no time."""


class Node:
    """What a name in a folder stands for."""

    kind = 0
    _made = 0

    def __init__(self, mode, owner=USER):
        Node._made += 1
        self.number = Node._made
        self.mode = self.kind | mode
        self.owner = owner
        self.links = 1
        self.accessed = self.modified = self.changed = _loopscope.time_ns()

    def size(self):
        return 0

    def touch(self):
        self.modified = self.changed = _loopscope.time_ns()

    def allows(self, want):
        """Whether the user may read (4), write (2), enter or execute (1) it."""
        shift = 6 if self.owner == USER else 0
        return (self.mode >> shift) & want == want


class File(Node):
    kind = _stat.S_IFREG

    def __init__(self, mode, owner=USER):
        super().__init__(mode, owner)
        self.data = bytearray()

    def size(self):
        return len(self.data)


class Folder(Node):
    kind = _stat.S_IFDIR

    def __init__(self, mode, owner=USER, parent=None):
        super().__init__(mode, owner)
        self.names = {}
        self.parent = parent or self
        self.links = 2

    def size(self):
        return 4096


class Link(Node):
    kind = _stat.S_IFLNK

    def __init__(self, target):
        super().__init__(0o777)
        self.target = target

    def size(self):
        return len(self.target.encode())


class Null(Node):
    """`/dev/null`: takes everything, holds nothing."""

    kind = _stat.S_IFCHR

    def read(self, size):
        return b""


class Zero(Null):
    """`/dev/zero`."""

    def read(self, size):
        return bytes(size)


class Chance(Null):
    """`/dev/random`, `/dev/urandom`."""

    def read(self, size):
        return bytes(_loopscope.random_bytes(size))


class Disk:
    def __init__(self):
        self.root = Folder(0o755, 0)
        self.folder = self.root
        self.used = 0
        #: The permissions that new files and folders do not get: `umask(2)`.
        self.mask = 0o022
        for path in ("/home", "/dev", "/tmp"):
            self.make_folder(path, 0o755, privileged=True)
        self.find("/tmp").mode |= 0o1777
        self.find("/dev").names |= {"null": Null(0o666, 0), "zero": Zero(0o666, 0)}
        self.find("/dev").names |= {"random": Chance(0o666, 0), "urandom": Chance(0o666, 0)}

    def find(self, path, follow=True):
        """The node at a path."""
        folder, name, node = self.place(path, follow)
        if node is None:
            raise failure(_errno.ENOENT, path)
        return node

    def place(self, path, follow=True):
        """The folder, the name in it, and what is there or None."""
        if not path:
            raise failure(_errno.ENOENT, path)
        return self._walk(path, path, self.root if path[0] == "/" else self.folder, follow, 0)

    def _walk(self, whole, path, folder, follow, depth):
        if depth > 40:
            raise failure(_errno.ELOOP, whole)
        if len(path) > LONGEST_PATH:
            raise failure(_errno.ENAMETOOLONG, whole)
        parts = [part for part in path.split("/") if part not in ("", ".")]
        must_be_folder = path.endswith(("/", "/."))
        node, name = folder, "."
        for index, name in enumerate(parts):
            last = index == len(parts) - 1
            if not folder.allows(1):
                raise failure(_errno.EACCES, whole)
            if len(name) > LONGEST_NAME // 4 and len(name.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
                raise failure(_errno.ENAMETOOLONG, whole)
            node = folder.parent if name == ".." else folder.names.get(name)
            if isinstance(node, Link) and (not last or follow or must_be_folder):
                start = self.root if node.target.startswith("/") else folder
                _, _, node = self._walk(whole, node.target, start, True, depth + 1)
            if last:
                break
            if node is None:
                raise failure(_errno.ENOENT, whole)
            if not isinstance(node, Folder):
                raise failure(_errno.ENOTDIR, whole)
            folder = node
        if must_be_folder and node is not None and not isinstance(node, Folder):
            raise failure(_errno.ENOTDIR, whole)
        return folder, name, node

    def path_of(self, folder):
        """A folder's absolute path."""
        parts = []
        while folder is not self.root:
            parts += [name for name, node in folder.parent.names.items() if node is folder] or ["?"]
            folder = folder.parent
        return "/" + "/".join(reversed(parts))

    def _writable(self, folder, *paths):
        if not folder.allows(3):
            raise failure(_errno.EACCES, *paths)

    def make_folder(self, path, mode, privileged=False):
        folder, name, node = self.place(path)
        if node is not None:
            raise failure(_errno.EEXIST, path)
        if not privileged:
            self._writable(folder, path)
        folder.names[name] = made = Folder(mode, 0 if privileged else USER, folder)
        folder.links += 1
        folder.touch()
        return made

    def make_folders(self, path):
        """A folder of the user's, and whatever leads there."""
        parts = path.strip("/").split("/")
        for end in range(1, len(parts) + 1):
            part = "/" + "/".join(parts[:end])
            if self.place(part)[2] is None:
                self.make_folder(part, 0o755, privileged=True)
        self.find(path).owner = USER

    def make_file(self, path, mode):
        folder, name, node = self.place(path)
        if path.endswith("/"):
            raise failure(_errno.EISDIR, path)
        self._writable(folder, path)
        folder.names[name] = made = File(mode)
        folder.touch()
        return made

    def make_link(self, target, path):
        folder, name, node = self.place(path, follow=False)
        if node is not None:
            raise failure(_errno.EEXIST, target, path)
        self._writable(folder, target, path)
        folder.names[name] = Link(target)
        folder.touch()

    def join(self, node, path, source):
        """A further name for a file."""
        folder, name, there = self.place(path, follow=False)
        if there is not None:
            raise failure(_errno.EEXIST, source, path)
        if isinstance(node, Folder):
            raise failure(_errno.EPERM, source, path)
        self._writable(folder, source, path)
        folder.names[name] = node
        node.links += 1

    def remove(self, path):
        folder, name, node = self.place(path, follow=False)
        if node is None:
            raise failure(_errno.ENOENT, path)
        if isinstance(node, Folder):
            raise failure(_errno.EISDIR, path)
        self._writable(folder, path)
        del folder.names[name]
        folder.touch()
        self._forget(node)

    def _forget(self, node):
        node.links -= 1
        if isinstance(node, File) and not node.links:
            self.used -= len(node.data)

    def remove_folder(self, path):
        folder, name, node = self.place(path, follow=False)
        if node is None:
            raise failure(_errno.ENOENT, path)
        if not isinstance(node, Folder):
            raise failure(_errno.ENOTDIR, path)
        if name == ".":
            raise failure(_errno.EINVAL, path)
        if node.names:
            raise failure(_errno.ENOTEMPTY, path)
        self._writable(folder, path)
        del folder.names[name]
        folder.links -= 1
        folder.touch()

    def rename(self, source, target):
        old_folder, old_name, node = self.place(source, follow=False)
        if node is None:
            raise failure(_errno.ENOENT, source, target)
        try:
            folder, name, there = self.place(target, follow=False)
        except OSError as error:
            raise failure(error.errno, source, target) from None
        if there is node:
            return
        inside = folder
        while isinstance(node, Folder) and inside is not self.root:
            if inside is node:
                raise failure(_errno.EINVAL, source, target)
            inside = inside.parent
        if isinstance(there, Folder):
            if not isinstance(node, Folder):
                raise failure(_errno.EISDIR, source, target)
            if there.names:
                raise failure(_errno.ENOTEMPTY, source, target)
        elif there is not None and isinstance(node, Folder):
            raise failure(_errno.ENOTDIR, source, target)
        self._writable(old_folder, source, target)
        self._writable(folder, source, target)
        if there is not None:
            self._forget(there)
        del old_folder.names[old_name]
        folder.names[name] = node
        if isinstance(node, Folder):
            node.parent = folder
        old_folder.touch()
        folder.touch()

    def resize(self, file, size):
        """Makes a file longer, with zeros, or shorter."""
        grown = size - len(file.data)
        if grown > 0:
            self.reserve(grown)
            file.data.extend(bytes(grown))
        else:
            del file.data[size:]
            self.used += grown
        file.touch()

    def reserve(self, size):
        if self.used + size > LIMIT:
            raise failure(_errno.ENOSPC)
        self.used += size

    def write(self, file, at, data):
        """Puts bytes into a file; what lies between its end and there becomes zeros."""
        if isinstance(file, Null):
            return len(data)
        if at > len(file.data):
            self.resize(file, at)
        self.reserve(max(0, at + len(data) - len(file.data)))
        file.data[at : at + len(data)] = data
        file.touch()
        return len(data)


disk = Disk()
