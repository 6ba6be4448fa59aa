"""Terminals: what is typed at them is done by a shell each. The first program of Python that one starts is the run's own
process, all others are processes beside it.

* `shell`: a terminal's shell, which does one line after the other.
* `program`: what a command line starts with Python, in the run's process or in one of its own.
* `finding`: which program a command line names.
* `builtins`: the commands that need no program.
"""

import itertools

import _loopscope_terminal

_shells = []
_first = None
#: Numbers of what is waited for.
_numbers = itertools.count(1)
#: The first program, or that there is none.
_FIRST = next(_numbers)


def new_number():
    return next(_numbers)


def begin():
    """Starts the shells."""
    from .shell import Shell

    lines = {}
    for place, (terminal, line) in enumerate(_loopscope_terminal.lines()):
        lines.setdefault(terminal, []).append((place, line))
    _shells[:] = [Shell(terminal, typed) for terminal, typed in lines.items()]
    for shell in _shells:
        shell.start()


def take_over(program):
    """Whether the run's own process is still free; it runs this program then."""
    global _first
    if _first is not None:
        return False
    _first = program
    _loopscope_terminal.ended(_FIRST, 0, None)
    return True


def first_program():
    """Waits for the first program of Python; None where none is started."""
    _loopscope_terminal.await_end(_FIRST, "the first program", None, False)
    return _first


def shell_ended():
    """A shell has done all its lines."""
    if _first is None and all(shell.is_done for shell in _shells):
        _loopscope_terminal.ended(_FIRST, 0, None)


def conclude(code):
    """The run's own process is over; the others come to their ends."""
    if _first is not None:
        _first.ended(code)
    for shell in _shells:
        if not shell.is_done:
            _loopscope_terminal.await_end(shell.done, f"terminal {shell.terminal}", None, False)
