"""`definitions` and `definition-ref`: schemas with names, and what refers to them, itself included."""

from ..build import build_validator, required
from ..errors import invalid
from ..state import RECURSION_LIMIT
from .base import Validator


class DefinitionsBuilder:
    """Reads the definitions of a schema, then the schema itself."""

    @classmethod
    def build(cls, schema, config, definitions):
        for definition in required(schema, "definitions"):
            reference = required(definition, "ref")
            definitions.add(reference, build_validator(definition, config, definitions))
        return build_validator(required(schema, "schema"), config, definitions)


class DefinitionRefValidator(Validator):
    def __init__(self, definition):
        self.definition = definition

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(definitions.get(required(schema, "schema_ref")))

    def get_name(self):
        return self.definition.name()

    def py(self, value, state):
        state.allow_partial = 0
        mark = (id(value), id(self.definition))
        guard = state.guard
        if guard is None:
            guard = state.guard = set()
        if mark in guard or state.depth >= RECURSION_LIMIT:
            raise invalid("recursion_loop", value)
        guard.add(mark)
        state.depth += 1
        try:
            return self.definition.value.py(value, state)
        finally:
            state.depth -= 1
            guard.discard(mark)

    def json(self, value, state):
        state.allow_partial = 0
        return self.definition.value.json(value, state)

    def strings(self, value, state):
        state.allow_partial = 0
        return self.definition.value.strings(value, state)

    def key(self, value, state):
        state.allow_partial = 0
        return self.definition.value.key(value, state)

    def default_value(self, place, state):
        return self.definition.value.default_value(place, state)

    def assign(self, model, field_name, value, state):
        mark = (id(model), id(self.definition))
        guard = state.guard
        if guard is None:
            guard = state.guard = set()
        if mark in guard:
            raise invalid("recursion_loop", model)
        guard.add(mark)
        try:
            return self.definition.value.assign(model, field_name, value, state)
        finally:
            guard.discard(mark)

    def debug_fields(self):
        return {"definition": self.get_name()}
