"""What `logging` knows in a process of its own: nothing yet of what others have set up.

The module and its loggers are there once for all processes, and packages hold on to theirs. So what is a process's own is what
is set of them: handlers, levels, filters.
"""

import sys


def entries():
    """What is different in a process that begins, as `_worlds` exchanges it."""
    logging = sys.modules.get("logging")
    manager = getattr(getattr(logging, "Logger", None), "manager", None)
    if manager is None:
        # Not imported yet, or not to its end.
        return []
    found = [
        (logging.__dict__, "_handlers", type(logging._handlers)()),
        (logging.__dict__, "_handlerList", []),
        (manager.__dict__, "_disable", 0),
    ]
    for logger in [logging.root, *manager.loggerDict.values()]:
        if isinstance(logger, logging.Logger):
            found += [(logger.__dict__, key, value) for key, value in _fresh(logging, logger).items()]
    return found


def _fresh(logging, logger):
    """A logger as its package leaves it, which adds a `NullHandler` at most."""
    return {
        "handlers": [handler for handler in logger.handlers if isinstance(handler, logging.NullHandler)],
        "level": logging.WARNING if logger is logging.root else logging.NOTSET,
        "filters": [],
        "propagate": True,
        "disabled": False,
        "_cache": {},
    }
