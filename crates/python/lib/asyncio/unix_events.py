"""The names under which CPython on Linux offers its loop, all of them ours."""

import _thread
import contextvars

from . import base_events
from . import coroutines
from . import events
from .log import logger

__all__ = ("SelectorEventLoop", "_DefaultEventLoopPolicy", "EventLoop")


class _UnixSelectorEventLoop(base_events.BaseEventLoop):
    """The loop that `asyncio.run` makes."""

    def __init__(self, selector=None):
        super().__init__()
        self._signal_handlers = {}
        # What CPython logs on Linux. There is no selector here: nothing comes from outside.
        logger.debug("Using selector: %s", "EpollSelector")

    def close(self):
        super().close()
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)

    def add_signal_handler(self, sig, callback, *args):
        """Has a callback run by the loop when a signal comes.

        As on CPython it comes to the loop in one turn, and the callback runs in the next.
        """
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        signal = self._check_signal(sig)
        self._check_closed()
        context = contextvars.copy_context()

        def wake(number, frame):
            if _thread._is_main_thread():
                # After what is ready by then, as what a selector tells.
                self.call_at(self.time(), self._handle_signal, number)
            else:
                self.call_soon_threadsafe(self._handle_signal, number)

        try:
            signal.signal(sig, wake)
        except ValueError as error:
            raise RuntimeError(str(error)) from error
        except OSError:
            raise RuntimeError(f"sig {sig} cannot be caught") from None
        self._signal_handlers[sig] = (callback, args, context)

    def _handle_signal(self, sig):
        found = self._signal_handlers.get(sig)
        if found is not None:
            callback, args, context = found
            self.call_soon(callback, *args, context=context)

    def remove_signal_handler(self, sig):
        """Takes the callback back. Returns whether there was one."""
        signal = self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def _check_signal(self, sig):
        import signal

        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")
        return signal


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """Makes one loop a thread, when asked."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = _UnixSelectorEventLoop
_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
