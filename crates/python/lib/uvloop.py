"""uvloop's names on Loopscope's loop, which already is a native one."""

import asyncio
import sys
import types
import warnings

__version__ = "0.22.1"
__all__ = ("new_event_loop", "install", "EventLoopPolicy")


class Loop(asyncio.SelectorEventLoop):
    """The same loop under uvloop's name."""

    def __repr__(self):
        return f"<uvloop.Loop running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>"


#: Where uvloop itself has its class.
loop = sys.modules["uvloop.loop"] = types.ModuleType("uvloop.loop")
loop.Loop = Loop


def new_event_loop():
    return Loop()


async def _main(main):
    if not isinstance(asyncio._get_running_loop(), Loop):
        raise TypeError("uvloop.run() uses a non-uvloop event loop")
    return await main


def run(main, *, loop_factory=new_event_loop, debug=None, **run_kwargs):
    """`asyncio.run` on such a loop."""
    return asyncio.run(_main(main), loop_factory=loop_factory, debug=debug, **run_kwargs)


def install():
    """Makes every further loop such a loop."""
    warnings.warn(
        "uvloop.install() is deprecated in favor of uvloop.run() starting with Python 3.12.",
        DeprecationWarning,
        stacklevel=2,
    )
    asyncio.events._set_event_loop_policy(EventLoopPolicy())


class EventLoopPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
    """Makes such loops."""

    def _loop_factory(self):
        return new_event_loop()
