"""Makes the interpreter ready for a script, and runs it as `python script.py` would."""

import sys

sys.builtin_module_names = tuple(sorted({*sys.builtin_module_names, "posix", "_thread"}))

import _loopscope_threads as _thread

# The interpreter starts with a stand-in of its own, made of Python.
_thread.__name__ = "_thread"
sys.modules["_thread"] = _thread

import _queue

_queue.SimpleQueue = _thread._SimpleQueue

import _error_numbers
import _loopscope
import io
import time


class _Console(io.TextIOBase):
    """Standard output or standard error: everything written goes to the trace at once."""

    encoding = "utf-8"
    errors = "strict"
    line_buffering = True
    newlines = None

    def __init__(self, fd, name):
        self._fd = fd
        self._write = _loopscope.write
        self.name = name
        self.mode = "w"

    def write(self, text):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        return self._write(self._fd, text)

    def writable(self):
        return True

    def fileno(self):
        return self._fd

    def isatty(self):
        return False

    def reconfigure(self, **options):
        pass

    @property
    def buffer(self):
        return _Bytes(self)

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


class _Bytes(io.BufferedIOBase):
    """The console's binary side."""

    def __init__(self, text):
        self._text = text

    def writable(self):
        return True

    def write(self, data):
        self._text.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


class builtin_function_or_method:
    """A function that, like a built-in one, does not become a method when a class holds it."""

    def __init__(self, function, name, module):
        self._call = function
        self.__name__ = self.__qualname__ = name
        self.__module__ = module
        self.__doc__ = function.__doc__

    def __call__(self, *args, **kwargs):
        return self._call(*args, **kwargs)

    def __repr__(self):
        return f"<built-in function {self.__name__}>"


def _use_virtual_time():
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
        setattr(time, name, builtin_function_or_method(function, name, "time"))
    time.timezone = time.altzone = time.daylight = 0
    time.tzname = ("UTC", "UTC")


_use_virtual_time()


def _use_virtual_calendar():
    import _datetime
    import _loopscope_loop

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_loopscope.time(), tz)

    @classmethod
    def utcnow(cls):
        import warnings

        warnings.warn(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
            "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
            DeprecationWarning,
            stacklevel=2,
        )
        return cls.fromtimestamp(_loopscope.time(), _datetime.timezone.utc).replace(tzinfo=None)

    _loopscope_loop.set_method(_datetime.datetime, "now", now)
    _loopscope_loop.set_method(_datetime.datetime, "utcnow", utcnow)


def _use_seeded_randomness():
    import _loopscope_loop
    import _random

    _seed = _random.Random.seed

    def seed(self, a=None):
        _seed(self, int.from_bytes(_loopscope.random_bytes(32)) if a is None else a)

    _loopscope_loop.set_method(_random.Random, "seed", seed)


_use_virtual_calendar()
_use_seeded_randomness()

import _missing
import builtins
import os
import asyncio
import linecache
import warnings


def _trim_recursion_errors():
    """The interpreter ends their message with a space."""
    import _loopscope_loop

    _loopscope_loop.set_method(RecursionError, "__str__", lambda self: Exception.__str__(self).rstrip(" "))
    sys.setrecursionlimit(1000)


_trim_recursion_errors()


def _show_warning(message):
    """Records a warning, and shows it as CPython does (`_showwarnmsg_impl`)."""
    line = message.lineno if message.filename == _script else None
    if message.filename == "<sys>":
        # Nothing runs any more: CPython counts from 0 there, and has lost its hint about tracemalloc.
        message.lineno, message.source = 0, None
    _loopscope.warned(message.category.__name__, str(message.message), line)
    file = message.file or sys.stderr
    if file is not None:
        file.write(warnings._formatwarnmsg(message))


def _open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if any(kind in mode for kind in "wax+"):
        raise PermissionError(13, "Permission denied: files cannot be written here", file)
    raise FileNotFoundError(2, "No such file or directory", file)


builtins.open = io.open = builtin_function_or_method(_open, "open", "_io")
sys.exit = _loopscope.exit
sys.meta_path.append(_missing.Finder)
_script = None


def _show_unraisable(unraisable):
    """`sys.unraisablehook` as CPython's: what was ignored, and its traceback."""
    message = unraisable.err_msg or "Exception ignored in"
    if unraisable.object is not None and repr(unraisable.object) not in message:
        message = f"{message}: {unraisable.object!r}"
    else:
        message = f"{message}:"
    print(message, file=sys.stderr)
    import traceback

    traceback.print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)


def _exit_code(error):
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    if _loopscope.halted() is None:
        print(code, file=sys.stderr)
    return 1


def _fail(error):
    """Shows what ends the script, and records where."""
    line, columns = None, (None, None)
    name = type(error).__name__
    if isinstance(error, SyntaxError) and error.filename == _script:
        line = error.lineno
        if error.text is None and line:
            error.text = linecache.getline(_script, line)
        if error.offset:
            end = error.end_offset if error.end_lineno == error.lineno and error.end_offset else error.offset + 1
            columns = (error.offset, max(end, error.offset + 1))
        text = f"{name}: {error.msg}"
    else:
        step = error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == _script:
                line = step.tb_lineno
            step = step.tb_next
        try:
            message = str(error)
        except Exception:
            message = "<exception str() failed>"
        text = f"{name}: {message}" if message else name
    if sys.excepthook is not sys.__excepthook__:
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        except Exception:
            _print_exception(error)
    else:
        _print_exception(error)
    _loopscope.failed(text, line if line and line > 0 else None, *columns)


def _print_exception(error):
    import traceback

    traceback.print_exception(type(error), error, error.__traceback__, colorize=False)


def _own_frames(error):
    """Cuts the frames that started the script off the traceback."""
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code is prepare.__code__:
        step = step.tb_next
    error.__traceback__ = step


def prepare(source, file, arguments, text_input):
    """Sets the stage for a script. Gives its code and its names, or, where it does not compile, the exit code."""
    global _script
    _script = file
    sys.argv[:] = [file, *arguments]
    sys.orig_argv[:] = ["python", file, *arguments]
    sys.stdout = sys.__stdout__ = _Console(1, "<stdout>")
    sys.stderr = sys.__stderr__ = _Console(2, "<stderr>")
    sys.stdin = sys.__stdin__ = io.StringIO(text_input)
    warnings._showwarnmsg_impl = _show_warning
    sys.unraisablehook = sys.__unraisablehook__ = _show_unraisable
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    main.__file__ = file
    main.__builtins__ = sys.modules["builtins"]
    linecache.cache[file] = (len(source), None, [line + "\n" for line in source.split("\n")], file)
    try:
        return compile(source, file, "exec", dont_inherit=True), main.__dict__
    except BaseException as error:
        _own_frames(error)
        _fail(error)
        return 1, None


def conclude(error):
    """Shows what ended a script, if anything did, and leaves as CPython does. Gives the exit code."""
    code = 0
    if isinstance(error, SystemExit):
        code = _exit_code(error)
    elif error is not None:
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
        _fail(error)
    threading = sys.modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as failure:
            _print_exception(failure)
    import atexit

    try:
        atexit._run_exitfuncs()
    except BaseException as failure:
        _print_exception(failure)
    _thread._abandon()
    return code
