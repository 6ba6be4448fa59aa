"""`format` and `to-string`: values as text."""

from ..build import required
from ..reprs import exception_text
from ..schema_error import SchemaError
from .base import Serializer
from .errors import JsonFailure, PydanticSerializationError
from .json_text import quoted

_WHEN_USED = ("always", "unless-none", "json", "json-unless-none")


class WhenUsed:
    """When a function serializes: always, or in some modes, or for values that are not `None`."""

    __slots__ = ("kind",)

    def __init__(self, schema, default):
        self.kind = schema.get("when_used") or default
        if self.kind not in _WHEN_USED:
            raise SchemaError(f'Invalid value for `when_used`: "{self.kind}"')

    def should_use(self, value, state):
        kind = self.kind
        if kind == "always":
            return True
        if kind == "json":
            return state.is_json
        return value is not None and (kind == "unless-none" or state.is_json)

    def should_use_json(self, value):
        return value is not None or self.kind in ("always", "json")


class ToStringSerializer(Serializer):
    name = "to-string"

    def __init__(self, when_used):
        self.when_used = when_used

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(WhenUsed(schema, "json-unless-none"))

    def text(self, value):
        return str(value)

    def to_python(self, value, state):
        return self.text(value) if self.when_used.should_use(value, state) else value

    def to_json(self, value, state):
        return quoted(self.text(value)) if self.when_used.should_use_json(value) else "null"

    def json_key(self, key, state):
        return self.text(key) if self.when_used.should_use_json(key) else "None"


class FormatSerializer(ToStringSerializer):
    name = "format"

    def __init__(self, formatting, when_used):
        self.formatting = formatting
        self.when_used = when_used

    @classmethod
    def build(cls, schema, config, definitions):
        formatting = required(schema, "formatting_string")
        when_used = WhenUsed(schema, "json-unless-none")
        return cls(formatting, when_used) if formatting else ToStringSerializer(when_used)

    def text(self, value):
        try:
            return format(value, self.formatting)
        except Exception as error:
            message = f"Error calling `format(value, {self.formatting!r})`: {exception_text(error)}"
        raise PydanticSerializationError(message)

    def to_json(self, value, state):
        if not self.when_used.should_use_json(value):
            return "null"
        try:
            return quoted(self.text(value))
        except PydanticSerializationError as error:
            raise JsonFailure(str(error)) from None
