"""Schemas whose values are serialized as those of another schema inside of them."""

from ..build import required
from ..schema_error import SchemaError
from .any import ANY
from .build import build_serializer


class InnerBuilder:
    """`custom-error` and functions: as the schema that they are around."""

    @classmethod
    def build(cls, schema, config, definitions):
        return build_serializer(required(schema, "schema"), config, definitions)


class ChainBuilder:
    """`chain`: as its last step."""

    @classmethod
    def build(cls, schema, config, definitions):
        return build_serializer(required(schema, "steps")[-1], config, definitions)


class CallBuilder:
    """`call`: as what the function returns."""

    @classmethod
    def build(cls, schema, config, definitions):
        returned = schema.get("return_schema")
        return ANY if returned is None else build_serializer(returned, config, definitions)


class StrictBuilder:
    """`lax-or-strict`: as the strict schema."""

    @classmethod
    def build(cls, schema, config, definitions):
        return build_serializer(required(schema, "strict_schema"), config, definitions)


class ArgumentsBuilder:
    """`arguments`: not without a serializer of its own."""

    @classmethod
    def build(cls, schema, config, definitions):
        raise SchemaError("`arguments` validators require a custom serializer")
