"""`TzInfo`: a fixed offset from UTC, the time zone of parsed times."""

from datetime import timedelta, tzinfo


class TzInfo(tzinfo):
    """A time zone with an offset in seconds."""

    def __new__(cls, seconds=0.0):
        if not isinstance(seconds, (int, float)):
            raise TypeError("argument 'seconds': must be real number, not " + type(seconds).__name__)
        seconds = int(seconds)
        if not -86400 < seconds < 86400:
            raise ValueError(
                "TzInfo offset must be strictly between -86400 and 86400 (24 hours) seconds, got " + str(seconds)
            )
        self = tzinfo.__new__(cls)
        self._seconds = seconds
        return self

    def __init__(self, seconds=0.0):
        pass

    def utcoffset(self, dt):
        return timedelta(seconds=self._seconds)

    def tzname(self, dt):
        return str(self)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + timedelta(seconds=self._seconds)

    def __repr__(self):
        return f"TzInfo({self._seconds})"

    def __str__(self):
        if self._seconds == 0:
            return "UTC"
        seconds = abs(self._seconds)
        text = f"{'+' if self._seconds >= 0 else '-'}{seconds // 3600:02}:{seconds // 60 % 60:02}"
        return f"{text}:{seconds % 60:02}" if seconds % 60 else text

    def __hash__(self):
        return hash(("TzInfo", self._seconds))

    def _compared(self, other):
        if not isinstance(other, tzinfo):
            return None
        offset = other.utcoffset(None)
        return None if offset is None else round(offset.total_seconds())

    def __eq__(self, other):
        offset = self._compared(other)
        return NotImplemented if offset is None else self._seconds == offset

    def __lt__(self, other):
        offset = self._compared(other)
        return NotImplemented if offset is None else self._seconds < offset

    def __le__(self, other):
        offset = self._compared(other)
        return NotImplemented if offset is None else self._seconds <= offset

    def __gt__(self, other):
        offset = self._compared(other)
        return NotImplemented if offset is None else self._seconds > offset

    def __ge__(self, other):
        offset = self._compared(other)
        return NotImplemented if offset is None else self._seconds >= offset

    def __deepcopy__(self, memo):
        return type(self)(self._seconds)

    def __reduce__(self):
        return type(self), (self._seconds,)


TzInfo.__module__ = "pydantic_core._pydantic_core"
