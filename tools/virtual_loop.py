"""Puts CPython's asyncio on a virtual clock: waiting takes no real time, and one script gives one output.

`tools/record.mjs` runs this inside Pyodide before each script and calls `install`. What changes is what
DESIGN.md calls virtual time, and nothing else: the tasks, futures, locks and queues, the tracebacks and the
warnings stay CPython's own.

* The clock starts at 0.0 and stands still while code runs. It moves when the loop has nothing ready, exactly
  to the earliest timer's deadline, and when the script calls `time.sleep`.
* Timers with equal deadlines run in the order of their scheduling (CPython's heap leaves that open).
* Nothing ready and no timer means that nothing can ever happen again: the run ends with `DEADLOCK`.
"""

import asyncio
import itertools
import math
import os
import sys
import time

EPOCH = 1767225600
"""What `time.time()` says at clock 0: 2026-01-01T00:00:00Z."""

DEADLOCK = 86
"""Exit code of a run in which nothing could ever happen again."""


def linux_resolution():
    """Timers due within a nanosecond of now run in the same turn as those due now: Linux's clock."""
    return 1e-09


def no_resolution():
    """The least that lets a timer run at its deadline: one that is due a rounding error later waits for it."""
    return math.ulp(_now)


resolution = linux_resolution

_moved = None  # called with the clock each time that it moves
_now = 0.0


def _move(to):
    global _now
    if to > _now:
        _now = to
        _moved(to)


class _VirtualSelector:
    """Stands where the operating system's `select` does: nothing to watch, so it only lets time pass."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout is None:
            sys.stdout.flush()
            sys.stderr.write("deadlock: nothing is ready and no timer is set\n")
            sys.stderr.flush()
            os._exit(DEADLOCK)
        if timeout > 0:
            # The deadline itself: adding the timeout to the clock could miss it by a rounding error.
            _move(self._loop._scheduled[0]._when)
        return ()

    def close(self):
        pass


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _VirtualSelector(self)
        # As `BaseSelectorEventLoop` does on Linux: seen by scripts that log at DEBUG.
        asyncio.log.logger.debug("Using selector: %s", "EpollSelector")

    @property
    def _clock_resolution(self):
        return resolution()

    @_clock_resolution.setter
    def _clock_resolution(self, real):
        pass  # of the clock that is not used

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


# The loop's repr, as on Linux.
VirtualLoop.__name__ = VirtualLoop.__qualname__ = "_UnixSelectorEventLoop"
VirtualLoop.__module__ = "asyncio.unix_events"


def _order_timers():
    """Breaks ties between equal deadlines by the order of scheduling."""
    plain = asyncio.events.TimerHandle
    sequence = itertools.count()

    class TimerHandle(plain):
        __slots__ = ["_sequence"]

        # Not `__init__`: in debug mode handles record who made them, and must not find a frame more.
        def __new__(cls, *args, **kwargs):
            handle = plain.__new__(cls)
            handle._sequence = next(sequence)
            return handle

        def __lt__(self, other):
            if isinstance(other, TimerHandle):
                return (self._when, self._sequence) < (other._when, other._sequence)
            return NotImplemented

        __hash__ = plain.__hash__

    TimerHandle.__module__ = plain.__module__
    TimerHandle.__qualname__ = plain.__qualname__
    asyncio.events.TimerHandle = asyncio.TimerHandle = TimerHandle


def _replace_loop():
    asyncio.unix_events._UnixDefaultEventLoopPolicy._loop_factory = VirtualLoop
    for module in (asyncio, asyncio.unix_events):
        module.SelectorEventLoop = module.EventLoop = VirtualLoop
    # Pyodide's own loop was in place until now.
    asyncio.run = asyncio.runners.run
    asyncio.events._event_loop_policy = None
    asyncio._set_running_loop(None)


def _replace_clock():
    def sleep(seconds, /):
        if not isinstance(seconds, (int, float)):
            raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        _move(_now + seconds)

    time.sleep = sleep
    for name in ("monotonic", "perf_counter"):
        setattr(time, name, lambda: _now)
        setattr(time, name + "_ns", lambda: round(_now * 1e9))
    time.time = lambda: EPOCH + _now
    time.time_ns = lambda: EPOCH * 10**9 + round(_now * 1e9)


def _leave_pyodide():
    """Undoes what Pyodide adds to the interpreter and a script could see."""
    sys.excepthook = sys.__excepthook__
    sys.meta_path[:] = [finder for finder in sys.meta_path if "pyodide" not in repr(finder)]
    del sys.modules["__main__"].__dict__["_pyodide_core"]


def install(moved):
    """Puts the whole interpreter on virtual time; `moved(clock)` is told of each move, in seconds."""
    global _moved
    _moved = moved
    _leave_pyodide()
    _order_timers()
    _replace_loop()
    _replace_clock()
