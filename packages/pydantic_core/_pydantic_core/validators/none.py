"""`none`: `None`, or `null`."""

from ..errors import invalid
from .base import Validator


class NoneValidator(Validator):
    name = "none"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def py(self, value, state):
        if value is None:
            return None
        raise invalid("none_required", value)

    json = py

    def strings(self, value, state):
        raise invalid("none_required", value)

    key = strings
