"""Signals have nobody to send them here: handlers can be set and asked for, and never come."""

import enum


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65


def default_int_handler(signum, frame):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler}


def getsignal(signalnum):
    return _handlers.get(int(signalnum), Handlers.SIG_DFL)


def signal(signalnum, handler):
    if not 1 <= int(signalnum) < NSIG:
        raise ValueError("signal number out of range")
    if not callable(handler) and handler not in (0, 1):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    previous = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return previous


def raise_signal(signalnum):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(int(signalnum), None)
    elif handler == Handlers.SIG_DFL:
        raise SystemExit(128 + int(signalnum))


def strsignal(signalnum):
    return {2: "Interrupt", 9: "Killed", 14: "Alarm clock", 15: "Terminated"}.get(int(signalnum))


def valid_signals():
    return set(Signals)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag):
    pass
