"""`str`: strings, with or without constraints."""

from ..build import converted_error, flag, is_strict, schema_or_config
from ..debug import optional
from ..errors import invalid
from ..number_text import enum_value, str_text
from ..reprs import rust_float
from .base import Validator


def str_py(value, strict, coerce_numbers, state):
    """A string from a Python object. Raises `Invalid`."""
    if type(value) is str:
        return value
    if isinstance(value, str):
        state.floor(1)
        return str_text(value)
    if not strict:
        result = _str_lax(value, coerce_numbers)
        if result is not None:
            state.floor(0)
            return result
    raise invalid("string_type", value)


def _str_lax(value, coerce_numbers):
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise invalid("string_unicode", value) from None
    if coerce_numbers and type(value) is not bool:
        if isinstance(value, (int, float)):
            return str(value)
        from .decimal import decimal_type

        if isinstance(value, decimal_type()):
            return str(value)
    found, inner = enum_value(value)
    return str(inner) if found else None


class StrValidator(Validator):
    name = "str"

    def __init__(self, strict, coerce_numbers):
        self.strict = strict
        self.coerce_numbers = coerce_numbers

    @classmethod
    def build(cls, schema, config, definitions):
        strict = is_strict(schema, config)
        coerce_numbers = flag(schema, config, "coerce_numbers_to_str")
        constrained = ConstrainedStrValidator(strict, coerce_numbers, schema, config)
        return constrained if constrained.has_constraints() else cls(strict, coerce_numbers)

    def py(self, value, state):
        if type(value) is str:
            return value
        return str_py(value, self.strict if state.strict is None else state.strict, self.coerce_numbers, state)

    def json(self, value, state):
        if type(value) is str:
            if state.exactness == 2:
                state.exactness = 1
            return value
        if self.coerce_numbers and not (self.strict if state.strict is None else state.strict):
            if type(value) is int:
                state.floor(0)
                return str(value)
            if type(value) is float:
                state.floor(0)
                return rust_float(value)
        raise invalid("string_type", value)

    def strings(self, value, state):
        if not isinstance(value, str):
            raise invalid("string_type", value)
        if state.exactness == 2:
            state.exactness = 1
        return value

    key = strings

    def debug_fields(self):
        return {"strict": self.strict, "coerce_numbers_to_str": self.coerce_numbers}


def _length(schema, config, key):
    found = schema_or_config(schema, config, key, "str_" + key)
    if found is not None and (not isinstance(found, int) or found < 0):
        raise converted_error(found, "PyInt")
    return found


def _setting(schema, config, key):
    found = schema_or_config(schema, config, key, "str_" + key)
    if found is not None and not isinstance(found, bool):
        raise converted_error(found, "PyBool")
    return bool(found)


class ConstrainedStrValidator(StrValidator):
    name = "constrained-str"

    def __init__(self, strict, coerce_numbers, schema, config):
        StrValidator.__init__(self, strict, coerce_numbers)
        self.pattern = self.search = None
        pattern = schema.get("pattern")
        if pattern is not None:
            from ..patterns import compiled

            engine = schema_or_config(schema, config, "regex_engine") or "rust-regex"
            self.pattern, self.search = compiled(pattern, engine)
        self.min_length = _length(schema, config, "min_length")
        self.max_length = _length(schema, config, "max_length")
        self.strip_whitespace = _setting(schema, config, "strip_whitespace")
        self.to_lower = _setting(schema, config, "to_lower")
        self.to_upper = _setting(schema, config, "to_upper")

    def has_constraints(self):
        return (
            self.pattern is not None
            or self.max_length is not None
            or self.min_length is not None
            or self.strip_whitespace
            or self.to_lower
            or self.to_upper
        )

    def py(self, value, state):
        return self.within(str_text(StrValidator.py(self, value, state)), value)

    def json(self, value, state):
        return self.within(StrValidator.json(self, value, state), value)

    def strings(self, value, state):
        return self.within(StrValidator.strings(self, value, state), value)

    key = strings

    def within(self, text, input):
        """Checks the constraints, and changes the case where that is wanted. Raises `Invalid`."""
        if self.strip_whitespace:
            text = text.strip()
        if self.min_length is not None and len(text) < self.min_length:
            raise invalid("string_too_short", input, min_length=self.min_length)
        if self.max_length is not None and len(text) > self.max_length:
            raise invalid("string_too_long", input, max_length=self.max_length)
        if self.search is not None and self.search(text) is None:
            raise invalid("string_pattern_mismatch", input, pattern=self.pattern)
        if self.to_lower:
            return text.lower()
        if self.to_upper:
            return text.upper()
        return text

    def debug_fields(self):
        return {
            "strict": self.strict,
            "pattern": optional(self.pattern),
            "max_length": optional(self.max_length),
            "min_length": optional(self.min_length),
            "strip_whitespace": self.strip_whitespace,
            "to_lower": self.to_lower,
            "to_upper": self.to_upper,
        }
