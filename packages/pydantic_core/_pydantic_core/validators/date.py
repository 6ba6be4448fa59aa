"""`date`: dates, from text and from datetimes at midnight too."""

import datetime as library

from ..build import is_strict
from ..errors import Invalid, invalid
from ..number_text import str_text
from ..temporal import ParseError, bytes_text, date_text, parse_date, raw_date, raw_datetime
from .base import Validator
from .int import NO_STATE
from .temporal import NowConstraint, bounds, unit_mode


def text_date(text, mode, input):
    """A date from text. Raises `Invalid`."""
    try:
        return parse_date(bytes_text(text), mode)
    except ParseError as error:
        raise invalid("date_parsing", input, error=str(error)) from None


def date_py(value, strict, mode, state):
    """A date from a Python object: the object, or its numbers. Raises `Invalid`."""
    if isinstance(value, library.date):
        if isinstance(value, library.datetime):
            raise invalid("date_type", value)
        if type(value) is not library.date:
            state.floor(1)
        return value
    if not strict and isinstance(value, (str, bytes)):
        found = text_date(str_text(value) if isinstance(value, str) else value, mode, value)
        state.floor(0)
        return found
    raise invalid("date_type", value)


def date_json(value, mode, state):
    """A date from a JSON value. Raises `Invalid`."""
    if isinstance(value, str):
        found = text_date(value, mode, value)
        state.floor(1)
        return found
    raise invalid("date_type", value)


def _bound(value):
    found = date_py(value, False, "infer", NO_STATE)
    return found if type(found) is tuple else raw_date(found)


class DateValidator(Validator):
    name = "date"

    def __init__(self, strict, limits, now, mode):
        self.strict = strict
        self.bounds = limits
        self.now = now
        self.mode = mode

    @classmethod
    def build(cls, schema, config, definitions):
        limits = bounds(schema, _bound, "date")
        return cls(is_strict(schema, config), limits, NowConstraint.of(schema), unit_mode(config))

    def py(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        try:
            found = date_py(value, strict, self.mode, state)
        except Invalid as failed:
            if strict:
                raise
            found = self.from_datetime(value, state, "py", failed)
        return self.checked(found, value)

    def json(self, value, state):
        try:
            found = date_json(value, self.mode, state)
        except Invalid as failed:
            if self.strict if state.strict is None else state.strict:
                raise
            found = self.from_datetime(value, state, "json", failed)
        return self.checked(found, value)

    strings = key = json

    def from_datetime(self, value, state, form, failed):
        """The date of a datetime at midnight. Raises `Invalid`."""
        from .datetime import datetime_json, datetime_py

        state.floor(0)
        try:
            if form == "py":
                found = datetime_py(value, False, True, self.mode, NO_STATE)
            else:
                found = datetime_json(value, state.input_type == "string", True, self.mode, NO_STATE)
        except Invalid as inner:
            for error in inner.errors:
                if error.type == "datetime_parsing":
                    error.retyped("date_from_datetime_parsing", error.fields)
                    raise inner from None
            raise failed from None
        if type(found) is not tuple:
            found = raw_datetime(found)
        if found[1][:4] != (0, 0, 0, 0):
            raise invalid("date_from_datetime_inexact", value)
        return found[0]

    def checked(self, found, input):
        """Checks the bounds, and makes Python's date of numbers. Raises `Invalid`."""
        if self.bounds or self.now is not None:
            raw = found if type(found) is tuple else raw_date(found)
            for name, error, holds, bound in self.bounds:
                if not holds(raw, bound):
                    raise invalid(error, input, **{name: date_text(bound)})
            if self.now is not None and not self.now.holds(raw, self.now.now()[0]):
                raise invalid("date_past" if self.now.past else "date_future", input)
        if type(found) is tuple:
            if found[0] == 0:
                raise invalid("date_parsing", input, error="year 0 is out of range")
            return library.date(*found)
        return found

    def debug_fields(self):
        return {"strict": self.strict}
