"""`missing-sentinel`: the value `MISSING`."""

from ..errors import invalid
from ..undefined import missing_sentinel
from .base import Validator


class MissingSentinelValidator(Validator):
    name = "missing-sentinel"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def py(self, value, state):
        if value is missing_sentinel():
            return value
        raise invalid("missing_sentinel_error", value)

    def json(self, value, state):
        raise invalid("missing_sentinel_error", value)
