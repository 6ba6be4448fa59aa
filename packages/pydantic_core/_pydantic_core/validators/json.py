"""`json`: JSON text, parsed, and then validated as JSON."""

from ..build import build_validator
from ..debug import optional
from ..errors import invalid
from ..json_parsing import JsonError, json_text, parse_json
from .any import AnyValidator
from .base import Validator


class JsonValidator(Validator):
    def __init__(self, inner):
        self.inner = inner
        self.name = f"json[{'any' if inner is None else inner.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        inner = schema.get("schema")
        if inner is not None:
            inner = build_validator(inner, config, definitions)
            if isinstance(inner, AnyValidator):
                inner = None
        return cls(inner)

    def py(self, value, state):
        data = json_text(value)
        if data is None:
            raise invalid("json_type", value)
        state.floor(2 if type(value) is bytes else 1 if isinstance(value, bytes) else 0)
        return self.parsed(data, value, state)

    def json(self, value, state):
        if not isinstance(value, str):
            raise invalid("json_type", value)
        state.floor(1)
        return self.parsed(value, value, state)

    def parsed(self, data, input, state):
        """Parses and validates. Raises `Invalid`."""
        try:
            value = parse_json(data, True, state.allow_partial)
        except JsonError as error:
            raise invalid("json_invalid", input, error=error.described()) from None
        if self.inner is None:
            return value
        before = state.input_type
        state.input_type = "json"
        try:
            return self.inner.json(value, state)
        finally:
            state.input_type = before

    def debug_fields(self):
        return {"validator": optional(self.inner), "name": self.name}
