"""The names that programs take from `subprocess`. No process of another program can be started, and asking for one says so."""

import signal

__all__ = [
    "Popen",
    "PIPE",
    "STDOUT",
    "call",
    "check_call",
    "getstatusoutput",
    "getoutput",
    "check_output",
    "run",
    "CalledProcessError",
    "DEVNULL",
    "SubprocessError",
    "TimeoutExpired",
    "CompletedProcess",
]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """A program that ended with another code than 0, or by a signal."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program that ran for longer than it was given."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """A program that has ended, and what it said."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        said = "".join(f", {name}={value!r}" for name, value in vars(self).items() if name.startswith("std") and value is not None)
        return f"CompletedProcess(args={self.args!r}, returncode={self.returncode!r}{said})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


class Popen:
    """A program that runs beside: there is none."""

    def __init__(self, args, *further, **options):
        raise _absent("Popen")

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


def _absent(name):
    return NotImplementedError(f"subprocess.{name} is not available in the browser: there are no other programs; use asyncio tasks")


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    raise _absent("run")


def call(*popenargs, timeout=None, **kwargs):
    raise _absent("call")


def check_call(*popenargs, **kwargs):
    raise _absent("check_call")


def check_output(*popenargs, timeout=None, **kwargs):
    raise _absent("check_output")


def getstatusoutput(cmd, *, encoding=None, errors=None):
    raise _absent("getstatusoutput")


def getoutput(cmd, *, encoding=None, errors=None):
    raise _absent("getoutput")
