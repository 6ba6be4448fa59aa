"""`custom-error`: one error of the schema's own instead of those of another schema."""

from ..build import build_validator, required
from ..error_types import ERROR_TYPES
from ..errors import Invalid, PydanticCustomError, PydanticKnownError
from ..schema_error import SchemaError
from .base import Validator, in_every_form


def custom_error(schema):
    """The error that a schema names, or `None`."""
    kind = schema.get("custom_error_type")
    if kind is None:
        return None
    context = schema.get("custom_error_context")
    if kind in ERROR_TYPES:
        if "custom_error_message" in schema:
            raise SchemaError(
                "custom_error_message should not be provided if 'custom_error_type' matches a known error"
            )
        return PydanticKnownError(kind, context)
    return PydanticCustomError(kind, required(schema, "custom_error_message"), context)


@in_every_form
class CustomErrorValidator(Validator):
    def __init__(self, inner, error):
        self.inner = inner
        self.error = error
        self.name = f"custom-error[{inner.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        error = custom_error(schema)
        return cls(build_validator(required(schema, "schema"), config, definitions), error)

    def run(self, value, state, form):
        try:
            return getattr(self.inner, form)(value, state)
        except Exception:
            raise Invalid([self.error.line_error(value)]) from None

    def debug_fields(self):
        return {"validator": self.inner, "name": self.name}


