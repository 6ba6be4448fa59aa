"""What a command line starts with Python."""

import io
import os
import sys
import threading
import types

import _loopscope_cost
import _loopscope_terminal
import _script
import _worlds
from _disk import disk
from _mended import console

from . import new_number
from .finding import PYTHONS, Usage, interpreter_arguments

#: Where a package's commands lie.
_COMMANDS = "/usr/local/bin/"
_STUB = """import sys
from {module} import {function}
if __name__ == '__main__':
    sys.exit({function}())
"""
_MODULE = "import runpy\nrunpy._run_module_as_main({!r})\n"


class Program(_worlds.World):
    """A program. It runs in the run's own process, which prepares and ends it, or in a process of its own."""

    def __init__(self, shell, words, assigned, script=None, input=None, written=None):
        """`script`: the module and the function behind a command that a package brings. `input`: what it reads. `written`:
        takes what it writes to its standard output, where the terminal does not."""
        super().__init__(" ".join(words), None, daemon=True)
        self._begun = None
        self.shell, self.words, self.assigned, self.input = shell, words, assigned, input
        self.written = written
        #: The signal that ended it.
        self._died = None
        self.command = new_number()
        self.folder = disk.folder
        #: `get_ident()` of its main thread.
        self.ident = 1
        self._read(script)

    def _read(self, script):
        """What is to be compiled, under which name, and what it finds in `sys`."""
        name, *arguments = self.words
        self.path = None
        if script is not None:
            module, function = script
            self.source = _STUB.format(module=module, function=function)
            self.file, self.argv = _COMMANDS + name, [_COMMANDS + name, *arguments]
            self.path = _COMMANDS.rstrip("/")
            return
        (kind, what), rest = interpreter_arguments(self.words)
        if kind == "file":
            self._read_file(what)
            self.argv = [what, *rest]
        elif kind == "module":
            self.source, self.file, self.argv, self.path = _MODULE.format(what), None, ["-m", *rest], os.getcwd()
        elif kind == "command":
            self.source, self.file, self.argv, self.path = what + "\n", "<string>", ["-c", *rest], ""
        elif self.input is not None:
            self.source, self.file, self.argv, self.path = self.input, "<stdin>", ["-", *rest], ""
            self.input = None
        else:
            raise Usage(f"{name}: nobody can talk to an interpreter here; name a file, or use `{name} -c '…'`")

    def _read_file(self, what):
        path = os.path.abspath(what)
        try:
            with open(path, encoding="utf-8-sig", newline=None) as file:
                self.source = file.read()
        except OSError as error:
            raise Usage(
                f"python: can't open file {path!r}: [Errno {error.errno}] {error.strerror}", 2
            ) from None
        self.path = os.path.dirname(path)
        self.file = _script.file if _script.is_own(path) else path

    # What both ways of running have in common.

    @property
    def pid(self):
        return 1 + self.number

    def take_written(self):
        """What it wrote is where it belongs already."""

    def compiled(self):
        """Its code. `SyntaxError` where it has none."""
        file = self.file or "<frozen runpy>"
        code = compile(self.source, file, "exec", dont_inherit=True)
        return _loopscope_cost.compile(self.source, file) or code

    def main_module(self):
        main = types.ModuleType("__main__")
        main.__builtins__ = sys.modules["builtins"]
        if self.file is not None and not self.file.startswith("<"):
            main.__file__ = self.file
            main.__cached__ = None
        return main

    def environment(self):
        encode = os.environ.encodekey
        return [(encode(name), encode(value)) for name, value in self.assigned]

    def paths(self):
        """Its `sys.path`: that of a fresh interpreter, behind its own folder."""
        others = [path for path in sys.path if path not in (_script.folder, "", self.path)]
        return others if self.path is None else [self.path, *others]

    def ended(self, code):
        self.exitcode = code
        _loopscope_terminal.ended(self.command, code, None)

    # In the run's own process.

    def take_over(self):
        """Makes the run's own process this program's; gives its code and its names."""
        _loopscope_terminal.show(0, self.shell.terminal)
        disk.folder = self.folder
        os.environ._data.update(self.environment())
        sys.path[:] = self.paths()
        sys.argv[:] = self.argv
        sys.orig_argv[:] = list(self.words)
        if self.input is not None:
            sys.stdin = sys.__stdin__ = self.stdin()
        main = self.main_module()
        sys.modules["__main__"] = main
        _script.code = None
        code = self.compiled()
        if self.file is not None:
            _script.code = code
        return code, main.__dict__

    # In a process of its own.

    def own_entries(self, main):
        environment = os.environ._data
        stdout = console.Console(1, "<stdout>") if self.written is None else _Taken(self.written)
        stderr = console.Console(2, "<stderr>")
        return [
            (sys.__dict__, "stdout", stdout),
            (sys.__dict__, "__stdout__", stdout),
            (sys.__dict__, "stderr", stderr),
            (sys.__dict__, "__stderr__", stderr),
            *((environment, key, value) if key in environment else (environment, key) for key, value in self.environment()),
            (sys.__dict__, "argv", list(self.argv)),
            (sys.__dict__, "orig_argv", list(self.words)),
            (sys.__dict__, "path", self.paths()),
            (sys.__dict__, "stdin", self.stdin()),
            (disk.__dict__, "folder", self.folder),
            (_script.__dict__, "code", None),
        ]

    def stdin(self):
        return io.TextIOWrapper(io.BytesIO((self.input or "").encode()), "utf-8")

    def start(self):
        super().start()
        _loopscope_terminal.show(self.number, self.shell.terminal)

    def _run(self):
        self._enter()
        self.ident = self.thread._ident
        code = 1
        try:
            code = self._perform()
        finally:
            self.ended(code)

    def _perform(self):
        import _ending

        for key, value in self.environment():
            os.environ._data[key] = value
        main = sys.modules["__main__"] = self.main_module()
        try:
            code = self.compiled()
            if self.file is not None:
                _script.code = code
            exec(code, main.__dict__)
        except SystemExit as error:
            # By a signal, as a shell tells it.
            status = _ending.exit_code(error) if self._died is None else 128 + self._died
        except BaseException as error:
            step = error.__traceback__
            error.__traceback__ = step and step.tb_next
            _ending.print_exception(error)
            status = 130 if isinstance(error, KeyboardInterrupt) else 1
        else:
            status = 0
        threading._shutdown()
        return status

    def die(self, signal):
        self._died = signal
        super().die(signal)

    def interrupt(self):
        """^C: its main thread is told, whatever it waits for."""
        _loopscope_terminal.interrupt(self.ident)


class _Taken(io.TextIOBase):
    """Standard output that something else than a terminal takes."""

    def __init__(self, written):
        self._written = written

    def writable(self):
        return True

    def write(self, text):
        self._written.append(text)
        return len(text)


def is_python(name):
    return name in PYTHONS
