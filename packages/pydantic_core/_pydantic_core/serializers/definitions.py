"""`definitions` and `definition-ref`."""

from ..build import required
from .base import Serializer
from .build import build_serializer


class DefinitionsBuilder:
    """Reads the definitions of a schema, then the schema itself."""

    @classmethod
    def build(cls, schema, config, definitions):
        for definition in required(schema, "definitions"):
            reference = required(definition, "ref")
            definitions.add(reference, build_serializer(definition, config, definitions))
        return build_serializer(required(schema, "schema"), config, definitions)


class DefinitionRefSerializer(Serializer):
    name = "definition-ref"

    def __init__(self, definition):
        self.definition = definition
        self._asking = False

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(definitions.get(required(schema, "schema_ref")))

    @property
    def retries_laxly(self):
        if self._asking or self.definition.value is None:
            return False
        self._asking = True
        try:
            return self.definition.value.retries_laxly
        finally:
            self._asking = False

    def to_python(self, value, state):
        mark = state.enter(value, id(self.definition))
        try:
            return self.definition.value.to_python(value, state)
        finally:
            state.leave(mark)

    def to_json(self, value, state):
        mark = state.enter(value, id(self.definition))
        try:
            return self.definition.value.to_json(value, state)
        finally:
            state.leave(mark)

    def json_key(self, key, state):
        return self.definition.value.json_key(key, state)

    def debug_fields(self):
        return {"definition": "..." if self.definition.value is None else self.definition.value.get_name()}
