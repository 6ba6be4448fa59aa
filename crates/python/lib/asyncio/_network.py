"""What the library's own loop does with sockets, for ours: imported when a script first asks for it."""

from . import _library_base_events
from . import _library_unix_events
from . import selector_events

Server = _library_base_events.Server

#: The library's classes that say it, the innermost first.
_CLASSES = (
    _library_unix_events._UnixSelectorEventLoop,
    selector_events.BaseSelectorEventLoop,
    _library_base_events.BaseEventLoop,
)


def function(name, classes=_CLASSES):
    """The library's method of that name."""
    for owner in classes:
        if name in vars(owner):
            return vars(owner)[name]
    raise AttributeError(name)


def base_function(name):
    """The same of the class that knows no selector."""
    return function(name, _CLASSES[2:])


def selector(number):
    """A selector over the epoll with this number."""
    import select
    import selectors

    made = selectors.EpollSelector()
    made._selector.close()
    made._selector = select.epoll.fromfd(number)
    return made
