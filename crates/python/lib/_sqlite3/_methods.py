"""Functions and methods as those of C: without frames of their own."""

import types

import _loopscope_builtin
import _loopscope_sqlite


def make(module):
    for kind in (module.Connection, module.Connection.__base__, module.Cursor, module.Blob, module.Row):
        _of_class(kind)
    for name in ("connect", "complete_statement", "adapt", "register_adapter", "register_converter", "enable_callback_tracebacks"):
        function = getattr(module, name)
        setattr(module, name, _loopscope_builtin.function(function, name))


def _of_class(kind):
    for name, value in list(vars(kind).items()):
        if isinstance(value, types.FunctionType) and name not in ("__new__", "__init__", "__del__") and not _is_own(name):
            if name != "__call__":
                setattr(kind, name, _loopscope_sqlite.method(value, name, *_count(value)))
        elif isinstance(value, property) and not _is_own(name):
            parts = (value.fget, value.fset, value.fdel)
            setattr(kind, name, property(*(part and _loopscope_sqlite.method(part, name, -1, -1) for part in parts)))


def _count(function):
    """How many arguments it takes at least and at most, where all are known by their place alone."""
    code = function.__code__
    if code.co_flags & 0x0C or code.co_kwonlyargcount or code.co_posonlyargcount != code.co_argcount and code.co_argcount > 1:
        return -1, -1
    most = code.co_argcount - 1
    return most - len(function.__defaults__ or ()), most


def _is_own(name):
    return name.startswith("_") and not name.startswith("__")
