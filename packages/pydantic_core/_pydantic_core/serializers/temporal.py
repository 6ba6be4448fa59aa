"""`datetime`, `date`, `time` and `timedelta`, as text or as numbers."""

import datetime as library

from ..duration import duration_of, duration_text
from ..reprs import rust_float
from ..temporal import (
    date_text,
    date_timestamp,
    datetime_text,
    raw_date,
    raw_datetime,
    raw_time,
    time_text,
)
from .base import Serializer
from .json_text import float_text, quoted
from .state import mode_setting, temporal_of


def _clock(time, factor):
    hour, minute, second, microsecond, _ = time
    return (
        hour * 3600.0 * factor + minute * 60.0 * factor + second * factor + microsecond / (1_000_000.0 / factor)
    )


def _number(kind, value, factor):
    """Seconds, or milliseconds where the factor is 1000."""
    if kind == "datetime":
        date, time = raw_datetime(value)
        return float(date_timestamp(*date) * int(factor)) + _clock(time, factor)
    if kind == "date":
        return float(date_timestamp(*raw_date(value)) * int(factor))
    if kind == "time":
        return _clock(raw_time(value), factor)
    if type(value) is not library.timedelta:
        seconds = value.total_seconds()
        return seconds if factor == 1.0 else seconds / 1000.0
    micros = (value.days * 86400 + value.seconds) * 1_000_000 + value.microseconds
    return micros / (1_000_000.0 / factor)


def _text(kind, value):
    if kind == "datetime":
        return datetime_text(raw_datetime(value))
    if kind == "date":
        return date_text(raw_date(value))
    if kind == "time":
        return time_text(raw_time(value))
    return duration_text(duration_of(value))


def to_jsonable(kind, value, mode):
    """A value as text or as a float."""
    if mode == "iso8601":
        return _text(kind, value)
    return _number(kind, value, 1.0 if mode == "seconds" else 1000.0)


def to_text(kind, value, mode):
    """A value in JSON."""
    found = to_jsonable(kind, value, mode)
    return quoted(found) if type(found) is str else float_text(found)


def to_key(kind, value, mode):
    """A value as a key."""
    found = to_jsonable(kind, value, mode)
    return found if type(found) is str else rust_float(found)


class _TemporalSerializer(Serializer):
    cls = None

    def __init__(self, mode):
        self.mode = mode

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(mode_setting("ser_json_temporal", (config or {}).get("ser_json_temporal"), "iso8601"))

    def fits(self, value):
        return isinstance(value, self.cls)

    def to_python(self, value, state):
        if not self.fits(value):
            return Serializer.to_python(self, value, state)
        return to_jsonable(self.name, value, self.mode) if state.is_json else value

    def to_json(self, value, state):
        if not self.fits(value):
            return Serializer.to_json(self, value, state)
        return to_text(self.name, value, self.mode)

    def json_key(self, key, state):
        return to_key(self.name, key, self.mode) if self.fits(key) else self.other_key(key, state)

    def debug_fields(self):
        return {"temporal_mode": self.mode.capitalize()}


class DatetimeSerializer(_TemporalSerializer):
    name = "datetime"
    cls = library.datetime


class DateSerializer(_TemporalSerializer):
    name = "date"

    def fits(self, value):
        return isinstance(value, library.date) and not isinstance(value, library.datetime)


class TimeSerializer(_TemporalSerializer):
    name = "time"
    cls = library.time


class TimeDeltaSerializer(_TemporalSerializer):
    name = "timedelta"
    cls = library.timedelta

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(temporal_of(config))
