"""`bool`: truth values, and in lax mode what usually stands for them."""

from ..build import is_strict
from ..errors import Invalid, invalid
from ..number_text import as_double, as_i64, bool_from_text, int_from_float, text_of
from .base import Validator


def bool_from_int(value, input):
    """Zero or one as a truth value. Raises `Invalid`."""
    if value == 0:
        return False
    if value == 1:
        return True
    raise invalid("bool_parsing", input)


def bool_py(value, strict, state):
    """A truth value from a Python object. Raises `Invalid`."""
    if isinstance(value, bool):
        return value
    if not strict:
        text = text_of(value, "bool_parsing")
        if text is not None:
            result = bool_from_text(text, value)
            state.exactness = state.exactness and 0
            return result
        number = as_i64(value)
        if number is not None:
            result = bool_from_int(number, value)
            state.exactness = state.exactness and 0
            return result
        number = as_double(value)
        if number is not None:
            try:
                number = int_from_float(number, value)
            except Invalid:
                pass
            else:
                result = bool_from_int(number, value)
                state.exactness = state.exactness and 0
                return result
    raise invalid("bool_type", value)


class BoolValidator(Validator):
    name = "bool"

    def __init__(self, strict):
        self.strict = strict

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(is_strict(schema, config))

    def py(self, value, state):
        if value is True or value is False:
            return value
        return bool_py(value, self.strict if state.strict is None else state.strict, state)

    def json(self, value, state):
        if value is True or value is False:
            return value
        if not (self.strict if state.strict is None else state.strict):
            kind = type(value)
            if kind is str:
                result = bool_from_text(value, value)
            elif kind is int:
                if as_i64(value) is None:
                    raise invalid("bool_type", value)
                result = bool_from_int(value, value)
            elif kind is float:
                try:
                    number = int_from_float(value, value)
                except Invalid:
                    raise invalid("bool_type", value) from None
                result = bool_from_int(number, value)
            else:
                raise invalid("bool_type", value)
            state.exactness = state.exactness and 0
            return result
        raise invalid("bool_type", value)

    def strings(self, value, state):
        if not isinstance(value, str):
            raise invalid("bool_type", value)
        result = bool_from_text(value, value)
        state.floor(1)
        return result

    def key(self, value, state):
        result = bool_from_text(value, value)
        state.floor(0)
        return result

    def debug_fields(self):
        return {"strict": self.strict}
