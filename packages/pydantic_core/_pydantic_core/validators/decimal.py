"""`decimal`: decimal numbers, with or without bounds and limits of their digits."""

from ..build import flag, is_strict
from ..errors import Invalid, LineError, invalid
from ..reprs import rust_float
from .base import Validator
from .int import CONSTRAINTS, NO_STATE

_module = []


def decimal_type():
    """`decimal.Decimal`, imported when it is first needed."""
    if not _module:
        import decimal

        _module.append(decimal)
    return _module[0].Decimal


def create_decimal(argument, input):
    """A decimal of an integer or of text. Raises `Invalid`."""
    cls = decimal_type()
    try:
        return cls(argument)
    except _module[0].DecimalException:
        raise invalid("decimal_parsing", input) from None
    except TypeError:
        raise invalid("decimal_type", input) from None


def decimal_py(value, strict, state):
    """A decimal from a Python object. Raises `Invalid`."""
    cls = decimal_type()
    if type(value) is cls:
        return value
    if not strict:
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            found = create_decimal(value, value)
            state.floor(0)
            return found
        if isinstance(value, float):
            found = create_decimal(str(value), value)
            state.floor(0)
            return found
    if isinstance(value, cls):
        state.floor(1)
        return create_decimal(value, value)
    if strict:
        raise invalid("is_instance_of", value, **{"class": cls.__qualname__})
    raise invalid("decimal_type", value)


def decimal_json(value, state):
    """A decimal from a JSON value. Raises `Invalid`."""
    kind = type(value)
    if kind is float:
        found = create_decimal(rust_float(value), value)
    elif isinstance(value, str) or kind is int:
        found = create_decimal(value, value)
    else:
        raise invalid("decimal_type", value)
    state.floor(1)
    return found


def _digits(value):
    """How many digits stand after the point, and how many there are."""
    _, digits, exponent = value.as_tuple()
    count = len(digits)
    if exponent >= 0:
        return 0, count + exponent
    return -exponent, max(count, -exponent)


class DecimalValidator(Validator):
    name = "decimal"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.strict = is_strict(schema, config)
        self.allow_inf_nan = flag(schema, config, "allow_inf_nan")
        self.decimal_places = schema.get("decimal_places")
        self.max_digits = schema.get("max_digits")
        self.check_digits = self.decimal_places is not None or self.max_digits is not None
        if self.allow_inf_nan and self.check_digits:
            raise ValueError("allow_inf_nan=True cannot be used with max_digits or decimal_places")
        for name in CONSTRAINTS:
            value = schema.get(name)
            if value is not None:
                try:
                    value = decimal_py(value, False, NO_STATE)
                except Invalid:
                    raise ValueError(f"'{name}' must be coercible to a Decimal instance") from None
            setattr(self, name, value)
        return self

    def py(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        return self.checked(decimal_py(value, strict, state), value)

    def json(self, value, state):
        return self.checked(decimal_json(value, state), value)

    strings = key = json

    def checked(self, number, input):
        """Checks digits and bounds. Raises `Invalid`."""
        if not self.allow_inf_nan or self.check_digits:
            if not number.is_finite():
                raise invalid("finite_number", input)
            if self.check_digits:
                self.within_digits(number, input)
        if self.multiple_of is not None and (number / self.multiple_of) % 1 != 0:
            raise self.beyond("multiple_of", "multiple_of", input)
        if self.le is not None and (number.is_nan() or not number <= self.le):
            raise self.beyond("less_than_equal", "le", input)
        if self.lt is not None and (number.is_nan() or not number < self.lt):
            raise self.beyond("less_than", "lt", input)
        if self.ge is not None and (number.is_nan() or not number >= self.ge):
            raise self.beyond("greater_than_equal", "ge", input)
        if self.gt is not None and (number.is_nan() or not number > self.gt):
            raise self.beyond("greater_than", "gt", input)
        return number

    def beyond(self, error, name, input):
        bound = getattr(self, name)
        return Invalid([LineError(error, input, {name: str(bound)}, {name: bound})])

    def within_digits(self, number, input):
        """Checks how many digits there are, as written or without zeros at the end. Raises `Invalid`."""
        try:
            normal_decimals, normal_digits = _digits(number.normalize())
        except _module[0].DecimalException:
            normal_decimals, normal_digits = _digits(number)
        decimals, digits = _digits(number)
        limit, places = self.max_digits, self.decimal_places
        if limit is not None and digits > limit and normal_digits > limit:
            raise invalid("decimal_max_digits", input, max_digits=limit)
        if places is None:
            return
        if decimals > places and normal_decimals > places:
            raise invalid("decimal_max_places", input, decimal_places=places)
        if limit is not None:
            whole = max(0, limit - places)
            if max(0, digits - decimals) > whole and max(0, normal_digits - normal_decimals) > whole:
                raise invalid("decimal_whole_digits", input, whole_digits=whole)

    def debug_fields(self):
        return {"strict": self.strict, "allow_inf_nan": self.allow_inf_nan}
