"""What `os` says of a Linux system, and pipes within one process."""

import errno
import os


def attempt(what, *args):
    try:
        print(what.__name__, what(*args))
    except Exception as error:
        print(what.__name__, type(error).__name__, error)


for number in (0, 1, 2, 11, 22, 32, 98, 104, 110, 111, 113, 131, 999, -1):
    print(number, os.strerror(number), errno.errorcode.get(number))
for number in range(1, 134):
    if type(OSError(number, "")) is not OSError:
        print(errno.errorcode[number], type(OSError(number, "")).__name__)

for name in ("SC_IOV_MAX", "SC_PAGESIZE", "SC_PAGE_SIZE", "SC_CLK_TCK", "SC_ARG_MAX", "SC_VERSION", "SC_NOPE", 1.5, 9999):
    attempt(os.sysconf, name)
print(os.sysconf_names["SC_NPROCESSORS_ONLN"], os.sysconf("SC_NPROCESSORS_ONLN") == os.cpu_count())
print(os.sched_getaffinity(0) == set(range(os.cpu_count())), os.process_cpu_count() == os.cpu_count())
for status in (0, 256, 768, 9, 15, 139, 0x137F):
    attempt(os.waitstatus_to_exitcode, status)

reads, writes = os.pipe()
print(writes - reads, os.get_inheritable(reads), os.get_blocking(reads))
print(os.write(writes, b"hello"), os.read(reads, 3), os.read(reads, 10))
os.set_blocking(reads, False)
attempt(os.read, reads, 1)
os.set_inheritable(reads, True)
print(os.get_inheritable(reads), os.get_blocking(reads), os.get_blocking(writes))
again = os.dup(writes)
os.close(writes)
os.write(again, b"last")
os.close(again)
print(os.read(reads, 10), os.read(reads, 10), os.get_inheritable(reads))
os.close(reads)
attempt(os.read, reads, 1)
attempt(os.close, reads)

reads, writes = os.pipe()
with open(writes, "w") as out, open(reads) as back:
    print("one", file=out)
    print("two", file=out, flush=True)
    print(back.readline(), out.seekable(), back.seekable())
    out.close()
    print(back.read())

reads, writes = os.pipe()
os.close(reads)
attempt(os.write, writes, b"nobody")
attempt(os.lseek, writes, 0, 0)
os.close(writes)
reads, writes = os.pipe2(os.O_NONBLOCK)
print(os.write(writes, bytes(100_000)), len(os.read(reads, 1_000_000)))
attempt(os.read, reads, 1)

print(oct(os.umask(0o077)), oct(os.umask(0o022)))
attempt(os.dup, 999)
attempt(os.fstat, 999)
