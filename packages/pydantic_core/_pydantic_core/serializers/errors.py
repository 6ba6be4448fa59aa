"""What goes wrong in serialization."""

from ..reprs import safe_repr, truncated


class PydanticSerializationError(ValueError):
    """Raised where a value cannot be serialized."""

    def __new__(cls, message):
        self = ValueError.__new__(cls, message)
        self._message = message
        return self

    def __init__(self, message):
        ValueError.__init__(self, message)

    def __str__(self):
        return self._message

    def __repr__(self):
        return f"PydanticSerializationError({self._message})"


class PydanticSerializationUnexpectedValue(ValueError):
    """A value is not of the kind that the schema promises."""

    def __new__(cls, message=None, field_name=None, field_type=None, input_value=None):
        self = ValueError.__new__(cls, message)
        self._message = message
        self._field_name = field_name
        self._field_type = field_type
        self._input_value = input_value
        return self

    def __init__(self, message=None, field_name=None, field_type=None, input_value=None):
        ValueError.__init__(self, message)

    def __str__(self):
        message = self._message or ""
        if self._field_type is not None:
            if message:
                message += ": "
            message += f"Expected `{self._field_type}`"
            if self._input_value is not None:
                message += " - serialized value may not be as expected"
        value = self._input_value
        if value is not None:
            kind = type(value).__name__
            shown = truncated(safe_repr(value))
            if self._field_name is not None:
                message += f" [field_name='{self._field_name}', input_value={shown}, input_type={kind}]"
            else:
                message += f" [input_value={shown}, input_type={kind}]"
        return message or "Unexpected Value"

    def __repr__(self):
        return f"PydanticSerializationUnexpectedValue({self})"


PydanticSerializationError.__module__ = "pydantic_core._pydantic_core"
PydanticSerializationUnexpectedValue.__module__ = "pydantic_core._pydantic_core"


class JsonFailure(Exception):
    """Something that has no JSON; the words are the whole message after its usual beginning."""


class UnknownType(Exception):
    """A type for which there is no JSON; the words are the whole message."""


class UnexpectedInJson(Exception):
    """A value that a choice of a union does not take, while JSON is written."""
