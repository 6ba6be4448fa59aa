"""`ArgsKwargs`, the arguments of a call as input, and `Some`, a default value that is there."""

from .reprs import safe_repr


class ArgsKwargs:
    """Positional and keyword arguments of a call, as input of validators of arguments and dataclasses."""

    __slots__ = ("args", "kwargs", "__weakref__")

    def __init__(self, args, kwargs=None):
        if not isinstance(args, tuple):
            raise TypeError(f"argument 'args': '{type(args).__name__}' object cannot be converted to 'PyTuple'")
        self.args = args
        self.kwargs = kwargs or None

    def __eq__(self, other):
        if not isinstance(other, ArgsKwargs):
            return NotImplemented
        return self.args == other.args and self.kwargs == other.kwargs

    __hash__ = None

    def __repr__(self):
        if self.kwargs is None:
            return f"ArgsKwargs({safe_repr(self.args)})"
        return f"ArgsKwargs({safe_repr(self.args)}, {safe_repr(self.kwargs)})"


class Some:
    """A default value, told apart from there being none."""

    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Some({self.value!r})"

    def __class_getitem__(cls, item):
        return cls


ArgsKwargs.__module__ = Some.__module__ = "pydantic_core._pydantic_core"
