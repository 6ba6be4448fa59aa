"""Dates, times and datetimes from text and timestamps.

A date is `(year, month, day)`, a time `(hour, minute, second, microsecond, offset)` with the offset from UTC in seconds or `None`. They
become Python's own when everything is checked: the year 0 is known here and not there.
"""

# Greater timestamps than this count as milliseconds.
WATERSHED = 20_000_000_000
_LAST, _FIRST = 253_402_300_799, -62_167_219_200
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_I64 = 0x7FFFFFFFFFFFFFFF


class ParseError(Exception):
    """Text that is no date, time or duration, with the words for why."""


def bytes_text(value):
    """Text in which a character is a byte, of a string in UTF-8 or of bytes."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if value.isascii() else value.encode().decode("latin-1")


def _digits(text, start, count, error):
    part = text[start : start + count]
    if len(part) < count or not (part.isascii() and part.isdigit()):
        raise ParseError(error)
    return int(part)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year, month):
    return 29 if month == 2 and is_leap(year) else _DAYS[month - 1]


def _date_part(text):
    if len(text) < 10:
        raise ParseError("input is too short")
    year = _digits(text, 0, 4, "invalid character in year")
    if text[4] != "-":
        raise ParseError("invalid date separator, expected `-`")
    month = _digits(text, 5, 2, "invalid character in month")
    if text[7] != "-":
        raise ParseError("invalid date separator, expected `-`")
    day = _digits(text, 8, 2, "invalid character in day")
    if not 1 <= month <= 12:
        raise ParseError("month value is outside expected range of 1-12")
    if not 1 <= day <= days_in(year, month):
        raise ParseError("day value is outside expected range")
    return year, month, day


def clock_part(text, start, truncate):
    """Hour, minute, second, microsecond, and where they end. Raises `ParseError`."""
    if len(text) - start < 5:
        raise ParseError("input is too short")
    hour = _digits(text, start, 2, "invalid character in hour")
    if text[start + 2] != ":":
        raise ParseError("invalid time separator, expected `:`")
    minute = _digits(text, start + 3, 2, "invalid character in minute")
    if hour > 23:
        raise ParseError("hour value is outside expected range of 0-23")
    if minute > 59:
        raise ParseError("minute value is outside expected range of 0-59")
    second = microsecond = 0
    end = start + 5
    if text[end : end + 1] == ":":
        second = _digits(text, start + 6, 2, "invalid character in second")
        if second > 59:
            raise ParseError("second value is outside expected range of 0-59")
        end = start + 8
        if text[end : end + 1] in (".", ","):
            end += 1
            first = end
            while end < len(text) and "0" <= text[end] <= "9":
                end += 1
                if end - first > 6 and not truncate:
                    raise ParseError("second fraction value is more than 6 digits long")
            if end == first:
                raise ParseError("second fraction digits missing after `.`")
            microsecond = int(text[first : min(end, first + 6)].ljust(6, "0"))
    return hour, minute, second, microsecond, end


def _zone_part(text, position):
    """The offset of a time zone in seconds. Raises `ParseError`."""
    char = text[position]
    position += 1
    if char in "Zz":
        offset = 0
    else:
        if char == "+":
            sign = 1
        elif char == "-":
            sign = -1
        elif text[position - 1 : position + 2] == "\xe2\x88\x92":
            sign = -1
            position += 2
        else:
            raise ParseError("invalid timezone sign")
        hour = _digits(text, position, 2, "invalid timezone hour")
        position += 2
        if text[position : position + 1] == ":":
            position += 1
        minute = _digits(text, position, 2, "invalid timezone minute")
        if minute > 59:
            raise ParseError("timezone minute value is outside expected range of 0-59")
        offset = sign * (hour * 3600 + minute * 60)
        if abs(offset) >= 86400:
            raise ParseError("timezone offset must be less than 24 hours")
        position += 2
    if len(text) > position:
        raise ParseError("unexpected extra characters at the end of the input")
    return offset


def _time_part(text, start, truncate):
    hour, minute, second, microsecond, end = clock_part(text, start, truncate)
    offset = _zone_part(text, end) if end < len(text) else None
    return hour, minute, second, microsecond, offset


def _int(text):
    """An integer in plain digits, or the character that is none."""
    sign = -1 if text[:1] == "-" else 1
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not digits:
        # Only a sign: it is itself the first digit.
        return None, text[:1]
    value = 0
    for char in digits:
        if not "0" <= char <= "9":
            return None, char
        value = value * 10 + ord(char) - 48
        if value > _I64:
            return None, char
    return sign * value, ""


def _unit(timestamp, mode):
    """Seconds and microseconds of a timestamp. Raises `ParseError`."""
    if mode == "seconds":
        return timestamp, 0
    if mode == "infer":
        if timestamp < -_I64:
            raise ParseError("dates before 0000 are not supported as unix timestamps")
        if abs(timestamp) <= WATERSHED:
            return timestamp, 0
    return timestamp // 1000, timestamp % 1000 * 1000


def _days_since(timestamp):
    """The date of a timestamp in seconds, and the seconds since its midnight. Raises `ParseError`."""
    if timestamp < _FIRST:
        raise ParseError("dates before 0000 are not supported as unix timestamps")
    if timestamp > _LAST:
        raise ParseError("dates after 9999 are not supported as unix timestamps")
    days, seconds = divmod(timestamp - _FIRST, 86400)
    if days < 366:
        month = 1
        while days >= days_in(0, month):
            days -= days_in(0, month)
            month += 1
        return (0, month, days + 1), seconds
    from datetime import date

    found = date.fromordinal(days - 365)
    return (found.year, found.month, found.day), seconds


def date_timestamp(year, month, day):
    """Seconds from 1970 to the beginning of a day."""
    if year == 0:
        return _FIRST + 86400 * (sum(days_in(0, before) for before in range(1, month)) + day - 1)
    from datetime import date

    return (date(year, month, day).toordinal() - 719163) * 86400


def parse_date(text, mode):
    """A date in `YYYY-MM-DD`, or a timestamp that is one. Raises `ParseError`."""
    try:
        found = _date_part(text)
        if len(text) > 10:
            raise ParseError("unexpected extra characters at the end of the input")
        return found
    except ParseError:
        timestamp, _ = _int(text)
        if timestamp is None:
            raise
    seconds, microseconds = _unit(timestamp, mode)
    found, rest = _days_since(seconds)
    if rest or microseconds:
        raise ParseError("Timestamp is not an exact date")
    return found


def parse_time(text, truncate):
    """A time, with or without a zone. Raises `ParseError`."""
    return _time_part(text, 0, truncate)


def parse_datetime(text, truncate, mode):
    """A date and a time, or a timestamp. Raises `ParseError`."""
    try:
        found = _date_part(text)
        if text[10:11] not in ("T", "t", " ", "_"):
            raise ParseError("invalid datetime separator, expected `T`, `t`, `_` or space")
        return found, _time_part(text, 11, truncate)
    except ParseError:
        timestamp, stopped_at = _int(text)
        if timestamp is None and stopped_at != ".":
            raise
        if timestamp is None:
            number = _float(text)
            if number is None:
                raise
    if timestamp is not None:
        return datetime_from_timestamp(timestamp, 0, mode)
    in_milliseconds = abs(number) > WATERSHED
    if not truncate:
        fraction = len(text.partition(".")[2])
        if in_milliseconds and fraction > 3:
            raise ParseError("millisecond fraction value is more than 3 digits long")
        if not in_milliseconds and fraction > 6:
            raise ParseError("second fraction value is more than 6 digits long")
    if in_milliseconds:
        number /= 1000.0
    seconds = int(number // 1)
    return datetime_from_timestamp(seconds, _rounded((number - seconds) * 1_000_000.0), mode)


def _float(text):
    if "_" in text or text.strip() != text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None


def _rounded(number):
    """Rounds halves away from zero."""
    return int(number + 0.5)


def datetime_from_timestamp(timestamp, microseconds, mode):
    """A date and a time in UTC. Raises `ParseError`."""
    seconds, extra = _unit(timestamp, mode)
    microseconds += extra
    seconds += microseconds // 1_000_000
    found, rest = _days_since(seconds)
    return found, (rest // 3600, rest // 60 % 60, rest % 60, microseconds % 1_000_000, 0)


def datetime_from_float(timestamp, mode):
    """A date and a time in UTC of a timestamp with a fraction. Raises `ParseError`."""
    if timestamp != timestamp:
        raise ParseError("NaN values not permitted")
    fraction = abs(timestamp) % 1.0 if abs(timestamp) < 1e300 else 0.0
    seconds = mode == "seconds" or (mode == "infer" and abs(timestamp) <= WATERSHED)
    microseconds = _rounded(fraction * (1_000_000.0 if seconds else 1_000.0))
    return datetime_from_timestamp(_saturated(timestamp), microseconds, mode)


def _saturated(number):
    """The integer below a float, within 64 bits."""
    if number >= 9.2e18:
        return _I64
    if number <= -9.2e18:
        return -_I64 - 1
    return int(number // 1)


def time_from_int(timestamp, microseconds=0):
    """A time in UTC of seconds since midnight. Raises `ParseError`."""
    if timestamp < 0:
        raise ParseError("time in seconds should be positive")
    timestamp += microseconds // 1_000_000
    if timestamp >= 86400:
        raise ParseError("numeric times may not exceed 86,399 seconds")
    return timestamp // 3600, timestamp // 60 % 60, timestamp % 60, microseconds % 1_000_000, 0


def time_from_float(timestamp):
    """A time in UTC of seconds since midnight with a fraction. Raises `ParseError`."""
    if timestamp != timestamp:
        raise ParseError("NaN values not permitted")
    fraction = abs(timestamp) % 1.0 if abs(timestamp) < 1e300 else 0.0
    return time_from_int(_saturated(timestamp), _rounded(fraction * 1_000_000.0))


def raw_date(value):
    return value.year, value.month, value.day


def raw_time(value, moment=None):
    """A time as numbers; `moment` is the datetime of which it is part."""
    offset = None
    if value.tzinfo is not None:
        delta = value.tzinfo.utcoffset(moment)
        if delta is not None:
            offset = int(round(delta.total_seconds()))
    return value.hour, value.minute, value.second, value.microsecond, offset


def raw_datetime(value):
    return raw_date(value), raw_time(value, value)


def zone(offset):
    """The time zone of an offset in seconds."""
    if offset is None:
        return None
    from .tz_info import TzInfo

    return TzInfo(offset)


def clock_key(time, use_offset):
    """What orders times: seconds, then microseconds."""
    seconds = time[0] * 3600 + time[1] * 60 + time[2]
    return (seconds - time[4] if use_offset else seconds), time[3]


def time_keys(one, other):
    """What orders two times; their offsets count where both have one."""
    both = one[4] is not None and other[4] is not None
    return clock_key(one, both), clock_key(other, both)


def datetime_keys(one, other):
    """What orders two datetimes; their offsets count where both have one."""
    both = one[1][4] is not None and other[1][4] is not None
    if both:
        return _moment(one), _moment(other)
    return (one[0], clock_key(one[1], False)), (other[0], clock_key(other[1], False))


def _moment(value):
    seconds, microsecond = clock_key(value[1], True)
    return date_timestamp(*value[0]) + seconds, microsecond


def date_text(date):
    return "%04d-%02d-%02d" % date


def time_text(time):
    """A time in ISO 8601."""
    hour, minute, second, microsecond, offset = time
    text = "%02d:%02d:%02d" % (hour, minute, second)
    if microsecond:
        text += ".%06d" % microsecond
    if offset is None:
        return text
    if offset == 0:
        return text + "Z"
    minutes = abs(offset) // 60
    return text + "%s%02d:%02d" % ("-" if offset < 0 else "+", minutes // 60, minutes % 60)


def datetime_text(value):
    return date_text(value[0]) + "T" + time_text(value[1])
