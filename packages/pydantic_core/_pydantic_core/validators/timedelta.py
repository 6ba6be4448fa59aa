"""`timedelta`: durations, from text and from seconds too."""

import datetime as library

from ..build import is_strict
from ..debug import Shape, Some
from ..duration import (
    as_timedelta,
    duration_from_float,
    duration_from_int,
    duration_key,
    duration_of,
    parse_duration,
)
from ..errors import Invalid, invalid
from ..number_text import as_double, as_i64, str_text
from ..temporal import ParseError, bytes_text
from .base import Validator
from .int import NO_STATE
from .temporal import BOUNDS, truncates


def _made(make, input, *arguments):
    try:
        return make(*arguments)
    except ParseError as error:
        raise invalid("time_delta_parsing", input, error=str(error)) from None


def timedelta_py(value, strict, truncate, state):
    """A duration from a Python object: a `timedelta`, or its numbers. Raises `Invalid`."""
    if isinstance(value, library.timedelta):
        if type(value) is not library.timedelta:
            state.floor(1)
        return value
    if strict:
        raise invalid("time_delta_type", value)
    if isinstance(value, str):
        found = _made(parse_duration, value, bytes_text(str_text(value)), truncate)
    elif isinstance(value, bytes):
        found = _made(parse_duration, value, bytes_text(value), truncate)
    else:
        number = as_i64(value)
        if number is not None:
            found = _made(duration_from_int, value, number)
        else:
            number = as_double(value)
            if number is None:
                raise invalid("time_delta_type", value)
            found = _made(duration_from_float, value, number)
    state.floor(0)
    return found


def timedelta_json(value, strict, truncate, state):
    """A duration from a JSON value. Raises `Invalid`."""
    if isinstance(value, str):
        found = _made(parse_duration, value, bytes_text(value), truncate)
        state.floor(1)
        return found
    if not strict:
        kind = type(value)
        if kind is int and as_i64(value) is not None:
            found = _made(duration_from_int, value, value)
            state.floor(0)
            return found
        if kind is float:
            found = _made(duration_from_float, value, value)
            state.floor(0)
            return found
    raise invalid("time_delta_type", value)


def _bound(schema, name):
    try:
        found = timedelta_py(schema[name], False, False, NO_STATE)
    except Invalid:
        raise ValueError(f"'{name}' must be coercible to a timedelta instance") from None
    return found if type(found) is tuple else duration_of(found)


def human_readable(delta):
    """A duration in words."""
    parts = (
        (delta.days, "day"),
        (delta.seconds // 3600, "hour"),
        (delta.seconds // 60 % 60, "minute"),
        (delta.seconds % 60, "second"),
        (delta.microseconds, "microsecond"),
    )
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " and ".join(words) or "0 seconds"


class TimeDeltaValidator(Validator):
    name = "timedelta"

    def __init__(self, strict, bounds, truncate):
        self.strict = strict
        self.bounds = bounds
        self.truncate = truncate

    @classmethod
    def build(cls, schema, config, definitions):
        bounds = [
            (name, error, holds, _bound(schema, name))
            for name, error, holds in BOUNDS
            if schema.get(name) is not None
        ]
        return cls(is_strict(schema, config), bounds, truncates(schema, config))

    def py(self, value, state):
        return self.checked(timedelta_py(value, self.strict if state.strict is None else state.strict, self.truncate, state))

    def json(self, value, state):
        return self.checked(timedelta_json(value, self.strict if state.strict is None else state.strict, self.truncate, state))

    strings = key = json

    def checked(self, found):
        """Checks the bounds, and makes a `timedelta` of numbers. Raises `Invalid`."""
        delta = as_timedelta(found) if type(found) is tuple else found
        if self.bounds:
            raw = found if type(found) is tuple else duration_of(found)
            for name, error, holds, bound in self.bounds:
                if not holds(duration_key(raw), duration_key(bound)):
                    raise invalid(error, delta, **{name: human_readable(as_timedelta(bound))})
        return delta

    def debug_fields(self):
        names = ("positive", "day", "second", "microsecond")
        limits = {name: Some(Shape("Duration", dict(zip(names, bound)))) for name, _, _, bound in self.bounds}
        return {"strict": self.strict, **limits}
