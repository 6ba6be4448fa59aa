"""The names under which CPython on Linux offers its loop, all of them ours."""

from . import base_events
from . import events
from .log import logger

__all__ = ("SelectorEventLoop", "_DefaultEventLoopPolicy", "EventLoop")


class _UnixSelectorEventLoop(base_events.BaseEventLoop):
    """The loop that `asyncio.run` makes."""

    def __init__(self, selector=None):
        super().__init__()
        # What CPython logs on Linux. There is no selector here: nothing comes from outside.
        logger.debug("Using selector: %s", "EpollSelector")

    def add_signal_handler(self, sig, callback, *args):
        """Kept and never called: nothing sends signals here."""
        self.__dict__.setdefault("_signal_handlers", {})[sig] = (callback, args)

    def remove_signal_handler(self, sig):
        return self.__dict__.setdefault("_signal_handlers", {}).pop(sig, None) is not None


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """Makes one loop a thread, when asked."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = _UnixSelectorEventLoop
_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
