"""`typed-dict`."""

from ..build import extra_behavior, required, schema_or_config
from ..schema_error import SchemaError
from .build import build_serializer
from .fields import ALLOW, SIMPLE, FieldsSerializer, build_fields


class TypedDictSerializer(FieldsSerializer):
    @classmethod
    def build(cls, schema, config, definitions):
        total = schema_or_config(schema, config, "total", "typed_dict_total")
        total = True if total is None else total
        mode = ALLOW if extra_behavior(schema, config, "ignore") == "allow" else SIMPLE
        extra = schema.get("extras_schema")
        if extra is not None:
            if mode != ALLOW:
                raise SchemaError("extras_schema can only be used if extra_behavior=allow")
            extra = build_serializer(extra, config, definitions)
        entries = [(name, name, info) for name, info in required(schema, "fields").items()]
        fields = build_fields(entries, config, definitions, total)
        return cls(fields, mode, extra, schema, config, definitions)

    def get_name(self):
        # Warnings about its values speak of the fields; only as part of other names is it called by its own.
        return "typed-dict"

    def run(self, value, state, method):
        before = state.model
        state.model = value
        try:
            return getattr(FieldsSerializer, method)(self, value, state)
        finally:
            state.model = before

    def to_python(self, value, state):
        return self.run(value, state, "to_python")

    def to_json(self, value, state):
        return self.run(value, state, "to_json")

    def json_key(self, key, state):
        return self.invalid_key(key, state, "typed-dict")
