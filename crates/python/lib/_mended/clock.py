"""The module `time` on the run's clock: CPython asks the system's."""

import errno
import time
import types

import _loopscope
import _loopscope_builtin


#: What CPython asks on Linux, by the clock's name.
_ASKED = {
    "monotonic": "CLOCK_MONOTONIC",
    "perf_counter": "CLOCK_MONOTONIC",
    "process_time": "CLOCK_PROCESS_CPUTIME_ID",
    "thread_time": "CLOCK_THREAD_CPUTIME_ID",
    "time": "CLOCK_REALTIME",
}


#: Linux' clocks by their names: their numbers, and what they say, in nanoseconds.
_CLOCKS = {
    "CLOCK_REALTIME": (0, _loopscope.time_ns),
    "CLOCK_MONOTONIC": (1, _loopscope.monotonic_ns),
    "CLOCK_PROCESS_CPUTIME_ID": (2, _loopscope.process_time_ns),
    "CLOCK_THREAD_CPUTIME_ID": (3, _loopscope.thread_time_ns),
    "CLOCK_MONOTONIC_RAW": (4, _loopscope.monotonic_ns),
    "CLOCK_BOOTTIME": (7, _loopscope.monotonic_ns),
    "CLOCK_TAI": (11, _loopscope.time_ns),
}
_SAYS = dict(_CLOCKS.values())


def clock_gettime_ns(clk_id, /):
    says = _SAYS.get(clk_id)
    if says is None:
        raise OSError(errno.EINVAL, "Invalid argument")
    return says()


def clock_gettime(clk_id, /):
    return clock_gettime_ns(clk_id) / 1e9


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-09


def clock_settime(clk_id, time, /):
    clock_gettime_ns(clk_id)
    raise PermissionError(errno.EPERM, "Operation not permitted")


def clock_settime_ns(clk_id, time, /):
    clock_settime(clk_id, time)


def _clock_info(name, /):
    if name not in _ASKED:
        raise ValueError("unknown clock")
    return types.SimpleNamespace(
        implementation=f"clock_gettime({_ASKED[name]})", monotonic=name != "time", adjustable=name == "time", resolution=1e-09
    )


def mend():
    for name in (
        "time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns "
        "thread_time thread_time_ns sleep"
    ).split():
        setattr(time, name, getattr(_loopscope, name))
    gmtime, strftime, asctime = time.gmtime, time.strftime, time.asctime

    def at(secs):
        return gmtime(_loopscope.time() if secs is None else secs)

    for name, function in (
        ("gmtime", lambda secs=None, /: at(secs)),
        ("localtime", lambda secs=None, /: at(secs)),
        ("ctime", lambda secs=None, /: asctime(at(secs))),
        ("asctime", lambda t=None, /: asctime(at(None) if t is None else t)),
        ("strftime", lambda format, t=None, /: strftime(format, at(None) if t is None else t)),
    ):
        setattr(time, name, _loopscope_builtin.function(function, name))
    for name, (number, _) in _CLOCKS.items():
        setattr(time, name, number)
    for function in (clock_gettime, clock_gettime_ns, clock_getres, clock_settime, clock_settime_ns):
        setattr(time, function.__name__, _loopscope_builtin.function(function, function.__name__))
    time.get_clock_info = _loopscope_builtin.function(_clock_info, "get_clock_info")
    time.timezone = time.altzone = time.daylight = 0
    time.tzname = ("UTC", "UTC")
