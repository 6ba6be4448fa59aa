"""From a core schema to a tree of validators or serializers: reading schemas, the kinds there are, and definitions."""

from importlib import import_module

from .reprs import exception_text
from .schema_error import SchemaError

# kind of schema: (module, class). Modules are imported when a schema first asks for them.
VALIDATORS = {
    "any": ("any", "AnyValidator"),
    "arguments": ("arguments", "ArgumentsValidator"),
    "arguments-v3": ("arguments_v3", "ArgumentsV3Validator"),
    "bool": ("bool", "BoolValidator"),
    "bytes": ("bytes", "BytesValidator"),
    "call": ("call", "CallValidator"),
    "callable": ("callable", "CallableValidator"),
    "chain": ("chain", "ChainValidator"),
    "complex": ("complex", "ComplexValidator"),
    "custom-error": ("custom_error", "CustomErrorValidator"),
    "dataclass": ("dataclass", "DataclassValidator"),
    "dataclass-args": ("dataclass_args", "DataclassArgsValidator"),
    "date": ("date", "DateValidator"),
    "datetime": ("datetime", "DateTimeValidator"),
    "decimal": ("decimal", "DecimalValidator"),
    "default": ("with_default", "WithDefaultValidator"),
    "definition-ref": ("definitions", "DefinitionRefValidator"),
    "definitions": ("definitions", "DefinitionsBuilder"),
    "dict": ("dict", "DictValidator"),
    "enum": ("enum", "EnumValidator"),
    "float": ("float", "FloatValidator"),
    "frozenset": ("set", "FrozenSetValidator"),
    "function-after": ("function", "FunctionAfterValidator"),
    "function-before": ("function", "FunctionBeforeValidator"),
    "function-plain": ("function", "FunctionPlainValidator"),
    "function-wrap": ("function_wrap", "FunctionWrapValidator"),
    "generator": ("generator", "GeneratorValidator"),
    "int": ("int", "IntValidator"),
    "is-instance": ("is_instance", "IsInstanceValidator"),
    "is-subclass": ("is_instance", "IsSubclassValidator"),
    "json": ("json", "JsonValidator"),
    "json-or-python": ("json_or_python", "JsonOrPythonValidator"),
    "lax-or-strict": ("lax_or_strict", "LaxOrStrictValidator"),
    "list": ("list", "ListValidator"),
    "literal": ("literal", "LiteralValidator"),
    "missing-sentinel": ("missing_sentinel", "MissingSentinelValidator"),
    "model": ("model", "ModelValidator"),
    "model-fields": ("model_fields", "ModelFieldsValidator"),
    "multi-host-url": ("url", "MultiHostUrlValidator"),
    "none": ("none", "NoneValidator"),
    "nullable": ("nullable", "NullableValidator"),
    "set": ("set", "SetValidator"),
    "str": ("string", "StrValidator"),
    "tagged-union": ("tagged_union", "TaggedUnionValidator"),
    "time": ("time", "TimeValidator"),
    "timedelta": ("timedelta", "TimeDeltaValidator"),
    "tuple": ("tuple", "TupleValidator"),
    "typed-dict": ("typed_dict", "TypedDictValidator"),
    "union": ("union", "UnionValidator"),
    "url": ("url", "UrlValidator"),
    "uuid": ("uuid", "UuidValidator"),
}


def converted_error(value, wanted):
    """The exception for a setting of the wrong type."""
    return TypeError(f"'{type(value).__name__}' object cannot be converted to '{wanted}'")


def required(schema, key):
    """A key that a schema must have. Raises `KeyError`."""
    try:
        return schema[key]
    except KeyError:
        raise KeyError(key) from None


def required_class(schema, key="cls"):
    """A class that a schema must name."""
    found = required(schema, key)
    if not isinstance(found, type):
        raise converted_error(found, "PyType")
    return found


def schema_or_config(schema, config, key, config_key=None):
    """A setting of the schema, or of the configuration around it; `None` where neither has it."""
    if key in schema:
        return schema[key]
    if config:
        return config.get(config_key or key)
    return None


def flag(schema, config, key, default=False):
    """A setting that is true or false."""
    found = schema_or_config(schema, config, key)
    if found is None:
        return default
    if not isinstance(found, bool):
        raise converted_error(found, "PyBool")
    return found


def is_strict(schema, config):
    return flag(schema, config, "strict")


def extra_behavior(schema, config, default):
    """What happens to extra fields: `allow`, `forbid` or `ignore`."""
    found = schema_or_config(schema, config, "extra_behavior", "extra_fields_behavior")
    if found is None:
        return default
    if found not in ("allow", "forbid", "ignore"):
        raise SchemaError(f"Invalid extra_behavior: `{found}`")
    return found


def prebuilt(kind, schema, attribute):
    """The validator or serializer that the class of a schema has already, or `None`."""
    if kind not in ("model", "dataclass") or (kind == "dataclass" and "generic_origin" in schema):
        return None
    attributes = schema["cls"].__dict__
    if attributes.get("__pydantic_complete__") is not True:
        return None
    return attributes.get(attribute)


def build_validator(schema, config, definitions, base=False):
    """The validator of a schema. Raises `SchemaError`."""
    if not isinstance(schema, dict):
        raise converted_error(schema, "PyDict")
    kind = required(schema, "type")
    if not base and (kind == "model" or kind == "dataclass"):
        found = prebuilt(kind, schema, "__pydantic_validator__")
        if found is not None:
            from .validator import SchemaValidator

            if isinstance(found, SchemaValidator) and not found.validator.rebuilt_in_place:
                from .validators.base import PrebuiltValidator

                return PrebuiltValidator(found.validator)
    entry = VALIDATORS.get(kind)
    if entry is None:
        if kind == "invalid":
            raise SchemaError("Cannot construct schema with `InvalidSchema` member.")
        raise SchemaError(f'Unknown schema type: "{kind}"')
    builder = _resolve("validators", kind, entry)
    try:
        return builder.build(schema, config, definitions)
    except Exception as error:
        raise SchemaError(f'Error building "{kind}" validator:\n  {exception_text(error)}') from None


_resolved = {}


def _resolve(room, kind, entry):
    found = _resolved.get((room, kind))
    if found is None:
        module = import_module(f"{__package__}.{room}.{entry[0]}")
        found = _resolved[room, kind] = getattr(module, entry[1])
    return found


class Definition:
    """A place for what a reference stands for; filled when its schema has been read."""

    __slots__ = ("value", "naming")

    def __init__(self):
        self.value = None
        self.naming = False

    def name(self):
        """The name of what is here, or dots where it is not there yet or contains itself."""
        if self.value is None or self.naming:
            return "..."
        self.naming = True
        try:
            return self.value.get_name()
        finally:
            self.naming = False


class Definitions:
    """The definitions of one schema, by reference."""

    def __init__(self):
        self.by_reference = {}

    def get(self, reference):
        """The definition with this reference, which may be filled later."""
        found = self.by_reference.get(reference)
        if found is None:
            found = self.by_reference[reference] = Definition()
        return found

    def add(self, reference, value):
        """Fills a definition. Raises `SchemaError` for one that is filled."""
        found = self.get(reference)
        if found.value is not None:
            raise SchemaError(f"Duplicate ref: `{reference}`")
        found.value = value

    def finish(self):
        """Raises `SchemaError` where something was referred to and never defined."""
        for reference, found in self.by_reference.items():
            if found.value is None:
                raise SchemaError(f"Definitions error: definition `{reference}` was never filled")
        return self
