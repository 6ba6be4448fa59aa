"""`time`: times of day, from text and from seconds since midnight too."""

import datetime as library

from ..build import is_strict
from ..errors import invalid
from ..number_text import as_double, as_i64, str_text
from ..temporal import (
    ParseError,
    bytes_text,
    parse_time,
    raw_time,
    time_from_float,
    time_from_int,
    time_keys,
    time_text,
    zone,
)
from .base import Validator
from .int import NO_STATE
from .temporal import bounds, check_zone, truncates, zone_constraint


def _made(make, input, *arguments):
    try:
        return make(*arguments)
    except ParseError as error:
        raise invalid("time_parsing", input, error=str(error)) from None


def time_py(value, strict, truncate, state):
    """A time from a Python object: the object, or its numbers. Raises `Invalid`."""
    if isinstance(value, library.time):
        if type(value) is not library.time:
            state.floor(1)
        return value
    if strict or type(value) is bool:
        raise invalid("time_type", value)
    if isinstance(value, str):
        found = _made(parse_time, value, bytes_text(str_text(value)), truncate)
    elif isinstance(value, bytes):
        found = _made(parse_time, value, bytes_text(value), truncate)
    else:
        number = as_i64(value)
        if number is not None:
            found = _made(time_from_int, value, number)
        else:
            number = as_double(value)
            if number is None:
                raise invalid("time_type", value)
            found = _made(time_from_float, value, number)
    state.floor(0)
    return found


def time_json(value, strict, truncate, state):
    """A time from a JSON value. Raises `Invalid`."""
    kind = type(value)
    if isinstance(value, str):
        found = _made(parse_time, value, bytes_text(value), truncate)
        state.floor(1)
        return found
    if not strict:
        if kind is int:
            found = _made(time_from_int, value, value)
            state.floor(0)
            return found
        if kind is float:
            found = _made(time_from_float, value, value)
            state.floor(0)
            return found
    raise invalid("time_type", value)


def _bound(value):
    found = time_py(value, False, False, NO_STATE)
    return found if type(found) is tuple else raw_time(found)


class TimeValidator(Validator):
    name = "time"

    def __init__(self, strict, limits, constraint, truncate):
        self.strict = strict
        self.bounds = limits
        self.zone = constraint
        self.truncate = truncate

    @classmethod
    def build(cls, schema, config, definitions):
        limits = bounds(schema, _bound, "time")
        return cls(is_strict(schema, config), limits, zone_constraint(schema), truncates(schema, config))

    def py(self, value, state):
        return self.checked(time_py(value, self.strict if state.strict is None else state.strict, self.truncate, state), value)

    def json(self, value, state):
        return self.checked(time_json(value, self.strict if state.strict is None else state.strict, self.truncate, state), value)

    strings = key = json

    def checked(self, found, input):
        """Checks the bounds, and makes Python's time of numbers. Raises `Invalid`."""
        if self.bounds or self.zone is not None:
            raw = found if type(found) is tuple else raw_time(found)
            for name, error, holds, bound in self.bounds:
                if not holds(*time_keys(raw, bound)):
                    raise invalid(error, input, **{name: time_text(bound)})
            if self.zone is not None:
                check_zone(self.zone, raw[4], input)
        if type(found) is tuple:
            return library.time(*found[:4], tzinfo=zone(found[4]))
        return found

    def debug_fields(self):
        return {"strict": self.strict}
