"""Simulated processes. Each is a thread in a world of its own: its `__main__` is the script, executed again as
`__mp_main__`, and nothing passes between worlds but what can be pickled."""

import itertools
import pickle
import sys
import threading
import types

import _thread

# What a process sends back may be of a class of its own main module.
sys.modules.setdefault("__mp_main__", sys.modules["__main__"])
_numbers = itertools.count(1)
_names = itertools.count(1)
#: How often the script was executed again: only the first time does it show what it prints, as the server from which
#: CPython forks its processes does it once for all.
_executed = 0


class _Silence:
    """Standard output while a script is executed again, once more."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


def execute_script():
    """Makes the `__main__` of the running world."""
    global _executed
    import _loopscope_boot

    main = sys.modules["__main__"]
    if _loopscope_boot.code is None:
        return
    _executed += 1
    stdout = sys.stdout
    if _executed > 1:
        sys.stdout = _Silence()
    try:
        exec(_loopscope_boot.code, main.__dict__)
    finally:
        sys.stdout = stdout


class World:
    """A process that was started: it runs `function` and ends."""

    def __init__(self, name, function, daemon=False):
        self.daemon = daemon
        self.number = next(_numbers)
        self.name = name
        self.function = function
        self.exitcode = None
        self.handle = _thread._ThreadHandle()

    def start(self):
        parent = sys.modules["__main__"]
        main = types.ModuleType("__mp_main__")
        main.__file__ = getattr(parent, "__file__", None)
        main.__builtins__ = sys.modules["builtins"]
        # It is its process's main thread, though it is started like any other.
        thread = threading.Thread(name="MainThread", daemon=False)
        thread._started.set()
        thread._os_thread_handle = self.handle
        swaps = [
            (sys.modules, "__main__", main),
            (sys.modules, "__mp_main__", main),
            (threading.__dict__, "_active", {}),
            (threading.__dict__, "_limbo", {}),
            (threading.__dict__, "_main_thread", thread),
            (globals(), "current", self),
        ]
        self.thread = thread
        _thread._start_process(self._run, self.handle, self.number, self.name, self.daemon, swaps)

    def _run(self):
        self.thread._ident = threading.get_ident()
        threading._active[threading.get_ident()] = self.thread
        try:
            execute_script()
            self.function()
        except SystemExit as error:
            code = error.code
            self.exitcode = 0 if code is None else code if isinstance(code, int) else 1
            if self.exitcode == 1 and not isinstance(code, int):
                print(code, file=sys.stderr)
        except BaseException as error:
            import traceback

            self.exitcode = 1
            print(f"Process {self.name}:", file=sys.stderr)
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            traceback.print_exception(error)
        else:
            self.exitcode = 0

    def join(self, timeout=None):
        self.handle.join(timeout)

    def is_alive(self):
        return not self.handle.is_done()

    def kill(self, signal):
        """Ends the process as a signal does that it does not handle."""
        if self.is_alive() and _thread._kill_process(self.number):
            self.exitcode = -signal


#: The world that runs; None in the script's own.
current = None


def new_name(kind):
    """The name of the next process, counted as CPython counts them."""
    return f"{kind}-{next(_names)}"


def pack(value):
    return pickle.dumps(value)


def unpack(data):
    return pickle.loads(data)
