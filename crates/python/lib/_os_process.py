"""What `os` tells of the process and of the system that it runs on, and does to it."""

import errno as _errno

import _error_numbers
import _loopscope
import _system_limits
import _thread
from _os_results import times_result, uname_result

environ = {b"HOME": b"/home/loopscope", b"LANG": b"C.UTF-8", b"PATH": b"/usr/bin"}


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


def getgroups():
    return []


# A session and a group of its own, which the script's first process leads.


def getpgrp():
    return 1


def getpgid(pid, /):
    if pid not in (0, 1, getpid()):
        raise _error_numbers.failure(_errno.ESRCH)
    return 1


getsid = getpgid


def getlogin():
    return "loopscope"


def cpu_count():
    return _loopscope.cores()


def sched_getaffinity(pid, /):
    if pid not in (0, getpid()):
        raise _error_numbers.failure(_errno.ESRCH)
    return set(range(_loopscope.cores()))


def sysconf(name, /):
    return _system_limits.value(name)


sysconf_names = _system_limits.names


def getloadavg():
    return (0.0, 0.0, 0.0)


# How a process ended, as `waitpid(2)` tells it.


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    return status & 0x7F not in (0, 0x7F)


def WTERMSIG(status):
    return status & 0x7F


def waitstatus_to_exitcode(status):
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    raise ValueError(f"process stopped by delivery of signal {WEXITSTATUS(status)}")


def urandom(size):
    return bytes(_loopscope.random_bytes(size))


def getrandom(size, flags=0):
    return bytes(_loopscope.random_bytes(size))


def putenv(name, value):
    pass


def unsetenv(name):
    pass


def strerror(code):
    return _error_numbers.MESSAGES.get(code, f"Unknown error {code}")


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
