"""How a script's end is shown: the exit code, and the error that ended it, through the script's own hook if it has one."""

import linecache
import sys
import traceback

import _loopscope
import _script

_own_hook = sys.excepthook


def exit_code(error):
    """What a process ends with that `SystemExit` ends (`_Py_HandleSystemExitAndKeyboardInterrupt`)."""
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        # What C's long does not hold is -1.
        return code & 0xFF if -(2**63) <= code < 2**63 else 0xFF
    if _loopscope.halted() is None and _is_heard():
        print(code, file=sys.stderr)
    return 1


def fail(error):
    """Shows what ends the script, and records where."""
    line, columns = None, (None, None)
    name = type(error).__name__
    if isinstance(error, SyntaxError) and _script.is_own(error.filename):
        line = error.lineno
        if error.text is None and line:
            error.text = linecache.getline(error.filename, line)
        if error.offset:
            end = error.end_offset if error.end_lineno == error.lineno and error.end_offset else error.offset + 1
            columns = (error.offset, max(end, error.offset + 1))
        text = f"{name}: {error.msg}"
    else:
        step = error.__traceback__
        while step is not None:
            if _script.is_own(step.tb_frame.f_code.co_filename):
                line = step.tb_lineno
            step = step.tb_next
        try:
            message = str(error)
        except Exception:
            message = "<exception str() failed>"
        text = f"{name}: {message}" if message else name
    hook = sys.excepthook
    try:
        if hook is not _own_hook:
            _show_by(hook, error)
        elif _is_heard():
            hook(type(error), error, error.__traceback__)
    finally:
        _loopscope.failed(text, line if line and line > 0 else None, *columns)


def _show_by(hook, error):
    """Shows what ends the script as the script wants it shown. A hook may leave by `sys.exit`."""
    try:
        hook(type(error), error, error.__traceback__)
    except SystemExit:
        raise
    except BaseException as failure:
        if _is_heard():
            print("Error in sys.excepthook:", file=sys.stderr)
            print_exception(failure)
            print("\nOriginal exception was:", file=sys.stderr)
        print_exception(error)


def print_exception(error):
    if _is_heard():
        traceback.print_exception(type(error), error, error.__traceback__, colorize=False)


def _is_heard():
    """Whether there is a standard error: a script may close it, or take it away."""
    return sys.stderr is not None and not getattr(sys.stderr, "closed", False)
