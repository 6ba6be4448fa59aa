"""Makes the interpreter ready for a script, and runs it as `python script.py` would.

What is mended before, `_mended` says, a file each; the order counts where a module is imported that another one changes.
"""

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
import _loopscope_hosts
import _loopscope_terminal
import io

from _mended import clock

clock.mend()

from _mended import calendar, randomness

calendar.mend()
randomness.mend()

import _missing

sys.meta_path.insert(0, _missing.Hollow)
import os
import asyncio
import atexit
import linecache
import posix
import traceback
import warnings

import _ending
import _library
import _packages
import _script
from _mended import (
    addresses,
    console,
    groups,
    length_hints,
    mapping_proxies,
    open_files,
    recursion,
    refused_methods,
    release,
    shown_warnings,
    site_builtins,
    sums,
    unraisable,
    words,
)

for _mended in (release, words, addresses, sums, groups, site_builtins, recursion, mapping_proxies, open_files, refused_methods, length_hints):
    _mended.mend()

sys.exit = _loopscope.exit
sys.meta_path.append(_missing.Finder)
_library.mount()
sys.path.append(_packages.SITE)
_library.settle()
traceback._get_code_position = _library.code_position


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


def _lay_out(source, file, files):
    """Puts the script and its files on the disk, into the folder that it runs in."""
    from _disk import disk

    home = posix.environ[b"HOME"].decode()
    path = os.path.join(home, file)
    disk.make_folders(home)
    disk.make_folders(os.path.dirname(path))
    os.chdir(os.path.dirname(path) if os.path.isabs(file) else home)
    _script.folder = os.path.dirname(path)
    sys.path.insert(0, _script.folder)
    for path, text in [*files, (path, source)]:
        path = os.path.join(_script.folder, path)
        disk.make_folders(os.path.dirname(path))
        with open(path, "w", encoding="utf-8", newline="") as copy:
            copy.write(text)
    _script.lay_out([path for path, _ in files])


def _refined(error, source):
    """A syntax error in CPython's words."""
    import _syntax

    try:
        error = _syntax.refined(error, source)
    except Exception:
        # What the parser said is true in any case.
        pass
    # CPython reads the file that it runs: misspelt words are looked for in the line of the error alone.
    error._metadata = (0, 0, None)
    traceback.open = lambda file: io.StringIO(source)
    return error


def prepare(source, file, name, arguments, files):
    """Sets the stage for a script: `file` is what tracebacks show, `name` what `sys.argv` does, `files` the path and the text
    of those beside it. Gives its code and its names, or, where it does not compile, the exit code."""
    _script.file = file
    source = source.removeprefix("\ufeff")
    sys.argv[:] = [name, *arguments]
    sys.orig_argv[:] = ["python", name, *arguments]
    sys.stdout = sys.__stdout__ = console.Console(1, "<stdout>")
    sys.stderr = sys.__stderr__ = console.Console(2, "<stderr>")
    sys.stdin = sys.__stdin__ = _input()
    if not file.startswith("<"):
        _lay_out(source, file, files)
    warnings._showwarnmsg_impl = shown_warnings.show
    sys.unraisablehook = sys.__unraisablehook__ = unraisable.show
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    main.__file__ = file
    main.__builtins__ = sys.modules["builtins"]
    main.__cached__ = None
    linecache.cache[file] = (len(source), None, [line + "\n" for line in source.split("\n")], file)
    hosts = _loopscope_hosts.served()
    if hosts:
        import _app_hosts

        _app_hosts.begin(hosts)
    if _loopscope_terminal.lines():
        return _first_program(main)
    try:
        # Twice: what is wrong with a script, and what warnings it deserves, the ordinary compiler says best.
        code = _script.code = compile(source, file, "exec", dont_inherit=True)
        code = _script.code = _loopscope_cost.compile(source, file) or code
        return code, main.__dict__
    except BaseException as error:
        _own_frames(error)
        if isinstance(error, SyntaxError):
            error = _refined(error, source)
        _ending.fail(error)
        return 1, None


def _first_program(main):
    """What is typed decides what is run. Gives the code and the names of the first program."""
    global _concluded

    import _terminal

    _concluded = _terminal.conclude
    _terminal.begin()
    program = _terminal.first_program()
    if program is None:
        return compile("", "<terminal>", "exec"), main.__dict__
    try:
        return program.take_over()
    except BaseException as error:
        _own_frames(error)
        if isinstance(error, SyntaxError):
            error = _refined(error, program.source)
        _ending.fail(error)
        _concluded(1)
        return 1, None


def _concluded(code):
    """The run's own process is over."""


def conclude(error):
    """Shows what ended a script, if anything did, and leaves as CPython does. Gives the exit code."""
    code = 0
    if isinstance(error, SystemExit):
        code = _ending.exit_code(error)
    elif error is not None:
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
        try:
            _ending.fail(error)
        except SystemExit as leaving:
            code = _ending.exit_code(leaving)
    threading = sys.modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as failure:
            _ending.print_exception(failure)
    try:
        atexit._run_exitfuncs()
    except BaseException as failure:
        _ending.print_exception(failure)
    _concluded(code)
    _thread._abandon()
    return code


def take_modules_away():
    """From here on, nothing can be imported: what is destroyed now says less. Gives the loop that the policy holds, if it
    is open."""
    _script.is_over = True
    traceback = sys.modules.get("traceback")
    if traceback is not None:
        # The marks below a part of a line ask for the module `ast`.
        traceback._extract_caret_anchors_from_line_segment = lambda segment: None
    policy = asyncio.events._event_loop_policy
    loop = getattr(getattr(policy, "_local", None), "_loop", None)
    return loop if loop is not None and not loop.is_closed() else None
