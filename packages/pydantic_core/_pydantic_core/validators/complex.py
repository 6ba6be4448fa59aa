"""`complex`: complex numbers, from numbers and text too."""

from ..build import is_strict
from ..errors import Invalid, invalid
from .base import Validator


def complex_from_text(text, input):
    """A complex number from text. Raises `Invalid`."""
    try:
        return complex(text)
    except ValueError:
        raise invalid("complex_str_parsing", input) from None


class ComplexValidator(Validator):
    name = "complex"

    def __init__(self, strict):
        self.strict = strict

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(is_strict(schema, config))

    def py(self, value, state):
        if isinstance(value, complex):
            state.floor(1)
            return value
        if self.strict:
            raise invalid("is_instance_of", value, **{"class": "complex"})
        if isinstance(value, str):
            try:
                found = complex_from_text(value, value)
            except Invalid:
                raise invalid("complex_type", value) from None
            state.floor(0)
            return found
        if type(value) is float or type(value) is int:
            state.floor(0)
            return complex(value)
        raise invalid("complex_type", value)

    def json(self, value, state):
        if isinstance(value, str):
            found = complex_from_text(value, value)
            state.floor(1)
            return found
        if type(value) is float or type(value) is int:
            if self.strict:
                raise invalid("complex_str_parsing", value)
            state.floor(0)
            return complex(value)
        raise invalid("complex_type", value)

    def debug_fields(self):
        return {"strict": self.strict}
