"""What the library's own loop does with sockets, for ours: imported when a script first asks for it."""

import types

from . import _library_base_events
from . import _library_unix_events
from . import selector_events

for _module, _name in ((_library_base_events, "asyncio.base_events"), (_library_unix_events, "asyncio.unix_events")):
    for _value in vars(_module).values():
        if isinstance(_value, type) and _value.__module__ == _module.__name__:
            _value.__module__ = _name

#: The library's classes that say it, by how ours call them.
_CLASSES = {
    "unix": _library_unix_events._UnixSelectorEventLoop,
    "selector": selector_events.BaseSelectorEventLoop,
    "base": _library_base_events.BaseEventLoop,
}


def function(which, name, owner):
    """The library's method of that name, for a class of ours."""
    found = vars(_CLASSES[which])[name]
    if "__class__" in found.__code__.co_freevars:
        # What it calls `super()` is above its new class.
        cell = types.CellType(owner)
        found = types.FunctionType(found.__code__, found.__globals__, found.__name__, found.__defaults__, (cell,))
    return found


def selector(number):
    """A selector over the epoll with this number."""
    import select
    import selectors

    made = selectors.EpollSelector()
    made._selector.close()
    made._selector = select.epoll.fromfd(number)
    return made
