"""Signals, which a script can send to itself: nobody else is there to send any.

A handler runs where the signal is sent, at once. On CPython it runs in the main thread, before its next bytecode.
"""

import enum
import errno
import sys

import _loopscope
import _thread
from _loopscope import default_int_handler


class Signals(enum.IntEnum):
    """The signals of Linux."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64
    # Other names of the same.
    SIGIOT = 6
    SIGCLD = 17
    SIGPOLL = 29


class Handlers(enum.IntEnum):
    """What is done without a function."""

    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65

_DESCRIPTIONS = {
    1: "Hangup",
    2: "Interrupt",
    3: "Quit",
    4: "Illegal instruction",
    5: "Trace/breakpoint trap",
    6: "Aborted",
    7: "Bus error",
    8: "Floating point exception",
    9: "Killed",
    10: "User defined signal 1",
    11: "Segmentation fault",
    12: "User defined signal 2",
    13: "Broken pipe",
    14: "Alarm clock",
    15: "Terminated",
    16: "Stack fault",
    17: "Child exited",
    18: "Continued",
    19: "Stopped (signal)",
    20: "Stopped",
    21: "Stopped (tty input)",
    22: "Stopped (tty output)",
    23: "Urgent I/O condition",
    24: "CPU time limit exceeded",
    25: "File size limit exceeded",
    26: "Virtual timer expired",
    27: "Profiling timer expired",
    28: "Window changed",
    29: "I/O possible",
    30: "Power failure",
    31: "Bad system call",
}

# What a process survives without a handler. To be stopped would be to wait for ever: nobody continues it.
_HARMLESS = {Signals.SIGCHLD, Signals.SIGCONT, Signals.SIGURG, Signals.SIGWINCH}
# What no process can catch.
_UNCATCHABLE = {Signals.SIGKILL, Signals.SIGSTOP}



def inherited():
    """What a process does on which signal when it begins."""
    return {Signals.SIGINT: default_int_handler, Signals.SIGPIPE: Handlers.SIG_IGN, Signals.SIGXFSZ: Handlers.SIG_IGN}


_handlers = inherited()


def _number(signalnum):
    number = int(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _known(signalnum):
    """The member of `Signals`, where there is one."""
    try:
        return Signals(signalnum)
    except ValueError:
        return signalnum


def _in_main_thread():
    """Whether this is the main thread of its process, the script's own or another."""
    if _thread._is_main_thread():
        return True
    worlds, threading = sys.modules.get("_worlds"), sys.modules.get("threading")
    return bool(worlds and worlds.current and threading.current_thread() is threading.main_thread())


def getsignal(signalnum):
    """What is done on a signal."""
    return _handlers.get(_number(signalnum), Handlers.SIG_DFL)


def signal(signalnum, handler):
    """Sets what is done on a signal, and returns what was done before."""
    if not _in_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _number(signalnum)
    if not callable(handler):
        if handler not in (0, 1):
            raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        handler = Handlers(handler)
    if number in _UNCATCHABLE:
        raise OSError(errno.EINVAL, "Invalid argument")
    previous = getsignal(number)
    _handlers[number] = handler
    return previous


def _deliver(number, frame):
    handler = getsignal(number)
    if callable(handler):
        _tell_loop(number, handler)
        handler(number, frame)
    elif handler == Handlers.SIG_DFL and number not in _HARMLESS:
        worlds = sys.modules.get("_worlds")
        if worlds is None or worlds.current is None:
            _loopscope.leave(128 + number)
        worlds.current.die(number)


def _tell_loop(number, handler):
    """What CPython writes to the wakeup descriptor: the loop hears of every signal that is handled, whoever handles it."""
    events = sys.modules.get("asyncio.events")
    hear = getattr(events and events._get_running_loop(), "_hear", None)
    if hear is not None:
        hear(number, handler)


def _caller():
    """The frame of the script that was interrupted."""
    return sys._getframe(3)


def _send(number):
    if not 1 <= number < NSIG:
        raise OSError(errno.EINVAL, "Invalid argument")
    _deliver(number, _caller())


def raise_signal(signalnum, /):
    """Sends a signal to oneself."""
    _send(int(signalnum))


def pthread_kill(thread_id, signalnum, /):
    """Sends a signal to a thread; as on CPython, it is the process that handles it."""
    _send(int(signalnum))


def _interrupt_main(signalnum):
    """`_thread.interrupt_main`: only what Python handles."""
    number = _number(signalnum)
    if callable(getsignal(number)):
        _deliver(number, sys._getframe(1))


def _interrupted():
    """Somebody typed ^C: what a process does when it goes on in its main thread (`PyErr_CheckSignals`)."""
    _deliver(Signals.SIGINT, sys._getframe(1))


def strsignal(signalnum, /):
    """A few words about a signal."""
    return _DESCRIPTIONS.get(_number(signalnum))


def valid_signals():
    """All signals of this platform."""
    return {_known(number) for number in range(1, NSIG) if number not in (32, 33)}


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """A loop here needs no descriptor to be woken by."""
    return -1


def siginterrupt(signalnum, flag, /):
    """No call is ever interrupted."""


_OUTSIDE = {
    "alarm", "setitimer", "getitimer", "pause", "sigwait", "sigwaitinfo", "sigtimedwait", "sigpending",
    "pthread_sigmask", "pidfd_send_signal",
}


def __getattr__(name):
    if name in _OUTSIDE:
        raise AttributeError(
            f"'signal.{name}' is not available in the browser: nothing interrupts a script from outside. "
            "A deadline is `asyncio.timeout`, or `loop.call_later`"
        )
    raise AttributeError(f"module 'signal' has no attribute {name!r}")
