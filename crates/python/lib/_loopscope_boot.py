"""Makes the interpreter ready for a script, and runs it as `python script.py` would."""

import sys

sys.builtin_module_names = tuple(sorted({*sys.builtin_module_names, "posix", "_thread"}))

import _loopscope_threads as _thread

# The interpreter starts with a stand-in of its own, made of Python.
_thread.__name__ = "_thread"
sys.modules["_thread"] = _thread

import _queue

_queue.SimpleQueue = _thread._SimpleQueue
# One interpreter is all there is: concurrent.futures then offers no pool of them.
sys.modules["_interpreters"] = None

import _error_numbers
import _loopscope
import _loopscope_cost
import _loopscope_builtin
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
        setattr(time, name, _loopscope_builtin.function(function, name))
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

sys.meta_path.insert(0, _missing.Hollow)
import os
import asyncio
import atexit
import linecache
import posix
import traceback
import types
import warnings


def _word_errors():
    """Errors speak as CPython's do."""
    import _loopscope_wording
    import _wording

    _loopscope_wording.install(_wording.hint)


_word_errors()


def _number_objects():
    """Addresses are the same in every run."""
    import _contextvars
    import _loopscope_identity
    import _weakref

    builtins.id = _loopscope_identity.id
    _loopscope_identity.watch(
        [
            object,
            _contextvars.Context,
            _contextvars.ContextVar,
            _contextvars.Token,
            _weakref.ReferenceType,
            types.AsyncGeneratorType,
            types.BuiltinFunctionType,
            types.CellType,
            types.CodeType,
            types.CoroutineType,
            types.FrameType,
            types.FunctionType,
            types.GeneratorType,
            types.MethodWrapperType,
            memoryview,
            type([].append),
        ]
    )


_number_objects()


def _add_floats():
    """`sum` makes good what rounding floats loses."""
    import _loopscope_sum

    _loopscope_sum.sum.__module__ = "builtins"
    builtins.sum = _loopscope_sum.sum


_add_floats()


def _suppress_contexts():
    """The parts of an exception group show no context, as they are made with a cause, be it none."""
    import _loopscope_loop

    def suppressed(part, whole):
        if part is not None and part is not whole:
            part.__suppress_context__ = True
        return part

    def replace(name, of_parts):
        original = getattr(BaseExceptionGroup, name)
        function = _loopscope_builtin.function(lambda group, condition, /: of_parts(group, original(group, condition)), name)
        _loopscope_loop.set_method(BaseExceptionGroup, name, lambda self, condition, /: function(self, condition))

    replace("subgroup", lambda whole, part: suppressed(part, whole))
    replace("split", lambda whole, parts: tuple([suppressed(part, whole) for part in parts]))


_suppress_contexts()


def _add_site_builtins():
    """What `site` adds to the built-in names."""
    import _sitebuiltins

    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    builtins.help = _sitebuiltins._Helper()


_add_site_builtins()


def _bound_recursion():
    """A script may ask for any depth; what the memory cannot hold ends in a RecursionError all the same."""
    _set, asked = sys.setrecursionlimit, None

    def setrecursionlimit(limit, /):
        nonlocal asked
        _set(min(limit, _loopscope_builtin.MOST_FRAMES))
        asked = limit

    sys.setrecursionlimit = _loopscope_builtin.function(setrecursionlimit, "setrecursionlimit")
    sys.getrecursionlimit = _loopscope_builtin.function(lambda: asked, "getrecursionlimit")
    setrecursionlimit(1000)

    def turns(begin):
        """A turn of the loop stands on two frames (`_run_once`, `_run`), which ours does not have."""
        bound = min(asked, _loopscope_builtin.MOST_FRAMES)
        try:
            _set(bound - 2 if begin else bound)
        except (RecursionError, ValueError):
            pass

    return turns


turns = _bound_recursion()


def _show_proxies():
    """`str` of a mapping proxy is that of the mapping."""
    import _loopscope_loop

    _loopscope_loop.set_method(types.MappingProxyType, "__str__", lambda self: str(self.copy()))


_show_proxies()


def _show_warning(message):
    """Records a warning, and shows it as CPython does (`_showwarnmsg_impl`)."""
    line = message.lineno if message.filename == _script else None
    if message.filename == "<sys>":
        # Nothing runs any more: CPython counts from 0 there.
        message.lineno = 0
        if _modules_gone:
            # The hint about tracemalloc asks for that module.
            message.source = None
    _loopscope.warned(message.category.__name__, str(message.message), line)
    file = message.file or sys.stderr
    if file is not None:
        file.write(warnings._formatwarnmsg(message))


def _use_disk():
    import _io
    import _descriptor

    _io.FileIO = io.FileIO = _descriptor.FileIO
    io.RawIOBase.register(_descriptor.FileIO)
    _io.open_code = io.open_code = lambda path: open(path, "rb")
    sys.dont_write_bytecode = True
    builtins.open = io.open = _io.open = _loopscope_builtin.function(_descriptor.open, "open")


_use_disk()


def _refuse_by_name():
    """What a binary file does not do, it refuses in CPython's word: the method's name."""
    import _loopscope_loop

    def refusal(name):
        def refuse(self, *args):
            raise io.UnsupportedOperation(name)

        refuse.__name__ = name
        return refuse

    for kind, names in ((io.BufferedWriter, ("read", "read1")), (io.BufferedReader, ("write",))):
        for name in names:
            _loopscope_loop.set_method(kind, name, refusal(name))


