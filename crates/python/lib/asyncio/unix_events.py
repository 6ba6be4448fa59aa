"""The names under which CPython on Linux offers its loop, all of them ours."""

import _thread
import contextvars

from . import _late
from . import base_events
from . import coroutines
from . import events
from .log import logger

__all__ = ("SelectorEventLoop", "_DefaultEventLoopPolicy", "EventLoop")


class _Selector:
    """The selector, which is made when it is first asked for."""

    def __get__(self, loop, owner=None):
        if loop is None:
            return self
        from . import _network

        loop._selector = made = _network.selector(loop._epoll())
        return made


class _Transports:
    """The transports by descriptor."""

    def __get__(self, loop, owner=None):
        if loop is None:
            return self
        import weakref

        loop._transports = made = weakref.WeakValueDictionary()
        return made


__getattr__ = _late.attributes(__name__, "_library_unix_events")


class _SelectorEventLoop(base_events.BaseEventLoop):
    """What the library calls `BaseSelectorEventLoop`."""

    for _name in (
        "_make_socket_transport", "_make_ssl_transport", "_make_datagram_transport", "_start_serving", "_accept_connection",
        "_accept_connection2", "_ensure_fd_no_transport", "_add_reader", "_remove_reader", "_add_writer", "_remove_writer",
        "add_reader", "remove_reader", "add_writer", "remove_writer", "sock_recv", "_sock_read_done", "_sock_recv",
        "sock_recv_into", "_sock_recv_into", "sock_recvfrom", "_sock_recvfrom", "sock_recvfrom_into", "_sock_recvfrom_into",
        "sock_sendall", "_sock_sendall", "sock_sendto", "_sock_sendto", "sock_connect", "_sock_connect", "_sock_write_done",
        "_sock_connect_cb", "sock_accept", "_sock_accept", "_sendfile_native", "_process_events", "_stop_serving",
    ):
        vars()[_name] = _late.OfNetwork("selector")
    del _name


class _UnixSelectorEventLoop(_SelectorEventLoop):
    """The loop that `asyncio.run` makes."""

    def __init__(self, selector=None):
        super().__init__()
        self._signal_handlers = {}
        self._unix_server_sockets = {}
        logger.debug("Using selector: %s", "EpollSelector" if selector is None else type(selector).__name__)
        if selector is None:
            self._open_epoll()
        else:
            self._selector = selector

    _selector = _Selector()
    _transports = _Transports()

    for _name in (
        "_make_read_pipe_transport", "_make_write_pipe_transport", "create_unix_connection", "create_unix_server",
        "_sock_sendfile_native", "_sock_sendfile_native_impl", "_sock_sendfile_update_filepos",
        "_sock_add_cancellation_callback", "_stop_serving",
    ):
        vars()[_name] = _late.OfNetwork("unix")
    del _name

    def close(self):
        if self.is_running() or self.is_closed():
            super().close()
            return
        selector = vars(self).get("_selector")
        super().close()
        if selector is not None:
            selector.close()
        self._selector = None
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

        try:
            signal.signal(sig, self._wake)
        except ValueError as error:
            raise RuntimeError(str(error)) from error
        except OSError:
            raise RuntimeError(f"sig {sig} cannot be caught") from None
        self._signal_handlers[sig] = (callback, args, context)

    def _wake(self, number, frame):
        if _thread._is_main_thread():
            # After what is ready by then, as what a selector tells.
            self.call_at(self.time(), self._handle_signal, number)
        else:
            self.call_soon_threadsafe(self._handle_signal, number)

    def _hear(self, number, handler):
        """A signal comes to this handler: the loop hears of it too where somebody else took its handler's place."""
        if number in self._signal_handlers and handler != self._wake:
            self._wake(number, None)

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
