"""The module `time` on the run's clock: CPython asks the system's."""

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
    time.get_clock_info = _loopscope_builtin.function(_clock_info, "get_clock_info")
    time.timezone = time.altzone = time.daylight = 0
    time.tzname = ("UTC", "UTC")