_refuse_by_name()
sys.exit = _loopscope.exit
sys.meta_path.append(_missing.Finder)
_own_hook = sys.excepthook
_script = None
#: The script, compiled.
code = None


def _show_unraisable(unraisable):
    """`sys.unraisablehook` as CPython's: what was ignored, and its traceback."""
    message = unraisable.err_msg or "Exception ignored in"
    if unraisable.object is not None and repr(unraisable.object) not in message:
        message = f"{message}: {unraisable.object!r}"
    else:
        message = f"{message}:"
    print(message, file=sys.stderr)
    traceback.print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)


def _exit_code(error):
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        # What C's long does not hold is -1.
        return code & 0xFF if -(2**63) <= code < 2**63 else 0xFF
    if _loopscope.halted() is None and _is_heard():
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
            _print_exception(failure)
            print("\nOriginal exception was:", file=sys.stderr)
        _print_exception(error)


def _print_exception(error):
    if _is_heard():
        traceback.print_exception(type(error), error, error.__traceback__, colorize=False)


def _is_heard():
    """Whether there is a standard error: a script may close it, or take it away."""
    return sys.stderr is not None and not getattr(sys.stderr, "closed", False)


def _own_frames(error):
    """Cuts the frames that started the script off the traceback."""
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code is prepare.__code__:
        step = step.tb_next
    error.__traceback__ = step


def _input():
    """Standard input, which is read only when the script asks for it."""
    import _descriptor

    raw = _descriptor.FileIO(0, "r", closefd=False)
    raw.name = "<stdin>"
    stream = io.TextIOWrapper(io.BufferedReader(raw), "utf-8")
    stream.mode = "r"
    return stream


def _lay_out(source, file):
    """Puts the script on the disk, into the folder that it runs in."""
    from _disk import disk

    home = posix.environ[b"HOME"].decode()
    path = os.path.join(home, file)
    disk.make_folders(home)
    disk.make_folders(os.path.dirname(path))
    os.chdir(os.path.dirname(path) if os.path.isabs(file) else home)
    sys.path.insert(0, os.path.dirname(path))
    with open(path, "w", encoding="utf-8", newline="") as copy:
        copy.write(source)


def _refine(error, source):
    """A syntax error in CPython's words."""
    import _syntax

    try:
        _syntax.refine(error, source)
    except Exception:
        # What the parser said is true in any case.
        pass


def prepare(source, file, name, arguments):
    """Sets the stage for a script: `file` is what tracebacks show, `name` what `sys.argv` does. Gives its code and its
    names, or, where it does not compile, the exit code."""
    global _script, code
    _script = file
    source = source.removeprefix("\ufeff")
    # What scripts ask is whether they may rely on what CPython does.
    sys.implementation.name = "cpython"
    sys.implementation.cache_tag = "cpython-314"
    sys.argv[:] = [name, *arguments]
    sys.orig_argv[:] = ["python", name, *arguments]
    sys.stdout = sys.__stdout__ = _Console(1, "<stdout>")
    sys.stderr = sys.__stderr__ = _Console(2, "<stderr>")
    sys.stdin = sys.__stdin__ = _input()
    if not file.startswith("<"):
        _lay_out(source, file)
    warnings._showwarnmsg_impl = _show_warning
    sys.unraisablehook = sys.__unraisablehook__ = _show_unraisable
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    main.__file__ = file
    main.__builtins__ = sys.modules["builtins"]
    main.__cached__ = None
    linecache.cache[file] = (len(source), None, [line + "\n" for line in source.split("\n")], file)
    try:
        # Twice: what is wrong with a script, and what warnings it deserves, the ordinary compiler says best.
        code = compile(source, file, "exec", dont_inherit=True)
        code = _loopscope_cost.compile(source, file) or code
        return code, main.__dict__
    except BaseException as error:
        _own_frames(error)
        if isinstance(error, SyntaxError):
            _refine(error, source)
        _fail(error)
        return 1, None


def conclude(error):
    """Shows what ended a script, if anything did, and leaves as CPython does. Gives the exit code."""
    code = 0
    if isinstance(error, SystemExit):
        code = _exit_code(error)
    elif error is not None:
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
        try:
            _fail(error)
        except SystemExit as leaving:
            code = _exit_code(leaving)
    threading = sys.modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as failure:
            _print_exception(failure)
    try:
        atexit._run_exitfuncs()
    except BaseException as failure:
        _print_exception(failure)
    _thread._abandon()
    return code


_modules_gone = False


def take_modules_away():
    """From here on, nothing can be imported: what is destroyed now says less. Gives the loop that the policy holds, if it
    is open."""
    global _modules_gone
    _modules_gone = True
    traceback = sys.modules.get("traceback")
    if traceback is not None:
        # The marks below a part of a line ask for the module `ast`.
        traceback._extract_caret_anchors_from_line_segment = lambda segment: None
    policy = asyncio.events._event_loop_policy
    loop = getattr(getattr(policy, "_local", None), "_loop", None)
    return loop if loop is not None and not loop.is_closed() else None
