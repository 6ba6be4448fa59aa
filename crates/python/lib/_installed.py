"""What lies in the folder of an installation: it is found out when somebody looks, and read when somebody reads it."""

import errno

import _loopscope_library
from _disk import File, Folder
from _error_numbers import failure

#: When it was installed, in nanoseconds: as the clock says when a run begins.
_TIME = 1767225600_000000000


class Text(File):
    """A file, by the folder of all and its path there, which is its name on its shelf. The run's clock does not see it being read: the disk with its times is for the
    script's own files. A size of None is found out by reading it."""

    def __init__(self, root, path, size, shelf):
        self._content = None
        super().__init__(0o644, 0)
        self.accessed = self.modified = self.changed = _TIME
        self._root, self._path, self._size, self._shelf = root, path, size, shelf

    def size(self):
        return len(self.data) if self._size is None else self._size

    @property
    def data(self):
        if self._content is None:
            try:
                self._content = _loopscope_library.part(self._shelf, self._path)
            except ImportError:
                raise failure(errno.EIO, f"{self._root}/{self._path}") from None
        return self._content

    @data.setter
    def data(self, nothing):
        """What is made empty is filled when it is read."""


class Directory(Folder):
    """A folder, by the folder of all and its path there, in what a tree says: a dict for a folder; for a file its size, and the shelf where its text is."""

    def __init__(self, parent, root, path, tree):
        self._nodes = None
        super().__init__(0o755, 0, parent)
        self.accessed = self.modified = self.changed = _TIME
        self._root, self._path, self._tree = root, path, tree

    def _level(self):
        return self._tree

    @property
    def names(self):
        if self._nodes is None:
            self._nodes = {name: self._node(name, what) for name, what in sorted(self._level().items())}
        return self._nodes

    @names.setter
    def names(self, nothing):
        """What is made empty is filled when it is looked into."""

    def _node(self, name, what):
        path = f"{self._path}/{name}" if self._path else name
        if isinstance(what, dict):
            return Directory(self, self._root, path, what)
        return Text(self._root, path, *what[:2])
