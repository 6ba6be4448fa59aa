"""What belongs to all processes: it is passed on as what it is, by its number."""

import itertools

_all = {}
_numbers = itertools.count()


def keep(value):
    """Gives a value a number."""
    number = next(_numbers)
    _all[number] = value
    return number


def find(number):
    return _all[number]


def share(base, name=None):
    """A class of threading or queue, under its own or another name, whose objects belong to all processes."""

    class Shared(base):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._number = keep(self)

        def __reduce__(self):
            return find, (self._number,)

    Shared.__name__ = Shared.__qualname__ = name or base.__name__.lstrip("_")
    return Shared
