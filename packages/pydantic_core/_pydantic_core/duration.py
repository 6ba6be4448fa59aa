"""Durations from text and numbers: `(positive, days, seconds, microseconds)`, the parts without a sign."""

from .temporal import ParseError, clock_part

_U32 = 0xFFFFFFFF
_TOO_LARGE = "a numeric value in the duration is too large"
_TIME_UNITS = {"H": 3600, "M": 60, "S": 1}
_DATE_UNITS = {"Y": 365, "M": 30, "W": 7, "D": 1}


def _checked(value):
    if value > _U32:
        raise ParseError(_TOO_LARGE)
    return value


def normalized(positive, days, seconds, microseconds):
    """Carries microseconds and seconds over. Raises `ParseError` for more days than Python's durations have."""
    if microseconds >= 1_000_000:
        seconds = _checked(seconds + microseconds // 1_000_000)
        microseconds %= 1_000_000
    if seconds >= 86400:
        days = _checked(days + seconds // 86400)
        seconds %= 86400
    if days > 999_999_999:
        raise ParseError("durations may not exceed 999,999,999 days")
    return positive, days, seconds, microseconds


def parse_duration(text, truncate):
    """A duration in ISO 8601, in days and a time, or as a time. Raises `ParseError`."""
    positive = True
    if text[:1] == "-":
        positive = False
        text = text[1:]
    elif text[:1] == "+":
        text = text[1:]
    if not text:
        raise ParseError("input is too short")
    if text[0] == "P":
        days, seconds, microseconds = _iso(text[1:])
    elif "d" in text or "D" in text or len(text) < 5:
        days, seconds, microseconds = _days_and_time(text, truncate)
    else:
        days, seconds, microseconds = _time(text, truncate)
    return normalized(positive, days, seconds, microseconds)


def _number(text, position):
    start = position
    while position < len(text) and "0" <= text[position] <= "9":
        position += 1
    if position == start:
        raise ParseError("invalid digit in duration")
    return _checked(int(text[start:position])), position


def _rounded(number):
    return int(number + 0.5)


def _iso(text):
    got_t = had_fraction = False
    days = seconds = microseconds = position = 0
    while position < len(text):
        if text[position] == "T":
            if got_t:
                raise ParseError("`t` character repeated in duration")
            got_t = True
            position += 1
            continue
        value, position = _number(text, position)
        fraction = None
        if text[position : position + 1] in (".", ","):
            start = position + 1
            position = start
            while position < len(text) and "0" <= text[position] <= "9":
                position += 1
            digits = text[start:position]
            fraction = float(digits) / 10.0 ** len(digits) if digits else 0.0
        if had_fraction:
            raise ParseError("quantity fraction invalid in duration")
        had_fraction = fraction is not None
        unit = text[position : position + 1]
        if got_t:
            factor = _TIME_UNITS.get(unit)
            if factor is None:
                raise ParseError("quantity invalid in time part of duration")
            seconds = _checked(seconds + _checked(factor * value))
            if fraction is not None:
                extra = fraction * factor
                seconds = _checked(seconds + int(extra))
                microseconds = _checked(microseconds + _rounded((extra - int(extra)) * 1_000_000.0))
        else:
            factor = _DATE_UNITS.get(unit)
            if factor is None:
                raise ParseError("quantity invalid in date part of duration")
            days = _checked(days + _checked(factor * value))
            if fraction is not None:
                extra = fraction * factor
                days = _checked(days + int(extra))
                extra = (extra - int(extra)) * 86400.0
                seconds = _checked(seconds + int(extra))
                microseconds += _rounded((extra - int(extra)) * 1_000_000.0)
        position += 1
    if position < 2:
        raise ParseError("input is too short")
    return days, seconds, microseconds


def _days_and_time(text, truncate):
    days, position = _number(text, 0)
    if text[position : position + 1] == " " and text[position + 1 : position + 2] in ("d", "D"):
        position += 1
    if text[position : position + 1] not in ("d", "D"):
        raise ParseError('"day" identifier in duration not correctly formatted')
    rest = text[position + 1 :]
    for word in ("ays", "ay", "AYS", "AY"):
        if rest.startswith(word):
            rest = rest[len(word) :]
            break
    else:
        if rest[:1] in ("a", "A"):
            raise ParseError('"day" identifier in duration not correctly formatted')
    for separator in (", ", ",", " "):
        if rest.startswith(separator):
            rest = rest[len(separator) :]
            break
    if not rest:
        return days, 0, 0
    more_days, seconds, microseconds = _time(rest, truncate)
    if more_days:
        raise ParseError("durations may not exceed 999,999,999 hours")
    return days, seconds, microseconds


def _time(text, truncate):
    if len(text) < 5:
        raise ParseError("input is too short")
    hours, colon, rest = text.partition(":")
    if not colon:
        raise ParseError("invalid character in hour")
    if len(hours) > 10:
        raise ParseError("durations may not exceed 999,999,999 hours")
    if hours and not (hours.isascii() and hours.isdigit()):
        raise ParseError("invalid character in hour")
    hours = int(hours or "0")
    if hours > 24 * 10**8:
        raise ParseError("durations may not exceed 999,999,999 hours")
    if len(rest) > 12:
        if not truncate:
            raise ParseError("second fraction value is more than 6 digits long")
        rest = rest[:12]
    rest = "00:" + rest
    _, minute, second, microsecond, end = clock_part(rest, 0, truncate)
    if len(rest) > end:
        raise ParseError("unexpected extra characters at the end of the input")
    return hours // 24, minute * 60 + second + hours % 24 * 3600, microsecond


def duration_from_int(seconds):
    """A duration of whole seconds. Raises `ParseError`."""
    positive = seconds >= 0
    seconds = abs(seconds)
    return normalized(positive, seconds // 86400 & _U32, seconds % 86400, 0)


def duration_from_float(seconds):
    """A duration of seconds with a fraction. Raises `ParseError`."""
    if seconds != seconds:
        raise ParseError("NaN values not permitted")
    positive = seconds >= 0.0
    seconds = abs(seconds)
    if seconds > 1e15:
        return normalized(positive, _U32, 0, 0)
    microseconds = _rounded(seconds % 1.0 * 1_000_000.0)
    return normalized(positive, min(int(seconds / 86400.0), _U32), int(seconds) % 86400, microseconds)


def duration_of(delta):
    """A `timedelta` as a duration."""
    if type(delta).__name__ != "timedelta":
        return duration_from_float(delta.total_seconds())
    if delta.days >= 0:
        return True, delta.days, delta.seconds, delta.microseconds
    micros = -(delta.days * 86_400_000_000 + delta.seconds * 1_000_000 + delta.microseconds)
    return False, micros // 86_400_000_000, micros // 1_000_000 % 86400, micros % 1_000_000


def as_timedelta(duration):
    """A duration as a `timedelta`."""
    from datetime import timedelta

    positive, days, seconds, microseconds = duration
    delta = timedelta(days, seconds, microseconds)
    return delta if positive else -delta


def duration_key(duration):
    """What orders durations."""
    positive, days, seconds, microseconds = duration
    micros = days * 86_400_000_000 + seconds * 1_000_000 + microseconds
    # Nothing with a minus sign before it is less than nothing.
    return positive, micros if positive else -micros


def duration_text(duration):
    """A duration in ISO 8601."""
    positive, days, seconds, microseconds = duration
    text = "P" if positive else "-P"
    if days // 365:
        text += f"{days // 365}Y"
    if days % 365:
        text += f"{days % 365}D"
    if seconds or microseconds:
        text += "T"
        if seconds // 3600:
            text += f"{seconds // 3600}H"
        if seconds // 60 % 60:
            text += f"{seconds // 60 % 60}M"
        if seconds % 60 or microseconds:
            text += str(seconds % 60)
            if microseconds:
                text += "." + f"{microseconds:06}".rstrip("0")
            text += "S"
    elif not days:
        text += "T0S"
    return text
