"""What functions of `os` give: tuples whose elements have names, too."""


class Fields(tuple):
    """A tuple whose elements have names, too."""

    __slots__ = ()
    _fields = ()

    def __init_subclass__(cls):
        if cls.__module__ == __name__:
            cls.__module__ = "os"
        for index, name in enumerate(cls._fields):
            setattr(cls, name, property(lambda self, index=index: self[index]))

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"{type(self).__module__}.{type(self).__name__}({shown})"


class stat_result(Fields):
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


class terminal_size(Fields):
    _fields = ("columns", "lines")


class uname_result(Fields):
    _fields = ("sysname", "nodename", "release", "version", "machine")
    __module__ = "posix"


class statvfs_result(Fields):
    _fields = (
        "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax",
    )
    f_fsid = 0


class times_result(Fields):
    _fields = ("user", "system", "children_user", "children_system", "elapsed")
    __module__ = "posix"


def _status(node):
    times = (node.accessed // 10**9, node.modified // 10**9, node.changed // 10**9)
    return stat_result((node.mode, node.number, 1, node.links, node.owner, node.owner, node.size(), *times), node)
