"""Simulated processes. Each is a thread in a world of its own: its `__main__` is the script, executed again as
`__mp_main__`, and nothing passes between worlds but what can be pickled.

On CPython a process that is spawned executes the script itself; one of the fork server begins as the copy of a process that has,
once for all; one that is forked is the copy of who forked it. Here each executes it, and what is printed is
shown as often as it is there.
"""

import io
import itertools
import os
import pickle
import sys
import threading
import time
import types

import _own_logging
import _script
import _thread

_numbers = itertools.count(1)
_names = itertools.count(1)
#: How often the script was executed again for processes of the fork server.
_executed = 0


class _Silence:
    """Standard output while a script is executed again, once more."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


#: What a process says that would start another one while its script is still being executed (CPython's
#: `multiprocessing.spawn`).
REFUSAL = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """


# The functions through which CPython's server executes a script: they stand in the traceback of what goes wrong there.


def main():
    import_main_path()


def import_main_path():
    _fixup_main_from_path()


def _fixup_main_from_path():
    run_path()


def run_path():
    _run_module_code()


def _run_module_code():
    _run_code()


def _run_code():
    exec(_script.code, sys.modules["__main__"].__dict__)


def execute_script():
    """Makes the `__main__` of the running world."""
    global _executed
    if _script.code is None:
        return
    counts = current.method == "forkserver"
    _executed += counts
    stdout = sys.stdout
    if current.method == "fork" or counts and _executed > 1:
        sys.stdout = _Silence()
    current.importing = True
    try:
        main()
    except BaseException:
        # The next process has a server of its own.
        _executed -= counts
        raise
    finally:
        current.importing = False
        sys.stdout = stdout


#: The functions below a process's own code, which show in no traceback.
_OWN = ("_run", "execute_script")


class World:
    """A process that was started: it runs `function` and ends."""

    def __init__(self, name, function, daemon=False, method="forkserver"):
        self.daemon = daemon
        self.method = method
        self.number = next(_numbers)
        self.name = name
        self.identity = ()
        self.function = function
        self.exitcode = None
        self.handle = _thread._ThreadHandle()
        #: It executes the script.
        self.importing = False
        self._refused = False
        #: What it does on which signal; the very dictionary that its `signal` has.
        self._handlers = {}
        # The first one executes the script as CPython's server does, for which whoever starts it waits.
        self._begun = None if _executed or method != "forkserver" else _thread.allocate_lock()
        if self._begun is not None:
            self._begun.acquire()

    def start(self):
        parent = sys.modules["__main__"]
        # What a process sends back may be of a class of its own main module.
        sys.modules.setdefault("__mp_main__", parent)
        main = types.ModuleType("__mp_main__")
        main.__file__ = getattr(parent, "__file__", None)
        main.__builtins__ = sys.modules["builtins"]
        # It is its process's main thread, though it is started like any other.
        thread = threading.Thread(name="MainThread", daemon=False)
        thread.__class__ = threading._MainThread
        thread._started.set()
        thread._os_thread_handle = self.handle
        swaps = [
            (sys.modules, "__main__", main),
            (sys.modules, "__mp_main__", main),
            (threading.__dict__, "_active", {}),
            (threading.__dict__, "_limbo", {}),
            (threading.__dict__, "_main_thread", thread),
            (threading.__dict__, "_counter", itertools.count(1).__next__),
            (threading.__dict__, "excepthook", threading.__excepthook__),
            (sys.__dict__, "excepthook", sys.__excepthook__),
            (globals(), "current", self),
            (globals(), "_names", itertools.count(1)),
        ]
        handling = sys.modules.get("signal")
        if handling is not None:
            self._handlers = handling.inherited()
            swaps.append((handling.__dict__, "_handlers", self._handlers))
        # A process imports the script's own modules for itself.
        swaps += [(sys.modules, name) for name in _script.modules()]
        swaps += _own_logging.entries()
        swaps += self.own_entries(main)
        self.thread = thread
        _thread._start_process(self._run, self.handle, self.number, self.name, self.daemon, swaps)

    def own_entries(self, main):
        """What else is different in it, whose main module is `main`."""
        return [(sys.__dict__, "stdout", sys.__stdout__), (sys.__dict__, "stderr", sys.__stderr__)]

    def _enter(self):
        """It runs from here on: its main thread knows itself."""
        self.thread._ident = threading.get_ident()
        threading._active[self.thread._ident] = self.thread

    def _run(self):
        self._enter()
        try:
            try:
                execute_script()
            except BaseException:
                self._refused = True
                raise
            finally:
                if self._begun is not None:
                    self._begun.release()
            if self._begun is not None:
                # A process takes longer to begin than who waited for it takes to go on.
                time.sleep(0)
            self.function()
        except SystemExit as error:
            code = error.code
            self.exitcode = 0 if code is None else code if isinstance(code, int) else 1
            if self.exitcode == 1 and not isinstance(code, int):
                print(code, file=sys.stderr)
        except BaseException as error:
            import traceback

            self.exitcode = 1
            while error.__traceback__ is not None and error.__traceback__.tb_frame.f_code.co_name in _OWN:
                error.__traceback__ = error.__traceback__.tb_next
            if not self._refused:
                print(f"Process {self.name}:", file=sys.stderr)
            traceback.print_exception(error)
        else:
            self.exitcode = 0

    def began(self):
        """Waits until the script was executed. Whether that went well."""
        if self._begun is not None:
            self._begun.acquire()
            self._begun.release()
        return not self._refused

    def join(self, timeout=None):
        self.handle.join(timeout)

    def is_alive(self):
        return not self.handle.is_done()

    def die(self, signal):
        """It ends by a signal that it sent itself and does not handle."""
        raise SystemExit(-signal)

    def kill(self, signal):
        """Ends the process as a signal does that it does not handle; one that it does, its handler is told of."""
        handler = self._handlers.get(signal)
        if callable(handler) and self.is_alive():
            handler(signal, None)
        elif self.is_alive() and _thread._kill_process(self.number):
            self.exitcode = -signal


#: The world that runs; None in the script's own.
current = None


def new_identity():
    """What tells the next process of this one: its own, and a number behind it."""
    return (() if current is None else current.identity) + (next(_names),)


class _Pickler(pickle.Pickler):
    """What `multiprocessing.reduction.ForkingPickler` is: a socket goes to another process as a descriptor of its own."""

    def reducer_override(self, value):
        socket = sys.modules.get("socket")
        if socket is None or not isinstance(value, socket.socket):
            return NotImplemented
        return _socket, (os.dup(value.fileno()), value.family, value.type, value.proto)


def _socket(descriptor, family, kind, protocol):
    import socket

    return socket.socket(family, kind, protocol, fileno=descriptor)


def pack(value):
    data = io.BytesIO()
    _Pickler(data).dump(value)
    return data.getvalue()


def unpack(data):
    return pickle.loads(data)
