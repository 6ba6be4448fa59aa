"""Which Python this is: the CPython that scripts are run as, on the machine that is simulated, wherever the engine itself runs."""

import sys
import types

from _os_results import Fields

_LEVEL = "final"
_MICRO = 0


class version_info(Fields):
    _fields = ("major", "minor", "micro", "releaselevel", "serial")
    __module__ = "sys"


class thread_info(Fields):
    _fields = ("name", "lock", "version")
    __module__ = "sys"


def mend():
    own = ".".join(map(str, sys.implementation.version[:3]))
    version = sys.version_info = version_info((*sys.version_info[:2], _MICRO, _LEVEL, 0))
    sys.hexversion = version.major << 24 | version.minor << 16 | version.micro << 8 | 0xF0
    # The interpreter has the day in it that it was built on.
    sys.version = f"{version.major}.{version.minor}.{version.micro} (main, Oct  7 2025, 00:00:00) [RustPython {own}]"
    sys.api_version = 1013
    # What scripts ask is whether they may rely on what CPython does.
    sys.implementation.name = "cpython"
    sys.implementation.cache_tag = "cpython-314"
    sys.implementation._multiarch = "x86_64-linux-gnu"
    sys.implementation.version, sys.implementation.hexversion = version, sys.hexversion
    sys.platform = "linux"
    sys.executable = sys._base_executable = "/usr/local/bin/python3"
    # Threads share one lock.
    sys.abiflags = ""
    sys._is_gil_enabled = lambda: True
    sys.thread_info = thread_info(("pthread", "semaphore", "NPTL 2.41"))
    sys.is_stack_trampoline_active = lambda: False
    sys._jit = types.ModuleType("sys._jit")
    sys._jit.is_available = sys._jit.is_enabled = sys._jit.is_active = lambda: False
    # Nobody types at a prompt: that is what these tell.
    for name in ("ps1", "ps2", "_git"):
        if hasattr(sys, name):
            delattr(sys, name)
