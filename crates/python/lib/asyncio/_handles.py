"""What asyncio's handles have beside the native one, and what that asks of its loop."""

import sys

import _loopscope_loop as _native

from . import events
from . import futures
from . import tasks


class TimerHandle(_native.Handle):
    __slots__ = ()

    def when(self):
        return self._when()

    def __hash__(self):
        return hash(self._when())

    def __lt__(self, other):
        return self._when() < other._when() if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self._when() <= other._when() if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when() > other._when() if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self._when() >= other._when() if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            return (
                self._when() == other._when()
                and self._callback == other._callback
                and self._args == other._args
                and self._cancelled == other._cancelled
            )
        return NotImplemented


class _ThreadSafeHandle(_native.Handle):
    __slots__ = ()


TimerHandle.__module__ = _ThreadSafeHandle.__module__ = "asyncio.events"
events.Handle = _native.Handle
events.TimerHandle = TimerHandle
events._ThreadSafeHandle = _ThreadSafeHandle
_native.bind(TimerHandle, _ThreadSafeHandle, tasks._GatheringFuture, futures._set_result_unless_cancelled)


def _run(error, handler, context):
    """Handles a callback's error where CPython does: in `Handle._run`, whose frame its traceback begins with."""
    try:
        raise error
    except BaseException:
        handler(context)
    finally:
        # The traceback holds this frame, and the frame must not hold the error.
        error = handler = context = None


_run.__code__ = _run.__code__.replace(
    co_qualname="Handle._run", co_filename=events.AbstractEventLoop.run_forever.__code__.co_filename
)


def report_error(loop, handle, error):
    from . import format_helpers

    source = format_helpers._format_callback_source(handle._callback, handle._args, debug=loop.get_debug())
    context = {"message": f"Exception in callback {source}", "exception": error, "handle": handle}
    if handle._source_traceback:
        context["source_traceback"] = handle._source_traceback
    _run(error, loop.call_exception_handler, context)


def extract_stack(loop):
    from . import format_helpers

    return format_helpers.extract_stack(sys._getframe(1))


def describe(loop, handle):
    from . import format_helpers

    parts = [type(handle).__name__]
    if handle._cancelled:
        parts.append("cancelled")
    if isinstance(handle, TimerHandle):
        parts.append(f"when={handle._when()}")
    if handle._callback is not None:
        parts.append(
            format_helpers._format_callback_source(handle._callback, handle._args or (), debug=loop.get_debug())
        )
    if handle._source_traceback:
        frame = handle._source_traceback[-1]
        parts.append(f"created at {frame[0]}:{frame[1]}")
    return "<" + " ".join(parts) + ">"
