"""asyncio: the standard library's tasks, locks, queues and timeouts, over Loopscope's event loop."""

import sys as _sys
import types as _types


class _Absent(_types.ModuleType):
    """Stands in for a module that asyncio's sources name in signatures only."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return 0


def _import_events():
    absent = [name for name in ("socket", "subprocess") if name not in _sys.modules]
    for name in absent:
        _sys.modules[name] = _Absent(name)
    try:
        from . import events
    finally:
        for name in absent:
            del _sys.modules[name]
    return events


events = _import_events()

from .base_events import BaseEventLoop
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .graph import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .subprocess import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .transports import *
from .unix_events import *

__all__ = (
    base_events.__all__
    + coroutines.__all__
    + events.__all__
    + exceptions.__all__
    + futures.__all__
    + graph.__all__
    + locks.__all__
    + protocols.__all__
    + queues.__all__
    + runners.__all__
    + streams.__all__
    + subprocess.__all__
    + taskgroups.__all__
    + tasks.__all__
    + threads.__all__
    + timeouts.__all__
    + transports.__all__
    + unix_events.__all__
)

def __getattr__(name):
    policies = {
        "AbstractEventLoopPolicy": "_AbstractEventLoopPolicy",
        "DefaultEventLoopPolicy": "_DefaultEventLoopPolicy",
    }
    if name in policies:
        import warnings

        warnings._deprecated(f"asyncio.{name}", remove=(3, 16))
        return getattr(events, policies[name], None) or _DefaultEventLoopPolicy
    if name == "Server":
        return base_events.Server
    if name in ("base_subprocess", "selector_events", "sslproto", "staggered", "trsock"):
        # Imported for who asks.
        import importlib

        return importlib.import_module(f"asyncio.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
