"""`nullable`."""

from ..build import required
from .any import ANY
from .base import Serializer
from .build import build_serializer


class NullableSerializer(Serializer):
    name = "nullable"

    def __init__(self, inner):
        self.inner = inner

    @property
    def retries_laxly(self):
        return self.inner.retries_laxly

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(build_serializer(required(schema, "schema"), config, definitions))

    def to_python(self, value, state):
        if value is None:
            return None
        return (ANY if state.serialize_as_any else self.inner).to_python(value, state)

    def to_json(self, value, state):
        if value is None:
            return "null"
        return (ANY if state.serialize_as_any else self.inner).to_json(value, state)

    def json_key(self, key, state):
        if key is None:
            return "None"
        return (ANY if state.serialize_as_any else self.inner).json_key(key, state)

    def debug_fields(self):
        return {"serializer": self.inner}
