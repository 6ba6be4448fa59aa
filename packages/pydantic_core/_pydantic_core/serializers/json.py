"""`json`."""

from .any import ANY
from .base import Serializer
from .build import items_serializer
from .infer import infer_json_key
from .json_text import quoted
from .output import json_bytes


class JsonSerializer(Serializer):
    name = "json"

    def __init__(self, inner):
        self.inner = inner

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(items_serializer(schema, "schema", config, definitions))

    def text(self, value, state):
        return json_bytes(value, self.inner, state).decode()

    def to_python(self, value, state):
        if state.round_trip:
            return self.text(value, state)
        return (ANY if state.serialize_as_any else self.inner).to_python(value, state)

    def to_json(self, value, state):
        if state.round_trip:
            return quoted(self.text(value, state))
        return (ANY if state.serialize_as_any else self.inner).to_json(value, state)

    def json_key(self, key, state):
        return self.text(key, state) if state.round_trip else infer_json_key(key, state)

    def debug_fields(self):
        return {"serializer": self.inner}
