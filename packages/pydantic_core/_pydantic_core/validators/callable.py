"""`callable`: whatever can be called."""

from ..errors import invalid
from .base import Validator


class CallableValidator(Validator):
    name = "callable"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def py(self, value, state):
        state.floor(0)
        if callable(value):
            return value
        raise invalid("callable_type", value)

    def json(self, value, state):
        raise invalid("callable_type", value)
