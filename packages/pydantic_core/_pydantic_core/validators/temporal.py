"""What the validators of dates, times and durations share: modes, constraints, and the offset that a time must have."""

from ..errors import Invalid, invalid
from ..schema_error import SchemaError

BOUNDS = (
    ("le", "less_than_equal", lambda key, bound: key <= bound),
    ("lt", "less_than", lambda key, bound: key < bound),
    ("ge", "greater_than_equal", lambda key, bound: key >= bound),
    ("gt", "greater_than", lambda key, bound: key > bound),
)


def unit_mode(config):
    """What a timestamp counts: `seconds`, `milliseconds` or `infer`. Raises `SchemaError`."""
    found = (config or {}).get("val_temporal_unit") or "infer"
    if found not in ("seconds", "milliseconds", "infer"):
        raise SchemaError(
            f"Invalid temporal_unit_mode serialization mode: `{found}`, expected seconds, milliseconds or infer"
        )
    return found


def truncates(schema, config):
    """Whether digits after microseconds are cut off. Raises `SchemaError`."""
    found = schema.get("microseconds_precision")
    if found is None and config:
        found = config.get("microseconds_precision")
    if found is None:
        return True
    if found.lower() not in ("truncate", "error"):
        raise SchemaError('Invalid `microseconds_precision`, must be one of "truncate" or "error"')
    return found.lower() == "truncate"


def bounds(schema, convert, what):
    """The bounds of a schema: `(name, error, holds, bound)`. Raises `ValueError`."""
    found = []
    for name, error, holds in BOUNDS:
        value = schema.get(name)
        if value is not None:
            try:
                found.append((name, error, holds, convert(value)))
            except Invalid:
                raise ValueError(f"'{name}' must be coercible to a {what} instance") from None
    return found


class NowConstraint:
    """That a date or datetime is in the past, or in the future."""

    def __init__(self, op, offset):
        if op not in ("past", "future"):
            raise SchemaError(f'Invalid now_op "{op}"')
        self.past = op == "past"
        self.offset = offset

    @classmethod
    def of(cls, schema):
        op = schema.get("now_op")
        return None if op is None else cls(op, schema.get("now_utc_offset"))

    def utc_offset(self):
        """The offset of the place where it is now, in seconds."""
        if self.offset is not None:
            return self.offset
        from time import localtime

        return localtime().tm_gmtoff

    def now(self):
        """The present moment there, as date and time."""
        from time import time

        from ..temporal import datetime_from_timestamp

        offset = self.utc_offset()
        moment = time()
        found = datetime_from_timestamp(int(moment) + offset, int(moment % 1 * 1_000_000), "seconds")
        return found[0], (*found[1][:4], offset)

    def holds(self, key, now):
        return key < now if self.past else key > now


def zone_constraint(schema):
    """`None`, `naive`, `aware`, or the offset in seconds that a time must have. Raises `SchemaError`."""
    found = schema.get("tz_constraint")
    if isinstance(found, str) and found not in ("naive", "aware"):
        raise SchemaError(f'Invalid tz_constraint "{found}"')
    if found is not None and not isinstance(found, (str, int)):
        raise TypeError(f"'{type(found).__name__}' object cannot be interpreted as an integer")
    if isinstance(found, int) and not -(1 << 63) <= found < 1 << 63:
        raise OverflowError("Python int too large to convert to C long")
    if isinstance(found, int) and not -(1 << 31) <= found < 1 << 31:
        raise OverflowError("out of range integral type conversion attempted")
    return found


def check_zone(constraint, offset, input):
    """Checks the offset of a time. Raises `Invalid`."""
    if constraint == "naive":
        if offset is not None:
            raise invalid("timezone_naive", input)
    elif offset is None:
        raise invalid("timezone_aware", input)
    elif constraint != "aware" and constraint != offset:
        raise invalid("timezone_offset", input, tz_expected=constraint, tz_actual=offset)
