"""What of the library's own modules is about sockets, for ours: imported when a script first asks for it."""


def attributes(module, library):
    """A module's `__getattr__`, which finds what the library's module has beside it."""

    def __getattr__(name):
        if name.startswith("__"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        from . import _network

        try:
            return getattr(getattr(_network, library), name)
        except AttributeError:
            raise AttributeError(f"module {module!r} has no attribute {name!r}") from None

    return __getattr__


class OfNetwork:
    """A method of the library's loop, which takes its own place when it is first asked for."""

    def __init__(self, which):
        self._which = which

    def __set_name__(self, owner, name):
        self._owner, self._name = owner, name

    def __get__(self, instance, owner=None):
        from . import _network

        found = _network.function(self._which, self._name, self._owner)
        setattr(self._owner, self._name, found)
        return found.__get__(instance, owner)
