"""`missing-sentinel`."""

from ..undefined import missing_sentinel
from .base import Serializer
from .errors import JsonFailure, PydanticSerializationUnexpectedValue


class MissingSentinelSerializer(Serializer):
    name = "missing-sentinel"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def to_python(self, value, state):
        if value is missing_sentinel():
            return value
        raise PydanticSerializationUnexpectedValue("Expected 'MISSING' sentinel")

    def to_json(self, value, state):
        raise JsonFailure("'MISSING' can't be serialized to JSON")
