"""`float`: floats, with or without bounds."""

from ..build import flag, is_strict
from ..errors import invalid
from ..number_text import as_double, float_from_text, text_of
from .base import Validator
from .int import CONSTRAINTS

_INFINITY = float("inf")


def float_py(value, strict, state):
    """A float from a Python object. Raises `Invalid`."""
    if type(value) is float:
        return value
    if not strict:
        text = text_of(value, "float_parsing")
        if text is not None:
            result = float_from_text(text, value)
            state.floor(0)
            return result
    number = as_double(value)
    if number is not None:
        if isinstance(value, bool):
            if strict:
                raise invalid("float_type", value)
            state.floor(0)
        else:
            state.floor(1)
        return number
    raise invalid("float_type", value)


def float_json(value, strict, state):
    """A float from a JSON value. Raises `Invalid`."""
    kind = type(value)
    if kind is float:
        return value
    if kind is int:
        state.floor(1)
        try:
            return float(value)
        except OverflowError:
            return _INFINITY if value > 0 else -_INFINITY
    if not strict:
        if kind is bool:
            state.floor(0)
            return 1.0 if value else 0.0
        if kind is str:
            result = float_from_text(value, value)
            state.floor(0)
            return result
    raise invalid("float_type", value)


def float_strings(value, state, exactness=1):
    """A float from a string. Raises `Invalid`."""
    if not isinstance(value, str):
        raise invalid("float_type", value)
    result = float_from_text(value, value)
    state.floor(exactness)
    return result


class FloatValidator(Validator):
    name = "float"

    def __init__(self, strict, allow_inf_nan):
        self.strict = strict
        self.allow_inf_nan = allow_inf_nan

    @classmethod
    def build(cls, schema, config, definitions):
        strict = is_strict(schema, config)
        allow_inf_nan = flag(schema, config, "allow_inf_nan", True)
        for name in CONSTRAINTS:
            if schema.get(name) is not None:
                return ConstrainedFloatValidator(strict, allow_inf_nan, schema)
        return cls(strict, allow_inf_nan)

    def within(self, number, input):
        """Checks that the number is finite, where it must be. Raises `Invalid`."""
        if not self.allow_inf_nan and not -_INFINITY < number < _INFINITY:
            raise invalid("finite_number", input)
        return number

    def py(self, value, state):
        number = value
        if type(value) is not float:
            number = float_py(value, self.strict if state.strict is None else state.strict, state)
        return self.within(number, value)

    def json(self, value, state):
        number = value
        if type(value) is not float:
            number = float_json(value, self.strict if state.strict is None else state.strict, state)
        return self.within(number, value)

    def strings(self, value, state):
        return self.within(float_strings(value, state), value)

    def key(self, value, state):
        return self.within(float_strings(value, state, 0), value)

    def debug_fields(self):
        return {"strict": self.strict, "allow_inf_nan": self.allow_inf_nan}


class ConstrainedFloatValidator(FloatValidator):
    name = "constrained-float"

    def __init__(self, strict, allow_inf_nan, schema):
        FloatValidator.__init__(self, strict, allow_inf_nan)
        for name in CONSTRAINTS:
            value = schema.get(name)
            if value is not None:
                number = as_double(value)
                if number is None:
                    raise TypeError(f"must be real number, not {type(value).__name__}")
                value = number
            setattr(self, name, value)

    def within(self, number, input):
        """Checks the bounds. Raises `Invalid`."""
        FloatValidator.within(self, number, input)
        if self.multiple_of is not None:
            parts = number / self.multiple_of
            if -_INFINITY < parts < _INFINITY:
                whole = int(abs(parts) + 0.5) * (1 if parts >= 0 else -1)
                parts = number - whole * self.multiple_of
                if abs(parts) > 1e-9:
                    raise invalid("multiple_of", input, multiple_of=self.multiple_of)
        if self.le is not None and not number <= self.le:
            raise invalid("less_than_equal", input, le=self.le)
        if self.lt is not None and not number < self.lt:
            raise invalid("less_than", input, lt=self.lt)
        if self.ge is not None and not number >= self.ge:
            raise invalid("greater_than_equal", input, ge=self.ge)
        if self.gt is not None and not number > self.gt:
            raise invalid("greater_than", input, gt=self.gt)
        return number

    def debug_fields(self):
        return {**FloatValidator.debug_fields(self), **{name: getattr(self, name) for name in CONSTRAINTS}}
