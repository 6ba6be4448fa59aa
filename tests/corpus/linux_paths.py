# What of a path says nothing, in text, bytes and objects; how long names may be; what the file system tells of itself.
import errno
import os
import pathlib
import shutil
import tempfile

for path in (b"x/../y", "//a/b", "///a", "a/..", "../..", "/../a", pathlib.Path("q/./r"), b"", "", "./", "//", "a//b///"):
    print(repr(path), repr(os.path.normpath(path)))
print(os.path.abspath(b"/a/../b"), os.path.abspath(pathlib.Path("/x/y/..")), os.path.isabs(os.path.abspath(b"a")))
try:
    os.path.normpath(3)
except TypeError as error:
    print(error)

os.chdir(tempfile.mkdtemp(prefix=b"ab", dir=b"/tmp"))
print(os.getcwdb()[:7])
for name in ("x" * 255, "x" * 256, "ä" * 127, "ä" * 128, "y/" * 2048, "x" * 256 + "/y"):
    try:
        open(name, "w").close()
        print("made", len(name))
    except OSError as error:
        print(len(name), errno.errorcode[error.errno], error.strerror)
print(os.path.exists("x" * 256), pathlib.Path("x" * 300).is_file())

print(os.pathconf("/", "PC_NAME_MAX"), os.fpathconf(os.open(".", os.O_RDONLY), "PC_PATH_MAX"), len(os.pathconf_names))
for ask in (
    lambda: os.pathconf("/tmp", "X"),
    lambda: os.pathconf("/tmp", 999),
    lambda: os.pathconf("/nope", 3),
    lambda: os.statvfs("/nope"),
    lambda: os.getsid(999999),
    lambda: os.getpgid(999999),
):
    try:
        print(ask())
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
told = os.statvfs("/tmp")
print(type(told).__name__, told.f_bsize, told.f_namemax, told[9], told.f_blocks >= told.f_bfree >= 0)
usage = shutil.disk_usage("/tmp")
print(usage.total >= usage.free >= 0)
print(os.getsid(0) == os.getsid(os.getpid()), os.getpgrp() == os.getpgid(0), type(os.getgroups()).__name__)
print(os.major(os.makedev(5, 7)), os.minor(os.makedev(5, 300)), os.makedev(5, 7), os.makedev(5000, 700))
print(os.EX_USAGE, os.EX_SOFTWARE, os.EX_CONFIG, os.O_NOCTTY, os.WNOHANG, os.SEEK_HOLE)
