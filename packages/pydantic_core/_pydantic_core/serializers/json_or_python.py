"""`json-or-python`."""

from ..build import required
from .any import ANY
from .base import Serializer
from .build import build_serializer


class JsonOrPythonSerializer(Serializer):
    def __init__(self, json, python):
        self.for_json = json
        self.for_python = python
        self.name = f"json-or-python[json={json.get_name()}, python={python.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        json = build_serializer(required(schema, "json_schema"), config, definitions)
        return cls(json, build_serializer(required(schema, "python_schema"), config, definitions))

    def to_python(self, value, state):
        return (ANY if state.serialize_as_any else self.for_python).to_python(value, state)

    def to_json(self, value, state):
        return (ANY if state.serialize_as_any else self.for_json).to_json(value, state)

    def json_key(self, key, state):
        return (ANY if state.serialize_as_any else self.for_json).json_key(key, state)

    def debug_fields(self):
        return {"json": self.for_json, "python": self.for_python, "name": self.name}
