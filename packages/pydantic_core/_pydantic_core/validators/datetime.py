"""`datetime`: datetimes, from text, timestamps and dates too."""

import datetime as library

from ..build import is_strict
from ..errors import Invalid, invalid
from ..number_text import as_double, as_i64, str_text
from ..reprs import exception_words
from ..temporal import (
    ParseError,
    bytes_text,
    datetime_from_float,
    datetime_from_timestamp,
    datetime_keys,
    datetime_text,
    parse_datetime,
    raw_date,
    raw_datetime,
    zone,
)
from .base import Validator
from .date import date_json, date_py
from .int import NO_STATE
from .temporal import NowConstraint, bounds, check_zone, truncates, unit_mode, zone_constraint

_MIDNIGHT = (0, 0, 0, 0, None)


def _made(make, input, *arguments):
    try:
        return make(*arguments)
    except ParseError as error:
        raise invalid("datetime_parsing", input, error=str(error)) from None


def datetime_py(value, strict, truncate, mode, state):
    """A datetime from a Python object: the object, or its numbers. Raises `Invalid`."""
    if isinstance(value, library.datetime):
        if type(value) is not library.datetime:
            state.floor(1)
        return value
    if strict or type(value) is bool:
        raise invalid("datetime_type", value)
    if isinstance(value, str):
        found = _made(parse_datetime, value, bytes_text(str_text(value)), truncate, mode)
    elif isinstance(value, bytes):
        found = _made(parse_datetime, value, bytes_text(value), truncate, mode)
    elif isinstance(value, library.date):
        found = raw_date(value), _MIDNIGHT
    else:
        number = as_i64(value)
        if number is not None:
            found = _made(datetime_from_timestamp, value, number, 0, mode)
        else:
            number = as_double(value)
            if number is None:
                raise invalid("datetime_type", value)
            found = _made(datetime_from_float, value, number, mode)
    state.floor(0)
    return found


def datetime_json(value, strict, truncate, mode, state):
    """A datetime from a JSON value. Raises `Invalid`."""
    if isinstance(value, str):
        found = _made(parse_datetime, value, bytes_text(value), truncate, mode)
        state.floor(1)
        return found
    if not strict:
        kind = type(value)
        if kind is int and as_i64(value) is not None:
            found = _made(datetime_from_timestamp, value, value, 0, mode)
            state.floor(0)
            return found
        if kind is float:
            found = _made(datetime_from_float, value, value, mode)
            state.floor(0)
            return found
    raise invalid("datetime_type", value)


def _bound(value):
    found = datetime_py(value, False, True, "infer", NO_STATE)
    return found if type(found) is tuple else raw_datetime(found)


class DateTimeValidator(Validator):
    name = "datetime"

    def __init__(self, strict, limits, now, constraint, truncate, mode):
        self.strict = strict
        self.bounds = limits
        self.now = now
        self.zone = constraint
        self.truncate = truncate
        self.mode = mode
        self.constrained = bool(limits) or now is not None or constraint is not None

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(
            is_strict(schema, config),
            bounds(schema, _bound, "datetime"),
            NowConstraint.of(schema),
            zone_constraint(schema),
            truncates(schema, config),
            unit_mode(config),
        )

    def py(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        try:
            found = datetime_py(value, strict, self.truncate, self.mode, state)
        except Invalid as failed:
            if strict:
                raise
            found = self.from_date(value, state, "py", failed)
        return self.checked(found, value)

    def json(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        try:
            found = datetime_json(value, strict, self.truncate, self.mode, state)
        except Invalid as failed:
            if strict:
                raise
            found = self.from_date(value, state, "json", failed)
        return self.checked(found, value)

    strings = key = json

    def from_date(self, value, state, form, failed):
        """The beginning of the day of a date. Raises `Invalid`."""
        state.floor(0)
        try:
            if form == "py":
                found = date_py(value, False, "infer", NO_STATE)
            else:
                found = date_json(value, "infer", NO_STATE)
        except Invalid as inner:
            for error in inner.errors:
                if error.type == "date_parsing":
                    error.retyped("datetime_from_date_parsing", error.fields)
                    raise inner from None
            raise failed from None
        return (found if type(found) is tuple else raw_date(found)), _MIDNIGHT

    def checked(self, found, input):
        """Checks the bounds, and makes Python's datetime of numbers. Raises `Invalid`."""
        if self.constrained:
            if type(found) is tuple:
                raw = found
            else:
                try:
                    raw = raw_datetime(found)
                except Exception as error:
                    raise invalid("datetime_object_invalid", input, error=exception_words(error)) from None
            for name, error, holds, bound in self.bounds:
                if not holds(*datetime_keys(raw, bound)):
                    raise invalid(error, input, **{name: datetime_text(bound)})
            if self.now is not None and not self.now.holds(*datetime_keys(raw, self.now.now())):
                raise invalid("datetime_past" if self.now.past else "datetime_future", input)
            if self.zone is not None:
                check_zone(self.zone, raw[1][4], input)
        if type(found) is tuple:
            date, time = found
            if date[0] == 0:
                raise invalid("datetime_parsing", input, error="year 0 is out of range")
            return library.datetime(*date, *time[:4], tzinfo=zone(time[4]))
        return found

    def debug_fields(self):
        return {"strict": self.strict}
