"""From a core schema to a tree of serializers."""

from importlib import import_module

from ..build import converted_error, prebuilt, required
from ..reprs import exception_text
from ..schema_error import SchemaError

# kind of schema: (module, class). Modules are imported when a schema first asks for them.
SERIALIZERS = {
    "any": ("any", "AnySerializer"),
    "arguments": ("other", "ArgumentsBuilder"),
    "bool": ("simple", "BoolSerializer"),
    "bytes": ("bytes", "BytesSerializer"),
    "call": ("other", "CallBuilder"),
    "callable": ("any", "AnySerializer"),
    "chain": ("other", "ChainBuilder"),
    "complex": ("scalar", "ComplexSerializer"),
    "custom-error": ("other", "InnerBuilder"),
    "dataclass": ("dataclass", "DataclassSerializer"),
    "dataclass-args": ("dataclass", "DataclassArgsBuilder"),
    "date": ("temporal", "DateSerializer"),
    "datetime": ("temporal", "DatetimeSerializer"),
    "decimal": ("scalar", "DecimalSerializer"),
    "default": ("with_default", "WithDefaultSerializer"),
    "definition-ref": ("definitions", "DefinitionRefSerializer"),
    "definitions": ("definitions", "DefinitionsBuilder"),
    "dict": ("dict", "DictSerializer"),
    "enum": ("enum", "EnumSerializer"),
    "float": ("simple", "FloatSerializer"),
    "format": ("format", "FormatSerializer"),
    "frozenset": ("set", "FrozenSetSerializer"),
    "function-after": ("other", "InnerBuilder"),
    "function-before": ("other", "InnerBuilder"),
    "function-plain": ("any", "AnySerializer"),
    "function-wrap": ("other", "InnerBuilder"),
    "generator": ("generator", "GeneratorSerializer"),
    "int": ("simple", "IntSerializer"),
    "is-instance": ("any", "AnySerializer"),
    "is-subclass": ("any", "AnySerializer"),
    "json": ("json", "JsonSerializer"),
    "json-or-python": ("json_or_python", "JsonOrPythonSerializer"),
    "lax-or-strict": ("other", "StrictBuilder"),
    "list": ("list", "ListSerializer"),
    "literal": ("literal", "LiteralSerializer"),
    "missing-sentinel": ("missing_sentinel", "MissingSentinelSerializer"),
    "model": ("model", "ModelSerializer"),
    "model-fields": ("model", "ModelFieldsBuilder"),
    "multi-host-url": ("scalar", "MultiHostUrlSerializer"),
    "none": ("simple", "NoneSerializer"),
    "nullable": ("nullable", "NullableSerializer"),
    "set": ("set", "SetSerializer"),
    "str": ("simple", "StrSerializer"),
    "tagged-union": ("union", "TaggedUnionSerializer"),
    "time": ("temporal", "TimeSerializer"),
    "timedelta": ("temporal", "TimeDeltaSerializer"),
    "to-string": ("format", "ToStringSerializer"),
    "tuple": ("tuple", "TupleSerializer"),
    "typed-dict": ("typed_dict", "TypedDictSerializer"),
    "union": ("union", "UnionSerializer"),
    "url": ("scalar", "UrlSerializer"),
    "uuid": ("scalar", "UuidSerializer"),
}
_FILTERS_ONLY = (None, "include-exclude-sequence", "include-exclude-dict", "base64")
_resolved = {}


def _find(kind, schema, config, definitions):
    entry = SERIALIZERS.get(kind)
    if entry is None:
        raise SchemaError(f"Unknown serialization schema type: `{kind}`")
    builder = _resolved.get(kind)
    if builder is None:
        builder = _resolved[kind] = getattr(import_module(f"{__package__}.{entry[0]}"), entry[1])
    try:
        return builder.build(schema, config, definitions)
    except Exception as error:
        raise SchemaError(f"Error building `{kind}` serializer:\n  {exception_text(error)}") from None


def build_serializer(schema, config, definitions, base=False):
    """The serializer of a schema. Raises `SchemaError`."""
    if not isinstance(schema, dict):
        raise converted_error(schema, "PyDict")
    own = schema.get("serialization")
    if own is not None:
        kind = own.get("type")
        if kind == "function-plain" or kind == "function-wrap":
            from . import function

            builder = function.FunctionPlainSerializer if kind == "function-plain" else function.FunctionWrapSerializer
            try:
                return builder.build(schema, config, definitions)
            except Exception as error:
                raise SchemaError(f"Error building `{kind}` serializer:\n  {exception_text(error)}") from None
        if kind not in _FILTERS_ONLY:
            return _find(kind, own, config, definitions)
    kind = required(schema, "type")
    if not base and (kind == "model" or kind == "dataclass"):
        found = prebuilt(kind, schema, "__pydantic_serializer__")
        if found is not None:
            from ..serializer import SchemaSerializer
            from .function import FunctionWrapSerializer

            if isinstance(found, SchemaSerializer) and not isinstance(found.serializer, FunctionWrapSerializer):
                from .base import PrebuiltSerializer

                return PrebuiltSerializer(found.serializer)
    return _find(kind, schema, config, definitions)


def items_serializer(schema, key, config, definitions):
    """The serializer of an inner schema, or that of any value where there is none."""
    inner = schema.get(key)
    if inner is None:
        from .any import ANY

        return ANY
    return build_serializer(inner, config, definitions)
