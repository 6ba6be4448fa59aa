"""`open`, `io.FileIO` and `io.open_code` on the disk in memory."""

import _io
import builtins
import io
import sys

import _descriptor
import _loopscope_builtin


def mend():
    _io.FileIO = io.FileIO = _descriptor.FileIO
    io.RawIOBase.register(_descriptor.FileIO)
    _io.open_code = io.open_code = lambda path: open(path, "rb")
    sys.dont_write_bytecode = True
    builtins.open = io.open = _io.open = _loopscope_builtin.function(_descriptor.open, "open")
    # Whoever was imported before has the other one by a name of its own.
    if "tokenize" in sys.modules:
        sys.modules["tokenize"]._builtin_open = builtins.open
