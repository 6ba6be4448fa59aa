"""Tracebacks on request. Nothing here crashes in machine code, so there is no more to it than to show them."""

import sys
import threading

_enabled = False


def enable(file=None, all_threads=True, c_stack=True):
    global _enabled
    _enabled = True


def disable():
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    return _enabled


def dump_traceback(file=None, all_threads=True):
    """Shows where the threads are, the innermost call first."""
    file = sys.stderr if file is None else file
    own = threading.get_ident()
    frames = sys._current_frames() if all_threads else {}
    frames[own] = sys._getframe(1)
    order = [ident for ident in frames if ident != own] + [own]
    text = []
    for ident in order:
        text.append(f"{'Current thread' if ident == own else 'Thread'} 0x{ident:016x} (most recent call first):\n")
        frame = frames[ident]
        while frame is not None:
            code = frame.f_code
            text.append(f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}\n')
            frame = frame.f_back
        if ident != own:
            text.append("\n")
    file.write("".join(text))


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Accepted and never due: a run that hangs is ended, and says where."""


def cancel_dump_traceback_later():
    pass


def register(signum, file=None, all_threads=True, chain=False):
    import signal

    signal.signal(signum, lambda number, frame: dump_traceback(file, all_threads))


def unregister(signum):
    import signal

    was = signal.getsignal(signum) is not signal.SIG_DFL
    signal.signal(signum, signal.SIG_DFL)
    return was
