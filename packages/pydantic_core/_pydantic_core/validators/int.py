"""`int`: integers, with or without bounds."""

from ..build import is_strict
from ..errors import Invalid, invalid
from ..number_text import as_double, enum_value, int_from_float, int_from_text, text_of
from .base import Validator

CONSTRAINTS = ("multiple_of", "le", "lt", "ge", "gt")


def int_py(value, strict, state):
    """An integer from a Python object. Raises `Invalid`."""
    if type(value) is int:
        return value
    if isinstance(value, int):
        if isinstance(value, bool):
            if strict:
                raise invalid("int_type", value)
            state.floor(0)
        else:
            state.floor(1)
        return int.__int__(value)
    if not strict:
        result = _int_lax(value)
        if result is not None:
            state.floor(0)
            return result
    raise invalid("int_type", value)


def _int_lax(value):
    text = text_of(value, "int_parsing")
    if text is not None:
        return int_from_text(text, value)
    if type(value) is float:
        return int_from_float(value, value)
    kind = type(value)
    module = getattr(kind, "__module__", None)
    if module not in ("builtins", None):
        from .decimal import decimal_type

        if isinstance(value, decimal_type()):
            if not value.is_finite():
                raise invalid("finite_number", value)
            numerator, denominator = value.as_integer_ratio()
            if denominator != 1:
                raise invalid("int_from_float", value)
            return numerator
        from fractions import Fraction

        if isinstance(value, Fraction):
            if value.denominator == 1:
                return value.numerator
            raise invalid("int_from_float", value)
    number = as_double(value)
    if number is not None:
        return int_from_float(number, value)
    found, number = enum_value(value)
    return number if found else None


def int_json(value, strict, state):
    """An integer from a JSON value. Raises `Invalid`."""
    kind = type(value)
    if kind is int:
        return value
    if not strict:
        if kind is bool:
            result = int(value)
        elif kind is float:
            result = int_from_float(value, value)
        elif kind is str:
            result = int_from_text(value, value)
        else:
            raise invalid("int_type", value)
        state.floor(0)
        return result
    raise invalid("int_type", value)


def int_strings(value, state, exactness=1):
    """An integer from a string. Raises `Invalid`."""
    if not isinstance(value, str):
        raise invalid("int_type", value)
    result = int_from_text(value, value)
    state.floor(exactness)
    return result


class IntValidator(Validator):
    name = "int"

    def __init__(self, strict):
        self.strict = strict

    @classmethod
    def build(cls, schema, config, definitions):
        strict = is_strict(schema, config)
        for name in CONSTRAINTS:
            if schema.get(name) is not None:
                return ConstrainedIntValidator(strict, schema)
        return cls(strict)

    def py(self, value, state):
        if type(value) is int:
            return value
        return int_py(value, self.strict if state.strict is None else state.strict, state)

    def json(self, value, state):
        if type(value) is int:
            return value
        return int_json(value, self.strict if state.strict is None else state.strict, state)

    def strings(self, value, state):
        return int_strings(value, state)

    def key(self, value, state):
        return int_strings(value, state, 0)

    def debug_fields(self):
        return {"strict": self.strict}


class ConstrainedIntValidator(IntValidator):
    name = "constrained-int"

    def __init__(self, strict, schema):
        self.strict = strict
        for name in CONSTRAINTS:
            value = schema.get(name)
            if value is not None:
                value = _bound(name, value)
            setattr(self, name, value)

    def py(self, value, state):
        number = value
        if type(value) is not int:
            number = int_py(value, self.strict if state.strict is None else state.strict, state)
        return self.within(number, value)

    def json(self, value, state):
        number = value
        if type(value) is not int:
            number = int_json(value, self.strict if state.strict is None else state.strict, state)
        return self.within(number, value)

    def strings(self, value, state):
        return self.within(int_strings(value, state), value)

    def key(self, value, state):
        return self.within(int_strings(value, state, 0), value)

    def within(self, number, input):
        """Checks the bounds. Raises `Invalid`."""
        if self.multiple_of is not None and number % self.multiple_of != 0:
            raise invalid("multiple_of", input, multiple_of=self.multiple_of)
        if self.le is not None and number > self.le:
            raise invalid("less_than_equal", input, le=self.le)
        if self.lt is not None and number >= self.lt:
            raise invalid("less_than", input, lt=self.lt)
        if self.ge is not None and number < self.ge:
            raise invalid("greater_than_equal", input, ge=self.ge)
        if self.gt is not None and number <= self.gt:
            raise invalid("greater_than", input, gt=self.gt)
        return number

    def debug_fields(self):
        return {"strict": self.strict, **{name: getattr(self, name) for name in CONSTRAINTS}}


class _NoState:
    exactness = None

    def floor(self, exactness):
        pass


NO_STATE = _NoState()


def _bound(name, value):
    try:
        return int_py(value, False, NO_STATE)
    except Invalid:
        raise ValueError(f"'{name}' must be coercible to an integer") from None
